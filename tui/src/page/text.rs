//! Text for a terminal, or for a file without styles.

use anstyle::Style;

use super::{Bar, Block, Chart, Page, Span, Table, Tone, lengths};
use crate::output::{Painter, Words, width};

/// A label before a bar is not wider than this.
const COLUMN: usize = 34;

/// A column of a table that is too wide is not cut below this.
const NARROWEST: usize = 8;

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Words::PLAIN,
        Tone::Bold => Words::BOLD,
        Tone::Faint => Words::FAINT,
        Tone::Good => Words::DIRECT,
        Tone::Bad => Words::ALARM,
        Tone::Open => Words::CONDITIONAL,
    }
}

fn put(paint: &mut Painter<'_>, spans: &[Span]) {
    for span in spans {
        _ = paint.put(&span.text, style(span.tone));
    }
}

/// The page as text; without styles for a file.
pub(crate) fn text(page: &Page, styled: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut paint = Painter::new(&mut out, crate::settings::columns()).styled(styled);
    paint.put(&page.title, Words::BOLD).end_line();
    paint.put(&page.subtitle, Words::FAINT).end_line();
    for block in &page.blocks {
        match block {
            Block::Section(title) => _ = paint.end_line().put("■ ", Words::CODE).put(title, Words::BOLD).end_line(),
            Block::Subsection(title) => _ = paint.put(title, Words::BOLD).end_line(),
            Block::Line(line) => {
                paint.indent(2);
                put(&mut paint, line);
                paint.end_line();
            }
            Block::Items(items) => {
                let column = 2 + items.iter().map(|item| width(&item.label.text)).max().unwrap_or(0) + 2;
                for item in items {
                    paint.indent(2);
                    put(&mut paint, std::slice::from_ref(&item.label));
                    paint.tab(column).indent(column);
                    put(&mut paint, &item.head);
                    paint.end_line();
                    for line in &item.lines {
                        paint.indent(column);
                        put(&mut paint, std::slice::from_ref(line));
                        paint.end_line();
                    }
                }
            }
            Block::Table(table) => self::table(table, &mut paint),
            Block::Chart(chart) => self::chart(chart, &mut paint),
        }
    }
    paint.end_line();
    page.foot.iter().for_each(|line| _ = paint.put(line, Words::FAINT).end_line());
    out
}

fn table(table: &Table, paint: &mut Painter<'_>) {
    let widest = |place: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(place)).map(|cell| width(&cell.text));
        cells.chain(table.head.get(place).map(|title| width(title))).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..table.head.len()).map(widest).collect();
    // The widest give way; a column of a few letters stays readable.
    while widths.iter().map(|width| width + 2).sum::<usize>() > crate::settings::columns() {
        match widths.iter_mut().max() {
            Some(width) if *width > NARROWEST => *width -= 1,
            _ => break,
        }
    }
    let mut row = |cells: &[Span]| {
        let mut start = 2;
        paint.indent(2);
        for (place, cell) in cells.iter().enumerate() {
            let room = widths.get(place).copied().unwrap_or(0);
            let taken = width(&cell.text).min(room);
            let right = table.numeric.get(place) == Some(&true);
            paint.tab(if right { start + room - taken } else { start });
            // Only the last column may run on: a cut cell is told by its dots.
            let last = place + 1 == cells.len();
            if last && !right {
                paint.indent(start);
            }
            let shown = if last || width(&cell.text) <= room { cell.text.clone() } else { cut(&cell.text, room) };
            paint.put(&shown, style(cell.tone));
            start += room + 2;
        }
        paint.end_line();
    };
    row(&table.head.iter().map(|title| Span::new(title, Tone::Faint)).collect::<Vec<_>>());
    table.rows.iter().for_each(|cells| row(cells));
}

/// Bars, solid to the least and shaded to the most.
fn chart(chart: &Chart, paint: &mut Painter<'_>) {
    let columns = crate::settings::columns();
    let widest = |of: fn(&Bar) -> &str| chart.bars.iter().map(|bar| width(of(bar))).max().unwrap_or(0);
    let label = widest(|bar| &bar.label).min(COLUMN).min(columns / 3);
    let told = widest(|bar| &bar.told);
    let room = columns.saturating_sub(label + told + 6).clamp(10, 40);
    for bar in &chart.bars {
        let (least, most) = lengths(bar, chart.full(), room);
        let shown = if width(&bar.label) <= label { bar.label.clone() } else { cut(&bar.label, label) };
        paint.indent(2).put(&shown, Words::PLAIN);
        paint.tab(label + 4).put(&"█".repeat(least), Words::DIRECT).put(&"░".repeat(most - least), Words::CONDITIONAL);
        paint.tab(label + room + 6 + told - width(&bar.told)).put(&bar.told, Words::PLAIN).end_line();
    }
    paint.indent(2).put(&chart.caption.replace("斜线", "浅色").replace("hatched", "light"), Words::FAINT).end_line();
}

/// The beginning of `text` that fits into so many columns, with dots.
fn cut(text: &str, columns: usize) -> String {
    let mut used = 1;
    let kept: String = text
        .chars()
        .take_while(|character| {
            used += width(character.encode_utf8(&mut [0; 4]));
            used <= columns
        })
        .collect();
    kept + "…"
}
