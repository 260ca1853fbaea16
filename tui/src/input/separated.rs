//! CSV and TSV, as Excel and databases write them.

use std::io::{self, Read};

use anyhow::{Context, Result, bail};
use csv::{ByteRecord, ReaderBuilder};

use super::columns::{self, Columns};
use super::decode::{Encoding, peek};
use super::{BUFFER, Kind, Meter, Options, Raw, Source};
use crate::args::{EncodingArg, Lang};
use crate::batch::Batch;

/// Bytes looked at to tell the encoding of a file.
const SAMPLE: usize = 4 << 20;
/// Bytes that a row may have.
const LONGEST: u64 = 64 << 20;

/// Rows of a separated file.
pub(super) struct Separated {
    read: csv::Reader<Guarded>,
    /// Bytes handed to the parser, and bytes that it has made rows of.
    handed: Meter,
    parsed: Meter,
    header: Vec<String>,
    columns: Columns,
    row: ByteRecord,
    /// The first row, which was read to be shown, is still to be told.
    pending: bool,
    decoded: bool,
    notes: Vec<String>,
    lang: Lang,
}

impl Separated {
    pub(super) fn open(raw: Raw, kind: Kind, is_file: bool, options: &Options) -> Result<Separated> {
        let lang = options.lang;
        // The first characters past ASCII tell the encoding. A file can be read far ahead for them; from a
        // pipe, which may be slow, one line with such characters has to do.
        let settled = move |head: &[u8]| {
            let past_ascii = head.iter().position(|byte| !byte.is_ascii());
            past_ascii
                .is_some_and(|at| if is_file { head.len() > at + (256 << 10) } else { head.get(at..).unwrap_or_default().contains(&b'\n') })
        };
        let (head, mut stream) = peek(raw, SAMPLE, settled)?;
        let (known, mark) = Encoding::known(options.encoding, &head);
        let encoding = known.unwrap_or_else(|| Encoding::guess(&head));
        stream.read_exact(&mut vec![0; mark])?;
        let start = head.get(mark..).unwrap_or_default();
        let delimiter = if kind == Kind::Tsv { b'\t' } else { sniff(start, encoding) };
        let mut notes = Vec::new();
        if options.encoding == EncodingArg::Auto && encoding != Encoding::Utf8 {
            notes.push(format!("{} {}", lang.pick("编码", "encoding"), encoding.name()));
        }
        let (handed, parsed) = (Meter::default(), Meter::default());
        let counted = Guarded { inner: encoding.reader(stream), handed: handed.clone(), parsed: parsed.clone(), lang };
        let mut read =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).buffer_capacity(BUFFER).from_reader(counted);
        let mut row = ByteRecord::new();
        if !read.read_byte_record(&mut row).context(lang.pick("读不出表头", "cannot read the header"))? {
            bail!("{}", lang.pick("文件是空的，连表头也没有", "the file is empty, without even a header"));
        }
        let header: Vec<String> = row.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let pending = read.read_byte_record(&mut row).context(lang.pick("读不出第一行", "cannot read the first row"))?;
        let sample: Vec<String> =
            if pending { row.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect() } else { Vec::new() };
        let columns = columns::find(&header, &sample, options.column.as_deref(), options.id_column.as_deref(), lang)?;
        if options.column.is_none() {
            let name = columns.texts.first().and_then(|place| header.get(*place)).map_or("", String::as_str);
            notes.push(format!("{}“{}”", lang.pick("读取的列：", "column read: "), crate::clean::line(name)));
        }
        Ok(Separated { read, handed, parsed, header, columns, row, pending, decoded: encoding != Encoding::Utf8, notes, lang })
    }

    /// Whether the parser holds bytes that it has not used: reading on does not wait.
    fn is_ready(&self) -> bool {
        self.read.position().byte() < self.handed.read()
    }

    /// Tells the row in the buffer.
    fn tell(&self, batch: &mut Batch, number: u64) {
        batch.begin(number);
        let mut fault = None;
        for place in 0..self.header.len() {
            let bytes = self.row.get(place).unwrap_or_default();
            let read = self.columns.texts.contains(&place) || self.columns.id == Some(place);
            let cell = std::str::from_utf8(bytes);
            let cell = match cell {
                Ok(cell) => {
                    // The decoder puts this character where bytes fit nothing.
                    if self.decoded && read && cell.contains('\u{FFFD}') {
                        fault = Some(self.lang.pick("有无法解码的字节", "some bytes cannot be decoded").to_owned());
                    }
                    std::borrow::Cow::Borrowed(cell)
                }
                Err(error) => {
                    let at = error.valid_up_to() + 1;
                    fault = Some(match self.lang {
                        Lang::Zh => format!("第 {} 列不是有效的 UTF-8：第 {at} 个字节", place + 1),
                        Lang::En => format!("column {} is not valid UTF-8: byte {at}", place + 1),
                    });
                    String::from_utf8_lossy(bytes)
                }
            };
            batch.cell(&cell);
            if self.columns.id == Some(place) {
                batch.id(&cell);
            }
        }
        for place in &self.columns.texts {
            batch.text(&String::from_utf8_lossy(self.row.get(*place).unwrap_or_default()));
        }
        if self.row.len() > self.header.len() {
            let surplus: Vec<_> = self.row.iter().skip(self.header.len()).map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            fault = Some(match self.lang {
                Lang::Zh => format!("有 {} 格，表头只有 {} 格，多出：{}", self.row.len(), self.header.len(), surplus.join(" | ")),
                Lang::En => {
                    format!("{} cells, but the header has {}; left over: {}", self.row.len(), self.header.len(), surplus.join(" | "))
                }
            });
        } else if self.columns.texts.iter().all(|place| *place >= self.row.len()) {
            fault = Some(match self.lang {
                Lang::Zh => format!("只有 {} 格，缺经营范围一列", self.row.len()),
                Lang::En => format!("only {} cells: the text column is missing", self.row.len()),
            });
        }
        if let Some(reason) = fault {
            batch.fault(reason);
        }
    }
}

