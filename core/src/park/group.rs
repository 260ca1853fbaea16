//! Enterprises by catalogue node, and which green industry leads.

use std::collections::BTreeMap;

use serde::Serialize;

use super::member::{Member, State};
use crate::catalogue::Code;

/// The enterprises counted under one node.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// The node.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Enterprises directly within it.
    pub direct: usize,
    /// Enterprises that have still to prove their grade.
    pub conditional: usize,
    /// The value of the direct ones.
    pub value_least: f64,
    /// The value of all of them.
    pub value_most: f64,
    /// Enterprises among them whose value is known.
    pub with_value: usize,
    /// Their mean confidence, in hundredths.
    pub confidence: u8,
}

impl Group {
    pub(super) fn least(&self, by_value: bool) -> f64 {
        if by_value { self.value_least } else { count(self.direct) }
    }

    pub(super) fn most(&self, by_value: bool) -> f64 {
        if by_value { self.value_most } else { count(self.direct + self.conditional) }
    }
}

/// The leading green industry, of level 2.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Leading {
    /// Whether it is measured by value; else by the number of enterprises.
    pub by_value: bool,
    /// The groups that may lead, the likeliest first; exactly one when it is certain.
    pub candidates: Vec<Group>,
    /// Enterprises with an entry that are left out since they have no value, when it goes by value. They are left
    /// out of the concentration too.
    pub left_out: usize,
}

impl Leading {
    /// Whether one group leads however the open cases turn out.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.candidates.len() == 1
    }
}

/// Counts stay far below 2^53.
#[allow(clippy::cast_precision_loss)]
pub(super) fn count(number: usize) -> f64 {
    number as f64
}

/// The sum; from 0, since the standard library's begins at −0, which is printed with its sign.
pub(super) fn total(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |sum, value| sum + value)
}

/// The mean of confidences, rounded.
pub(super) fn mean(confidences: impl Iterator<Item = u8>) -> u8 {
    let (sum, number) = confidences.fold((0_usize, 0_usize), |(sum, number), one| (sum + usize::from(one), number + 1));
    (sum + number / 2).checked_div(number).unwrap_or(0) as u8
}

/// The groups of one level, in catalogue order, with the names that `name` gives them.
pub(super) fn groups(members: &[&Member], level: u8, name: &dyn Fn(Code) -> String) -> Vec<Group> {
    let mut by_code: BTreeMap<Code, Vec<&Member>> = BTreeMap::new();
    for member in members {
        if let Some(code) = member.entry() {
            by_code.entry(code.at_level(level)).or_default().push(member);
        }
    }
    let group = |(code, members): (Code, Vec<&Member>)| {
        let of = |state| members.iter().filter(move |member| member.state == state);
        let value_least = total(of(State::Green).filter_map(|member| member.value));
        let rest = total(of(State::Conditional).filter_map(|member| member.value));
        Group {
            code,
            name: name(code),
            direct: of(State::Green).count(),
            conditional: of(State::Conditional).count(),
            value_least,
            value_most: value_least + rest,
            with_value: members.iter().filter(|member| member.value.is_some()).count(),
            confidence: mean(members.iter().map(|member| member.confidence)),
        }
    };
    by_code.into_iter().map(group).collect()
}

/// Which group leads: those that no other beats for certain.
pub(super) fn leading(groups: &[Group], by_value: bool) -> Option<Leading> {
    let surest = groups.iter().map(|group| group.least(by_value)).fold(0.0, f64::max);
    let mut candidates: Vec<Group> = groups.iter().filter(|group| group.most(by_value) > 0.0).cloned().collect();
    candidates.retain(|group| group.most(by_value) >= surest);
    candidates.sort_by(|a, b| {
        let order = b.least(by_value).total_cmp(&a.least(by_value)).then(b.most(by_value).total_cmp(&a.most(by_value)));
        order.then(a.code.cmp(&b.code))
    });
    let without_value = |group: &Group| group.direct + group.conditional - group.with_value;
    let left_out = if by_value { groups.iter().map(without_value).sum() } else { 0 };
    if candidates.is_empty() { None } else { Some(Leading { by_value, candidates, left_out }) }
}
