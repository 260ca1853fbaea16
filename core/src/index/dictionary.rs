//! The term dictionary: which terms begin at a place of a text, and which begin with a word.
//!
//! It comes in two forms that answer alike. A plain index holds a double array that is read where it lies: opening
//! costs nothing. A packed index holds a list of half the size that is unpacked when it is opened: a few
//! milliseconds, once. A program reads both; with the feature `packed`, it reads only the list, because a web
//! page would download the other's reader for nothing.

use super::layout;
use crate::error::LoadError;

mod list;
#[cfg(not(feature = "packed"))]
mod trie;

pub(super) use list::List;
#[cfg(not(feature = "packed"))]
pub(super) use trie::{Sections, Trie};

/// The dictionary of an index.
pub(crate) enum Dictionary<'i> {
    #[cfg(not(feature = "packed"))]
    Trie(Trie<'i>),
    List(&'i List),
}

/// A place of a text and the slot that its first two characters lead to.
type Start = (u32, [u8; layout::SLOT]);

/// Buffers of [`Dictionary::terms_in`], used again and again.
#[derive(Debug, Default)]
#[cfg_attr(feature = "packed", allow(dead_code))]
pub(crate) struct Scratch {
    /// What the dictionary calls each character.
    labels: Vec<u16>,
    /// Where terms may begin.
    starts: Vec<Start>,
}

impl Dictionary<'_> {
    /// Calls `found` with start, end and record number of every term in `chars`, in the order of their starts, the
    /// shortest first.
    #[inline]
    #[cfg_attr(feature = "packed", allow(unused_variables))]
    pub(crate) fn terms_in(&self, chars: &[char], scratch: &mut Scratch, mut found: impl FnMut(usize, usize, u64)) {
        match self {
            #[cfg(not(feature = "packed"))]
            Dictionary::Trie(trie) => trie.terms_in(chars, scratch, found),
            Dictionary::List(list) => {
                for start in 0..chars.len() {
                    list.terms_at(chars, start, |end, number| found(start, end, number));
                }
            }
        }
    }

    /// Calls `found` with every term that begins with `prefix` and its record number, in order.
    pub(crate) fn beginning(&self, prefix: &str, found: impl FnMut(&[u8], u64)) {
        match self {
            #[cfg(not(feature = "packed"))]
            Dictionary::Trie(trie) => trie.beginning(prefix, found),
            Dictionary::List(list) => list.beginning(prefix, found),
        }
    }

    /// Reads every term: each is text, stands behind the one before, names one of so many records, and is found
    /// where a text has it.
    pub(super) fn verify(&self, records: usize) -> Result<(), LoadError> {
        let mut fault = None;
        let mut before: Vec<u8> = Vec::new();
        let (mut chars, mut scratch) = (Vec::new(), Scratch::default());
        self.beginning("", |term, number| {
            let mut check = || {
                let text = std::str::from_utf8(term).map_err(|_| "a term is not UTF-8")?;
                if !before.is_empty() && *before >= *term {
                    return Err("its terms are not in order");
                }
                if usize::try_from(number).is_ok_and(|number| number >= records) {
                    return Err("a term names a record that is not there");
                }
                chars.clear();
                chars.extend(text.chars());
                // A term that is a single character is looked up, but never looked for in a text.
                if chars.len() > 1 {
                    let mut met = false;
                    self.terms_in(&chars, &mut scratch, |start, end, found| met |= (start, end, found) == (0, chars.len(), number));
                    if !met {
                        return Err("a term is not found where it stands");
                    }
                }
                Ok(())
            };
            fault = fault.or(check().err());
            before.clear();
            before.extend_from_slice(term);
        });
        match fault {
            Some(reason) => Err(LoadError::Section { section: "terms", reason: reason.to_owned() }),
            None => Ok(()),
        }
    }
}
