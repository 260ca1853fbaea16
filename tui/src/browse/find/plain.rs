//! Looking up by the core: code, name, term, scope item, standard, English name, near spelling.

use greencat_core::{Classifier, MatchKind};

use super::{Hit, Kind};

/// What the core finds.
pub(super) fn find(classifier: &Classifier, query: &str, limit: usize) -> Vec<Hit> {
    let hit = |hit: greencat_core::Hit| Hit {
        code: hit.code,
        kind: match hit.matched.kind {
            MatchKind::Code => Kind::Code,
            MatchKind::Name => Kind::Name,
            MatchKind::Term => Kind::Term,
            MatchKind::Scope => Kind::Scope,
            MatchKind::Standard => Kind::Standard,
            MatchKind::English => Kind::English,
            MatchKind::Similar => Kind::Similar,
        },
        range: hit.matched.span.start as usize..hit.matched.span.end as usize,
        text: hit.matched.text,
        score: hit.score,
    };
    classifier.search(query, limit).into_iter().map(hit).collect()
}
