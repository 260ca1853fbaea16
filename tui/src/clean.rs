//! Texts from outside on their way to a terminal: nothing in them may steer it.

use std::io::{self, Write};

/// Stands where a character was that must not be printed.
const PLACEHOLDER: char = '\u{FFFD}';

/// Whether `character` could steer a terminal or turn the order of the text around it.
pub(crate) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The character to print for one of a text: line breaks and tabs become spaces.
pub(crate) fn character(character: char) -> char {
    match character {
        '\n' | '\r' | '\t' => ' ',
        character if is_unsafe(character) => PLACEHOLDER,
        character => character,
    }
}

/// A text in one line, safe to print.
pub(crate) fn line(text: &str) -> String {
    text.chars().map(character).collect()
}

/// Passes text on to a terminal without the bytes that could steer it. Line breaks and tabs stay.
pub(crate) struct Clean<W> {
    inner: W,
    /// The beginning of a character whose rest has not been written yet.
    rest: Vec<u8>,
}

impl<W: Write> Clean<W> {
    pub(crate) fn new(inner: W) -> Clean<W> {
        Clean { inner, rest: Vec::new() }
    }
}

impl<W: Write> Write for Clean<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend_from_slice(bytes);
        let mut cleaned = String::with_capacity(self.rest.len());
        let mut kept = 0;
        let mut chunks = self.rest.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            // Carriage returns are dropped: a text could write over its own line, and lines of ours end well without.
            cleaned.extend(chunk.valid().chars().filter(|c| *c != '\r').map(|c| match c {
                '\n' | '\t' => c,
                c if is_unsafe(c) => PLACEHOLDER,
                c => c,
            }));
            if !chunk.invalid().is_empty() {
                let unfinished = std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
                if chunks.peek().is_none() && unfinished {
                    kept = chunk.invalid().len();
                } else {
                    cleaned.push(PLACEHOLDER);
                }
            }
        }
        self.rest.drain(..self.rest.len() - kept);
        self.inner.write_all(cleaned.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that cannot go on should stop there.
mod tests {
    use super::Clean;
    use proptest::prelude::*;
    use std::io::Write;

    proptest! {
        #[test]
        fn nothing_that_steers_a_terminal_passes_however_it_is_cut(bytes in prop::collection::vec(prop_oneof![Just(0x1b_u8), Just(0xc2), Just(0x9b), Just(0xe4), Just(0xbc), Just(0x8f), any::<u8>()], 0..60), cut in 0_usize..60) {
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            let mut out = Vec::new();
            let mut clean = Clean::new(&mut out);
            clean.write_all(first).unwrap();
            clean.write_all(second).unwrap();
            let printed = String::from_utf8(out).unwrap();
            prop_assert!(!printed.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
        }
    }

    #[test]
    fn texts_pass_unharmed() {
        let text = "光伏组件\t生产，LED灯😀\n";
        for cut in 0..=text.len() {
            let mut out = Vec::new();
            let mut clean = Clean::new(&mut out);
            let (first, second) = text.as_bytes().split_at(cut);
            clean.write_all(first).unwrap();
            clean.write_all(second).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), text);
        }
    }
}
