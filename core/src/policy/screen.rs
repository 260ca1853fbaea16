//! Screening: all conditions of a check against what is known.

use serde::Serialize;

use super::book::{ConditionKind, Note, Policies, PolicyError, Seen, Subject};
use super::evaluate::{Doubt, DoubtKind, World};
use super::fact::{Fact, Facts, english};
use super::truth::Truth;
use crate::classify::Classification;

/// A decisive condition weighs more than all others together.
const DECISIVE: usize = 1000;
/// What a contradiction calls the text, to disbelieve it as it does facts.
pub(super) const TEXT: &str = "text";

/// How the prospect stands to a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Every condition is met.
    Met,
    /// Every condition listed is met; the document has conditions that are not here.
    ListedMet,
    /// Nothing is against it, something is not known.
    Open,
    /// At least one condition is not met.
    NotMet,
}

impl Standing {
    /// The Chinese headline.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Standing::Met => "条件均符合",
            Standing::ListedMet => "所列条件均符合（原文条款未见全，须核对）",
            Standing::Open => "待补：尚有不详",
            Standing::NotMet => "不符合",
        }
    }

    /// The English headline.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Standing::Met => "all conditions met",
            Standing::ListedMet => "all listed conditions met (not all of the document was seen)",
            Standing::Open => "open: not everything is known",
            Standing::NotMet => "not met",
        }
    }
}

/// A condition and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The condition's name.
    pub id: String,
    /// What it decides.
    pub kind: ConditionKind,
    /// The condition in our words.
    pub text: String,
    /// The same in English.
    pub text_en: String,
    /// The article or passage.
    pub article: String,
    /// The same in English.
    pub article_en: String,
    /// How well the condition is established.
    pub seen: Seen,
    /// The answer.
    pub truth: Truth,
    /// What was said about it: question, answer, and where from if not from the person.
    pub given: Vec<(String, String)>,
    /// The same in English, one for one.
    pub given_en: Vec<(String, String)>,
    /// What leaves it open.
    pub doubts: Vec<Doubt>,
    /// The papers that show it.
    pub papers: Vec<String>,
    /// The same in English, one for one.
    pub papers_en: Vec<String>,
}

impl Finding {
    /// The answer in Chinese: of an exclusion, whether its ground is there.
    #[must_use]
    pub fn chinese(&self) -> &'static str {
        match (self.kind, self.truth) {
            (ConditionKind::Exclusion, Truth::Yes) => "无此情形",
            (ConditionKind::Exclusion, Truth::No) => "有此情形",
            (_, truth) => truth.chinese(),
        }
    }

    /// The answer in English.
    #[must_use]
    pub fn english(&self) -> &'static str {
        match (self.kind, self.truth) {
            (ConditionKind::Exclusion, Truth::Yes) => "absent",
            (ConditionKind::Exclusion, Truth::No) => "present",
            (_, truth) => truth.english(),
        }
    }
}

/// A question that would help to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// The fact, or nothing when the text has to tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The question.
    pub text: String,
    /// The same in English.
    pub text_en: String,
    /// What to look at.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proof: String,
    /// The same in English.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proof_en: String,
    /// The conditions that wait for it.
    pub conditions: Vec<String>,
}

/// Answers that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// What is wrong.
    pub text: String,
    /// The same in English.
    pub text_en: String,
    /// The facts that are not believed for it.
    pub facts: Vec<String>,
}

/// A check with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Screening {
    /// The check's id.
    pub check: String,
    /// The check's name.
    pub name: String,
    /// The check's English name.
    pub name_en: String,
    /// Who is checked.
    pub subject: Subject,
    /// The document with its number.
    pub document: String,
    /// The same in English.
    pub document_en: String,
    /// Who issued it and when.
    pub issued: String,
    /// The same in English.
    pub issued_en: String,
    /// The day as of which the conditions are stated.
    pub as_of: String,
    /// Where it was read.
    pub read_in: String,
    /// The same in English.
    pub read_in_en: String,
    /// Whether all of its conditions are here.
    pub complete: bool,
    /// The answer.
    pub standing: Standing,
    /// Answers that contradict each other.
    pub conflicts: Vec<Conflict>,
    /// The conditions.
    pub findings: Vec<Finding>,
    /// What to ask, the most telling first.
    pub questions: Vec<Ask>,
    /// Papers to be brought for conditions that are not refuted.
    pub papers: Vec<String>,
    /// The same in English, one for one.
    pub papers_en: Vec<String>,
    /// What else to know.
    pub notes: Vec<Note>,
}

