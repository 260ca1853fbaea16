//! Words with typing errors, counted in characters.
//!
//! `fst` has an automaton for them, but it misses Chinese words: two characters that share their first UTF-8 byte
//! shadow each other (BurntSushi/fst, issue 38). This is the edit distance table, of which one row is kept; it
//! gives a text up at the first row that has no hope left, mostly after two or three characters.

/// Finds texts that begin with something at most `errors` insertions, deletions or replacements away from a word.
pub(super) struct Almost {
    word: Vec<char>,
    errors: u8,
    /// The row before any character is read.
    first: Vec<u8>,
    /// The last row and the next, used again and again.
    row: Vec<u8>,
    next: Vec<u8>,
}

impl Almost {
    pub(super) fn new(word: &str, errors: u8) -> Almost {
        let word: Vec<char> = word.chars().collect();
        // One more than allowed is as bad as any: the numbers stay small.
        let first = (0..=word.len()).map(|at| u8::try_from(at).unwrap_or(u8::MAX).min(errors + 1)).collect();
        Almost { word, errors, first, row: Vec::new(), next: Vec::new() }
    }

    /// Whether some beginning of `text` is that near.
    pub(super) fn begins(&mut self, text: &str) -> bool {
        // Too short to be near any beginning; so a query longer than every term costs nothing.
        if text.len() + usize::from(self.errors) < self.word.len() {
            return false;
        }
        self.row.clone_from(&self.first);
        for character in text.chars() {
            self.step(character);
            if self.row.last().is_some_and(|errors| *errors <= self.errors) {
                return true;
            }
            if self.row.iter().all(|errors| *errors > self.errors) {
                return false;
            }
        }
        false
    }

    /// Makes the next row of the table, once `character` is read.
    fn step(&mut self, character: char) {
        let most = self.errors + 1;
        let mut left = self.row.first().map_or(most, |above| (above + 1).min(most));
        self.next.clear();
        self.next.push(left);
        for (known, pair) in self.word.iter().zip(self.row.windows(2)) {
            let &[diagonal, above] = pair else { break };
            let replaced = diagonal + u8::from(*known != character);
            left = replaced.min(above + 1).min(left + 1).min(most);
            self.next.push(left);
        }
        std::mem::swap(&mut self.row, &mut self.next);
    }
}

#[cfg(test)]
mod tests {
    use super::Almost;
    use proptest::prelude::*;

    /// What a plain table says of some beginning of `text`.
    fn plainly(word: &str, text: &str, errors: usize) -> bool {
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        ends.skip(1).any(|end| strsim::levenshtein(word, &text[..end]) <= errors)
    }

    proptest! {
        #[test]
        fn it_finds_what_a_plain_table_finds(word in "[光伏付组件aé😀]{3,7}", texts in prop::collection::vec("[光伏付组件aé😀]{1,9}", 1..20), errors in 1_u8..=2) {
            let mut almost = Almost::new(&word, errors);
            for text in &texts {
                prop_assert_eq!(almost.begins(text), plainly(&word, text, usize::from(errors)), "{} {}", &word, text);
            }
        }
    }
}
