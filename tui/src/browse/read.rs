//! Reading a list of enterprises in the background: rows come classified, in batches, with the progress.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use anyhow::{Context, Result, bail};
use encoding_rs::Encoding;
use greencat_core::Classifier;

use super::list::Row;
use super::marks::{self, Mark};

mod columns;
mod table;

use columns::Columns;

/// What the reader reports.
#[derive(Debug)]
pub(crate) enum News {
    /// Rows, the marks of an earlier sitting by place in the batch, and the hundredths read.
    Rows { rows: Vec<Row>, marks: Vec<(u32, Mark)>, percent: u8 },
    /// A record that could not be read, with its number and the reason.
    Faulty(String),
    /// The whole file was read.
    Done,
    /// The file cannot be read.
    Failed(String),
}

/// Rows of a batch: a few milliseconds of work.
const BATCH: usize = 500;

/// Starts reading a file; dropping the receiver ends it.
pub(crate) fn start(path: PathBuf, classifier: Classifier) -> Receiver<News> {
    // A short queue: the screen takes a few batches a frame, the reader waits for it.
    let (sender, receiver) = sync_channel(64);
    std::thread::spawn(move || {
        let end = match read(&path, &classifier, &sender) {
            Ok(()) => News::Done,
            Err(error) => News::Failed(format!("{error:#}")),
        };
        // The screen may be gone; then nobody wants to know.
        let _ = sender.send(end);
    });
    receiver
}

/// One record before it is classified.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Record {
    id: String,
    name: String,
    text: String,
}

/// Collects records, classifies them and sends them on.
struct Batch<'a> {
    classifier: &'a Classifier,
    sender: &'a SyncSender<News>,
    kept: BTreeMap<(String, String), Mark>,
    rows: Vec<Row>,
    marks: Vec<(u32, Mark)>,
    number: usize,
    percent: Box<dyn Fn() -> u8>,
}

/// The screen is gone.
#[derive(Debug, thiserror::Error)]
#[error("no one waits for the rows")]
struct Gone;

impl Batch<'_> {
    fn add(&mut self, record: Record) -> Result<()> {
        self.number += 1;
        let found = self.classifier.classify(&record.text);
        let first = found.entries.first().map(|candidate| (candidate.code, candidate.verdict));
        let confidence = found.confidence.0;
        let id = if record.id.is_empty() { self.number.to_string() } else { record.id };
        if !self.kept.is_empty()
            && let Some(mark) = self.kept.get(&(id.clone(), record.text.clone()))
        {
            self.marks.push((self.rows.len() as u32, *mark));
        }
        self.rows.push(Row {
            id: id.into(),
            name: record.name.into(),
            text: record.text.into(),
            outcome: found.outcome,
            confidence,
            first,
        });
        if self.rows.len() >= BATCH { self.send() } else { Ok(()) }
    }

    fn faulty(&mut self, reason: &str) -> Result<()> {
        self.number += 1;
        self.sender.send(News::Faulty(format!("{}: {reason}", self.number))).map_err(|_| Gone.into())
    }

    fn send(&mut self) -> Result<()> {
        let news =
            News::Rows { rows: std::mem::take(&mut self.rows), marks: std::mem::take(&mut self.marks), percent: (self.percent)() };
        self.sender.send(news).map_err(|_| Gone.into())
    }
}

/// Counts the bytes read, for the progress.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

fn read(path: &Path, classifier: &Classifier, sender: &SyncSender<News>) -> Result<()> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let mut file = File::open(path).with_context(|| path.display().to_string())?;
    let total = file.metadata().map_or(0, |data| data.len()).max(1);
    let counter = Arc::new(AtomicU64::new(0));
    let mut batch = Batch {
        classifier,
        sender,
        kept: marks::read(path),
        rows: Vec::new(),
        marks: Vec::new(),
        number: 0,
        percent: {
            let counter = Arc::clone(&counter);
            Box::new(move || (counter.load(Ordering::Relaxed) * 100 / total).min(100) as u8)
        },
    };
    if matches!(extension.as_str(), "xlsx" | "xls" | "xlsm" | "xlsb" | "ods") {
        table::workbook(path, &mut batch)?;
        return batch.send();
    }
    let mut head = vec![0; 64 * 1024];
    let len = fill(&mut file, &mut head)?;
    head.truncate(len);
    file.rewind().with_context(|| path.display().to_string())?;
    let encoding = encoding(&head);
    let decoded = encoding_rs_io::DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .bom_override(true)
        .build(Counted { inner: file, read: counter });
    let (head, _, _) = encoding.decode(&head);
    let first = head.trim_start_matches('\u{feff}').trim_start();
    let lines = BufReader::with_capacity(256 * 1024, decoded);
    match extension.as_str() {
        "ndjson" | "jsonl" | "json" => ndjson(lines, &mut batch)?,
        "csv" | "tsv" => table::delimited(lines, table::delimiter(&extension, first), &mut batch)?,
        _ if first.starts_with('{') => ndjson(lines, &mut batch)?,
        _ if first.lines().take(20).all(|line| line.contains('\t')) && !first.is_empty() => {
            table::delimited(lines, b'\t', &mut batch)?;
        }
        _ => plain(lines, &mut batch)?,
    }
    batch.send()
}

fn fill(file: &mut File, buffer: &mut [u8]) -> Result<usize> {
    let mut len = 0;
    while len < buffer.len() {
        match file.read(&mut buffer[len..])? {
            0 => break,
            read => len += read,
        }
    }
    Ok(len)
}

/// UTF-8 where it is valid, else GB18030: what offices in China save.
fn encoding(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    match std::str::from_utf8(head) {
        Ok(_) => encoding_rs::UTF_8,
        // The head may end inside a character.
        Err(error) if error.error_len().is_none() => encoding_rs::UTF_8,
        Err(_) => encoding_rs::GB18030,
    }
}

fn plain(lines: impl BufRead, batch: &mut Batch<'_>) -> Result<()> {
    for line in lines.lines() {
        let line = line?;
        if !line.trim().is_empty() {
            batch.add(Record { text: line, ..Record::default() })?;
        }
    }
    Ok(())
}

fn ndjson(lines: impl BufRead, batch: &mut Batch<'_>) -> Result<()> {
    for line in lines.lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let Ok(serde_json::Value::Object(object)) = serde_json::from_str::<serde_json::Value>(&line) else {
            batch.faulty("不是 JSON 对象 / no JSON object")?;
            continue;
        };
        let names: Vec<&str> = object.keys().map(String::as_str).collect();
        let columns = Columns::named(&names);
        let field = |place: Option<usize>| match place.and_then(|place| object.get(*names.get(place)?)) {
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(serde_json::Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        if columns.text.is_none() {
            batch.faulty("没有经营范围一栏（text） / no field such as text")?;
            continue;
        }
        batch.add(Record { id: field(columns.id), name: field(columns.name), text: field(columns.text) })?;
    }
    if batch.number == 0 {
        bail!("文件里没有记录 / the file holds no record");
    }
    Ok(())
}

#[cfg(test)]
mod tests;
