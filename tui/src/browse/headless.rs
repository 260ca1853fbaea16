//! The browser without a terminal: for tests of what people see, and for pictures.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use greencat_core::Classifier;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::keymap;
use super::lang::Lang;
use super::model::{Effect, Model};
use super::read;
use super::theme::{Depth, ThemeName};
use super::update::{self, Action, update};
use super::{picture, view, wide};

/// A browser that is driven by calls and whose screen is a text.
///
/// ```
/// use greencat::browse::{Headless, Lang};
/// let mut browser = Headless::new(80, 24, Lang::Chinese);
/// browser.paste("光伏组件制造");
/// assert!(browser.screen().contains("3.1.2 太阳能发电装备制造"));
/// ```
#[derive(Debug)]
pub struct Headless {
    model: Model,
    terminal: Terminal<TestBackend>,
    /// The last frame; the backend's own cells keep what lies under a wide glyph.
    frame: Buffer,
}

impl Headless {
    /// A browser on a screen of so many columns and rows. It has no clock, no history and no configuration.
    #[must_use]
    pub fn new(columns: u16, rows: u16, lang: Lang) -> Headless {
        let mut model = Model::new(Classifier::embedded());
        model.lang = lang;
        model.theme.depth = Depth::Many;
        model.today.push_str("2026-11-24");
        model.now.push_str("2026-11-24 09:30");
        let Ok(terminal) = Terminal::new(TestBackend::new(columns, rows));
        let mut browser = Headless { model, terminal, frame: Buffer::default() };
        browser.draw();
        browser
    }

    /// The same with another look.
    pub fn look(&mut self, theme: ThemeName, depth: Depth) {
        self.model.theme.name = theme;
        self.model.theme.depth = depth;
        self.draw();
    }

    /// Changes the size of the screen.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
        self.draw();
    }

    /// Presses keys, each by its name: `esc down ctrl-n ?`.
    pub fn press(&mut self, keys: &str) {
        for name in keys.split_whitespace() {
            let (mut modifiers, mut rest) = (KeyModifiers::NONE, name);
            while let Some((modifier, tail)) = rest.split_once('-').filter(|(_, tail)| !tail.is_empty()) {
                modifiers |= if modifier == "ctrl" { KeyModifiers::CONTROL } else { KeyModifiers::ALT };
                rest = tail;
            }
            let character = || KeyCode::Char(rest.chars().next().unwrap_or(' '));
            let code = keymap::named(rest).unwrap_or_else(character);
            self.act(Action::Key(KeyEvent::new(code, modifiers)));
        }
    }

    /// Types a text letter by letter.
    pub fn write(&mut self, text: &str) {
        for character in text.chars() {
            self.act(Action::Key(KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE)));
        }
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        self.act(Action::Paste(text.to_owned()));
    }

    /// Clicks on the first place of the screen where `words` stand. Says whether they do.
    pub fn click(&mut self, words: &str) -> bool {
        self.mouse(words, MouseEventKind::Down(MouseButton::Left))
    }

    /// Turns the wheel over the first place where `words` stand.
    pub fn wheel(&mut self, words: &str, down: bool) -> bool {
        self.mouse(words, if down { MouseEventKind::ScrollDown } else { MouseEventKind::ScrollUp })
    }

    fn mouse(&mut self, words: &str, kind: MouseEventKind) -> bool {
        let screen = self.screen();
        let place = screen.lines().enumerate().find_map(|(row, line)| Some((row, wide::columns(&line[..line.find(words)?]))));
        if let Some((row, column)) = place {
            self.act(Action::Mouse(MouseEvent { kind, column: column as u16, row: row as u16, modifiers: KeyModifiers::NONE }));
        }
        place.is_some()
    }

    /// Opens a list and waits until all of it is read.
    pub fn open(&mut self, path: &Path) {
        self.model.part = super::model::Part::List;
        update::open_list(&mut self.model, path.to_owned());
        self.settle();
    }

    fn act(&mut self, action: Action) {
        update(&mut self.model, action);
        self.settle();
    }

    /// Does what the model asks for, as far as it needs no terminal, and draws.
    fn settle(&mut self) {
        for effect in std::mem::take(&mut self.model.effects) {
            if let Effect::Load(path) = &effect {
                for news in read::start(path.clone(), self.model.classifier.clone(), self.model.lang) {
                    update(&mut self.model, Action::News(news));
                }
            } else if let Effect::Survey(path) = &effect {
                for news in read::survey(path.clone(), self.model.classifier.clone(), self.model.lang) {
                    update(&mut self.model, Action::News(news));
                }
            } else if matches!(effect, Effect::SaveMarks | Effect::ExportList | Effect::Facts(_)) {
                let done = super::save::perform(&mut self.model, &super::config::Config::default(), None, &effect);
                if let Err(error) = done {
                    self.model.alarm(format!("{error:#}"));
                }
            }
        }
        update::refresh(&mut self.model, Duration::MAX);
        self.draw();
    }

    fn draw(&mut self) {
        let model = &mut self.model;
        let Ok(frame) = self.terminal.draw(|frame| view::draw(frame, model));
        self.frame = frame.buffer.clone();
    }

    /// Writes the record of the prospect into a folder.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn export(&mut self, folder: &Path) -> Result<()> {
        let config = super::config::Config { export_dir: folder.to_owned(), ..super::config::Config::default() };
        super::save::perform(&mut self.model, &config, None, &Effect::Export)
    }

    /// The screen as people see it: one line a row, without blanks at its end.
    #[must_use]
    pub fn screen(&self) -> String {
        text(&self.frame)
    }

    /// Where the cursor stands, in columns and rows; `None` when it is hidden.
    #[must_use]
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let backend = self.terminal.backend();
        backend.cursor_visible().then(|| {
            let position = backend.cursor_position();
            (position.x, position.y)
        })
    }

    /// The screen as an SVG picture.
    #[must_use]
    pub fn svg(&self) -> String {
        picture::svg(&self.frame, self.model.theme.name)
    }
}

/// The visible cells of a buffer; the second half of a wide glyph is no cell of its own.
fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.y..buffer.area.bottom() {
        let mut line = String::new();
        let mut covered = 0;
        for x in buffer.area.x..buffer.area.right() {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            covered = wide::columns(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
