//! `cargo xtask tune`: chooses the weights of the ranking by cross-validation on labelled texts.

use std::path::{Path, PathBuf};

use anyhow::Result;
use greencat_core::Classifier;

use crate::eval::{Labelled, answer, figures, read};
use crate::index;
use crate::source::Source;

/// Arguments of the task.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Labelled NDJSON
    files: Vec<PathBuf>,
}

/// The values tried for each weight, in the order of the search.
const GRID: [(&str, &[i16]); 9] = [
    ("conditional", &[0, -50, -100, -150, -200, -250, -300, -400]),
    ("service", &[0, -30, -60, -100, -150, -200, -300, -400]),
    ("landscape", &[0, -30, -60, -100, -150, -200]),
    ("mention", &[0, 10, 20, 40, 60]),
    ("place", &[40, 60, 80, 100]),
    ("character", &[0, 5, 10, 15, 20]),
    ("second", &[0, -30, -60]),
    ("role", &[0, 10, 20, 40, 60]),
    ("grade", &[0, 10, 30, 60]),
];
const FOLDS: usize = 5;

/// What is maximised: the primary entry first, and one of the right ones first.
fn objective(source: &Source, rows: &[Labelled], folds: &[Vec<usize>]) -> Result<Vec<f64>> {
    let classifier = Classifier::from_bytes(index::build(source)?.plain)?;
    let answers: Vec<_> = rows.iter().map(|row| answer(&classifier, &row.text)).collect();
    let score = |fold: &Vec<usize>| {
        let picked: Vec<Labelled> = fold.iter().map(|number| rows[*number].clone()).collect();
        let found: Vec<_> = fold.iter().map(|number| answers[*number].clone()).collect();
        let f = figures(&picked, &found);
        f.primary[0] + f.among + 0.5 * f.in_three
    };
    Ok(folds.iter().map(score).collect())
}

/// Runs the search: on each split, the best single change at a time on four folds; the change is kept when it
/// helps on most splits. Prints the held-out figure next to the fitted one.
///
/// # Errors
/// When `catalogue/` or a file does not parse.
pub fn run(root: &Path, args: &Args) -> Result<()> {
    let mut source = Source::read(root)?;
    let mut rows = Vec::new();
    for path in &args.files {
        rows.extend(read(path)?.into_iter().filter(|row| row.primary.is_some()));
    }
    let folds: Vec<Vec<usize>> = (0..FOLDS).map(|fold| (fold..rows.len()).step_by(FOLDS).collect()).collect();
    let mean = |scores: &[f64], skip: usize| {
        let kept: Vec<f64> = scores.iter().enumerate().filter(|(fold, _)| *fold != skip).map(|(_, score)| *score).collect();
        kept.iter().sum::<f64>() / kept.len() as f64
    };
    let mut current = objective(&source, &rows, &folds)?;
    println!("start: {:.4}", mean(&current, FOLDS));
    for (name, values) in GRID.iter().chain(&GRID) {
        let before = source.weights.get(*name).copied().unwrap_or_default();
        let mut trials = Vec::new();
        for value in *values {
            source.weights.insert((*name).to_owned(), *value);
            trials.push((*value, objective(&source, &rows, &folds)?));
        }
        // Each fold votes with what the other four would have chosen; the held-out score tells whether it transfers.
        let held_out: f64 = (0..FOLDS)
            .map(|fold| {
                let chosen = trials.iter().max_by(|a, b| mean(&a.1, fold).total_cmp(&mean(&b.1, fold)));
                chosen.map_or(0.0, |(_, scores)| scores[fold])
            })
            .sum::<f64>()
            / FOLDS as f64;
        let best = trials.iter().max_by(|a, b| mean(&a.1, FOLDS).total_cmp(&mean(&b.1, FOLDS)));
        let gained = held_out - mean(&current, FOLDS);
        match best {
            Some((value, scores)) if gained > 0.0 => {
                println!("{name}: {before} → {value} (held out {held_out:.4}, fitted {:.4})", mean(scores, FOLDS));
                source.weights.insert((*name).to_owned(), *value);
                current.clone_from(scores);
            }
            _ => {
                println!("{name}: {before} stays (held out {held_out:.4} against {:.4})", mean(&current, FOLDS));
                source.weights.insert((*name).to_owned(), before);
            }
        }
    }
    println!("{:#?}", source.weights);
    Ok(())
}
