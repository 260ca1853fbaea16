//! 浏览: the tree and the entry beside it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::entry::{self, Look};
use super::{beside, in_sight, pane, scrolled};
use crate::browse::command::Context;
use crate::browse::model::{Model, Touch};
use crate::browse::update::visible;
use crate::browse::wide;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let [left, right] = beside(frame.buffer_mut(), area, Constraint::Percentage(48), theme);
    let inside = pane(frame.buffer_mut(), left, lang.pick("目录 6 / 30 / 211", "Catalogue 6 / 30 / 211"), !model.tree.leaf, model, Context::Tree);
    let shown = visible(&model.atlas, &model.tree);
    let chosen = model.tree.code.and_then(|code| shown.iter().position(|shown| *shown == code)).unwrap_or(0);
    model.tree.top = in_sight(model.tree.top, chosen, usize::from(inside.height)).min(shown.len().saturating_sub(1));
    let top = model.tree.top;
    for (place, y) in (top..shown.len()).zip(inside.y..inside.bottom()) {
        let Some(entry) = model.atlas.entry(shown[place]) else { continue };
        let level = entry.code.level();
        let mark = match (level, model.tree.open.contains(&entry.code)) {
            (3, _) => "  ",
            (_, true) => "▾ ",
            (_, false) => "▸ ",
        };
        let lead = format!("{}{mark}", "  ".repeat(usize::from(level) - 1));
        let count = if level < 3 { format!(" {}", model.atlas.leaves(entry.code)) } else { String::new() };
        let code = format!("{} ", entry.code);
        let room = usize::from(inside.width).saturating_sub(lead.chars().count() + code.len() + count.len());
        let name = wide::fit(lang.pick(&entry.name, &entry.name_en), room);
        let line = Line::from(vec![
            Span::raw(lead),
            Span::styled(code, theme.accent()),
            Span::styled(name, if level == 1 { theme.heading() } else { Style::new() }),
            Span::styled(count, theme.dim()),
        ]);
        let row = Rect::new(inside.x, y, inside.width, 1);
        frame.buffer_mut().set_line(row.x, y, &line, row.width);
        if place == chosen {
            frame.buffer_mut().set_style(row, theme.chosen(!model.tree.leaf));
        }
        let code = entry.code;
        model.zone(row, Touch::Node(code));
    }
    leaf(frame, right, model);
}

fn leaf(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let mut title = lang.pick("条目", "Entry").to_owned();
    if !model.tree.back.is_empty() || !model.tree.forward.is_empty() {
        title = format!("{title} · {} ← → {}", model.tree.back.len(), model.tree.forward.len());
    }
    let inside = pane(frame.buffer_mut(), area, &title, model.tree.leaf, model, Context::Leaf);
    let Some(entry) = model.tree.code.and_then(|code| model.atlas.entry(code)) else { return };
    let found = model.search.draft.text();
    let look = Look {
        atlas: &model.atlas,
        theme,
        lang,
        standing: None,
        criterion: None,
        found: Some(found.trim()),
        letters: true,
    };
    let page = entry::page(entry, inside.width, &look);
    model.tree.leaf_top = scrolled(frame.buffer_mut(), inside, &page.lines, model.tree.leaf_top, theme);
    let top = model.tree.leaf_top;
    for (number, line) in page.neighbours.iter().enumerate() {
        if *line >= top && line - top < usize::from(inside.height) {
            model.zone(Rect::new(inside.x, inside.y + (line - top) as u16, inside.width, 1), Touch::Letter(number as u8));
        }
    }
}
