//! Facts: what a check needs to know, and what the person says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::moment::Moment;
use super::rule::Rule;

/// What kind of answer a fact has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// 是 or 否.
    YesNo,
    /// A number in the fact's unit.
    Number,
    /// A date; a month or a year will do where that decides.
    Date,
    /// When it last happened, or 无 when it never did.
    Event,
    /// One of the fact's options.
    Choice,
    /// Words that only name something.
    Text,
}

/// A fact that checks ask for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The key in a facts file.
    pub id: String,
    /// The kind of answer.
    pub kind: FactKind,
    /// The question in the officer's words.
    pub ask: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ask_en: String,
    /// The unit of a number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit_en: String,
    /// The answers to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The same in English, one for one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options_en: Vec<String>,
    /// The least and the greatest number that can be true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<[f64; 2]>,
    /// What to look at: the paper or the register that shows it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub proof: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub proof_en: String,
}

/// Answers that cannot be true together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// The facts that are not believed while it stands; `text` is the text.
    pub facts: Vec<String>,
    /// Holds when the answers contradict each other.
    pub when: Rule,
    /// What is wrong, in words.
    pub text: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text_en: String,
}

/// An answer as it stands in a facts file, before its kind is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// Words; a date too.
    Text(String),
}

/// An answer that has been understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(f64),
    /// A date.
    Moment(Moment),
    /// It never happened.
    Never,
    /// Words, or one of the options.
    Text(String),
}

/// What is known of the prospect or the park.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts(BTreeMap<String, (Known, Option<String>)>);

impl Facts {
    /// What is known of the fact called `id`.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Known> {
        self.0.get(id).map(|(known, _)| known)
    }

    /// Where an answer comes from, when it is not from the person.
    #[must_use]
    pub fn origin(&self, id: &str) -> Option<&str> {
        self.0.get(id).and_then(|(_, origin)| origin.as_deref())
    }

    /// Takes note of an answer, and of where it comes from if not from the person.
    pub fn set(&mut self, id: impl Into<String>, known: Known, origin: Option<String>) {
        self.0.insert(id.into(), (known, origin));
    }

    /// Forgets an answer.
    pub fn remove(&mut self, id: &str) {
        self.0.remove(id);
    }

    /// The answers, by their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Known)> {
        self.0.iter().map(|(id, (known, _))| (id.as_str(), known))
    }

    /// Without the facts named.
    pub(super) fn without(&self, ids: &[&str]) -> Facts {
        Facts(self.0.iter().filter(|(id, _)| !ids.contains(&id.as_str())).map(|(id, value)| (id.clone(), value.clone())).collect())
    }
}

impl Known {
    /// The answer as a person reads it.
    #[must_use]
    pub fn told(&self, unit: &str) -> String {
        match self {
            Known::YesNo(true) => "是".to_owned(),
            Known::YesNo(false) => "否".to_owned(),
            Known::Number(number) => format!("{number}{unit}"),
            Known::Moment(moment) => moment.to_string(),
            Known::Never => "无".to_owned(),
            Known::Text(text) => text.clone(),
        }
    }
}

/// Why an answer cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FactFault {
    /// No policy asks for it.
    #[error("没有“{id}”这一项{}", near.as_ref().map(|near| format!("，是否要写 {near}")).unwrap_or_default())]
    NoSuchFact {
        /// The key.
        id: String,
        /// A key that is spelt nearly so.
        near: Option<String>,
    },
    /// It is not of the fact's kind.
    #[error("“{id}”写作“{got}”，应为{}（{}）", expected[0], ask[0])]
    Kind {
        /// The key.
        id: String,
        /// What was written.
        got: String,
        /// What can be written, in Chinese and in English.
        expected: Box<[String; 2]>,
        /// The question, in Chinese and in English.
        ask: Box<[String; 2]>,
    },
}

impl FactFault {
    /// The message in English.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            FactFault::NoSuchFact { id, near: Some(near) } => format!("there is no fact “{id}”; did you mean {near}"),
            FactFault::NoSuchFact { id, near: None } => format!("there is no fact “{id}”"),
            FactFault::Kind { id, got, expected, ask } => format!("“{id}” says “{got}”, should be {} ({})", expected[1], ask[1]),
        }
    }
}

/// The English text; where a user's own file has none, the Chinese.
pub(super) fn english<'t>(chinese: &'t str, english: &'t str) -> &'t str {
    if english.is_empty() { chinese } else { english }
}

/// Words that say that nothing is known.
const UNKNOWN: [&str; 10] = ["", "不详", "不知道", "未知", "待查", "待补", "?", "？", "unknown", "not known"];

