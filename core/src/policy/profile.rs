//! A park's own access threshold (绿色招商引资准入门槛), written as a short file and read as a policy.

use serde::{Deserialize, Serialize};

use super::book::{Check, Condition, ConditionKind, Document, Note, NoteKind, Policies, Seen};
use super::fact::Fact;
use super::rule::Rule;
use crate::verdict::Verdict;

/// The threshold of one park.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The name on the command line.
    pub id: String,
    /// The threshold's name.
    pub name: String,
    /// The English name.
    #[serde(default)]
    pub name_en: String,
    /// Whose threshold it is.
    pub park: String,
    /// From when on it holds.
    #[serde(default)]
    pub issued: String,
    /// The park's own document.
    #[serde(default)]
    pub basis: String,
    /// Which entries are wanted.
    pub wanted: Wanted,
    /// Which entries are not taken.
    #[serde(default)]
    pub unwanted: Vec<Unwanted>,
    /// Least numbers.
    #[serde(default)]
    pub minimum: Vec<Bound>,
    /// Greatest numbers.
    #[serde(default)]
    pub maximum: Vec<Bound>,
    /// What must be so.
    #[serde(default)]
    pub require: Vec<Statement>,
    /// What must not be so.
    #[serde(default)]
    pub exclude: Vec<Statement>,
    /// Facts that no other policy asks for.
    #[serde(default)]
    pub fact: Vec<Fact>,
}

/// The entries that are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Codes of any level; empty for the whole catalogue.
    #[serde(default)]
    pub entries: Vec<String>,
    /// `direct`, or `conditional` when proof may follow.
    pub verdict: Verdict,
    /// The papers that show it.
    #[serde(default)]
    pub papers: Vec<String>,
}

/// Entries that are not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unwanted {
    /// Codes of any level.
    pub entries: Vec<String>,
    /// Why.
    pub text: String,
}

/// A bound of a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bound {
    /// The fact.
    pub fact: String,
    /// The bound, itself allowed.
    pub number: f64,
    /// The condition in words.
    pub text: String,
    /// The papers that show it.
    #[serde(default)]
    pub papers: Vec<String>,
}

/// A yes-or-no condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The fact.
    pub fact: String,
    /// The condition in words.
    pub text: String,
    /// The papers that show it.
    #[serde(default)]
    pub papers: Vec<String>,
}

impl Profile {
    /// Adds the threshold to `policies` as a document with one check.
    ///
    /// # Errors
    ///
    /// What is wrong with the profile: a fact that nothing defines, or one of the wrong kind.
    pub fn join(self, policies: &mut Policies) -> Result<(), Vec<String>> {
        policies.documents.retain(|document| document.id != self.id);
        for fact in &self.fact {
            policies.facts.retain(|known| known.id != fact.id);
            policies.facts.push(fact.clone());
        }
        policies.documents.push(self.document());
        let faults = policies.faults();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    fn document(self) -> Document {
        let mut conditions = Vec::new();
        let mut add = |id: String, kind, text: String, rule, papers| {
            let article = self.basis.clone();
            conditions.push(Condition { id, checks: Vec::new(), kind, text, article, seen: Seen::Own, rule, papers });
        };
        let Wanted { entries, verdict, papers } = self.wanted;
        let list = if entries.is_empty() { "任一条目".to_owned() } else { entries.join("、") };
        let how = if verdict == Verdict::Direct { "文本写明" } else { "文本写明或可凭证书补证" };
        let text = format!("主营业务属于《绿色产业指导目录（2019年版）》的 {list}（{how}）");
        add("wanted".to_owned(), ConditionKind::Must, text, Rule::Entry { within: entries, verdict }, papers);
        for (place, unwanted) in self.unwanted.into_iter().enumerate() {
            let rule = Rule::Not { rule: Box::new(Rule::Entry { within: unwanted.entries, verdict: Verdict::Direct }) };
            add(format!("unwanted-{}", place + 1), ConditionKind::Exclusion, unwanted.text, rule, Vec::new());
        }
        for Bound { fact, number, text, papers } in self.minimum {
            add(fact.clone(), ConditionKind::Must, text, Rule::AtLeast { fact, number }, papers);
        }
        for Bound { fact, number, text, papers } in self.maximum {
            add(fact.clone(), ConditionKind::Must, text, Rule::AtMost { fact, number }, papers);
        }
        for Statement { fact, text, papers } in self.require {
            add(fact.clone(), ConditionKind::Must, text, Rule::Yes { fact }, papers);
        }
        for Statement { fact, text, papers } in self.exclude {
            add(fact.clone(), ConditionKind::Exclusion, text, Rule::No { fact }, papers);
        }
        let origin = "建立绿色招商引资准入门槛，是 发改办环资〔2020〕519号 所列建设任务之一；门槛的内容由园区自定";
        let note =
            Note { checks: Vec::new(), kind: NoteKind::Procedure, text: origin.to_owned(), article: String::new(), seen: Seen::Excerpt };
        Document {
            id: self.id.clone(),
            title: self.name.clone(),
            number: String::new(),
            issuer: self.park,
            issued: self.issued.clone(),
            as_of: self.issued,
            read_in: "园区自定的文件".to_owned(),
            complete: true,
            checks: vec![Check { id: self.id, name: self.name, name_en: self.name_en, subject: "企业".to_owned() }],
            conditions,
            notes: vec![note],
        }
    }
}
