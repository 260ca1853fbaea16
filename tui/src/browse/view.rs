//! The model on the screen. Drawing also notes what the mouse can touch, and keeps scrolled panes in bounds.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Widget};

use super::command::{Command, Context};
use super::draft::Draft;
use super::keymap::Key;
use super::model::{Ask, Model, Part, Touch, Wheel};
use super::theme::Theme;
use super::wide;

mod blocks;
mod entry;
mod judge;
mod list;
mod overlay;
mod page;
mod park;
mod policy;
mod record;
mod search;
mod text;
mod tree;

/// The smallest screen that is drawn.
const SMALLEST: (u16, u16) = (40, 10);

/// Rows that a word at the foot may take.
const NOTICE: u16 = 3;

/// From this width on, two columns stand side by side.
const WIDE: u16 = 110;

/// Draws everything.
pub(crate) fn draw(frame: &mut Frame<'_>, model: &mut Model) {
    model.zones.clear();
    model.wheels.clear();
    let area = frame.area();
    frame.buffer_mut().set_style(area, model.theme.base());
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let words = model.lang.pick("窗口太小，请放大到 80×24", "Window too small: enlarge it to 80×24");
        frame.buffer_mut().set_stringn(0, 0, words, usize::from(area.width), Style::new());
        return;
    }
    let said = notice(model, area.width);
    let rows = u16::try_from(said.len()).unwrap_or(1).clamp(1, NOTICE);
    let [head, body, foot] = Layout::vertical([Constraint::Length(1), Constraint::Min(1), Constraint::Length(rows)]).areas(area);
    header(frame.buffer_mut(), head, model);
    match model.part {
        Part::Judge => judge::draw(frame, body, model),
        Part::Tree => tree::draw(frame, body, model),
        Part::Search => search::draw(frame, body, model),
        Part::List => list::draw(frame, body, model),
        Part::Record => record::draw(frame, body, model),
        Part::Policy => policy::draw(frame, body, model),
        Part::Park => park::draw(frame, body, model),
    }
    if model.prompt.is_some() {
        overlay::prompt(frame, body, model);
    } else if model.overlay.is_some() {
        overlay::draw(frame, body, model);
    }
    if said.is_empty() {
        footer(frame.buffer_mut(), foot, model);
    } else {
        for (line, y) in said.iter().zip(foot.y..foot.bottom()) {
            frame.buffer_mut().set_line(foot.x + 1, y, line, foot.width.saturating_sub(1));
        }
    }
}

/// What is said at the foot, wrapped: a path or a fault is read to its end.
fn notice(model: &Model, width: u16) -> Vec<Line<'static>> {
    let Some(notice) = &model.notice else { return Vec::new() };
    let mut page = page::Page::new(width.saturating_sub(2));
    page.say(&notice.text, if notice.alarm { model.theme.alarm() } else { model.theme.accent() });
    page.lines
}

fn header(buffer: &mut Buffer, area: Rect, model: &mut Model) {
    let theme = model.theme;
    let tabs = Part::ALL.map(|part| model.lang.pick(part.words().0, part.words().1));
    let room = usize::from(area.width);
    let all: usize = tabs.iter().map(|words| wide::columns(words) + 5).sum();
    // In a narrow window the brand goes first, then the words of the parts that are not looked at.
    let brand = model.lang.pick(" 绿目 greencat ", " greencat ");
    let brand = if wide::columns(brand) + all <= room { brand } else { "" };
    buffer.set_string(area.x, area.y, brand, theme.heading());
    let mut x = area.x + if brand.is_empty() { 0 } else { wide::columns(brand) as u16 + 1 };
    for (number, (part, words)) in Part::ALL.into_iter().zip(tabs).enumerate() {
        let words = if all <= room + 1 || part == model.part { format!(" {} {words} ", number + 1) } else { format!(" {} ", number + 1) };
        let width = wide::columns(&words) as u16;
        let style = if part == model.part { theme.chosen(true) } else { theme.dim() };
        buffer.set_string(x, area.y, &words, style);
        model.zone(Rect::new(x, area.y, width, 1), Touch::Part(part));
        x += width + 1;
    }
    let edition = match model.classifier.edition() {
        "gigc-2019" => model.lang.pick("2019年版 ", "edition 2019 ").to_owned(),
        other => format!("{other} "),
    };
    let width = wide::columns(&edition) as u16;
    if x + width < area.right() {
        buffer.set_string(area.right() - width, area.y, edition, theme.dim());
    }
}

/// What the footer calls the keys for a row of a list that is open in 判定.
const ROW: [(Command, (&str, &str)); 4] = [
    (Command::Forward, ("下一行", "next row")),
    (Command::MarkRight, ("判对", "right")),
    (Command::MarkWrong, ("判错", "wrong")),
    (Command::MarkEntry, ("改正", "right entry")),
];

