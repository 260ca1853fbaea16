//! One action in, a changed model and some effects out. Nothing here reads a file or the clock.

use std::time::Duration;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::command::{Command, Context};
use super::draft::{Draft, Move};
use super::history::{self, Past};
use super::keymap::Key;
use super::lang::Lang;
use super::model::{Ask, Effect, Model, Overlay, Part, Prompt, Touch};
use super::read::News;

mod judge;
mod list;
mod overlay;
mod park;
mod policy;
mod record;
mod search;
mod tree;

pub(crate) use judge::{open_text, refresh};
pub(crate) use list::open as open_list;
pub(crate) use overlay::meant;
pub(crate) use policy::taken as take_facts;
pub(crate) use tree::visible;

/// What happens to the screen.
#[derive(Debug)]
pub(crate) enum Action {
    Key(KeyEvent),
    Paste(String),
    Mouse(MouseEvent),
    /// News of the list that is being read.
    News(News),
}

/// Applies an action.
pub(crate) fn update(model: &mut Model, action: Action) {
    match action {
        Action::Key(event) => key(model, event),
        Action::Paste(text) => paste(model, &text),
        Action::Mouse(event) => mouse(model, event),
        Action::News(news) => list::news(model, news),
    }
}

fn key(model: &mut Model, event: KeyEvent) {
    if event.kind == KeyEventKind::Release {
        return;
    }
    model.notice = None;
    let here = model.context();
    if here == Context::Overlay && overlay::key(model, event) {
        return;
    }
    let key = Key::of(event);
    if let Some(command) = model.keymap.command(here, key) {
        run(model, here, command);
    } else if here.writes() {
        write(model, here, event);
    }
}

/// Runs a command in a pane.
pub(crate) fn run(model: &mut Model, here: Context, command: Command) {
    match command {
        Command::Quit => {
            keep(model);
            model.effects.push(Effect::Quit);
        }
        Command::Suspend => model.effects.push(Effect::Suspend),
        Command::Pick => pick(model),
        Command::Help => model.overlay = Some(Overlay::Help { top: 0 }),
        Command::GoJudge => go(model, Part::Judge),
        Command::GoTree => go(model, Part::Tree),
        Command::GoSearch => go(model, Part::Search),
        Command::GoList => go(model, Part::List),
        Command::GoRecord => go(model, Part::Record),
        Command::GoPolicy => go(model, Part::Policy),
        Command::GoPark => go(model, Part::Park),
        Command::Theme => {
            model.theme.name = model.theme.name.next();
            let (chinese, english) = model.theme.name.title();
            model.say(&format!("配色：{chinese}"), &format!("Theme: {english}"));
        }
        Command::Language => {
            model.lang = if model.lang == Lang::Chinese { Lang::English } else { Lang::Chinese };
            park::ensure(model);
        }
        Command::Copy => overlay::copy_menu(model),
        _ => pane(model, here, command),
    }
}

fn pane(model: &mut Model, here: Context, command: Command) {
    match here {
        Context::Writing | Context::Answers | Context::Entry => judge::run(model, here, command),
        Context::Tree | Context::Leaf => tree::run(model, here, command),
        Context::Query | Context::Hits => search::run(model, here, command),
        Context::List => list::run(model, command),
        Context::Record | Context::Past => record::run(model, here, command),
        Context::Policies | Context::Conditions => policy::run(model, here, command),
        Context::Sections | Context::Figures => park::run(model, here, command),
        Context::Prompt => overlay::prompt(model, command),
        Context::Overlay => overlay::run(model, command),
        Context::Always | Context::Keys => {}
    }
}

/// Goes to a part. The entry that is looked at comes along to the tree.
pub(crate) fn go(model: &mut Model, part: Part) {
    if part == Part::Tree
        && model.part != Part::Tree
        && let Some(code) = model.code()
    {
        tree::visit(model, code);
        model.tree.leaf = false;
    }
    if part == Part::Search {
        model.search.writing = true;
    }
    model.prompt = None;
    model.overlay = None;
    model.part = part;
    if matches!(part, Part::List | Part::Park) && model.list.path.is_none() {
        ask(model, Ask::OpenFile);
    }
    park::ensure(model);
}

