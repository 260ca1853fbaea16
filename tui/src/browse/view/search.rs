//! 搜索: the query, the hits, the entry of the chosen one.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::entry::{self, Look};
use super::{WIDE, beside, in_sight, pane, scrolled, written};
use crate::browse::command::Context;
use crate::browse::model::{Model, Touch};
use crate::browse::wide;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let [query, rest] = Layout::vertical([Constraint::Length(2), Constraint::Fill(1)]).areas(area);
    let inside =
        pane(frame.buffer_mut(), query, lang.pick("搜索目录", "Search the catalogue"), model.search.writing, model, Context::Query);
    let caret = written(frame.buffer_mut(), inside, &mut model.search.draft);
    model.zone(inside, Touch::Query);
    if model.context() == Context::Query {
        frame.set_cursor_position(caret);
    }
    if model.search.draft.is_empty() {
        return examples(frame, rest, model);
    }
    let (hits, entry) = if rest.width >= WIDE {
        let [left, right] = beside(frame.buffer_mut(), rest, Constraint::Percentage(55), theme);
        (left, right)
    } else {
        let [above, below] = Layout::vertical([Constraint::Percentage(45), Constraint::Fill(1)]).areas(rest);
        (above, below)
    };
    draw_hits(frame, hits, model);
    let inside = pane(frame.buffer_mut(), entry, lang.pick("条目", "Entry"), false, model, Context::Hits);
    let Some(entry) = model.code().and_then(|code| model.atlas.entry(code)) else { return };
    let found = model
        .search
        .hits
        .get(model.search.chosen)
        .map(|hit| hit.text.chars().skip(hit.range.start).take(hit.range.len()).collect::<String>());
    let look = Look { atlas: &model.atlas, theme, lang, standing: None, criterion: None, found: found.as_deref(), letters: false };
    let page = entry::page(entry, inside.width, &look);
    model.search.entry_top = scrolled(frame.buffer_mut(), inside, &page.lines, model.search.entry_top, theme);
}

fn draw_hits(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let focused = !model.search.writing;
    let title = format!("{} {}", lang.pick("结果", "Hits"), model.search.hits.len());
    let inside = pane(frame.buffer_mut(), area, &title, focused, model, Context::Hits);
    if model.search.hits.is_empty() {
        let words = lang.pick(
            "没有找到。可用拼音、首字母、英文、代码或标准号再试。",
            "Nothing found. Try pinyin, initials, English, a code or a standard.",
        );
        frame.buffer_mut().set_stringn(inside.x, inside.y, words, usize::from(inside.width), theme.dim());
    }
    model.search.top = in_sight(model.search.top, model.search.chosen, usize::from(inside.height));
    let top = model.search.top;
    for (place, y) in (top..model.search.hits.len()).zip(inside.y..inside.bottom()) {
        let hit = &model.search.hits[place];
        let name = model.atlas.entry(hit.code).map_or("", |entry| lang.pick(&entry.name, &entry.name_en));
        let (chinese, english) = hit.kind.words();
        let code = wide::pad(&hit.code.to_string(), 7);
        // The name has its half, what matched the other.
        let room = usize::from(inside.width).saturating_sub(8);
        let name = wide::pad(name, room * 11 / 20);
        let mut spans = vec![
            Span::styled(code, theme.accent()),
            Span::raw(name),
            Span::styled(format!(" {} ", lang.pick(chinese, english)), theme.dim()),
        ];
        let characters: Vec<char> = hit.text.chars().map(wide::clean).collect();
        let range = hit.range.start.min(characters.len())..hit.range.end.min(characters.len());
        let part = |range: std::ops::Range<usize>| characters.get(range).unwrap_or_default().iter().collect::<String>();
        // What matched stays in sight: a long beginning gives way.
        let left = usize::from(inside.width).saturating_sub(spans.iter().map(Span::width).sum());
        let start = if wide::columns(&part(0..range.end)) > left { range.start.saturating_sub(4) } else { 0 };
        spans.push(Span::raw(if start > 0 { "…" } else { "" }));
        spans.push(Span::raw(part(start..range.start)));
        spans.push(Span::styled(part(range.clone()), theme.found()));
        spans.push(Span::raw(part(range.end..characters.len())));
        let row = Rect::new(inside.x, y, inside.width, 1);
        frame.buffer_mut().set_line(row.x, y, &Line::from(spans), row.width);
        if place == model.search.chosen {
            frame.buffer_mut().set_style(row, theme.chosen(true));
        }
        model.zone(row, Touch::Hit(place));
    }
}

fn examples(frame: &mut Frame<'_>, area: Rect, model: &Model) {
    let lines: &[(&str, &str)] = &[
        ("光伏组件          产品、俗称、同义词", "光伏组件          a product or a synonym"),
        ("gfzj  guangfu     首字母或全拼", "gfzj  guangfu     initials or pinyin"),
        ("wind power        英文", "wind power        English"),
        ("3.1               代码", "3.1               a code"),
        ("GB 18613          标准号", "GB 18613          a standard"),
        ("光付组件          容一两处笔误", "光付组件          one or two typing errors"),
    ];
    for ((chinese, english), y) in lines.iter().zip(area.y + 1..area.bottom()) {
        frame.buffer_mut().set_stringn(
            area.x + 3,
            y,
            model.lang.pick(chinese, english),
            usize::from(area.width).saturating_sub(4),
            model.theme.dim(),
        );
    }
}
