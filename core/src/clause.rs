//! Splitting: windows of a text, clauses with their brackets taken out.
//!
//! A *window* is a stretch of text that ends at a clause mark outside of brackets. Inside a window each
//! *passage* is one clause, or one clause of a bracket's content. The passages of a window hold every
//! folded character of it but the brackets and the clause marks.

use std::ops::Range;

use crate::fold::Folder;
use crate::words::Words;

/// A window is cut at this many characters even without a clause mark, so that memory stays flat: real
/// clauses of registrations are under 300 characters.
const WINDOW: usize = 4096;
/// Brackets nested deeper than this separate like commas.
const DEPTH: usize = 3;

/// How a bracket begins that tells what is not meant.
const EXCLUDES: Words = Words::new(&["不含", "不包括", "除"]);

/// Headings of a registration's sections; a clause of its own begins with each, whatever stands before it.
const HEADINGS: Words = Words::new(&["一般项目", "许可项目", "一般经营项目", "许可经营项目"]);

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
    /// Part of a word that may be the first of a section's heading.
    Heading,
}

/// The mark of a folded character.
fn mark(character: char) -> Mark {
    // Behind the last of the marks stands nearly every character of a text.
    if character > '〕' {
        return if HEADINGS.may_start(character) { Mark::Heading } else { Mark::Text };
    }
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

/// Characters with what is known of each, used again and again.
#[derive(Debug, Default)]
struct Run {
    chars: Vec<char>,
    /// The scalar value of the caller's text it came from.
    source: Vec<u32>,
    /// The places of those that are more than [`Mark::Text`].
    marks: Vec<(usize, Mark)>,
}

impl Run {
    fn clear(&mut self) {
        self.chars.clear();
        self.source.clear();
        self.marks.clear();
    }

    fn push(&mut self, character: char, source: u32, mark: Mark) {
        if mark != Mark::Text {
            self.marks.push((self.chars.len(), mark));
        }
        self.chars.push(character);
        self.source.push(source);
    }

    /// Appends a range of another run without its marks.
    fn extend(&mut self, other: &Run, range: Range<usize>) {
        self.chars.extend_from_slice(&other.chars[range.clone()]);
        self.source.extend_from_slice(&other.source[range]);
    }
}

/// The buffers of a window, used again and again.
#[derive(Debug, Default)]
pub(crate) struct Window {
    raw: Run,
    /// For each raw mark that opens a bracket, the raw position where it closes.
    closing: Vec<usize>,
    /// The passages' characters, one passage after the other.
    text: Run,
    /// The passages; a bracket's come after the clause that holds it.
    pub(crate) passages: Vec<Passage>,
}

impl Window {
    /// The folded characters, passages one after the other.
    pub(crate) fn chars(&self) -> &[char] {
        &self.text.chars
    }

    /// For each of them, the scalar value of the caller's text it came from.
    pub(crate) fn source(&self) -> &[u32] {
        &self.text.source
    }

    /// The places of those that are more than [`Mark::Text`].
    pub(crate) fn marks(&self) -> &[(usize, Mark)] {
        &self.text.marks
    }

    /// Fills the window with the next stretch of text; `false` at the end of it.
    pub(crate) fn fill(&mut self, folder: &mut Folder<'_, '_>) -> bool {
        self.raw.clear();
        self.text.clear();
        self.passages.clear();
        let mut depth = 0_usize;
        // Whether it is a single passage, as most are.
        let mut plain = true;
        for (character, source) in folder.by_ref() {
            let mark = mark(character);
            self.raw.push(character, source, mark);
            match mark {
                Mark::Open => {
                    depth += 1;
                    plain = false;
                }
                Mark::Close => depth = depth.saturating_sub(1),
                Mark::Heading => plain = false,
                Mark::Clause if depth == 0 => break,
                _ => {}
            }
            if self.raw.chars.len() >= WINDOW {
                break;
            }
        }
        let len = self.raw.chars.len();
        if len == 0 {
            return false;
        }
        if plain {
            std::mem::swap(&mut self.raw, &mut self.text);
            let clause = self.text.marks.last().is_some_and(|(at, mark)| (at + 1, *mark) == (len, Mark::Clause));
            let end = len - usize::from(clause);
            if end > 0 {
                self.passages.push(Passage { start: 0, end, anchor: None });
            }
        } else {
            self.match_brackets();
            self.lay_out(0..len, None, 0);
        }
        true
    }

    /// Finds the partner of each opening bracket; `usize::MAX` for those without one.
    fn match_brackets(&mut self) {
        let Run { chars, marks, .. } = &self.raw;
        self.closing.clear();
        self.closing.resize(marks.len(), usize::MAX);
        let mut open: Vec<usize> = Vec::new();
        for (number, (at, mark)) in marks.iter().enumerate() {
            match mark {
                Mark::Open => open.push(number),
                Mark::Close => {
                    if let Some(partner) = open.pop() {
                        self.closing[partner] = *at;
                    }
                }
                _ => {}
            }
        }
        // A list of what is not meant that was cut off: （不含危险废物、医疗垃圾...
        for number in open {
            if EXCLUDES.begin(chars, marks[number].0 + 1) {
                let clause = marks[number..].iter().find(|(_, mark)| *mark == Mark::Clause);
                self.closing[number] = clause.map_or(chars.len(), |(at, _)| *at) - 1;
            }
        }
    }

    /// Lays a range of raw characters out as passages, bracket contents after their clause.
    fn lay_out(&mut self, range: Range<usize>, anchor: Option<usize>, depth: usize) {
        let after = |marks: &[(usize, Mark)], at: usize| marks.partition_point(|(place, _)| *place < at);
        let mut brackets: Vec<(usize, Range<usize>)> = Vec::new();
        let mut start = self.text.chars.len();
        let mut at = range.start;
        let mut number = after(&self.raw.marks, at);
        loop {
            let next = self.raw.marks.get(number).filter(|(place, _)| *place < range.end);
            let (place, mark) = *next.unwrap_or(&(range.end, Mark::Clause));
            // Where it will stand, behind what is not yet copied.
            let end = self.text.chars.len() + (place - at);
            let heading = mark == Mark::Heading && end > start && HEADINGS.begin(&self.raw.chars, place);
            let closing = self.closing.get(number).filter(|closing| mark == Mark::Open && **closing < range.end && depth < DEPTH);
            if mark != Mark::Clause && !heading && closing.is_none() {
                self.text.marks.push((end, mark));
                number += 1;
                continue;
            }
            self.text.extend(&self.raw, at..place);
            if let Some(closing) = closing {
                brackets.push((end.saturating_sub(1).max(start), place + 1..*closing));
                at = closing + 1;
                number = after(&self.raw.marks, at);
                continue;
            }
            if end > start {
                self.passages.push(Passage { start, end, anchor });
            }
            for (anchor, content) in brackets.drain(..) {
                self.lay_out(content, Some(anchor), depth + 1);
            }
            if place == range.end {
                return;
            }
            start = self.text.chars.len();
            // A clause mark is left out; a heading begins the next passage.
            let left_out = usize::from(mark == Mark::Clause);
            at = place + left_out;
            number += left_out;
        }
    }
}
