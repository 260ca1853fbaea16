//! The dictionary of a packed index: a sorted list. What a text has is found by narrowing a range of it.

use crate::error::LoadError;
use crate::index::bytes::{u8_at, u16_at, u32_at};

mod starts;

/// An unpacked list.
#[derive(Debug, Clone)]
pub(crate) struct List {
    /// All terms, one behind the other.
    text: Vec<u8>,
    terms: Vec<Term>,
    /// The start table: for each pair of characters, the first term that begins with it and the one behind the last.
    starts: Vec<u8>,
}

/// One term.
#[derive(Debug, Clone, Copy)]
struct Term {
    /// Where its text begins.
    at: u32,
    /// Length in bytes.
    len: u16,
    /// Number of its record.
    number: u16,
}

impl List {
    /// Unpacks [`crate::layout::Section::TermList`], without an allocation of its own for any term.
    pub(in crate::index) fn unpack(list: &[u8]) -> Result<List, LoadError> {
        let faulty = |reason: &str| LoadError::Section { section: "term list", reason: reason.to_owned() };
        let count = u32_at(list, 0) as usize;
        let numbers = count.checked_mul(2).and_then(|len| list.len().checked_sub(len));
        let numbers = numbers.ok_or_else(|| faulty("it is shorter than its numbers"))?;
        let mut text: Vec<u8> = Vec::with_capacity(2 * list.len());
        let mut terms: Vec<Term> = Vec::with_capacity(count);
        let mut pairs: Vec<([char; 2], [u32; 2])> = Vec::with_capacity(count / 2);
        let (mut at, mut before, mut pair_len) = (4, 0, usize::MAX);
        for number in 0..count {
            let (shared, further) = (usize::from(u8_at(list, at)), usize::from(u8_at(list, at + 1)));
            let bytes = list.get(at + 2..at + 2 + further).ok_or_else(|| faulty("it ends within a term"))?;
            let start = text.len();
            if shared > start - before {
                return Err(faulty("a term shares more than the term before it has"));
            }
            text.extend_from_within(before..before + shared);
            text.extend_from_slice(bytes);
            terms.push(Term { at: start as u32, len: (shared + further) as u16, number: u16_at(list, numbers + 2 * number) });
            // Most terms share the pair with the term before, which then needs no reading.
            if shared < pair_len {
                let pair = leading_pair(&text[start..]);
                pair_len = pair.map_or(usize::MAX, |[first, second]| first.len_utf8() + second.len_utf8());
                pairs.extend(pair.map(|pair| (pair, [number as u32; 2])));
            }
            if let Some((_, [_, end])) = pairs.last_mut().filter(|_| pair_len < usize::MAX) {
                *end = number as u32 + 1;
            }
            before = start;
            at += 2 + further;
        }
        Ok(List { text, terms, starts: starts::build(&pairs) })
    }

    /// Calls `found` with end and record number of every term that begins at `start`, the shortest first.
    #[inline]
    pub(super) fn terms_at(&self, chars: &[char], start: usize, mut found: impl FnMut(usize, u64)) {
        let [first, second, rest @ ..] = &chars[start..] else { return };
        let Some([low, high]) = starts::find(&self.starts, *first, *second) else { return };
        // The terms that begin with the characters read so far, which are `len` bytes.
        let mut range = self.terms.get(low as usize..high as usize).unwrap_or_default();
        let mut len = first.len_utf8() + second.len_utf8();
        let mut end = start + 2;
        let mut rest = rest.iter();
        loop {
            // The term that goes on no further stands first.
            if let [term, longer @ ..] = range
                && usize::from(term.len) == len
            {
                found(end, u64::from(term.number));
                range = longer;
            }
            let Some(character) = rest.next().filter(|_| !range.is_empty()) else { return };
            let mut buffer = [0; 4];
            let bytes = character.encode_utf8(&mut buffer).as_bytes();
            let behind = |term: &Term| self.text(*term).get(len..).unwrap_or_default();
            range = &range[range.partition_point(|term| behind(term) < bytes)..];
            range = &range[..range.partition_point(|term| behind(term).starts_with(bytes))];
            len += bytes.len();
            end += 1;
        }
    }

    /// See [`super::Dictionary::beginning`].
    pub(super) fn beginning(&self, prefix: &str, mut found: impl FnMut(&[u8], u64)) {
        let first = self.terms.partition_point(|term| self.text(*term) < prefix.as_bytes());
        let terms = self.terms.iter().skip(first).map(|term| (self.text(*term), u64::from(term.number)));
        for (text, number) in terms.take_while(|(text, _)| text.starts_with(prefix.as_bytes())) {
            found(text, number);
        }
    }

    fn text(&self, term: Term) -> &[u8] {
        self.text.get(term.at as usize..term.at as usize + usize::from(term.len)).unwrap_or_default()
    }
}

/// The first two characters of a term.
fn leading_pair(term: &[u8]) -> Option<[char; 2]> {
    let mut chars = std::str::from_utf8(term).ok()?.chars();
    Some([chars.next()?, chars.next()?])
}