/// The keys that work now: their names, what they do, and in which words.
fn keys(model: &Model) -> Vec<(String, (&'static str, &'static str), Command)> {
    let here = model.context();
    let mut keys: Vec<_> = model
        .keymap
        .footer(here)
        .into_iter()
        .map(|(binding, key)| {
            let chooses = model.picking && binding.command == Command::Enter && here != Context::Prompt;
            (Key::show(key), if chooses { ("选定", "choose") } else { binding.words }, binding.command)
        })
        .collect();
    if model.prompt.as_ref().is_some_and(|prompt| !matches!(prompt.kind, Ask::OpenFile | Ask::FactsFile)) {
        keys.retain(|(.., command)| *command != Command::NextPane);
    }
    if model.judge.row.is_some() && matches!(here, Context::Answers | Context::Entry) {
        let names = |command| model.keymap.all().find(|(binding, _)| binding.command == command && binding.contexts.contains(&here));
        let row = ROW.into_iter().filter_map(|(command, words)| Some((Key::show(names(command)?.1.first()?), words, command)));
        keys.splice(0..0, row);
    }
    keys
}

fn footer(buffer: &mut Buffer, area: Rect, model: &mut Model) {
    let theme = model.theme;
    let mut x = area.x + 1;
    let mut shown = keys(model);
    // 帮助 and 退出 stay in sight however narrow the window: what does not fit goes from the middle.
    let size = |shown: &[(String, (&str, &str), Command)]| -> usize {
        shown.iter().map(|(key, words, _)| wide::columns(key) + wide::columns(model.lang.pick(words.0, words.1)) + 3).sum()
    };
    while size(&shown) > usize::from(area.width) && shown.len() > 2 {
        shown.remove(shown.len() - 3);
    }
    for (key, words, command) in shown {
        let words = model.lang.pick(words.0, words.1);
        let width = (wide::columns(&key) + wide::columns(words) + 1) as u16;
        buffer.set_string(x, area.y, &key, theme.accent());
        buffer.set_string(x + wide::columns(&key) as u16 + 1, area.y, words, Style::new());
        model.zone(Rect::new(x, area.y, width, 1).intersection(area), Touch::Command(command));
        x += width + 2;
    }
}

/// A pane under a titled line; gives what is inside. The wheel and the mouse find it as `context`.
fn pane(buffer: &mut Buffer, area: Rect, title: &str, focused: bool, model: &mut Model, context: Context) -> Rect {
    let theme = model.theme;
    let title = format!(" {} ", wide::fit(title, usize::from(area.width).saturating_sub(4)));
    let style = if focused { theme.accent() } else { theme.heading() };
    let block = Block::new().borders(Borders::TOP).border_style(theme.border(focused)).title(Span::styled(title, style));
    let inside = block.inner(area);
    block.render(area, buffer);
    model.zone(area, Touch::Pane(context));
    model.wheels.push(Wheel { area, pane: context });
    inside.inner(ratatui::layout::Margin::new(1, 0))
}

/// A line that is being written; gives the place of the caret. A line longer than its room shows its end.
fn written(buffer: &mut Buffer, area: Rect, draft: &mut Draft) -> Position {
    draft.lay(usize::from(u16::MAX));
    let column = draft.column();
    let skip = column.saturating_sub(usize::from(area.width).saturating_sub(1));
    // The first glyph shown may begin a cell later than asked for.
    let mut hidden = 0;
    let mut shown = String::new();
    for character in draft.chars() {
        if hidden < skip && shown.is_empty() {
            hidden += wide::width(*character);
        } else {
            shown.push(wide::clean(*character));
        }
    }
    buffer.set_stringn(area.x, area.y, shown, usize::from(area.width), Style::new());
    Position::new(area.x + column.saturating_sub(hidden) as u16, area.y)
}

/// Two columns with a line between them.
fn beside(buffer: &mut Buffer, area: Rect, left: Constraint, theme: Theme) -> [Rect; 2] {
    let [left, line, right] = Layout::horizontal([left, Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    Block::new().borders(Borders::LEFT).border_style(theme.dim()).render(line, buffer);
    [left, right]
}

/// Lines from `top` on; gives `top` back, kept in bounds.
fn scrolled(buffer: &mut Buffer, area: Rect, lines: &[Line<'_>], top: usize, theme: Theme) -> usize {
    let height = usize::from(area.height);
    let top = top.min(lines.len().saturating_sub(height));
    for (line, y) in lines.iter().skip(top).zip(area.y..area.bottom()) {
        buffer.set_line(area.x, y, line, area.width);
    }
    if lines.len() > top + height && area.height > 0 {
        buffer.set_string(area.right(), area.bottom() - 1, "↓", theme.dim());
    }
    if top > 0 && area.height > 0 {
        buffer.set_string(area.right(), area.y, "↑", theme.dim());
    }
    top
}

/// The first row shown, such that the chosen one is in sight.
fn in_sight(top: usize, chosen: usize, height: usize) -> usize {
    if chosen < top {
        chosen
    } else if chosen >= top + height.max(1) {
        chosen + 1 - height.max(1)
    } else {
        top
    }
}

/// A bar of hundredths, `columns` wide.
fn bar(hundredths: u8, columns: usize) -> String {
    let full = (usize::from(hundredths) * columns + 50) / 100;
    "█".repeat(full) + &"░".repeat(columns.saturating_sub(full))
}
