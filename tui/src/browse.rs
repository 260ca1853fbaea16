//! The terminal browser: 判定, 浏览, 搜索, 名单, 记录, 政策, 园区.
//!
//! A key becomes a command (`keymap`), a command changes the model (`update`), the model is drawn (`view`).
//! Files, the clock, the clipboard and the terminal are here and in `terminal`; everything else is plain data,
//! so [`Headless`] can drive the same screen without a terminal. One thread draws; a second one exists only
//! while a list is read.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use greencat_core::Classifier;
use ratatui::crossterm::event::{self, Event};

mod atlas;
mod case;
mod command;
mod config;
mod desk;
mod draft;
mod facts;
mod find;
mod headless;
mod history;
mod keymap;
mod lang;
mod list;
mod marks;
mod model;
mod park;
mod paths;
mod picture;
mod question;
mod read;
mod report;
mod save;
mod terminal;
mod theme;
mod update;
mod view;
mod wide;

pub use headless::Headless;
pub use lang::Lang;
pub use theme::{Depth, ThemeName};

use config::Config;
use model::{Effect, Model, Overlay};
use read::News;
use terminal::Screen;
use update::{Action, update};

/// How to open the browser.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A business scope to judge.
    pub text: Option<String>,
    /// A list of enterprises to open.
    pub file: Option<PathBuf>,
    /// Facts for the policies, or a park's threshold.
    pub facts: Vec<PathBuf>,
    /// The language; else the configuration's, else the terminal's, else Chinese.
    pub lang: Option<Lang>,
    /// The theme; else the configuration's, else the terminal's.
    pub theme: Option<ThemeName>,
    /// Keep no history of prospects, and read none.
    pub no_history: bool,
    /// The configuration file in place of the usual one.
    pub config: Option<PathBuf>,
}

/// How the browser was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exit {
    /// The person left it.
    Left,
    /// Standard output waits for a code, and the person chose one.
    Chosen(String),
    /// Standard output waits for a code, and the person chose none.
    NotChosen,
}

/// Opens the browser and returns when the person leaves it.
///
/// # Errors
/// When there is no terminal, or the terminal breaks.
pub fn run(options: Options) -> Result<Exit> {
    let (mut screen, picking) = Screen::open(options.lang.unwrap_or_default())?;
    let mut session = Session::new(options, picking);
    let end = session.run(&mut screen);
    let killed = screen.stopped();
    drop(screen);
    let exit = end?;
    if killed {
        terminal::die_of_signal();
    }
    Ok(exit)
}

/// A running browser: the model and what it needs of the outside.
struct Session {
    model: Model,
    config: Config,
    history: Option<PathBuf>,
    rows: Option<Receiver<News>>,
    survey: Option<Receiver<News>>,
    edited: Instant,
    version: u64,
    /// Whether the terminal is still to be asked for its background.
    ask: bool,
}

impl Session {
    fn new(options: Options, picking: bool) -> Session {
        let mut model = Model::new(Classifier::embedded());
        let (config, fault) = Config::load(options.config.as_deref());
        model.lang = options.lang.or(config.lang).unwrap_or_default();
        let variable = |name| std::env::var(name).ok();
        model.theme.depth =
            Depth::of_terminal(variable("NO_COLOR").as_deref(), variable("TERM").as_deref(), variable("COLORTERM").as_deref());
        let told = || variable("COLORFGBG").as_deref().and_then(ThemeName::of_variable);
        let name = options.theme.or(config.theme).or_else(told);
        model.theme.name = name.unwrap_or_default();
        let ask = name.is_none() && model.theme.depth != Depth::None;
        model.keymap = config.keymap.clone();
        model.picking = picking;
        let history = if options.no_history || !config.history { None } else { config::history_path() };
        let mut session = Session { model, config, history, rows: None, survey: None, edited: Instant::now(), version: 0, ask };
        session.clock();
        if let Some(path) = &session.history {
            session.model.history = history::read(path);
        }
        if let Some(file) = options.file {
            session.model.part = model::Part::List;
            update::open_list(&mut session.model, file);
        } else if let Some(text) = options.text {
            update::open_text(&mut session.model, "", &text);
        }
        for path in options.facts {
            if let Err(error) = facts::load(&mut session.model, &path) {
                session.model.alarm(format!("{error:#}").replace('\n', " "));
            }
        }
        if let Some((chinese, english)) = fault {
            let words = session.model.lang.pick(&chinese, &english).to_owned();
            session.model.alarm(words);
        }
        session
    }

    fn clock(&mut self) {
        let now = jiff::Zoned::now();
        self.model.today = now.date().to_string();
        self.model.now = now.strftime("%Y-%m-%d %H:%M").to_string();
    }

