//! Looking up the catalogue's own words: code, name, scope item, standard, English name.

use greencat_core::{Classifier, Entry};

use super::{Hit, Kind};
use crate::browse::atlas::Atlas;

/// The entries whose words contain the query.
pub(super) fn find(classifier: &Classifier, atlas: &Atlas, query: &str, limit: usize) -> Vec<Hit> {
    let query = query.to_lowercase();
    let mut hits: Vec<Hit> = atlas.nodes().iter().filter_map(|node| best(node, &query)).collect();
    for candidate in classifier.classify(&query).entries {
        let Some(evidence) = candidate.evidence.first() else { continue };
        let start = evidence.span.start as usize;
        let range = start..start + evidence.span.len() as usize;
        hits.push(Hit { code: candidate.code, kind: Kind::Term, text: query.clone(), range, score: 600 + candidate.verdict as i32 });
    }
    hits.truncate(limit * 4);
    hits
}

fn best(node: &Entry, query: &str) -> Option<Hit> {
    let tight = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>().to_lowercase();
    let code = node.code.to_string();
    let mut best: Option<Hit> = None;
    let mut offer = |kind, text: &str, score: i32| {
        let folded = text.to_lowercase();
        let Some(at) = folded.find(query) else { return };
        let start = folded[..at].chars().count();
        let range = start..start + query.chars().count();
        let covers = 40 * range.len() as i32 / text.chars().count().max(1) as i32;
        if best.as_ref().is_none_or(|best| best.score < score + covers) {
            best = Some(Hit { code: node.code, kind, text: text.to_owned(), range, score: score + covers });
        }
    };
    if code.starts_with(query) {
        offer(Kind::Code, &code, 960);
    }
    offer(Kind::Name, &node.name, 800);
    node.scope.iter().for_each(|item| offer(Kind::Scope, item, 700));
    offer(Kind::English, &node.name_en, 640);
    if query.len() > 3 && query.chars().any(|character| character.is_ascii_digit()) {
        for criterion in &node.criteria {
            if tight(&criterion.standard).contains(&tight(query)) {
                let range = 0..criterion.standard.chars().count();
                return Some(Hit { code: node.code, kind: Kind::Standard, text: criterion.standard.clone(), range, score: 900 });
            }
        }
    }
    best
}
