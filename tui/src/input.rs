//! Inputs: one file a format, all of them turned into batches of records.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, bail};

use crate::args::{EncodingArg, From, Lang};
use crate::batch::Batch;
use fields::Layout;

pub(crate) mod columns;
pub(crate) mod decode;
pub(crate) mod fields;
mod foreign;
mod lines;
mod ndjson;
mod separated;
mod workbook;

/// Bytes asked from the system at once.
const BUFFER: usize = 128 << 10;

/// Where records come from.
pub(crate) trait Source: Send {
    /// The columns that every record passes through; empty where records are bare texts.
    fn header(&self) -> &[String] {
        &[]
    }

    /// The columns for a table of records that have fields instead of cells; `None` where records have none. The
    /// first record is waited for.
    fn layout(&mut self) -> Result<Option<Layout>> {
        Ok(None)
    }

    /// Adds records to `batch`, counting them in `number`, until it is full or the next one would have to be
    /// waited for. Returns whether there may be more.
    fn fill(&mut self, batch: &mut Batch, number: &mut u64) -> Result<bool>;

    /// What was assumed of the input, for the person who ran it.
    fn notes(&self) -> Vec<String> {
        Vec::new()
    }
}

/// How far an input has been read; shared with the progress bar.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meter {
    read: Arc<AtomicU64>,
    /// What `read` will be at the end, where that is known.
    pub(crate) total: Option<u64>,
}

impl Meter {
    pub(crate) fn add(&self, amount: u64) {
        self.read.fetch_add(amount, Ordering::Relaxed);
    }

    fn set(&self, amount: u64) {
        self.read.store(amount, Ordering::Relaxed);
    }

    pub(crate) fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

/// Which input, and how it is to be read.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) from: From,
    pub(crate) encoding: EncodingArg,
    pub(crate) column: Option<String>,
    pub(crate) id_column: Option<String>,
    pub(crate) sheet: Option<String>,
    /// Whether all fields of an object are told, as a table needs them, not only those that are neither its id nor its text.
    pub(crate) every_field: bool,
    pub(crate) lang: Lang,
}

/// The kind of an input once `auto` is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Lines,
    Ndjson,
    Csv,
    Tsv,
    Workbook,
}

impl Kind {
    /// The kind that a file's name says, if it says one.
    pub(crate) fn of_name(path: &Path) -> Option<Kind> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match ending.as_str() {
            "txt" | "lst" => Kind::Lines,
            "ndjson" | "jsonl" | "json" => Kind::Ndjson,
            "csv" => Kind::Csv,
            "tsv" | "tab" => Kind::Tsv,
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Kind::Workbook,
            _ => return None,
        })
    }

    /// The kind of an input that is read as `from`.
    pub(crate) fn settle(from: From, path: &Path) -> Kind {
        match from {
            From::Auto => Kind::of_name(path).unwrap_or(Kind::Lines),
            From::Lines => Kind::Lines,
            From::Ndjson => Kind::Ndjson,
            From::Csv => Kind::Csv,
            From::Tsv => Kind::Tsv,
            From::Xlsx => Kind::Workbook,
        }
    }
}

/// An input that stands ready.
pub(crate) struct Opened {
    pub(crate) source: Box<dyn Source>,
    pub(crate) meter: Meter,
}

/// Opens one input; `-` is the standard input.
pub(crate) fn open(path: &Path, options: &Options) -> Result<Opened> {
    let kind = Kind::settle(options.from, path);
    let is_stdin = path.as_os_str() == "-";
    let name = name(path, options.lang);
    if kind == Kind::Workbook {
        let (source, meter) = workbook::open((!is_stdin).then_some(path), options).with_context(|| name.clone())?;
        return Ok(Opened { source: Box::new(source), meter });
    }
    let mut meter = Meter::default();
    let raw: Box<dyn Read + Send> = if is_stdin {
        Box::new(io::stdin())
    } else {
        let file = open_file(path, options.lang)?;
        meter.total = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|data| data.len());
        Box::new(file)
    };
    let raw = Metered {
        inner: foreign::refuse(raw, kind, options.lang).with_context(|| name.clone())?,
        meter: meter.clone(),
        lang: options.lang,
    };
    let source: Box<dyn Source> = match kind {
        Kind::Lines => Box::new(lines::Lines::open(raw, options).with_context(|| name.clone())?),
        Kind::Ndjson => Box::new(ndjson::Ndjson::open(raw, options).with_context(|| name.clone())?),
        _ => Box::new(separated::Separated::open(raw, kind, meter.total.is_some(), options).with_context(|| name.clone())?),
    };
    Ok(Opened { source, meter })
}

