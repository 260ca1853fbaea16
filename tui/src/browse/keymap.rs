//! Keys into commands. A Chinese input method sends ？ ／ ： where its user means ? / : and so do we read them.

use std::collections::BTreeMap;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::{BINDINGS, Binding, Command, Context};

/// A key as a person names it: `ctrl-n`, `alt-1`, `f1`, `space`, `?`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Hash)]
pub(crate) struct Key {
    code: KeyCode,
    ctrl: bool,
    alt: bool,
}

impl Key {
    /// The key of an event; a letter's case stands for shift.
    pub(crate) fn of(event: KeyEvent) -> Key {
        let code = match event.code {
            KeyCode::Char(character) => KeyCode::Char(halfwidth(character)),
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            other => other,
        };
        Key { code, ctrl: event.modifiers.contains(KeyModifiers::CONTROL), alt: event.modifiers.contains(KeyModifiers::ALT) }
    }

    /// The key with this name.
    pub(crate) fn parse(name: &str) -> Option<Key> {
        let mut key = Key { code: KeyCode::Null, ctrl: false, alt: false };
        let mut rest = name;
        loop {
            if let Some(tail) = rest.strip_prefix("ctrl-").filter(|tail| !tail.is_empty()) {
                (key.ctrl, rest) = (true, tail);
            } else if let Some(tail) = rest.strip_prefix("alt-").filter(|tail| !tail.is_empty()) {
                (key.alt, rest) = (true, tail);
            } else {
                break;
            }
        }
        let mut characters = rest.chars();
        key.code = match (characters.next(), characters.as_str()) {
            (Some(character), "") => KeyCode::Char(halfwidth(character)),
            _ => named(rest)?,
        };
        Some(key)
    }

    /// How the footer writes a key.
    pub(crate) fn show(name: &str) -> String {
        match name {
            "enter" => "⏎".to_owned(),
            "esc" => "Esc".to_owned(),
            "tab" => "Tab".to_owned(),
            "backtab" => "⇧Tab".to_owned(),
            "space" => "␣".to_owned(),
            "up" => "↑".to_owned(),
            "down" => "↓".to_owned(),
            "left" => "←".to_owned(),
            "right" => "→".to_owned(),
            "pageup" => "PgUp".to_owned(),
            "pagedown" => "PgDn".to_owned(),
            "home" => "Home".to_owned(),
            "end" => "End".to_owned(),
            "backspace" => "⌫".to_owned(),
            _ => match name.split_once('-') {
                Some(("ctrl", key)) if !key.is_empty() => format!("^{}", key.to_uppercase()),
                Some(("alt", key)) if !key.is_empty() => format!("Alt-{}", Key::show(key)),
                _ if name.len() > 1 && name.starts_with('f') => name.to_uppercase(),
                _ => name.to_owned(),
            },
        }
    }
}

/// The key that a full-width or Chinese punctuation key stands for.
pub(crate) fn halfwidth(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        // The key that has / in English has 、 in a Chinese input method.
        '、' => '/',
        '。' => '.',
        '【' | '「' => '[',
        '】' | '」' => ']',
        other => other,
    }
}

/// The key with a name of its own; `None` for a character.
pub(super) fn named(name: &str) -> Option<KeyCode> {
    Some(match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "space" => KeyCode::Char(' '),
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        _ => KeyCode::F(name.strip_prefix('f')?.parse().ok().filter(|number| (1..=24).contains(number))?),
    })
}

/// The keys in force: the table's, changed by the configuration.
#[derive(Debug, Clone)]
pub(crate) struct Keymap {
    /// For each binding its keys' names.
    names: Vec<Vec<String>>,
    keys: Vec<Vec<Key>>,
}

/// Why a `[keys]` table cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum KeymapError {
    #[error("[keys] has no command {got:?}; there are: {known}")]
    Command { got: String, known: String },
    #[error("[keys] {command} = {got:?} is no key; write one such as \"e\", \"ctrl-e\", \"alt-1\", \"f2\", \"space\", \"enter\"")]
    Key { command: String, got: String },
}

impl KeymapError {
    /// The same in Chinese.
    pub(crate) fn chinese(&self) -> String {
        match self {
            KeymapError::Command { got, known } => format!("[keys] 里没有命令 {got:?}；有：{known}"),
            KeymapError::Key { command, got } => {
                format!("[keys] {command} = {got:?} 不是按键；可写 \"e\"、\"ctrl-e\"、\"alt-1\"、\"f2\"、\"space\"、\"enter\"")
            }
        }
    }
}

impl Default for Keymap {
    fn default() -> Keymap {
        let names: Vec<Vec<String>> = BINDINGS.iter().map(|binding| binding.keys.iter().map(|key| (*key).to_owned()).collect()).collect();
        let keys = names.iter().map(|names| names.iter().filter_map(|name| Key::parse(name)).collect()).collect();
        Keymap { names, keys }
    }
}

impl Keymap {
    /// The table's keys with those of the configuration in place of them, and the first fault of the latter.
    pub(crate) fn with(changes: &BTreeMap<String, Vec<String>>) -> (Keymap, Option<KeymapError>) {
        let (mut keymap, mut first) = (Keymap::default(), None);
        for (command, names) in changes {
            if let Err(fault) = keymap.change(command, names) {
                first.get_or_insert(fault);
            }
        }
        (keymap, first)
    }

