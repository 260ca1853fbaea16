//! How a condition is decided, as data.

use serde::{Deserialize, Serialize};

use crate::verdict::Verdict;

/// A test of facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "test", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// The fact is answered with yes.
    Yes {
        /// The fact.
        fact: String,
    },
    /// The fact is answered with no.
    No {
        /// The fact.
        fact: String,
    },
    /// The number is this or more.
    AtLeast {
        /// The fact.
        fact: String,
        /// The bound.
        number: f64,
    },
    /// The number is more than this.
    MoreThan {
        /// The fact.
        fact: String,
        /// The bound.
        number: f64,
    },
    /// The number is this or less.
    AtMost {
        /// The fact.
        fact: String,
        /// The bound.
        number: f64,
    },
    /// The number is less than this.
    LessThan {
        /// The fact.
        fact: String,
        /// The bound.
        number: f64,
    },
    /// The answer is one of these.
    OneOf {
        /// The fact.
        fact: String,
        /// The answers.
        options: Vec<String>,
    },
    /// It did not happen in the years before the reference date, counted to the day.
    NoneWithin {
        /// The fact, an event.
        fact: String,
        /// So many years.
        years: u16,
        /// The fact with the reference date.
        before: String,
    },
    /// The date lies between the two, both included.
    Between {
        /// The fact, a date.
        fact: String,
        /// The first day.
        from: String,
        /// The last day.
        to: String,
    },
    /// The first date is later than the second.
    Later {
        /// The fact, a date or an event.
        fact: String,
        /// The other fact.
        than: String,
    },
    /// The text has an entry under one of these codes (any entry when there are none) with this verdict or a
    /// stronger one. A text with weaker ones, or with too little in it, decides nothing.
    Entry {
        /// The codes, of any level.
        #[serde(default)]
        within: Vec<String>,
        /// The verdict.
        verdict: Verdict,
    },
    /// All of them hold.
    All {
        /// The rules.
        of: Vec<Rule>,
    },
    /// At least one holds.
    Any {
        /// The rules.
        of: Vec<Rule>,
    },
    /// It does not hold.
    Not {
        /// The rule.
        rule: Box<Rule>,
    },
    /// Nothing can decide it here; why.
    Open {
        /// The reason, and what to do.
        why: String,
        /// The same in English.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        why_en: String,
    },
}

impl Rule {
    /// Visits the facts that the rule names.
    pub fn facts<'r>(&'r self, visit: &mut impl FnMut(&'r str)) {
        match self {
            Rule::Yes { fact }
            | Rule::No { fact }
            | Rule::AtLeast { fact, .. }
            | Rule::MoreThan { fact, .. }
            | Rule::AtMost { fact, .. }
            | Rule::LessThan { fact, .. }
            | Rule::OneOf { fact, .. }
            | Rule::Between { fact, .. } => visit(fact),
            Rule::NoneWithin { fact, before: other, .. } | Rule::Later { fact, than: other } => {
                visit(fact);
                visit(other);
            }
            Rule::All { of } | Rule::Any { of } => of.iter().for_each(|rule| rule.facts(visit)),
            Rule::Not { rule } => rule.facts(visit),
            Rule::Entry { .. } | Rule::Open { .. } => {}
        }
    }

    /// Visits the reasons of what nothing can decide, in Chinese and in English.
    pub fn reasons<'r>(&'r self, visit: &mut impl FnMut(&'r str, &'r str)) {
        match self {
            Rule::Open { why, why_en } => visit(why, why_en),
            Rule::All { of } | Rule::Any { of } => of.iter().for_each(|rule| rule.reasons(visit)),
            Rule::Not { rule } => rule.reasons(visit),
            _ => {}
        }
    }

    /// Visits the catalogue codes that the rule names.
    pub fn codes<'r>(&'r self, visit: &mut impl FnMut(&'r str)) {
        match self {
            Rule::Entry { within, .. } => within.iter().for_each(|code| visit(code)),
            Rule::All { of } | Rule::Any { of } => of.iter().for_each(|rule| rule.codes(visit)),
            Rule::Not { rule } => rule.codes(visit),
            _ => {}
        }
    }
}
