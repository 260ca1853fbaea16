//! The dictionary of a plain index: an `fst` map, entered through its start table and read where it lies.

use fst::raw::{Fst, Node, Output};
use fst::{IntoStreamer, Streamer};

use crate::index::starts;

/// An opened automaton.
pub(crate) struct Automaton<'i> {
    fst: Fst<&'i [u8]>,
    starts: &'i [u8],
}

impl<'i> Automaton<'i> {
    /// Opens the map; `None` when `terms` is none.
    pub(super) fn new(terms: &'i [u8], starts: &'i [u8]) -> Option<Automaton<'i>> {
        Some(Automaton { fst: Fst::new(terms).ok()?, starts })
    }

    /// See [`super::Dictionary::terms_at`].
    #[inline]
    pub(super) fn terms_at(&self, chars: &[char], start: usize, mut found: impl FnMut(usize, u64)) {
        let [first, second, rest @ ..] = &chars[start..] else { return };
        let Some([address, output]) = starts::find(self.starts, *first, *second) else { return };
        let mut node = self.fst.node(address as usize);
        let mut output = Output::new(u64::from(output));
        let mut end = start + 2;
        let mut rest = rest.iter();
        loop {
            if node.is_final() {
                found(end, output.cat(node.final_output()).value());
            }
            match rest.next() {
                Some(character) if self.step(&mut node, &mut output, *character) => end += 1,
                _ => return,
            }
        }
    }

    /// See [`super::Dictionary::beginning`].
    pub(super) fn beginning(&self, prefix: &str, mut found: impl FnMut(&[u8], u64)) {
        let mut terms = self.fst.range().ge(prefix).into_stream();
        while let Some((term, number)) = terms.next() {
            if !term.starts_with(prefix.as_bytes()) {
                return;
            }
            found(term, number.value());
        }
    }

    /// Follows the bytes of `character`; `false` where the dictionary has no such term.
    fn step<'f>(&'f self, node: &mut Node<'f>, output: &mut Output, character: char) -> bool {
        let mut buffer = [0; 4];
        for byte in character.encode_utf8(&mut buffer).bytes() {
            let Some(number) = node.find_input(byte) else { return false };
            let transition = node.transition(number);
            *output = output.cat(transition.out);
            *node = self.fst.node(transition.addr);
        }
        true
    }
}
