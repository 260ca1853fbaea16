//! The evaluator: a rule, what is known, and the answer with what stands in its way.

use serde::Serialize;

use super::fact::{Facts, Known, english};
use super::moment::Moment;
use super::rule::Rule;
use super::truth::Truth;
use crate::catalogue::Code;
use crate::classify::Classification;
use crate::verdict::{Outcome, Verdict};

/// What kind of thing leaves a rule undecided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtKind {
    /// A fact is not known.
    Missing,
    /// A date is too coarse to decide.
    Coarse,
    /// No text was given, or one that does not decide.
    Text,
    /// The document's rule itself is not established here.
    NotEstablished,
}

/// One thing that leaves a rule undecided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// What kind of thing.
    pub kind: DoubtKind,
    /// The fact, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// In words, where it is none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The same in English.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text_en: String,
}

/// What a rule is judged by.
#[derive(Clone, Copy)]
pub(super) struct World<'w> {
    pub(super) facts: &'w Facts,
    pub(super) text: Option<&'w Classification>,
}

/// A rule's answer; the doubts are those that could still decide it.
pub(super) struct Answer {
    pub(super) truth: Truth,
    pub(super) doubts: Vec<Doubt>,
}

impl Answer {
    fn settled(holds: bool) -> Answer {
        Answer { truth: holds.into(), doubts: Vec::new() }
    }

    fn doubt(kind: DoubtKind, fact: &str) -> Answer {
        let doubt = Doubt { kind, fact: Some(fact.to_owned()), text: String::new(), text_en: String::new() };
        Answer { truth: Truth::Unknown, doubts: vec![doubt] }
    }

    fn words(kind: DoubtKind, text: impl Into<String>, text_en: impl Into<String>) -> Answer {
        let doubt = Doubt { kind, fact: None, text: text.into(), text_en: text_en.into() };
        Answer { truth: Truth::Unknown, doubts: vec![doubt] }
    }
}

impl World<'_> {
    pub(super) fn answer(self, rule: &Rule) -> Answer {
        match rule {
            Rule::Yes { fact } => self.yes_no(fact, true),
            Rule::No { fact } => self.yes_no(fact, false),
            Rule::AtLeast { fact, number } => self.number(fact, |known| known >= *number),
            Rule::MoreThan { fact, number } => self.number(fact, |known| known > *number),
            Rule::AtMost { fact, number } => self.number(fact, |known| known <= *number),
            Rule::LessThan { fact, number } => self.number(fact, |known| known < *number),
            Rule::OneOf { fact, options } => match self.facts.get(fact) {
                Some(Known::Text(text)) => Answer::settled(options.contains(text)),
                _ => missing(fact),
            },
            Rule::NoneWithin { fact, years, before } => self.none_within(fact, *years, before),
            Rule::Between { fact, from, to } => match (self.moment(fact), from.parse::<Moment>(), to.parse::<Moment>()) {
                (Some(known), Ok(from), Ok(to)) => {
                    compare(fact, known.earliest() >= from.earliest() && known.latest() <= to.latest(), || {
                        known.latest() < from.earliest() || known.earliest() > to.latest()
                    })
                }
                _ => missing(fact),
            },
            Rule::Later { fact, than } => match (self.moment(fact), self.moment(than)) {
                (Some(first), Some(second)) => compare(fact, first.earliest() > second.latest(), || first.latest() <= second.earliest()),
                (None, _) => missing(fact),
                (_, None) => missing(than),
            },
            Rule::Entry { within, verdict } => self.entry(within, *verdict),
            Rule::All { of } => self.together(of, Truth::Yes, Truth::and),
            Rule::Any { of } => self.together(of, Truth::No, Truth::or),
            Rule::Not { rule } => {
                let answer = self.answer(rule);
                Answer { truth: answer.truth.negated(), ..answer }
            }
            Rule::Open { why, why_en } => Answer::words(DoubtKind::NotEstablished, why, english(why, why_en)),
        }
    }

    fn together(self, of: &[Rule], empty: Truth, join: fn(Truth, Truth) -> Truth) -> Answer {
        let mut all = Answer { truth: empty, doubts: Vec::new() };
        for rule in of {
            let answer = self.answer(rule);
            all.truth = join(all.truth, answer.truth);
            for doubt in answer.doubts {
                if !all.doubts.contains(&doubt) {
                    all.doubts.push(doubt);
                }
            }
        }
        // What is decided is not asked about.
        if all.truth != Truth::Unknown {
            all.doubts.clear();
        }
        all
    }

    fn yes_no(self, fact: &str, wanted: bool) -> Answer {
        match self.facts.get(fact) {
            Some(Known::YesNo(answer)) => Answer::settled(*answer == wanted),
            _ => missing(fact),
        }
    }

    fn number(self, fact: &str, holds: impl Fn(f64) -> bool) -> Answer {
        match self.facts.get(fact) {
            Some(Known::Number(number)) => Answer::settled(holds(*number)),
            _ => missing(fact),
        }
    }

    fn moment(self, fact: &str) -> Option<Moment> {
        match self.facts.get(fact) {
            Some(Known::Moment(moment)) => Some(*moment),
            _ => None,
        }
    }

    fn none_within(self, fact: &str, years: u16, before: &str) -> Answer {
        let event = match self.facts.get(fact) {
            Some(Known::Never) => return Answer::settled(true),
            Some(Known::Moment(moment)) => *moment,
            _ => return missing(fact),
        };
        let Some(end) = self.moment(before) else { return missing(before) };
        let start = end.years_before(years);
        compare(fact, event.latest() <= start.earliest(), || event.earliest() > start.latest() && event.latest() <= end.latest())
    }

    fn entry(self, within: &[String], wanted: Verdict) -> Answer {
        let Some(text) = self.text else {
            return Answer::words(
                DoubtKind::Text,
                "没有给出文本（企业的经营范围，或园区的主导产业）",
                "no text is given (the enterprise's business scope, or the park's leading industries)",
            );
        };
        let codes: Vec<Code> = within.iter().filter_map(|code| code.parse().ok()).collect();
        let inside = |code: Code| within.is_empty() || codes.iter().any(|top| code.at_level(top.level()) == *top);
        let fitting = text.entries.iter().filter(|entry| entry.verdict.is_positive() && inside(entry.code));
        match fitting.max_by_key(|entry| entry.verdict) {
            Some(entry) if entry.verdict >= wanted => Answer::settled(true),
            Some(entry) => Answer::words(
                DoubtKind::Text,
                format!("{} {} 待证：文本未写明等级，须凭证书", entry.code, entry.name),
                format!("entry {} is conditional: the text does not state the grade, a certificate must", entry.code),
            ),
            None if text.outcome == Outcome::Unclear => {
                Answer::words(DoubtKind::Text, "文本太少，不足以判断", "the text is too short to judge")
            }
            None => Answer::settled(false),
        }
    }
}

fn missing(fact: &str) -> Answer {
    Answer::doubt(DoubtKind::Missing, fact)
}

/// Yes if surely so, no if surely not; a date that covers both decides nothing.
fn compare(fact: &str, surely: bool, surely_not: impl Fn() -> bool) -> Answer {
    match (surely, surely_not()) {
        (true, _) => Answer::settled(true),
        (false, true) => Answer::settled(false),
        (false, false) => Answer::doubt(DoubtKind::Coarse, fact),
    }
}
