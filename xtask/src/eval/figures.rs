//! The figures of design.md, section 7.

use super::Labelled;

/// An answer in the form the figures need.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Direct and conditional entries, best first.
    pub ranked: Vec<String>,
    /// Direct entries.
    pub direct: Vec<String>,
    /// Conditional entries.
    pub conditional: Vec<String>,
    /// Near entries.
    pub near: Vec<String>,
    /// Confidence of the outcome.
    pub confidence: f64,
    /// Confidence of the first entry.
    pub primary_confidence: f64,
}

/// All figures of one run.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    /// F1 of green or conditional against the rest.
    pub green_f1: f64,
    /// Ordinary firms (strata that begin with `general`, labelled neither direct nor conditional) called green or conditional.
    pub false_green: f64,
    /// The same over all texts that are not green.
    pub false_green_all: f64,
    /// The primary entry ranked first, at levels 3, 2 and 1.
    pub primary: [f64; 3],
    /// The first entry is among the direct or conditional ones.
    pub among: f64,
    /// The primary entry is within the first three.
    pub in_three: f64,
    /// Micro-F1 of the direct entries; a surplus beyond six labelled ones is not wrong (C18).
    pub direct_f1: f64,
    /// Expected calibration error of the outcome's confidence, ten bins.
    pub ece: f64,
    /// Precision of the outcome in the surer half.
    pub sure_half: f64,
}

impl Figures {
    /// Names and values, in the order of the table.
    #[must_use]
    pub fn rows(&self) -> [(&'static str, f64); 10] {
        [
            ("green-or-not F1", self.green_f1),
            ("ordinary firms called green", self.false_green),
            ("primary first, level 3", self.primary[0]),
            ("primary first, level 2", self.primary[1]),
            ("primary first, level 1", self.primary[2]),
            ("first among the right ones", self.among),
            ("primary within three", self.in_three),
            ("direct micro-F1", self.direct_f1),
            ("calibration error", self.ece),
            ("precision of the surest half", self.sure_half),
        ]
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { f64::NAN }
}

fn f1(right: f64, wrong: f64, missed: f64) -> f64 {
    ratio(2.0 * right, 2.0 * right + wrong + missed)
}

fn prefix(code: &str, level: usize) -> String {
    code.split('.').take(level).collect::<Vec<_>>().join(".")
}

/// Whether the outcome (green or conditional, or not) and, when green, the first entry are right.
fn right(row: &Labelled, answer: &Answer) -> bool {
    match (&row.primary, answer.ranked.first()) {
        (None, None) => true,
        (Some(_), Some(first)) => row.direct.contains(first) || row.conditional.contains(first),
        _ => false,
    }
}

/// Computes the figures.
#[must_use]
pub fn figures(labelled: &[Labelled], answers: &[Answer]) -> Figures {
    let pairs = || labelled.iter().zip(answers);
    let green = |row: &Labelled| !row.direct.is_empty() || !row.conditional.is_empty();
    let count = |test: &dyn Fn(&Labelled, &Answer) -> bool| pairs().filter(|(row, answer)| test(row, answer)).count() as f64;
    let true_green = count(&|row, answer| green(row) && !answer.ranked.is_empty());
    let wrong_green = count(&|row, answer| !green(row) && !answer.ranked.is_empty());
    let missed_green = count(&|row, answer| green(row) && answer.ranked.is_empty());
    let ordinary = |row: &Labelled| row.stratum.starts_with("general") && !green(row);
    let greens = count(&|row, _| row.primary.is_some());
    let primary = [3, 2, 1].map(|level| {
        let hits = count(&|row, answer| match (&row.primary, answer.ranked.first()) {
            (Some(wanted), Some(first)) => prefix(wanted, level) == prefix(first, level),
            _ => false,
        });
        ratio(hits, greens)
    });
    let among = count(&|row, answer| {
        row.primary.is_some() && answer.ranked.first().is_some_and(|first| row.direct.contains(first) || row.conditional.contains(first))
    });
    let in_three = count(&|row, answer| row.primary.as_ref().is_some_and(|wanted| answer.ranked.iter().take(3).any(|code| code == wanted)));
    let (mut hit, mut surplus, mut lost) = (0.0, 0.0, 0.0);
    for (row, answer) in pairs() {
        let hits = answer.direct.iter().filter(|code| row.direct.contains(code)).count() as f64;
        hit += hits;
        lost += row.direct.len() as f64 - hits;
        if row.direct.len() < 6 {
            surplus += answer.direct.len() as f64 - hits;
        }
    }
    let (ece, sure_half) = calibration(labelled, answers);
    Figures {
        green_f1: f1(true_green, wrong_green, missed_green),
        false_green: ratio(count(&|row, answer| ordinary(row) && !answer.ranked.is_empty()), count(&|row, _| ordinary(row))),
        false_green_all: ratio(wrong_green, count(&|row, _| !green(row))),
        primary,
        among: ratio(among, greens),
        in_three: ratio(in_three, greens),
        direct_f1: f1(hit, surplus, lost),
        ece,
        sure_half,
    }
}

/// Expected calibration error over ten bins, and the precision of the surer half.
fn calibration(labelled: &[Labelled], answers: &[Answer]) -> (f64, f64) {
    let mut bins = [(0.0, 0.0, 0.0); 10];
    let mut sure: Vec<(f64, bool)> = Vec::new();
    for (row, answer) in labelled.iter().zip(answers) {
        let correct = right(row, answer);
        let bin = &mut bins[((answer.confidence * 10.0) as usize).min(9)];
        bin.0 += 1.0;
        bin.1 += answer.confidence;
        bin.2 += f64::from(u8::from(correct));
        sure.push((answer.confidence, correct));
    }
    let total = labelled.len() as f64;
    let error = bins.iter().map(|(_, confidence, correct)| (confidence - correct).abs()).sum::<f64>() / total.max(1.0);
    sure.sort_by(|a, b| b.0.total_cmp(&a.0));
    let half = &sure[..sure.len() / 2];
    let precise = half.iter().filter(|(_, correct)| *correct).count() as f64;
    (error, ratio(precise, half.len() as f64))
}

/// Resamples of the bootstrap.
const RESAMPLES: usize = 500;

/// 95 % bootstrap intervals of each figure, from a fixed seed.
#[must_use]
pub(super) fn bootstrap(labelled: &[Labelled], answers: &[Answer]) -> Vec<(f64, f64)> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        // xorshift64*: a small generator is enough to draw rows with replacement.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    };
    let mut samples: Vec<Vec<f64>> = vec![Vec::new(); 10];
    for _ in 0..RESAMPLES {
        let picks: Vec<usize> = (0..labelled.len()).map(|_| (next() % labelled.len() as u64) as usize).collect();
        let rows: Vec<Labelled> = picks.iter().map(|pick| labelled[*pick].clone()).collect();
        let drawn: Vec<Answer> = picks.iter().map(|pick| answers[*pick].clone()).collect();
        for (sample, (_, value)) in samples.iter_mut().zip(figures(&rows, &drawn).rows()) {
            sample.push(value);
        }
    }
    samples
        .into_iter()
        .map(|mut sample| {
            sample.retain(|value| !value.is_nan());
            sample.sort_by(f64::total_cmp);
            match sample.len() {
                0 => (f64::NAN, f64::NAN),
                len => (sample[len / 40], sample[len - 1 - len / 40]),
            }
        })
        .collect()
}
