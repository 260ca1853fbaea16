//! Looking things up: from a code, a name, a word or a standard's number to catalogue nodes.
//!
//! A lookup is no classification: it finds where the catalogue and the thesaurus speak of the words, not
//! what a business text amounts to.

use serde::Serialize;

use crate::catalogue::Code;
use crate::classify::Classifier;
use crate::fold::folded;
use crate::index::{Index, NodeId};
use crate::span::Span;

mod almost;
mod field;
mod term;

use field::Needle;

/// What of a node a query matched. Earlier kinds win a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchKind {
    /// The node's code.
    Code,
    /// The official Chinese name.
    Name,
    /// A term of the thesaurus.
    Term,
    /// A scope item.
    Scope,
    /// A standard, by number or title.
    Standard,
    /// The English name.
    English,
    /// A term or a name that is spelt almost like the query.
    Similar,
}

/// The words that a query matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Match {
    /// Where they stand.
    pub kind: MatchKind,
    /// The whole code, name, term, scope item or standard.
    pub text: String,
    /// The part of `text` that the query matched.
    #[serde(flatten)]
    pub span: Span,
}

/// A node that a query leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The node's code.
    pub code: Code,
    /// The node's Chinese name.
    pub name: String,
    /// The best of the words that matched.
    pub matched: Match,
    /// Hits are ranked by it; it means nothing across queries.
    pub score: i32,
}

/// Scores: whole before beginning before inside, and the catalogue's own words before other ones.
mod points {
    pub(super) const CODE: i32 = 1000;
    pub(super) const CODE_PREFIX: i32 = 960;
    pub(super) const NAME: i32 = 950;
    pub(super) const STANDARD: i32 = 940;
    pub(super) const TERM: i32 = 900;
    pub(super) const NAME_PREFIX: i32 = 850;
    pub(super) const NAME_PART: i32 = 800;
    pub(super) const SCOPE: i32 = 780;
    pub(super) const STANDARD_PREFIX: i32 = 770;
    pub(super) const SCOPE_PREFIX: i32 = 720;
    pub(super) const TERM_PREFIX: i32 = 700;
    pub(super) const SCOPE_PART: i32 = 680;
    pub(super) const ENGLISH: i32 = 640;
    pub(super) const TITLE: i32 = 500;
    pub(super) const SIMILAR: i32 = 300;
    /// Lost by a term that only comes near the entry.
    pub(super) const NEAR: i32 = 350;
    /// Gained by a match that covers its whole text; parts of it by one that covers a part.
    pub(super) const COVER: i32 = 40;
}

/// The best match of each node so far.
struct Found(Vec<Option<(i32, Match)>>);

impl Found {
    fn new(index: &Index) -> Found {
        Found(vec![None; usize::from(index.node_count())])
    }

    fn add(&mut self, node: NodeId, score: i32, kind: MatchKind, text: &str, span: Span) {
        let Some(slot) = self.0.get_mut(usize::from(node.0)) else { return };
        let better = slot.as_ref().is_none_or(|(best, found)| (score, found.kind, found.text.as_str()) > (*best, kind, text));
        if better {
            *slot = Some((score, Match { kind, text: text.to_owned(), span }));
        }
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Keeps the nodes that `other` found too, with the sum of both scores and the better match.
    fn meet(self, other: Found) -> Found {
        let both = self.0.into_iter().zip(other.0).map(|pair| match pair {
            (Some((first, a)), Some((second, b))) => Some((first + second, if second > first { b } else { a })),
            _ => None,
        });
        Found(both.collect())
    }
}

impl Classifier {
    /// Reports every term of the thesaurus that makes a business green in some role, with the node it leads to
    /// first, in dictionary order: what a search of another kind (by sound, by handwriting) looks through.
    ///
    /// ```
    /// use greencat_core::Classifier;
    /// let mut found = None;
    /// Classifier::embedded().terms(|term, code| if term == "污水处理" { found = Some(code.to_string()) });
    /// assert_eq!(found.as_deref(), Some("5.3.1"));
    /// ```
    pub fn terms(&self, mut report: impl FnMut(&str, Code)) {
        let index = self.index();
        term::all(index, |lead| {
            if lead.order == 0
                && !lead.near
                && let Some(node) = index.node(lead.node)
            {
                report(lead.text, Code::new(node.code));
            }
        });
    }

