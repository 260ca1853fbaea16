//! HTML in one file: no script, no request, prints on A4 and in black and white.

use super::{Block, Page, Span, Tone, charts};
use crate::clean;

/// Loaded from nowhere: fonts are those of the reader's system.
const STYLE: &str = include_str!("page.css");

/// A text made safe for HTML, in elements and in quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match clean::character(character) {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            safe => out.push(safe),
        }
    }
    out
}

fn span(span: &Span) -> String {
    let text = escape(&span.text);
    match span.tone {
        Tone::Plain => text,
        Tone::Bold => format!("<b>{text}</b>"),
        Tone::Faint => format!("<small>{text}</small>"),
        Tone::Good => format!("<b class=\"good\">{text}</b>"),
        Tone::Bad => format!("<b class=\"bad\">{text}</b>"),
        Tone::Open => format!("<b class=\"open\">{text}</b>"),
    }
}

fn spans(all: &[Span]) -> String {
    all.iter().map(span).collect()
}

/// The page as one HTML file.
pub(crate) fn html(page: &Page) -> String {
    let (title, lang) = (escape(&page.title), page.lang.pick("zh-CN", "en"));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header><h1>{title}</h1>\n<p>{}</p></header>\n<main>\n",
        escape(&page.subtitle)
    );
    out.push_str(&blocks(&page.blocks));
    out.push_str("</main>\n<footer>\n");
    for line in &page.foot {
        out.push_str(&format!("<p>{}</p>\n", escape(line)));
    }
    out.push_str("</footer>\n</body>\n</html>\n");
    out
}

/// Blocks in HTML, for a page of another making.
pub(crate) fn blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        self::block(block, &mut out);
    }
    out
}

fn block(block: &Block, out: &mut String) {
    match block {
        Block::Section(title) => out.push_str(&format!("<h2>{}</h2>\n", escape(title))),
        Block::Subsection(title) => out.push_str(&format!("<h3>{}</h3>\n", escape(title))),
        Block::Line(line) => out.push_str(&format!("<p>{}</p>\n", spans(line))),
        Block::Items(items) => {
            out.push_str("<ul class=\"items\">\n");
            for item in items {
                out.push_str(&format!("<li><span class=\"label\">{}</span><div>{}", span(&item.label), spans(&item.head)));
                item.lines.iter().for_each(|line| out.push_str(&format!("<p>{}</p>", span(line))));
                out.push_str("</div></li>\n");
            }
            out.push_str("</ul>\n");
        }
        Block::Table(table) => {
            let class = |place: usize| if table.numeric.get(place) == Some(&true) { " class=\"n\"" } else { "" };
            // A short table is not broken over two sheets.
            let keep = if table.rows.len() <= 8 { " class=\"keep\"" } else { "" };
            out.push_str(&format!("<table{keep}>\n<thead><tr>"));
            table.head.iter().enumerate().for_each(|(place, title)| out.push_str(&format!("<th{}>{}</th>", class(place), escape(title))));
            out.push_str("</tr></thead>\n<tbody>\n");
            for row in &table.rows {
                out.push_str("<tr>");
                row.iter().enumerate().for_each(|(place, cell)| out.push_str(&format!("<td{}>{}</td>", class(place), span(cell))));
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody>\n</table>\n");
        }
        Block::Chart(chart) => {
            let (svg, caption) = (charts::svg(chart), escape(&chart.caption));
            out.push_str(&format!("<figure>{svg}<figcaption>{caption}</figcaption></figure>\n"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        assert_eq!(escape("<img src=x onerror='a&b'>\""), "&lt;img src=x onerror=&#39;a&amp;b&#39;&gt;&quot;");
        assert_eq!(escape("光\u{202e}\u{1b}伏"), "光\u{FFFD}\u{FFFD}伏");
    }
}
