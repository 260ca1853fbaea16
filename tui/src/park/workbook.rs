//! The report as a workbook: figures, entries, chains, whom to ask, and every enterprise.

use anyhow::Result;
use greencat_core::Classifier;
use greencat_core::park::STAGES;
use rust_xlsxwriter::{Format as Style, FormatAlign, Workbook, Worksheet, XlsxError};

use super::Report;
use super::report::{self, state_english};
use crate::args::Lang;
use crate::page::{Block, Page};

/// Characters of a cell, below the limit of the file format.
const CELL: usize = 16_000;

/// A sheet that is filled from the top.
#[allow(clippy::struct_field_names)] // The library's sheet inside of ours.
struct Sheet<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
    bold: Style,
    wrap: Style,
}

impl Sheet<'_> {
    fn cells(&mut self, cells: &[String], bold: bool) -> Result<(), XlsxError> {
        let style = if bold { &self.bold } else { &self.wrap };
        for (column, cell) in (0..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) if !bold && number.is_finite() => {
                    _ = self.sheet.write_number_with_format(self.row, column, number, &self.wrap)?;
                }
                // A string is never calculated, whatever it begins with.
                _ => _ = self.sheet.write_string_with_format(self.row, column, cell.chars().take(CELL).collect::<String>(), style)?,
            }
        }
        self.row += 1;
        Ok(())
    }

    /// A row whose first cells are texts even where they look like numbers: codes and names.
    fn texts(&mut self, texts: &[&str], then: &[Option<f64>]) -> Result<(), XlsxError> {
        for (column, text) in (0..).zip(texts) {
            self.sheet.write_string_with_format(self.row, column, text.chars().take(CELL).collect::<String>(), &self.wrap)?;
        }
        for (column, number) in (texts.len() as u16..).zip(then) {
            if let Some(number) = number {
                self.sheet.write_number_with_format(self.row, column, *number, &self.wrap)?;
            }
        }
        self.row += 1;
        Ok(())
    }
}

fn sheet<'b>(book: &'b mut Workbook, name: &str, widths: &[f64]) -> Result<Sheet<'b>, XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?.set_landscape().set_print_fit_to_pages(1, 0);
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    let wrap = Style::new().set_text_wrap().set_align(FormatAlign::Top);
    Ok(Sheet { sheet, row: 0, bold: Style::new().set_bold(), wrap })
}

/// The workbook's bytes.
pub(super) fn bytes(report: &Report, classifier: &Classifier, lang: Lang) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let page = report::page(report, classifier, lang);
    overview(&mut book, &page, lang)?;
    entries(&mut book, report, lang)?;
    chains(&mut book, report, lang)?;
    asks(&mut book, report, lang)?;
    members(&mut book, report, classifier, lang)?;
    Ok(book.save_to_buffer()?)
}

/// The page, block by block, without its drawings.
fn overview(book: &mut Workbook, page: &Page, lang: Lang) -> Result<(), XlsxError> {
    let mut sheet = sheet(book, lang.pick("报告", "Report"), &[30.0, 40.0, 24.0, 24.0, 40.0, 12.0])?;
    sheet.cells(std::slice::from_ref(&page.title), true)?;
    sheet.cells(std::slice::from_ref(&page.subtitle), true)?;
    for block in &page.blocks {
        match block {
            Block::Section(title) | Block::Subsection(title) => {
                sheet.row += 1;
                sheet.cells(std::slice::from_ref(title), true)?;
            }
            Block::Line(line) => {
                let text: String = line.iter().map(|span| span.text.as_str()).collect();
                let (row, style) = (sheet.row, Style::new().set_italic());
                sheet.sheet.write_string_with_format(row, 0, text, &style)?;
                sheet.row += 1;
            }
            Block::Items(items) => {
                for item in items {
                    let head: String = item.head.iter().map(|span| span.text.as_str()).collect();
                    let lines: Vec<&str> = item.lines.iter().map(|line| line.text.as_str()).collect();
                    sheet.cells(&[item.label.text.clone(), head, lines.join("\n")], false)?;
                }
            }
            Block::Table(table) => {
                sheet.cells(&table.head, true)?;
                for row in &table.rows {
                    let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
                    sheet.texts(&cells, &[])?;
                }
            }
            Block::Chart(_) => {}
        }
    }
    sheet.row += 1;
    page.foot.iter().try_for_each(|line| {
        sheet.sheet.write_string(sheet.row, 0, line)?;
        sheet.row += 1;
        Ok(())
    })
}

