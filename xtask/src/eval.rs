//! `cargo xtask eval`: the accuracy figures of `docs/QUALITY.md` on labelled NDJSON.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use greencat_core::{Classifier, Verdict};
use serde::Deserialize;
use serde_json::{Value, json};

mod baseline;
mod figures;
mod phrases;

pub use figures::{Answer, Figures, figures};

/// Arguments of the task.
// Independent switches of a command.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Labelled NDJSON: `id, text, stratum, primary, direct, conditional, near`
    files: Vec<PathBuf>,
    /// Print one JSON object instead of tables
    #[arg(long)]
    json: bool,
    /// List every text that is wrong in some way, with its labels and the answer
    #[arg(long)]
    errors: bool,
    /// Print only the figures, no strata and confusions
    #[arg(long)]
    brief: bool,
    /// Measure the labelled phrases of catalogue/phrases instead, by the rules alone
    #[arg(long)]
    phrases: bool,
}

/// A labelled text.
#[derive(Debug, Clone, Deserialize)]
pub struct Labelled {
    /// Its identifier.
    pub id: String,
    /// The description.
    pub text: String,
    /// How it was drawn.
    #[serde(default)]
    pub stratum: String,
    /// The main entry.
    pub primary: Option<String>,
    /// Entries it belongs to.
    #[serde(default)]
    pub direct: Vec<String>,
    /// Entries that want a proof.
    #[serde(default)]
    pub conditional: Vec<String>,
    /// Entries that fit but for the role.
    #[serde(default)]
    pub near: Vec<String>,
}

/// Runs the task.
///
/// # Errors
/// When a file cannot be read or a line is no label.
pub fn run(root: &Path, args: &Args) -> Result<()> {
    if args.phrases {
        return phrases::run(root, args.errors);
    }
    for path in &args.files {
        let labelled = read(path)?;
        let classifier = Classifier::embedded();
        let answers: Vec<Answer> = labelled.iter().map(|row| answer(&classifier, &row.text)).collect();
        let baseline = baseline::answers(&classifier, &labelled);
        if args.json {
            println!("{}", report(&labelled, &answers, &baseline));
            continue;
        }
        println!("{} ({} texts)", path.display(), labelled.len());
        print_table(&labelled, &answers, &baseline);
        if !args.brief {
            print_strata(&labelled, &answers);
            print_confusions(&labelled, &answers);
        }
        if args.errors {
            print_errors(&labelled, &answers);
        }
    }
    Ok(())
}

/// Reads labelled NDJSON.
///
/// # Errors
/// With the line's number, when a line is no label.
pub fn read(path: &Path) -> Result<Vec<Labelled>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1))).collect()
}

/// What the classifier says of a text, in the form the figures need.
#[must_use]
pub fn answer(classifier: &Classifier, text: &str) -> Answer {
    let found = classifier.classify(text);
    let of = |verdict| found.entries.iter().filter(move |entry| entry.verdict == verdict).map(|entry| entry.code.to_string()).collect();
    let ranked = found.entries.iter().filter(|entry| entry.verdict.is_positive()).map(|entry| entry.code.to_string()).collect();
    Answer {
        ranked,
        direct: of(Verdict::Direct),
        conditional: of(Verdict::Conditional),
        near: of(Verdict::Near),
        confidence: f64::from(found.confidence.0) / 100.0,
        primary_confidence: found.primary().map_or(0.0, |entry| f64::from(entry.confidence.0) / 100.0),
    }
}

fn print_table(labelled: &[Labelled], answers: &[Answer], baseline: &[Answer]) {
    let ours = figures(labelled, answers);
    let floor = figures(labelled, baseline);
    let intervals = figures::bootstrap(labelled, answers);
    println!("| figure | greencat | 95 % interval | BM25 floor |\n|---|---|---|---|");
    for (((name, value), (_, floor)), (low, high)) in ours.rows().iter().zip(floor.rows()).zip(intervals) {
        let show = |value: f64| if value.is_nan() { "–".to_owned() } else { format!("{value:.3}") };
        println!("| {name} | {} | {} … {} | {} |", show(*value), show(low), show(high), show(floor));
    }
}

