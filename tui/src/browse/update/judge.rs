//! 判定: writing, moving through the answers, answering, ticking.

use std::time::Duration;

use super::super::command::{Command, Context};
use super::super::draft::{Draft, Move};
use super::super::model::{Effect, Follow, Model, Part};
use super::{REST, keep, step, tree};
use crate::browse::case::{Case, checklist};

/// A text up to this length is read with each key: a release build reads it within a frame.
const LIVE: usize = 20_000;

/// Reads the text when it has changed. A long one waits until the keys have rested for `idle`.
/// Says whether it still waits.
pub(crate) fn refresh(model: &mut Model, idle: Duration) -> bool {
    let judge = &mut model.judge;
    if judge.read == judge.draft.version() {
        return false;
    }
    if judge.draft.chars().len() > LIVE && idle < REST {
        return true;
    }
    judge.read = judge.draft.version();
    let text = judge.draft.text();
    if text.trim().is_empty() {
        judge.case = Case::new(&model.classifier, &model.atlas, "", &text);
        model.desk.turn(&judge.case, "", "");
    } else {
        judge.case.reread(&model.classifier, &model.atlas, &text);
    }
    rechoose(model);
    false
}

/// Keeps the chosen entry chosen where it still stands.
fn rechoose(model: &mut Model) {
    let judge = &mut model.judge;
    let held = judge.held.and_then(|code| judge.case.standings.iter().position(|standing| standing.code == code));
    if held.is_none() {
        judge.held = None;
    }
    let chosen = held.unwrap_or(0);
    if chosen != judge.chosen {
        judge.entry_top = 0;
    }
    judge.chosen = chosen;
    let criteria = judge.case.standings.get(chosen).map_or(0, |standing| checklist(standing).len());
    judge.criterion = judge.criterion.min(criteria.saturating_sub(1));
}

/// Opens a text as a new prospect and reads it at once.
pub(crate) fn open_text(model: &mut Model, name: &str, text: &str) {
    keep(model);
    model.desk.turn(&model.judge.case, name, text);
    model.judge.draft = Draft::new(text);
    model.judge.draft.go(Move::Start);
    model.judge.read = model.judge.draft.version();
    model.judge.case = Case::new(&model.classifier, &model.atlas, name, &model.judge.draft.text());
    model.judge.row = None;
    model.judge.held = None;
    model.judge.chosen = 0;
    model.judge.criterion = 0;
    model.judge.entry_top = 0;
    model.judge.top = 0;
    model.judge.follow = Follow::Evidence;
    model.judge.focus = if text.is_empty() { Context::Writing } else { Context::Answers };
    model.part = Part::Judge;
}

pub(super) fn run(model: &mut Model, here: Context, command: Command) {
    match command {
        Command::NextAnswer => choose(model, model.judge.chosen + 1),
        Command::PrevAnswer => choose(model, model.judge.chosen.saturating_sub(1)),
        Command::Fresh => fresh(model),
        Command::Undo => {
            model.judge.draft.undo();
            model.judge.follow = Follow::Caret;
        }
        Command::Redo => {
            model.judge.draft.redo();
            model.judge.follow = Follow::Caret;
        }
        Command::NextPane | Command::PrevPane => turn(model, command == Command::NextPane),
        Command::Letter(choice) => answer(model, usize::from(choice)),
        Command::Unanswer => unanswer(model),
        Command::Export => model.effects.push(Effect::Export),
        Command::Backward | Command::Forward | Command::MarkRight | Command::MarkWrong | Command::MarkEntry => {
            if model.judge.row.is_some() {
                super::list::from_judge(model, command);
            } else {
                model.say("这不是名单里的一行", "This is no row of a list");
            }
        }
        Command::Open => {
            if let Some(code) = model.code() {
                tree::visit(model, code);
                go_tree(model);
            }
        }
        _ => match here {
            Context::Writing => writing(model, command),
            Context::Answers => answers(model, command),
            _ => entry(model, command),
        },
    }
}

fn go_tree(model: &mut Model) {
    model.part = Part::Tree;
    model.tree.leaf = true;
}

fn writing(model: &mut Model, command: Command) {
    if command == Command::Back {
        model.judge.focus = Context::Answers;
        model.judge.follow = Follow::Evidence;
    }
}

fn answers(model: &mut Model, command: Command) {
    if let Some(place) = step(command, model.judge.chosen, model.judge.case.standings.len(), 5) {
        return choose(model, place);
    }
    match command {
        Command::Back | Command::Left => write(model),
        Command::Enter if model.picking => super::run(model, Context::Answers, Command::Pick),
        Command::Enter | Command::Right if !model.judge.case.standings.is_empty() => model.judge.focus = Context::Entry,
        Command::Tick => {
            model.judge.focus = Context::Entry;
            tick(model);
        }
        _ => {}
    }
}

