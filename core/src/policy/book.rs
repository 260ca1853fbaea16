//! The policies as they are written down.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fact::{Contradiction, Fact, FactFault, Facts, Value};
use super::rule::Rule;

/// All policies and the facts they ask for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policies {
    /// The facts, in the order in which they are asked.
    pub facts: Vec<Fact>,
    /// Answers that cannot be true together.
    #[serde(default)]
    pub contradictions: Vec<Contradiction>,
    /// The documents.
    pub documents: Vec<Document>,
}

/// How well a statement is established.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// Read in the document, or in an excerpt or a forwarding notice of it.
    Excerpt,
    /// Read in a local document that runs parallel to it.
    Parallel,
    /// From general knowledge, not verified.
    Recall,
    /// The passage was not found.
    NotSeen,
    /// The user's own rule.
    Own,
}

impl Seen {
    /// The Chinese words of a record.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Seen::Excerpt => "见于节选",
            Seen::Parallel => "见于地方平行文件",
            Seen::Recall => "未核实",
            Seen::NotSeen => "未见原文",
            Seen::Own => "本园区规定",
        }
    }

    /// The English words.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Seen::Excerpt => "seen in an excerpt",
            Seen::Parallel => "seen in a parallel local document",
            Seen::Recall => "unverified",
            Seen::NotSeen => "not seen",
            Seen::Own => "the park's own",
        }
    }
}

/// A policy document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The file's name without its ending.
    pub id: String,
    /// The title.
    pub title: String,
    /// The title in English; a translation of ours.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title_en: String,
    /// The document's number, if it has one.
    #[serde(default)]
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer_en: String,
    /// When it was issued, as far as known.
    pub issued: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issued_en: String,
    /// The day as of which its conditions are stated here; empty where that is when it was issued.
    pub as_of: String,
    /// Where it was read.
    pub read_in: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub read_in_en: String,
    /// Whether all of its conditions are here, read in the document itself.
    pub complete: bool,
    /// What can be checked by it.
    pub checks: Vec<Check>,
    /// The conditions.
    pub conditions: Vec<Condition>,
    /// What else to know.
    #[serde(default)]
    pub notes: Vec<Note>,
}

/// Something that can be applied for or belonged to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The name on the command line.
    pub id: String,
    /// The Chinese name, which is taken too.
    pub name: String,
    /// The English name.
    pub name_en: String,
    /// Who is checked.
    pub subject: Subject,
}

/// Who is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// An enterprise.
    #[serde(rename = "企业")]
    Enterprise,
    /// A park.
    #[serde(rename = "园区")]
    Park,
}

impl Subject {
    /// The Chinese word.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Subject::Enterprise => "企业",
            Subject::Park => "园区",
        }
    }

    /// The English word.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Subject::Enterprise => "enterprise",
            Subject::Park => "park",
        }
    }
}

/// What a condition decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionKind {
    /// Must be met.
    Must,
    /// Must be met as well: the ground that excludes is absent.
    Exclusion,
    /// Favoured, not decisive.
    Favour,
    /// Self-assessment, not decisive.
    Task,
    /// For those already listed, not decisive for applying.
    Upkeep,
}

impl ConditionKind {
    /// In the order of a record.
    pub const ALL: [ConditionKind; 5] =
        [ConditionKind::Must, ConditionKind::Exclusion, ConditionKind::Favour, ConditionKind::Task, ConditionKind::Upkeep];

    /// Whether it decides the check.
    #[must_use]
    pub fn is_decisive(self) -> bool {
        matches!(self, ConditionKind::Must | ConditionKind::Exclusion)
    }

    /// The Chinese heading.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            ConditionKind::Must => "必备条件",
            ConditionKind::Exclusion => "一票否决情形",
            ConditionKind::Favour => "优先与鼓励",
            ConditionKind::Task => "任务自评",
            ConditionKind::Upkeep => "列入之后",
        }
    }

    /// The English heading.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            ConditionKind::Must => "Conditions",
            ConditionKind::Exclusion => "Grounds of exclusion",
            ConditionKind::Favour => "Favoured",
            ConditionKind::Task => "Self-assessment",
            ConditionKind::Upkeep => "Once listed",
        }
    }
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its name within the document.
    pub id: String,
    /// The checks it belongs to; empty for all of the document's.
    #[serde(default, rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<String>,
    /// What it decides.
    pub kind: ConditionKind,
    /// In our words.
    pub text: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text_en: String,
    /// The article or passage.
    pub article: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub article_en: String,
    /// How well it is established.
    pub seen: Seen,
    /// How it is decided.
    pub rule: Rule,
    /// The papers that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
    /// The same in English, one for one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers_en: Vec<String>,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// How to apply.
    Procedure,
    /// How long it holds, how it is evaluated.
    Term,
    /// How one leaves it.
    Removal,
    /// What one gets.
    Support,
    /// What is not known here.
    Gap,
}

