//! The text of 判定 with its evidence, the caret and the scroll.

use greencat_core::Verdict;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::browse::command::Context;
use crate::browse::model::{Follow, Judge, Model, Touch, Wheel};
use crate::browse::wide;

/// Draws the text and puts the real cursor at the caret, so that an input method opens there.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let theme = model.theme;
    let height = usize::from(area.height);
    let judge = &mut model.judge;
    judge.draft.lay(usize::from(area.width));
    judge.top = follow(judge, height, usize::from(area.width));
    let top = judge.top;
    let lines: Vec<_> = judge.draft.lay(usize::from(area.width)).iter().skip(top).take(height).cloned().collect();
    let shown = lines.first().map_or(0, |line| line.start)..lines.last().map_or(0, |line| line.end);
    let looks = looks(judge, shown.clone());
    let chars = judge.draft.chars();
    let buffer = frame.buffer_mut();
    for (line, y) in lines.iter().zip(area.y..) {
        let mut x = area.x;
        for at in line.clone() {
            let Some(character) = chars.get(at) else { break };
            let style = match looks.get(at - shown.start).copied().flatten() {
                Some((verdict, chosen)) => theme.evidence(verdict, chosen),
                None => Style::new(),
            };
            buffer.set_stringn(x, y, wide::clean(*character).encode_utf8(&mut [0; 4]), wide::width(*character), style);
            x += wide::width(*character) as u16;
        }
    }
    let total = judge.draft.lay(usize::from(area.width)).len();
    if total > top + height && area.height > 0 {
        buffer.set_string(area.right(), area.bottom() - 1, "↓", theme.dim());
    }
    if top > 0 {
        buffer.set_string(area.right(), area.y, "↑", theme.dim());
    }
    let (row, column) = (judge.draft.row(), judge.draft.column());
    if judge.draft.is_empty() {
        let words = model.lang.pick(
            "在此粘贴（Ctrl-Shift-V 或右键）或输入企业的经营范围，答案随字出现。",
            "Paste (Ctrl-Shift-V or right click) or type a business scope here: the answer comes with each letter.",
        );
        let mut page = super::page::Page::new(area.width);
        page.say(words, theme.dim());
        super::scrolled(frame.buffer_mut(), area, &page.lines, 0, theme);
    }
    if model.context() == Context::Writing && (top..top + height).contains(&row) {
        frame.set_cursor_position(Position::new(area.x + (column as u16).min(area.width.saturating_sub(1)), area.y + (row - top) as u16));
    }
    model.zone(area, Touch::Text { top });
    model.wheels.push(Wheel { area, pane: Context::Writing });
}

/// The first row shown.
fn follow(judge: &mut Judge, height: usize, columns: usize) -> usize {
    let rows = judge.draft.lay(columns).len();
    let top = match judge.follow {
        Follow::Caret => super::in_sight(judge.top, judge.draft.row(), height),
        Follow::Evidence => {
            let standing = judge.case.standings.get(judge.chosen);
            match standing.and_then(|standing| standing.evidence.first()) {
                None => judge.top,
                Some(evidence) => {
                    let lines = judge.draft.lay(columns);
                    let row = lines.partition_point(|line| line.start <= evidence.span.start as usize).saturating_sub(1);
                    super::in_sight(judge.top, row, height)
                }
            }
        }
        Follow::Nothing => judge.top,
    };
    top.min(rows.saturating_sub(height))
}

/// For each character shown the strongest verdict it speaks for, and whether the chosen entry rests on it.
fn looks(judge: &Judge, shown: std::ops::Range<usize>) -> Vec<Option<(Verdict, bool)>> {
    let mut looks: Vec<Option<(Verdict, bool)>> = vec![None; shown.len()];
    // The evidence belongs to the text that was read; while a long one waits, it would point beside.
    if judge.read != judge.draft.version() {
        return looks;
    }
    for (number, standing) in judge.case.standings.iter().enumerate() {
        let look = (standing.effective(), number == judge.chosen);
        for evidence in &standing.evidence {
            let start = (evidence.span.start as usize).max(shown.start);
            let end = (evidence.span.end as usize).min(shown.end);
            for at in start..end {
                let held = &mut looks[at - shown.start];
                if held.is_none_or(|held| (look.1, look.0) > (held.1, held.0)) {
                    *held = Some(look);
                }
            }
        }
    }
    looks
}