    fn run(&mut self, screen: &mut Screen) -> Result<Exit> {
        let mut changed = true;
        loop {
            if let Some(exit) = self.effects(screen) {
                return Ok(exit);
            }
            if self.model.judge.draft.version() != self.version {
                self.version = self.model.judge.draft.version();
                self.edited = Instant::now();
            }
            let read = self.model.judge.read;
            let waits = update::refresh(&mut self.model, self.edited.elapsed());
            changed |= self.model.judge.read != read;
            if changed {
                screen.mouse(!matches!(self.model.overlay, Some(Overlay::Copied(_))));
                screen.draw(&mut self.model)?;
                changed = false;
            }
            // Asked only now: the first screen waits for no answer.
            if std::mem::take(&mut self.ask)
                && let Some(name) = ThemeName::of_background().filter(|name| *name != self.model.theme.name)
            {
                self.model.theme.name = name;
                changed = true;
                continue;
            }
            // Short enough for a signal to be noticed at once, long enough to cost nothing.
            let patience = if waits || self.rows.is_some() || self.survey.is_some() { 25 } else { 100 };
            changed |= self.events(Duration::from_millis(patience))?;
            changed |= self.news();
            if screen.stopped() {
                update::keep(&mut self.model);
                // What is left to save is saved; an exit is what happens anyway.
                let _ = self.effects(screen);
                return Ok(Exit::Left);
            }
            if screen.suspended() {
                screen.suspend()?;
                changed = true;
            }
        }
    }

    /// Takes in every key that waits, so that a paste without brackets is drawn once.
    fn events(&mut self, patience: Duration) -> Result<bool> {
        let mut changed = false;
        let mut wait = patience;
        for _ in 0..4_096 {
            if !event::poll(wait).context("the terminal cannot be read")? {
                break;
            }
            wait = Duration::ZERO;
            let action = match event::read().context("the terminal cannot be read")? {
                Event::Key(key) => {
                    provoke(key);
                    Some(Action::Key(key))
                }
                Event::Paste(text) => Some(Action::Paste(text)),
                Event::Mouse(mouse) if mouse.kind != event::MouseEventKind::Moved => Some(Action::Mouse(mouse)),
                Event::Resize(..) => {
                    changed = true;
                    None
                }
                _ => None,
            };
            if let Some(action) = action {
                self.clock();
                update(&mut self.model, action);
                changed = true;
                if !self.model.effects.is_empty() {
                    break;
                }
            }
        }
        Ok(changed)
    }

    /// Takes in rows of the list, but no longer than a frame.
    fn news(&mut self) -> bool {
        let start = Instant::now();
        let mut changed = false;
        if let Some(news) = self.survey.as_ref().and_then(|survey| survey.try_recv().ok()) {
            self.survey = None;
            update(&mut self.model, Action::News(news));
            changed = true;
        }
        while let Some(rows) = &self.rows {
            match rows.try_recv() {
                Ok(news) => {
                    update(&mut self.model, Action::News(news));
                    changed = true;
                }
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => self.rows = None,
            }
            if start.elapsed() > Duration::from_millis(12) {
                break;
            }
        }
        changed
    }

    fn effects(&mut self, screen: &mut Screen) -> Option<Exit> {
        for effect in std::mem::take(&mut self.model.effects) {
            let done = match effect {
                Effect::Quit => return Some(if self.model.picking { Exit::NotChosen } else { Exit::Left }),
                Effect::Pick(code) => return Some(Exit::Chosen(code)),
                Effect::Suspend => screen.suspend(),
                Effect::Copy(text) => Screen::copy(&text),
                Effect::Load(path) => {
                    self.rows = Some(read::start(path, self.model.classifier.clone(), self.model.lang));
                    Ok(())
                }
                Effect::Survey(path) => {
                    self.survey = Some(read::survey(path, self.model.classifier.clone(), self.model.lang));
                    Ok(())
                }
                effect => save::perform(&mut self.model, &self.config, self.history.as_deref(), &effect),
            };
            if let Err(error) = done {
                self.model.alarm(format!("{error:#}").replace('\n', " "));
            }
        }
        None
    }
}

/// Panics on Alt-P where the tests of a debug build ask for it: the terminal must come back even then.
fn provoke(key: event::KeyEvent) {
    if cfg!(debug_assertions)
        && key.code == event::KeyCode::Char('p')
        && key.modifiers.contains(event::KeyModifiers::ALT)
        && std::env::var_os("GREENCAT_TEST_PANIC").is_some()
    {
        panic!("asked to panic by a test");
    }
}
