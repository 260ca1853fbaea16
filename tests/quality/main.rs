//! The labelled descriptions, and what the program answers to them.
//!
//! The labels follow the meaning, not the program: errors are allowed here, but not unseen ones. Each change of the
//! answers shows as a difference of `figures.txt`, which someone reads before accepting it.

// A test that cannot go on should stop there, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use greencat_core::Classifier;
use xtask::eval::{Labelled, read};
use xtask::quality::{ACCEPT, SNAPSHOT, TEXTS, measure};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn descriptions() -> Vec<Labelled> {
    read(&root().join(TEXTS)).unwrap()
}

/// The codes of the 211 entries.
fn entries() -> BTreeSet<String> {
    let classifier = Classifier::embedded();
    classifier.nodes().map(|node| node.code.to_string()).filter(|code| code.split('.').count() == 3).collect()
}

#[test]
fn descriptions_are_many_and_each_is_there_once() {
    let rows = descriptions();
    assert!(rows.len() >= 400, "{} texts", rows.len());
    for field in [|row: &Labelled| row.id.clone(), |row: &Labelled| row.text.clone()] {
        let mut seen = BTreeSet::new();
        let twice: Vec<String> = rows.iter().map(field).filter(|value| !seen.insert(value.clone())).collect();
        assert!(twice.is_empty(), "there twice: {twice:?}");
    }
}

#[test]
fn labels_are_entries_and_each_is_given_once() {
    let entries = entries();
    for row in descriptions() {
        let labels: Vec<&String> = row.direct.iter().chain(&row.conditional).chain(&row.near).collect();
        let distinct: BTreeSet<&String> = labels.iter().copied().collect();
        assert_eq!(labels.len(), distinct.len(), "{}: an entry with two verdicts", row.id);
        for label in labels {
            assert!(entries.contains(label), "{}: no entry {label}", row.id);
        }
        let positive: Vec<&String> = row.direct.iter().chain(&row.conditional).collect();
        match &row.primary {
            Some(primary) => assert!(positive.contains(&primary), "{}: the main entry {primary} is not labelled", row.id),
            None => assert!(positive.is_empty(), "{}: no main entry", row.id),
        }
    }
}

#[test]
fn every_entry_has_a_description_that_belongs_to_it() {
    let rows = descriptions();
    let labelled: BTreeSet<String> = rows.iter().flat_map(|row| row.direct.iter().chain(&row.conditional).cloned()).collect();
    let entries = entries();
    assert_eq!(entries.len(), 211);
    let missing: Vec<&String> = entries.difference(&labelled).collect();
    assert!(missing.is_empty(), "no description for {missing:?}");
}

#[test]
fn answers_are_those_of_the_snapshot() {
    let committed = fs::read_to_string(root().join(SNAPSHOT)).unwrap_or_default();
    let measured = measure(&descriptions());
    if committed == measured {
        return;
    }
    let (before, after): (BTreeSet<&str>, BTreeSet<&str>) = (committed.lines().collect(), measured.lines().collect());
    let gone = before.difference(&after).map(|line| format!("- {line}"));
    let come = after.difference(&before).map(|line| format!("+ {line}"));
    let lines: Vec<String> = gone.chain(come).collect();
    panic!("the answers changed; if the change is meant, `{ACCEPT}` and commit {SNAPSHOT}:\n{}", lines.join("\n"));
}
