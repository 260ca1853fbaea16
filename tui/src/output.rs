//! Outputs: one file a format, all of them fed with the same records and answers.
//!
//! A [`Format`] turns one record into bytes and may do so on any thread; a [`Sink`] takes the bytes in order
//! and brings them where they belong.

use std::borrow::Cow;
use std::io::{self, Write};

use anyhow::Result;
use greencat_core::{Classification, Classifier};

use crate::args::{Format as Name, Lang};
use crate::batch::Record;
use crate::input::fields::{Layout, tell_apart};

pub(crate) mod destination;
pub(crate) mod json;
mod paint;
mod separated;
mod table;
mod text;
mod workbook;

pub(crate) use paint::{Painter, Words, width};
pub(crate) use workbook::WorkbookSink;

/// How a record and its answer are written.
pub(crate) trait Format: Send + Sync {
    /// What stands before the first record.
    fn begin(&self, _out: &mut Vec<u8>) {}

    /// Writes one record; without an answer it could not be read, and says why.
    fn write(&self, record: &Record<'_>, answer: Option<&Classification>, out: &mut Vec<u8>);

    /// What stands between two records.
    fn between(&self) -> &'static [u8] {
        b""
    }

    /// What stands after the last record.
    fn end(&self, _out: &mut Vec<u8>) {}
}

/// What stands around the records.
pub(crate) struct Frame {
    pub(crate) begin: Vec<u8>,
    pub(crate) between: &'static [u8],
    pub(crate) end: Vec<u8>,
}

impl Frame {
    pub(crate) fn of(format: &dyn Format) -> Frame {
        let mut frame = Frame { begin: Vec::new(), between: format.between(), end: Vec::new() };
        format.begin(&mut frame.begin);
        format.end(&mut frame.end);
        frame
    }
}

/// Takes what a format wrote, in order.
pub(crate) trait Sink {
    fn put(&mut self, bytes: &[u8]) -> Result<()>;

    /// Lets what was put be seen, where someone may be waiting for it.
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// What a format has to know.
#[allow(clippy::struct_excessive_bools)] // Each is a switch of the command line.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) lang: Lang,
    /// The columns of the input.
    pub(crate) header: Vec<String>,
    /// The columns of a table, where the input has fields instead.
    pub(crate) layout: Option<Layout>,
    /// A row for each entry.
    pub(crate) long: bool,
    pub(crate) bom: bool,
    pub(crate) raw_cells: bool,
    /// Whether there is exactly one text, given on the command line.
    pub(crate) single: bool,
    /// Whether the output may be a terminal.
    pub(crate) styled: bool,
    /// Whether the text is repeated in outputs that leave it out else.
    pub(crate) with_text: bool,
}

/// The format called `name`.
pub(crate) fn format(name: Name, classifier: &Classifier, options: &Options) -> Box<dyn Format> {
    match name {
        Name::Text => Box::new(text::Text::new(classifier, options)),
        Name::Json => Box::new(json::Json { single: options.single, header: names(&options.header) }),
        Name::Ndjson => Box::new(json::Ndjson { with_text: options.with_text, header: names(&options.header) }),
        Name::Csv => Box::new(separated::Separated::new(b',', table::Table::new(classifier, options), options)),
        Name::Tsv => Box::new(separated::Separated::new(b'\t', table::Table::new(classifier, options), options)),
        Name::Xlsx => Box::new(workbook::Rows::new(table::Table::new(classifier, options))),
    }
}

/// The columns' names as keys of an object.
fn names(header: &[String]) -> Vec<String> {
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    tell_apart(&header).into_iter().map(Cow::into_owned).collect()
}

/// A sink that passes bytes on.
pub(crate) struct Stream<W: Write>(pub(crate) io::BufWriter<W>);

impl<W: Write> Sink for Stream<W> {
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        Ok(self.0.write_all(bytes)?)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(self.0.flush()?)
    }
}
