//! Speed: per text by length, bulk against one bare scan with the same terms, opening the index.
//!
//! `GREENCAT_CORPUS=FILE cargo bench -p greencat-core` measures the texts of a file, one a line; without it, the
//! texts of `tests/cases`. Ratios of one run on one machine are what counts; `docs/PERFORMANCE.md` keeps them.

// A bench without its terms has nothing to measure.
#![allow(clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use divan::counter::{CharsCount, ItemsCount};
use divan::{Bencher, black_box};
use greencat_core::Classifier;

fn main() {
    divan::main();
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// At most this many texts of a corpus.
const MOST: usize = 20_000;

static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    if let Ok(path) = std::env::var("GREENCAT_CORPUS") {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        return text.lines().take(MOST).map(str::to_owned).collect();
    }
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(root().join("tests/cases")).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        let quoted = text.lines().filter_map(|line| line.strip_prefix("text = \"")?.strip_suffix('"'));
        texts.extend(quoted.map(str::to_owned));
    }
    texts
});

/// The terms of the thesaurus and the verbs.
fn terms() -> Vec<String> {
    let mut terms = Vec::new();
    let mut read = |path: PathBuf| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let rows = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
        terms.extend(rows.filter(|term| !term.is_empty()).map(str::to_owned));
    };
    for entry in std::fs::read_dir(root().join("catalogue/thesaurus")).into_iter().flatten().flatten() {
        read(entry.path());
    }
    read(root().join("catalogue/words/roles.tsv"));
    terms.sort();
    terms.dedup();
    terms
}

static SCANNER: LazyLock<CharwiseDoubleArrayAhoCorasick<u32>> = LazyLock::new(|| {
    let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest);
    builder.build(terms()).expect("the terms are distinct")
});

fn chars() -> CharsCount {
    CharsCount::new(TEXTS.iter().map(|text| text.chars().count()).sum::<usize>())
}

/// The peer: one bare charwise double-array scan, leftmost-longest, with the same terms over the same texts.
#[divan::bench]
fn bare_scan(bencher: Bencher) {
    let scanner = &*SCANNER;
    bencher
        .counter(ItemsCount::new(TEXTS.len()))
        .counter(chars())
        .bench(|| TEXTS.iter().map(|text| scanner.leftmost_find_iter(text).count()).sum::<usize>());
}

/// The whole answer: verdicts, evidence, criteria.
#[divan::bench]
fn classify(bencher: Bencher) {
    let classifier = Classifier::embedded();
    bencher
        .counter(ItemsCount::new(TEXTS.len()))
        .counter(chars())
        .bench(|| TEXTS.iter().map(|text| classifier.classify(black_box(text)).entries.len()).sum::<usize>());
}

/// One text of so many characters.
#[divan::bench(args = [30, 100, 300, 1_000, 10_000, 100_000])]
fn by_length(bencher: Bencher, length: usize) {
    let classifier = Classifier::embedded();
    let text: String = TEXTS.iter().flat_map(|text| text.chars().chain(Some('；'))).cycle().take(length).collect();
    bencher.counter(CharsCount::new(length)).bench(|| classifier.classify(black_box(&text)));
}

/// Opening the embedded index.
#[divan::bench]
fn open() -> Classifier {
    Classifier::embedded()
}
