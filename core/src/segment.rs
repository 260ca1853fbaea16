//! Recognising: terms, verbs, grades and cues in a passage, by the heaviest cover.
//!
//! Every term that occurs is a candidate; of the ways to lay candidates side by side, the one with the
//! largest sum of squared lengths wins, so that a longer word hides the shorter ones inside it (节能灯 is
//! not 灯) and of two words that cross the longer stays. A passage is covered in time linear in its length.

use crate::index::layout::class;
use crate::index::{Dictionary, Index, Term};

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
    index: &'i Index,
    dictionary: Option<Dictionary<'i>>,
}

/// No token ends here.
const NONE: u32 = u32::MAX;

/// Buffers of the cover, used again and again.
#[derive(Debug, Default)]
pub(crate) struct Cover {
    /// For each number of leading characters: the best weight of a cover of them, and the candidate that ends it.
    best: Vec<(u32, u32)>,
    /// The terms that occur.
    candidates: Vec<Token>,
    /// What the dictionary wants to know of each character.
    labels: Vec<u16>,
}

impl<'i> Segmenter<'i> {
    pub(crate) fn new(index: &'i Index) -> Self {
        Segmenter { index, dictionary: index.dictionary() }
    }

    /// Covers `chars[start..end]` and appends the tokens in order to `tokens`.
    pub(crate) fn segment(&self, chars: &[char], start: usize, end: usize, cover: &mut Cover, tokens: &mut Vec<Token>) {
        let Some(dictionary) = &self.dictionary else { return };
        let len = end - start;
        cover.best.clear();
        cover.best.resize(len + 1, (0, NONE));
        cover.candidates.clear();
        let passage = &chars[start..end];
        dictionary.label(passage, &mut cover.labels);
        for at in 0..len {
            let weight_here = cover.best[at].0;
            if weight_here > cover.best[at + 1].0 {
                cover.best[at + 1] = (weight_here, NONE);
            }
            dictionary.terms_at(passage, &cover.labels, at, |stop, number| {
                let Some(term) = self.index.term(number) else { return };
                let total = weight_here + weight(stop - at, term);
                let slot = &mut cover.best[stop];
                if total > slot.0 && stands_alone(&chars[..end], start + at, start + stop) {
                    *slot = (total, cover.candidates.len() as u32);
                    cover.candidates.push(Token { start: start + at, end: start + stop, term });
                }
            });
        }
        let first = tokens.len();
        let mut at = len;
        while at > 0 {
            match cover.candidates.get(cover.best[at].1 as usize) {
                Some(token) => {
                    at = token.start - start;
                    tokens.push(*token);
                }
                None => at -= 1,
            }
        }
        tokens[first..].reverse();
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
