//! The double array of the terms: a trie over characters whose equal parts stand once.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result, ensure};
use greencat_core::layout::{self, Section};

use super::write::Writer;

/// What a double array is written to.
pub(super) const SECTIONS: [Section; 5] = [Section::Terms, Section::TermLinks, Section::LabelPages, Section::Labels, Section::Alphabet];

/// A trie in the making.
pub(super) struct Builder {
    /// The label of each character, from 1 in their order.
    labels: BTreeMap<char, u16>,
    root: Node,
}

#[derive(Default)]
struct Node {
    /// The record's number plus one; 0 where no term ends.
    number: u16,
    children: BTreeMap<u16, Node>,
}

/// Children that stand together: label, number and the group of its own children.
type Group = Vec<(u16, u16, usize)>;

/// No children.
const NONE: usize = 0;

impl Builder {
    /// A trie for these terms.
    pub(super) fn new<'a>(terms: impl Iterator<Item = &'a str>) -> Result<Builder> {
        let mut labels: BTreeMap<char, u16> = terms.flat_map(str::chars).map(|character| (character, 0)).collect();
        for ((character, label), number) in labels.iter_mut().zip(1..) {
            ensure!(*character <= '\u{FFFF}', "{character:?} lies outside of the basic plane");
            *label = number;
        }
        ensure!(labels.len() < usize::from(layout::FREE), "too many characters");
        Ok(Builder { labels, root: Node::default() })
    }

    /// Adds a term with the number of its record.
    pub(super) fn insert(&mut self, term: &str, number: u16) -> Result<()> {
        let mut node = &mut self.root;
        for character in term.chars() {
            let label = self.labels.get(&character).context("a character without a label")?;
            node = node.children.entry(*label).or_default();
        }
        node.number = number.checked_add(1).context("too many kinds of terms")?;
        Ok(())
    }

    /// Writes the sections.
    pub(super) fn write(&self, writer: &mut Writer) {
        let mut groups = Groups { groups: vec![Group::new()], known: HashMap::from([(Group::new(), NONE)]) };
        let root = groups.number(&self.root);
        let (slots, links) = Array::lay_out(&groups.groups, root).bytes(&groups.groups, root);
        let (mut pages, mut table) = (vec![0_u8; 256], vec![0_u8; 512]);
        for (character, label) in &self.labels {
            let code = *character as usize;
            let page = &mut pages[code >> 8];
            if *page == 0 {
                *page = (table.len() / 512) as u8;
                table.resize(table.len() + 512, 0);
            }
            let at = 512 * usize::from(*page) + 2 * (code & 255);
            table[at..at + 2].copy_from_slice(&label.to_le_bytes());
        }
        let characters = std::iter::once('\0').chain(self.labels.keys().copied());
        let alphabet = characters.flat_map(|character| (character as u16).to_le_bytes()).collect();
        for (section, bytes) in SECTIONS.into_iter().zip([slots, links, pages, table, alphabet]) {
            writer.put(section, bytes);
        }
    }
}

/// The distinct groups, the children of a group before it.
struct Groups {
    groups: Vec<Group>,
    known: HashMap<Group, usize>,
}

impl Groups {
    /// The group of a node's children.
    fn number(&mut self, node: &Node) -> usize {
        let group: Group = node.children.iter().map(|(label, child)| (*label, child.number, self.number(child))).collect();
        *self.known.entry(group).or_insert_with_key(|group| {
            self.groups.push(group.clone());
            self.groups.len() - 1
        })
    }
}

/// Where the groups stand.
struct Array {
    /// For each group, its base.
    bases: Vec<usize>,
    /// For each slot, whether it is taken.
    taken: Vec<bool>,
}

impl Array {
    /// Gives every group a base of its own: the root's first, then the largest, which find room least easily.
    fn lay_out(groups: &[Group], root: usize) -> Array {
        let mut array = Array { bases: vec![0; groups.len()], taken: vec![true] };
        // Slot 0 is the root's, and base 0 its children's.
        let mut used = vec![true];
        array.take(&groups[root], 0);
        let mut order: Vec<usize> = (0..groups.len()).filter(|group| *group != root && *group != NONE).collect();
        // Of the same size in the order of the terms: what is read one after the other stands together.
        order.sort_by_key(|group| std::cmp::Reverse((groups[*group].len(), *group)));
        let mut from = 1;
        for group in order {
            let children = &groups[group];
            let first = usize::from(children[0].0);
            // Behind the last slot there is room for any group; before the first free one for none.
            let end = array.taken.len() + 1;
            from = (from..end).find(|at| !array.is_taken(*at)).unwrap_or(end);
            let fits = |base: &usize| {
                !used.get(*base).copied().unwrap_or(false) && children.iter().all(|child| !array.is_taken(base + usize::from(child.0)))
            };
            let base = (from.saturating_sub(first).max(1)..=end).find(fits).unwrap_or(end);
            if used.len() <= base {
                used.resize(base + 1, false);
            }
            used[base] = true;
            array.bases[group] = base;
            array.take(children, base);
        }
        array.bases[NONE] = array.taken.len();
        array
    }

    fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(false)
    }

    fn take(&mut self, children: &Group, base: usize) {
        for child in children {
            let at = base + usize::from(child.0);
            if self.taken.len() <= at {
                self.taken.resize(at + 1, false);
            }
            self.taken[at] = true;
        }
    }

    /// The slots and their links.
    fn bytes(&self, groups: &[Group], root: usize) -> (Vec<u8>, Vec<u8>) {
        let mut slots: Vec<u8> = Vec::with_capacity(self.taken.len() * layout::SLOT);
        for _ in &self.taken {
            slots.extend(slot(self.bases[NONE], layout::FREE, 0));
        }
        let mut links = vec![0; self.taken.len() * layout::LINK];
        let first_label = |group: usize| groups[group].first().map_or(0, |child| child.0);
        slots[..layout::SLOT].copy_from_slice(&slot(self.bases[root], layout::FREE, 0));
        links[..2].copy_from_slice(&first_label(root).to_le_bytes());
        for (group, base) in groups.iter().zip(&self.bases) {
            let next = group.iter().skip(1).map(|child| child.0).chain([0]);
            for ((label, number, children), next) in group.iter().zip(next) {
                let at = base + usize::from(*label);
                slots[at * layout::SLOT..][..layout::SLOT].copy_from_slice(&slot(self.bases[*children], *label, *number));
                links[at * layout::LINK..][..2].copy_from_slice(&first_label(*children).to_le_bytes());
                links[at * layout::LINK + 2..][..2].copy_from_slice(&next.to_le_bytes());
            }
        }
        (slots, links)
    }
}

fn slot(base: usize, label: u16, number: u16) -> [u8; layout::SLOT] {
    let mut bytes = [0; layout::SLOT];
    bytes[..4].copy_from_slice(&(base as u32).to_le_bytes());
    bytes[4..6].copy_from_slice(&label.to_le_bytes());
    bytes[6..].copy_from_slice(&number.to_le_bytes());
    bytes
}
