//! Recognising: terms, verbs, grades and cues in a passage, by the heaviest cover.
//!
//! Every term that occurs is a candidate; of the ways to lay candidates side by side, the one with the
//! largest sum of squared lengths wins, so that a longer word hides the shorter ones inside it (节能灯 is
//! not 灯) and of two words that cross the longer stays. A passage is covered in time linear in its length.

use crate::index::layout::class;
use crate::index::{Dictionary, Index, Scratch, Term, Terms};

/// A term at its place in the window's buffer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) term: Term,
}

impl Token {
    /// Its length in characters.
    pub(crate) fn chars(&self) -> usize {
        self.end - self.start
    }
}

/// The dictionary, opened for scanning.
pub(crate) struct Segmenter<'i> {
    terms: Terms<'i>,
    dictionary: Option<Dictionary<'i>>,
}

/// No term.
const NONE: u32 = u32::MAX;

/// A term that occurs: its place in the passage and its record's number.
#[derive(Debug, Clone, Copy)]
struct Hit {
    start: usize,
    end: usize,
    number: u64,
}

/// Buffers of the cover, used again and again.
#[derive(Debug, Default)]
pub(crate) struct Cover {
    /// For each number of leading characters: the best weight of a cover of them, and its last term.
    best: Vec<(u32, u32)>,
    /// The terms that occur.
    hits: Vec<Hit>,
    scratch: Scratch,
}

impl<'i> Segmenter<'i> {
    pub(crate) fn new(index: &'i Index) -> Self {
        Segmenter { terms: index.terms(), dictionary: index.dictionary() }
    }

    /// Covers `chars[start..end]` and appends the tokens in order to `tokens`.
    pub(crate) fn segment(&self, chars: &[char], start: usize, end: usize, cover: &mut Cover, tokens: &mut Vec<Token>) {
        let Some(dictionary) = &self.dictionary else { return };
        let Cover { best, hits, scratch } = cover;
        hits.clear();
        dictionary.terms_in(&chars[start..end], scratch, |start, end, number| hits.push(Hit { start, end, number }));
        if hits.is_empty() {
            return;
        }
        let len = end - start;
        best.clear();
        best.resize(len + 1, (0, NONE));
        let mut at = 0;
        for (number, hit) in hits.iter().enumerate() {
            carry(best, at, hit.start);
            at = hit.start;
            let Some(term) = self.terms.get(hit.number) else { continue };
            let total = best[at].0 + weight(hit.end - hit.start, term);
            if total > best[hit.end].0 && stands_alone(&chars[..end], start + hit.start, start + hit.end) {
                best[hit.end] = (total, number as u32);
            }
        }
        carry(best, at, len);
        let first = tokens.len();
        let mut at = len;
        while let Some(hit) = hits.get(best[at].1 as usize) {
            at = hit.start;
            tokens.extend(self.terms.get(hit.number).map(|term| Token { start: start + hit.start, end: start + hit.end, term }));
        }
        tokens[first..].reverse();
    }
}

/// Lets the best cover of `from` leading characters stand for each longer stretch, up to `to`, that has no better one.
fn carry(best: &mut [(u32, u32)], from: usize, to: usize) {
    let mut known = best[from];
    for slot in &mut best[from + 1..=to] {
        if known.0 > slot.0 {
            *slot = known;
        }
        known = *slot;
    }
}

/// Squared length; a verb is a little heavier, so that 草|种植 beats 草种|植.
fn weight(chars: usize, term: Term) -> u32 {
    (2 * chars * chars) as u32 + u32::from(term.class == class::ROLE)
}

/// Latin letters and digits must not go on beyond a term's ends: CDM is not in CDMA.
fn stands_alone(chars: &[char], start: usize, end: usize) -> bool {
    let word = |character: char| character.is_ascii_alphanumeric();
    let joined = |left: usize, right: usize| match (chars.get(left), chars.get(right)) {
        (Some(left), Some(right)) => word(*left) && word(*right),
        _ => false,
    };
    let before = start > 0 && joined(start - 1, start);
    !before && !joined(end - 1, end)
}
