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
            cleaned
                .extend(chunk.valid().chars().map(|c| if is_unsafe(c) && c != '\n' && c != '\t' && c != '\r' { PLACEHOLDER } else { c }));
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