fn name(path: &Path, lang: Lang) -> String {
    if path.as_os_str() == "-" {
        lang.pick("标准输入", "standard input").to_owned()
    } else {
        crate::clean::line(&path.display().to_string())
    }
}

fn open_file(path: &Path, lang: Lang) -> Result<File> {
    if path.is_dir() {
        bail!("{}：{}", path.display(), lang.pick("这是一个文件夹，请给出其中的文件", "this is a folder; name a file in it"));
    }
    File::open(path).with_context(|| format!("{}：{}", path.display(), lang.pick("打不开这个文件", "cannot open this file")))
}

/// Several inputs one after another, counted through.
pub(crate) struct Chain {
    sources: Vec<Box<dyn Source>>,
    names: Vec<String>,
    at: usize,
    number: u64,
}

impl Chain {
    /// Joins `sources`, whose columns must agree.
    pub(crate) fn new(inputs: Vec<(PathBuf, Box<dyn Source>)>, lang: Lang) -> Result<Chain> {
        let mut chain = Chain { sources: Vec::new(), names: Vec::new(), at: 0, number: 0 };
        for (path, source) in inputs {
            if let Some(first) = chain.sources.first().filter(|first| first.header() != source.header()) {
                let list = |header: &[String]| crate::clean::line(&header.join(" | "));
                bail!(
                    "{}\n  {}: {}\n  {}: {}",
                    lang.pick("几个文件的表头不同，请分开处理", "the files have different headers; process them one by one"),
                    chain.names.first().map_or("", String::as_str),
                    list(first.header()),
                    name(&path, lang),
                    list(source.header()),
                );
            }
            chain.names.push(name(&path, lang));
            chain.sources.push(source);
        }
        Ok(chain)
    }
}

impl Source for Chain {
    fn header(&self) -> &[String] {
        self.sources.first().map_or(&[], |source| source.header())
    }

    fn layout(&mut self) -> Result<Option<Layout>> {
        for (source, name) in self.sources.iter_mut().zip(&self.names) {
            let layout = source.layout().with_context(|| name.clone())?;
            if layout.is_some() {
                return Ok(layout);
            }
        }
        Ok(None)
    }

    fn fill(&mut self, batch: &mut Batch, number: &mut u64) -> Result<bool> {
        let Some(source) = self.sources.get_mut(self.at) else { return Ok(false) };
        let more = source.fill(batch, &mut self.number).with_context(|| self.names.get(self.at).cloned().unwrap_or_default())?;
        *number = self.number;
        if !more {
            self.at += 1;
        }
        Ok(self.at < self.sources.len())
    }

    fn notes(&self) -> Vec<String> {
        let told = self.sources.iter().zip(&self.names);
        told.flat_map(|(source, name)| source.notes().into_iter().map(move |note| format!("{name}：{note}"))).collect()
    }
}

/// Counts what is read, and notices when a file ends before it should.
struct Metered<R> {
    inner: R,
    meter: Meter,
    lang: Lang,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.add(read as u64);
        if read == 0 && !buffer.is_empty() && self.meter.total.is_some_and(|total| self.meter.read() < total) {
            // Half a list must not pass for the whole.
            let told = self.lang.pick("读到一半，文件变短了或不见了", "the file was cut short or went away while it was read");
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, told));
        }
        Ok(read)
    }
}

type Raw = Metered<Box<dyn Read + Send>>;

fn buffered(read: impl Read + Send + 'static) -> BufReader<Box<dyn Read + Send>> {
    BufReader::with_capacity(BUFFER, Box::new(read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_ends_before_it_should_is_an_error() {
        let read = |total| {
            let meter = Meter { total, ..Meter::default() };
            let mut all = Vec::new();
            Metered { inner: &b"half a list"[..], meter, lang: Lang::Zh }.read_to_end(&mut all)
        };
        assert_eq!(read(None).unwrap(), 11);
        assert_eq!(read(Some(11)).unwrap(), 11);
        assert_eq!(read(Some(5)).unwrap(), 11, "a file may grow");
        assert!(read(Some(12)).unwrap_err().to_string().contains("变短"));
    }
}