    /// Finds the nodes that a code, a name, a product, a word of the thesaurus, a standard's number or an
    /// English word leads to: the best first, at most `limit` of them. The order is always the same.
    ///
    /// Several words narrow the search: a node must match each of them. What nothing matches is looked up
    /// once more with one or two typing errors allowed.
    ///
    /// ```
    /// use greencat_core::{Classifier, MatchKind};
    /// let classifier = Classifier::embedded();
    /// let hit = &classifier.search("节能电机", 5)[0];
    /// assert_eq!((hit.code.to_string().as_str(), hit.name.as_str()), ("1.1.8", "节能电机制造"));
    ///
    /// // The number of a standard, however it is spaced, finds the entries that cite it.
    /// let hit = &classifier.search("gb18613", 5)[0];
    /// assert_eq!((hit.matched.kind, hit.matched.text.as_str()), (MatchKind::Standard, "GB 18613"));
    ///
    /// // A typing error: 光付 for 光伏.
    /// let hit = &classifier.search("光付组件", 5)[0];
    /// assert_eq!((hit.code.to_string().as_str(), hit.matched.kind), ("3.1.2", MatchKind::Similar));
    ///
    /// // A part of the tree, in catalogue order.
    /// let codes: Vec<String> = classifier.search("3.1", 3).iter().map(|hit| hit.code.to_string()).collect();
    /// assert_eq!(codes, ["3.1", "3.1.1", "3.1.2"]);
    /// ```
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let index = self.index();
        let mut found = look_up(index, query);
        if found.is_empty() {
            let mut words = query.split_whitespace();
            if let (Some(first), Some(_)) = (words.next(), words.clone().next()) {
                found = words.fold(look_up(index, first), |found, word| found.meet(look_up(index, word)));
            }
        }
        if found.is_empty() {
            similar(index, query, &mut found);
        }
        let mut hits: Vec<Hit> = found
            .0
            .into_iter()
            .zip(0..)
            .filter_map(|(found, number)| {
                let ((score, matched), id) = (found?, NodeId(number));
                Some(Hit { code: Code::new(index.code(id)), name: index.name(id).to_owned(), matched, score })
            })
            .collect();
        hits.sort_by_key(|hit| (-hit.score, hit.code));
        hits.truncate(limit);
        hits
    }
}

/// Everything that matches `query` to the letter.
fn look_up(index: &Index, query: &str) -> Found {
    let mut found = Found::new(index);
    let needle = Needle::new(index, query);
    if needle.is_empty() {
        return found;
    }
    codes(index, query, &mut found);
    nodes(index, &needle, &mut found);
    standards(index, query, &mut found);
    term::beginning(index, &needle.text(), |term| {
        let whole = term.chars == needle.len();
        let mut score = if whole { points::TERM } else { points::TERM_PREFIX + cover(needle.len(), term.chars) };
        score -= if term.near { points::NEAR } else { 0 } + 5 * i32::from(term.order);
        found.add(term.node, score, MatchKind::Term, term.text, Span { start: 0, end: needle.len() });
    });
    found
}

/// How much of a text of `whole` characters a match of `part` covers, in points.
fn cover(part: u32, whole: u32) -> i32 {
    points::COVER * part.min(whole).cast_signed() / whole.max(1).cast_signed()
}

/// Nodes whose code begins with the query: `3.1` finds 3.1 and all below it, `3.1.` only those below.
fn codes(index: &Index, query: &str, found: &mut Found) {
    let query = folded(index, query.trim());
    if !query.starts_with(|first: char| first.is_ascii_digit()) || !query.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return;
    }
    for (id, node) in (0..index.node_count()).filter_map(|number| Some((NodeId(number), index.node(NodeId(number))?))) {
        let code = Code::new(node.code).to_string();
        let Some(rest) = code.strip_prefix(query.as_str()) else { continue };
        let inside = rest.is_empty() || rest.starts_with('.') || query.ends_with('.');
        let score = match (rest.is_empty(), inside) {
            (true, _) => points::CODE,
            (_, true) => points::CODE_PREFIX,
            // 1.1.1 is a beginning of 1.1.10 too, and a person who is still typing wants to see it.
            _ => points::CODE_PREFIX - 10,
        };
        found.add(id, score, MatchKind::Code, &code, Span { start: 0, end: query.len() as u32 });
    }
}

