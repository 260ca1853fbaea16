//! Tables: CSV and TSV by the `csv` crate, workbooks by `calamine`.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use calamine::{Data, Reader};

use super::{Batch, Columns, Record};

/// Rows looked at to find the columns.
const SAMPLE: usize = 50;

/// The character between cells: what the first line has most of.
pub(super) fn delimiter(extension: &str, head: &str) -> u8 {
    if extension == "tsv" {
        return b'\t';
    }
    let line = head.lines().next().unwrap_or_default();
    let count = |delimiter: u8| line.bytes().filter(|byte| *byte == delimiter).count();
    [b',', b'\t', b';'].into_iter().max_by_key(|delimiter| (count(*delimiter), *delimiter == b',')).unwrap_or(b',')
}

/// Reads CSV or TSV.
pub(super) fn delimited(reader: impl Read, delimiter: u8, batch: &mut Batch<'_>) -> Result<()> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(reader);
    let rows = reader.records().map(|record| match record {
        Ok(record) => Ok(record.iter().map(str::to_owned).collect::<Vec<String>>()),
        Err(error) if matches!(error.kind(), csv::ErrorKind::Io(_)) => Err(RowError::Fatal(error.into())),
        Err(error) => Err(RowError::Faulty(error.to_string())),
    });
    table(rows, batch)
}

/// Reads the first sheet that has rows.
pub(super) fn workbook(path: &Path, batch: &mut Batch<'_>) -> Result<()> {
    let mut workbook = calamine::open_workbook_auto(path).with_context(|| path.display().to_string())?;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).with_context(|| name.clone())?;
        if range.is_empty() {
            continue;
        }
        let rows = range.rows().map(|row| Ok(row.iter().map(cell).collect::<Vec<String>>()));
        return table(rows, batch);
    }
    bail!("{}: 没有数据的工作簿 / no sheet with rows", path.display())
}

fn cell(data: &Data) -> String {
    match data {
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

/// Why a row is missing.
enum RowError {
    Faulty(String),
    Fatal(anyhow::Error),
}

fn table(mut rows: impl Iterator<Item = Result<Vec<String>, RowError>>, batch: &mut Batch<'_>) -> Result<()> {
    let mut sample: Vec<Vec<String>> = Vec::new();
    for row in rows.by_ref() {
        match row {
            Ok(row) if row.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(row) => sample.push(row),
            Err(RowError::Faulty(reason)) => batch.faulty(&reason)?,
            Err(RowError::Fatal(error)) => return Err(error),
        }
        if sample.len() >= SAMPLE {
            break;
        }
    }
    let Some(first) = sample.first() else { bail!("文件里没有记录 / the file holds no record") };
    let heads: Vec<&str> = first.iter().map(String::as_str).collect();
    let named = Columns::named(&heads);
    let headed = named.text.is_some();
    let columns = if headed { named } else { Columns::guessed(&sample) };
    sample.drain(..usize::from(headed));
    for row in sample {
        batch.add(record(row, columns))?;
    }
    for row in rows {
        match row {
            Ok(row) if row.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(row) => batch.add(record(row, columns))?,
            Err(RowError::Faulty(reason)) => batch.faulty(&reason)?,
            Err(RowError::Fatal(error)) => return Err(error),
        }
    }
    Ok(())
}

fn record(mut row: Vec<String>, columns: Columns) -> Record {
    let mut take = |place: Option<usize>| place.and_then(|place| row.get_mut(place)).map(std::mem::take).unwrap_or_default();
    Record { id: take(columns.id).trim().to_owned(), name: take(columns.name).trim().to_owned(), text: take(columns.text) }
}
