//! `cargo xtask calibrate`: fits the confidence models on labelled texts under cross-validation.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use greencat_core::confidence::{MODELS, SIGNALS, Signals};
use greencat_core::{Classifier, Verdict};

use crate::eval::{Labelled, read};

/// Arguments of the task.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Labelled NDJSON
    files: Vec<PathBuf>,
    /// Write the fitted weights to catalogue/confidence.toml
    #[arg(long)]
    write: bool,
}

const FOLDS: usize = 5;
/// Strength of the ridge penalty, in examples: keeps weights of rare signals near zero.
const RIDGE: f64 = 3.0;
const ROUNDS: usize = 4000;
const RATE: f64 = 0.02;

struct Example {
    signals: Signals,
    right: bool,
    fold: usize,
}

/// Examples for each model: see [`MODELS`].
fn examples(rows: &[Labelled]) -> [Vec<Example>; 4] {
    let classifier = Classifier::embedded();
    let mut models: [Vec<Example>; 4] = Default::default();
    for (number, row) in rows.iter().enumerate() {
        let fold = number % FOLDS;
        let positive = |code: &str| row.direct.iter().chain(&row.conditional).any(|label| label == code);
        let (signals, entries) = classifier.signals(&row.text);
        let first = entries.first().filter(|(_, verdict, _)| verdict.is_positive());
        match first {
            Some((code, _, _)) => models[0].push(Example { signals, right: positive(&code.to_string()), fold }),
            None => models[1].push(Example { signals, right: row.primary.is_none(), fold }),
        }
        for (code, verdict, signals) in entries {
            let code = code.to_string();
            let right = match verdict {
                Verdict::Direct => row.direct.contains(&code),
                Verdict::Conditional => row.conditional.contains(&code),
                Verdict::Near => row.near.contains(&code),
            };
            // Beyond six labelled entries a surplus is not wrong (guideline, C18).
            if !right && verdict == Verdict::Direct && row.direct.len() >= 6 {
                continue;
            }
            models[if verdict.is_positive() { 2 } else { 3 }].push(Example { signals, right, fold });
        }
    }
    models
}

fn logit(weights: &[f64; SIGNALS.len()], signals: &Signals) -> f64 {
    weights.iter().zip(signals).map(|(weight, signal)| weight * f64::from(*signal)).sum()
}

fn probability(weights: &[f64; SIGNALS.len()], signals: &Signals) -> f64 {
    1.0 / (1.0 + (-logit(weights, signals)).exp())
}

/// Logistic regression by gradient descent on the examples outside of `skip`.
fn fit(examples: &[Example], skip: usize) -> [f64; SIGNALS.len()] {
    let kept: Vec<&Example> = examples.iter().filter(|example| example.fold != skip).collect();
    let mut weights = [0.0; SIGNALS.len()];
    for _ in 0..ROUNDS {
        let mut gradient = [0.0; SIGNALS.len()];
        for example in &kept {
            let error = f64::from(u8::from(example.right)) - probability(&weights, &example.signals);
            for (slope, signal) in gradient.iter_mut().zip(&example.signals) {
                *slope += error * f64::from(*signal);
            }
        }
        for (number, (weight, slope)) in weights.iter_mut().zip(gradient).enumerate() {
            let ridge = if number == 0 { 0.0 } else { RIDGE * *weight };
            *weight += RATE * (slope - ridge) / kept.len().max(1) as f64;
        }
    }
    weights
}

/// Calibration error over ten bins and precision of the surer half, from pairs of confidence and truth.
fn reliability(mut pairs: Vec<(f64, bool)>) -> (f64, f64, Vec<(usize, f64, f64)>) {
    let mut bins = vec![(0_usize, 0.0, 0.0); 10];
    for (confidence, right) in &pairs {
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        bin.0 += 1;
        bin.1 += confidence;
        bin.2 += f64::from(u8::from(*right));
    }
    let error = bins.iter().map(|(_, confidence, right)| (confidence - right).abs()).sum::<f64>() / pairs.len().max(1) as f64;
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let half = &pairs[..pairs.len() / 2];
    let precise = half.iter().filter(|(_, right)| *right).count() as f64 / half.len().max(1) as f64;
    (error, precise, bins)
}

/// Runs the task.
///
/// # Errors
/// When a file does not parse or the weights cannot be written.
pub fn run(root: &Path, args: &Args) -> Result<()> {
    let mut rows = Vec::new();
    for path in &args.files {
        rows.extend(read(path)?);
    }
    let models = examples(&rows);
    let mut text =
        String::from("# The weights of the confidence models, in hundredths of a logit; written by `cargo xtask calibrate --write`.\n");
    let mut outcomes = Vec::new();
    for (number, (name, examples)) in MODELS.iter().zip(&models).enumerate() {
        let mut held_out = Vec::new();
        for fold in 0..FOLDS {
            let weights = fit(examples, fold);
            held_out.extend(examples.iter().filter(|e| e.fold == fold).map(|e| (probability(&weights, &e.signals), e.right)));
        }
        if number < 2 {
            outcomes.extend(held_out.iter().copied());
        }
        let (error, precise, _) = reliability(held_out);
        let right = examples.iter().filter(|e| e.right).count();
        println!(
            "{name}: {} examples, {right} right; held out: calibration error {error:.3}, surer half right {precise:.3}",
            examples.len()
        );
        let weights = fit(examples, FOLDS);
        let _ = writeln!(text, "\n[{name}]");
        let named: BTreeMap<&str, i64> =
            SIGNALS.iter().copied().zip(weights.iter().map(|weight| (weight * 100.0).round() as i64)).collect();
        for signal in SIGNALS {
            let _ = writeln!(text, "{signal} = {}", named[signal]);
        }
    }
    let (error, precise, bins) = reliability(outcomes);
    println!("outcomes together, held out: calibration error {error:.3}, surer half right {precise:.3}");
    println!("| confidence | texts | mean confidence | right |\n|---|---|---|---|");
    for (bin, (count, confidence, right)) in bins.into_iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
        println!(
            "| {:.1}–{:.1} | {count} | {:.2} | {:.2} |",
            bin as f64 / 10.0,
            (bin + 1) as f64 / 10.0,
            confidence / count as f64,
            right / count as f64
        );
    }
    if args.write {
        fs::write(root.join("catalogue/confidence.toml"), text)?;
    }
    Ok(())
}