impl Screening {
    /// How many decisive conditions have this answer.
    #[must_use]
    pub fn count(&self, truth: Truth) -> usize {
        self.findings.iter().filter(|finding| finding.kind.is_decisive() && finding.truth == truth).count()
    }
}

impl Policies {
    /// Checks what is known, and the text if there is one, against the check called `name`.
    ///
    /// # Errors
    ///
    /// [`PolicyError::NoSuchCheck`], with the names there are.
    pub fn screen(&self, name: &str, facts: &Facts, text: Option<&Classification>) -> Result<Screening, PolicyError> {
        let (document, check) = self.check(name)?;
        let needed: Vec<&str> = self.facts_of(document.conditions_of(&check.id)).iter().map(|fact| fact.id.as_str()).collect();
        let all = World { facts, text };
        let conflicts: Vec<Conflict> = self
            .contradictions
            .iter()
            .filter(|one| one.facts.iter().any(|fact| needed.contains(&fact.as_str())))
            .filter(|one| all.answer(&one.when).truth == Truth::Yes)
            .map(|one| Conflict { text: one.text.clone(), text_en: english(&one.text, &one.text_en).to_owned(), facts: one.facts.clone() })
            .collect();
        let disputed: Vec<&str> = conflicts.iter().flat_map(|conflict| conflict.facts.iter().map(String::as_str)).collect();
        let believed = facts.without(&disputed);
        let world = World { facts: &believed, text: text.filter(|_| !disputed.contains(&TEXT)) };
        let findings: Vec<Finding> = document
            .conditions_of(&check.id)
            .map(|condition| {
                let answer = world.answer(&condition.rule);
                let (given, given_en) = self.given(&condition.rule, facts, &disputed).into_iter().unzip();
                Finding {
                    id: condition.id.clone(),
                    kind: condition.kind,
                    text: condition.text.clone(),
                    text_en: english(&condition.text, &condition.text_en).to_owned(),
                    article: condition.article.clone(),
                    article_en: english(&condition.article, &condition.article_en).to_owned(),
                    seen: condition.seen,
                    truth: answer.truth,
                    given,
                    given_en,
                    doubts: answer.doubts,
                    papers: condition.papers.clone(),
                    papers_en: translated(&condition.papers, &condition.papers_en),
                }
            })
            .collect();
        let decisive = findings.iter().filter(|finding| finding.kind.is_decisive());
        let standing = match decisive.fold(Truth::Yes, |all, finding| all.and(finding.truth)) {
            Truth::No => Standing::NotMet,
            Truth::Unknown => Standing::Open,
            Truth::Yes if document.complete => Standing::Met,
            Truth::Yes => Standing::ListedMet,
        };
        let (mut papers, mut papers_en): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for finding in findings.iter().filter(|finding| finding.truth != Truth::No) {
            for (paper, paper_en) in finding.papers.iter().zip(&finding.papers_en) {
                if !papers.contains(paper) {
                    papers.push(paper.clone());
                    papers_en.push(paper_en.clone());
                }
            }
        }
        Ok(Screening {
            check: check.id.clone(),
            name: check.name.clone(),
            name_en: english(&check.name, &check.name_en).to_owned(),
            subject: check.subject,
            document: if document.number.is_empty() {
                document.title.clone()
            } else {
                format!("{}（{}）", document.title, document.number)
            },
            document_en: if document.number.is_empty() {
                english(&document.title, &document.title_en).to_owned()
            } else {
                format!("{} ({})", english(&document.title, &document.title_en), document.number)
            },
            issued: format!("{}，{}", document.issuer, document.issued),
            issued_en: format!("{}, {}", english(&document.issuer, &document.issuer_en), english(&document.issued, &document.issued_en)),
            as_of: document.as_of.clone(),
            read_in: document.read_in.clone(),
            read_in_en: english(&document.read_in, &document.read_in_en).to_owned(),
            complete: document.complete,
            standing,
            conflicts,
            questions: self.questions(&findings),
            findings,
            papers,
            papers_en,
            notes: document.notes_of(&check.id).cloned().collect(),
        })
    }

