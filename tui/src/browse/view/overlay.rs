//! Help, what can be copied, what was copied, and the line that is asked for.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, Clear, Widget};

use super::page::Page;
use super::{scrolled, written};
use crate::browse::command::Context;
use crate::browse::keymap::Key;
use crate::browse::model::{Ask, Model, Overlay, Touch, Wheel};
use crate::browse::update::meant;
use crate::browse::wide;

/// The contexts of the help page, with their titles.
const CHAPTERS: [(&[Context], (&str, &str)); 10] = [
    (&[Context::Keys, Context::Always], ("各处", "Everywhere")),
    (&[Context::Writing], ("判定：书写", "Judge: writing")),
    (&[Context::Answers, Context::Entry], ("判定：答案、条目", "Judge: answers, entry")),
    (&[Context::Tree, Context::Leaf], ("浏览", "Browse")),
    (&[Context::Query, Context::Hits], ("搜索", "Search")),
    (&[Context::List], ("名单", "List")),
    (&[Context::Record, Context::Past], ("记录", "Record")),
    (&[Context::Policies, Context::Conditions], ("政策", "Policy")),
    (&[Context::Sections, Context::Figures], ("园区", "Park")),
    (&[Context::Prompt, Context::Overlay], ("输入行、浮层", "Lines and pages")),
];

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let lang = model.lang;
    match model.overlay.clone() {
        None => {}
        Some(Overlay::Help { top }) => help(frame, area, model, top),
        Some(Overlay::Copy(choices)) => {
            let inside = window(frame, area, lang.pick("复制哪一个？", "Copy what?"), choices.len() as u16 * 2, model);
            let mut page = Page::new(inside.width);
            for (number, (key, what, text)) in choices.iter().enumerate() {
                let first = page.lines.len();
                page.runs(
                    2,
                    &[(format!("{key} "), model.theme.accent()), (format!("{what}  "), model.theme.dim()), (text.clone(), Style::new())],
                );
                let lines = Rect::new(inside.x, inside.y + first as u16, inside.width, (page.lines.len() - first) as u16);
                model.zone(lines.intersection(inside), Touch::Choice(number));
            }
            scrolled(frame.buffer_mut(), inside, &page.lines, 0, model.theme);
        }
        Some(Overlay::Copied(text)) => {
            let title = lang.pick("已送往剪贴板；若终端不支持，请选取下文", "Sent to the clipboard; if the terminal has none, select this");
            let inside = window(frame, area, title, 8, model);
            let mut page = Page::new(inside.width);
            page.say(&text, Style::new());
            scrolled(frame.buffer_mut(), inside, &page.lines, 0, model.theme);
        }
    }
}

/// A window in the middle; a click beside it closes it.
fn window(frame: &mut Frame<'_>, area: Rect, title: &str, height: u16, model: &mut Model) -> Rect {
    let width = area.width.saturating_sub(4).min(100);
    let height = (height + 2).min(area.height);
    let spot = Rect::new(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height);
    frame.render_widget(Clear, spot);
    frame.buffer_mut().set_style(spot, model.theme.base());
    let title = format!(" {} ", wide::fit(title, usize::from(width).saturating_sub(4)));
    let block = Block::bordered().border_style(model.theme.accent()).title(title);
    let inside = block.inner(spot);
    block.render(spot, frame.buffer_mut());
    // Half a wide glyph may stand under either edge of the window.
    mend(frame, spot);
    model.zone(area, Touch::Pane(Context::Overlay));
    model.wheels.push(Wheel { area, pane: Context::Overlay });
    inside.inner(ratatui::layout::Margin::new(1, 0))
}

