//! Aggregating: claims to entries, entries to an order and an outcome.

use crate::claim::{Claim, Reading};
use crate::classify::{Confidence, EvidenceKind};
use crate::confidence::{Setting, Signals, confidence};
use crate::index::{Index, NodeId};
use crate::span::Span;
use crate::verdict::{Outcome, Verdict};

/// The weights of `catalogue/weights.toml`, in points; that file says what each is for.
struct Weights {
    subject: i32,
    place: i32,
    latest: i32,
    character: i32,
    longest: i32,
    conditional: i32,
    service: i32,
    landscape: i32,
    second: i32,
    mention: i32,
    role: i32,
    grade: i32,
    near: i32,
}

impl Weights {
    fn load(index: &Index) -> Weights {
        let mut weights = index.weights();
        let mut next = || weights.next().unwrap_or(0);
        // In the order of `layout::WEIGHTS`.
        Weights {
            subject: next(),
            place: next(),
            latest: next(),
            character: next(),
            longest: next(),
            conditional: next(),
            service: next(),
            landscape: next(),
            second: next(),
            mention: next(),
            role: next(),
            grade: next(),
            near: next(),
        }
    }
}

/// At most this many entries of each verdict (guideline, point 7).
const MOST: [(Verdict, usize); 3] = [(Verdict::Direct, 6), (Verdict::Conditional, 3), (Verdict::Near, 3)];
/// Subjects kept as evidence of one entry.
const SUBJECTS: usize = 6;
/// Further mentions of an entry that add to its score.
const MENTIONS: usize = 3;
/// A list of more items than this in which nothing is made may be an assortment for sale.
const ASSORTMENT: u32 = 3;
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
    pub(crate) signals: Signals,
}

/// The ranked answer.
#[derive(Debug, Clone)]
pub(crate) struct Ranking {
    pub(crate) outcome: Outcome,
    pub(crate) confidence: Confidence,
    pub(crate) entries: Vec<Ranked>,
    /// The signals behind the outcome's confidence.
    pub(crate) signals: Signals,
}

/// Ranks what a reading claims.
pub(crate) fn rank(index: &Index, mut reading: Reading) -> Ranking {
    let weights = Weights::load(index);
    let mut claims = std::mem::take(&mut reading.claims);
    let list = reading.items > ASSORTMENT && reading.makes == 0 && reading.works == 0 && reading.colons == 0;
    // Nothing but nouns is a maker's range, unless a shop's goods are among them; in running prose nouns are the lesser part.
    let range = reading.nouns == reading.items && !reading.sundries;
    let assortment = list && !range && 2 * reading.noun_chars >= reading.chars;
    if reading.trades > reading.makes || assortment {
        // A trader's bare list of goods is what it sells.
        for claim in claims.iter_mut().filter(|claim| claim.bare_goods) {
            claim.verdict = Verdict::Near;
        }
    }
    let mut positive: Vec<u32> = claims.iter().filter(|claim| claim.verdict.is_positive()).map(|claim| claim.subject.start).collect();
    positive.sort_unstable();
    positive.dedup();
    // Best verdict of each entry first, then its first mention.
    claims.sort_by_key(|claim| (claim.node, std::cmp::Reverse(claim.verdict), claim.item, claim.order));
    let groups = || claims.chunk_by(|a, b| a.node == b.node);
    let setting = Setting::new(&reading, groups().filter(|claims| claims[0].verdict.is_positive()).count());
    let mut entries: Vec<Ranked> = groups().map(|claims| entry(index, &weights, setting, claims, &positive)).collect();
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
    let first = entries.first().filter(|entry| entry.verdict.is_positive());
    let signals = first.map_or_else(|| setting.rest(entries.len()), |entry| entry.signals);
    let confidence = confidence(index, usize::from(first.is_none()), &signals);
    Ranking { outcome, confidence, entries, signals }
}

/// Scores one entry from its claims, which are sorted with the strongest and earliest first.
fn entry(index: &Index, weights: &Weights, setting: Setting, claims: &[Claim], positive: &[u32]) -> Ranked {
    let best = claims[0];
    let strongest = || claims.iter().filter(|claim| claim.verdict == best.verdict);
    let mut subject = weights.subject;
    let place = positive.binary_search(&best.subject.start).map_or(weights.latest, |place| (place as i32).min(weights.latest));
    if best.verdict.is_positive() {
        subject -= weights.place * place;
    } else {
        subject += weights.near;
    }
    if best.verdict == Verdict::Conditional {
        subject += weights.conditional;
    }
    let longest = strongest().map(|claim| claim.chars).max().unwrap_or(0);
    subject += weights.character * i32::from(longest).min(weights.longest);
    match index.code(best.node) {
        [6, 1, _] => subject += weights.service,
        [5, 6, _] => subject += weights.landscape,
        _ => {}
    }
    if best.order > 0 {
        // Elsewhere named by a term of its own (脱硫设备 beside 环保设备), it is meant before the first entry.
        let own = strongest().any(|claim| claim.order == 0);
        subject += if own { -weights.second } else { weights.second };
    }
    let mut evidence: Vec<Proof> = Vec::new();
    let mut push = |kind, span: Span, points| {
        if !evidence.iter().any(|proof: &Proof| proof.kind == kind && proof.span == span) {
            evidence.push(Proof { kind, span, points });
        }
    };
    for (number, claim) in strongest().take(SUBJECTS).enumerate() {
        let first = number == 0;
        let mention = if number <= MENTIONS { weights.mention } else { 0 };
        push(EvidenceKind::Subject, claim.subject, if first { subject } else { mention });
        for role in claim.roles.into_iter().flatten() {
            push(EvidenceKind::Role, role, if first { weights.role } else { 0 });
        }
        if let Some(grade) = claim.grade {
            push(EvidenceKind::Grade, grade, if first { weights.grade } else { 0 });
        }
    }
    let signals = setting.entry(index, &best, strongest().count(), longest, place);
    // The models for positive and for near entries.
    let model = if best.verdict.is_positive() { 2 } else { 3 };
    Ranked {
        node: best.node,
        verdict: best.verdict,
        score: evidence.iter().map(|proof| proof.points).sum(),
        confidence: confidence(index, model, &signals),
        evidence,
        signals,
    }
}
