//! Normalising: one character in, at most a few characters out, and the way back to the caller's text.
//!
//! The table in the index folds NFKC forms, traditional to simplified, and case, and drops 的 and
//! zero-width characters. It is made once, by `cargo xtask index`, so that every surface folds alike and
//! no Unicode tables are shipped. Combining marks are not recomposed: no word of the field has any.

use crate::index::Index;
use crate::index::layout::fold;

/// Yields the folded characters of a text, each with the number of the scalar value it came from.
#[derive(Debug, Clone)]
pub(crate) struct Folder<'i, 't> {
    index: &'i Index,
    pages: &'i [u8],
    table: &'i [[u8; 2]],
    text: std::str::Chars<'t>,
    next: u32,
    expansion: std::str::Chars<'i>,
}

impl<'i, 't> Folder<'i, 't> {
    pub(crate) fn new(index: &'i Index, text: &'t str) -> Self {
        let (pages, table) = index.folding();
        Folder { index, pages, table: table.as_chunks().0, text: text.chars(), next: 0, expansion: "".chars() }
    }

    /// The table's entry for `character`: [`fold::SELF`] outside of the tabled pages.
    #[inline]
    fn entry(&self, character: char) -> u16 {
        let code = character as usize;
        let page = match self.pages.get(code >> 8) {
            None | Some(0) => return fold::SELF,
            Some(page) => usize::from(*page) - 1,
        };
        self.table.get(256 * page + (code & 255)).map_or(fold::SELF, |entry| u16::from_le_bytes(*entry))
    }

    /// The next character of an expansion, all of which stand for the same character of the text.
    #[cold]
    fn expanded(&mut self) -> Option<(char, u32)> {
        self.expansion.next().map(|character| (character, self.next - 1))
    }
}

impl Iterator for Folder<'_, '_> {
    type Item = (char, u32);

    #[inline]
    fn next(&mut self) -> Option<(char, u32)> {
        if !self.expansion.as_str().is_empty() {
            return self.expanded();
        }
        loop {
            let character = self.text.next()?;
            let source = self.next;
            self.next += 1;
            match self.entry(character) {
                fold::SELF => return Some((character, source)),
                fold::DROP => {}
                number @ fold::EXPAND..fold::EXPAND_END => {
                    self.expansion = self.index.fold_expansion(number - fold::EXPAND).chars();
                    if let Some(first) = self.expanded() {
                        return Some(first);
                    }
                }
                code => return Some((char::from_u32(u32::from(code)).unwrap_or(character), source)),
            }
        }
    }
}

/// The whole of `text`, folded: the form in which terms are kept and looked up.
pub(crate) fn folded(index: &Index, text: &str) -> String {
    Folder::new(index, text).map(|(character, _)| character).collect()
}
