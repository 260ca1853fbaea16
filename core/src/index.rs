//! The built catalogue: bytes in, answers out, no parsing.
//!
//! `cargo xtask index` makes the bytes from `catalogue/`; [`layout`] says what stands where. Opening checks
//! the header (a few dozen bytes); [`Index::verify`] reads everything and belongs to bytes from elsewhere.

use std::borrow::Cow;
use std::ops::Range;

use crate::confidence;
use crate::error::LoadError;
use crate::role::RoleSet;
use crate::verdict::Verdict;

mod bytes;
mod dictionary;
pub mod layout;

use bytes::{u8_at, u16_at, u32_at};
use dictionary::List;
#[cfg(not(feature = "packed"))]
use dictionary::Trie;
pub(crate) use dictionary::{Dictionary, Scratch};
use layout::{Section, class};

#[cfg(not(feature = "packed"))]
/// The index of this release, made by `cargo xtask index` from `catalogue/` and proven fresh by a test.
static EMBEDDED: &[u8] = include_bytes!("../data/gigc-2019.idx");

#[cfg(feature = "packed")]
/// The same index packed for the wire: half the bytes, and a few milliseconds to unpack when it is opened.
static EMBEDDED: &[u8] = include_bytes!("../data/gigc-2019.packed.idx");

/// An opened index.
#[derive(Debug, Clone)]
pub(crate) struct Index {
    bytes: Cow<'static, [u8]>,
    sections: [(u32, u32); layout::SECTIONS],
    /// The term dictionary of a packed index.
    list: Option<List>,
}

/// The number of a node of the catalogue in catalogue order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) u16);

/// One term of the dictionary.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    pub(crate) class: u8,
    pub(crate) payload: u16,
    /// A verb's roles; for a subject, the role of the verb it ends with.
    pub(crate) roles: RoleSet,
}

/// The records of terms.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms<'i> {
    records: &'i [[u8; layout::TERM]],
}

impl Terms<'_> {
    /// The record with this number; `None` past the last.
    #[inline]
    pub(crate) fn get(self, number: u64) -> Option<Term> {
        let [class, _, low, high, roles @ ..] = *self.records.get(usize::try_from(number).ok()?)?;
        Some(Term { class, payload: u16::from_le_bytes([low, high]), roles: RoleSet::from_bits(u32::from_le_bytes(roles)) })
    }
}

/// What a subject means: rules from roles to verdicts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sense {
    first: u16,
    len: u8,
    flags: u8,
    /// Roles that do not speak for or against this subject.
    pub(crate) neutral: RoleSet,
}

impl Sense {
    /// Whether a grade that governs the subject proves what is conditional.
    pub(crate) fn graded(self) -> bool {
        self.flags & layout::GRADED != 0
    }

    /// Whether the subject is goods.
    pub(crate) fn product(self) -> bool {
        self.flags & layout::PRODUCT != 0
    }

    /// Whether the term is a property that tells a product's kind, in its specification only.
    pub(crate) fn property(self) -> bool {
        self.flags & layout::PROPERTY != 0
    }

    /// Whether the term states a grade as well.
    pub(crate) fn grade_word(self) -> bool {
        self.flags & layout::GRADE_WORD != 0
    }
}

/// One rule of a sense.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// The roles it fires on; empty for the rule that fires when no other did.
    pub(crate) roles: RoleSet,
    pub(crate) verdict: Verdict,
    /// 0 for the first entry a rule names, 1 for the second, and so on.
    pub(crate) order: u8,
    pub(crate) node: NodeId,
}

impl Index {
    /// The index compiled into this crate.
    pub(crate) fn embedded() -> Index {
        // The header of the embedded bytes is checked by the freshness test; an empty index would
        // still classify every text, as `none`.
        Index::open(Cow::Borrowed(EMBEDDED)).unwrap_or(Index {
            bytes: Cow::Borrowed(&[]),
            sections: [(0, 0); layout::SECTIONS],
            list: None,
        })
    }

