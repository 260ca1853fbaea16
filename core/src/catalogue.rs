//! The catalogue as read from the index: nodes, their scope and their criteria.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::index::{Index, NodeId};
use crate::role::RoleSet;

/// The code of a node: one to three numbers, such as `3`, `3.1` or `3.1.2`.
///
/// ```
/// use greencat_core::Code;
/// let code: Code = "3.1.2".parse().unwrap();
/// assert_eq!(code.to_string(), "3.1.2");
/// assert_eq!(code.parent().unwrap().to_string(), "3.1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 3]);

impl Code {
    pub(crate) fn new(numbers: [u8; 3]) -> Code {
        Code(numbers)
    }

    /// 1, 2 or 3.
    #[must_use]
    pub fn level(self) -> u8 {
        self.0.iter().filter(|number| **number > 0).count() as u8
    }

    /// The node above; `None` at level 1.
    #[must_use]
    pub fn parent(self) -> Option<Code> {
        match self.0 {
            [_, 0, _] => None,
            [first, _, 0] => Some(Code([first, 0, 0])),
            [first, second, _] => Some(Code([first, second, 0])),
        }
    }

    /// The node of `level` (1–3) above or at this one.
    #[must_use]
    pub fn at_level(self, level: u8) -> Code {
        let mut numbers = self.0;
        numbers.iter_mut().skip(usize::from(level)).for_each(|number| *number = 0);
        Code(numbers)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(8);
        for (place, number) in self.0.iter().take_while(|number| **number > 0).enumerate() {
            if place > 0 {
                text.push('.');
            }
            text.push_str(&number.to_string());
        }
        formatter.pad(&text)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Why a string is no code: it is not one to three numbers from 1 to 255 joined by dots.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{got:?} is not a catalogue code; write one to three numbers joined by dots, such as 3.1.2")]
pub struct CodeError {
    /// What was given.
    pub got: String,
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Code, CodeError> {
        let faulty = || CodeError { got: text.chars().take(40).collect() };
        let mut numbers = [0; 3];
        let mut parts = text.trim().split('.');
        for (place, part) in parts.by_ref().take(3).enumerate() {
            numbers[place] = part.parse().ok().filter(|number| *number > 0).ok_or_else(faulty)?;
        }
        if parts.next().is_some() { Err(faulty()) } else { Ok(Code(numbers)) }
    }
}

/// How a measured value must stand to the required one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// 符合
    Meet,
    /// 不低于
    AtLeast,
    /// 优于
    Better,
    /// 不高于
    AtMost,
    /// 低于
    Below,
}

impl Relation {
    /// In the order of the index's numbers.
    pub const ALL: [Relation; 5] = [Relation::Meet, Relation::AtLeast, Relation::Better, Relation::AtMost, Relation::Below];

    /// The name in `catalogue/entries/*.toml`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Relation::Meet => "meet",
            Relation::AtLeast => "at_least",
            Relation::Better => "better",
            Relation::AtMost => "at_most",
            Relation::Below => "below",
        }
    }

    /// The Chinese word.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Relation::Meet => "符合",
            Relation::AtLeast => "不低于",
            Relation::Better => "优于",
            Relation::AtMost => "不高于",
            Relation::Below => "低于",
        }
    }

    /// The English words.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Relation::Meet => "meets",
            Relation::AtLeast => "at least",
            Relation::Better => "better than",
            Relation::AtMost => "at most",
            Relation::Below => "below",
        }
    }
}

/// A condition of an entry: what must still be proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// What is measured or certified.
    pub subject: String,
    /// The standard's number and title, or the document's; empty for a condition stated by the entry itself.
    pub standard: String,
    /// The requirement: relation and grade, or value with unit.
    pub requirement: String,
}

/// An entry or a node above it, with everything the catalogue says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The code, such as `3.1.2`.
    pub code: Code,
    /// The official Chinese name.
    pub name: String,
    /// The English name; for most entries ours, since no official translation exists.
    pub name_en: String,
    /// The roles the entry is about; empty above level 3.
    pub roles: RoleSet,
    /// The scope items; empty above level 3.
    pub scope: Vec<String>,
    /// Whether the scope items are ours, because the official text lists none.
    pub scope_is_ours: bool,
    /// The conditions.
    pub criteria: Vec<Criterion>,
    /// The page of the official explanation; 0 above level 3.
    pub page: u16,
}

impl Entry {
    pub(crate) fn load(index: &Index, id: NodeId) -> Option<Entry> {
        let node = index.node(id)?;
        Some(Entry {
            code: Code::new(node.code),
            name: index.name(id).to_owned(),
            name_en: index.name_en(id).to_owned(),
            roles: node.roles,
            scope: node.scope.clone().map(|number| index.scope_item(number).to_owned()).collect(),
            scope_is_ours: node.scope_ours,
            criteria: criteria(index, id),
            page: node.page,
        })
    }
}

/// The criteria of a node.
pub(crate) fn criteria(index: &Index, id: NodeId) -> Vec<Criterion> {
    let numbers = index.node(id).map_or(0..0, |node| node.criteria);
    numbers
        .map(|number| {
            let ([subject, standard, document, title, grade], relation) = index.criterion(number);
            let number = if standard.is_empty() { document } else { standard };
            let (title, number) = (bracketed("《", title, "》"), bracketed("（", number, "）"));
            let relation = Relation::ALL.get(usize::from(relation)).copied().unwrap_or(Relation::Meet).chinese();
            Criterion {
                subject: subject.to_owned(),
                standard: [title, number].as_flattened().concat(),
                requirement: if grade.is_empty() { relation.to_owned() } else { [relation, " ", grade].concat() },
            }
        })
        .collect()
}

/// The text in brackets; nothing around nothing.
fn bracketed<'t>(open: &'t str, text: &'t str, close: &'t str) -> [&'t str; 3] {
    if text.is_empty() { [""; 3] } else { [open, text, close] }
}

/// The number of the node with this code, by binary search: nodes stand in catalogue order.
pub(crate) fn find(index: &Index, code: Code) -> Option<NodeId> {
    let (mut low, mut high) = (0, index.node_count());
    while low < high {
        let middle = low.midpoint(high);
        let found = Code::new(index.code(NodeId(middle)));
        match found.cmp(&code) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(NodeId(middle)),
        }
    }
    None
}
