//! The bytes of an index: what stands where. The builder (`xtask`) writes what this module names.
//!
//! Little-endian throughout. A header, a table of sections, then the sections.
//!
//! | at | bytes | what |
//! |---|---|---|
//! | 0 | 8 | [`MAGIC`] |
//! | 8 | 4 | [`VERSION`] |
//! | 12 | 4 | number of sections |
//! | 16 | 8 | [`checksum`] of everything after the header |
//! | 24 | 8 × n | per section: offset and length, from the start of the file |

/// The first eight bytes of an index.
pub const MAGIC: &str = "GREENCAT";
/// The format version; raised with each change of this module.
pub const VERSION: u32 = 2;
/// Length of the header in bytes.
pub const HEADER: usize = 24;

/// The sections, in file order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Section {
    /// UTF-8 of every name and title, referenced by offset and length.
    Strings,
    /// One record of [`NODE`] bytes a catalogue node, in catalogue order.
    Nodes,
    /// One string reference a scope item.
    Scope,
    /// One record of [`CRITERION`] bytes a criterion.
    Criteria,
    /// 256 bytes: for each high byte of a BMP character, the number of its page, 0 for none.
    FoldPages,
    /// Pages of 256 `u16`: how a character folds, see [`fold`].
    FoldTable,
    /// The strings that a folded character may expand to, one string reference each.
    FoldExpansions,
    /// A double array over characters, from folded term to the number of its record: slots of [`SLOT`] bytes.
    Terms,
    /// One record of [`LINK`] bytes a slot, to walk through the terms in order; no text needs it.
    TermLinks,
    /// 256 bytes: for each high byte of a BMP character, the number of its page of labels; page 0 is empty.
    LabelPages,
    /// Pages of 256 `u16`: the label of a folded character in the double array, from 1 in the characters' order; 0 for
    /// a character that no term has.
    Labels,
    /// One `u16` a label: its character.
    Alphabet,
    /// Only in a packed index, instead of the five before: the terms in order, each as the number of bytes it
    /// shares with the term before (`u8`), the number of further bytes (`u8`), and these; then, when all terms are
    /// told, their records' numbers (`u16` each).
    TermList,
    /// One record of [`TERM`] bytes for all the terms that mean the same.
    TermRecords,
    /// One record of [`SENSE`] bytes a sense.
    Senses,
    /// One record of [`RULE`] bytes a rule of a sense.
    Rules,
    /// One record of [`STANDARD`] bytes a citation by number, sorted by number: the standard and a node.
    Standards,
    /// One record of [`QUESTION`] bytes a question.
    Questions,
    /// One record of [`ANSWER`] bytes an answer of a question.
    Answers,
    /// The confidence models: `i16` weights in the order of [`crate::confidence`]'s models and signals, then the
    /// logistic table, one byte of hundredths a step.
    Calibration,
    /// One record of [`EXPANSION`] bytes: a role that adds a service entry to subjects of some groups.
    Expansions,
    /// One `i16` a weight of the ranking, in the order of [`WEIGHTS`].
    Weights,
    /// One string reference: the edition's identifier.
    Edition,
}

/// Number of sections.
pub const SECTIONS: usize = Section::Edition as usize + 1;

/// A string reference: `u32` offset, `u16` length.
pub const STRING: usize = 6;
/// code (3 × `u8`), level (`u8`), name, English name, roles (`u32`), page, first scope item, scope items,
/// first criterion, criteria, flags (6 × `u16`).
pub const NODE: usize = 4 + 2 * STRING + 4 + 6 * 2;
/// subject, standard, document, title, grade or value with unit; relation (`u16`).
pub const CRITERION: usize = 5 * STRING + 2;
/// base (`u32`), label (`u16`), the number of a record plus one or 0 (`u16`). The root stands in slot 0. The child under
/// a label stands at base plus label; where nothing bears the label, there is none. The base of a slot without children
/// lies past the last slot; a free slot bears [`FREE`].
pub const SLOT: usize = 8;
/// The label of a free slot, which no character has.
pub const FREE: u16 = u16::MAX;
/// label of the first child (`u16`), label of the next child of the same parent (`u16`); 0 for none.
pub const LINK: usize = 4;
/// class (`u8`), a byte of padding, payload (`u16`), roles (`u32`).
pub const TERM: usize = 8;
/// first rule (`u16`), rules (`u8`), flags (`u8`), neutral roles (`u32`).
pub const SENSE: usize = 8;
/// roles (`u32`), verdict (`u8`), order (`u8`), node (`u16`).
pub const RULE: usize = 8;
/// number, node (`u16`).
pub const STANDARD: usize = STRING + 2;
/// Chinese, English, node (`u16`), the verdict that raises it (`u16`), first answer (`u16`), answers (`u16`).
pub const QUESTION: usize = 2 * STRING + 8;
/// Chinese, English, node or `NO_NODE` (`u16`), verdict or 0 (`u16`).
pub const ANSWER: usize = 2 * STRING + 4;
/// role (`u16`), node it adds (`u16`), 32 bytes of bits: the nodes whose subjects it applies to, and 32 bytes:
/// the nodes for which it applies even to subjects that are never more than near.
pub const EXPANSION: usize = 4 + 64;
/// "No node" in a question or an answer.
pub const NO_NODE: u16 = u16::MAX;

