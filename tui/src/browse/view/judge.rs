//! 判定: the text, the answers, the entry.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::entry::{self, Look};
use super::page::Page;
use super::{WIDE, bar, beside, in_sight, pane, scrolled, text};
use crate::browse::command::Context;
use crate::browse::model::{Model, Touch};
use crate::browse::wide;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let theme = model.theme;
    let (written, answers, entry) = if area.width >= WIDE {
        let [left, right] = beside(frame.buffer_mut(), area, Constraint::Percentage(50), theme);
        let [above, below] = Layout::vertical([Constraint::Percentage(45), Constraint::Fill(1)]).areas(left);
        (above, below, right)
    } else {
        // A short text leaves its room to the answers.
        let rows = model.judge.draft.lay(usize::from(area.width) - 2).len() + 2;
        let height = u16::try_from(rows).unwrap_or(u16::MAX).clamp(5, (area.height * 36 / 100).max(5));
        let [above, below] = Layout::vertical([Constraint::Length(height), Constraint::Fill(1)]).areas(area);
        let [left, right] = beside(frame.buffer_mut(), below, Constraint::Percentage(48), theme);
        (above, left, right)
    };
    let focus = model.judge.focus;
    let count = model.judge.draft.chars().len();
    let mut title = format!("{} {count} {}", model.lang.pick("经营范围", "Business scope"), model.lang.pick("字", "characters"));
    if !model.judge.case.name.is_empty() {
        title = format!("{} · {title}", model.judge.case.name);
    }
    if let Some(place) = model.list.number().filter(|number| model.judge.row == Some(*number)) {
        let mark = model.list.marks.get(&(place as u32)).map(|mark| mark.words());
        let mark = mark.map_or_else(String::new, |(chinese, english)| format!("{} · ", model.lang.pick(&chinese, &english)));
        title = format!("{}/{} · {mark}{title}", model.list.chosen + 1, model.list.order.len());
    }
    if model.judge.read != model.judge.draft.version() {
        title.push_str(model.lang.pick(" · 停笔即读…", " · read when the keys rest…"));
    }
    let inside = pane(frame.buffer_mut(), written, &title, focus == Context::Writing, model, Context::Writing);
    text::draw(frame, inside, model);
    draw_answers(frame, answers, model);
    draw_entry(frame, entry, model);
}

fn draw_answers(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let focused = model.judge.focus == Context::Answers;
    let count = model.judge.case.standings.len();
    let title = format!("{} {count}", lang.pick("答案", "Answers"));
    let inside = pane(frame.buffer_mut(), area, &title, focused, model, Context::Answers);
    if model.judge.draft.is_empty() {
        return guide(frame, inside, model);
    }
    let mut page = Page::new(inside.width);
    let case = &model.judge.case;
    let style = match case.outcome {
        greencat_core::Outcome::Green => theme.verdict(greencat_core::Verdict::Direct),
        greencat_core::Outcome::Conditional => theme.verdict(greencat_core::Verdict::Conditional),
        greencat_core::Outcome::Near => theme.verdict(greencat_core::Verdict::Near),
        _ => theme.heading(),
    };
    let sure = case.found.confidence.0;
    page.runs(2, &[(format!("● {} ", lang.outcome(case.outcome)), style), (format!("{} {sure}%", bar(sure, 8)), Style::new())]);
    let mut letters = Vec::new();
    if let Some((_, question)) = &case.question {
        page.runs(
            3,
            &[
                (lang.pick("问 ", "Q  ").to_owned(), theme.accent()),
                (lang.pick(&question.text, &question.text_en).to_owned(), Style::new()),
            ],
        );
        for (number, answer) in question.answers.iter().take(4).enumerate() {
            letters.push((page.lines.len(), number));
            let letter = char::from(b'a' + number as u8);
            page.runs(5, &[(format!("   {letter} "), theme.accent()), (lang.pick(&answer.text, &answer.text_en).to_owned(), Style::new())]);
        }
    }
    for given in &case.given {
        let answer = given.question.answers.get(given.choice).map_or("", |answer| lang.pick(&answer.text, &answer.text_en));
        let words = format!("{}{}", lang.pick(&given.question.text, &given.question.text_en), answer);
        page.runs(3, &[(lang.pick("答 ", "A  ").to_owned(), theme.dim()), (words, theme.dim())]);
    }
    let head = page.lines.len().min(usize::from(inside.height).saturating_sub(3).max(1)) as u16;
    let [above, below] = Layout::vertical([Constraint::Length(head), Constraint::Fill(1)]).areas(inside);
    scrolled(frame.buffer_mut(), above, &page.lines, 0, theme);
    for (line, number) in letters {
        let spot = Rect::new(above.x, above.y + line as u16, above.width, 1).intersection(above);
        model.zone(spot, Touch::Letter(number as u8));
    }
    standings(frame, below, model, focused);
}

