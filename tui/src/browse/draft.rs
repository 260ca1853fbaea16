//! The text being written: characters, a caret, and the screen lines they fall into.
//!
//! The evidence of an answer is counted in characters, so are the caret and the lines: one coordinate for
//! colouring, clicking and typing. (`ratatui-textarea` can colour a search, but no spans of the caller's.)

use std::ops::Range;

use super::wide;

/// An edit that can be taken back: at `at`, `removed` gave way to `inserted`.
#[derive(Debug, Clone)]
struct Edit {
    at: usize,
    removed: Vec<char>,
    inserted: Vec<char>,
}

/// Steps that can be taken back.
const MEMORY: usize = 200;

/// A text with a caret.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    chars: Vec<char>,
    caret: usize,
    /// The column that moving up and down aims for.
    goal: Option<usize>,
    undo: Vec<Edit>,
    redo: Vec<Edit>,
    version: u64,
    lines: Vec<Range<usize>>,
    laid: Option<(u64, usize)>,
    single: bool,
}

/// Where the caret can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up(usize),
    Down(usize),
    LineStart,
    LineEnd,
    Start,
    End,
}

impl Draft {
    pub(crate) fn new(text: &str) -> Draft {
        let mut draft = Draft::default();
        draft.insert(text);
        draft.undo.clear();
        draft
    }

    /// A draft of one line: a newline becomes a space.
    pub(crate) fn single() -> Draft {
        Draft { single: true, ..Draft::default() }
    }

    /// A draft of one line with the caret at its end.
    pub(crate) fn of_line(text: &str) -> Draft {
        let mut draft = Draft::single();
        draft.insert(text);
        draft
    }

    pub(crate) fn chars(&self) -> &[char] {
        &self.chars
    }

    pub(crate) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Changes with each change of the text.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    pub(crate) fn insert(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let inserted: Vec<char> = text.chars().map(|character| if self.single && character == '\n' { ' ' } else { character }).collect();
        self.replace(self.caret..self.caret, inserted);
    }

    pub(crate) fn backspace(&mut self) {
        if self.caret > 0 {
            self.replace(self.caret - 1..self.caret, Vec::new());
        }
    }

    pub(crate) fn delete(&mut self) {
        if self.caret < self.chars.len() {
            self.replace(self.caret..self.caret + 1, Vec::new());
        }
    }

    /// Removes what lies between the caret and where `towards` would bring it.
    pub(crate) fn cut(&mut self, towards: Move) {
        let from = self.caret;
        self.go(towards);
        let range = from.min(self.caret)..from.max(self.caret);
        self.caret = from;
        self.replace(range, Vec::new());
    }

    fn replace(&mut self, range: Range<usize>, inserted: Vec<char>) {
        if range.is_empty() && inserted.is_empty() {
            return;
        }
        let removed: Vec<char> = self.chars.splice(range.clone(), inserted.iter().copied()).collect();
        self.caret = range.start + inserted.len();
        self.redo.clear();
        self.changed();
        // Letters typed one after another are taken back together, up to the next punctuation.
        if let (Some(last), [character]) = (self.undo.last_mut(), inserted.as_slice())
            && removed.is_empty()
            && last.removed.is_empty()
            && last.at + last.inserted.len() == range.start
            && last.inserted.len() < 40
            && !matches!(character, '\n' | '；' | '，' | '。' | ';' | ',')
        {
            last.inserted.push(*character);
            return;
        }
        self.undo.push(Edit { at: range.start, removed, inserted });
        if self.undo.len() > MEMORY {
            self.undo.remove(0);
        }
    }

    fn changed(&mut self) {
        self.version += 1;
        self.goal = None;
    }

    pub(crate) fn undo(&mut self) {
        if let Some(edit) = self.undo.pop() {
            self.chars.splice(edit.at..edit.at + edit.inserted.len(), edit.removed.iter().copied());
            self.caret = edit.at + edit.removed.len();
            self.changed();
            self.redo.push(edit);
        }
    }

    pub(crate) fn redo(&mut self) {
        if let Some(edit) = self.redo.pop() {
            self.chars.splice(edit.at..edit.at + edit.removed.len(), edit.inserted.iter().copied());
            self.caret = edit.at + edit.inserted.len();
            self.changed();
            self.undo.push(edit);
        }
    }

    pub(crate) fn go(&mut self, to: Move) {
        match to {
            Move::Up(rows) => return self.go_row(|row| row.saturating_sub(rows)),
            Move::Down(rows) => return self.go_row(|row| row + rows),
            Move::Left => self.caret = self.caret.saturating_sub(1),
            Move::Right => self.caret = (self.caret + 1).min(self.chars.len()),
            Move::WordLeft => self.caret = self.word_left(),
            Move::WordRight => self.caret = self.word_right(),
            Move::LineStart => self.caret = self.line(self.row()).start,
            Move::LineEnd => self.caret = self.last_place(self.row()),
            Move::Start => self.caret = 0,
            Move::End => self.caret = self.chars.len(),
        }
        self.goal = None;
    }

