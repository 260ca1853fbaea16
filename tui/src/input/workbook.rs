//! Workbooks: xlsx, xls, xlsb and ods, read by a thread of their own that hands rows over as they come.
//!
//! The rows of an xlsx file are streamed; the other formats are read as a whole by their nature.

use std::io::{Cursor, Read, Seek};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use anyhow::{Context, Result, anyhow, bail};
use calamine::{Data, Reader, SheetVisible, Sheets, open_workbook_auto, open_workbook_auto_from_rs};

use super::columns::{self, Columns};
use super::{Meter, Options, Source};
use crate::batch::Batch;

/// Rows handed over at once, and how many such heaps may wait.
const HEAP: usize = 128;
const HEAPS: usize = 4;
/// A header stands within so many rows: titles and remarks may stand above it.
const LOOK_AHEAD: usize = 20;

type Row = Vec<String>;

/// Rows of one sheet.
pub(super) struct Workbook {
    rows: Receiver<Result<Vec<Row>>>,
    heap: std::vec::IntoIter<Row>,
    header: Vec<String>,
    columns: Columns,
    notes: Vec<String>,
    meter: Meter,
}

/// Opens the workbook at `path`, or the one on the standard input.
pub(super) fn open(path: Option<&Path>, options: &Options) -> Result<(Workbook, Meter)> {
    let lang = options.lang;
    let broken =
        lang.pick("读不出这个工作簿（是否真是 Excel 或 ODS 文件？）", "cannot read this workbook (is it really an Excel or ODS file?)");
    let mut bytes = Vec::new();
    if let Some(path) = path {
        let mut file = super::open_file(path, lang)?;
        if let Ok(book) = open_workbook_auto(path) {
            return start(book, options);
        }
        // Many a file is called .xls and is something else inside.
        file.read_to_end(&mut bytes)?;
    } else {
        // The directory of a zip file stands at its end: a pipe has to be read to there first.
        std::io::stdin().lock().read_to_end(&mut bytes)?;
    }
    start(open_workbook_auto_from_rs(Cursor::new(bytes)).context(broken)?, options)
}

fn start<R: Read + Seek + Send + 'static>(book: Sheets<R>, options: &Options) -> Result<(Workbook, Meter)> {
    let lang = options.lang;
    let sheet = choose_sheet(&book, options)?;
    let (send, rows) = sync_channel(HEAPS);
    let name = sheet.clone();
    let (send_total, total) = sync_channel(1);
    std::thread::Builder::new().name("workbook".to_owned()).spawn(move || read(book, &name, &send, &send_total))?;
    let mut meter = Meter { total: total.recv().ok(), ..Meter::default() };
    let mut heap = rows.recv().unwrap_or_else(|_| Ok(Vec::new()))?;
    let at = header_row(&heap, options).with_context(|| format!("{} “{sheet}”", lang.pick("工作表", "sheet")))?;
    let mut header = heap.get(at).cloned().unwrap_or_default();
    while header.last().is_some_and(|cell| cell.trim().is_empty()) {
        header.pop();
    }
    // A row may be wider than the header; its cells would be lost.
    let width = heap.iter().skip(at).map(Vec::len).max().unwrap_or(0).max(header.len());
    let used =
        heap.iter().skip(at + 1).map(|row| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)).max().unwrap_or(0);
    header.resize(header.len().max(used.min(width)), String::new());
    let sample = heap.get(at + 1).cloned().unwrap_or_default();
    let columns = columns::find(&header, &sample, options.column.as_deref(), options.id_column.as_deref(), lang)?;
    let mut notes = vec![format!("{}“{}”", lang.pick("工作表：", "sheet: "), crate::clean::line(&sheet))];
    if options.column.is_none() {
        let name = columns.texts.first().and_then(|place| header.get(*place)).map_or("", String::as_str);
        notes.push(format!("{}“{}”", lang.pick("读取的列：", "column read: "), crate::clean::line(name)));
    }
    heap.drain(..=at.min(heap.len().saturating_sub(1)));
    meter.total = meter.total.map(|total| total.saturating_sub(at as u64 + 1));
    let meter_copy = meter.clone();
    Ok((Workbook { rows, heap: heap.into_iter(), header, columns, notes, meter }, meter_copy))
}

/// The sheet that was asked for; else the first visible one.
fn choose_sheet<R: Read + Seek>(book: &Sheets<R>, options: &Options) -> Result<String> {
    let lang = options.lang;
    let names = book.sheet_names();
    let Some(asked) = options.sheet.as_deref() else {
        let visible = book.sheets_metadata().iter().find(|sheet| sheet.visible == SheetVisible::Visible).map(|sheet| sheet.name.clone());
        return visible
            .or_else(|| names.first().cloned())
            .ok_or_else(|| anyhow!("{}", lang.pick("工作簿里没有工作表", "the workbook has no sheet")));
    };
    let by_number = || asked.parse::<usize>().ok().and_then(|number| names.get(number.checked_sub(1)?));
    match names.iter().find(|name| *name == asked).or_else(by_number) {
        Some(name) => Ok(name.clone()),
        None => {
            bail!("{} “{asked}”；{}: {}", lang.pick("没有工作表", "there is no sheet"), lang.pick("有", "there are"), names.join(" | "))
        }
    }
}

