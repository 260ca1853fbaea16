//! The survey: every figure of a park, with what it rests on.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::chain::{Chains, Coverage, coverage};
use super::concentration::{Concentration, case};
use super::group::{Group, Leading, count, groups, leading, mean, total};
use super::member::{Member, State};
use crate::catalogue::Code;
use crate::classify::Classifier;

/// From the least, when no open case is proven, to the most, when all are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Range {
    /// Only what is direct.
    pub least: f64,
    /// What is conditional too.
    pub most: f64,
}

/// Enterprises that count in one way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StateCount {
    /// The way.
    pub state: State,
    /// How many.
    pub members: usize,
    /// Their value.
    pub value: f64,
    /// Enterprises among them whose value is known.
    pub with_value: usize,
}

/// The green share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Green {
    /// Enterprises.
    pub members: usize,
    /// Enterprises whose value is known.
    pub with_value: usize,
    /// The sum of the values.
    pub value: f64,
    /// Green enterprises by number.
    pub count_share: Range,
    /// Green enterprises by value.
    pub value_share: Range,
    /// The mean confidence of all answers, in hundredths.
    pub confidence: u8,
    /// Answers with a confidence below [`Green::DOUBTFUL`].
    pub doubtful: usize,
}

impl Green {
    /// An answer below this confidence, in hundredths, is worth a look.
    pub const DOUBTFUL: u8 = 70;
}

/// The figures of one year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Year {
    /// The year.
    pub year: u16,
    /// The green share.
    pub green: Green,
    /// The green value, least and most.
    pub green_value: Range,
}

/// Everything about a park.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Survey {
    /// The year that the figures are of, the latest; nothing when no years are given.
    pub year: Option<u16>,
    /// Records of other years or of no year, which are only in the trend.
    pub set_aside: usize,
    /// Names that stand more than once among the enterprises counted.
    pub repeated: Vec<String>,
    /// How the enterprises count.
    pub states: Vec<StateCount>,
    /// The green share.
    pub green: Green,
    /// By level 1, 2 and 3.
    pub levels: [Vec<Group>; 3],
    /// The leading green industry, of level 2.
    pub leading: Option<Leading>,
    /// Over the green groups of level 2.
    pub by_group: Concentration,
    /// Over the green enterprises; only by value, since by number each is one.
    pub by_member: Concentration,
    /// Chains.
    pub chains: Vec<Coverage>,
    /// Year by year, when there are at least two.
    pub trend: Vec<Year>,
}

/// Four decimals: more than a share can mean.
pub(super) fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

fn range(least: f64, most: f64, whole: f64) -> Range {
    if whole > 0.0 { Range { least: rounded(least / whole), most: rounded(most / whole) } } else { Range { least: 0.0, most: 0.0 } }
}

fn states(members: &[&Member]) -> Vec<StateCount> {
    let of = |state| {
        let mut one = StateCount { state, members: 0, value: 0.0, with_value: 0 };
        for member in members.iter().filter(|member| member.state == state) {
            one.members += 1;
            one.value += member.value.unwrap_or(0.0);
            one.with_value += usize::from(member.value.is_some());
        }
        one
    };
    State::ALL.map(of).to_vec()
}

fn green(members: &[&Member]) -> (Green, Range) {
    let states = states(members);
    let of = |wanted: State| states.iter().find(|one| one.state == wanted).map_or((0.0, 0.0), |one| (count(one.members), one.value));
    let ((direct, direct_value), (open, open_value)) = (of(State::Green), of(State::Conditional));
    let value = total(states.iter().map(|one| one.value));
    let read = || members.iter().filter(|member| member.state != State::Unreadable);
    let green = Green {
        members: members.len(),
        with_value: states.iter().map(|one| one.with_value).sum(),
        value,
        count_share: range(direct, direct + open, count(members.len())),
        value_share: range(direct_value, direct_value + open_value, value),
        confidence: mean(read().map(|member| member.confidence)),
        doubtful: read().filter(|member| member.confidence < Green::DOUBTFUL).count(),
    };
    (green, Range { least: direct_value, most: direct_value + open_value })
}

/// Surveys a park. With years, the figures are those of the latest one: an enterprise that stands in the list once
/// a year is not counted twice.
#[must_use]
pub fn survey(members: &[Member], chains: &Chains, classifier: &Classifier) -> Survey {
    survey_named(members, chains, &|code| classifier.entry(code).map(|node| node.name).unwrap_or_default())
}

/// The same where no catalogue is at hand: `name` knows the nodes' names.
#[must_use]
pub fn survey_named(members: &[Member], chains: &Chains, name: &dyn Fn(Code) -> String) -> Survey {
    let years: BTreeSet<u16> = members.iter().filter_map(|member| member.year).collect();
    let year = years.last().copied();
    let counted: Vec<&Member> = members.iter().filter(|member| member.year == year).collect();
    let levels = [1, 2, 3].map(|level| groups(&counted, level, name));
    let (green, _) = green(&counted);
    let by_value = counted.iter().any(|member| member.entry().is_some() && member.value.is_some_and(|value| value > 0.0));
    let of_year = |year: u16| {
        let of_year: Vec<&Member> = members.iter().filter(|member| member.year == Some(year)).collect();
        let (green, green_value) = self::green(&of_year);
        Year { year, green, green_value }
    };
    let is_green = |member: &&&Member| member.state == State::Green;
    let is_open = |member: &&&Member| member.entry().is_some();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    counted.iter().filter(|member| !member.name.is_empty()).for_each(|member| *names.entry(&member.name).or_default() += 1);
    Survey {
        year,
        set_aside: members.len() - counted.len(),
        repeated: names.into_iter().filter(|(_, times)| *times > 1).map(|(name, _)| name.to_owned()).collect(),
        states: states(&counted),
        leading: leading(&levels[1], by_value),
        by_group: Concentration {
            direct: case(levels[1].iter().map(|group| group.least(by_value))),
            with_conditional: case(levels[1].iter().map(|group| group.most(by_value))),
        },
        by_member: Concentration {
            direct: case(counted.iter().filter(is_green).filter_map(|member| member.value)),
            with_conditional: case(counted.iter().filter(is_open).filter_map(|member| member.value)),
        },
        chains: coverage(&counted, chains),
        trend: if years.len() > 1 { years.into_iter().map(of_year).collect() } else { Vec::new() },
        green,
        levels,
    }
}
