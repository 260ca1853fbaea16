//! 园区: the sections of the report on the list that is open.

use super::super::command::{Command, Context};
use super::super::model::{Ask, Effect, Model, Part};
use super::{ask, step};
use crate::park::{Report, sections};

/// Has the open list read as a park, where it is looked at and was not read yet.
pub(super) fn ensure(model: &mut Model) {
    if model.part != Part::Park {
        return;
    }
    let Some(path) = model.list.path.clone() else { return };
    if model.park.wants(&path, model.lang) {
        model.park.reading(path.clone(), model.lang);
        model.effects.push(Effect::Survey(path));
    } else {
        // The answers on the park may have changed since.
        show(model);
    }
}

/// Takes the report in.
pub(super) fn surveyed(model: &mut Model, report: Box<Report>) {
    model.park.ready(report);
    show(model);
}

fn show(model: &mut Model) {
    let (told, screenings) = (model.desk.of_record(), model.desk.of_park(&model.today, model.lang));
    let Some(report) = model.park.report_mut() else { return };
    report.checked(told, screenings);
    let blocks = sections(report, &model.classifier, model.lang.spoken());
    model.park.show(blocks);
}

pub(super) fn run(model: &mut Model, here: Context, command: Command) {
    match command {
        Command::NextPane | Command::PrevPane => model.park.inside = !model.park.inside,
        Command::Open => ask(model, Ask::OpenFile),
        Command::Export if model.park.report().is_some() => model.effects.push(Effect::ExportPark),
        _ if here == Context::Sections => sections_of(model, command),
        _ => figures(model, command),
    }
}

fn sections_of(model: &mut Model, command: Command) {
    match command {
        // A page is turned in the figures, where there is more than a page.
        Command::PageUp | Command::PageDown => figures(model, command),
        Command::Enter | Command::Right => model.park.inside = true,
        _ => {
            if let Some(place) = step(command, model.park.chosen, model.park.sections.len(), 1) {
                choose(model, place);
            }
        }
    }
}

fn choose(model: &mut Model, place: usize) {
    if model.park.chosen != place {
        (model.park.chosen, model.park.top) = (place, 0);
    }
}

fn figures(model: &mut Model, command: Command) {
    let park = &mut model.park;
    match command {
        Command::Up => park.top = park.top.saturating_sub(1),
        Command::Down => park.top += 1,
        Command::PageUp => park.top = park.top.saturating_sub(10),
        Command::PageDown => park.top += 10,
        Command::First => park.top = 0,
        Command::Last => park.top = usize::MAX / 2,
        Command::Back | Command::Left => park.inside = false,
        _ => {}
    }
}

pub(super) fn click(model: &mut Model, place: usize) {
    model.park.inside = false;
    choose(model, place);
}