/// The row with the column names: the first that holds a text column's name, else the first with several cells.
fn header_row(rows: &[Row], options: &Options) -> Result<usize> {
    let filled = |row: &Row| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let wanted: Vec<String> = options.column.as_deref().map(columns::split).unwrap_or_default();
    let named = |row: &Row| {
        if wanted.is_empty() {
            // A title such as “企业经营范围一览表” is no header.
            (filled(row) > 1 || rows.iter().all(|row| filled(row) <= 1)) && row.iter().any(|cell| columns::rank(cell).is_some())
        } else {
            row.iter().any(|cell| wanted.iter().any(|name| name == cell.trim()))
        }
    };
    let rows = rows.get(..rows.len().min(LOOK_AHEAD)).unwrap_or_default();
    let several = || rows.iter().position(|row| filled(row) > 1);
    let any = || rows.iter().position(|row| filled(row) > 0);
    match rows.iter().position(named).or_else(several).or_else(any) {
        Some(at) => Ok(at),
        None => bail!("{}", options.lang.pick("是空的", "is empty")),
    }
}

/// The thread: reads the sheet and hands its rows over until no one wants them any more.
fn read<R: Read + Seek>(mut book: Sheets<R>, sheet: &str, send: &SyncSender<Result<Vec<Row>>>, send_total: &SyncSender<u64>) {
    let result = match &mut book {
        Sheets::Xlsx(book) => stream(book, sheet, send, send_total),
        book => whole(book, sheet, send, send_total),
    };
    if let Err(error) = result {
        // When the receiver is gone, the program is ending anyway.
        let _ = send.send(Err(error));
    }
}

/// Gathers rows and hands them over in heaps.
struct Heaps<'s> {
    heap: Vec<Row>,
    send: &'s SyncSender<Result<Vec<Row>>>,
}

impl Heaps<'_> {
    /// Returns whether anyone still wants rows.
    fn push(&mut self, row: Row) -> bool {
        self.heap.push(row);
        self.heap.len() < HEAP || self.hand_over()
    }

    fn hand_over(&mut self) -> bool {
        self.send.send(Ok(std::mem::take(&mut self.heap))).is_ok()
    }
}

fn stream<R: Read + Seek>(
    book: &mut calamine::Xlsx<R>,
    sheet: &str,
    send: &SyncSender<Result<Vec<Row>>>,
    send_total: &SyncSender<u64>,
) -> Result<()> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let _ = send_total.send(u64::from(cells.dimensions().end.0) + 1);
    let mut heaps = Heaps { heap: Vec::new(), send };
    let (mut row, mut number): (Row, u32) = (Vec::new(), 0);
    while let Some(cell) = cells.next_cell()? {
        let (at, column) = cell.get_position();
        while number < at {
            // Rows without a cell count: the numbers stay those of the sheet.
            if !heaps.push(std::mem::take(&mut row)) {
                return Ok(());
            }
            number += 1;
        }
        let column = column as usize;
        if row.len() < column {
            row.resize(column, String::new());
        }
        row.push(text(&Data::from(cell.get_value().clone())));
    }
    heaps.push(row);
    heaps.hand_over();
    Ok(())
}

fn whole<R: Read + Seek>(
    book: &mut Sheets<R>,
    sheet: &str,
    send: &SyncSender<Result<Vec<Row>>>,
    send_total: &SyncSender<u64>,
) -> Result<()> {
    let range = book.worksheet_range(sheet)?;
    let (top, left) = range.start().unwrap_or_default();
    let _ = send_total.send(u64::from(top) + range.height() as u64);
    let mut heaps = Heaps { heap: Vec::new(), send };
    for _ in 0..top {
        if !heaps.push(Vec::new()) {
            return Ok(());
        }
    }
    for cells in range.rows() {
        let mut row = vec![String::new(); left as usize];
        row.extend(cells.iter().map(text));
        if !heaps.push(row) {
            return Ok(());
        }
    }
    heaps.hand_over();
    Ok(())
}

/// A cell as a person sees it.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) if !date.is_duration() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
        other => other.to_string(),
    }
}

impl Source for Workbook {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    fn fill(&mut self, batch: &mut Batch, number: &mut u64) -> Result<bool> {
        while !batch.is_full() {
            let Some(row) = self.heap.next() else {
                match self.rows.recv() {
                    Ok(heap) => self.heap = heap?.into_iter(),
                    Err(_) => return Ok(false),
                }
                continue;
            };
            self.meter.add(1);
            // Rows without anything, often thousands at the end of a sheet, are no enterprises.
            if row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            *number += 1;
            batch.begin(*number);
            let cell = |place: usize| row.get(place).map_or("", String::as_str);
            for place in 0..self.header.len() {
                batch.cell(cell(place));
            }
            if let Some(id) = self.columns.id {
                batch.id(cell(id));
            }
            for place in &self.columns.texts {
                batch.text(cell(*place));
            }
        }
        Ok(true)
    }
}
