//! The answer: classify a text against the catalogue.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};

use crate::catalogue::{self, Code, Criterion, Entry};
use crate::claim::{self, Buffers};
use crate::confidence::Signals;
use crate::error::LoadError;
use crate::index::{Index, NodeId};
use crate::question::{self, Question};
use crate::rank::{self, Ranked};
use crate::span::Span;
use crate::verdict::{Outcome, Verdict};

/// Answers for texts. Opening costs microseconds; it can be shared between threads.
///
/// ```
/// use greencat_core::{Classifier, Outcome, Verdict};
/// let classifier = Classifier::embedded();
/// let answer = classifier.classify("光伏组件、逆变器的研发、生产；充电桩运营；日用百货销售");
/// assert_eq!(answer.outcome, Outcome::Green);
/// assert_eq!(answer.entries[0].code.to_string(), "3.1.2");
/// assert_eq!(answer.entries[0].verdict, Verdict::Direct);
/// assert_eq!(answer.entries[0].evidence[0].term, "光伏组件");
/// ```
#[derive(Debug, Clone)]
pub struct Classifier {
    index: Index,
    /// The criteria of each node, from when an answer first wants them: they are most of what an answer says.
    criteria: OnceLock<Vec<OnceLock<Arc<[Criterion]>>>>,
}

/// What kind of words an evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceKind {
    /// What the business is about.
    Subject,
    /// What it does with it.
    Role,
    /// The grade it states.
    Grade,
}

/// Words of the text that led to a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What kind of words.
    pub kind: EvidenceKind,
    /// The words as they stand in the text.
    pub term: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// What they add to the score; the points of an entry's evidence add up to its score.
    pub points: i32,
}

/// How sure an answer is, in hundredths; calibrated as `docs/QUALITY.md` tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(pub u8);

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

/// One entry's verdict for a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The entry's code.
    pub code: Code,
    /// The entry's Chinese name.
    pub name: Cow<'static, str>,
    /// The verdict.
    pub verdict: Verdict,
    /// The sum of the evidence's points; candidates of a text are ranked by it.
    pub score: i32,
    /// How likely the verdict is right.
    pub confidence: Confidence,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
    /// What must still be proven; empty for a near entry, which no proof would bring in.
    pub criteria: Arc<[Criterion]>,
}

/// The answer for one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Classification {
    /// The catalogue's edition, such as `gigc-2019`.
    pub edition: Cow<'static, str>,
    /// What the text says as a whole.
    pub outcome: Outcome,
    /// How likely the outcome is right.
    pub confidence: Confidence,
    /// The entries, best first: direct and conditional ones, then near ones.
    pub entries: Vec<Candidate>,
    /// What to ask when one fact would settle the case.
    pub question: Option<Question>,
}

impl Classification {
    /// The first entry that is direct or conditional.
    #[must_use]
    pub fn primary(&self) -> Option<&Candidate> {
        self.entries.first().filter(|candidate| candidate.verdict.is_positive())
    }
}

thread_local! {
    static BUFFERS: RefCell<Buffers> = RefCell::default();
}

impl Classifier {
    fn new(index: Index) -> Classifier {
        Classifier { index, criteria: OnceLock::new() }
    }

    /// The classifier for the edition compiled into the program. Costs no parsing.
    #[must_use]
    pub fn embedded() -> Classifier {
        Classifier::new(Index::embedded())
    }

    /// A classifier for the bytes of an index made by `cargo xtask index`.
    ///
    /// # Errors
    ///
    /// [`LoadError`] when the bytes are not an index of this release, cut short, or damaged.
    ///
    /// ```
    /// use greencat_core::{Classifier, LoadError};
    /// assert!(matches!(Classifier::from_bytes(b"%PDF-1.7".to_vec()), Err(LoadError::Magic { .. })));
    /// ```
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Classifier, LoadError> {
        let index = Index::open(bytes.into())?;
        index.verify()?;
        Ok(Classifier::new(index))
    }