fn entry(model: &mut Model, command: Command) {
    let criteria = model.judge.case.standings.get(model.judge.chosen).map_or(0, |standing| checklist(standing).len());
    match command {
        Command::Up if model.judge.criterion > 0 => {
            model.judge.criterion -= 1;
        }
        Command::Down if model.judge.criterion + 1 < criteria => {
            model.judge.criterion += 1;
        }
        Command::Up => model.judge.entry_top = model.judge.entry_top.saturating_sub(1),
        Command::Down => model.judge.entry_top += 1,
        Command::PageUp => model.judge.entry_top = model.judge.entry_top.saturating_sub(8),
        Command::PageDown => model.judge.entry_top += 8,
        Command::First => {
            model.judge.entry_top = 0;
            model.judge.criterion = 0;
        }
        Command::Last => {
            model.judge.entry_top = usize::MAX / 2;
            model.judge.criterion = criteria.saturating_sub(1);
        }
        Command::Back | Command::Left => model.judge.focus = Context::Answers,
        Command::Tick => tick(model),
        _ => {}
    }
}

fn write(model: &mut Model) {
    model.judge.focus = Context::Writing;
    model.judge.follow = Follow::Caret;
}

fn turn(model: &mut Model, onward: bool) {
    const ROUND: [Context; 3] = [Context::Writing, Context::Answers, Context::Entry];
    let place = ROUND.iter().position(|context| *context == model.judge.focus).unwrap_or(0);
    model.judge.focus = ROUND[(place + if onward { 1 } else { 2 }) % 3];
    model.judge.follow = if model.judge.focus == Context::Writing { Follow::Caret } else { Follow::Evidence };
}

fn choose(model: &mut Model, place: usize) {
    let judge = &mut model.judge;
    if place >= judge.case.standings.len() {
        return;
    }
    judge.chosen = place;
    judge.held = judge.case.standings.get(place).map(|standing| standing.code);
    judge.criterion = 0;
    judge.entry_top = 0;
    judge.follow = Follow::Evidence;
}

/// A first click chooses, a second one looks closer.
pub(super) fn click_standing(model: &mut Model, number: usize) {
    if model.judge.chosen == number && model.judge.focus == Context::Answers {
        return answers(model, Command::Enter);
    }
    model.judge.focus = Context::Answers;
    choose(model, number);
}

pub(super) fn scroll_text(model: &mut Model, command: Command) {
    let judge = &mut model.judge;
    judge.follow = Follow::Nothing;
    judge.top = if command == Command::Down { judge.top + 2 } else { judge.top.saturating_sub(2) };
}

fn fresh(model: &mut Model) {
    if model.judge.draft.is_empty() {
        model.judge.focus = Context::Writing;
        return;
    }
    open_text(model, "", "");
    model.say("原文已收进 5 记录", "The earlier text is in 5 Record");
}

fn answer(model: &mut Model, choice: usize) {
    let question = model.judge.case.question.is_some();
    if model.judge.case.answer(choice, &model.atlas) {
        rechoose(model);
        model.say("已按回答更新结论（u 收回）", "The answer changed the outcome (u takes it back)");
    } else if !question {
        model.say("现在没有要问的", "There is nothing to ask now");
    }
}

fn unanswer(model: &mut Model) {
    if model.judge.case.unanswer(&model.atlas) {
        rechoose(model);
        model.say("已收回", "Taken back");
    } else {
        model.say("没有可收回的回答", "No answer to take back");
    }
}

fn tick(model: &mut Model) {
    let judge = &mut model.judge;
    let Some(standing) = judge.case.standings.get(judge.chosen) else { return };
    let (code, criteria, word) = (standing.code, checklist(standing).len(), standing.word());
    if criteria == 0 {
        return model.say("该条目没有列出条件", "The entry names no criteria");
    }
    judge.held = Some(code);
    judge.case.tick(code, judge.criterion.min(criteria - 1), &model.atlas);
    // The standings may have changed places: the entry stays chosen, and so does the criterion.
    let criterion = judge.criterion;
    let place = judge.case.standings.iter().position(|standing| standing.code == code);
    judge.chosen = place.unwrap_or(0);
    judge.criterion = criterion;
    if let Some(now) = judge.case.standings.get(judge.chosen).map(crate::browse::case::Standing::word)
        && now != word
    {
        model.say(&format!("{code}：{} → {}", word.0, now.0), &format!("{code}: {} → {}", word.1, now.1));
    }
}
