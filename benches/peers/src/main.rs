//! The engine beside its peers: the same texts, one core, paired rounds in one run.
//!
//! `cargo xtask engines --bench` calls this, adds the Python peer and the command line, and writes the table in
//! `docs/PERFORMANCE.md`. By hand, in this folder: `cargo run --release -- rates FILE`.
//!
//! Time is the thread's processor time: on a machine shared with others it says what the work costs.

// A bench for us, never shipped: it may stop with a panic's message.
#![allow(clippy::expect_used)]

use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::{Parser, Subcommand};
use greencat_core::Classifier;
use rustix::time::{ClockId, clock_gettime};
use serde::Serialize;

mod lexical;
mod scan;

#[derive(Parser)]
#[command(about = "The engine beside its peers")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Measure on the texts of a file, one a line; prints one JSON line a round and engine
    Rates {
        /// The texts
        file: PathBuf,
        /// At most so many of them
        #[arg(long, default_value_t = 20_000)]
        most: usize,
        /// Rounds; in each, every engine reads every text once
        #[arg(long, default_value_t = 1)]
        rounds: usize,
    },
    /// Print what the lexical peers search, as JSON: code and text of each entry
    Documents,
}

/// Reads a text and counts something in its answer.
type Engine<'e> = &'e dyn Fn(&str) -> usize;

/// One engine's round.
#[derive(Serialize)]
struct Measured {
    engine: &'static str,
    texts: usize,
    seconds: f64,
    /// Something counted in the answers: the work cannot be left out, and a change of it shows.
    found: usize,
}

/// What a lexical peer searches: an entry's name and scope.
#[derive(Serialize)]
pub(crate) struct Document {
    code: String,
    text: String,
}

fn documents(classifier: &Classifier) -> Vec<Document> {
    let entries = classifier.nodes().filter(|node| node.code.level() == 3);
    entries.map(|entry| Document { code: entry.code.to_string(), text: format!("{}；{}", entry.name, entry.scope.join("；")) }).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// How long this thread has had a processor.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

fn main() -> Result<()> {
    let classifier = Classifier::embedded();
    match Args::parse().task {
        Task::Documents => serde_json::to_writer(stdout(), &documents(&classifier)).context("standard output"),
        Task::Rates { file, most, rounds } => {
            let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
            let texts: Vec<&str> = text.lines().take(most).collect();
            ensure!(!texts.is_empty(), "{} has no texts", file.display());
            rates(&classifier, &texts, rounds)
        }
    }
}

fn rates(classifier: &Classifier, texts: &[&str], rounds: usize) -> Result<()> {
    let scanner = scan::scanner(&root())?;
    let search = lexical::Search::new(&documents(classifier))?;
    let engines: [(&str, Engine<'_>); 3] = [
        ("bare scan", &|text| scanner.leftmost_find_iter(text).count()),
        ("greencat", &|text| classifier.classify(text).entries.len()),
        ("tantivy", &|text| search.best(text, 5).expect("an index in memory answers")),
    ];
    for (_, engine) in engines {
        // Warms it up: jieba reads its dictionary with its first text.
        texts.iter().take(100).for_each(|text| {
            engine(text);
        });
    }
    for _ in 0..rounds {
        for (name, engine) in engines {
            let start = processor_time();
            let found = texts.iter().map(|text| engine(text)).sum();
            let seconds = processor_time().saturating_sub(start).as_secs_f64();
            serde_json::to_writer(stdout(), &Measured { engine: name, texts: texts.len(), seconds, found })?;
            writeln!(stdout())?;
        }
    }
    Ok(())
}
