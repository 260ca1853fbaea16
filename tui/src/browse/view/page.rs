//! Lines of styled words that wrap by cells, for panes that are read.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::browse::wide;

/// A column of lines being written.
#[derive(Debug)]
pub(super) struct Page {
    columns: usize,
    pub(super) lines: Vec<Line<'static>>,
    /// The first and last line of each criterion.
    pub(super) criteria: Vec<(usize, usize)>,
    /// The line of each neighbour.
    pub(super) neighbours: Vec<usize>,
}

impl Page {
    pub(super) fn new(columns: u16) -> Page {
        Page { columns: usize::from(columns).max(8), lines: Vec::new(), criteria: Vec::new(), neighbours: Vec::new() }
    }

    pub(super) fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| line.width() > 0) {
            self.lines.push(Line::default());
        }
    }

    /// A line of one style.
    pub(super) fn say(&mut self, words: &str, style: Style) {
        self.runs(0, &[(words.to_owned(), style)]);
    }

    /// Runs of words, wrapped; lines after the first start `hang` cells in.
    pub(super) fn runs(&mut self, hang: usize, runs: &[(String, Style)]) {
        let mut line: Vec<Span<'static>> = Vec::new();
        let mut cells = 0;
        for (words, style) in runs {
            let mut piece = String::new();
            for token in tokens(words) {
                let size = wide::columns(&token);
                let broken = token == "\n";
                // A token longer than a line is broken where the line ends.
                let long = size > self.columns.saturating_sub(hang);
                if broken || (!long && cells + size > self.columns) {
                    line.push(Span::styled(std::mem::take(&mut piece), *style));
                    self.turn(&mut line, hang);
                    cells = hang;
                    if broken || token == " " {
                        continue;
                    }
                }
                for character in token.chars() {
                    if cells + wide::width(character) > self.columns {
                        line.push(Span::styled(std::mem::take(&mut piece), *style));
                        self.turn(&mut line, hang);
                        cells = hang;
                    }
                    cells += wide::width(character);
                    piece.push(character);
                }
            }
            line.push(Span::styled(piece, *style));
        }
        self.lines.push(Line::from(line));
    }

    /// A line that is laid out already.
    pub(super) fn cells(&mut self, runs: Vec<(String, Style)>) {
        self.lines.push(Line::from(runs.into_iter().map(|(words, style)| Span::styled(words, style)).collect::<Vec<_>>()));
    }

    fn turn(&mut self, line: &mut Vec<Span<'static>>, hang: usize) {
        self.lines.push(Line::from(std::mem::take(line)));
        line.push(Span::raw(" ".repeat(hang)));
    }
}

/// What stands together on a line: a Latin word or number, or one character; either with the punctuation
/// that closes it, which starts no line.
fn tokens(words: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut joins = false;
    for character in words.chars() {
        let latin = character.is_ascii_graphic();
        let closes = matches!(character, '，' | '。' | '；' | '：' | '、' | '）' | '》' | '”' | '！' | '？' | '%');
        let character = if character == '\n' { '\n' } else { wide::clean(character) };
        match tokens.last_mut() {
            Some(last) if last != "\n" && last != " " && (closes || (latin && joins)) => last.push(character),
            _ => tokens.push(character.to_string()),
        }
        joins = latin;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_wrap_by_cells_with_a_hanging_indent() {
        let mut page = Page::new(8);
        page.runs(2, &[("光伏".to_owned(), Style::new()), ("组件制造\n完".to_owned(), Style::new())]);
        let lines: Vec<String> = page.lines.iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["光伏组件", "  制造", "  完"]);
    }

    #[test]
    fn words_and_closing_punctuation_stay_together() {
        let mut page = Page::new(10);
        page.runs(0, &[("光伏组件造；wind power".to_owned(), Style::new())]);
        let lines: Vec<String> = page.lines.iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["光伏组件", "造；wind ", "power"]);
    }
}
