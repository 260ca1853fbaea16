//! Finding a query inside a text as people see it: compared folded, told in the text's own characters.

use crate::fold::Folder;
use crate::index::Index;
use crate::span::Span;

/// A folded query.
#[derive(Debug, Clone)]
pub(super) struct Needle {
    chars: Vec<char>,
}

impl Needle {
    /// Folds `query`; white space at its ends and doubled inside does not count.
    pub(super) fn new(index: &Index, query: &str) -> Needle {
        let mut chars: Vec<char> = Vec::new();
        for (character, _) in Folder::new(index, query.trim()) {
            let character = if character.is_whitespace() { ' ' } else { character };
            if character != ' ' || chars.last().is_some_and(|last| *last != ' ') {
                chars.push(character);
            }
        }
        Needle { chars }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Number of folded characters.
    pub(super) fn len(&self) -> u32 {
        self.chars.len() as u32
    }

    /// The folded query.
    pub(super) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// The first place in `text`, and the length of `text`, both in scalar values of `text`.
    ///
    /// A query that begins with a letter or digit matches only where a word begins: `PV` is not in `supply`.
    pub(super) fn find(&self, index: &Index, text: &str) -> Option<(Span, u32)> {
        let folded: Vec<(char, u32)> = Folder::new(index, text).collect();
        let latin = |character: &char| character.is_ascii_alphanumeric();
        let begins_latin = self.chars.first().is_some_and(latin);
        let at = folded.windows(self.chars.len().max(1)).enumerate().position(|(at, window)| {
            let inside = begins_latin && at.checked_sub(1).and_then(|before| folded.get(before)).is_some_and(|(c, _)| latin(c));
            !inside && window.iter().map(|(character, _)| character).eq(&self.chars)
        })?;
        let (_, start) = *folded.get(at)?;
        let (_, last) = *folded.get(at + self.chars.len() - 1)?;
        Some((Span { start, end: last + 1 }, text.chars().count() as u32))
    }
}
