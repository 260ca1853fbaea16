//! The folding table: NFKC, traditional to simplified, upper case, and what is dropped.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use greencat_core::layout::fold;
use unicode_normalization::UnicodeNormalization;

/// How every character of the basic plane folds that does not stand for itself.
pub struct Folding {
    table: BTreeMap<char, String>,
}

/// Dropped besides control and zero-width characters: it never separates two words that differ.
const DROPPED: char = '的';

impl Folding {
    /// Computes the table.
    ///
    /// # Errors
    /// When the dictionary of traditional characters cannot be opened.
    pub fn new() -> Result<Folding> {
        let simplifier = OpenCC::from_config(BuiltinConfig::T2s).context("the traditional-to-simplified dictionary")?;
        let mut table = BTreeMap::new();
        for character in (0..=0xFFFF_u32).filter_map(char::from_u32) {
            if (0xE000..0xF900).contains(&(character as u32)) {
                continue;
            }
            let folded = fold_one(character, &simplifier);
            if folded != character.to_string() {
                table.insert(character, folded);
            }
        }
        Ok(Folding { table })
    }

    /// Keeps only what folds to characters of `alphabet` or ASCII: no other folding can change an answer.
    pub(super) fn retain(&mut self, alphabet: &BTreeSet<char>) {
        self.table.retain(|_, folded| folded.chars().all(|character| character.is_ascii() || alphabet.contains(&character)));
    }

    /// Folds a whole text, as the core does at run time.
    #[must_use]
    pub fn fold(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        for character in text.chars() {
            match self.table.get(&character) {
                Some(text) => folded.push_str(text),
                None => folded.push(character),
            }
        }
        folded
    }

    /// The index sections: page numbers, pages, expansions.
    pub(super) fn sections(&self) -> (Vec<u8>, Vec<u8>, Vec<String>) {
        let mut pages = vec![0_u8; 256];
        let mut table: Vec<u8> = Vec::new();
        let mut expansions: Vec<String> = Vec::new();
        for (character, folded) in &self.table {
            let code = *character as usize;
            let page = &mut pages[code >> 8];
            if *page == 0 {
                table.resize(table.len() + 512, 0);
                *page = (table.len() / 512) as u8;
            }
            let mut chars = folded.chars();
            let value = match (chars.next(), chars.next()) {
                (None, _) => fold::DROP,
                (Some(single), None) if (single as u32) < 0x1_0000 => single as u32 as u16,
                _ => {
                    let number = expansions.iter().position(|known| known == folded).unwrap_or_else(|| {
                        expansions.push(folded.clone());
                        expansions.len() - 1
                    });
                    fold::EXPAND + number as u16
                }
            };
            let at = 512 * (usize::from(pages[code >> 8]) - 1) + 2 * (code & 255);
            table[at..at + 2].copy_from_slice(&value.to_le_bytes());
        }
        (pages, table, expansions)
    }

    /// Checks that the table fits the format.
    ///
    /// # Errors
    /// When there are too many expansions.
    pub fn check(&self) -> Result<()> {
        let (_, _, expansions) = self.sections();
        let room = usize::from(fold::EXPAND_END - fold::EXPAND);
        ensure!(expansions.len() <= room, "{} expansions do not fit into {room}", expansions.len());
        Ok(())
    }
}

fn fold_one(character: char, simplifier: &OpenCC) -> String {
    let separates = matches!(character, '\n' | '\r' | '\t');
    let invisible = matches!(character, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}');
    if character == DROPPED || invisible || (character.is_control() && !separates) {
        return String::new();
    }
    if matches!(character, '\u{3000}' | '\u{00A0}') {
        return " ".to_owned();
    }
    let mut folded = String::new();
    for compatible in character.nfkc() {
        let simple = if ('\u{3400}'..='\u{9FFF}').contains(&compatible) {
            simplifier.convert(&compatible.to_string())
        } else {
            compatible.to_string()
        };
        let simple = if simple.chars().count() == 1 { simple } else { compatible.to_string() };
        folded.extend(simple.chars().flat_map(char::to_uppercase));
    }
    folded
}