/// Blanks a wide glyph whose second half the window covers.
fn mend(frame: &mut Frame<'_>, spot: Rect) {
    let Some(x) = spot.x.checked_sub(1) else { return };
    for y in spot.y..spot.bottom() {
        if let Some(cell) = frame.buffer_mut().cell_mut(Position::new(x, y))
            && wide::columns(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }
}

fn help(frame: &mut Frame<'_>, area: Rect, model: &mut Model, top: usize) {
    let (theme, lang) = (model.theme, model.lang);
    let inside = window(frame, area, lang.pick("按键（Esc 关闭，↑↓ 翻看）", "Keys (Esc closes, arrows scroll)"), area.height, model);
    let mut page = Page::new(inside.width);
    let mut seen: Vec<(&'static str, &'static str)> = Vec::new();
    for (contexts, (chinese, english)) in CHAPTERS {
        page.blank();
        page.say(lang.pick(chinese, english), theme.heading());
        let general = contexts.contains(&Context::Keys);
        for (binding, keys) in model.keymap.all() {
            // What holds in nearly every pane belongs to "everywhere".
            let everywhere = binding.contexts.len() > 6;
            let here = if general {
                everywhere || contexts.contains(&binding.contexts[0])
            } else {
                !everywhere && binding.contexts.iter().any(|context| contexts.contains(context))
            };
            if !here || (general && seen.contains(&binding.words)) {
                continue;
            }
            if general {
                seen.push(binding.words);
            }
            let keys: Vec<String> = keys.iter().map(|key| Key::show(key)).collect();
            page.runs(
                18,
                &[
                    (wide::pad(&format!("  {}", keys.join(" ")), 18), theme.accent()),
                    (lang.pick(binding.words.0, binding.words.1).to_owned(), Style::new()),
                ],
            );
        }
    }
    page.blank();
    page.say(
        lang.pick(
            "颜色：绿 属于，黄 待证，青 相近；反白的是当前条目的依据。",
            "Colours: green direct, yellow conditional, cyan near; filled: what the chosen entry rests on.",
        ),
        theme.dim(),
    );
    page.say(
        lang.pick(
            "鼠标：点选、再点打开、滚轮；按住 Shift 可选取文字。",
            "Mouse: click, click again to open, wheel; hold Shift to select text.",
        ),
        theme.dim(),
    );
    let top = scrolled(frame.buffer_mut(), inside, &page.lines, top, theme);
    model.overlay = Some(Overlay::Help { top });
}

/// The line that is asked for, at the foot of the screen.
pub(super) fn prompt(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let lang = model.lang;
    let Some(mut prompt) = model.prompt.clone() else { return };
    // A question may be longer than the line.
    let room = usize::from(area.width).saturating_sub(4);
    let title = match prompt.kind {
        Ask::OpenFile => lang.pick("打开名单：文件路径", "Open a list: path of the file"),
        Ask::FilterEntry => lang.pick("只看哪个条目（代码或词；空＝全部）", "Which entry only (code or words; empty: all)"),
        Ask::RightEntry(_) => lang.pick("正确的条目（代码或词；空＝都不属于）", "The right entry (code or words; empty: none)"),
        Ask::Fact(number) => &model.desk.question(number, lang),
        Ask::FactsFile => lang.pick("打开：事实文件或本园区准入门槛（.toml）", "Open: facts, or a park's threshold (.toml)"),
    };
    let height = 4.min(area.height);
    let spot = Rect::new(area.x, area.bottom() - height, area.width, height);
    frame.render_widget(Clear, spot);
    frame.buffer_mut().set_style(spot, model.theme.base());
    let block = Block::bordered().border_style(model.theme.accent()).title(format!(" {} ", wide::fit(title, room)));
    let inside = block.inner(spot).inner(ratatui::layout::Margin::new(1, 0));
    block.render(spot, frame.buffer_mut());
    let caret = written(frame.buffer_mut(), Rect { height: 1, ..inside }, &mut prompt.draft);
    let text = prompt.draft.text();
    if let Ask::Fact(number) = prompt.kind {
        let words = wide::fit(&model.desk.hint(number, &text, lang), usize::from(inside.width));
        frame.buffer_mut().set_string(inside.x, inside.y + 1, words, model.theme.dim());
    } else if matches!(prompt.kind, Ask::FilterEntry | Ask::RightEntry(_)) && !text.trim().is_empty() {
        let entry = meant(model, &text).and_then(|code| model.atlas.entry(code));
        let words = entry.map_or_else(
            || lang.pick("没有这个条目", "no such entry").to_owned(),
            |entry| format!("→ {} {}", entry.code, lang.pick(&entry.name, &entry.name_en)),
        );
        let words = wide::fit(&words, usize::from(inside.width));
        frame.buffer_mut().set_string(inside.x, inside.y + 1, words, model.theme.dim());
    }
    frame.set_cursor_position(caret);
    model.prompt = Some(prompt);
}
