//! What a run found, counted.

use std::collections::BTreeMap;

use greencat_core::{Classification, Outcome};
use serde::{Deserialize, Serialize};

/// Below this confidence a person should look.
pub(crate) const SURE: u8 = 60;

/// The outcomes in the order in which they are told.
pub(crate) const OUTCOMES: [Outcome; 5] = [Outcome::Green, Outcome::Conditional, Outcome::Near, Outcome::None, Outcome::Unclear];

/// Counts over records.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tally {
    pub(crate) records: u64,
    /// By [`OUTCOMES`].
    pub(crate) outcomes: [u64; 5],
    pub(crate) unreadable: u64,
    /// Records whose confidence is below [`SURE`].
    pub(crate) unsure: u64,
    /// Green or conditional records by the level-2 code of their first entry.
    pub(crate) groups: BTreeMap<String, u64>,
}

impl Tally {
    pub(crate) fn count(&mut self, answer: Option<&Classification>) {
        self.records += 1;
        let Some(answer) = answer else {
            self.unreadable += 1;
            return;
        };
        let place = OUTCOMES.iter().position(|outcome| *outcome == answer.outcome);
        if let Some(count) = place.and_then(|place| self.outcomes.get_mut(place)) {
            *count += 1;
        }
        self.unsure += u64::from(answer.confidence.0 < SURE);
        if let Some(entry) = answer.primary() {
            let group = entry.code.at_level(2).to_string();
            *self.groups.entry(group).or_default() += 1;
        }
    }

    pub(crate) fn add(&mut self, other: &Tally) {
        self.records += other.records;
        self.unreadable += other.unreadable;
        self.unsure += other.unsure;
        for (count, more) in self.outcomes.iter_mut().zip(other.outcomes) {
            *count += more;
        }
        for (group, more) in &other.groups {
            match self.groups.get_mut(group) {
                Some(count) => *count += more,
                None => {
                    self.groups.insert(group.clone(), *more);
                }
            }
        }
    }

    pub(crate) fn clear(&mut self) {
        *self = Tally { groups: std::mem::take(&mut self.groups), ..Tally::default() };
        self.groups.clear();
    }

    /// Whether a record is green, perhaps after proof.
    pub(crate) fn matched(&self) -> bool {
        let [green, conditional, ..] = self.outcomes;
        green + conditional > 0
    }
}