    fn change(&mut self, command: &str, names: &[String]) -> Result<(), KeymapError> {
        if command.is_empty() || !BINDINGS.iter().any(|binding| binding.name == command) {
            let mut known: Vec<&str> = BINDINGS.iter().map(|binding| binding.name).filter(|name| !name.is_empty()).collect();
            known.sort_unstable();
            known.dedup();
            return Err(KeymapError::Command { got: command.to_owned(), known: known.join(", ") });
        }
        let key = |name: &String| Key::parse(name).ok_or_else(|| KeymapError::Key { command: command.to_owned(), got: name.clone() });
        let keys = names.iter().map(key).collect::<Result<Vec<Key>, KeymapError>>()?;
        for (number, _) in BINDINGS.iter().enumerate().filter(|(_, binding)| binding.name == command) {
            self.names[number] = names.to_vec();
            self.keys[number].clone_from(&keys);
        }
        Ok(())
    }

    /// What a key does here.
    pub(crate) fn command(&self, here: Context, key: Key) -> Option<Command> {
        // A key of this very pane goes before one that holds everywhere.
        let of = |own: bool| {
            BINDINGS
                .iter()
                .zip(&self.keys)
                .filter(|(binding, _)| binding.contexts.contains(&here) == own && binding.holds(here))
                .find(|(_, keys)| keys.contains(&key))
                .map(|(binding, _)| binding.command)
        };
        of(true).or_else(|| of(false))
    }

    /// The bindings that hold here, with their first key's name, in the order of the footer.
    pub(crate) fn footer(&self, here: Context) -> Vec<(&'static Binding, &str)> {
        let mut shown: Vec<(&Binding, &str)> = BINDINGS
            .iter()
            .zip(&self.names)
            .filter(|(binding, _)| binding.footer > 0 && binding.holds(here))
            .filter_map(|(binding, names)| Some((binding, names.first()?.as_str())))
            .collect();
        shown.sort_by_key(|(binding, _)| binding.footer);
        // 帮助 and 退出 have a key for everywhere and a shorter one for where letters are free.
        let mut seen = Vec::new();
        if !here.writes() {
            shown.retain(|(binding, _)| !(binding.contexts == [Context::Always] && binding.footer >= 9));
        }
        shown.retain(|(binding, _)| {
            let first = !seen.contains(&binding.words);
            seen.push(binding.words);
            first
        });
        shown
    }

    /// Every binding with its keys' names.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static Binding, &[String])> {
        BINDINGS.iter().zip(self.names.iter().map(Vec::as_slice))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTEXTS: [Context; 12] = [
        Context::Writing,
        Context::Answers,
        Context::Entry,
        Context::Tree,
        Context::Leaf,
        Context::Query,
        Context::Hits,
        Context::List,
        Context::Record,
        Context::Past,
        Context::Prompt,
        Context::Overlay,
    ];

    fn press(here: Context, name: &str) -> Option<Command> {
        Keymap::default().command(here, Key::parse(name).expect(name))
    }

    #[test]
    fn every_key_of_the_table_is_a_key() {
        for binding in BINDINGS {
            assert!(binding.keys.iter().all(|key| Key::parse(key).is_some()), "{:?}", binding.keys);
        }
    }

    #[test]
    fn no_key_of_a_pane_means_two_things() {
        for here in CONTEXTS {
            let own: Vec<&str> = BINDINGS
                .iter()
                .filter(|binding| binding.contexts.contains(&here))
                .flat_map(|binding| binding.keys.iter().copied())
                .collect();
            let mut unique = own.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(unique.len(), own.len(), "{here:?}: {own:?}");
        }
    }

    #[test]
    fn full_width_keys_are_read_as_their_half_width_ones() {
        let wide = |character| Key::of(KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE));
        let keymap = Keymap::default();
        assert_eq!(keymap.command(Context::Answers, wide('？')), Some(Command::Help));
        assert_eq!(keymap.command(Context::Answers, wide('／')), Some(Command::GoSearch));
        assert_eq!(keymap.command(Context::Answers, wide('、')), Some(Command::GoSearch));
        assert_eq!(keymap.command(Context::Answers, wide('：')), Some(Command::GoSearch));
        assert_eq!(keymap.command(Context::Tree, wide('２')), Some(Command::GoTree));
    }

    #[test]
    fn letters_are_text_while_writing() {
        for here in [Context::Writing, Context::Query, Context::Prompt] {
            assert_eq!(press(here, "q"), None);
            assert_eq!(press(here, "ctrl-c"), Some(Command::Quit));
        }
        assert_eq!(press(Context::Answers, "q"), Some(Command::Quit));
    }

    #[test]
    fn the_configuration_changes_keys_and_says_what_it_does_not_know() {
        let changed = |command: &str, key: &str| Keymap::with(&BTreeMap::from([(command.to_owned(), vec![key.to_owned()])]));
        let (keymap, fault) = changed("export", "ctrl-e");
        assert_eq!(fault, None);
        assert_eq!(keymap.command(Context::Record, Key::parse("ctrl-e").expect("a key")), Some(Command::Export));
        assert_eq!(keymap.command(Context::Record, Key::parse("e").expect("a key")), None);
        assert!(matches!(changed("explode", "e").1, Some(KeymapError::Command { .. })));
        assert!(matches!(changed("export", "hyper-e").1, Some(KeymapError::Key { .. })));
    }
}