fn standings(frame: &mut Frame<'_>, area: Rect, model: &mut Model, focused: bool) {
    let (theme, lang) = (model.theme, model.lang);
    let height = usize::from(area.height);
    model.judge.answers_top = in_sight(model.judge.answers_top, model.judge.chosen, height);
    let top = model.judge.answers_top;
    for (place, y) in (top..model.judge.case.standings.len()).zip(area.y..area.bottom()) {
        let Some(standing) = model.judge.case.standings.get(place) else { break };
        let (chinese, english) = standing.word();
        let word = if chinese == greencat_core::Verdict::Near.chinese() { "相近" } else { chinese };
        let word = lang.pick(word, english);
        let name = model.atlas.entry(standing.code).map_or("", |entry| lang.pick(&entry.name, &entry.name_en));
        let chosen = place == model.judge.chosen;
        let lead = if chosen { "▸" } else { " " };
        let word = wide::pad(word, lang.pick("      ", "           ").len());
        let tail = format!(" {:>3}%", standing.confidence.0);
        let code = format!("{} ", standing.code);
        let room = usize::from(area.width).saturating_sub(1 + wide::columns(&word) + 1 + code.len() + tail.len());
        let line = Line::from(vec![
            Span::raw(lead),
            Span::styled(word, theme.verdict(standing.effective())),
            Span::raw(" "),
            Span::styled(code, theme.accent()),
            Span::raw(wide::pad(name, room)),
            Span::styled(tail, theme.dim()),
        ]);
        frame.buffer_mut().set_line(area.x, y, &line, area.width);
        if chosen {
            frame.buffer_mut().set_style(Rect::new(area.x, y, area.width, 1), theme.chosen(focused));
        }
        model.zone(Rect::new(area.x, y, area.width, 1), Touch::Standing(place));
    }
}

fn guide(frame: &mut Frame<'_>, area: Rect, model: &Model) {
    let lines: &[(&str, &str)] = &[
        ("1  粘贴一段经营范围", "1  Paste a business scope"),
        ("2  Esc 看答案，↑↓ 看依据", "2  Esc: answers; arrows: evidence"),
        ("3  a b 回答问题，␣ 核对条件", "3  a b answer, ␣ ticks criteria"),
        ("4  e 导出记录，y 复制", "4  e exports a record, y copies"),
        ("F1 全部按键；/ 搜索目录", "F1 all keys; / searches"),
    ];
    let mut page = Page::new(area.width);
    for (chinese, english) in lines {
        page.say(model.lang.pick(chinese, english), model.theme.dim());
    }
    scrolled(frame.buffer_mut(), area, &page.lines, 0, model.theme);
}

fn draw_entry(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let focused = model.judge.focus == Context::Entry;
    let inside = pane(frame.buffer_mut(), area, lang.pick("条目", "Entry"), focused, model, Context::Entry);
    let case = &model.judge.case;
    let Some((standing, entry)) =
        case.standings.get(model.judge.chosen).and_then(|standing| Some((standing, model.atlas.entry(standing.code)?)))
    else {
        if !model.judge.draft.is_empty() {
            let mut page = Page::new(inside.width);
            page.say(nothing(case.outcome, lang), theme.dim());
            scrolled(frame.buffer_mut(), inside, &page.lines, 0, theme);
        }
        return;
    };
    let look = Look {
        atlas: &model.atlas,
        theme,
        lang,
        standing: Some((case, standing)),
        criterion: focused.then_some(model.judge.criterion),
        found: None,
        letters: false,
    };
    let page = entry::page(entry, inside.width, &look);
    let mut top = model.judge.entry_top;
    if let Some((first, last)) = page.criteria.get(model.judge.criterion).filter(|_| focused && top < page.lines.len()) {
        let height = usize::from(inside.height);
        // Scrolling past the criteria is free; a criterion that is moved to comes into sight.
        if *first < top || (*last >= top + height && model.judge.criterion + 1 < page.criteria.len()) || (top == 0 && *last >= height) {
            top = in_sight(top, *last, height).min(*first);
        }
    }
    model.judge.entry_top = scrolled(frame.buffer_mut(), inside, &page.lines, top, theme);
    let top = model.judge.entry_top;
    for (number, (first, last)) in page.criteria.iter().enumerate() {
        for line in *first..=*last {
            if line >= top && line - top < usize::from(inside.height) {
                model.zone(Rect::new(inside.x, inside.y + (line - top) as u16, inside.width, 1), Touch::Criterion(number));
            }
        }
    }
}

fn nothing(outcome: greencat_core::Outcome, lang: crate::browse::lang::Lang) -> &'static str {
    match outcome {
        greencat_core::Outcome::Unclear => lang.pick(
            "文字太少，或只有名称：请补充它做什么、怎么做（制造、建设、运营、服务……）。",
            "Too little text, or only names: add what it makes, builds, runs or serves.",
        ),
        _ => lang
            .pick("原文里没有目录所列的业务。可用 / 搜索目录再看。", "The text names no business of the catalogue. Press / to search it."),
    }
}