#[allow(clippy::cast_precision_loss)] // Counts stay far below 2^53.
fn entries(book: &mut Workbook, report: &Report, lang: Lang) -> Result<(), XlsxError> {
    let mut sheet = sheet(book, lang.pick("条目", "Entries"), &[8.0, 10.0, 40.0, 12.0, 12.0, 16.0, 16.0, 12.0])?;
    let head = match lang {
        Lang::Zh => ["级", "代码", "名称", "属于户数", "待证户数", "最少数值", "最多数值", "把握"],
        Lang::En => ["level", "code", "name", "direct", "conditional", "least value", "most value", "confidence"],
    };
    sheet.cells(&head.map(str::to_owned), true)?;
    for (level, groups) in (1..).zip(&report.survey.levels) {
        for group in groups {
            let numbers =
                [group.direct as f64, group.conditional as f64, group.value_least, group.value_most, f64::from(group.confidence) / 100.0];
            sheet.texts(&[&format!("{level}"), &group.code.to_string(), &group.name], &numbers.map(Some))?;
        }
    }
    let last = sheet.row.saturating_sub(1);
    sheet.sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, last, 7)?;
    Ok(())
}

#[allow(clippy::cast_precision_loss)] // Counts stay far below 2^53.
fn chains(book: &mut Workbook, report: &Report, lang: Lang) -> Result<(), XlsxError> {
    let mut sheet = sheet(book, lang.pick("链条", "Chains"), &[24.0, 16.0, 36.0, 12.0, 12.0, 12.0, 12.0])?;
    let head = match lang {
        Lang::Zh => ["对象", "环节", "条目", "状态", "属于", "待证", "相近"],
        Lang::En => ["subject", "stage", "entries", "state", "direct", "conditional", "near"],
    };
    sheet.cells(&head.map(str::to_owned), true)?;
    for chain in &report.survey.chains {
        for (cell, stage) in chain.cells.iter().zip(STAGES) {
            let state = match (cell.in_catalogue, cell.is_missing(), cell.direct) {
                (false, _, _) => lang.pick("目录无", "no entry"),
                (true, true, _) => lang.pick("缺", "missing"),
                (true, false, 0) => lang.pick("待证", "conditional"),
                (true, false, _) => lang.pick("有", "present"),
            };
            let numbers = [cell.direct as f64, cell.conditional as f64, cell.near as f64];
            let (name, word) = (lang.pick(&chain.name, &chain.name_en), lang.pick(stage.chinese, stage.english));
            sheet.texts(&[name, word, &cell.codes.join(" "), state], &numbers.map(Some))?;
        }
    }
    Ok(())
}

fn asks(book: &mut Workbook, report: &Report, lang: Lang) -> Result<(), XlsxError> {
    let mut sheet = sheet(book, lang.pick("追问", "Ask"), &[36.0, 12.0, 10.0, 80.0, 14.0])?;
    let head = match lang {
        Lang::Zh => ["企业", "判读", "条目", "问什么、要什么", "数值"],
        Lang::En => ["enterprise", "state", "entry", "what to ask", "value"],
    };
    sheet.cells(&head.map(str::to_owned), true)?;
    for ask in &report.ask {
        let state = lang.pick(ask.state.chinese(), state_english(ask.state));
        sheet.texts(&[&ask.name, state, ask.code.as_deref().unwrap_or_default(), &ask.question], &[ask.value])?;
    }
    sheet.sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn members(book: &mut Workbook, report: &Report, classifier: &Classifier, lang: Lang) -> Result<(), XlsxError> {
    let mut sheet = sheet(book, lang.pick("企业", "Enterprises"), &[36.0, 14.0, 10.0, 40.0, 40.0, 14.0, 10.0, 10.0])?;
    let head = match lang {
        Lang::Zh => ["企业", "判读", "计入条目", "条目名称", "全部条目", "数值", "年份", "把握"],
        Lang::En => ["enterprise", "state", "entry", "name", "all entries", "value", "year", "confidence"],
    };
    sheet.cells(&head.map(str::to_owned), true)?;
    for member in &report.list.members {
        let entry = member.entry().and_then(|code| classifier.entry(code));
        let (code, name) = entry.map(|entry| (entry.code.to_string(), entry.name)).unwrap_or_default();
        let all: Vec<String> =
            member.entries.iter().map(|(code, verdict)| format!("{code} {}", lang.pick(verdict.chinese(), verdict.english()))).collect();
        let numbers = [member.value, member.year.map(f64::from), Some(f64::from(member.confidence) / 100.0)];
        sheet.texts(
            &[&member.name, lang.pick(member.state.chinese(), state_english(member.state)), &code, &name, &all.join("；")],
            &numbers,
        )?;
    }
    let last = sheet.row.saturating_sub(1);
    sheet.sheet.set_freeze_panes(1, 1)?.autofilter(0, 0, last, 7)?;
    Ok(())
}