    /// Checks the header and the section table.
    pub(crate) fn open(bytes: Cow<'static, [u8]>) -> Result<Index, LoadError> {
        let magic = layout::MAGIC.as_bytes();
        if bytes.get(..magic.len()) != Some(magic) {
            let head = bytes.get(..magic.len()).unwrap_or(&bytes);
            return Err(LoadError::Magic { expected: layout::MAGIC, got: String::from_utf8_lossy(head).into_owned() });
        }
        let version = u32_at(&bytes, 8);
        if version != layout::VERSION {
            return Err(LoadError::Version { expected: layout::VERSION, got: version });
        }
        let table_end = layout::HEADER + 8 * layout::SECTIONS;
        if bytes.len() < table_end || u32_at(&bytes, 12) as usize != layout::SECTIONS {
            return Err(LoadError::Truncated { expected: table_end, got: bytes.len() });
        }
        let mut sections = [(0, 0); layout::SECTIONS];
        for (number, section) in sections.iter_mut().enumerate() {
            let at = layout::HEADER + 8 * number;
            *section = (u32_at(&bytes, at), u32_at(&bytes, at + 4));
            let end = section.0 as usize + section.1 as usize;
            if end > bytes.len() {
                return Err(LoadError::Truncated { expected: end, got: bytes.len() });
            }
        }
        let mut index = Index { bytes, sections, list: None };
        let list = index.section(Section::TermList);
        if !list.is_empty() {
            index.list = Some(List::unpack(list)?);
        }
        Ok(index)
    }

    /// Reads everything: the checksum, the term dictionary, and that references stay inside their sections.
    pub(crate) fn verify(&self) -> Result<(), LoadError> {
        let expected = self.checksum();
        let got = layout::checksum(self.bytes.get(layout::HEADER..).unwrap_or_default());
        if expected != got {
            return Err(LoadError::Checksum { expected, got });
        }
        let faulty = |section, reason: &str| LoadError::Section { section, reason: reason.to_owned() };
        let packed = cfg!(feature = "packed");
        let none = if packed { "it is not packed, and this build reads packed ones only" } else { "it is empty" };
        let records = self.section(Section::TermRecords).len() / layout::TERM;
        self.dictionary().ok_or_else(|| faulty("terms", none))?.verify(records)?;
        if self.node_count() == 0 {
            return Err(faulty("nodes", "it is empty"));
        }
        Ok(())
    }

    /// The checksum in the header: it tells this index from every other.
    pub(crate) fn checksum(&self) -> u64 {
        u64::from(u32_at(&self.bytes, 16)) | u64::from(u32_at(&self.bytes, 20)) << 32
    }

    fn section(&self, section: Section) -> &[u8] {
        self.section_of(&self.bytes, section)
    }

