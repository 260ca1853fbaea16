//! Reading a list of enterprises in the background: rows come classified, in batches, with the progress.
//!
//! The file itself is read by the inputs that `greencat classify` has.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use anyhow::{Result, bail};
use greencat_core::Classifier;

use super::lang::Lang;
use super::list::Row;
use super::marks::Earlier;
use crate::args::{EncodingArg, From};
use crate::batch::{Batch, Record, RecordId};
use crate::input;
use crate::park::Report;

/// What the reader reports.
#[derive(Debug)]
pub(crate) enum News {
    /// The marks of an earlier sitting; they come before the rows.
    Earlier(Earlier),
    /// Rows, and the hundredths read.
    Rows { rows: Vec<Row>, percent: u8 },
    /// A record that could not be read, with its number and the reason.
    Faulty(String),
    /// The whole file was read.
    Done,
    /// The file cannot be read.
    Failed(String),
    /// The list as a park.
    Surveyed(Box<Report>),
    /// The list cannot be read as a park.
    Unsurveyed(String),
}

/// Heads under which the name of an enterprise is kept, and its number, the most telling first.
const NAMES: [&str; 9] = ["企业名称", "单位名称", "公司名称", "机构名称", "企业", "单位", "公司", "名称", "name"];
const IDS: [&str; 7] = ["统一社会信用代码", "信用代码", "注册号", "编号", "序号", "id", "no"];

/// Starts reading a file; dropping the receiver ends it.
pub(crate) fn start(path: PathBuf, classifier: Classifier, lang: Lang) -> Receiver<News> {
    // A short queue: the screen takes a few batches a frame, the reader waits for it.
    let (sender, receiver) = sync_channel(64);
    std::thread::spawn(move || {
        let end = match read(&path, &classifier, lang, &sender) {
            Ok(()) => News::Done,
            Err(error) => News::Failed(format!("{error:#}").replace('\n', " ")),
        };
        // The screen may be gone; then nobody wants to know.
        let _ = sender.send(end);
    });
    receiver
}

/// Starts reading a file as a park: once more, since a park wants values and years too.
pub(crate) fn survey(path: PathBuf, classifier: Classifier, lang: Lang) -> Receiver<News> {
    let (sender, receiver) = sync_channel(1);
    std::thread::spawn(move || {
        let news = match crate::park::of_list(&path, &classifier, lang.spoken()) {
            Ok(report) => News::Surveyed(Box::new(report)),
            Err(error) => News::Unsurveyed(format!("{error:#}").replace('\n', " ")),
        };
        // The screen may be gone; then nobody wants to know.
        let _ = sender.send(news);
    });
    receiver
}

fn read(path: &Path, classifier: &Classifier, lang: Lang, sender: &SyncSender<News>) -> Result<()> {
    let lang = lang.spoken();
    let options = input::Options {
        from: From::Auto,
        encoding: EncodingArg::Auto,
        column: None,
        id_column: None,
        sheet: None,
        every_field: false,
        lang,
    };
    let mut opened = input::open(path, &options)?;
    let columns = Columns::of(opened.source.header());
    sender.send(News::Earlier(Earlier::read(path)))?;
    let (mut batch, mut number, mut more) = (Batch::default(), 0, true);
    while more {
        batch.clear();
        more = opened.source.fill(&mut batch, &mut number)?;
        let mut rows = Vec::new();
        for record in batch.records() {
            if let Some(fault) = record.fault {
                sender.send(News::Faulty(format!("{}: {fault}", record.number)))?;
                continue;
            }
            // A blank line of a text file is no enterprise.
            if record.text.trim().is_empty() && record.cells().next().is_none() {
                continue;
            }
            rows.push(row(&record, &columns, classifier));
        }
        let total = opened.meter.total.unwrap_or(0).max(1);
        let percent = (opened.meter.read().min(total) * 100 / total) as u8;
        sender.send(News::Rows { rows, percent })?;
    }
    if number == 0 {
        bail!("{}: {}", path.display(), lang.pick("文件里没有记录", "the file holds no record"));
    }
    Ok(())
}

/// The places of the enterprise's name and number in a row.
#[derive(Debug, Default)]
struct Columns {
    name: Option<usize>,
    id: Option<usize>,
}

impl Columns {
    fn of(header: &[String]) -> Columns {
        let find = |known: &[&str]| known.iter().find_map(|known| header.iter().position(|head| head.trim().eq_ignore_ascii_case(known)));
        Columns { name: find(&NAMES), id: find(&IDS) }
    }
}

fn row(record: &Record<'_>, columns: &Columns, classifier: &Classifier) -> Row {
    let found = classifier.classify(record.text);
    let cell = |place: Option<usize>| place.and_then(|place| record.cells().nth(place)).unwrap_or_default().trim().to_owned();
    let id = match (record.id, cell(columns.id)) {
        (RecordId::Text(id), _) => id.to_owned(),
        (RecordId::Json(id), _) => serde_json::from_str::<String>(id).unwrap_or_else(|_| id.to_owned()),
        (RecordId::Number(_), id) if !id.is_empty() => id,
        (RecordId::Number(number), _) => number.to_string(),
    };
    Row {
        id: id.into(),
        name: cell(columns.name).into(),
        text: record.text.into(),
        outcome: found.outcome,
        confidence: found.confidence.0,
        first: found.entries.first().map(|candidate| (candidate.code, candidate.verdict)),
    }
}

#[cfg(test)]
mod tests;
