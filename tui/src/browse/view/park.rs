//! 园区: the sections of the report, and the figures of the one chosen.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};

use super::page::Page;
use super::{beside, blocks, pane, scrolled};
use crate::browse::command::Context;
use crate::browse::lang::Lang;
use crate::browse::model::{Model, Touch};
use crate::browse::wide;

/// Below this width the sections and the figures take turns.
const NARROW: u16 = 64;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    if area.width < NARROW {
        return if model.park.inside { figures(frame, area, model) } else { sections(frame, area, model) };
    }
    let width = if model.lang == Lang::Chinese { 20 } else { 24 };
    let [left, right] = beside(frame.buffer_mut(), area, Constraint::Length(width), model.theme);
    sections(frame, left, model);
    figures(frame, right, model);
}

fn sections(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let inside = pane(frame.buffer_mut(), area, lang.pick("园区", "Park"), !model.park.inside, model, Context::Sections);
    for (place, y) in (0..model.park.sections.len()).zip(inside.y..inside.bottom()) {
        let title = &model.park.sections[place].title;
        // The name of a policy says enough, and more of it is seen.
        let title = title.strip_prefix("政策对照：").or_else(|| title.strip_prefix("Policy: ")).unwrap_or(title);
        let title = wide::pad(title, usize::from(inside.width));
        let row = Rect::new(inside.x, y, inside.width, 1);
        frame.buffer_mut().set_string(row.x, y, title, ratatui::style::Style::new());
        if place == model.park.chosen {
            frame.buffer_mut().set_style(row, theme.chosen(!model.park.inside));
        }
        model.zone(row, Touch::Section(place));
    }
}

fn figures(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let file = model.list.path.as_ref().and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy().into_owned();
    let title = match model.park.report() {
        Some(report) => {
            let count = report.members();
            format!("{file} · {}", lang.pick("{} 家", "{} enterprises").replace("{}", &count.to_string()))
        }
        None => file,
    };
    let inside = pane(frame.buffer_mut(), area, &title, model.park.inside, model, Context::Figures);
    let mut page = Page::new(inside.width);
    match model.park.sections.get(model.park.chosen).filter(|_| model.park.report().is_some()) {
        Some(section) => {
            page.say(&section.title, theme.heading());
            blocks::write(&mut page, usize::from(inside.width), &section.blocks, theme);
        }
        None => page.say(&model.park.word(lang), theme.dim()),
    }
    model.park.top = scrolled(frame.buffer_mut(), inside, &page.lines, model.park.top, theme);
}
