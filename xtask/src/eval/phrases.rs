//! How often thesaurus and rules alone give a labelled phrase its label.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use greencat_core::{Classifier, Verdict};

use crate::index;
use crate::source::{Phrase, Source};

/// What an answer or a label says first: verdict and code, or nothing.
type First = Option<(Verdict, String)>;

fn label(phrase: &Phrase) -> First {
    phrase.labels.first().map(|(verdict, code)| (*verdict, code.to_string()))
}

/// Whether the phrase belongs to the held-back fifth: chosen by a hash of its text, so that it stays the same
/// when rows are added.
#[must_use]
pub(super) fn held_back(phrase: &str) -> bool {
    greencat_core::layout::checksum(phrase.as_bytes()).is_multiple_of(5)
}

/// Prints the agreement on the worked four fifths and on the held-back fifth.
///
/// # Errors
/// When `catalogue/` does not parse.
pub(super) fn run(root: &Path, errors: bool) -> Result<()> {
    let source = Source::read(root)?;
    let classifier = Classifier::from_bytes(index::build_rules(&source)?)?;
    let mut tallies: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
    for phrase in &source.phrases {
        let part = if held_back(&phrase.phrase) { "held back" } else { "worked" };
        let found = classifier.classify(&phrase.phrase);
        let got: First = found.entries.first().map(|entry| (entry.verdict, entry.code.to_string()));
        let wanted = label(phrase);
        let positive = |first: &First| first.as_ref().is_some_and(|(verdict, _)| verdict.is_positive());
        let tally = tallies.entry(part).or_default();
        tally[0] += 1;
        tally[1] += usize::from(positive(&got) == positive(&wanted));
        let same_code = got.as_ref().map(|(_, code)| code) == wanted.as_ref().map(|(_, code)| code);
        let among = got
            .as_ref()
            .is_some_and(|(_, code)| phrase.labels.iter().any(|(verdict, label)| verdict.is_positive() && label.to_string() == *code));
        tally[2] += usize::from(positive(&wanted));
        tally[3] += usize::from(positive(&wanted) && positive(&got) && (same_code || among));
        tally[4] += usize::from(got == wanted || (positive(&got) == positive(&wanted) && !positive(&wanted)));
        let wrong = positive(&got) != positive(&wanted) || (positive(&wanted) && !same_code && !among);
        if errors && wrong && part == "worked" {
            let show = |first: &First| {
                first.as_ref().map_or("-".to_owned(), |(verdict, code)| {
                    format!(
                        "{}{code}",
                        match verdict {
                            Verdict::Direct => '=',
                            Verdict::Conditional => '?',
                            Verdict::Near => '~',
                        }
                    )
                })
            };
            let all: Vec<String> = phrase.labels.iter().map(|first| show(&Some((first.0, first.1.to_string())))).collect();
            let words: Vec<String> = found
                .entries
                .first()
                .map(|entry| entry.evidence.iter().map(|evidence| evidence.term.clone()).collect())
                .unwrap_or_default();
            println!(
                "{}\t{}\tgot {}\t{}\t{}",
                phrase.phrase,
                if all.is_empty() { "-".to_owned() } else { all.join(" ") },
                show(&got),
                words.join("|"),
                phrase.place
            );
        }
    }
    println!(
        "| part | phrases | green-or-not agrees | green phrases | their entry agrees | verdict and entry agree |\n|---|---|---|---|---|---|"
    );
    for (part, [all, outcome, green, entry, exact]) in tallies {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        println!("| {part} | {all} | {:.3} | {green} | {:.3} | {:.3} |", share(outcome, all), share(entry, green), share(exact, all));
    }
    Ok(())
}
