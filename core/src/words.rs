//! Short words and characters that the rules of reading look for in folded text.

/// A list of words, of which one may stand at a place of a text.
#[derive(Debug)]
pub(crate) struct Words {
    words: &'static [&'static str],
    /// One bit for each remainder of a first character by 128: nearly every place of a text is told by it to begin
    /// none of the words.
    starts: u128,
}

impl Words {
    pub(crate) const fn new(words: &'static [&'static str]) -> Words {
        let mut starts = 0;
        let mut number = 0;
        while number < words.len() {
            starts |= 1 << (first(words[number]) % 128);
            number += 1;
        }
        Words { words, starts }
    }

    /// Whether a word may begin with `character`.
    #[inline]
    pub(crate) fn may_start(&self, character: char) -> bool {
        self.starts & (1 << (character as u32 % 128)) != 0
    }

    /// Whether one of the words stands at `at`.
    #[inline]
    pub(crate) fn begin(&self, chars: &[char], at: usize) -> bool {
        chars.get(at).is_some_and(|character| self.may_start(*character)) && self.words.iter().any(|word| begins(chars, at, word))
    }

    /// Whether `chars` end with one of the words.
    pub(crate) fn end(&self, chars: &[char]) -> bool {
        self.words.iter().any(|word| ends(chars, word))
    }
}

/// The first character of a word, which is Chinese or ASCII.
const fn first(word: &str) -> u32 {
    match *word.as_bytes() {
        [a, b, c, ..] if a & 0xF0 == 0xE0 => (a as u32 & 0x0F) << 12 | (b as u32 & 0x3F) << 6 | c as u32 & 0x3F,
        [a, ..] if a.is_ascii() => a as u32,
        _ => panic!("a word begins with neither a Chinese nor an ASCII character"),
    }
}

/// Whether `word` stands at `at`.
pub(crate) fn begins(chars: &[char], at: usize, word: &str) -> bool {
    let mut chars = chars.get(at..).unwrap_or_default().iter();
    word.chars().all(|character| chars.next() == Some(&character))
}

/// Whether `chars` end with `word`.
pub(crate) fn ends(chars: &[char], word: &str) -> bool {
    let mut chars = chars.iter().rev();
    word.chars().rev().all(|character| chars.next() == Some(&character))
}

/// Whether `character` is one of the unified ideographs, as nearly all of a text are.
#[inline]
pub(crate) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}')
}

/// Whether `character` is a letter, a digit or a Chinese character.
#[inline]
pub(crate) fn is_word(character: char) -> bool {
    // For all but the ideographs, the standard library's tables are searched.
    is_ideograph(character) || character.is_alphanumeric()
}
