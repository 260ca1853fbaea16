//! Text for a terminal: styled words, wrapped by the width that their characters take on the screen.
//!
//! Escapes are always written; the stream they go to drops them where they are not wanted (`NO_COLOR`, a
//! pipe, a file).

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar;

use crate::clean;

/// The styles of the house.
pub(crate) struct Words;

impl Words {
    pub(crate) const PLAIN: Style = Style::new();
    pub(crate) const BOLD: Style = Style::new().bold();
    pub(crate) const FAINT: Style = Style::new().dimmed();
    pub(crate) const DIRECT: Style = AnsiColor::Green.on_default().bold();
    pub(crate) const CONDITIONAL: Style = AnsiColor::Yellow.on_default().bold();
    pub(crate) const NEAR: Style = AnsiColor::Magenta.on_default();
    pub(crate) const ROLE: Style = AnsiColor::Cyan.on_default();
    pub(crate) const MATCH: Style = AnsiColor::Green.on_default();
    pub(crate) const CODE: Style = AnsiColor::Cyan.on_default().bold();
    pub(crate) const ALARM: Style = AnsiColor::Red.on_default().bold();
}

/// Columns that a text takes on the screen.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|character| clean::character(character).width().unwrap_or(0)).sum()
}

/// Marks that do not begin a line.
const CLOSING: &str = "，。、；：！？）】》”’」』〕…—·,.;:!?)]}%";

/// Marks that do not end a line.
const OPENING: &str = "（《“‘【「『〔([{";

/// Puts styled characters into lines.
pub(crate) struct Painter<'o> {
    out: &'o mut Vec<u8>,
    columns: usize,
    /// Characters since the last place where the line may break.
    word: Vec<(char, Style)>,
    /// Columns used in the line, the word not counted.
    used: usize,
    indent: usize,
    style: Style,
    styled: bool,
}

impl<'o> Painter<'o> {
    /// Paints into `out`, in lines of `columns`.
    pub(crate) fn new(out: &'o mut Vec<u8>, columns: usize) -> Painter<'o> {
        Painter { out, columns: columns.max(20), word: Vec::new(), used: 0, indent: 0, style: Style::new(), styled: true }
    }

    /// Leaves styles out, for a file.
    pub(crate) fn styled(mut self, styled: bool) -> Painter<'o> {
        self.styled = styled;
        self
    }

    /// Further lines begin with so many spaces.
    pub(crate) fn indent(&mut self, indent: usize) -> &mut Self {
        self.indent = indent.min(self.columns / 2);
        if self.used == 0 && self.word.is_empty() {
            self.out.resize(self.out.len() + self.indent, b' ');
            self.used = self.indent;
        }
        self
    }

    /// Adds a text. What could steer the terminal is replaced.
    pub(crate) fn put(&mut self, text: &str, style: Style) -> &mut Self {
        for character in text.chars() {
            self.character(character, style);
        }
        self
    }

    /// Adds spaces up to a column.
    pub(crate) fn tab(&mut self, column: usize) -> &mut Self {
        self.end_word();
        while self.used < column {
            self.out.push(b' ');
            self.used += 1;
        }
        self
    }

    pub(crate) fn character(&mut self, character: char, style: Style) {
        let character = clean::character(character);
        if self.may_break_before(character) {
            self.end_word();
        }
        self.word.push((character, style));
        // A word without an end must not gather the whole text.
        if self.word.len() > self.columns {
            self.end_word();
        }
    }

    /// Whether the line may end between the last character and this one.
    fn may_break_before(&self, character: char) -> bool {
        let mut before = self.word.iter().rev().map(|(character, _)| *character);
        let (Some(last), second) = (before.next(), before.next()) else { return false };
        // GB 18613 is one word.
        let is_number = last == ' ' && character.is_ascii_digit() && second.is_some_and(|second| second.is_ascii_uppercase());
        let wide = |character: char| character.width().unwrap_or(0) > 1;
        !CLOSING.contains(character) && !OPENING.contains(last) && !is_number && (wide(character) || wide(last) || last == ' ')
    }

    /// Ends the line.
    pub(crate) fn end_line(&mut self) -> &mut Self {
        self.end_word();
        self.switch(Style::new());
        self.out.push(b'\n');
        self.used = 0;
        self.indent = 0;
        self
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        let visible: usize = word.iter().rev().skip_while(|(c, _)| *c == ' ').map(|(c, _)| c.width().unwrap_or(0)).sum();
        if self.used + visible > self.columns && self.used > self.indent {
            while self.out.last() == Some(&b' ') {
                self.out.pop();
            }
            self.switch(Style::new());
            self.out.push(b'\n');
            self.out.resize(self.out.len() + self.indent, b' ');
            self.used = self.indent;
        }
        for (character, style) in &word {
            let columns = character.width().unwrap_or(0);
            if self.used + columns > self.columns && self.used > self.indent {
                self.switch(Style::new());
                self.out.push(b'\n');
                self.out.resize(self.out.len() + self.indent, b' ');
                self.used = self.indent;
            }
            self.switch(*style);
            self.out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            self.used += columns;
        }
        let mut word = word;
        word.clear();
        self.word = word;
    }

    fn switch(&mut self, style: Style) {
        if self.style == style || !self.styled {
            return;
        }
        let (reset, set) = (self.style.render_reset().to_string(), style.render().to_string());
        self.out.extend_from_slice(reset.as_bytes());
        self.out.extend_from_slice(set.as_bytes());
        self.style = style;
    }
}

#[cfg(test)]
mod tests {
    use super::{Painter, Words, width};

    fn wrap(text: &str, columns: usize) -> Vec<String> {
        let mut out = Vec::new();
        Painter::new(&mut out, columns).put(text, Words::PLAIN).end_line();
        String::from_utf8_lossy(&out).lines().map(str::to_owned).collect()
    }

    #[test]
    fn chinese_takes_two_columns_and_no_line_begins_with_a_closing_mark() {
        assert_eq!(wrap("光伏组件、逆变器的研发、生产，充电桩运营。", 20), ["光伏组件、逆变器的研", "发、生产，充电桩运", "营。"]);
        assert_eq!(width("光伏LED"), 7);
    }

    #[test]
    fn latin_words_stay_whole_unless_they_are_longer_than_a_line() {
        assert_eq!(wrap("manufacture of photovoltaic modules", 20), ["manufacture of", "photovoltaic modules"]);
        assert!(wrap(&"x".repeat(100), 30).iter().all(|line| width(line) <= 30));
    }

    #[test]
    fn what_steers_a_terminal_is_replaced() {
        let mut out = Vec::new();
        Painter::new(&mut out, 40).put("光\u{1b}[31m伏\u{9b}2J\u{202e}", Words::PLAIN).end_line();
        assert_eq!(String::from_utf8_lossy(&out), "光\u{FFFD}[31m伏\u{FFFD}2J\u{FFFD}\n");
    }
}
