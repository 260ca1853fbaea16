//! The prospects of earlier, in the person's own data folder and nowhere else.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use greencat_core::Outcome;
use serde::{Deserialize, Serialize};

/// Prospects kept.
const KEPT: usize = 200;

/// A text longer than this is not kept: it is a file, not a prospect.
const LONGEST: usize = 20_000;

/// A prospect of earlier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Past {
    /// When it was looked at: `2026-11-24 09:30`.
    pub(crate) at: String,
    #[serde(default)]
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) outcome: Outcome,
    /// The first entry.
    pub(crate) code: Option<String>,
}

/// Puts a prospect in front of those of earlier; the same text is kept once.
pub(crate) fn remember(history: &mut Vec<Past>, past: Past) {
    if past.text.trim().chars().count() < 4 || past.text.chars().count() > LONGEST {
        return;
    }
    history.retain(|earlier| earlier.text != past.text);
    history.insert(0, past);
    history.truncate(KEPT);
}

/// Reads the history; a line that is none is left out.
pub(crate) fn read(path: &Path) -> Vec<Past> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).take(KEPT).collect()
}

/// Writes the history in a file that only its owner can read. What another browser wrote meanwhile stays.
pub(crate) fn write(path: &Path, history: &[Past]) -> Result<()> {
    let mut all = history.to_vec();
    all.extend(read(path).into_iter().filter(|past| !history.iter().any(|ours| ours.text == past.text)));
    all.sort_by(|left, right| right.at.cmp(&left.at));
    all.truncate(KEPT);
    let mut text = String::new();
    for past in &all {
        text.push_str(&serde_json::to_string(past)?);
        text.push('\n');
    }
    replace(path, text.as_bytes())
}

/// Writes a file whole or not at all.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let context = || path.display().to_string();
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(context)?;
    }
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&partial).with_context(context)?;
    file.write_all(bytes).with_context(context)?;
    drop(file);
    fs::rename(&partial, path).with_context(context)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(text: &str) -> Past {
        Past { at: "2026-11-24 09:30".to_owned(), name: String::new(), text: text.to_owned(), outcome: Outcome::Green, code: None }
    }

    #[test]
    fn the_same_text_is_kept_once_and_comes_first() {
        let mut history = Vec::new();
        for text in ["光伏组件制造", "充电桩运营", "光伏组件制造", "无"] {
            remember(&mut history, past(text));
        }
        let texts: Vec<&str> = history.iter().map(|past| past.text.as_str()).collect();
        assert_eq!(texts, ["光伏组件制造", "充电桩运营"]);
    }

    #[test]
    fn two_browsers_keep_what_the_other_wrote() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.ndjson");
        write(&path, &[past("光伏组件制造")]).expect("written");
        let later = Past { at: "2026-11-24 10:00".to_owned(), ..past("充电桩运营") };
        write(&path, std::slice::from_ref(&later)).expect("written");
        assert_eq!(read(&path), [later, past("光伏组件制造")]);
    }

    #[test]
    fn what_is_written_is_read_and_broken_lines_are_left_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("greencat/history.ndjson");
        write(&path, &[past("光伏组件制造\n充电桩")]).expect("written");
        let mut text = fs::read_to_string(&path).expect("text");
        text.push_str("{broken\n");
        fs::write(&path, text).expect("written");
        assert_eq!(read(&path), [past("光伏组件制造\n充电桩")]);
    }
}
