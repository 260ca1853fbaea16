//! `cargo xtask tidy`: sorts the tables of `catalogue/`, so that a change shows as one line where it belongs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use greencat_core::Code;

/// The order of a thesaurus row: first entry, sense, term; stops, which name no entry, come last.
fn thesaurus_key(line: &str) -> (Option<Code>, String, String) {
    let mut columns = line.split('\t');
    let (term, sense) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
    let code = sense.split([' ', ',', '=', '?', '~']).find_map(|part| part.parse::<Code>().ok());
    (code, sense.to_owned(), term.to_owned())
}

/// A table with its rows in order; comment lines stay at its head.
fn sorted(path: &Path, text: &str) -> String {
    let (mut head, mut rows): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in text.lines().filter(|line| !line.is_empty()) {
        if line.starts_with('#') { head.push(line) } else { rows.push(line) }
    }
    if path.components().any(|part| part.as_os_str() == "thesaurus") {
        rows.sort_by_key(|line| thesaurus_key(line));
    } else {
        rows.sort_unstable();
    }
    rows.dedup();
    head.extend(rows);
    head.join("\n") + "\n"
}

/// The tables below `root`, each with its text and its text in order.
///
/// # Errors
/// When a file cannot be read.
pub fn tables(root: &Path) -> Result<Vec<(PathBuf, String, String)>> {
    let mut tables = Vec::new();
    for folder in ["thesaurus", "phrases", "words"] {
        let folder = root.join("catalogue").join(folder);
        let mut paths: Vec<PathBuf> = fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        paths.sort();
        for path in paths {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let ordered = sorted(&path, &text);
            tables.push((path, text, ordered));
        }
    }
    Ok(tables)
}

/// Writes every table in order.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(root: &Path) -> Result<()> {
    for (path, text, ordered) in tables(root)? {
        if text != ordered {
            fs::write(&path, ordered)?;
            println!("sorted {}", path.display());
        }
    }
    Ok(())
}