impl Source for Separated {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    fn fill(&mut self, batch: &mut Batch, number: &mut u64) -> Result<bool> {
        while batch.is_empty() || (!batch.is_full() && self.is_ready()) {
            if !std::mem::take(&mut self.pending) {
                let after = *number;
                let read = self.read.read_byte_record(&mut self.row);
                let place = || if self.lang == Lang::Zh { format!("第 {after} 行之后") } else { format!("after row {after}") };
                if !read.with_context(place)? {
                    return Ok(false);
                }
            }
            self.parsed.set(self.read.position().byte());
            *number += 1;
            self.tell(batch, *number);
        }
        Ok(true)
    }
}

/// Stops a row without an end: a quotation mark that is never closed would bring the rest of the file into
/// memory as one cell.
struct Guarded {
    inner: Box<dyn Read + Send>,
    handed: Meter,
    parsed: Meter,
    lang: Lang,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.handed.read().saturating_sub(self.parsed.read()) > LONGEST {
            let told = self.lang.pick(
                "一行超过 64 MB，多半是有个引号没有闭合；请先改正这个文件",
                "a row is longer than 64 MB: most likely a quotation mark is not closed; mend the file first",
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, told));
        }
        let read = self.inner.read(buffer)?;
        self.handed.add(read as u64);
        Ok(read)
    }
}

/// The separator of a file that calls itself CSV: the one that stands most often in its first line.
fn sniff(start: &[u8], encoding: Encoding) -> u8 {
    let text = match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => encoding.decode(start.get(..start.len().min(64 << 10) & !1).unwrap_or_default()),
        // The separators are never part of a longer character.
        _ => None,
    };
    let bytes = text.as_ref().map_or(start, |text| text.as_bytes());
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| memchr::memchr_iter(separator, line).count();
    // On a tie the first: a comma. `max_by_key` gives the last.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}
