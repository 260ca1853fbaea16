//! The configuration file: theme, language, edition, keys, where records go. What is wrong with one setting
//! is told, and the others hold.
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

/// What is wrong, in Chinese and in English.
pub(crate) type Fault = (String, String);

/// What can be set.
const SETTINGS: &str = "lang, theme, edition, history, export_dir, [keys]";

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

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Keys {
    One(String),
    Many(Vec<String>),
}

impl Config {
    /// Reads the configuration. A fault does not keep anyone from working: it is told in both languages.
    pub(crate) fn load(path: Option<&Path>) -> (Config, Option<Fault>) {
        let named = path.is_some();
        let Some(path) = path.map(Path::to_owned).or_else(config_path) else { return (Config::default(), None) };
        let at = |(chinese, english): Fault| (format!("{}：{chinese}", path.display()), format!("{}: {english}", path.display()));
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let (config, fault) = Config::parse(&text);
                (config, fault.map(at))
            }
            Err(error) if named => (Config::default(), Some(at((format!("读不了（{error}）"), error.to_string())))),
            Err(_) => (Config::default(), None),
        }
    }

    fn parse(text: &str) -> (Config, Option<Fault>) {
        let mut config = Config::default();
        let table: toml::Table = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => {
                let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
                let words = error.message();
                return (config, Some((format!("第 {line} 行不是 TOML（{words}）"), format!("line {line} is no TOML: {words}"))));
            }
        };
        let mut first = None;
        for (name, value) in table {
            if let Err(fault) = config.set(&name, value) {
                first.get_or_insert(fault);
            }
        }
        (config, first)
    }

    fn set(&mut self, name: &str, value: toml::Value) -> Result<(), Fault> {
        let shown = value.to_string();
        let wrong = |want: &str| (format!("{name} = {shown} 不行，可写 {want}"), format!("{name} = {shown}: write {want}"));
        let word = value.as_str();
        match name {
            "lang" => self.lang = Some(word.and_then(Lang::parse).ok_or_else(|| wrong("\"zh\" | \"en\""))?),
            "theme" => {
                let theme = word.and_then(ThemeName::parse);
                self.theme = Some(theme.ok_or_else(|| wrong("\"dark\" | \"light\" | \"high-contrast\""))?);
            }
            "edition" => return if word == Some("gigc-2019") { Ok(()) } else { Err(wrong("\"gigc-2019\"")) },
            "history" => self.history = value.as_bool().ok_or_else(|| wrong("true | false"))?,
            "export_dir" => self.export_dir = word.filter(|word| !word.is_empty()).ok_or_else(|| wrong("\"records\""))?.into(),
            "keys" => {
                let keys: BTreeMap<String, Keys> = value.try_into().map_err(|_| wrong("[keys] export = \"ctrl-e\""))?;
                let keys = keys.into_iter().map(|(command, keys)| match keys {
                    Keys::One(key) => (command, vec![key]),
                    Keys::Many(keys) => (command, keys),
                });
                let (keymap, fault) = Keymap::with(&keys.collect());
                self.keymap = keymap;
                return fault.map_or(Ok(()), |fault| Err((fault.chinese(), fault.to_string())));
            }
            _ => {
                return Err((
                    format!("没有“{name}”这一项；有：{SETTINGS}"),
                    format!("no setting is called {name:?}; there are: {SETTINGS}"),
                ));
            }
        }
        Ok(())
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
    fn a_fault_is_told_in_both_languages_and_the_rest_holds() {
        let fault = |text: &str| Config::parse(text).1.expect("a fault");
        let (config, told) = Config::parse("lang='fr'\ncolour=1\ntheme='light'\n");
        let (chinese, english) = told.expect("a fault");
        assert!(english.contains("colour") || english.contains("\"zh\""), "{english}");
        assert!(chinese.contains("没有") || chinese.contains("不行"), "{chinese}");
        assert_eq!(config.theme, Some(ThemeName::Light));
        assert!(fault("lang='fr'").1.contains("\"zh\" | \"en\""));
        assert!(fault("colour='red'").1.contains("export_dir"));
        assert!(fault("edition='2024'").1.contains("gigc-2019"));
        assert!(fault("history='no'").1.contains("true | false"));
        assert!(fault("[keys]\nfly='f'").1.contains("fly"));
        assert!(fault("[keys]\nexport=1").1.contains("ctrl-e"));
        assert!(fault("lang='zh'\ntheme = =").1.contains("line 2"));
    }

    #[test]
    fn a_missing_file_matters_only_when_it_was_named() {
        assert!(Config::load(Some(Path::new("/no/such.toml"))).1.is_some());
    }
}
