//! Paths as people give them: typed with ~, dragged into the window with quotes or escapes, completed by Tab.

use std::fs;
use std::path::{Path, PathBuf};

use crate::input::Kind;

/// The path that a line means, as a shell or a file manager would read it.
pub(crate) fn meant(line: &str) -> PathBuf {
    let line = line.trim();
    let quoted = ['\'', '"'].into_iter().find_map(|quote| line.strip_prefix(quote)?.strip_suffix(quote));
    let plain = match (quoted, line.strip_prefix("file://")) {
        (Some(inside), _) => inside.to_owned(),
        (None, Some(address)) => decoded(address),
        // A terminal escapes what is dragged into it; on Windows the same sign parts folders.
        (None, None) if cfg!(windows) || Path::new(line).exists() => line.to_owned(),
        (None, None) => unescaped(line),
    };
    match (plain.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => plain.into(),
    }
}

fn unescaped(line: &str) -> String {
    let mut plain = String::new();
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        plain.push(if character == '\\' { characters.next().unwrap_or(character) } else { character });
    }
    plain
}

/// An address's %E5%90%8D as the characters they stand for.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *byte == b'%').and_then(|code| std::str::from_utf8(code).ok());
        let coded = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(coded.unwrap_or(*byte));
        rest = if coded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a file is a list, by its ending.
pub(crate) fn is_list(path: &Path) -> bool {
    Kind::of_name(path).is_some()
}

/// Whether a file holds facts, by its ending.
pub(crate) fn is_facts(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// The line completed as far as the folder leaves no choice, and the names among which there is one.
pub(crate) fn complete(line: &str, wanted: impl Fn(&Path) -> bool) -> (String, Vec<String>) {
    let (folder, begun) = line.rsplit_once('/').map_or(("", line), |(folder, begun)| (&line[..=folder.len()], begun));
    let place = if folder.is_empty() { PathBuf::from(".") } else { meant(folder) };
    let mut names: Vec<String> = fs::read_dir(place)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let folder = entry.path().is_dir();
            let fits = folder || wanted(Path::new(&name));
            let hidden = name.starts_with('.') && !begun.starts_with('.');
            (fits && !hidden && name.starts_with(begun)).then(|| if folder { name + "/" } else { name })
        })
        .collect();
    names.sort();
    let shared = names.iter().fold(names.first().cloned().unwrap_or_default(), |shared, name| {
        shared.chars().zip(name.chars()).take_while(|(left, right)| left == right).map(|(left, _)| left).collect()
    });
    let completed = if shared.len() > begun.len() { format!("{folder}{shared}") } else { line.to_owned() };
    (completed, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dragged_paths_are_read() {
        assert_eq!(meant("'/tmp/名 单.csv'"), Path::new("/tmp/名 单.csv"));
        assert_eq!(meant("file:///tmp/%E5%90%8D%E5%8D%95%20a.csv"), Path::new("/tmp/名单 a.csv"));
        assert_eq!(meant("file:///tmp/100%.csv"), Path::new("/tmp/100%.csv"));
        #[cfg(unix)]
        assert_eq!(meant("/tmp/名\\ 单.csv "), Path::new("/tmp/名 单.csv"));
    }

    #[test]
    fn a_path_is_completed_to_where_there_is_a_choice() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["企业一.csv", "企业二.xlsx", "说明.docx", ".隐藏.csv"] {
            fs::write(folder.path().join(name), "").expect("written");
        }
        fs::create_dir(folder.path().join("资料")).expect("made");
        let at = |begun: &str| format!("{}/{begun}", folder.path().display());
        assert_eq!(complete(&at("企"), is_list), (at("企业"), vec!["企业一.csv".to_owned(), "企业二.xlsx".to_owned()]));
        assert_eq!(complete(&at("企业二"), is_list).0, at("企业二.xlsx"));
        assert_eq!(complete(&at("资"), is_list).0, at("资料/"));
        assert_eq!(complete(&at("说"), is_list), (at("说"), Vec::new()));
        assert_eq!(complete(&at(""), is_list).1.len(), 3);
    }
}
