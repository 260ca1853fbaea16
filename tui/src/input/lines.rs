//! Plain lines: one text a line, and exactly one record a line, whatever stands in it.

use std::io::{BufRead, BufReader, Read};

use anyhow::Result;
use memchr::memchr;

use super::decode::{Encoding, LineDecoder, peek};
use super::{Options, Raw, Source, buffered};
use crate::args::Lang;
use crate::batch::Batch;

/// A longer line is told as unreadable, so that no input can fill the memory. A 经营范围 has some hundred
/// characters.
const LONGEST: usize = 32 << 20;

/// Splits a stream into lines without waiting for more than one of them.
pub(super) struct LineReader {
    read: BufReader<Box<dyn Read + Send>>,
    line: Vec<u8>,
    pub(super) decoder: LineDecoder,
}

/// What was read.
pub(super) enum Line {
    /// A line stands in the buffer.
    Ready,
    /// A line was longer than [`LONGEST`].
    TooLong,
    /// There is nothing more.
    End,
}

impl LineReader {
    pub(super) fn open(raw: Raw, options: &Options) -> Result<LineReader> {
        // Three bytes are enough to see a mark, and a shorter first line has none.
        let (head, stream) = peek(raw, 3, |head| head.contains(&b'\n'))?;
        let (encoding, mark) = Encoding::known(options.encoding, &head);
        let mut stream = stream;
        stream.read_exact(&mut vec![0; mark])?;
        Ok(match encoding {
            // Their line ends are not bytes of their own, so the stream is decoded as a whole.
            Some(encoding @ (Encoding::Utf16Le | Encoding::Utf16Be)) => LineReader {
                read: buffered(encoding.reader(stream)),
                line: Vec::new(),
                decoder: LineDecoder::new(Some(Encoding::Utf8), options.lang),
            },
            encoding => LineReader { read: buffered(stream), line: Vec::new(), decoder: LineDecoder::new(encoding, options.lang) },
        })
    }

    /// Whether a whole line can be read without waiting.
    pub(super) fn is_ready(&self) -> bool {
        memchr(b'\n', self.read.buffer()).is_some()
    }

    /// Reads a line into the buffer.
    pub(super) fn advance(&mut self) -> Result<Line> {
        self.line.clear();
        self.line.shrink_to(1 << 20);
        let (mut began, mut too_long) = (false, false);
        loop {
            let available = match self.read.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.into()),
            };
            if available.is_empty() {
                break;
            }
            began = true;
            let end = memchr(b'\n', available);
            let used = end.map_or(available.len(), |end| end + 1);
            too_long |= self.line.len() + used > LONGEST;
            if !too_long {
                self.line.extend_from_slice(available.get(..end.unwrap_or(used)).unwrap_or_default());
            }
            self.read.consume(used);
            if end.is_some() {
                break;
            }
        }
        if self.line.last() == Some(&b'\r') {
            self.line.pop();
        }
        Ok(match (began, too_long) {
            (false, _) => Line::End,
            (_, true) => Line::TooLong,
            _ => Line::Ready,
        })
    }

    /// The line in the buffer, decoded, or why it cannot be.
    pub(super) fn text(&mut self) -> Result<std::borrow::Cow<'_, str>, String> {
        self.decoder.decode(&self.line)
    }
}

/// The reason told for [`Line::TooLong`].
pub(super) fn too_long(lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("这一行超过 {} MB", LONGEST >> 20),
        Lang::En => format!("this line is longer than {} MB", LONGEST >> 20),
    }
}

/// One text a line.
pub(super) struct Lines {
    reader: LineReader,
    lang: Lang,
}

impl Lines {
    pub(super) fn open(raw: Raw, options: &Options) -> Result<Lines> {
        Ok(Lines { reader: LineReader::open(raw, options)?, lang: options.lang })
    }
}

impl Source for Lines {
    fn fill(&mut self, batch: &mut Batch, number: &mut u64) -> Result<bool> {
        while batch.is_empty() || (!batch.is_full() && self.reader.is_ready()) {
            let line = self.reader.advance()?;
            if matches!(line, Line::End) {
                return Ok(false);
            }
            *number += 1;
            batch.begin(*number);
            if matches!(line, Line::TooLong) {
                batch.fault(too_long(self.lang));
                continue;
            }
            match self.reader.text() {
                Ok(text) => batch.text(&text),
                Err(reason) => batch.fault(reason),
            }
        }
        Ok(true)
    }
}