impl NoteKind {
    /// The Chinese word.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            NoteKind::Procedure => "程序",
            NoteKind::Term => "期限与评估",
            NoteKind::Removal => "退出",
            NoteKind::Support => "支持",
            NoteKind::Gap => "未知",
        }
    }

    /// The English word.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            NoteKind::Procedure => "procedure",
            NoteKind::Term => "term",
            NoteKind::Removal => "removal",
            NoteKind::Support => "support",
            NoteKind::Gap => "not known",
        }
    }
}

/// Something to know that decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The checks it belongs to; empty for all of the document's.
    #[serde(default, rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<String>,
    /// What it is about.
    pub kind: NoteKind,
    /// In our words.
    pub text: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text_en: String,
    /// The article or passage.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub article: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub article_en: String,
    /// How well it is established.
    pub seen: Seen,
}

/// Why a check cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// There is no such check.
    #[error("没有“{got}”这项政策；可用：{}", known.join("、"))]
    NoSuchCheck {
        /// What was asked for.
        got: String,
        /// What there is.
        known: Vec<String>,
    },
}

impl PolicyError {
    /// The message in English.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            PolicyError::NoSuchCheck { got, known } => format!("there is no policy “{got}”; there are: {}", known.join(", ")),
        }
    }
}

impl Policies {
    /// The check called so, by its id or its name, and its document.
    ///
    /// # Errors
    ///
    /// [`PolicyError::NoSuchCheck`], with the names there are.
    pub fn check(&self, name: &str) -> Result<(&Document, &Check), PolicyError> {
        let mut checks = self.documents.iter().flat_map(|document| document.checks.iter().map(move |check| (document, check)));
        checks.clone().find(|(_, check)| check.id == name || check.name == name).ok_or_else(|| PolicyError::NoSuchCheck {
            got: name.chars().take(40).collect(),
            known: checks.by_ref().map(|(_, check)| format!("{} {}", check.id, check.name)).collect(),
        })
    }

    /// The fact called `id`.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// The facts that `conditions` rest on, in the order in which they are asked.
    pub fn facts_of<'p>(&'p self, conditions: impl Iterator<Item = &'p Condition>) -> Vec<&'p Fact> {
        let mut named = Vec::new();
        conditions.for_each(|condition| condition.rule.facts(&mut |fact| named.push(fact)));
        self.facts.iter().filter(|fact| named.contains(&fact.id.as_str())).collect()
    }

    /// Understands a file of answers.
    ///
    /// # Errors
    ///
    /// Every answer that is of no fact or not of the fact's kind.
    pub fn read(&self, answers: &BTreeMap<String, Value>) -> Result<Facts, Vec<FactFault>> {
        let (mut facts, mut faults) = (Facts::default(), Vec::new());
        for (id, value) in answers {
            let Some(fact) = self.fact(id) else {
                let distance = |fact: &&Fact| strsim::osa_distance(&fact.id, id);
                let near = self.facts.iter().min_by_key(distance).filter(|fact| distance(fact) <= 3).map(|fact| fact.id.clone());
                faults.push(FactFault::NoSuchFact { id: id.chars().take(40).collect(), near });
                continue;
            };
            match fact.read(value) {
                Ok(Some(known)) => facts.set(id.clone(), known, None),
                Ok(None) => {}
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Ok(facts) } else { Err(faults) }
    }
}

impl Document {
    /// The conditions of a check.
    pub fn conditions_of<'d>(&'d self, check: &'d str) -> impl Iterator<Item = &'d Condition> {
        self.conditions.iter().filter(move |condition| belongs(&condition.checks, check))
    }

    /// The notes of a check.
    pub fn notes_of<'d>(&'d self, check: &'d str) -> impl Iterator<Item = &'d Note> {
        self.notes.iter().filter(move |note| belongs(&note.checks, check))
    }
}

fn belongs(checks: &[String], check: &str) -> bool {
    checks.is_empty() || checks.iter().any(|one| one == check)
}
