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
        let passage = Passage { chars: &chars[..end], start };
        // Only terms that lie over each other compete; of those that all begin at one place, the longest wins.
        for rivals in Rivals(hits) {
            let starts = || rivals.iter().map(|hit| hit.start);
            if starts().next() == starts().next_back() {
                let longest = rivals.iter().rev().find(|hit| passage.stands_alone(hit));
                tokens.extend(longest.and_then(|hit| Some(passage.token(hit, self.terms.get(hit.number)?))));
            } else {
                self.choose(&passage, rivals, best, tokens);
            }
        }
    }

    /// Appends those of `rivals` that are the heaviest cover.
    fn choose(&self, passage: &Passage<'_>, rivals: &[Hit], best: &mut Vec<(u32, u32)>, tokens: &mut Vec<Token>) {
        let start = rivals.first().map_or(0, |hit| hit.start);
        let len = rivals.iter().map(|hit| hit.end).max().unwrap_or(start) - start;
        best.clear();
        best.resize(len + 1, (0, NONE));
        let mut at = 0;
        for (number, hit) in rivals.iter().enumerate() {
            carry(best, at, hit.start - start);
            at = hit.start - start;
            let Some(term) = self.terms.get(hit.number) else { continue };
            let total = best[at].0 + weight(hit.end - hit.start, term);
            let slot = &mut best[hit.end - start];
            if total > slot.0 && passage.stands_alone(hit) {
                *slot = (total, number as u32);
            }
        }
        carry(best, at, len);
        let first = tokens.len();
        let mut at = len;
        while let Some(hit) = rivals.get(best[at].1 as usize) {
            at = hit.start - start;
            tokens.extend(self.terms.get(hit.number).map(|term| passage.token(hit, term)));
        }
        tokens[first..].reverse();
    }
}

/// Runs of hits of which each lies over another of the run, and over none outside of it.
struct Rivals<'h>(&'h [Hit]);

impl<'h> Iterator for Rivals<'h> {
    type Item = &'h [Hit];

    fn next(&mut self) -> Option<&'h [Hit]> {
        let (first, others) = self.0.split_first()?;
        let mut end = first.end;
        let rivals = others.iter().take_while(|hit| {
            let rival = hit.start < end;
            end = end.max(hit.end);
            rival
        });
        let (run, rest) = self.0.split_at(1 + rivals.count());
        self.0 = rest;
        Some(run)
    }
}

/// A passage in the window's buffer.
struct Passage<'w> {
    /// The buffer up to the passage's end.
    chars: &'w [char],
    start: usize,
}

impl Passage<'_> {
    fn token(&self, hit: &Hit, term: Term) -> Token {
        Token { start: self.start + hit.start, end: self.start + hit.end, term }
    }

    /// Latin letters and digits must not go on beyond a term's ends: CDM is not in CDMA.
    fn stands_alone(&self, hit: &Hit) -> bool {
        let (start, end) = (self.start + hit.start, self.start + hit.end);
        let word = |at: usize| self.chars.get(at).is_some_and(char::is_ascii_alphanumeric);
        let goes_on = start.checked_sub(1).is_some_and(word) && word(start) || word(end - 1) && word(end);
        !goes_on
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
