//! 记录: the page as it will be exported, and the prospects of earlier.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::page::Page as Lines;
use super::{WIDE, beside, blocks, in_sight, pane, scrolled};
use crate::browse::case::Tick;
use crate::browse::command::Context;
use crate::browse::model::{Model, Touch};
use crate::browse::report::{Page, Run, policy_blocks};
use crate::browse::wide;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (left, right) = if area.width >= WIDE {
        let [left, right] = beside(frame.buffer_mut(), area, Constraint::Percentage(62), model.theme);
        (left, right)
    } else {
        let [above, below] = Layout::vertical([Constraint::Percentage(65), Constraint::Fill(1)]).areas(area);
        (above, below)
    };
    page(frame, left, model);
    past(frame, right, model);
}

fn page(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let title = lang.pick("记录（e 导出 Markdown、HTML、JSON）", "Record (e exports Markdown, HTML, JSON)");
    let inside = pane(frame.buffer_mut(), area, title, !model.pages.past, model, Context::Record);
    let mut lines = Lines::new(inside.width);
    let case = &model.judge.case;
    if case.text.trim().is_empty() {
        lines.say(
            lang.pick("还没有对象：在 1 判定 里粘贴一段经营范围。", "No prospect yet: paste a business scope in 1 Judge."),
            theme.dim(),
        );
        scrolled(frame.buffer_mut(), inside, &lines.lines, 0, theme);
        return;
    }
    let policies = model.desk.checked(case, &model.today, lang);
    let page = Page { case, policies: &policies, lang, date: &model.today };
    if !case.name.is_empty() {
        lines.say(&case.name, theme.heading());
    }
    lines.say(&format!("{}{} {}%", lang.pick("结论：", "Outcome: "), lang.outcome(case.outcome), case.found.confidence.0), theme.heading());
    lines.say(&format!("{} · {} · {}", page.edition(), page.version(), page.date), theme.dim());
    lines.blank();
    for standing in page.standings() {
        let (chinese, english) = standing.word();
        let name = lang.pick(&standing.name, &standing.name_en);
        lines.runs(
            2,
            &[
                (format!("{} ", lang.pick(chinese, english)), theme.verdict(standing.effective())),
                (format!("{} ", standing.code), theme.accent()),
                (format!("{name} {}%", standing.confidence.0), Style::new()),
            ],
        );
    }
    if page.more() > 0 {
        lines.say(&lang.more(page.more(), ("另有 {} 个条目，见 JSON", "{} more entries in the JSON")), theme.dim());
    }
    lines.blank();
    lines.say(lang.pick("原文与依据", "Text and evidence"), theme.heading());
    let runs: Vec<(String, Style)> = page
        .runs()
        .into_iter()
        .map(|run| match run {
            Run::Plain(text) => (text, Style::new()),
            Run::Evidence(verdict, text) => (text, theme.evidence(verdict, true)),
            Run::Gap => ("……".to_owned(), theme.dim()),
        })
        .collect();
    lines.runs(0, &runs);
    for wanted in page.criteria() {
        lines.blank();
        lines.say(&format!("{} {}", lang.pick("待补材料与条件", "To be proven"), wanted.standing.code), theme.heading());
        for (criterion, tick) in wanted.criteria {
            let (chinese, english) = Tick::words(tick);
            let words = format!(
                "{} {}：{} {} {}",
                Tick::sign(tick),
                criterion.subject,
                lang.requirement(&criterion.requirement),
                criterion.standard,
                lang.pick(chinese, english)
            );
            lines.runs(4, &[(words, Style::new())]);
        }
        if wanted.left_out > 0 {
            lines.say(&lang.more(wanted.left_out, ("另有 {} 项，见 JSON", "{} more in the JSON")), theme.dim());
        }
    }
    let asked = page.asked();
    if !asked.is_empty() {
        lines.blank();
        lines.say(lang.pick("询问", "Asked"), theme.heading());
    }
    for (question, answer) in asked {
        let answer = answer.unwrap_or(lang.pick("待问", "to be asked"));
        lines.runs(2, &[(format!("{question} "), Style::new()), (answer.to_owned(), theme.heading())]);
    }
    blocks::write(&mut lines, usize::from(inside.width), &policy_blocks(&policies, lang), theme);
    model.pages.top = scrolled(frame.buffer_mut(), inside, &lines.lines, model.pages.top, theme);
}

fn past(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let title = format!("{} {}", lang.pick("看过的对象", "Earlier prospects"), model.history.len());
    let inside = pane(frame.buffer_mut(), area, &title, model.pages.past, model, Context::Past);
    model.pages.chosen = model.pages.chosen.min(model.history.len().saturating_sub(1));
    model.pages.past_top = in_sight(model.pages.past_top, model.pages.chosen, usize::from(inside.height));
    let top = model.pages.past_top;
    for (place, y) in (top..model.history.len()).zip(inside.y..inside.bottom()) {
        let past = &model.history[place];
        let lead = format!("{} {} ", past.at, wide::pad(past.code.as_deref().unwrap_or("—"), 7));
        let room = usize::from(inside.width).saturating_sub(wide::columns(&lead));
        let text: String = past.text.chars().take(120).collect();
        let text = if past.name.is_empty() { text } else { format!("{}：{text}", past.name) };
        let line = Line::from(vec![Span::styled(lead, theme.dim()), Span::raw(wide::fit(&text, room))]);
        let row = Rect::new(inside.x, y, inside.width, 1);
        frame.buffer_mut().set_line(row.x, y, &line, row.width);
        if place == model.pages.chosen && model.pages.past {
            frame.buffer_mut().set_style(row, theme.chosen(true));
        }
        model.zone(row, Touch::Past(place));
    }
}
