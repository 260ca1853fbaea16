//! Aggregating: claims to entries, entries to an order and an outcome.

use crate::claim::{Claim, Reading};
use crate::classify::{Confidence, EvidenceKind};
use crate::index::{Index, NodeId};
use crate::role::Role;
use crate::span::Span;
use crate::verdict::{Outcome, Verdict};

/// Points. The order of magnitude follows the prototype's measurements: the place among the positive items
/// decides, everything else breaks ties (docs/QUALITY.md, "Ranking").
mod points {
    pub(super) const SUBJECT: i32 = 700;
    /// Lost for each positive item before this one, up to [`LATEST`].
    pub(super) const PLACE: i32 = 100;
    pub(super) const LATEST: i32 = 6;
    pub(super) const CHARACTER: i32 = 5;
    pub(super) const LONGEST: i32 = 8;
    pub(super) const CONDITIONAL: i32 = -50;
    pub(super) const SERVICE: i32 = -30;
    pub(super) const SECOND: i32 = -30;
    pub(super) const ROLE: i32 = 10;
    pub(super) const GRADE: i32 = 10;
    pub(super) const NEAR: i32 = -600;
}

/// At most this many entries of each verdict (guideline, point 7).
const MOST: [(Verdict, usize); 3] = [(Verdict::Direct, 6), (Verdict::Conditional, 3), (Verdict::Near, 3)];
/// Subjects kept as evidence of one entry.
const SUBJECTS: usize = 6;
/// A text with fewer characters of content and no claim is too thin to judge.
const THIN: u32 = 4;

/// One piece of evidence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Proof {
    pub(crate) kind: EvidenceKind,
    pub(crate) span: Span,
    pub(crate) points: i32,
}

/// One entry with its verdict and score.
#[derive(Debug, Clone)]
pub(crate) struct Ranked {
    pub(crate) node: NodeId,
    pub(crate) verdict: Verdict,
    pub(crate) score: i32,
    pub(crate) confidence: Confidence,
    pub(crate) evidence: Vec<Proof>,
}

/// The ranked answer.
#[derive(Debug, Clone)]
pub(crate) struct Ranking {
    pub(crate) outcome: Outcome,
    pub(crate) confidence: Confidence,
    pub(crate) entries: Vec<Ranked>,
}

/// Ranks what a reading claims.
pub(crate) fn rank(index: &Index, reading: Reading) -> Ranking {
    let mut claims = reading.claims;
    if reading.roles.contains(Role::Trade) && !reading.roles.contains(Role::Make) {
        // A trader's bare list of goods is what it sells.
        for claim in claims.iter_mut().filter(|claim| claim.bare_goods) {
            claim.verdict = Verdict::Near;
        }
    }
    let mut positive: Vec<u32> = claims.iter().filter(|claim| claim.verdict.is_positive()).map(|claim| claim.item).collect();
    positive.dedup();
    // Best verdict of each entry first, then its first mention.
    claims.sort_by_key(|claim| (claim.node, std::cmp::Reverse(claim.verdict), claim.item, claim.order));
    let mut entries: Vec<Ranked> = claims.chunk_by(|a, b| a.node == b.node).map(|claims| entry(index, claims, &positive)).collect();
    entries.sort_by_key(|entry| (!entry.verdict.is_positive(), -entry.score, entry.node));
    for (verdict, most) in MOST {
        let mut kept = 0;
        entries.retain(|entry| {
            kept += usize::from(entry.verdict == verdict);
            entry.verdict != verdict || kept <= most
        });
    }
    let outcome = match entries.iter().map(|entry| entry.verdict).max() {
        Some(Verdict::Direct) => Outcome::Green,
        Some(Verdict::Conditional) => Outcome::Conditional,
        Some(Verdict::Near) => Outcome::Near,
        None if reading.chars < THIN => Outcome::Unclear,
        None => Outcome::None,
    };
    Ranking { outcome, confidence: Confidence(50), entries }
}

/// Scores one entry from its claims, which are sorted with the strongest and earliest first.
fn entry(index: &Index, claims: &[Claim], positive: &[u32]) -> Ranked {
    let best = claims[0];
    let place = if best.verdict.is_positive() {
        positive.binary_search(&best.item).map_or(points::LATEST, |place| (place as i32).min(points::LATEST))
    } else {
        0
    };
    let longest = claims.iter().filter(|claim| claim.verdict == best.verdict).map(|claim| claim.chars).max().unwrap_or(0);
    let mut subject = points::SUBJECT - points::PLACE * place + points::CHARACTER * i32::from(longest).min(points::LONGEST);
    match best.verdict {
        Verdict::Direct => {}
        Verdict::Conditional => subject += points::CONDITIONAL,
        Verdict::Near => subject += points::NEAR,
    }
    if index.node(best.node).is_some_and(|node| node.code[0] == 6 && node.code[1] == 1) {
        subject += points::SERVICE;
    }
    if best.order > 0 {
        subject += points::SECOND;
    }
    let mut evidence: Vec<Proof> = Vec::new();
    let mut push = |kind, span: Span, points| {
        if !evidence.iter().any(|proof: &Proof| proof.kind == kind && proof.span == span) {
            evidence.push(Proof { kind, span, points });
        }
    };
    for (number, claim) in claims.iter().filter(|claim| claim.verdict == best.verdict).take(SUBJECTS).enumerate() {
        let first = number == 0;
        push(EvidenceKind::Subject, claim.subject, if first { subject } else { 0 });
        for role in claim.roles.into_iter().flatten() {
            push(EvidenceKind::Role, role, if first { points::ROLE } else { 0 });
        }
        if let Some(grade) = claim.grade {
            push(EvidenceKind::Grade, grade, if first { points::GRADE } else { 0 });
        }
    }
    Ranked {
        node: best.node,
        verdict: best.verdict,
        score: evidence.iter().map(|proof| proof.points).sum(),
        confidence: Confidence(50),
        evidence,
    }
}
