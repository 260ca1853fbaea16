//! How sure an answer is: a logistic model of a few signals, in integers.
//!
//! The weights are fitted by `cargo xtask calibrate` on labelled texts under cross-validation and kept in
//! `catalogue/confidence.toml`; `docs/QUALITY.md` has the reliability table. The logistic function itself is a
//! table in the index, so that every surface gives the same hundredths.

use crate::claim::{Claim, Reading};
use crate::classify::Confidence;
use crate::index::Index;
use crate::verdict::Verdict;

/// The signals, in the order of their weights.
pub const SIGNALS: [&str; 13] = [
    "bias",
    "longest",
    "stated",
    "inherited",
    "conditional",
    "place",
    "share",
    "second",
    "service",
    "mentions",
    "rivals",
    "trader",
    "length",
];

/// What is judged, in the order of the models.
pub const MODELS: [&str; 4] = ["green", "rest", "entry", "near"];

/// Small integers that say how well an answer is founded.
pub type Signals = [i16; SIGNALS.len()];

/// Steps of the logistic table, and the hundredths of a logit that one step covers.
pub const STEPS: usize = 64;
/// See [`STEPS`].
pub const STEP: i32 = 25;

/// The confidence that a model gives to signals.
pub(crate) fn confidence(index: &Index, model: usize, signals: &Signals) -> Confidence {
    let sum: i32 = signals.iter().zip(index.confidence_weights(model)).map(|(signal, weight)| i32::from(*signal) * weight).sum();
    let half = STEPS as i32 / 2;
    let step = (sum.div_euclid(STEP) + half).clamp(0, STEPS as i32 - 1);
    Confidence(index.logistic(step as usize))
}

/// What the whole text contributes to every signal set of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// Tenths of the text's characters that subjects cover.
    share: i16,
    /// Whether more items are sold than made.
    trader: i16,
    /// The text's length: 0 below 10 characters, one more for each doubling, 6 at most.
    length: i16,
    /// Positive entries, 8 at most.
    rivals: i16,
}

impl Setting {
    pub(crate) fn new(reading: &Reading, rivals: usize) -> Setting {
        let share = (10 * reading.covered).checked_div(reading.chars).unwrap_or(0).min(10);
        let doublings = (reading.chars / 10).checked_ilog2().map_or(0, |doublings| doublings + 1).min(6);
        Setting {
            share: share as i16,
            trader: i16::from(reading.trades > reading.makes),
            length: doublings as i16,
            rivals: rivals.min(8) as i16,
        }
    }

    /// The signals of a text in which nothing is green.
    pub(crate) fn rest(self, near: usize) -> Signals {
        [1, 0, 0, 0, 0, 0, self.share, 0, 0, near.min(3) as i16, 0, self.trader, self.length]
    }

    /// The signals of an entry: its strongest claim first, its verdict's claims counted, its place among the
    /// positive items.
    pub(crate) fn entry(self, index: &Index, best: &Claim, mentions: usize, longest: u8, place: i32) -> Signals {
        let service = index.code(best.node)[..2] == [6, 1];
        let stated = best.roles[0].is_some();
        [
            1,
            i16::from(longest.min(8)),
            i16::from(stated && !best.inherited),
            i16::from(stated && best.inherited),
            i16::from(best.verdict == Verdict::Conditional),
            place.min(6) as i16,
            self.share,
            i16::from(best.order > 0),
            i16::from(service),
            mentions.saturating_sub(1).min(3) as i16,
            self.rivals,
            self.trader,
            self.length,
        ]
    }
}
