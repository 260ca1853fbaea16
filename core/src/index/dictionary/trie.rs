//! The dictionary of a plain index: a double array over characters, read where it lies.
//!
//! Each character of a term has a label, a small number. From a slot, the child under a label stands that many
//! slots behind the slot's base, and says so by bearing the label itself. No two different sets of children share a
//! base, so that this one comparison suffices; equal ones do, which is why the array is small.

use super::{Scratch, Start};
use crate::index::bytes::u16_at;
use crate::index::layout::{LINK, SLOT};

/// An opened double array.
pub(crate) struct Trie<'i> {
    slots: &'i [[u8; SLOT]],
    links: &'i [u8],
    pages: &'i [u8],
    labels: &'i [[u8; 2]],
    alphabet: &'i [u8],
}

/// The sections that a double array is read from.
pub(in crate::index) struct Sections<'i> {
    pub(in crate::index) slots: &'i [u8],
    pub(in crate::index) links: &'i [u8],
    pub(in crate::index) pages: &'i [u8],
    pub(in crate::index) labels: &'i [u8],
    pub(in crate::index) alphabet: &'i [u8],
}

/// One slot.
#[derive(Clone, Copy)]
struct Slot {
    base: u32,
    label: u16,
    /// The number of a term's record plus one; 0 where no term ends.
    number: u16,
}

/// The slot of the root.
const ROOT: usize = 0;
/// What a free slot says.
const NOTHING: [u8; SLOT] = [u8::MAX; SLOT];
/// No term is longer, in characters: in a damaged index, slots could lead to each other.
const LONGEST: usize = 255;

impl<'i> Trie<'i> {
    /// Opens the array; `None` when there is none.
    pub(in crate::index) fn new(sections: &Sections<'i>) -> Option<Trie<'i>> {
        let slots = sections.slots.as_chunks().0;
        let labels = sections.labels.as_chunks().0;
        let Sections { links, pages, alphabet, .. } = *sections;
        (!slots.is_empty()).then_some(Trie { slots, links, pages, labels, alphabet })
    }

    #[inline]
    fn label_of(&self, character: char) -> u16 {
        let code = character as usize;
        // Page 0 is empty, so that characters of no page need no branch of their own.
        let page = usize::from(self.pages.get(code >> 8).copied().unwrap_or(0));
        self.labels.get(256 * page + (code & 255)).map_or(0, |label| u16::from_le_bytes(*label))
    }

    /// See [`super::Dictionary::terms_in`].
    #[inline]
    pub(super) fn terms_in(&self, chars: &[char], scratch: &mut Scratch, mut found: impl FnMut(usize, usize, u64)) {
        let Scratch { labels, starts } = scratch;
        labels.clear();
        labels.extend(chars.iter().map(|character| self.label_of(*character)));
        for (start, slot) in self.starts(labels, starts) {
            let start = *start as usize;
            let mut slot = Slot::read(*slot);
            for end in start + 2.. {
                if slot.number > 0 {
                    found(start, end, u64::from(slot.number) - 1);
                }
                let Some(child) = labels.get(end).and_then(|label| self.child(slot, *label)) else { break };
                slot = child;
            }
        }
    }

    /// Where a pair of characters stands that begins a term; a single character is no term of a text (除 alone excludes
    /// nothing). No branch of this loop depends on what is found, which no processor could foretell.
    fn starts<'s>(&self, labels: &[u16], starts: &'s mut Vec<Start>) -> &'s [Start] {
        starts.resize(labels.len().max(starts.len()), (0, [0; SLOT]));
        let root = self.root();
        let mut len = 0;
        for (start, pair) in labels.windows(2).enumerate() {
            let first = self.slot(root.place(pair[0]));
            let bytes = self.slots.get(first.place(pair[1])).copied().unwrap_or(NOTHING);
            starts[len] = (start as u32, bytes);
            len += usize::from(first.label == pair[0]) & usize::from(Slot::read(bytes).label == pair[1]);
        }
        &starts[..len]
    }

    /// See [`super::Dictionary::beginning`].
    pub(super) fn beginning(&self, prefix: &str, mut found: impl FnMut(&[u8], u64)) {
        let (mut at, mut slot) = (ROOT, self.root());
        for character in prefix.chars() {
            let label = self.label_of(character);
            let Some(child) = self.child(slot, label) else { return };
            (at, slot) = (slot.place(label), child);
        }
        self.walk(at, &mut prefix.to_owned(), LONGEST, &mut found);
    }

    /// Calls `found` with `term`, which leads to the slot `at`, if it is one, and with all that begin with it.
    fn walk(&self, at: usize, term: &mut String, further: usize, found: &mut impl FnMut(&[u8], u64)) {
        let slot = self.slot(at);
        if slot.number > 0 {
            found(term.as_bytes(), u64::from(slot.number) - 1);
        }
        let mut label = u16_at(self.links, LINK * at);
        while label > 0 && further > 0 {
            let (len, child) = (term.len(), slot.place(label));
            term.extend(char::from_u32(u32::from(u16_at(self.alphabet, 2 * usize::from(label)))));
            self.walk(child, term, further - 1, found);
            term.truncate(len);
            // Siblings stand in order.
            label = Some(u16_at(self.links, LINK * child + 2)).filter(|next| *next > label).unwrap_or(0);
        }
    }

    #[inline]
    fn root(&self) -> Slot {
        self.slot(ROOT)
    }

    /// The slot at `at`; past the last, a free one.
    #[inline]
    fn slot(&self, at: usize) -> Slot {
        Slot::read(self.slots.get(at).copied().unwrap_or(NOTHING))
    }

    /// The child of `slot` under `label`.
    #[inline]
    fn child(&self, slot: Slot, label: u16) -> Option<Slot> {
        Some(self.slot(slot.place(label))).filter(|child| child.label == label)
    }
}

impl Slot {
    #[inline]
    fn read(bytes: [u8; SLOT]) -> Slot {
        let word = u64::from_le_bytes(bytes);
        Slot { base: word as u32, label: (word >> 32) as u16, number: (word >> 48) as u16 }
    }

    /// Where the child under `label` stands, if there is one.
    #[inline]
    fn place(self, label: u16) -> usize {
        (self.base as usize).saturating_add(usize::from(label))
    }
}
