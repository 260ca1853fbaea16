//! `cargo xtask census`: which words lead where in a corpus, for people to read.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use anyhow::{Context, Result};
use greencat_core::{Classifier, EvidenceKind};

/// Arguments of the task.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Texts, one a line
    input: PathBuf,
    /// Folder to write one TSV an entry to: verdict, term, count, examples
    #[arg(long, short)]
    output: PathBuf,
}

/// Examples kept a term, and characters of context on each side of it.
const EXAMPLES: usize = 4;
const CONTEXT: usize = 14;

type Tally = BTreeMap<(String, String), (usize, Vec<String>)>;

/// Runs the task.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(args: &Args) -> Result<()> {
    let classifier = Classifier::embedded();
    let mut entries: BTreeMap<String, Tally> = BTreeMap::new();
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    let file = fs::File::open(&args.input).with_context(|| args.input.display().to_string())?;
    for line in BufReader::new(file).lines() {
        let text = line?;
        let chars: Vec<char> = text.chars().collect();
        let answer = classifier.classify(&text);
        *outcomes.entry(answer.outcome.english()).or_default() += 1;
        for entry in &answer.entries {
            let Some(subject) = entry.evidence.iter().find(|evidence| evidence.kind == EvidenceKind::Subject) else { continue };
            let key = (entry.verdict.english().to_owned(), subject.term.clone());
            let tally = entries.entry(entry.code.to_string()).or_default().entry(key).or_default();
            tally.0 += 1;
            if tally.1.len() < EXAMPLES {
                let from = (subject.span.start as usize).saturating_sub(CONTEXT);
                let to = (subject.span.end as usize + CONTEXT).min(chars.len());
                tally.1.push(chars.get(from..to).unwrap_or_default().iter().collect());
            }
        }
    }
    println!("{outcomes:?}");
    fs::create_dir_all(&args.output)?;
    for (code, tally) in entries {
        let mut rows: Vec<_> = tally.into_iter().collect();
        rows.sort_by_key(|((verdict, term), (count, _))| (verdict.clone(), std::cmp::Reverse(*count), term.clone()));
        let lines: Vec<String> = rows
            .iter()
            .map(|((verdict, term), (count, examples))| format!("{verdict}\t{term}\t{count}\t{}", examples.join(" ‖ ")))
            .collect();
        fs::write(args.output.join(format!("{code}.tsv")), lines.join("\n"))?;
    }
    Ok(())
}