/// Asks for a line.
pub(crate) fn ask(model: &mut Model, kind: Ask) {
    model.prompt = Some(Prompt { kind, draft: Draft::single() });
}

/// Chooses the entry that is looked at and ends, where the caller waits for a code.
fn pick(model: &mut Model) {
    match model.code() {
        Some(code) if model.picking => {
            keep(model);
            model.effects.push(Effect::Pick(code.to_string()));
        }
        Some(_) => model.say("标准输出不是管道，没有谁在等代码", "Standard output is no pipe: nothing waits for the code"),
        None => model.say("还没有条目可选", "No entry to choose"),
    }
}

/// Puts the prospect into the history, before another one takes its place.
pub(crate) fn keep(model: &mut Model) {
    let case = &model.judge.case;
    let past = Past {
        at: model.now.clone(),
        name: case.name.clone(),
        text: case.text.clone(),
        outcome: case.outcome,
        code: case.standings.first().map(|standing| standing.code.to_string()),
    };
    let before = model.history.len();
    let first = model.history.first().map(|past| past.text.clone());
    history::remember(&mut model.history, past);
    if model.history.len() != before || model.history.first().map(|past| &past.text) != first.as_ref() {
        model.effects.push(Effect::SaveHistory);
    }
}

/// The draft that letters go to.
fn draft(model: &mut Model, here: Context) -> Option<&mut Draft> {
    match here {
        Context::Writing => Some(&mut model.judge.draft),
        Context::Query => Some(&mut model.search.draft),
        Context::Prompt => model.prompt.as_mut().map(|prompt| &mut prompt.draft),
        _ => None,
    }
}

fn write(model: &mut Model, here: Context, event: KeyEvent) {
    let Some(draft) = draft(model, here) else { return };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    match event.code {
        KeyCode::Char('a') if ctrl => draft.go(Move::LineStart),
        KeyCode::Char('e') if ctrl => draft.go(Move::LineEnd),
        KeyCode::Char('w') if ctrl => draft.cut(Move::WordLeft),
        KeyCode::Char('u') if ctrl => draft.cut(Move::LineStart),
        KeyCode::Char('k') if ctrl => draft.cut(Move::LineEnd),
        KeyCode::Char('h') if ctrl => draft.backspace(),
        KeyCode::Char('j') if ctrl => draft.insert("\n"),
        KeyCode::Char(_) if ctrl || alt => return,
        KeyCode::Char(character) => draft.insert(character.encode_utf8(&mut [0; 4])),
        KeyCode::Tab => draft.insert(" "),
        KeyCode::Enter => draft.insert("\n"),
        KeyCode::Backspace if ctrl || alt => draft.cut(Move::WordLeft),
        KeyCode::Backspace => draft.backspace(),
        KeyCode::Delete => draft.delete(),
        KeyCode::Left if ctrl || alt => draft.go(Move::WordLeft),
        KeyCode::Right if ctrl || alt => draft.go(Move::WordRight),
        KeyCode::Left => draft.go(Move::Left),
        KeyCode::Right => draft.go(Move::Right),
        KeyCode::Up => draft.go(Move::Up(1)),
        KeyCode::Down => draft.go(Move::Down(1)),
        KeyCode::PageUp => draft.go(Move::Up(5)),
        KeyCode::PageDown => draft.go(Move::Down(5)),
        KeyCode::Home if ctrl => draft.go(Move::Start),
        KeyCode::End if ctrl => draft.go(Move::End),
        KeyCode::Home => draft.go(Move::LineStart),
        KeyCode::End => draft.go(Move::LineEnd),
        _ => return,
    }
    written(model, here);
}

fn written(model: &mut Model, here: Context) {
    match here {
        Context::Writing => model.judge.follow = super::model::Follow::Caret,
        Context::Query => search::look(model),
        _ => {}
    }
}

