//! An enterprise of the park.

use serde::Serialize;

use crate::catalogue::Code;
use crate::classify::Classification;
use crate::question::Question;
use crate::verdict::{Outcome, Verdict};

/// How an enterprise counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Green: a business is directly within an entry.
    Green,
    /// Green once a grade is proven.
    Conditional,
    /// The subject fits, the activity does not.
    Near,
    /// An ordinary business.
    None,
    /// Too little text.
    Unclear,
    /// The record could not be read.
    Unreadable,
}

impl State {
    /// In the order of a report.
    pub const ALL: [State; 6] = [State::Green, State::Conditional, State::Near, State::None, State::Unclear, State::Unreadable];

    /// The Chinese word.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            State::Green => "属于",
            State::Conditional => "待证",
            State::Near => "相近不属于",
            State::None => "未见绿色业务",
            State::Unclear => "文本不足",
            State::Unreadable => "无法读取",
        }
    }
}

/// An enterprise with what its text says.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its name, or its number in the list.
    pub name: String,
    /// Its output value or revenue.
    pub value: Option<f64>,
    /// The year of the value.
    pub year: Option<u16>,
    /// How it counts.
    pub state: State,
    /// How sure that is, in hundredths.
    pub confidence: u8,
    /// Its entries, best first.
    pub entries: Vec<(Code, Verdict)>,
    /// What to ask it.
    pub question: Option<Question>,
    /// What its conditional entry must prove, the first few.
    pub to_prove: Vec<String>,
}

/// Requirements kept of an entry: a report asks for the first of them.
const TO_PROVE: usize = 3;

impl Member {
    /// An enterprise; without an answer its record could not be read.
    #[must_use]
    pub fn new(name: impl Into<String>, value: Option<f64>, year: Option<u16>, answer: Option<&Classification>) -> Member {
        let state = match answer.map(|answer| answer.outcome) {
            Some(Outcome::Green) => State::Green,
            Some(Outcome::Conditional) => State::Conditional,
            Some(Outcome::Near) => State::Near,
            Some(Outcome::None) => State::None,
            Some(Outcome::Unclear) => State::Unclear,
            None => State::Unreadable,
        };
        let entries = answer.map(|answer| answer.entries.as_slice()).unwrap_or_default();
        let open = entries.iter().find(|entry| entry.verdict == Verdict::Conditional).filter(|_| state == State::Conditional);
        let criteria = open.map(|entry| &*entry.criteria).unwrap_or_default();
        Member {
            name: name.into(),
            value: value.filter(|value| value.is_finite() && *value >= 0.0),
            year,
            state,
            confidence: answer.map_or(0, |answer| answer.confidence.0),
            entries: entries.iter().map(|entry| (entry.code, entry.verdict)).collect(),
            question: answer.and_then(|answer| answer.question.clone()),
            to_prove: criteria.iter().take(TO_PROVE).map(|one| format!("{} {} {}", one.subject, one.requirement, one.standard)).collect(),
        }
    }

    /// The entry that the enterprise is counted under: its best direct one, else its best conditional one. An
    /// enterprise of several businesses is counted once, with its whole value.
    #[must_use]
    pub fn entry(&self) -> Option<Code> {
        let wanted = match self.state {
            State::Green => Verdict::Direct,
            State::Conditional => Verdict::Conditional,
            _ => return None,
        };
        self.entries.iter().find(|(_, verdict)| *verdict == wanted).map(|(code, _)| *code)
    }
}