    fn section_of<'b>(&self, bytes: &'b [u8], section: Section) -> &'b [u8] {
        let (offset, len) = self.sections[section as usize];
        bytes.get(offset as usize..(offset + len) as usize).unwrap_or_default()
    }

    fn string_at(&self, record: &[u8], at: usize) -> &str {
        self.string_of(&self.bytes, record, at)
    }

    fn string_of<'b>(&self, bytes: &'b [u8], record: &[u8], at: usize) -> &'b str {
        let offset = u32_at(record, at) as usize;
        let len = u16_at(record, at + 4) as usize;
        let bytes = self.section_of(bytes, Section::Strings).get(offset..offset + len).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The string for an answer that outlives the index: borrowed where the index is part of the program.
    fn text_at(&self, record: &[u8], at: usize) -> Cow<'static, str> {
        match &self.bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(self.string_of(bytes, record, at)),
            Cow::Owned(bytes) => Cow::Owned(self.string_of(bytes, record, at).to_owned()),
        }
    }

    /// The edition's identifier, such as `gigc-2019`.
    pub(crate) fn edition(&self) -> &str {
        self.string_at(self.section(Section::Edition), 0)
    }

    /// The same for an answer.
    pub(crate) fn edition_text(&self) -> Cow<'static, str> {
        self.text_at(self.section(Section::Edition), 0)
    }

    /// The term dictionary.
    pub(crate) fn dictionary(&self) -> Option<Dictionary<'_>> {
        match &self.list {
            Some(list) => Some(Dictionary::List(list)),
            #[cfg(not(feature = "packed"))]
            None => Trie::new(&dictionary::Sections {
                slots: self.section(Section::Terms),
                links: self.section(Section::TermLinks),
                pages: self.section(Section::LabelPages),
                labels: self.section(Section::Labels),
                alphabet: self.section(Section::Alphabet),
            })
            .map(Dictionary::Trie),
            #[cfg(feature = "packed")]
            None => None,
        }
    }

    /// The records of terms.
    pub(crate) fn terms(&self) -> Terms<'_> {
        Terms { records: self.section(Section::TermRecords).as_chunks().0 }
    }

    /// The sense of a subject; `None` for other terms.
    pub(crate) fn sense(&self, term: Term) -> Option<Sense> {
        if term.class != class::SUBJECT {
            return None;
        }
        let record = record(self.section(Section::Senses), usize::from(term.payload), layout::SENSE)?;
        Some(Sense {
            first: u16_at(record, 0),
            len: u8_at(record, 2),
            flags: u8_at(record, 3),
            neutral: RoleSet::from_bits(u32_at(record, 4)),
        })
    }

    /// The rules of a sense, in their order.
    pub(crate) fn rules(&self, sense: Sense) -> impl Iterator<Item = Rule> + '_ {
        let rules = self.section(Section::Rules);
        let first = usize::from(sense.first);
        (first..first + usize::from(sense.len)).filter_map(move |number| {
            let record = record(rules, number, layout::RULE)?;
            Some(Rule {
                roles: RoleSet::from_bits(u32_at(record, 0)),
                verdict: match u8_at(record, 4) {
                    3 => Verdict::Direct,
                    2 => Verdict::Conditional,
                    _ => Verdict::Near,
                },
                order: u8_at(record, 5),
                node: NodeId(u16_at(record, 6)),
            })
        })
    }

    /// The service entries that a role adds to other subjects.
    pub(crate) fn expansions(&self) -> impl Iterator<Item = Expansion<'_>> {
        self.section(Section::Expansions).chunks_exact(layout::EXPANSION).map(|record| Expansion {
            roles: RoleSet::from_bits(1 << u16_at(record, 0)),
            node: NodeId(u16_at(record, 2)),
            positive: record.get(4..36).unwrap_or_default(),
            near: record.get(36..).unwrap_or_default(),
        })
    }

    /// How `character` folds: pages of 256 entries, see [`layout::fold`].
    pub(crate) fn folding(&self) -> (&[u8], &[u8]) {
        (self.section(Section::FoldPages), self.section(Section::FoldTable))
    }

    /// What a folding expands to.
    pub(crate) fn fold_expansion(&self, number: u16) -> &str {
        self.string_at(self.section(Section::FoldExpansions), usize::from(number) * layout::STRING)
    }

    /// Number of catalogue nodes.
    pub(crate) fn node_count(&self) -> u16 {
        (self.section(Section::Nodes).len() / layout::NODE) as u16
    }

    fn node_bytes(&self, id: NodeId) -> Option<&[u8]> {
        record(self.section(Section::Nodes), usize::from(id.0), layout::NODE)
    }

    /// The fields of a node but its names.
    pub(crate) fn node(&self, id: NodeId) -> Option<NodeRecord> {
        let record = self.node_bytes(id)?;
        let tail = 4 + 2 * layout::STRING;
        let word = |number: usize| usize::from(u16_at(record, tail + 4 + 2 * number));
        Some(NodeRecord {
            code: [u8_at(record, 0), u8_at(record, 1), u8_at(record, 2)],
            roles: RoleSet::from_bits(u32_at(record, tail)),
            page: word(0) as u16,
            scope: word(1)..word(1) + word(2),
            criteria: word(3)..word(3) + word(4),
            scope_ours: word(5) as u16 & layout::SCOPE_OURS != 0,
        })
    }

    /// The Chinese name of a node.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        self.node_bytes(id).map_or("", |record| self.string_at(record, 4))
    }

    /// The same for an answer.
    pub(crate) fn name_text(&self, id: NodeId) -> Cow<'static, str> {
        self.node_bytes(id).map_or(Cow::Borrowed(""), |record| self.text_at(record, 4))
    }

    /// The English name of a node.
    pub(crate) fn name_en(&self, id: NodeId) -> &str {
        self.node_bytes(id).map_or("", |record| self.string_at(record, 4 + layout::STRING))
    }

    /// A scope item.
    pub(crate) fn scope_item(&self, number: usize) -> &str {
        self.string_at(self.section(Section::Scope), number * layout::STRING)
    }

    /// The fields of a criterion: subject, standard, document, title, grade; and the relation's number.
    pub(crate) fn criterion(&self, number: usize) -> ([&str; 5], u16) {
        let Some(record) = record(self.section(Section::Criteria), number, layout::CRITERION) else {
            return ([""; 5], 0);
        };
        let text = |field: usize| self.string_at(record, field * layout::STRING);
        ([text(0), text(1), text(2), text(3), text(4)], u16_at(record, 5 * layout::STRING))
    }

    /// Every citation by number: the standard and the entry that cites it, sorted by standard.
    pub(crate) fn standards(&self) -> impl Iterator<Item = (&str, NodeId)> + '_ {
        self.section(Section::Standards)
            .chunks_exact(layout::STANDARD)
            .map(|record| (self.string_at(record, 0), NodeId(u16_at(record, layout::STRING))))
    }

    /// The question that `node` raises under a verdict of this number, if there is one.
    pub(crate) fn question(&self, node: NodeId, verdict: u16) -> Option<QuestionRecord> {
        // Texts are decoded once the record is found: the section is searched for every open entry of a text.
        let tail = 2 * layout::STRING;
        let raised = |record: &&[u8]| u16_at(record, tail) == node.0 && u16_at(record, tail + 2) == verdict;
        let record = self.section(Section::Questions).chunks_exact(layout::QUESTION).find(raised)?;
        let first = usize::from(u16_at(record, tail + 4));
        Some(QuestionRecord {
            chinese: self.text_at(record, 0),
            english: self.text_at(record, layout::STRING),
            answers: first..first + usize::from(u16_at(record, tail + 6)),
        })
    }

    /// An answer: Chinese, English, the node it leads to, the verdict (0 for none).
    pub(crate) fn answer(&self, number: usize) -> Option<(Cow<'static, str>, Cow<'static, str>, NodeId, u16)> {
        let record = record(self.section(Section::Answers), number, layout::ANSWER)?;
        let tail = 2 * layout::STRING;
        Some((self.text_at(record, 0), self.text_at(record, layout::STRING), NodeId(u16_at(record, tail)), u16_at(record, tail + 2)))
    }

    /// The weights in the order of [`layout::WEIGHTS`].
    pub(crate) fn weights(&self) -> impl Iterator<Item = i32> {
        self.section(Section::Weights).as_chunks().0.iter().map(|weight| i32::from(i16::from_le_bytes(*weight)))
    }

    /// The weights of the signals in a confidence model.
    pub(crate) fn confidence_weights(&self, model: usize) -> impl Iterator<Item = i32> {
        let signals = confidence::SIGNALS.len();
        let weights = self.section(Section::Calibration).as_chunks().0;
        weights.iter().skip(model * signals).take(signals).map(|weight| i32::from(i16::from_le_bytes(*weight)))
    }

    /// The logistic function at this step, in hundredths.
    pub(crate) fn logistic(&self, step: usize) -> u8 {
        let weights = 2 * confidence::MODELS.len() * confidence::SIGNALS.len();
        u8_at(self.section(Section::Calibration), weights + step)
    }

    /// The code of a node, without its texts.
    pub(crate) fn code(&self, id: NodeId) -> [u8; 3] {
        let at = usize::from(id.0) * layout::NODE;
        let nodes = self.section(Section::Nodes);
        [u8_at(nodes, at), u8_at(nodes, at + 1), u8_at(nodes, at + 2)]
    }
}