impl Fact {
    /// Understands an answer; `None` when it says that nothing is known.
    ///
    /// # Errors
    ///
    /// [`FactFault::Kind`] when it is not of the fact's kind.
    pub fn read(&self, value: &Value) -> Result<Option<Known>, FactFault> {
        if let Value::Text(text) = value
            && UNKNOWN.contains(&text.trim())
        {
            return Ok(None);
        }
        let known = match (self.kind, value) {
            (FactKind::YesNo, Value::Bool(answer)) => Some(Known::YesNo(*answer)),
            (FactKind::YesNo, Value::Text(text)) => match text.trim() {
                "是" | "有" | "yes" | "true" => Some(Known::YesNo(true)),
                "否" | "无" | "没有" | "no" | "false" | "none" => Some(Known::YesNo(false)),
                _ => None,
            },
            (FactKind::Number, Value::Number(number)) => Some(Known::Number(*number)),
            (FactKind::Number, Value::Text(text)) => {
                let number = text.trim().trim_end_matches(self.unit.as_str()).trim_end_matches(self.unit_en.as_str());
                number.trim().replace([',', '，'], "").parse().ok().map(Known::Number)
            }
            (FactKind::Date | FactKind::Event, Value::Text(text)) => match (self.kind, text.trim()) {
                (FactKind::Event, "无" | "没有" | "从未" | "none" | "never") => Some(Known::Never),
                (_, text) => text.parse().ok().map(Known::Moment),
            },
            (FactKind::Date | FactKind::Event, Value::Number(year)) => format!("{year}").parse().ok().map(Known::Moment),
            (FactKind::Event, Value::Bool(false)) => Some(Known::Never),
            (FactKind::Choice, Value::Text(text)) => {
                let named = |options: &[String]| options.iter().position(|option| option.eq_ignore_ascii_case(text.trim()));
                let place = named(&self.options).or_else(|| named(&self.options_en));
                place.and_then(|place| self.options.get(place)).map(|option| Known::Text(option.clone()))
            }
            (FactKind::Text, Value::Text(text)) => Some(Known::Text(text.trim().to_owned())),
            _ => None,
        };
        let known = known.filter(|known| match (known, self.range) {
            (Known::Number(number), Some([least, most])) => (least..=most).contains(number),
            (Known::Number(number), None) => number.is_finite(),
            _ => true,
        });
        known.map(Some).ok_or_else(|| FactFault::Kind {
            id: self.id.clone(),
            got: match value {
                Value::Bool(answer) => answer.to_string(),
                Value::Number(number) => number.to_string(),
                Value::Text(text) => text.chars().take(40).collect(),
            },
            expected: Box::new([self.expected(), self.expected_en()]),
            ask: Box::new([self.ask.clone(), english(&self.ask, &self.ask_en).to_owned()]),
        })
    }

    /// What can be written as an answer.
    #[must_use]
    pub fn expected(&self) -> String {
        match self.kind {
            FactKind::YesNo => "是 / 否".to_owned(),
            FactKind::Number => {
                let range = self.range.map(|[least, most]| format!("，{least}～{most}")).unwrap_or_default();
                let unit = if self.unit.is_empty() { String::new() } else { format!("，单位 {}", self.unit) };
                format!("数字{unit}{range}")
            }
            FactKind::Date => "日期，如 2025-06-30、2025-06 或 2025".to_owned(),
            FactKind::Event => "最近一次的日期，如 2024-05-01、2024-05 或 2024；从未发生写“无”".to_owned(),
            FactKind::Choice => self.options.join(" / "),
            FactKind::Text => "文字".to_owned(),
        }
    }

    /// What can be written as an answer, in English.
    #[must_use]
    pub fn expected_en(&self) -> String {
        match self.kind {
            FactKind::YesNo => "yes / no".to_owned(),
            FactKind::Number => {
                let range = self.range.map(|[least, most]| format!(", {least} to {most}")).unwrap_or_default();
                let unit = english(&self.unit, &self.unit_en);
                let unit = if unit.is_empty() { String::new() } else { format!(" in {unit}") };
                format!("a number{unit}{range}")
            }
            FactKind::Date => "a date such as 2025-06-30, 2025-06 or 2025".to_owned(),
            FactKind::Event => "the date of the last time, such as 2024-05-01, 2024-05 or 2024; never where it never was".to_owned(),
            FactKind::Choice => if self.options_en.is_empty() { &self.options } else { &self.options_en }.join(" / "),
            FactKind::Text => "words".to_owned(),
        }
    }

    /// An answer as a person reads it in English.
    #[must_use]
    pub fn told_en(&self, known: &Known) -> String {
        match known {
            Known::YesNo(answer) => if *answer { "yes" } else { "no" }.to_owned(),
            Known::Number(number) => format!("{number} {}", english(&self.unit, &self.unit_en)).trim_end().to_owned(),
            Known::Moment(moment) => moment.to_string(),
            Known::Never => "never".to_owned(),
            Known::Text(text) => {
                let place = self.options.iter().position(|option| option == text);
                place.and_then(|place| self.options_en.get(place)).unwrap_or(text).clone()
            }
        }
    }
}
