//! A park's own access threshold (绿色招商引资准入门槛), written as a short file and read as a policy.

use serde::{Deserialize, Serialize};

use super::book::{Check, Condition, ConditionKind, Document, Note, NoteKind, Policies, Seen, Subject};
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
    /// The same in English.
    #[serde(default)]
    pub park_en: String,
    /// From when on it holds.
    #[serde(default)]
    pub issued: String,
    /// The same in English.
    #[serde(default)]
    pub issued_en: String,
    /// The park's own document.
    #[serde(default)]
    pub basis: String,
    /// The same in English.
    #[serde(default)]
    pub basis_en: String,
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
    /// The same in English, one for one.
    #[serde(default)]
    pub papers_en: Vec<String>,
}

/// Entries that are not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unwanted {
    /// Codes of any level.
    pub entries: Vec<String>,
    /// Why.
    pub text: String,
    /// The same in English.
    #[serde(default)]
    pub text_en: String,
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
    /// The same in English.
    #[serde(default)]
    pub text_en: String,
    /// The papers that show it.
    #[serde(default)]
    pub papers: Vec<String>,
    /// The same in English, one for one.
    #[serde(default)]
    pub papers_en: Vec<String>,
}

/// A yes-or-no condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The fact.
    pub fact: String,
    /// The condition in words.
    pub text: String,
    /// The same in English.
    #[serde(default)]
    pub text_en: String,
    /// The papers that show it.
    #[serde(default)]
    pub papers: Vec<String>,
    /// The same in English, one for one.
    #[serde(default)]
    pub papers_en: Vec<String>,
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
        let mut add = |id: String, kind, [text, text_en]: [String; 2], rule, papers: [Vec<String>; 2]| {
            let [papers, papers_en] = papers;
            let (article, article_en) = (self.basis.clone(), self.basis_en.clone());
            let (checks, seen) = (Vec::new(), Seen::Own);
            conditions.push(Condition { id, checks, kind, text, text_en, article, article_en, seen, rule, papers, papers_en });
        };
        let Wanted { entries, verdict, papers, papers_en } = self.wanted;
        let texts = wanted(&entries, verdict);
        add("wanted".to_owned(), ConditionKind::Must, texts, Rule::Entry { within: entries, verdict }, [papers, papers_en]);
        for (place, unwanted) in self.unwanted.into_iter().enumerate() {
            let rule = Rule::Not { rule: Box::new(Rule::Entry { within: unwanted.entries, verdict: Verdict::Direct }) };
            let texts = [unwanted.text, unwanted.text_en];
            add(format!("unwanted-{}", place + 1), ConditionKind::Exclusion, texts, rule, Default::default());
        }
        for Bound { fact, number, text, text_en, papers, papers_en } in self.minimum {
            add(fact.clone(), ConditionKind::Must, [text, text_en], Rule::AtLeast { fact, number }, [papers, papers_en]);
        }
        for Bound { fact, number, text, text_en, papers, papers_en } in self.maximum {
            add(fact.clone(), ConditionKind::Must, [text, text_en], Rule::AtMost { fact, number }, [papers, papers_en]);
        }
        for Statement { fact, text, text_en, papers, papers_en } in self.require {
            add(fact.clone(), ConditionKind::Must, [text, text_en], Rule::Yes { fact }, [papers, papers_en]);
        }
        for Statement { fact, text, text_en, papers, papers_en } in self.exclude {
            add(fact.clone(), ConditionKind::Exclusion, [text, text_en], Rule::No { fact }, [papers, papers_en]);
        }
        let note = Note {
            checks: Vec::new(),
            kind: NoteKind::Procedure,
            text: ORIGIN[0].to_owned(),
            text_en: ORIGIN[1].to_owned(),
            article: String::new(),
            article_en: String::new(),
            seen: Seen::Excerpt,
        };
        Document {
            id: self.id.clone(),
            title: self.name.clone(),
            title_en: self.name_en.clone(),
            number: String::new(),
            issuer: self.park,
            issuer_en: self.park_en,
            issued: self.issued,
            issued_en: self.issued_en,
            // It holds from when it was issued.
            as_of: String::new(),
            read_in: "园区自定的文件".to_owned(),
            read_in_en: "the park's own document".to_owned(),
            complete: true,
            checks: vec![Check { id: self.id, name: self.name, name_en: self.name_en, subject: Subject::Enterprise }],
            conditions,
            notes: vec![note],
        }
    }
}

/// Where thresholds come from.
const ORIGIN: [&str; 2] = [
    "建立绿色招商引资准入门槛，是 发改办环资〔2020〕519号 所列建设任务之一；门槛的内容由园区自定",
    "An access threshold for green investment is one of the tasks in notice 发改办环资〔2020〕519号; what it says is the park's own affair",
];

/// The wanted entries in words.
fn wanted(entries: &[String], verdict: Verdict) -> [String; 2] {
    let (list, list_en) =
        if entries.is_empty() { ("任一条目".to_owned(), "any entry".to_owned()) } else { (entries.join("、"), entries.join(", ")) };
    let (how, how_en) = if verdict == Verdict::Direct {
        ("文本写明", "as the text states")
    } else {
        ("文本写明或可凭证书补证", "as the text states, or as certificates may prove")
    };
    [
        format!("主营业务属于《绿色产业指导目录（2019年版）》的 {list}（{how}）"),
        format!("The main business is within {list_en} of the Green Industry Guidance Catalogue (2019), {how_en}"),
    ]
}
