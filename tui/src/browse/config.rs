//! The configuration file: theme, language, edition, keys, where records go.
//!
//! ```toml
//! lang = "zh"            # zh, en
//! theme = "light"        # dark, light, high-contrast
//! edition = "gigc-2019"
//! history = false        # keep no prospects
//! export_dir = "记录"
//! [keys]
//! export = "ctrl-e"
//! down = ["j", "down"]
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::keymap::Keymap;
use super::lang::Lang;
use super::theme::ThemeName;

/// The settings in force.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    pub(crate) lang: Option<Lang>,
    pub(crate) theme: Option<ThemeName>,
    pub(crate) history: bool,
    pub(crate) export_dir: PathBuf,
    pub(crate) keymap: Keymap,
}

impl Default for Config {
    fn default() -> Config {
        Config { lang: None, theme: None, history: true, export_dir: PathBuf::from("."), keymap: Keymap::default() }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    lang: Option<String>,
    theme: Option<String>,
    edition: Option<String>,
    history: Option<bool>,
    export_dir: Option<PathBuf>,
    keys: BTreeMap<String, Keys>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Keys {
    One(String),
    Many(Vec<String>),
}

impl Config {
    /// Reads the configuration. A fault does not keep anyone from working: it is told, and the rest holds.
    pub(crate) fn load(path: Option<&Path>) -> (Config, Option<String>) {
        let named = path.is_some();
        let Some(path) = path.map(Path::to_owned).or_else(config_path) else { return (Config::default(), None) };
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let (config, fault) = Config::parse(&text);
                (config, fault.map(|fault| format!("{}: {fault}", path.display())))
            }
            Err(error) if named => (Config::default(), Some(format!("{}: {error}", path.display()))),
            Err(_) => (Config::default(), None),
        }
    }

    fn parse(text: &str) -> (Config, Option<String>) {
        let mut config = Config::default();
        let written: Written = match toml::from_str(text) {
            Ok(written) => written,
            Err(error) => return (config, Some(error.message().to_owned())),
        };
        let mut fault = None;
        let mut wrong = |words: String| {
            fault.get_or_insert(words);
        };
        if let Some(word) = written.lang {
            config.lang = Lang::parse(&word);
            if config.lang.is_none() {
                wrong(format!("lang = {word:?}: write \"zh\" or \"en\""));
            }
        }
        if let Some(word) = written.theme {
            config.theme = ThemeName::parse(&word);
            if config.theme.is_none() {
                wrong(format!("theme = {word:?}: write \"dark\", \"light\" or \"high-contrast\""));
            }
        }
        if let Some(edition) = written.edition.filter(|edition| edition != "gigc-2019") {
            wrong(format!("edition = {edition:?}: this program holds \"gigc-2019\""));
        }
        config.history = written.history.unwrap_or(true);
        config.export_dir = written.export_dir.unwrap_or(config.export_dir);
        let keys = written.keys.into_iter().map(|(command, keys)| match keys {
            Keys::One(key) => (command, vec![key]),
            Keys::Many(keys) => (command, keys),
        });
        match Keymap::with(&keys.collect()) {
            Ok(keymap) => config.keymap = keymap,
            Err(error) => wrong(error.to_string()),
        }
        (config, fault)
    }
}

fn folders() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("", "", "greencat")
}

fn config_path() -> Option<PathBuf> {
    folders().map(|folders| folders.config_dir().join("config.toml"))
}

/// Where the history stands.
pub(crate) fn history_path() -> Option<PathBuf> {
    folders().map(|folders| folders.data_dir().join("history.ndjson"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_configuration_is_read() {
        let text = "lang='en'\ntheme='light'\nedition='gigc-2019'\nhistory=false\nexport_dir='out'\n[keys]\nexport='ctrl-e'\ndown=['j']\n";
        let (config, fault) = Config::parse(text);
        assert_eq!(fault, None);
        assert_eq!((config.lang, config.theme, config.history), (Some(Lang::English), Some(ThemeName::Light), false));
        assert_eq!(config.export_dir, Path::new("out"));
    }

    #[test]
    fn a_fault_is_told_and_the_rest_holds() {
        let (config, fault) = Config::parse("lang='fr'\ntheme='light'\n");
        assert!(fault.expect("a fault").contains("\"zh\" or \"en\""));
        assert_eq!(config.theme, Some(ThemeName::Light));
        assert!(Config::parse("colour='red'").1.expect("a fault").contains("colour"));
        assert!(Config::parse("edition='2024'").1.expect("a fault").contains("gigc-2019"));
        assert!(Config::parse("[keys]\nfly='f'").1.expect("a fault").contains("fly"));
    }

    #[test]
    fn a_missing_file_matters_only_when_it_was_named() {
        assert_eq!(Config::load(Some(Path::new("/no/such.toml"))).1.is_some(), true);
    }
}
