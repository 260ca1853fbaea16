//! Blocks of reports and records as lines of the terminal.

use ratatui::style::Style;

use super::page::Page;
use crate::browse::theme::Theme;
use crate::browse::wide;
use crate::page::{Block, Chart, Item, Span, Table, Tone, lengths};
use greencat_core::Verdict;

/// A column of a table is not narrower than this unless what stands in it is.
const NARROWEST: usize = 8;

pub(super) fn style(tone: Tone, theme: Theme) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Bold => theme.heading(),
        Tone::Faint => theme.dim(),
        Tone::Good => theme.verdict(Verdict::Direct),
        Tone::Bad => theme.alarm(),
        Tone::Open => theme.verdict(Verdict::Conditional),
    }
}

fn runs(spans: &[Span], theme: Theme) -> Vec<(String, Style)> {
    spans.iter().map(|span| (span.text.clone(), style(span.tone, theme))).collect()
}

/// Writes blocks into a page of so many columns.
pub(super) fn write(page: &mut Page, columns: usize, blocks: &[Block], theme: Theme) {
    for block in blocks {
        match block {
            Block::Section(title) | Block::Subsection(title) => {
                page.blank();
                page.say(title, theme.heading());
            }
            Block::Line(line) => page.runs(0, &runs(line, theme)),
            Block::Items(items) => self::items(page, items, theme),
            Block::Table(table) => self::table(page, columns, table, theme),
            Block::Chart(chart) => self::chart(page, columns, chart, theme),
        }
    }
}

fn items(page: &mut Page, items: &[Item], theme: Theme) {
    let hang = items.iter().map(|item| wide::columns(&item.label.text)).max().unwrap_or(0) + 1;
    for item in items {
        let mut head = vec![(wide::pad(&item.label.text, hang), style(item.label.tone, theme))];
        head.extend(runs(&item.head, theme));
        page.runs(hang, &head);
        for line in &item.lines {
            page.runs(hang, &[(" ".repeat(hang), Style::new()), (line.text.clone(), style(line.tone, theme))]);
        }
    }
}

/// Bars, solid to the least and shaded to the most.
fn chart(page: &mut Page, columns: usize, chart: &Chart, theme: Theme) {
    let label = chart.bars.iter().map(|bar| wide::columns(&bar.label)).max().unwrap_or(0).min(columns * 2 / 5);
    let told = chart.bars.iter().map(|bar| wide::columns(&bar.told)).max().unwrap_or(0);
    let room = columns.saturating_sub(label + told + 2).clamp(6, 60);
    for bar in &chart.bars {
        let (least, most) = lengths(bar, chart.full(), room);
        page.runs(
            0,
            &[
                (wide::pad(&bar.label, label) + " ", Style::new()),
                ("█".repeat(least), theme.verdict(Verdict::Direct)),
                ("░".repeat(most - least), theme.verdict(Verdict::Conditional)),
                (" ".repeat(room - most + 1 + told - wide::columns(&bar.told)), Style::new()),
                (bar.told.clone(), Style::new()),
            ],
        );
    }
    page.say(&chart.caption.replace("斜线", "浅色").replace("hatched", "light"), theme.dim());
    page.blank();
}

/// Widths for the columns of a table: as wide as what stands in them, the widest ones cut where that is too much.
fn widths(table: &Table, columns: usize) -> Vec<usize> {
    let widest = |place: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(place)).map(|cell| wide::columns(&cell.text));
        cells.chain(table.head.get(place).map(|title| wide::columns(title))).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..table.head.len()).map(widest).collect();
    while widths.iter().map(|width| width + 1).sum::<usize>() > columns + 1 {
        match widths.iter_mut().max() {
            Some(width) if *width > NARROWEST => *width -= 1,
            _ => break,
        }
    }
    widths
}

/// A table whose cells wrap within their columns.
fn table(page: &mut Page, columns: usize, table: &Table, theme: Theme) {
    let widths = widths(table, columns);
    let head: Vec<Span> = table.head.iter().map(|title| Span::new(title, Tone::Faint)).collect();
    for row in std::iter::once(&head).chain(&table.rows) {
        let cells: Vec<Vec<String>> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| {
                let mut lines = Page::new(*width as u16);
                lines.say(&cell.text, Style::new());
                lines.lines.iter().map(|line| wide::fit(line.to_string().trim_end(), *width)).collect()
            })
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut runs = Vec::new();
            for ((cell, width), (place, lines)) in row.iter().zip(&widths).zip(cells.iter().enumerate()) {
                let text = lines.get(line).map_or("", String::as_str);
                let blank = " ".repeat(width.saturating_sub(wide::columns(text)));
                let right = table.numeric.get(place) == Some(&true);
                let text = if right { format!("{blank}{text} ") } else { format!("{text}{blank} ") };
                runs.push((text, style(cell.tone, theme)));
            }
            page.cells(runs);
        }
    }
    page.blank();
}