/// The weights of the ranking, as named in `catalogue/weights.toml`, in file order.
pub const WEIGHTS: [&str; 13] = [
    "subject",
    "place",
    "latest",
    "character",
    "longest",
    "conditional",
    "service",
    "landscape",
    "second",
    "mention",
    "role",
    "grade",
    "near",
];

/// Node flag: the scope items are ours, the official text lists none.
pub const SCOPE_OURS: u16 = 1;
/// Sense flag: a grade word that governs the term turns conditional into direct.
pub const GRADED: u8 = 1;
/// Sense flag: the term is a product, so that a bare mention counts only in a maker's text.
pub const PRODUCT: u8 = 2;
/// Sense flag: the term is a property, which counts only in a product's specification.
pub const PROPERTY: u8 = 4;
/// Sense flag: the term states a grade as well (节能).
pub const GRADE_WORD: u8 = 8;
/// Verb payload: the verb forms nouns with 设备, 机, 剂 and the like.
pub const FORMS_NOUNS: u16 = 1;
/// Verb payload: the verb is half a noun (工程) and yields to 设计, 咨询 and the like.
pub const SOFT: u16 = 2;
/// Verb payload: the verb is a business of its own in a list (技术服务), not the head or tail of others.
pub const ALONE: u16 = 4;

/// Values in [`Section::FoldTable`].
pub mod fold {
    /// The character stands for itself.
    pub const SELF: u16 = 0;
    /// The character is dropped (的, zero-width characters).
    pub const DROP: u16 = 1;
    /// From here up to [`EXPAND_END`]: the number of an expansion. The range is the start of the
    /// private use area, which no text of the field uses.
    pub const EXPAND: u16 = 0xE000;
    /// One past the last expansion.
    pub const EXPAND_END: u16 = 0xF000;
}

/// What a term is, the first byte of its record.
pub mod class {
    /// Consumes its characters and means nothing; the payload may be [`super::SUNDRY`].
    pub const STOP: u8 = 0;
    /// A subject; the payload is its sense.
    pub const SUBJECT: u8 = 1;
    /// A verb; its roles are the record's.
    pub const ROLE: u8 = 2;
    /// A grade word.
    pub const GRADE: u8 = 3;
    /// A cue that drops text; the payload is its [`super::cue`].
    pub const CUE: u8 = 4;
    /// Filler: no content of its own.
    pub const FILLER: u8 = 5;
}

/// Goods that every shop sells (日用百货), in the payload of a stop's record.
pub const SUNDRY: u16 = 1;

/// What a cue drops, in the payload of a cue's record.
pub mod cue {
    /// The item (between commas) that holds it.
    pub const ITEM: u16 = 1;
    /// The clause (between semicolons or full stops) that holds it.
    pub const CLAUSE: u16 = 2;
    /// From the cue to the end of its item.
    pub const REST: u16 = 4;
    /// From the start of its item to the cue.
    pub const BEFORE: u16 = 8;
    /// The bracket that holds it; outside of brackets, nothing.
    pub const BRACKET: u16 = 16;
    /// From the cue to the end of the clause.
    pub const CLAUSE_REST: u16 = 32;
    /// From the cue to the end of its list, which a comma ends: 应用于家电、照明等领域，….
    pub const LIST_REST: u16 = 64;
}

/// FNV-1a over eight bytes at a time (the last word padded with zeros); guards against accidents, not attacks.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3);
        hash ^= hash >> 29;
    }
    hash
}