    /// A word ends at punctuation, space or newline: that is a clause of a business scope.
    fn word_left(&self) -> usize {
        let mut at = self.caret;
        while at > 0 && !self.chars[at - 1].is_alphanumeric() {
            at -= 1;
        }
        while at > 0 && self.chars[at - 1].is_alphanumeric() {
            at -= 1;
        }
        at
    }

    fn word_right(&self) -> usize {
        let rest = &self.chars[self.caret..];
        let blank = rest.iter().take_while(|character| !character.is_alphanumeric()).count();
        let word = rest[blank..].iter().take_while(|character| character.is_alphanumeric()).count();
        self.caret + blank + word
    }

    fn go_row(&mut self, row: impl Fn(usize) -> usize) {
        let goal = self.goal.unwrap_or_else(|| self.column());
        let here = self.row();
        let there = row(here).min(self.lines.len().saturating_sub(1));
        if there != here {
            self.caret = self.at(there, goal);
        }
        self.goal = Some(goal);
    }

    /// Lays the text out for a pane of `columns` cells; costs nothing when nothing changed.
    pub(crate) fn lay(&mut self, columns: usize) -> &[Range<usize>] {
        // The caret needs a cell after the last glyph of a line.
        let wanted = (self.version, columns.saturating_sub(1));
        if self.laid != Some(wanted) {
            self.lines = wide::lines(&self.chars, wanted.1);
            self.laid = Some(wanted);
        }
        &self.lines
    }

    fn line(&self, row: usize) -> Range<usize> {
        self.lines.get(row).cloned().unwrap_or(0..self.chars.len())
    }

    /// The last place for the caret in a row: before the glyph that starts the next, where a line is wrapped.
    fn last_place(&self, row: usize) -> usize {
        let line = self.line(row);
        let wrapped = self.lines.get(row + 1).is_some_and(|next| next.start == line.end);
        if wrapped { line.end.saturating_sub(1).max(line.start) } else { line.end }
    }

    /// The screen row of the caret.
    pub(crate) fn row(&self) -> usize {
        self.lines.partition_point(|line| line.start <= self.caret).saturating_sub(1)
    }

    /// The screen column of the caret.
    pub(crate) fn column(&self) -> usize {
        let line = self.line(self.row());
        self.chars.get(line.start..self.caret).unwrap_or_default().iter().map(|character| wide::width(*character)).sum()
    }

    /// The place for the caret at a screen row and column.
    fn at(&self, row: usize, column: usize) -> usize {
        let line = self.line(row);
        let mut cells = 0;
        for at in line.clone() {
            let wide = wide::width(self.chars[at]);
            if cells + wide > column {
                return at;
            }
            cells += wide;
        }
        self.last_place(row)
    }

    /// Puts the caret where the mouse points.
    pub(crate) fn point(&mut self, row: usize, column: usize) {
        self.caret = self.at(row.min(self.lines.len().saturating_sub(1)), column);
        self.goal = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str, columns: usize) -> Draft {
        let mut draft = Draft::new(text);
        draft.lay(columns);
        draft
    }

    #[test]
    fn typing_and_taking_back_gives_the_text_before() {
        let mut draft = Draft::new("光伏");
        "组件".chars().for_each(|character| draft.insert(&character.to_string()));
        draft.backspace();
        assert_eq!(draft.text(), "光伏组");
        draft.undo();
        draft.undo();
        assert_eq!(draft.text(), "光伏");
        draft.redo();
        draft.redo();
        assert_eq!(draft.text(), "光伏组");
    }

    #[test]
    fn the_caret_moves_by_screen_rows_and_keeps_its_column() {
        let mut draft = draft("一二三四五六七八九十", 9);
        assert_eq!((draft.row(), draft.column()), (2, 4));
        draft.go(Move::Up(1));
        assert_eq!((draft.row(), draft.column()), (1, 4));
        draft.go(Move::LineEnd);
        assert_eq!((draft.row(), draft.caret), (1, 7));
        draft.go(Move::Down(9));
        assert_eq!(draft.row(), 2);
    }

    #[test]
    fn a_click_lands_between_the_glyphs_it_points_at() {
        let mut draft = draft("光伏组件\n制造", 20);
        draft.point(0, 5);
        assert_eq!(draft.caret, 2);
        draft.point(7, 90);
        assert_eq!(draft.caret, 7);
    }

    #[test]
    fn a_single_line_takes_no_newline() {
        let mut draft = Draft::single();
        draft.insert("光伏\r\n组件");
        assert_eq!(draft.text(), "光伏 组件");
    }

    #[test]
    fn cutting_a_word_stops_at_punctuation() {
        let mut draft = draft("光伏组件；充电桩", 40);
        draft.cut(Move::WordLeft);
        assert_eq!(draft.text(), "光伏组件；");
    }
}
