//! The shared case table: every `tests/cases/*.toml` says what the guideline demands of a text.
//!
//! The same texts run through the command line and the page; here each expectation is asserted. A text that the engine
//! still gets wrong stands in `tests/cases/known-wrong.txt` until it is right.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use greencat_core::{Classification, Classifier, Code, Outcome, Verdict};
use serde::Deserialize;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
}

/// One text and what must be said of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    outcome: Outcome,
    /// All direct entries, in any order.
    #[serde(default)]
    direct: BTreeSet<String>,
    /// All conditional entries, in any order.
    #[serde(default)]
    conditional: BTreeSet<String>,
    /// Entries that must be among the near ones.
    #[serde(default)]
    near: BTreeSet<String>,
    /// Entries that must not appear at all.
    #[serde(default)]
    absent: BTreeSet<String>,
    /// The entry that must be ranked first.
    first: Option<String>,
    /// Words that must be among the first entry's evidence.
    #[serde(default)]
    words: Vec<String>,
}

impl Case {
    fn codes(&self) -> impl Iterator<Item = &String> {
        self.direct.iter().chain(&self.conditional).chain(&self.near).chain(&self.absent).chain(&self.first)
    }

    /// What the case contradicts itself in, if it does.
    fn contradiction(&self) -> Option<&'static str> {
        let stated = match self.outcome {
            Outcome::Green => !self.direct.is_empty(),
            Outcome::Conditional => self.direct.is_empty() && !self.conditional.is_empty(),
            // A case may leave open which entries are near.
            Outcome::Near => self.direct.is_empty() && self.conditional.is_empty(),
            Outcome::None | Outcome::Unclear => self.direct.is_empty() && self.conditional.is_empty() && self.near.is_empty(),
        };
        if !stated {
            return Some("the entries do not lead to the outcome");
        }
        let mut seen = BTreeSet::new();
        let each_once = self.direct.iter().chain(&self.conditional).chain(&self.near).chain(&self.absent).all(|code| seen.insert(code));
        if !each_once {
            return Some("an entry has two verdicts");
        }
        let positive = |code: &String| self.direct.contains(code) || self.conditional.contains(code);
        if self.first.as_ref().is_some_and(|code| !positive(code) && (self.outcome != Outcome::Near || !self.near.contains(code))) {
            return Some("the first entry is not among those stated");
        }
        None
    }

    /// Every expectation that the answer misses, in words.
    fn misses(&self, answer: &Classification) -> Vec<String> {
        let mut misses = Vec::new();
        if answer.outcome != self.outcome {
            misses.push(format!("outcome: expected {:?}, got {:?}", self.outcome, answer.outcome));
        }
        for (verdict, expected) in [(Verdict::Direct, &self.direct), (Verdict::Conditional, &self.conditional)] {
            let got = codes(answer, verdict);
            if got != *expected {
                misses.push(format!("{verdict:?}: expected {expected:?}, got {got:?}"));
            }
        }
        let near = codes(answer, Verdict::Near);
        for code in self.near.difference(&near) {
            misses.push(format!("near: expected {code} among {near:?}"));
        }
        for candidate in &answer.entries {
            if self.absent.contains(&candidate.code.to_string()) {
                misses.push(format!("absent: {} is {:?}", candidate.code, candidate.verdict));
            }
        }
        let first = answer.entries.first();
        if let Some(expected) = &self.first {
            let got = first.map(|candidate| candidate.code.to_string());
            if got.as_ref() != Some(expected) {
                misses.push(format!("first: expected {expected}, got {got:?}"));
            }
        }
        let terms: Vec<&str> = first.map_or_else(Vec::new, |first| first.evidence.iter().map(|evidence| evidence.term.as_str()).collect());
        for word in &self.words {
            if !terms.contains(&word.as_str()) {
                misses.push(format!("words: expected {word} among {terms:?}"));
            }
        }
        misses
    }
}

fn codes(answer: &Classification, verdict: Verdict) -> BTreeSet<String> {
    answer.entries.iter().filter(|candidate| candidate.verdict == verdict).map(|candidate| candidate.code.to_string()).collect()
}

/// All cases with their file's name, in the order of files and of the cases in them.
fn cases() -> Vec<(String, Case)> {
    let mut paths: Vec<_> = std::fs::read_dir(FOLDER)
        .unwrap_or_else(|error| panic!("{FOLDER}: {error}"))
        .map(|file| file.unwrap_or_else(|error| panic!("{FOLDER}: {error}")).path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    paths.iter().flat_map(|path| load(path)).collect()
}

fn load(path: &Path) -> Vec<(String, Case)> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let table: Table = toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
    table.case.into_iter().map(|case| (file.clone(), case)).collect()
}

/// Fails with all complaints at once: a change of the catalogue is judged by the whole list.
#[track_caller]
fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn every_case_gets_the_answer_the_guideline_demands() {
    let classifier = Classifier::embedded();
    let complaints: Vec<String> = cases()
        .iter()
        .filter_map(|(file, case)| {
            let misses = case.misses(&classifier.classify(&case.text));
            (!misses.is_empty()).then(|| format!("{file}: {}\n    {:?}\n    {}", case.name, case.text, misses.join("\n    ")))
        })
        .collect();
    assert_none(&complaints);
}

#[test]
fn there_are_at_least_150_cases() {
    let count = cases().len();
    assert!(count >= 150, "{count} cases");
}

#[test]
fn names_of_cases_are_unique() {
    let mut files = BTreeMap::new();
    let mut complaints = Vec::new();
    for (file, case) in cases() {
        if let Some(other) = files.insert(case.name.clone(), file.clone()) {
            complaints.push(format!("{file}: {:?} stands in {other} too", case.name));
        }
    }
    assert_none(&complaints);
}

#[test]
fn no_case_contradicts_itself() {
    let complaints: Vec<String> =
        cases().iter().filter_map(|(file, case)| case.contradiction().map(|reason| format!("{file}: {}: {reason}", case.name))).collect();
    assert_none(&complaints);
}

#[test]
fn every_code_in_a_case_is_an_entry_of_the_catalogue() {
    let classifier = Classifier::embedded();
    let known = |code: &str| code.split('.').count() == 3 && code.parse::<Code>().is_ok_and(|code| classifier.entry(code).is_some());
    let complaints: Vec<String> = cases()
        .iter()
        .flat_map(|(file, case)| {
            case.codes().filter(|code| !known(code)).map(|code| format!("{file}: {}: {code}", case.name)).collect::<Vec<_>>()
        })
        .collect();
    assert_none(&complaints);
}

#[test]
fn every_group_of_the_catalogue_has_a_case() {
    let covered: BTreeSet<String> = cases()
        .iter()
        .flat_map(|(_, case)| case.direct.iter().chain(&case.conditional).cloned().collect::<Vec<_>>())
        .flat_map(|code| {
            let mut levels = code.split('.');
            let (first, second) = (levels.next().unwrap_or_default(), levels.next().unwrap_or_default());
            [first.to_owned(), format!("{first}.{second}")]
        })
        .collect();
    let complaints: Vec<String> = Classifier::embedded()
        .nodes()
        .filter(|node| node.code.to_string().split('.').count() < 3 && !covered.contains(&node.code.to_string()))
        .map(|node| format!("{} {} has no direct or conditional case", node.code, node.name))
        .collect();
    assert_none(&complaints);
}
