//! Markdown: what a text brings along is shown, not interpreted.

use super::{Block, Page, Span, Tone};
use crate::clean;

/// A text made safe for Markdown: a backslash before whatever could mean something.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in clean::line(text).chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => out.extend(['\\', character]),
            safe => out.push(safe),
        }
    }
    out
}

fn span(span: &Span) -> String {
    let text = escape(&span.text);
    // Stars must touch a word.
    if text.trim().is_empty() || matches!(span.tone, Tone::Plain | Tone::Faint) { text } else { format!("**{}**", text.trim()) }
}

fn spans(all: &[Span]) -> String {
    all.iter().map(span).collect()
}

/// The page in Markdown.
pub(crate) fn markdown(page: &Page) -> String {
    let mut out = format!("# {}\n\n{}\n", escape(&page.title), escape(&page.subtitle));
    out.push_str(&blocks(&page.blocks));
    out.push_str("\n---\n");
    page.foot.iter().for_each(|line| out.push_str(&format!("\n{}\n", escape(line))));
    out
}

/// Blocks in Markdown, for a page of another making.
pub(crate) fn blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Section(title) => out.push_str(&format!("\n## {}\n", escape(title))),
            Block::Subsection(title) => out.push_str(&format!("\n### {}\n", escape(title))),
            Block::Line(line) => out.push_str(&format!("\n{}\n", spans(line))),
            Block::Items(items) => {
                out.push('\n');
                for item in items {
                    out.push_str(&format!("- {} {}\n", span(&item.label), spans(&item.head)));
                    item.lines.iter().for_each(|line| out.push_str(&format!("  - {}\n", span(line))));
                }
            }
            Block::Table(table) => {
                let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
                out.push('\n');
                out.push_str(&row(table.head.iter().map(|title| escape(title)).collect()));
                out.push_str(&row(table.numeric.iter().map(|right| if *right { "---:".into() } else { "---".into() }).collect()));
                table.rows.iter().for_each(|cells| out.push_str(&row(cells.iter().map(span).collect())));
            }
            Block::Chart(_) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_of_a_text_is_interpreted() {
        assert_eq!(escape("a|b\n<b> [x](http://y) *z*"), "a\\|b &lt;b&gt; \\[x\\](http://y) \\*z\\*");
    }
}