/// A paste goes where the caret is; elsewhere it is a new prospect.
fn paste(model: &mut Model, text: &str) {
    model.notice = None;
    let here = model.context();
    if let Some(draft) = draft(model, here) {
        draft.insert(text);
        written(model, here);
        return;
    }
    if text.trim().is_empty() {
        return;
    }
    model.overlay = None;
    open_text(model, "", text);
    let count = text.chars().count();
    model.say(
        &format!("已粘贴 {count} 字为新对象；原文在 5 记录 里"),
        &format!("Pasted {count} characters as a new prospect; the earlier one is in 5 Record"),
    );
}

fn mouse(model: &mut Model, event: MouseEvent) {
    let at = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            model.notice = None;
            click(model, at);
        }
        MouseEventKind::ScrollDown => wheel(model, at, Command::Down),
        MouseEventKind::ScrollUp => wheel(model, at, Command::Up),
        _ => {}
    }
}

fn wheel(model: &mut Model, at: Position, command: Command) {
    let Some(pane) = model.wheeled(at) else { return };
    if pane == Context::Writing {
        return judge::scroll_text(model, command);
    }
    for _ in 0..3 {
        self::pane(model, pane, command);
    }
}

fn click(model: &mut Model, at: Position) {
    let Some(zone) = model.touched(at) else { return };
    match zone.touch {
        Touch::Part(part) => go(model, part),
        Touch::Text { top } => {
            model.judge.focus = Context::Writing;
            model.judge.draft.point(top + usize::from(at.y - zone.area.y), usize::from(at.x - zone.area.x));
            model.judge.follow = super::model::Follow::Caret;
        }
        Touch::Query => {
            model.search.writing = true;
            model.search.draft.point(0, usize::from(at.x - zone.area.x));
        }
        Touch::Standing(number) => judge::click_standing(model, number),
        Touch::Criterion(number) => {
            model.judge.focus = Context::Entry;
            model.judge.criterion = number;
            judge::run(model, Context::Entry, Command::Tick);
        }
        Touch::Letter(letter) => {
            let here = model.context();
            pane(model, here, Command::Letter(letter));
        }
        Touch::Node(code) => tree::click(model, code),
        Touch::Hit(number) => search::click(model, number),
        Touch::Row(number) => list::click(model, number),
        Touch::Filter(number) => list::filter(model, number),
        Touch::Choice(number) => overlay::choose(model, number),
        Touch::Past(number) => record::click(model, number),
        Touch::Policy(number) => policy::click(model, number),
        Touch::Stop(number) => policy::click_stop(model, number),
        Touch::Section(number) => park::click(model, number),
        Touch::Command(command) => {
            let here = model.context();
            run(model, here, command);
        }
        Touch::Pane(context) => focus(model, context),
    }
}

fn focus(model: &mut Model, context: Context) {
    match context {
        Context::Writing | Context::Answers | Context::Entry => model.judge.focus = context,
        Context::Tree | Context::Leaf => model.tree.leaf = context == Context::Leaf,
        Context::Query | Context::Hits => model.search.writing = context == Context::Query,
        Context::Record | Context::Past => model.pages.past = context == Context::Past,
        Context::Policies | Context::Conditions => model.desk.inside = context == Context::Conditions,
        Context::Sections | Context::Figures => model.park.inside = context == Context::Figures,
        Context::Overlay => model.overlay = None,
        _ => {}
    }
}

/// Where a step leads in a list of `len` from `place`; `None` when the command is no step.
fn step(command: Command, place: usize, len: usize, page: usize) -> Option<usize> {
    let last = len.saturating_sub(1);
    Some(match command {
        Command::Up => place.saturating_sub(1),
        Command::Down => (place + 1).min(last),
        Command::PageUp => place.saturating_sub(page.max(1)),
        Command::PageDown => (place + page.max(1)).min(last),
        Command::First => 0,
        Command::Last => last,
        _ => return None,
    })
}

/// How long a long text rests before it is read again.
pub(crate) const REST: Duration = Duration::from_millis(150);

#[cfg(test)]
mod tests;
