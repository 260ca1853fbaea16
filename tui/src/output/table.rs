//! Answers as columns, for spreadsheets: what CSV and workbooks append to the rows they were given.

use std::borrow::Cow;
use std::fmt::Write as _;

use greencat_core::{Candidate, Classification, Classifier, Code, EvidenceKind, Outcome, Verdict};

use super::Options;
use crate::args::Lang;
use crate::batch::{Record, RecordId};

/// The columns that we append: Chinese, English.
const COLUMNS: [(&str, &str); 14] = [
    ("结论", "outcome"),
    ("条目代码", "code"),
    ("条目名称", "entry"),
    ("一级", "level 1"),
    ("二级", "level 2"),
    ("判定", "verdict"),
    ("置信度", "confidence"),
    ("依据", "evidence"),
    ("待补材料", "to be proven"),
    ("追问", "question"),
    ("其他条目", "other entries"),
    ("目录版本", "edition"),
    ("程序版本", "version"),
    ("错误", "error"),
];
/// How many they are.
pub(super) const OURS: usize = COLUMNS.len();
/// The place of the confidence among them, which spreadsheets keep as a number.
pub(super) const CONFIDENCE: usize = 6;
/// The place of the outcome.
pub(super) const OUTCOME: usize = 0;

const VERSION: &str = concat!("greencat ", env!("CARGO_PKG_VERSION"));

/// Knows the columns and fills them.
pub(super) struct Table {
    pub(super) lang: Lang,
    pub(super) long: bool,
    /// The columns of the input; for bare texts, the ones that we make of them.
    header: Vec<String>,
    /// Whether the input has columns.
    passes_through: bool,
    names: Vec<(Code, String, String)>,
}

impl Table {
    pub(super) fn new(classifier: &Classifier, options: &Options) -> Table {
        let passes_through = !options.header.is_empty();
        let header = if passes_through {
            options.header.clone()
        } else {
            [("编号", "id"), ("文本", "text")].map(|(zh, en)| options.lang.pick(zh, en).to_owned()).to_vec()
        };
        let names = classifier.nodes().map(|node| (node.code, node.name, node.name_en)).collect();
        Table { lang: options.lang, long: options.long, header, passes_through, names }
    }

    /// The header row.
    pub(super) fn header(&self) -> Vec<Cow<'_, str>> {
        let ours = COLUMNS.iter().map(|(zh, en)| Cow::Borrowed(self.lang.pick(zh, en)));
        self.header.iter().map(|name| Cow::Borrowed(name.as_str())).chain(ours).collect()
    }

    /// The name of a node in the person's language.
    fn name(&self, code: Code) -> &str {
        let found = self.names.binary_search_by_key(&code, |(code, _, _)| *code).ok().and_then(|at| self.names.get(at));
        found.map_or("", |(_, zh, en)| self.lang.pick(zh, en))
    }

    /// Tells the rows of one record: one, or one an entry.
    pub(super) fn rows(&self, record: &Record<'_>, answer: Option<&Classification>, mut tell: impl FnMut(&[Cow<'_, str>])) {
        let mut row: Vec<Cow<'_, str>> = Vec::with_capacity(self.header.len() + COLUMNS.len());
        if self.passes_through {
            row.extend(record.cells().map(Cow::Borrowed));
            row.resize(self.header.len(), Cow::Borrowed(""));
        } else {
            row.push(match record.id {
                RecordId::Number(number) => Cow::Owned(number.to_string()),
                RecordId::Text(text) => Cow::Borrowed(text),
                // A JSON string is named by what it says.
                RecordId::Json(json) => serde_json::from_str::<String>(json).map_or(Cow::Borrowed(json), Cow::Owned),
            });
            row.push(Cow::Borrowed(record.text));
        }
        let ours = row.len();
        match answer {
            None => {
                row.resize(ours + COLUMNS.len(), Cow::Borrowed(""));
                if let Some(cell) = row.get_mut(ours + OUTCOME) {
                    *cell = Cow::Borrowed(self.lang.pick("无法读取", "unreadable"));
                }
                if let Some(cell) = row.last_mut() {
                    *cell = Cow::Borrowed(record.fault.unwrap_or_default());
                }
                tell(&row);
            }
            Some(answer) if self.long && !answer.entries.is_empty() => {
                for entry in &answer.entries {
                    row.truncate(ours);
                    self.push(answer, Some(entry), &[], &mut row);
                    tell(&row);
                }
            }
            Some(answer) => {
                let others = answer.entries.get(1..).unwrap_or_default();
                self.push(answer, answer.entries.first(), others, &mut row);
                tell(&row);
            }
        }
    }

    fn push<'a>(&'a self, answer: &'a Classification, entry: Option<&'a Candidate>, others: &[Candidate], row: &mut Vec<Cow<'a, str>>) {
        row.push(Cow::Borrowed(outcome(answer.outcome, self.lang)));
        match entry {
            Some(entry) => {
                row.push(Cow::Owned(entry.code.to_string()));
                row.push(Cow::Borrowed(self.name(entry.code)));
                row.push(Cow::Borrowed(self.name(entry.code.at_level(1))));
                row.push(Cow::Borrowed(self.name(entry.code.at_level(2))));
                row.push(Cow::Borrowed(verdict(entry.verdict, self.lang)));
            }
            None => row.resize(row.len() + 5, Cow::Borrowed("")),
        }
        let confidence = if self.long { entry.map_or(answer.confidence, |entry| entry.confidence) } else { answer.confidence };
        row.push(Cow::Owned(format!("{}.{:02}", confidence.0 / 100, confidence.0 % 100)));
        row.push(entry.map_or(Cow::Borrowed(""), |entry| Cow::Owned(evidence(entry))));
        let to_prove = entry.filter(|entry| entry.verdict.is_positive()).map(to_prove);
        row.push(to_prove.map_or(Cow::Borrowed(""), Cow::Owned));
        row.push(Cow::Borrowed(answer.question.as_ref().map_or("", |question| self.lang.pick(&question.text, &question.text_en))));
        let mut more = String::new();
        for other in others {
            if !more.is_empty() {
                more.push('；');
            }
            let _ = write!(more, "{} {}（{}）", other.code, self.name(other.code), verdict(other.verdict, self.lang));
        }
        row.push(Cow::Owned(more));
        row.push(Cow::Borrowed(&answer.edition));
        row.push(Cow::Borrowed(VERSION));
        row.push(Cow::Borrowed(""));
    }
}

/// The conditions of an entry, in one cell.
fn to_prove(entry: &Candidate) -> String {
    let mut list = String::new();
    for criterion in &entry.criteria {
        if !list.is_empty() {
            list.push('；');
        }
        let _ = write!(list, "{}：{}{}", criterion.subject, criterion.requirement, criterion.standard);
    }
    list
}

/// The words that led to an entry, subject first.
fn evidence(entry: &Candidate) -> String {
    let mut list = String::new();
    for kind in [EvidenceKind::Subject, EvidenceKind::Grade, EvidenceKind::Role] {
        for evidence in entry.evidence.iter().filter(|evidence| evidence.kind == kind) {
            if !list.is_empty() {
                list.push('、');
            }
            list.push_str(&crate::clean::line(&evidence.term));
        }
    }
    list
}

pub(super) fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    lang.pick(outcome.chinese(), outcome.english())
}

pub(super) fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    lang.pick(verdict.chinese(), verdict.english())
}
