//! 名单: the table, the counts, the text of the chosen row.

use greencat_core::{Outcome, Verdict};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::page::Page;
use super::{bar, in_sight, pane, scrolled};
use crate::browse::command::{Command, Context};
use crate::browse::lang::Lang;
use crate::browse::list::FILTERS;
use crate::browse::marks::Mark;
use crate::browse::model::{Model, Touch};
use crate::browse::wide;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let Some(path) = model.list.path.clone() else { return invite(frame, area, model) };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let [above, below] = Layout::vertical([Constraint::Fill(1), Constraint::Length((area.height / 4).max(4))]).areas(area);
    let mut title = format!("{name} · {}", lang.pick("{} 行", "{} rows").replace("{}", &model.list.rows.len().to_string()));
    if let Some(percent) = model.list.progress {
        title = format!("{title} · {} {percent}%", bar(percent, 10));
    }
    if model.list.order.len() != model.list.rows.len() {
        title = format!("{title} · {}", lang.pick("显示 {}", "{} shown").replace("{}", &model.list.order.len().to_string()));
    }
    if !model.list.marks.is_empty() {
        title = format!("{title} · {}", lang.pick("已复核 {}", "{} reviewed").replace("{}", &model.list.marks.len().to_string()));
    }
    let inside = pane(frame.buffer_mut(), above, &title, true, model, Context::List);
    let [filters, heads, table] = Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(inside);
    draw_filters(frame, filters, model);
    rows(frame, heads, table, model);
    let row = model.list.current();
    let title = row.map_or_else(String::new, |row| format!("{} {}", row.id, row.name));
    let text = row.map_or_else(String::new, |row| row.text.chars().take(1_000).collect());
    let inside = pane(frame.buffer_mut(), below, &title, false, model, Context::List);
    let mut page = Page::new(inside.width);
    page.say(&text, Style::new());
    scrolled(frame.buffer_mut(), inside, &page.lines, 0, theme);
}

fn draw_filters(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let counts = model.list.counts;
    let mut x = area.x;
    for (number, (filter, count)) in FILTERS.iter().zip(counts).enumerate() {
        let word = filter.map_or(lang.pick("全部", "all"), |outcome| short(outcome, lang));
        let words = format!("{word} {count}");
        let width = wide::columns(&words) as u16;
        if x + width > area.right() {
            break;
        }
        let style =
            if *filter == model.list.outcome { theme.chosen(true) } else { filter.map_or(Style::new(), |outcome| color(outcome, theme)) };
        frame.buffer_mut().set_string(x, area.y, words, style);
        model.zone(Rect::new(x, area.y, width, 1), Touch::Filter(number));
        x += width + 2;
    }
    let (chinese, english) = model.list.sort.words();
    let mut words = lang.pick(chinese, english).to_owned();
    if let Some(code) = model.list.entry {
        words = format!("{code} · {words}");
    }
    let width = wide::columns(&words) as u16;
    if x + width <= area.right() {
        frame.buffer_mut().set_string(area.right() - width, area.y, words, theme.dim());
        model.zone(Rect::new(area.right() - width, area.y, width, 1), Touch::Command(Command::Sort));
    }
}

/// An outcome in a narrow column.
fn short(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Green => lang.pick("属于", "green"),
        Outcome::Conditional => lang.pick("待证", "to prove"),
        Outcome::Near => lang.pick("相近", "near"),
        Outcome::None => lang.pick("未见", "none"),
        Outcome::Unclear => lang.pick("不明", "unclear"),
    }
}

fn color(outcome: Outcome, theme: crate::browse::theme::Theme) -> Style {
    match outcome {
        Outcome::Green => theme.verdict(Verdict::Direct),
        Outcome::Conditional => theme.verdict(Verdict::Conditional),
        Outcome::Near => theme.verdict(Verdict::Near),
        Outcome::None | Outcome::Unclear => theme.dim(),
    }
}

