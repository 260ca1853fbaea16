//! `cargo xtask implied`: thesaurus rows that the others imply, so that the thesaurus holds knowledge once.
//!
//! A row is implied when every probe (the term alone, made, sold, installed, …) gets the same verdicts for the
//! same entries without it. Longer rows are tried first; each entry keeps at least [`KEPT`] terms.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Result;
use greencat_core::Classifier;

use crate::index;
use crate::source::{self, Source, Term};

/// Arguments of the task.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Delete the implied rows from catalogue/thesaurus
    #[arg(long)]
    delete: bool,
}

/// Terms that each entry keeps whatever the others imply, the shortest first.
const KEPT: usize = 30;

/// The texts in which a term must mean the same without its row.
fn probes(term: &str) -> [String; 12] {
    [
        term.to_owned(),
        format!("{term}制造"),
        format!("生产、销售{term}"),
        format!("{term}销售"),
        format!("{term}安装、维修"),
        format!("{term}技术研发"),
        format!("{term}设计"),
        format!("{term}技术咨询"),
        format!("{term}工程施工"),
        format!("{term}处理"),
        format!("{term}回收"),
        format!("{term}种植"),
    ]
}

/// Verdicts and codes of a text, in order.
fn meaning(classifier: &Classifier, text: &str) -> String {
    let answer = classifier.classify(text);
    let verdicts: Vec<String> = answer.entries.iter().map(|entry| format!("{}{}", entry.verdict.english(), entry.code)).collect();
    verdicts.join(" ")
}

fn meanings(classifier: &Classifier, term: &str) -> Vec<String> {
    probes(term).iter().map(|text| meaning(classifier, text)).collect()
}

/// Runs the task.
///
/// # Errors
/// When `catalogue/` does not parse or cannot be written.
pub fn run(root: &Path, args: &Args) -> Result<()> {
    let mut source = Source::read(root)?;
    let full = Classifier::from_bytes(index::build_rules(&source)?)?;
    let wanted: BTreeMap<String, Vec<String>> = source.terms.iter().map(|row| (row.term.clone(), meanings(&full, &row.term))).collect();
    let kept = anchors(&source)?;
    let mut lengths: Vec<usize> = source.terms.iter().map(|row| row.term.chars().count()).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let mut dropped: Vec<Term> = Vec::new();
    for length in lengths.into_iter().rev() {
        let (tried, rest): (Vec<Term>, Vec<Term>) =
            std::mem::take(&mut source.terms).into_iter().partition(|row| row.term.chars().count() == length && !kept.contains(&row.term));
        source.terms = rest;
        let without = Classifier::from_bytes(index::build_rules(&source)?)?;
        let (implied, needed): (Vec<Term>, Vec<Term>) =
            tried.into_iter().partition(|row| Some(&meanings(&without, &row.term)) == wanted.get(&row.term));
        source.terms.extend(needed);
        dropped.extend(implied);
    }
    // Rows dropped early may have leaned on rows dropped later.
    loop {
        let without = Classifier::from_bytes(index::build_rules(&source)?)?;
        let (implied, needed): (Vec<Term>, Vec<Term>) =
            dropped.into_iter().partition(|row| Some(&meanings(&without, &row.term)) == wanted.get(&row.term));
        dropped = implied;
        if needed.is_empty() {
            break;
        }
        source.terms.extend(needed);
    }
    println!("{} rows are implied by the other {}", dropped.len(), source.terms.len());
    if args.delete {
        delete(root, &dropped)?;
    } else {
        dropped.iter().take(50).for_each(|row| println!("{}\t{}\t{}", row.term, row.sense, row.place));
    }
    Ok(())
}

/// The shortest terms of each entry.
fn anchors(source: &Source) -> Result<BTreeSet<String>> {
    let mut terms: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for row in &source.terms {
        if let Some(rule) = source::sense(&row.sense)?.rules.first() {
            terms.entry(rule.code.to_string()).or_default().push(&row.term);
        }
    }
    let shortest = terms.into_values().flat_map(|mut terms| {
        terms.sort_by_key(|term| (term.chars().count(), *term));
        terms.into_iter().take(KEPT).map(str::to_owned).collect::<Vec<_>>()
    });
    Ok(shortest.collect())
}

fn delete(root: &Path, dropped: &[Term]) -> Result<()> {
    let gone: BTreeSet<&str> = dropped.iter().map(|row| row.term.as_str()).collect();
    for entry in fs::read_dir(root.join("catalogue/thesaurus"))? {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        let kept: Vec<&str> = text.lines().filter(|line| !gone.contains(line.split('\t').next().unwrap_or_default())).collect();
        fs::write(&path, kept.join("\n") + "\n")?;
    }
    Ok(())
}