/// Groups of strata that are read together: the part before the first `:`.
fn print_strata(labelled: &[Labelled], answers: &[Answer]) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, row) in labelled.iter().enumerate() {
        let stratum = row.stratum.split(':').next().unwrap_or_default().to_owned();
        groups.entry(format!("stratum {stratum}")).or_default().push(number);
        if let Some(primary) = &row.primary {
            groups.entry(format!("level-1 {}", &primary[..1])).or_default().push(number);
        }
    }
    println!(
        "\n| part | texts | green F1 | false green | primary L3 | among right | in three | direct F1 |\n|---|---|---|---|---|---|---|---|"
    );
    for (name, numbers) in groups {
        let rows: Vec<Labelled> = numbers.iter().map(|number| labelled[*number].clone()).collect();
        let picked: Vec<Answer> = numbers.iter().map(|number| answers[*number].clone()).collect();
        let f = figures(&rows, &picked);
        let show = |value: f64| if value.is_nan() { "–".to_owned() } else { format!("{value:.2}") };
        let cells = [f.green_f1, f.false_green_all, f.primary[0], f.among, f.in_three, f.direct_f1].map(show);
        println!("| {name} | {} | {} |", rows.len(), cells.join(" | "));
    }
}

fn print_confusions(labelled: &[Labelled], answers: &[Answer]) {
    let mut costs: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (row, answer) in labelled.iter().zip(answers) {
        let first = answer.ranked.first().cloned();
        if row.primary == first || row.primary.is_none() && first.is_none() {
            continue;
        }
        let wanted = row.primary.clone().unwrap_or_else(|| "none".to_owned());
        let among = first.as_ref().is_some_and(|first| row.direct.contains(first) || row.conditional.contains(first));
        // A false or missed green costs most, then a wrong entry, then a right one in the wrong place.
        let cost = match (&row.primary, &first) {
            (None, _) | (_, None) => 4,
            _ if among => 1,
            _ => 2,
        };
        *costs.entry((wanted, first.unwrap_or_else(|| "none".to_owned()))).or_default() += cost;
    }
    let mut sorted: Vec<_> = costs.into_iter().collect();
    sorted.sort_by_key(|(pair, cost)| (std::cmp::Reverse(*cost), pair.clone()));
    println!("\nMost costly confusions (label → answer, cost):");
    for ((wanted, got), cost) in sorted.into_iter().take(25) {
        println!("  {wanted} → {got}: {cost}");
    }
}

fn print_errors(labelled: &[Labelled], answers: &[Answer]) {
    for (row, answer) in labelled.iter().zip(answers) {
        let green = row.primary.is_some() != answer.ranked.is_empty();
        let primary = row.primary.as_ref() == answer.ranked.first();
        let mut wanted = row.direct.clone();
        let mut got = answer.direct.clone();
        wanted.sort();
        got.sort();
        if green && primary && wanted == got {
            continue;
        }
        let kind = if !green {
            "OUTCOME"
        } else if !primary {
            "PRIMARY"
        } else {
            "DIRECT"
        };
        println!(
            "\n{kind} {} {}\n  label  {:?} D{:?} C{:?} N{:?}\n  answer {:?} D{:?} C{:?} N{:?}\n  {}",
            row.id,
            row.stratum,
            row.primary,
            row.direct,
            row.conditional,
            row.near,
            answer.ranked.first(),
            answer.direct,
            answer.conditional,
            answer.near,
            row.text
        );
    }
}

fn report(labelled: &[Labelled], answers: &[Answer], baseline: &[Answer]) -> Value {
    let intervals = figures::bootstrap(labelled, answers);
    let rows = figures(labelled, answers);
    let floor = figures(labelled, baseline);
    let figures: serde_json::Map<String, Value> = rows
        .rows()
        .iter()
        .zip(intervals)
        .zip(floor.rows())
        .map(|(((name, value), (low, high)), (_, floor))| {
            ((*name).to_owned(), json!({"value": value, "low": low, "high": high, "floor": floor}))
        })
        .collect();
    json!({"texts": labelled.len(), "figures": figures})
}
