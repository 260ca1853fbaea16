//! An xlsx workbook: the rows with colours by outcome, a summary with charts, and where it all comes from.
//!
//! Workers write a row as a line of JSON, which an interrupted run leaves behind for the next to read again;
//! [`WorkbookSink`] puts the rows into sheets that are kept on disk, not in memory.

// Counts of records stay far below 2^53, where a float still tells each from the next.
#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss)]

use std::borrow::Cow;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use greencat_core::{Classification, Outcome};
use rust_xlsxwriter::{
    Chart, ChartFormat, ChartSolidFill, ChartType, Color, Format as Style, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use serde::Deserialize;

use super::table::{CONFIDENCE, OURS, OUTCOME, Table};
use super::{Format, Sink, json};
use crate::args::Lang;
use crate::batch::Record;
use crate::summary::Summary;

/// Rows of a sheet, the header among them (a limit of the file format).
const SHEET_ROWS: u32 = 1_048_576;
/// Characters of a cell (a limit of the file format, which counts UTF-16 units).
const CELL: usize = 32_767;
/// Digits of a number that a sheet shows as they are: longer ones become 9.137E+16.
const DIGITS: usize = 11;
/// Paper of the rows (A3) and of the summary and the source (A4), by the numbers of the file format.
const ROWS_PAPER: u8 = 8;
const OTHER_PAPER: u8 = 9;
/// The colours of the outcomes in the chart, in the order of the table.
const SECTORS: [u32; 6] = [0x0043_A047, 0x00FB_C02D, 0x0095_75CD, 0x00BD_BDBD, 0x00E0_E0E0, 0x00E5_3935];

/// Writes the header and the rows as arrays of strings, one a line.
pub(super) struct Rows {
    table: Table,
}

impl Rows {
    pub(super) fn new(table: Table) -> Rows {
        Rows { table }
    }
}

fn write_row(cells: &[Cow<'_, str>], out: &mut Vec<u8>) {
    json::push(cells, out);
    out.push(b'\n');
}

/// A cell of such a row.
#[derive(Deserialize)]
struct Cell<'c>(#[serde(borrow)] Cow<'c, str>);

impl Format for Rows {
    fn begin(&self, out: &mut Vec<u8>) {
        write_row(&self.table.header(), out);
    }

    fn write(&self, record: &Record<'_>, answer: Option<&Classification>, out: &mut Vec<u8>) {
        self.table.rows(record, answer, |cells| write_row(cells, out));
    }
}

/// The styles of the sheet.
struct Styles {
    header: Style,
    ours: Style,
    wrap: Style,
    percent: Style,
    outcomes: [(&'static str, Style); 6],
}

impl Styles {
    fn new(lang: Lang) -> Styles {
        let top = || Style::new().set_align(FormatAlign::Top);
        let colour = |back: u32, front: u32| top().set_background_color(Color::RGB(back)).set_font_color(Color::RGB(front));
        let head = |back| {
            Style::new()
                .set_bold()
                .set_background_color(Color::RGB(back))
                .set_font_color(Color::White)
                .set_align(FormatAlign::VerticalCenter)
                .set_border_bottom(FormatBorder::Thin)
        };
        let name = |outcome| super::table::outcome(outcome, lang);
        Styles {
            header: head(0x0059_6B7A),
            ours: head(0x002E_7D32),
            wrap: top(),
            percent: top().set_num_format("0%"),
            outcomes: [
                (name(Outcome::Green), colour(0x00C8_E6C9, 0x001B_5E20)),
                (name(Outcome::Conditional), colour(0x00FF_F3C4, 0x007A_4F01)),
                (name(Outcome::Near), colour(0x00E1_D5F0, 0x004A_2C7A)),
                (name(Outcome::None), colour(0x00EE_EEEE, 0x0042_4242)),
                (name(Outcome::Unclear), colour(0x00F5_F5F5, 0x0075_7575)),
                (lang.pick("无法读取", "unreadable"), colour(0x00FF_CDD2, 0x00B7_1C1C)),
            ],
        }
    }
}

/// The workbook in the making.
pub(crate) struct WorkbookSink {
    book: Workbook,
    styles: Styles,
    lang: Lang,
    header: Vec<String>,
    input_width: usize,
    /// The number of the sheet that is written, and the next row in it.
    sheet: usize,
    row: u32,
    /// Cells that were longer than a cell may be.
    cut: u64,
}

impl WorkbookSink {
    /// A workbook whose rows are kept in the folder of `target` until it is saved there.
    pub(crate) fn new(target: &Path, lang: Lang) -> Result<WorkbookSink> {
        let mut book = Workbook::new();
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        book.set_tempdir(folder).with_context(|| folder.display().to_string())?;
        Ok(WorkbookSink { book, styles: Styles::new(lang), lang, header: Vec::new(), input_width: 0, sheet: 0, row: 0, cut: 0 })
    }

    fn begin_sheet(&mut self) -> Result<()> {
        let number = self.sheet;
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        let name = self.lang.pick("结果", "Results");
        sheet.set_name(if number == 0 { name.to_owned() } else { format!("{name} {}", number + 1) })?;
        for (place, title) in self.header.iter().enumerate() {
            let column = place as u16;
            sheet.set_column_width(column, column_width(place.checked_sub(self.input_width), title))?;
        }
        sheet.set_row_height(0, 24)?;
        sheet.set_freeze_panes(1, 0)?;
        // On paper: as wide as the sheet, as many pages as it takes, the header on each.
        sheet.set_paper_size(ROWS_PAPER).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        for (place, title) in self.header.iter().enumerate() {
            let style = if place < self.input_width { &self.styles.header } else { &self.styles.ours };
            sheet.write_string_with_format(0, place as u16, limited(title, &mut self.cut), style)?;
        }
        self.row = 1;
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<()> {
        let (last_row, last_column) = (self.row.saturating_sub(1), self.header.len().saturating_sub(1) as u16);
        self.book.worksheet_from_index(self.sheet)?.autofilter(0, 0, last_row, last_column)?;
        Ok(())
    }

    fn write(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if self.row >= SHEET_ROWS {
            self.end_sheet()?;
            self.sheet += 1;
            self.begin_sheet()?;
        }
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        for (place, Cell(cell)) in cells.iter().enumerate() {
            let column = place as u16;
            let style = match place.checked_sub(self.input_width) {
                Some(OUTCOME) => self.styles.outcomes.iter().find(|(name, _)| name == cell).map_or(&self.styles.wrap, |(_, style)| style),
                Some(CONFIDENCE) => {
                    if let Ok(number) = cell.parse::<f64>() {
                        sheet.write_number_with_format(self.row, column, number, &self.styles.percent)?;
                        continue;
                    }
                    &self.styles.wrap
                }
                None => {
                    if let Some(number) = number(cell) {
                        sheet.write_number_with_format(self.row, column, number, &self.styles.wrap)?;
                        continue;
                    }
                    &self.styles.wrap
                }
                Some(_) => &self.styles.wrap,
            };
            if !cell.is_empty() {
                // A string is never calculated, whatever it begins with.
                sheet.write_string_with_format(self.row, column, limited(cell, &mut self.cut), style)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    /// Adds the summary and the sources, and writes the workbook.
    pub(crate) fn save(mut self, out: impl Write + Send, summary: &Summary, sources: &[(String, String)]) -> Result<()> {
        self.end_sheet()?;
        summary_sheet(self.book.add_worksheet(), summary, self.lang)?;
        let mut sources = sources.to_vec();
        if self.cut > 0 {
            let what = self.lang.pick("截短的单元格（每格至多 32767 字）", "cells cut to 32,767 characters");
            sources.push((what.to_owned(), self.cut.to_string()));
        }
        source_sheet(self.book.add_worksheet(), &sources, self.lang)?;
        Ok(self.book.save_to_writer(out)?)
    }
}

impl Sink for WorkbookSink {
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        for row in serde_json::Deserializer::from_slice(bytes).into_iter::<Vec<Cell<'_>>>() {
            let row = row?;
            if self.header.is_empty() {
                // The first row tells what the columns are called, and ours stand last.
                self.input_width = row.len().saturating_sub(OURS);
                self.header = row.into_iter().map(|Cell(title)| title.into_owned()).collect();
                self.begin_sheet()?;
            } else {
                self.write(&row)?;
            }
        }
        Ok(())
    }
}

/// A cell within the limit of the file format.
fn limited<'c>(cell: &'c str, cut: &mut u64) -> Cow<'c, str> {
    if cell.len() <= CELL || cell.encode_utf16().count() <= CELL {
        return Cow::Borrowed(cell);
    }
    *cut += 1;
    let mut units = 1;
    let kept: String = cell
        .chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= CELL
        })
        .collect();
    Cow::Owned(kept + "…")
}

/// A cell of the input as a number, if a sheet shows that number with the very same characters: values can then be
/// summed and sorted, while 0012, 1.50 and the digits of a credit code stay as they were written.
fn number(cell: &str) -> Option<f64> {
    let plain = cell.len() <= DIGITS && cell.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-'));
    cell.parse().ok().filter(|number: &f64| plain && number.to_string() == cell && cell != "-0")
}

/// Widths in characters: of our columns by what stands in them, of the input's by their headers.
fn column_width(ours: Option<usize>, title: &str) -> f64 {
    const OURS: [f64; 14] = [14.0, 10.0, 30.0, 18.0, 24.0, 12.0, 9.0, 28.0, 40.0, 30.0, 40.0, 11.0, 16.0, 24.0];
    match ours {
        Some(place) => OURS.get(place).copied().unwrap_or(16.0),
        None if crate::input::columns::rank(title).is_some() => 50.0,
        None => 18.0,
    }
}

fn summary_sheet(sheet: &mut Worksheet, summary: &Summary, lang: Lang) -> Result<(), XlsxError> {
    let name = lang.pick("汇总", "Summary");
    sheet.set_name(name)?;
    let bold = Style::new().set_bold();
    let share = Style::new().set_num_format("0.0%");
    let right = Style::new().set_bold().set_align(FormatAlign::Right);
    sheet.set_paper_size(OTHER_PAPER).set_landscape().set_print_fit_to_pages(1, 1);
    sheet.set_column_width(0, 44)?;
    sheet.write_string_with_format(0, 0, lang.pick("企业数", "records"), &bold)?;
    sheet.write_number(0, 1, summary.tally.records as f64)?;
    sheet.write_string_with_format(2, 0, lang.pick("结论", "outcome"), &bold)?;
    sheet.write_string_with_format(2, 1, lang.pick("户数", "records"), &right)?;
    sheet.write_string_with_format(2, 2, lang.pick("占比", "share"), &right)?;
    let mut row = 3;
    let whole = summary.tally.records.max(1) as f64;
    let table = |sheet: &mut Worksheet, row: &mut u32, lines: &[(String, u64)]| -> Result<(u32, u32), XlsxError> {
        let first = *row;
        for (label, count) in lines {
            sheet.write_string(*row, 0, label)?;
            sheet.write_number(*row, 1, *count as f64)?;
            sheet.write_number_with_format(*row, 2, *count as f64 / whole, &share)?;
            *row += 1;
        }
        Ok((first, row.saturating_sub(1)))
    };
    let (first, last) = table(sheet, &mut row, &summary.outcomes(lang))?;
    chart(sheet, name, ChartType::Doughnut, (first, last), (0, 4), lang.pick("结论", "Outcomes"))?;
    let levels = [
        (1, lang.pick("一级分类（属于与待证）", "level 1 (green and conditional)")),
        (2, lang.pick("二级分类（属于与待证）", "level 2 (green and conditional)")),
    ];
    for (level, title) in levels {
        let lines = summary.groups(level, lang);
        if lines.is_empty() {
            continue;
        }
        row += 1;
        sheet.write_string_with_format(row, 0, title, &bold)?;
        row += 1;
        let range = table(sheet, &mut row, &lines)?;
        if level == 1 {
            chart(sheet, name, ChartType::Bar, range, (16, 4), title)?;
        }
    }
    Ok(())
}

fn chart(
    sheet: &mut Worksheet,
    name: &str,
    kind: ChartType,
    (first, last): (u32, u32),
    at: (u32, u16),
    title: &str,
) -> Result<(), XlsxError> {
    let mut chart = Chart::new(kind);
    let series = chart.add_series().set_categories((name, first, 0, last, 0)).set_values((name, first, 1, last, 1));
    if kind == ChartType::Doughnut {
        series.set_point_colors(&SECTORS);
    } else {
        series.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(SECTORS[0]))));
    }
    chart.title().set_name(title);
    if kind == ChartType::Bar {
        chart.legend().set_hidden();
        // Enterprises are counted whole.
        chart.x_axis().set_num_format("#,##0");
        // The first line of the table stands on top, as in the table.
        chart.y_axis().set_reverse();
    }
    sheet.insert_chart(at.0, at.1, &chart)?;
    Ok(())
}

fn source_sheet(sheet: &mut Worksheet, sources: &[(String, String)], lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(lang.pick("来源", "Source"))?;
    sheet.set_paper_size(OTHER_PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_column_width(0, 32)?;
    sheet.set_column_width(1, 90)?;
    let bold = Style::new().set_bold().set_align(FormatAlign::Top);
    let wrap = Style::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, (what, value)) in (0..).zip(sources) {
        sheet.write_string_with_format(row, 0, what, &bold)?;
        sheet.write_string_with_format(row, 1, limited(value, &mut 0), &wrap)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn only_what_looks_the_same_as_a_number_becomes_one() {
        for cell in ["0", "12", "-7", "3.5", "-0.25", "13800138000"] {
            assert!(number(cell).is_some(), "{cell}");
        }
        for cell in ["", "0012", "1.50", "1.", ".5", "-0", "+1", "1e3", "inf", "NaN", "1,000", "12%", "913700000000000001", "1.1.8", "１２"]
        {
            assert!(number(cell).is_none(), "{cell}");
        }
    }
}
