//! Putting sections together.

use std::collections::HashMap;

use greencat_core::layout::{self, Section};

use super::trie;

/// The string section: each text once.
#[derive(Default)]
pub(super) struct Strings {
    bytes: Vec<u8>,
    known: HashMap<String, u32>,
}

impl Strings {
    /// A reference to `text`, which is added when it is new.
    pub(super) fn reference(&mut self, text: &str) -> [u8; layout::STRING] {
        let offset = *self.known.entry(text.to_owned()).or_insert_with(|| {
            let offset = self.bytes.len() as u32;
            self.bytes.extend_from_slice(text.as_bytes());
            offset
        });
        let mut reference = [0; layout::STRING];
        reference[..4].copy_from_slice(&offset.to_le_bytes());
        reference[4..].copy_from_slice(&(text.len() as u16).to_le_bytes());
        reference
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// The sections of an index in the making.
pub(super) struct Writer {
    sections: Vec<Vec<u8>>,
}

impl Writer {
    pub(super) fn new() -> Writer {
        Writer { sections: vec![Vec::new(); layout::SECTIONS] }
    }

    pub(super) fn put(&mut self, section: Section, bytes: Vec<u8>) {
        self.sections[section as usize] = bytes;
    }

    /// The same sections without the dictionary, of which a packed index has a list.
    pub(super) fn packed(&self) -> Writer {
        let mut packed = Writer { sections: self.sections.clone() };
        for section in trie::SECTIONS {
            packed.put(section, Vec::new());
        }
        packed
    }

    /// Header, table, sections.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut table = Vec::new();
        let mut body = Vec::new();
        let start = layout::HEADER + 8 * layout::SECTIONS;
        for section in &self.sections {
            table.extend(((start + body.len()) as u32).to_le_bytes());
            table.extend((section.len() as u32).to_le_bytes());
            body.extend_from_slice(section);
        }
        table.extend(body);
        let mut bytes = layout::MAGIC.as_bytes().to_vec();
        bytes.extend(layout::VERSION.to_le_bytes());
        bytes.extend((layout::SECTIONS as u32).to_le_bytes());
        bytes.extend(layout::checksum(&table).to_le_bytes());
        bytes.extend(table);
        bytes
    }
}
