//! The thesaurus as a dictionary: terms that begin with a query, and terms spelt almost like it.

use super::almost::Almost;
use crate::index::{Index, NodeId};
use crate::verdict::Verdict;

/// A term and one node that it leads to.
pub(super) struct Lead<'a> {
    /// The folded term.
    pub(super) text: &'a str,
    /// Its length in characters.
    pub(super) chars: u32,
    pub(super) node: NodeId,
    /// 0 for the first node a term names.
    pub(super) order: u8,
    /// Whether no role makes the term more than near.
    pub(super) near: bool,
}

/// How many typing errors a query of so many characters may have; `None` where each would be another word.
pub(super) fn errors_allowed(chars: usize) -> Option<usize> {
    match chars {
        0..=2 => None,
        3..=5 => Some(1),
        _ => Some(2),
    }
}

/// Reports the terms that begin with `prefix`, in dictionary order.
pub(super) fn beginning(index: &Index, prefix: &str, report: impl FnMut(Lead<'_>)) {
    // A query of one letter would report half the dictionary for no one's use.
    if prefix.len() > 1 {
        walk(index, prefix, |_| true, report);
    }
}

/// Reports the terms that begin with something at most `errors` insertions, deletions or replacements away
/// from `word`, and some a little further: the caller measures.
pub(super) fn around(index: &Index, word: &str, errors: usize, report: impl FnMut(Lead<'_>)) {
    // Two swapped neighbours cost two of these errors; the caller counts them as one.
    let reach = (errors + 1).min(2) as u8;
    let mut almost = Almost::new(word, reach);
    walk(index, "", |text| almost.begins(text), report);
}

/// Reports every term, in dictionary order.
pub(super) fn all(index: &Index, report: impl FnMut(Lead<'_>)) {
    walk(index, "", |_| true, report);
}

/// Reports the terms that begin with `prefix` and that `wanted` lets pass.
fn walk(index: &Index, prefix: &str, mut wanted: impl FnMut(&str) -> bool, mut report: impl FnMut(Lead<'_>)) {
    let Some(dictionary) = index.dictionary() else { return };
    dictionary.beginning(prefix, |term, number| {
        let Some(text) = std::str::from_utf8(term).ok().filter(|text| wanted(text)) else { return };
        let Some(sense) = index.terms().get(number).and_then(|term| index.sense(term)) else { return };
        let mut rules: Vec<_> = index.rules(sense).collect();
        rules.sort_by_key(|rule| (rule.node, std::cmp::Reverse(rule.verdict), rule.order));
        rules.dedup_by_key(|rule| rule.node);
        for rule in rules {
            let near = rule.verdict == Verdict::Near;
            report(Lead { text, chars: text.chars().count() as u32, node: rule.node, order: rule.order, near });
        }
    });
}
