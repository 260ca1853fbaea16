//! The floor: character-bigram BM25 over names and scope items, with the threshold that suits it best.

use std::collections::HashMap;

use greencat_core::Classifier;

use super::Labelled;
use super::figures::{Answer, figures};

/// The usual BM25 constants.
const K1: f64 = 1.2;
const B: f64 = 0.75;

fn bigrams(text: &str) -> Vec<[char; 2]> {
    let chars: Vec<char> = text.chars().filter(|character| character.is_alphanumeric()).collect();
    chars.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}

struct Bm25 {
    codes: Vec<String>,
    postings: HashMap<[char; 2], Vec<(usize, f64)>>,
    lengths: Vec<f64>,
    mean: f64,
}

impl Bm25 {
    fn new(classifier: &Classifier) -> Bm25 {
        let (mut codes, mut lengths) = (Vec::new(), Vec::new());
        let mut postings: HashMap<[char; 2], Vec<(usize, f64)>> = HashMap::new();
        for entry in classifier.nodes().filter(|entry| entry.code.level() == 3) {
            let text = format!("{}、{}", entry.name, entry.scope.join("、"));
            let grams = bigrams(&text);
            lengths.push(grams.len() as f64);
            let mut counts: HashMap<[char; 2], f64> = HashMap::new();
            for gram in grams {
                *counts.entry(gram).or_default() += 1.0;
            }
            for (gram, count) in counts {
                postings.entry(gram).or_default().push((codes.len(), count));
            }
            codes.push(entry.code.to_string());
        }
        let mean = lengths.iter().sum::<f64>() / lengths.len().max(1) as f64;
        Bm25 { codes, postings, lengths, mean }
    }

    /// The three best entries and the best score.
    fn search(&self, text: &str) -> (Vec<String>, f64) {
        let mut scores = vec![0.0; self.codes.len()];
        for gram in bigrams(text) {
            let Some(postings) = self.postings.get(&gram) else { continue };
            let documents = self.codes.len() as f64;
            let found = postings.len() as f64;
            let idf = ((documents - found + 0.5) / (found + 0.5) + 1.0).ln();
            for (number, count) in postings {
                let norm = K1 * (1.0 - B + B * self.lengths[*number] / self.mean);
                scores[*number] += idf * count * (K1 + 1.0) / (count + norm);
            }
        }
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        let best = order.first().map_or(0.0, |first| scores[*first]);
        (order.into_iter().take(3).map(|number| self.codes[number].clone()).collect(), best)
    }
}

/// The floor's answers, with the threshold that gives the best green-or-not F1 on these very texts.
#[must_use]
pub(super) fn answers(classifier: &Classifier, labelled: &[Labelled]) -> Vec<Answer> {
    let engine = Bm25::new(classifier);
    let found: Vec<(Vec<String>, f64)> = labelled.iter().map(|row| engine.search(&row.text)).collect();
    let mut thresholds: Vec<f64> = found.iter().map(|(_, score)| *score).collect();
    thresholds.sort_by(f64::total_cmp);
    let at = |threshold: f64| -> Vec<Answer> {
        let answer = |(codes, score): &(Vec<String>, f64)| {
            if *score < threshold {
                return Answer::default();
            }
            Answer { direct: codes.iter().take(1).cloned().collect(), ranked: codes.clone(), ..Answer::default() }
        };
        found.iter().map(answer).collect()
    };
    let candidates: Vec<Vec<Answer>> = thresholds.iter().step_by((thresholds.len() / 50).max(1)).map(|threshold| at(*threshold)).collect();
    candidates.into_iter().max_by(|a, b| figures(labelled, a).green_f1.total_cmp(&figures(labelled, b).green_f1)).unwrap_or_default()
}
