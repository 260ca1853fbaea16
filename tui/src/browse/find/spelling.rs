//! A second look when nothing is spelt as it was typed: English words with an error or two, one word of
//! several, pinyin with a letter missing.

use greencat_core::Code;
use strsim::{jaro_winkler, osa_distance};

use super::super::atlas::Atlas;
use super::{Hit, Kind};

/// Letters that may be wrong in a word of this length: in a short one every letter counts.
fn errors(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// How well `word` answers to what was typed: 100 as it is, less with errors; `None` when it is another word.
fn alike(typed: &str, word: &str) -> Option<i32> {
    if word.starts_with(typed) {
        return Some(if word.len() == typed.len() { 100 } else { 90 });
    }
    let allowed = errors(typed.len());
    // The word may still be being typed: its beginning is compared too.
    let beginning = word.get(..typed.len()).unwrap_or(word);
    let distance = osa_distance(typed, word).min(osa_distance(typed, beginning));
    (distance <= allowed).then(|| 40 + (30.0 * jaro_winkler(typed, word)) as i32)
}

/// Entries whose English name has the words of `query`, misspelt or only some of them; the rarer the word the
/// better the hit.
pub(super) fn english(atlas: &Atlas, query: &str) -> Vec<Hit> {
    let query = query.to_lowercase();
    let typed: Vec<&str> = query.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| word.len() >= 3).collect();
    if typed.is_empty() {
        return Vec::new();
    }
    let mut hits = Vec::new();
    for node in atlas.nodes() {
        let name = node.name_en.to_ascii_lowercase();
        let words = || name.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| word.len() >= 3);
        let found: Vec<(i32, &str)> = typed
            .iter()
            .filter_map(|typed| words().filter_map(|word| Some((alike(typed, word)?, word))).max_by_key(|(likeness, _)| *likeness))
            .collect();
        let Some((_, best)) = found.iter().max_by_key(|(likeness, _)| *likeness) else { continue };
        if found.len() * 2 < typed.len() {
            continue;
        }
        // Lower case keeps the places of the letters.
        let start = name.find(best).map_or(0, |at| name[..at].chars().count());
        let likeness: i32 = found.iter().map(|(likeness, _)| likeness).sum::<i32>() / typed.len() as i32;
        let level = if node.code.level() == 3 { 5 } else { 0 };
        hits.push(Hit {
            code: node.code,
            kind: Kind::Similar,
            text: node.name_en.clone(),
            range: start..start + best.chars().count(),
            score: 200 + likeness + level,
        });
    }
    hits
}

/// Words whose pinyin, which stands behind each, is nearly what was typed.
pub(super) fn pinyin<'a>(words: impl Iterator<Item = (Code, &'a str, &'a str)>, letters: &str) -> Vec<Hit> {
    let allowed = if letters.len() < 6 { 0 } else { errors(letters.len()) };
    let mut hits = Vec::new();
    for (code, text, sounds) in words.filter(|_| allowed > 0) {
        if sounds.len().abs_diff(letters.len()) > allowed {
            continue;
        }
        let distance = osa_distance(letters, sounds);
        if distance <= allowed {
            let range = 0..text.chars().count();
            hits.push(Hit { code, kind: Kind::Similar, text: text.to_owned(), range, score: 300 - 20 * distance as i32 });
        }
    }
    hits
}
