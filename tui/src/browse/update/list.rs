//! 名单: moving, filtering, marking, opening one.

use super::super::command::{Command, Context};
use super::super::list::{FILTERS, List};
use super::super::marks::Mark;
use super::super::model::{Ask, Effect, Model};
use super::super::read::News;
use super::{ask, open_text, step};

/// Starts reading a file.
pub(crate) fn open(model: &mut Model, path: std::path::PathBuf) {
    model.list = List::opening(path.clone());
    model.effects.push(Effect::Load(path));
}

/// Takes in what the reader reports.
pub(super) fn news(model: &mut Model, news: News) {
    match news {
        News::Earlier(earlier) => model.list.earlier = earlier,
        News::Rows { rows, percent } => {
            model.list.take(rows);
            model.list.progress = Some(percent);
        }
        News::Faulty(reason) => {
            model.list.faulty += 1;
            model.list.first_fault.get_or_insert(reason);
        }
        News::Done => {
            model.list.progress = None;
            if model.list.sort != super::super::list::Sort::File {
                model.list.arrange();
            }
            let (rows, faulty) = (model.list.rows.len(), model.list.faulty);
            match &model.list.first_fault {
                None => model.say(&format!("已读完 {rows} 行"), &format!("{rows} rows read")),
                Some(reason) => {
                    let chinese = format!("已读完 {rows} 行，{faulty} 行读不出；{reason}");
                    let english = format!("{rows} rows read, {faulty} unreadable; {reason}");
                    model.say(&chinese, &english);
                }
            }
        }
        News::Surveyed(report) => super::park::surveyed(model, report),
        News::Unsurveyed(reason) => model.park.failed(reason),
        News::Failed(reason) => {
            model.list.progress = None;
            if model.list.rows.is_empty() {
                model.list.path = None;
            }
            model.alarm(reason);
        }
    }
}

pub(super) fn run(model: &mut Model, command: Command) {
    let list = &mut model.list;
    if let Some(place) = step(command, list.chosen, list.order.len(), list.height) {
        return list.go(place);
    }
    match command {
        Command::Open => ask(model, Ask::OpenFile),
        Command::Enter | Command::Right if model.picking && command == Command::Enter => super::run(model, Context::List, Command::Pick),
        Command::Enter | Command::Right => judge(model),
        Command::Filter => {
            let place = FILTERS.iter().position(|filter| *filter == list.outcome).unwrap_or(0);
            filter(model, place + 1);
        }
        Command::FilterEntry => ask(model, Ask::FilterEntry),
        Command::Sort => {
            list.sort = list.sort.next();
            list.arrange();
            // Whoever sorts wants to see what now comes first.
            list.go(0);
            let (chinese, english) = model.list.sort.words();
            model.say(&format!("排序：{chinese}"), &format!("Sorted: {english}"));
        }
        Command::MarkRight => mark(model, Mark::Right),
        Command::MarkWrong => mark(model, Mark::Wrong),
        Command::MarkEntry => {
            if let Some(number) = list.number() {
                ask(model, Ask::RightEntry(number));
            }
        }
        Command::Export if !list.rows.is_empty() => model.effects.push(Effect::ExportList),
        _ => {}
    }
}

/// Shows the rows of one outcome, counted as the key goes through them.
pub(super) fn filter(model: &mut Model, number: usize) {
    model.list.outcome = FILTERS[number % FILTERS.len()];
    model.list.arrange();
}

/// Marks the chosen row, or takes the same mark off it, and goes on to the next one.
fn mark(model: &mut Model, mark: Mark) {
    let list = &mut model.list;
    let Some(number) = list.number() else { return };
    if list.marks.get(&(number as u32)) == Some(&mark) {
        list.marks.remove(&(number as u32));
    } else {
        list.marks.insert(number as u32, mark);
        list.go(list.chosen + 1);
    }
    model.effects.push(Effect::SaveMarks);
}

/// Marks a row of the file and saves.
pub(super) fn mark_row(model: &mut Model, number: usize, mark: Mark) {
    model.list.marks.insert(number as u32, mark);
    model.effects.push(Effect::SaveMarks);
}

fn judge(model: &mut Model) {
    let Some(row) = model.list.current() else { return };
    let name = if row.name.is_empty() { row.id.to_string() } else { row.name.to_string() };
    let (text, number) = (row.text.to_string(), model.list.number());
    open_text(model, &name, &text);
    model.judge.row = number;
}

/// A key of 判定 for the row it came from: marks it, or opens the row before or after it.
pub(super) fn from_judge(model: &mut Model, command: Command) {
    match command {
        Command::Backward if model.list.chosen > 0 => model.list.chosen -= 1,
        Command::Forward if model.list.chosen + 1 < model.list.order.len() => model.list.chosen += 1,
        Command::Backward | Command::Forward => return model.say("名单到头了", "The list ends here"),
        Command::MarkEntry => return run(model, command),
        _ => {
            let mark = if command == Command::MarkRight { Mark::Right } else { Mark::Wrong };
            if let Some(number) = model.list.number() {
                // The title above the text shows the mark.
                mark_row(model, number, mark);
            }
            return;
        }
    }
    judge(model);
}

/// A first click chooses, a second one opens.
pub(super) fn click(model: &mut Model, place: usize) {
    if model.list.chosen == place {
        judge(model);
    } else {
        model.list.go(place);
    }
}
