//! Positions in the caller's text.

use serde::{Deserialize, Serialize};

/// A half-open range of Unicode scalar values (Rust `char`s) of the caller's text.
///
/// ```
/// use greencat_core::Span;
/// let text = "销售光伏组件";
/// let span = Span { start: 2, end: 6 };
/// assert_eq!(span.slice(text), "光伏组件");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First scalar value.
    pub start: u32,
    /// One past the last scalar value.
    pub end: u32,
}

impl Span {
    /// The part of `text` that the span covers; shorter or empty where the span reaches past the end.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        let range = self.byte_range(text);
        text.get(range).unwrap_or_default()
    }

    /// The same range counted in UTF-8 bytes of `text`.
    #[must_use]
    pub fn byte_range(self, text: &str) -> std::ops::Range<usize> {
        let mut offsets = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len()));
        let start = offsets.nth(self.start as usize).unwrap_or(text.len());
        let end = match self.end.checked_sub(self.start) {
            None | Some(0) => start,
            Some(length) => offsets.nth(length as usize - 1).unwrap_or(text.len()),
        };
        start..end
    }

    /// Number of scalar values covered.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing is covered.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}
