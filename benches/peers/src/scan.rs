//! The yardstick: one bare charwise double-array Aho–Corasick scan, as in `core/benches/classify.rs`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

/// A scanner for the thesaurus's terms and the verbs.
pub(crate) fn scanner(root: &Path) -> Result<CharwiseDoubleArrayAhoCorasick<u32>> {
    let mut files = vec![root.join("catalogue/words/roles.tsv")];
    let thesaurus = root.join("catalogue/thesaurus");
    for entry in fs::read_dir(&thesaurus).with_context(|| thesaurus.display().to_string())? {
        files.push(entry?.path());
    }
    let mut terms = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let rows = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
        terms.extend(rows.filter(|term| !term.is_empty()).map(str::to_owned));
    }
    terms.sort();
    terms.dedup();
    let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest);
    builder.build(terms).map_err(|error| anyhow!("the automaton: {error}"))
}
