//! 记录: the page and the earlier prospects.

use super::super::command::{Command, Context};
use super::super::model::{Effect, Model};
use super::{judge, open_text, step};

pub(super) fn run(model: &mut Model, here: Context, command: Command) {
    match command {
        Command::NextPane | Command::PrevPane => model.pages.past = !model.pages.past,
        Command::Export => model.effects.push(Effect::Export),
        Command::Fresh => judge::run(model, Context::Answers, Command::Fresh),
        _ if here == Context::Past => past(model, command),
        _ => page(model, command),
    }
}

fn page(model: &mut Model, command: Command) {
    let pages = &mut model.pages;
    match command {
        Command::Up => pages.top = pages.top.saturating_sub(1),
        Command::Down => pages.top += 1,
        Command::PageUp => pages.top = pages.top.saturating_sub(10),
        Command::PageDown => pages.top += 10,
        Command::First => pages.top = 0,
        Command::Last => pages.top = usize::MAX / 2,
        Command::Right => pages.past = true,
        _ => {}
    }
}

fn past(model: &mut Model, command: Command) {
    if let Some(place) = step(command, model.pages.chosen, model.history.len(), 10) {
        model.pages.chosen = place;
        return;
    }
    match command {
        Command::Enter => open(model),
        Command::Back | Command::Left => model.pages.past = false,
        _ => {}
    }
}

fn open(model: &mut Model) {
    if let Some(past) = model.history.get(model.pages.chosen).cloned() {
        open_text(model, &past.name, &past.text);
        model.pages.chosen = 0;
    }
}

/// A first click chooses, a second one opens.
pub(super) fn click(model: &mut Model, number: usize) {
    if model.pages.past && model.pages.chosen == number {
        return open(model);
    }
    model.pages.past = true;
    model.pages.chosen = number;
}