/// The widths of the columns: mark, id, name, outcome, confidence, code, entry's name.
fn widths(total: usize, lang: Lang) -> [usize; 7] {
    let [mark, outcome, confidence, code] = [7, if lang == Lang::Chinese { 4 } else { 8 }, 4, 6];
    let rest = total.saturating_sub(mark + outcome + confidence + code + 6);
    // A number of a list is short, a credit code has 18 digits.
    let id = (rest / 7).clamp(4, 18);
    let name = (rest - id) / 2;
    [mark, id, name, outcome, confidence, code, rest - id - name]
}

/// A mark in a narrow column.
fn brief(mark: Mark, lang: Lang) -> String {
    match mark {
        Mark::Entry(code) => format!("→{code}"),
        other => {
            let (chinese, english) = other.words();
            lang.pick(&chinese, &english).to_owned()
        }
    }
}

fn rows(frame: &mut Frame<'_>, heads: Rect, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let widths = widths(usize::from(area.width), lang);
    let words = lang.pick("复核|编号|企业|结论|可信|条目|名称", "review|id|enterprise|outcome|sure|entry|name");
    let line: Vec<Span<'_>> =
        words.split('|').zip(widths).map(|(word, width)| Span::styled(wide::pad(word, width) + " ", theme.dim())).collect();
    frame.buffer_mut().set_line(heads.x, heads.y, &Line::from(line), heads.width);
    let height = usize::from(area.height);
    model.list.height = height;
    model.list.top = in_sight(model.list.top, model.list.chosen, height).min(model.list.order.len().saturating_sub(1));
    let top = model.list.top;
    for (place, y) in (top..model.list.order.len()).zip(area.y..area.bottom()) {
        let number = model.list.order[place];
        let Some(row) = model.list.rows.get(number as usize) else { break };
        let mark = model.list.marks.get(&number).map_or_else(String::new, |mark| brief(*mark, lang));
        let entry = row.first.and_then(|(code, verdict)| Some((model.atlas.entry(code)?, verdict)));
        let code = entry.map_or_else(String::new, |(entry, _)| entry.code.to_string());
        let name = entry.map_or("", |(entry, _)| lang.pick(&entry.name, &entry.name_en));
        let style = color(row.outcome, theme);
        let who = if row.name.is_empty() { &row.text } else { &row.name };
        let cells = [
            (mark, theme.accent()),
            (row.id.to_string(), theme.dim()),
            // A row's text may be long: only its beginning is looked at.
            (who.chars().take(widths[2]).collect(), Style::new()),
            (short(row.outcome, lang).to_owned(), style),
            (format!("{}%", row.confidence), Style::new()),
            (code, theme.accent()),
            (name.to_owned(), Style::new()),
        ];
        let line: Vec<Span<'_>> =
            cells.into_iter().zip(widths).map(|((cell, style), width)| Span::styled(wide::pad(&cell, width) + " ", style)).collect();
        let spot = Rect::new(area.x, y, area.width, 1);
        frame.buffer_mut().set_line(spot.x, y, &Line::from(line), spot.width);
        if place == model.list.chosen {
            frame.buffer_mut().set_style(spot, theme.chosen(true));
        }
        model.zone(spot, Touch::Row(place));
    }
}

fn invite(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let inside = pane(frame.buffer_mut(), area, model.lang.pick("名单", "List"), true, model, Context::List);
    let mut page = Page::new(inside.width);
    page.say(
        model.lang.pick(
            "o 打开一份名单：CSV、TSV、xlsx、NDJSON 或每行一段的文本，UTF-8、GBK 都可以。",
            "o opens a list: CSV, TSV, xlsx, NDJSON or one text a line, in UTF-8 or GBK.",
        ),
        model.theme.dim(),
    );
    page.say(model.lang.pick("也可以这样启动：greencat browse 名单.xlsx", "Or start with: greencat browse list.xlsx"), model.theme.dim());
    scrolled(frame.buffer_mut(), inside, &page.lines, 0, model.theme);
}
