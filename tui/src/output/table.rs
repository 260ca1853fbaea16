//! Answers as columns, for spreadsheets: what CSV and workbooks append to the rows they were given.

use std::borrow::Cow;
use std::fmt::Write as _;

use greencat_core::{Candidate, Classification, Classifier, Code, EvidenceKind, Outcome, Verdict};

use super::Options;
use crate::args::Lang;
use crate::batch::{Record, RecordId};
use crate::input::fields::{Layout, Role};

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
    /// How the fields of objects stand in them.
    layout: Option<Layout>,
    names: Vec<(Code, String, String)>,
}

impl Table {
    pub(super) fn new(classifier: &Classifier, options: &Options) -> Table {
        let passes_through = !options.header.is_empty();
        let header = match &options.layout {
            _ if passes_through => options.header.clone(),
            Some(layout) => layout.header(),
            None => Layout::BARE.map(|(zh, en)| options.lang.pick(zh, en).to_owned()).to_vec(),
        };
        let names = classifier.nodes().map(|node| (node.code, node.name, node.name_en)).collect();
        Table { lang: options.lang, long: options.long, header, passes_through, layout: options.layout.clone(), names }
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
        } else if let Some(layout) = &self.layout {
            fields(layout, record, &mut row);
        } else {
            row.push(id(record));
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

/// What the record is called.
fn id<'r>(record: &Record<'r>) -> Cow<'r, str> {
    match record.id {
        RecordId::Number(number) => Cow::Owned(number.to_string()),
        RecordId::Text(text) => Cow::Borrowed(text),
        RecordId::Json(json) => cell(json),
    }
}

/// A JSON value as a cell: a text is what it says, null is empty, anything else stays JSON.
fn cell(json: &str) -> Cow<'_, str> {
    match json {
        "null" => Cow::Borrowed(""),
        _ if json.starts_with('"') => serde_json::from_str::<String>(json).map_or(Cow::Borrowed(json), Cow::Owned),
        _ => Cow::Borrowed(json),
    }
}

/// The fields of a record in the columns of the first one; those for which there is none stand in the last, as one object.
fn fields<'r>(layout: &Layout, record: &Record<'r>, row: &mut Vec<Cow<'r, str>>) {
    let rest_place = Some(layout.rest());
    row.resize(layout.rest() + 1, Cow::Borrowed(""));
    let mut put = |place: Option<usize>, value: Cow<'r, str>| {
        let slot = place.and_then(|place| row.get_mut(place));
        slot.map(|slot| *slot = value).is_some()
    };
    // Whoever has no id is numbered, as in JSON.
    put(layout.id, id(record));
    let is_object = record.fields().any(|field| field.role != Role::Line);
    let has_text = layout.is_bare || !is_object;
    if has_text && !put(layout.text, Cow::Borrowed(record.text)) && !record.text.is_empty() {
        put(rest_place, Cow::Owned(serde_json::to_string(record.text).unwrap_or_default()));
    }
    let mut rest = String::new();
    for field in record.fields() {
        if field.role == Role::Line {
            put(rest_place, Cow::Borrowed(field.json));
        } else if layout.is_bare && field.role != Role::Other || put(layout.place(field.name), cell(field.json)) {
            // It has its place.
        } else {
            rest.push(if rest.is_empty() { '{' } else { ',' });
            rest.push_str(&serde_json::to_string(field.name).unwrap_or_default());
            rest.push(':');
            rest.push_str(field.json);
        }
    }
    if !rest.is_empty() {
        rest.push('}');
        put(rest_place, Cow::Owned(rest));
    }
}

/// The conditions of an entry, in one cell.
fn to_prove(entry: &Candidate) -> String {
    let mut list = String::new();
    for criterion in entry.criteria.iter() {
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
