//! `cargo xtask quality`: the answers to the labelled texts of `tests/quality`, as a snapshot whose diff shows a change's effect.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use greencat_core::Classifier;

use crate::eval::{Answer, Labelled, answer, figures, read};

/// The labelled texts, from the workspace's folder.
pub const TEXTS: &str = "tests/quality/descriptions.ndjson";
/// The committed snapshot, from the workspace's folder.
pub const SNAPSHOT: &str = "tests/quality/figures.txt";
/// What accepts a new snapshot.
pub const ACCEPT: &str = "cargo xtask quality --accept";

/// Ways to be wrong, the most costly first.
const KINDS: [&str; 6] = ["green", "entry", "order", "direct", "conditional", "near"];

/// Compares the snapshot with today's answers, or writes it with `accept`.
///
/// # Errors
/// When a file cannot be read or written, or the snapshot is not today's.
pub fn run(root: &Path, accept: bool) -> Result<()> {
    let rendered = measure(&read(&root.join(TEXTS))?);
    let path = root.join(SNAPSHOT);
    if accept {
        return fs::write(&path, rendered).with_context(|| path.display().to_string());
    }
    println!("{rendered}");
    match fs::read_to_string(&path) {
        Ok(committed) if committed == rendered => Ok(()),
        _ => bail!("{SNAPSHOT} is not what the program answers today: read the difference, then `{ACCEPT}`"),
    }
}

/// Classifies the texts and renders the snapshot.
#[must_use]
pub fn measure(labelled: &[Labelled]) -> String {
    let classifier = Classifier::embedded();
    let answers: Vec<Answer> = labelled.iter().map(|row| answer(&classifier, &row.text)).collect();
    render(labelled, &answers)
}

/// The figures, the count of each kind of error in each stratum, and every wrong text on its own line.
#[must_use]
pub fn render(labelled: &[Labelled], answers: &[Answer]) -> String {
    let mut out = format!("# {} labelled texts. Written by `{ACCEPT}`.\n\n", labelled.len());
    for (name, value) in figures(labelled, answers).rows() {
        let value = if value.is_nan() { "–".to_owned() } else { format!("{value:.3}") };
        let _ = writeln!(out, "{name:<30}{value}");
    }
    out.push_str(
        "
# How a text is wrong, the first that applies:
#   green        called green though it is not, or not called green
#   entry        the first entry is none of the right ones
#   order        the first entry is right, but not the main one
#   direct       the direct entries differ
#   conditional  the conditional entries differ
#   near         not green, and wrongly near or not near
",
    );
    let mut strata: BTreeMap<&str, Vec<(&Labelled, &Answer)>> = BTreeMap::new();
    for (row, answer) in labelled.iter().zip(answers) {
        strata.entry(row.stratum.split(':').next().unwrap_or_default()).or_default().push((row, answer));
    }
    for (stratum, pairs) in strata {
        let mut counts = [0; KINDS.len()];
        let mut lines = String::new();
        for (row, answer) in &pairs {
            let Some(kind) = fault(row, answer) else { continue };
            counts[kind] += 1;
            let (wanted, got) =
                (labels(&row.direct, &row.conditional, &row.near), labels(&answer.direct, &answer.conditional, &answer.near));
            let _ = writeln!(lines, "{} {:<11} {wanted} → {got}", row.id, KINDS[kind]);
        }
        let tally: Vec<String> =
            KINDS.iter().zip(counts).filter(|(_, count)| *count > 0).map(|(kind, count)| format!("{count} {kind}")).collect();
        let tally = if tally.is_empty() { "all right".to_owned() } else { format!("wrong: {}", tally.join(", ")) };
        let _ = write!(out, "\n## {stratum}: {} texts, {tally}\n{lines}", pairs.len());
    }
    out
}

/// The place in `KINDS` of the first way in which an answer is wrong.
fn fault(row: &Labelled, answer: &Answer) -> Option<usize> {
    let right = |code: &String| row.direct.contains(code) || row.conditional.contains(code);
    let same =
        |wanted: &[String], got: &[String]| wanted.iter().all(|code| got.contains(code)) && got.iter().all(|code| wanted.contains(code));
    // With six labelled entries the surplus is not wrong (GUIDELINE.md, C18).
    let full = row.direct.len() >= 6;
    let direct = if full { row.direct.iter().all(|code| answer.direct.contains(code)) } else { same(&row.direct, &answer.direct) };
    let faults = [
        row.primary.is_some() == answer.ranked.is_empty(),
        answer.ranked.first().is_some_and(|first| !right(first)),
        answer.ranked.first() != row.primary.as_ref(),
        !direct,
        !full && !same(&row.conditional, &answer.conditional),
        row.primary.is_none() && row.near.is_empty() != answer.near.is_empty(),
    ];
    faults.iter().position(|fault| *fault)
}

/// Entries in short: `=` direct, `?` conditional, `~` near, `-` none.
fn labels(direct: &[String], conditional: &[String], near: &[String]) -> String {
    let marked = [('=', direct), ('?', conditional), ('~', near)];
    let all: Vec<String> = marked.iter().flat_map(|(mark, codes)| codes.iter().map(move |code| format!("{mark}{code}"))).collect();
    if all.is_empty() { "-".to_owned() } else { all.join(" ") }
}