    /// What was said about a rule's facts, in Chinese and in English.
    fn given(&self, rule: &super::Rule, facts: &Facts, disputed: &[&str]) -> Vec<(Said, Said)> {
        let mut given: Vec<(Said, Said)> = Vec::new();
        let mut named = 0;
        rule.facts(&mut |_| named += 1);
        rule.facts(&mut |id| {
            // The reference date stands at the head of a record; here only where it is itself the matter.
            if id == "as_of" && named > 1 {
                return;
            }
            let (Some(fact), Some(known)) = (self.fact(id), facts.get(id)) else { return };
            let (mut told, mut told_en) = (known.told(&fact.unit), fact.told_en(known));
            if let Some(origin) = facts.origin(id) {
                told = format!("{told}（{origin}）");
                told_en = format!("{told_en} ({origin})");
            }
            if disputed.contains(&id) {
                told.push_str("（与别的回答矛盾，暂不采信）");
                told_en.push_str(" (contradicts another answer, not believed)");
            }
            if !given.iter().any(|((ask, _), _)| *ask == fact.ask) {
                given.push(((fact.ask.clone(), told), (english(&fact.ask, &fact.ask_en).to_owned(), told_en)));
            }
        });
        given
    }

    /// What to ask: first what decisive conditions wait for, and of those what most of them wait for.
    fn questions(&self, findings: &[Finding]) -> Vec<Ask> {
        let mut asks: Vec<(usize, Ask)> = Vec::new();
        for finding in findings {
            for doubt in &finding.doubts {
                let fact = doubt.fact.as_deref().and_then(|id| self.fact(id));
                let Some(ask) = asked(doubt, fact, &finding.id) else { continue };
                let weight = if finding.kind.is_decisive() { DECISIVE } else { 1 };
                match asks.iter_mut().find(|(_, other)| other.fact == ask.fact && other.text == ask.text) {
                    Some((sum, other)) => {
                        *sum += weight;
                        other.conditions.push(finding.id.clone());
                    }
                    None => asks.push((weight, ask)),
                }
            }
        }
        asks.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        // As long as something decisive is open, the rest can wait.
        if asks.first().is_some_and(|(weight, _)| *weight >= DECISIVE) {
            asks.retain(|(weight, _)| *weight >= DECISIVE);
        }
        asks.into_iter().map(|(_, ask)| ask).collect()
    }
}

/// A question and its answer.
type Said = (String, String);

/// The question that would end a doubt.
fn asked(doubt: &Doubt, fact: Option<&Fact>, condition: &str) -> Option<Ask> {
    let mut ask = match (doubt.kind, fact) {
        (DoubtKind::Missing | DoubtKind::Coarse, Some(fact)) => Ask {
            fact: Some(fact.id.clone()),
            text: fact.ask.clone(),
            text_en: english(&fact.ask, &fact.ask_en).to_owned(),
            proof: fact.proof.clone(),
            proof_en: english(&fact.proof, &fact.proof_en).to_owned(),
            conditions: vec![condition.to_owned()],
        },
        (DoubtKind::Text, _) => Ask {
            fact: None,
            text: doubt.text.clone(),
            text_en: doubt.text_en.clone(),
            proof: String::new(),
            proof_en: String::new(),
            conditions: vec![condition.to_owned()],
        },
        _ => return None,
    };
    if doubt.kind == DoubtKind::Coarse {
        ask.text.push_str("（请给出更精确的日期）");
        ask.text_en.push_str(" (a more exact date, please)");
    }
    Some(ask)
}

/// Papers in English; where a user's own file has none, in Chinese.
fn translated(papers: &[String], papers_en: &[String]) -> Vec<String> {
    let translate = |(place, paper): (usize, &String)| papers_en.get(place).unwrap_or(paper).clone();
    papers.iter().enumerate().map(translate).collect()
}
