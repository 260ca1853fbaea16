//! Splitting: windows of a text, clauses with their brackets taken out.
//!
//! A *window* is a stretch of text that ends at a clause mark outside of brackets. Inside a window each
//! *passage* is one clause, or one clause of a bracket's content. The passages of a window hold every
//! folded character of it but the brackets and the clause marks.

use crate::fold::Folder;

/// A window is cut at this many characters even without a clause mark, so that memory stays flat: real
/// clauses of registrations are under 300 characters.
const WINDOW: usize = 4096;
/// Brackets nested deeper than this separate like commas.
const DEPTH: usize = 3;

/// How a bracket begins that tells what is not meant.
const EXCLUDES: [&str; 3] = ["不含", "不包括", "除"];

/// Headings of a registration's sections; a clause of its own begins with each, whatever stands before it.
const HEADINGS: [&str; 4] = ["一般项目", "许可项目", "一般经营项目", "许可经营项目"];

/// What a folded character does to the structure of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Part of a word.
    Text,
    /// Ends a clause: ； 。 line breaks.
    Clause,
    /// Separates the items of a list: 、 and the like.
    List,
    /// Separates as a comma does; weaker than [`Mark::Clause`], stronger than [`Mark::List`].
    Comma,
    /// Introduces a list: the item before it is a head.
    Colon,
    /// A bracket opens.
    Open,
    /// A bracket closes.
    Close,
}

/// The mark of a folded character.
pub(crate) fn mark(character: char) -> Mark {
    match character {
        ';' | '。' | '\n' | '\r' | '!' | '?' | '※' | '*' | '●' | '■' | '◆' | '^' | '|' => Mark::Clause,
        '、' | '/' | ' ' | '\t' | '\\' | '·' | '+' | '&' => Mark::List,
        ',' => Mark::Comma,
        ':' => Mark::Colon,
        '(' | '[' | '{' | '【' | '〔' | '〈' => Mark::Open,
        ')' | ']' | '}' | '】' | '〕' | '〉' => Mark::Close,
        _ => Mark::Text,
    }
}

/// A clause in the window's buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Passage {
    /// First character in [`Window::chars`].
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
    /// For the content of a bracket: where in the buffer the bracket stood.
    pub(crate) anchor: Option<usize>,
}

/// The buffers of a window, used again and again.
#[derive(Debug, Default)]
pub(crate) struct Window {
    raw: Vec<(char, u32)>,
    /// For each raw position that opens a bracket, where it closes.
    closing: Vec<usize>,
    /// The folded characters, passages one after the other.
    pub(crate) chars: Vec<char>,
    /// For each of them, the scalar value of the caller's text it came from.
    pub(crate) source: Vec<u32>,
    /// The passages; a bracket's come after the clause that holds it.
    pub(crate) passages: Vec<Passage>,
}

impl Window {
    /// Fills the window with the next stretch of text; `false` at the end of it.
    pub(crate) fn fill(&mut self, folder: &mut Folder<'_, '_>) -> bool {
        self.raw.clear();
        let mut depth = 0_usize;
        for (character, source) in folder.by_ref() {
            let mark = mark(character);
            self.raw.push((character, source));
            match mark {
                Mark::Open => depth += 1,
                Mark::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            if (mark == Mark::Clause && depth == 0) || self.raw.len() >= WINDOW {
                break;
            }
        }
        self.chars.clear();
        self.source.clear();
        self.passages.clear();
        if self.raw.is_empty() {
            return false;
        }
        self.match_brackets();
        self.lay_out(0, self.raw.len(), None, 0);
        true
    }

    /// Finds the partner of each opening bracket; `usize::MAX` for those without one.
    fn match_brackets(&mut self) {
        self.closing.clear();
        self.closing.resize(self.raw.len(), usize::MAX);
        let mut open: Vec<usize> = Vec::new();
        for at in 0..self.raw.len() {
            match mark(self.raw[at].0) {
                Mark::Open => open.push(at),
                Mark::Close => {
                    if let Some(partner) = open.pop() {
                        self.closing[partner] = at;
                    }
                }
                _ => {}
            }
        }
        // A list of what is not meant that was cut off: （不含危险废物、医疗垃圾...
        for start in open {
            if EXCLUDES.iter().any(|word| self.follows(start + 1, word)) {
                let ends = |at: &usize| mark(self.raw[*at].0) == Mark::Clause;
                self.closing[start] = (start..self.raw.len()).find(ends).unwrap_or(self.raw.len()) - 1;
            }
        }
    }

    /// Whether `word` stands at the raw position `at`.
    fn follows(&self, at: usize, word: &str) -> bool {
        let mut raw = self.raw.iter().skip(at).map(|raw| raw.0);
        word.chars().all(|character| raw.next() == Some(character))
    }

    /// Lays the raw characters `from..to` out as passages, bracket contents after their clause.
    fn lay_out(&mut self, from: usize, to: usize, anchor: Option<usize>, depth: usize) {
        let mut brackets: Vec<(usize, usize, usize)> = Vec::new();
        let mut start = self.chars.len();
        let mut at = from;
        while at <= to {
            let heading = self.chars.len() > start && HEADINGS.iter().any(|word| self.follows(at, word));
            let ends = at == to || heading || mark(self.raw[at].0) == Mark::Clause;
            if ends {
                if self.chars.len() > start {
                    self.passages.push(Passage { start, end: self.chars.len(), anchor });
                }
                for (anchor, from, to) in brackets.drain(..) {
                    self.lay_out(from, to, Some(anchor), depth + 1);
                }
                start = self.chars.len();
                if !heading {
                    at += 1;
                    continue;
                }
            }
            let (character, source) = self.raw[at];
            let closing = self.closing[at];
            if closing < to && mark(character) == Mark::Open && depth < DEPTH {
                brackets.push((self.chars.len().saturating_sub(1).max(start), at + 1, closing));
                at = closing + 1;
                continue;
            }
            self.chars.push(character);
            self.source.push(source);
            at += 1;
        }
    }
}
