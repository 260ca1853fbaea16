//! Which entries speak of the same subject: by the pairs of characters of their names and scope items, the
//! rarer a pair the more it says. What all entries share is worked out once, the neighbours of an entry when it
//! is looked at: the first screen waits for neither.

use std::collections::BTreeMap;

use greencat_core::Entry;

use super::without_generic;

/// Neighbours shown.
const NEIGHBOURS: usize = 4;

/// Below a tenth, pairs of entries share a word by chance: read over the 211 lists.
const CHANCE: f64 = 0.1;

/// A pair of an entry: its number, and its weight times what it says.
type Part = (usize, f64);

/// The entries by their pairs of characters.
#[derive(Debug)]
pub(super) struct Kin {
    /// For each entry its pairs.
    parts: Vec<Vec<Part>>,
    /// For each pair the entries that have it, by place.
    holders: Vec<Vec<Part>>,
    norms: Vec<f64>,
}

impl Kin {
    pub(super) fn of(nodes: &[Entry]) -> Kin {
        let bags: Vec<BTreeMap<[char; 2], f64>> =
            nodes.iter().map(|node| if node.code.level() == 3 { pairs(node) } else { BTreeMap::new() }).collect();
        let mut counts: BTreeMap<[char; 2], usize> = BTreeMap::new();
        bags.iter().flat_map(BTreeMap::keys).for_each(|pair| *counts.entry(*pair).or_default() += 1);
        let numbers: BTreeMap<[char; 2], Part> =
            counts.iter().enumerate().map(|(number, (pair, held))| (*pair, (number, (count(nodes.len()) / count(*held)).ln()))).collect();
        let mut holders = vec![Vec::new(); numbers.len()];
        let mut parts = Vec::with_capacity(bags.len());
        for (place, bag) in bags.iter().enumerate() {
            let own: Vec<Part> =
                bag.iter().filter_map(|(pair, weight)| numbers.get(pair).map(|(number, worth)| (*number, weight * worth))).collect();
            for (number, weight) in &own {
                holders[*number].push((place, *weight));
            }
            parts.push(own);
        }
        let norms = parts.iter().map(|parts| parts.iter().map(|(_, weight)| weight.powi(2)).sum::<f64>().sqrt()).collect();
        Kin { parts, holders, norms }
    }

    /// The entries most like one, in another role.
    pub(super) fn nearest(&self, nodes: &[Entry], place: usize) -> Vec<usize> {
        let mut likeness: BTreeMap<usize, f64> = BTreeMap::new();
        for (number, weight) in self.parts.get(place).into_iter().flatten() {
            for (other, theirs) in self.holders[*number].iter().filter(|(other, _)| *other != place) {
                *likeness.entry(*other).or_default() += weight * theirs;
            }
        }
        let mut ranked: Vec<(f64, usize)> = likeness
            .into_iter()
            .filter(|(other, _)| nodes[*other].roles != nodes[place].roles)
            .map(|(other, shared)| (shared / (self.norms[place] * self.norms[other]).max(f64::MIN_POSITIVE), other))
            .filter(|(likeness, _)| *likeness >= CHANCE)
            .collect();
        ranked.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
        ranked.into_iter().take(NEIGHBOURS).map(|(_, other)| other).collect()
    }
}

/// The pairs of characters of an entry with their weight: its name says more of it than its items.
fn pairs(entry: &Entry) -> BTreeMap<[char; 2], f64> {
    let mut pairs = BTreeMap::new();
    let names = std::iter::once((entry.name.as_str(), 3.0)).chain(entry.scope.iter().map(|item| (item.as_str(), 1.0)));
    for (text, weight) in names {
        for part in without_generic(text).split('\u{0}') {
            let characters: Vec<char> = part.chars().collect();
            for pair in characters.windows(2) {
                let held: &mut f64 = pairs.entry([pair[0], pair[1]]).or_default();
                *held = held.max(weight);
            }
        }
    }
    pairs
}

/// A count of entries as a number to divide; there are some hundred.
fn count(entries: usize) -> f64 {
    f64::from(u32::try_from(entries).unwrap_or(u32::MAX))
}
