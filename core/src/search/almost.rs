//! An automaton for words with typing errors, counted in characters.
//!
//! `fst` has one of its own, but it misses Chinese words: two characters that share their first UTF-8 byte
//! shadow each other (BurntSushi/fst, issue 38). This one keeps the last row of the edit distance table
//! and the bytes of the character that is not complete yet.

use fst::Automaton;

/// Accepts every text that begins with something at most `errors` insertions, deletions or replacements away
/// from the word.
pub(super) struct Almost {
    word: Vec<char>,
    errors: u8,
}

impl Almost {
    pub(super) fn new(word: &str, errors: u8) -> Almost {
        Almost { word: word.chars().collect(), errors }
    }

    /// The next row of the table, once `character` is read.
    fn step(&self, row: &[u8], character: char) -> Vec<u8> {
        let mut next: Vec<u8> = Vec::with_capacity(row.len());
        next.push(row.first().copied().unwrap_or(0).saturating_add(1));
        for (known, pair) in self.word.iter().zip(row.windows(2)) {
            let (Some(left), &[diagonal, above]) = (next.last().copied(), pair) else { break };
            let replaced = diagonal + u8::from(*known != character);
            // One more than allowed is as bad as any: the numbers stay small.
            next.push(replaced.min(above + 1).min(left + 1).min(self.errors + 1));
        }
        next
    }

    fn reached(&self, row: &[u8]) -> bool {
        row.last().is_some_and(|errors| *errors <= self.errors)
    }
}

/// Where reading stands.
#[derive(Clone)]
pub(super) enum Reading {
    /// A beginning matched: the rest may be anything.
    Reached,
    /// The last row, and the bytes read of the next character.
    Row { row: Vec<u8>, bytes: [u8; 4], len: usize },
}

impl Automaton for Almost {
    type State = Reading;

    fn start(&self) -> Reading {
        let row = (0..=self.word.len()).map(|at| u8::try_from(at).unwrap_or(u8::MAX).min(self.errors + 1)).collect();
        Reading::Row { row, bytes: [0; 4], len: 0 }
    }

    fn is_match(&self, state: &Reading) -> bool {
        matches!(state, Reading::Reached)
    }

    fn can_match(&self, state: &Reading) -> bool {
        match state {
            Reading::Reached => true,
            Reading::Row { row, .. } => row.iter().any(|errors| *errors <= self.errors),
        }
    }

    fn will_always_match(&self, state: &Reading) -> bool {
        matches!(state, Reading::Reached)
    }

    fn accept(&self, state: &Reading, byte: u8) -> Reading {
        let Reading::Row { row, mut bytes, len } = state.clone() else { return Reading::Reached };
        let Some(slot) = bytes.get_mut(len) else { return Reading::Row { row: Vec::new(), bytes, len } };
        *slot = byte;
        let read = bytes.get(..=len).and_then(|read| std::str::from_utf8(read).ok());
        let Some(character) = read.and_then(|read| read.chars().next()) else {
            return Reading::Row { row, bytes, len: len + 1 };
        };
        let row = self.step(&row, character);
        if self.reached(&row) { Reading::Reached } else { Reading::Row { row, bytes: [0; 4], len: 0 } }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that cannot go on should stop there.
mod tests {
    use super::Almost;
    use fst::{IntoStreamer, Set};
    use proptest::prelude::*;

    /// What a plain table says of some beginning of `text`.
    fn plainly(word: &str, text: &str, errors: usize) -> bool {
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        ends.skip(1).any(|end| strsim::levenshtein(word, &text[..end]) <= errors)
    }

    proptest! {
        #[test]
        fn it_finds_what_a_plain_table_finds(word in "[光伏付组件aé😀]{3,7}", texts in prop::collection::btree_set("[光伏付组件aé😀]{1,9}", 1..20), errors in 1_u8..=2) {
            let set = Set::from_iter(&texts).unwrap();
            let found = set.search(Almost::new(&word, errors)).into_stream().into_strs().unwrap();
            let expected: Vec<&String> = texts.iter().filter(|text| plainly(&word, text, usize::from(errors))).collect();
            prop_assert_eq!(found.iter().collect::<Vec<_>>(), expected);
        }
    }
}
