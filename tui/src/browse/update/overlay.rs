//! Pages above the others: help, what to copy; and the line that is asked for.

use greencat_core::Code;
use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::super::command::{Command, Context};
use super::super::keymap::halfwidth;
use super::super::marks::Mark;
use super::super::model::{Ask, Effect, Model, Overlay};
use super::super::paths;
use super::list;
use crate::browse::report;

/// Offers what can be copied of the entry that is looked at.
pub(super) fn copy_menu(model: &mut Model) {
    let Some(entry) = model.code().and_then(|code| model.atlas.entry(code)) else {
        return model.say("没有可复制的", "Nothing to copy");
    };
    let name = model.lang.pick(&entry.name, &entry.name_en);
    let mut choices = vec![
        ('y', model.lang.pick("代码和名称", "code and name"), format!("{} {name}", entry.code)),
        ('c', model.lang.pick("代码", "code"), entry.code.to_string()),
        ('n', model.lang.pick("名称", "name"), name.to_owned()),
    ];
    if matches!(model.context(), Context::Answers | Context::Entry | Context::Record) {
        choices.push(('s', model.lang.pick("摘要", "summary"), report::summary(&model.judge.case, model.lang)));
    }
    model.overlay = Some(Overlay::Copy(choices));
}

/// A key above a page; says whether it was used.
pub(super) fn key(model: &mut Model, event: KeyEvent) -> bool {
    let Some(Overlay::Copy(choices)) = &model.overlay else {
        if matches!(model.overlay, Some(Overlay::Copied(_))) {
            model.overlay = None;
            return true;
        }
        return false;
    };
    let KeyCode::Char(letter) = event.code else { return false };
    let Some(number) = choices.iter().position(|(key, _, _)| *key == halfwidth(letter)) else { return false };
    choose(model, number);
    true
}

/// Copies one of what is offered.
pub(super) fn choose(model: &mut Model, number: usize) {
    let Some(Overlay::Copy(choices)) = &model.overlay else { return };
    let Some((_, _, text)) = choices.get(number).cloned() else { return };
    model.overlay = Some(Overlay::Copied(text.clone()));
    model.effects.push(Effect::Copy(text));
}

pub(super) fn run(model: &mut Model, command: Command) {
    match (&mut model.overlay, command) {
        (Some(Overlay::Help { top }), Command::Down) => *top += 1,
        (Some(Overlay::Help { top }), Command::Up) => *top = top.saturating_sub(1),
        (Some(Overlay::Help { top }), Command::PageDown) => *top += 10,
        (Some(Overlay::Help { top }), Command::PageUp) => *top = top.saturating_sub(10),
        (Some(Overlay::Help { top }), Command::First) => *top = 0,
        (Some(Overlay::Help { top }), Command::Last) => *top = usize::MAX / 2,
        (_, Command::Back) => model.overlay = None,
        _ => {}
    }
}

pub(super) fn prompt(model: &mut Model, command: Command) {
    match command {
        Command::Back => model.prompt = None,
        Command::Enter => answer(model),
        Command::NextPane => {
            if let Some(prompt) = model.prompt.as_ref().filter(|prompt| matches!(prompt.kind, Ask::OpenFile | Ask::FactsFile)) {
                model.effects.push(Effect::Complete(prompt.draft.text()));
            }
        }
        _ => {}
    }
}

/// The entry that a line means: a code, or the first hit of a search.
pub(crate) fn meant(model: &Model, line: &str) -> Option<Code> {
    let line = line.trim();
    let code = line.parse::<Code>().ok().filter(|code| model.atlas.entry(*code).is_some());
    code.or_else(|| model.search.finder.find(&model.classifier, &model.atlas, line).first().map(|hit| hit.code))
}

fn answer(model: &mut Model) {
    let Some(prompt) = model.prompt.take() else { return };
    let line = prompt.draft.text();
    let line = line.trim();
    match prompt.kind {
        Ask::OpenFile | Ask::FactsFile if line.is_empty() => {}
        Ask::OpenFile => {
            list::open(model, paths::meant(line));
            super::park::ensure(model);
        }
        Ask::Fact(number) => super::policy::fill(model, number, line),
        Ask::FactsFile => model.effects.push(Effect::Facts(paths::meant(line))),
        Ask::FilterEntry => {
            let code = if line.is_empty() { None } else { meant(model, line) };
            if code.is_none() && !line.is_empty() {
                return model.say("没有这个条目", "No such entry");
            }
            model.list.entry = code;
            model.list.arrange();
        }
        Ask::RightEntry(number) if matches!(line, "" | "-" | "无" | "none") => list::mark_row(model, number, Mark::Nothing),
        Ask::RightEntry(number) => match meant(model, line).filter(|code| code.level() == 3) {
            Some(code) => list::mark_row(model, number, Mark::Entry(code)),
            None => model.say("没有这个三级条目，未改动", "No such level-3 entry, nothing changed"),
        },
    }
}