/// The fields of a node but its names.
#[derive(Debug, Clone)]
pub(crate) struct NodeRecord {
    pub(crate) code: [u8; 3],
    pub(crate) roles: RoleSet,
    pub(crate) page: u16,
    pub(crate) scope: Range<usize>,
    pub(crate) criteria: Range<usize>,
    pub(crate) scope_ours: bool,
}

/// A role that makes a service of another subject (环保技术 + 咨询 → 6.1.3).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expansion<'a> {
    pub(crate) roles: RoleSet,
    pub(crate) node: NodeId,
    positive: &'a [u8],
    near: &'a [u8],
}

impl Expansion<'_> {
    /// Whether it applies to a subject of `node`; `positive` says whether the subject can be more than near.
    pub(crate) fn applies(&self, node: NodeId, positive: bool) -> bool {
        let bits = if positive { self.positive } else { self.near };
        bits.get(usize::from(node.0) / 8).is_some_and(|byte| byte & (1 << (node.0 % 8)) != 0)
    }
}

/// The fields of a question.
#[derive(Debug, Clone)]
pub(crate) struct QuestionRecord {
    pub(crate) chinese: Cow<'static, str>,
    pub(crate) english: Cow<'static, str>,
    pub(crate) answers: Range<usize>,
}

fn record(section: &[u8], number: usize, len: usize) -> Option<&[u8]> {
    section.get(number * len..(number + 1) * len)
}
