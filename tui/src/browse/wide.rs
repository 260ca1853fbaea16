//! Text on a grid of cells: widths, lines, and what of a stranger's text may reach the terminal.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// The character drawn for `character`: control and direction characters would move the cursor or
/// turn the line around, so a dot stands for them.
pub(crate) fn clean(character: char) -> char {
    match character {
        '\t' | '\u{a0}' => ' ',
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => '·',
        control if control.is_control() => '·',
        other => other,
    }
}

/// The cells that `character` takes when drawn by [`clean`].
pub(crate) fn width(character: char) -> usize {
    // A mark that joins the letter before it is drawn in a cell of its own: the caret can stand on it.
    clean(character).width().unwrap_or(1).max(1)
}

/// The cells of a text.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// The text cut to `columns` cells, with an ellipsis where something is missing; never half a glyph.
pub(crate) fn fit(text: &str, columns: usize) -> String {
    let mut cells = 0;
    let mut fitted = String::new();
    let mut last = None;
    for character in text.chars() {
        let character = if character == '\n' { ' ' } else { clean(character) };
        let wide = width(character);
        if cells + wide > columns {
            while cells + 1 > columns {
                let Some(dropped) = fitted.pop() else { return fitted };
                cells -= width(dropped);
            }
            fitted.push('…');
            return fitted;
        }
        if last == Some(' ') && character == ' ' {
            continue;
        }
        last = Some(character);
        cells += wide;
        fitted.push(character);
    }
    fitted
}

/// The text in exactly `columns` cells.
pub(crate) fn pad(text: &str, wanted: usize) -> String {
    let mut padded = fit(text, wanted);
    padded.extend(std::iter::repeat_n(' ', wanted.saturating_sub(columns(&padded))));
    padded
}

/// The screen lines of a text, each a range of characters; a newline belongs to no line.
pub(crate) fn lines(text: &[char], columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut start = 0;
    let mut cells = 0;
    for (at, character) in text.iter().enumerate() {
        if *character == '\n' {
            lines.push(start..at);
            start = at + 1;
            cells = 0;
            continue;
        }
        let wide = width(*character);
        if cells + wide > columns {
            lines.push(start..at);
            start = at;
            cells = 0;
        }
        cells += wide;
    }
    lines.push(start..text.len());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_never_ends_in_half_a_glyph() {
        assert_eq!(fit("光伏组件", 8), "光伏组件");
        assert_eq!(fit("光伏组件", 7), "光伏组…");
        assert_eq!(fit("光伏组件", 6), "光伏…");
        assert_eq!(fit("光伏组件", 1), "…");
        assert_eq!(fit("光伏组件", 0), "");
        assert_eq!(columns(&pad("光伏组件", 6)), 6);
    }

    #[test]
    fn no_escape_reaches_the_screen() {
        assert_eq!(fit("a\u{1b}[31mb\u{202e}c", 20), "a·[31mb·c");
    }

    #[test]
    fn lines_wrap_before_a_glyph_that_does_not_fit_and_at_newlines() {
        let text: Vec<char> = "光伏a组件\n制造".chars().collect();
        assert_eq!(lines(&text, 6), vec![0..3, 3..5, 6..8]);
        assert_eq!(lines(&[], 6), vec![0..0]);
    }
}