    /// Classifies any text. Never fails: an empty text is `unclear`.
    ///
    /// ```
    /// use greencat_core::{Classifier, Outcome};
    /// assert_eq!(Classifier::embedded().classify("日用百货销售；餐饮服务").outcome, Outcome::None);
    /// ```
    #[must_use]
    pub fn classify(&self, text: &str) -> Classification {
        let ranking = BUFFERS.with_borrow_mut(|buffers| {
            let reading = claim::read(&self.index, text, buffers);
            rank::rank(&self.index, reading)
        });
        // Most texts have no evidence to be found again.
        let locate = Locator::new(if ranking.entries.is_empty() { "" } else { text });
        let entries = ranking.entries.iter().map(|ranked| self.candidate(text, &locate, ranked)).collect();
        Classification {
            edition: self.index.edition_text(),
            outcome: ranking.outcome,
            confidence: ranking.confidence,
            question: question::ask(&self.index, &ranking.entries),
            entries,
        }
    }

    /// The signals behind an answer's confidence, for `cargo xtask calibrate`: those of the outcome and of each entry.
    #[doc(hidden)]
    #[must_use]
    pub fn signals(&self, text: &str) -> (Signals, Vec<(Code, Verdict, Signals)>) {
        let reading = claim::read(&self.index, text, &mut Buffers::default());
        let ranking = rank::rank(&self.index, reading);
        let entries = ranking.entries.iter().map(|entry| (Code::new(self.index.code(entry.node)), entry.verdict, entry.signals));
        (ranking.signals, entries.collect())
    }

    fn candidate(&self, text: &str, locate: &Locator, ranked: &Ranked) -> Candidate {
        let evidence = ranked
            .evidence
            .iter()
            .map(|evidence| Evidence {
                kind: evidence.kind,
                term: text.get(locate.bytes(text, evidence.span)).unwrap_or_default().to_owned(),
                span: evidence.span,
                points: evidence.points,
            })
            .collect();
        Candidate {
            code: Code::new(self.index.code(ranked.node)),
            name: self.index.name_text(ranked.node),
            verdict: ranked.verdict,
            score: ranked.score,
            confidence: ranked.confidence,
            evidence,
            criteria: if ranked.verdict.is_positive() { self.criteria(ranked.node) } else { Arc::default() },
        }
    }

    fn criteria(&self, id: NodeId) -> Arc<[Criterion]> {
        let nodes = self.criteria.get_or_init(|| (0..self.index.node_count()).map(|_| OnceLock::new()).collect());
        let read = || catalogue::criteria(&self.index, id).into();
        nodes.get(usize::from(id.0)).map(|known| Arc::clone(known.get_or_init(read))).unwrap_or_default()
    }

    /// The edition's identifier, such as `gigc-2019`.
    #[must_use]
    pub fn edition(&self) -> &str {
        self.index.edition()
    }

    /// Tells this index from every other, of the same edition too: two programs with the same fingerprint have read the same
    /// catalogue.
    ///
    /// ```
    /// use greencat_core::Classifier;
    /// assert_eq!(Classifier::embedded().fingerprint(), Classifier::embedded().fingerprint());
    /// ```
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.index.checksum()
    }

    /// The entry or node with this code.
    ///
    /// ```
    /// use greencat_core::Classifier;
    /// let classifier = Classifier::embedded();
    /// assert_eq!(classifier.entry("1.1.8".parse().unwrap()).unwrap().name, "节能电机制造");
    /// ```
    #[must_use]
    pub fn entry(&self, code: Code) -> Option<Entry> {
        Entry::load(&self.index, catalogue::find(&self.index, code)?)
    }

    /// All nodes in catalogue order: 6, 30 and 211 of levels 1, 2 and 3.
    pub fn nodes(&self) -> impl Iterator<Item = Entry> + '_ {
        (0..self.index.node_count()).filter_map(|number| Entry::load(&self.index, NodeId(number)))
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }
}

/// Every 16th scalar value's byte offset, so that a span is found without walking the whole text.
struct Locator {
    marks: Vec<usize>,
}

impl Locator {
    const STEP: usize = 16;

    fn new(text: &str) -> Locator {
        Locator { marks: text.char_indices().step_by(Self::STEP).map(|(at, _)| at).collect() }
    }

    fn offset(&self, text: &str, scalar: u32) -> usize {
        let scalar = scalar as usize;
        let Some(mark) = self.marks.get(scalar / Self::STEP) else { return text.len() };
        let rest = text.get(*mark..).unwrap_or_default();
        rest.char_indices().nth(scalar % Self::STEP).map_or(text.len(), |(at, _)| mark + at)
    }

    fn bytes(&self, text: &str, span: Span) -> std::ops::Range<usize> {
        self.offset(text, span.start)..self.offset(text, span.end)
    }
}