/// Names, scope items, English names and titles of standards.
fn nodes(index: &Index, needle: &Needle, found: &mut Found) {
    for (id, node) in (0..index.node_count()).filter_map(|number| Some((NodeId(number), index.node(NodeId(number))?))) {
        let mut look = |text: &str, kind, [whole, prefix, part]: [i32; 3]| {
            let Some((span, len)) = needle.find(index, text) else { return };
            let score = match (span.start, span.len()) {
                (0, matched) if matched == len => whole,
                (0, _) => prefix,
                _ => part,
            };
            found.add(id, score + cover(span.len(), len), kind, text, span);
        };
        look(index.name(id), MatchKind::Name, [points::NAME - points::COVER, points::NAME_PREFIX, points::NAME_PART]);
        look(index.name_en(id), MatchKind::English, [points::ENGLISH; 3]);
        for number in node.scope.clone() {
            let scores = [points::SCOPE, points::SCOPE_PREFIX, points::SCOPE_PART];
            look(index.scope_item(number), MatchKind::Scope, scores);
        }
        for number in node.criteria.clone() {
            let ([_, _, _, title, _], _) = index.criterion(number);
            look(title, MatchKind::Standard, [points::TITLE; 3]);
        }
    }
}

/// Standards by number: letters and digits count, spaces, strokes and a year at the end do not.
fn standards(index: &Index, query: &str, found: &mut Found) {
    let tight = |text: &str| folded(index, text).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let number = query.rsplit_once(['-', '—', '－', '–']).filter(|(_, year)| year.trim().len() == 4).map_or(query, |(number, _)| number);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let wanted = tight(number);
    if digits(&wanted) < 2
        || query.chars().any(|c| !c.is_ascii() && c.is_alphabetic() && folded(index, c.encode_utf8(&mut [0; 4])) == c.to_string())
    {
        return;
    }
    // GB/T 2589 and GB 2589: people leave out the stroke and the T, the number alone says it as well.
    let bare = |text: &str| text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
    let loose = |text: &str| text.strip_prefix("GBT").map_or_else(|| text.to_owned(), |rest| format!("GB{rest}"));
    for (standard, node) in index.standards() {
        let have = tight(standard);
        let score = if have == wanted {
            points::STANDARD
        } else if loose(&have) == loose(&wanted) || bare(&have) == wanted {
            points::STANDARD - 10
        } else if have.starts_with(&wanted) || loose(&have).starts_with(&loose(&wanted)) || bare(&have).starts_with(&wanted) {
            points::STANDARD_PREFIX
        } else {
            continue;
        };
        found.add(node, score, MatchKind::Standard, standard, Span { start: 0, end: standard.chars().count() as u32 });
    }
}

/// Terms and names that are one or two typing errors away.
fn similar(index: &Index, query: &str, found: &mut Found) {
    let wanted: String = folded(index, query).chars().filter(|c| !c.is_whitespace()).collect();
    let Some(errors) = term::errors_allowed(wanted.chars().count()) else { return };
    let mut add = |node, text: &str, folded: &str, lost: i32| {
        let Some((distance, end)) = nearest_beginning(&wanted, folded, errors) else { return };
        let likeness = 100 - (100 * distance as u32 / wanted.chars().count().max(1) as u32).cast_signed();
        let whole = cover(end, folded.chars().count() as u32);
        // The folded text of a term is the term; a name folds character by character.
        let span = Span { start: 0, end };
        found.add(node, points::SIMILAR + likeness + whole - lost, MatchKind::Similar, text, span);
    };
    term::around(index, &wanted, errors, |term| {
        let lost = if term.near { 100 } else { 0 } + 5 * i32::from(term.order);
        add(term.node, term.text, term.text, lost);
    });
    for id in (0..index.node_count()).map(NodeId) {
        let name = index.name(id);
        add(id, name, &folded(index, name), 0);
    }
}

/// The fewest typing errors between `wanted` and a beginning of `text`, at most `errors`, and the number of
/// characters of that beginning. Swapped neighbours are one error.
fn nearest_beginning(wanted: &str, text: &str, errors: usize) -> Option<(usize, u32)> {
    let len = wanted.chars().count();
    let ends = text.char_indices().map(|(at, _)| at).skip(1).chain(std::iter::once(text.len()));
    ends.zip(1_u32..)
        .skip_while(|(_, chars)| (*chars as usize) + errors < len)
        .take_while(|(_, chars)| (*chars as usize) <= len + errors)
        .filter_map(|(end, chars)| Some((strsim::osa_distance(wanted, text.get(..end)?), chars)))
        .filter(|(distance, _)| *distance <= errors)
        // Among equally near beginnings the longest says most.
        .min_by_key(|(distance, chars)| (*distance, std::cmp::Reverse(*chars)))
}
