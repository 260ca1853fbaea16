//! Encodings: a byte order mark decides; else strict UTF-8; else GB18030, which Excel in China writes.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::args::{EncodingArg, Lang};

/// An encoding that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Gb18030,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Gb18030 => "GB18030",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
        }
    }

    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => UTF_8,
            Encoding::Gb18030 => GB18030,
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
        }
    }

    /// The encoding and the length of the byte order mark at the beginning of `head`.
    fn by_mark(head: &[u8]) -> Option<(Encoding, usize)> {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
            [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
            [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
            _ => None,
        }
    }

    /// The encoding that was asked for or is marked at the beginning of `head`, and the length of its mark.
    /// `None` where it has to be guessed.
    pub(crate) fn known(arg: EncodingArg, head: &[u8]) -> (Option<Encoding>, usize) {
        let mark = Encoding::by_mark(head);
        let asked = match (arg, mark) {
            (EncodingArg::Auto, mark) => mark.map(|(encoding, _)| encoding),
            (EncodingArg::Utf8, _) => Some(Encoding::Utf8),
            (EncodingArg::Gb18030, _) => Some(Encoding::Gb18030),
            (EncodingArg::Utf16, Some((Encoding::Utf16Be, _))) => Some(Encoding::Utf16Be),
            (EncodingArg::Utf16, _) => Some(Encoding::Utf16Le),
        };
        (asked, mark.filter(|(found, _)| Some(*found) == asked).map_or(0, |(_, len)| len))
    }

    /// What the bytes of `sample` are most likely written in.
    ///
    /// A torn byte or two do not make a UTF-8 file Chinese of another kind: the many characters that fit
    /// weigh against the few that do not.
    pub(crate) fn guess(sample: &[u8]) -> Encoding {
        let (mut fitting, mut torn) = (0_usize, 0_usize);
        let mut chunks = sample.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            fitting += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
            // The sample may end inside of a character.
            let cut = chunks.peek().is_none() && std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
            torn += usize::from(!chunk.invalid().is_empty() && !cut);
        }
        if torn == 0 || fitting > 20 * torn { Encoding::Utf8 } else { Encoding::Gb18030 }
    }

    /// `bytes` as text; `None` when they are no text in this encoding.
    pub(crate) fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        self.codec().decode_without_bom_handling_and_without_replacement(bytes)
    }

    /// Turns a stream in this encoding into UTF-8. A UTF-8 stream is passed on as it is, so that its faults
    /// can be told row by row.
    pub(crate) fn reader(self, read: impl Read + Send + 'static) -> Box<dyn Read + Send> {
        if self == Encoding::Utf8 {
            return Box::new(read);
        }
        Box::new(DecodeReaderBytesBuilder::new().encoding(Some(self.codec())).bom_override(false).build(read))
    }
}

/// A stream whose first bytes were read and put back.
pub(crate) type Peeked<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// Reads the first bytes until `enough` of them are there or the stream ends, and gives them back with a
/// stream that begins with them.
pub(crate) fn peek<R: Read>(mut read: R, limit: usize, enough: impl Fn(&[u8]) -> bool) -> io::Result<(Vec<u8>, Peeked<R>)> {
    let mut head = Vec::new();
    let mut piece = vec![0; 16 << 10];
    while head.len() < limit && !enough(&head) {
        match read.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => head.extend_from_slice(piece.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let stream = Cursor::new(head.clone()).chain(read);
    Ok((head, stream))
}

/// Decodes single lines. Which encoding it is shows in the first line that is not plain ASCII.
#[derive(Debug)]
pub(crate) struct LineDecoder {
    encoding: Option<Encoding>,
    /// Whether the encoding was found, not asked for.
    guessed: bool,
    lang: Lang,
}

impl LineDecoder {
    pub(crate) fn new(encoding: Option<Encoding>, lang: Lang) -> LineDecoder {
        LineDecoder { encoding, guessed: false, lang }
    }

    /// The line as text, or why it is none.
    pub(crate) fn decode<'b>(&mut self, line: &'b [u8]) -> Result<Cow<'b, str>, String> {
        let encoding = match self.encoding {
            Some(encoding) => encoding,
            None if line.is_ascii() => Encoding::Utf8,
            None if std::str::from_utf8(line).is_err() && Encoding::Gb18030.decode(line).is_some_and(|text| is_chinese(&text)) => {
                self.found(Encoding::Gb18030)
            }
            None if std::str::from_utf8(line).is_ok() => self.found(Encoding::Utf8),
            None => Encoding::Utf8,
        };
        match encoding {
            Encoding::Utf8 => std::str::from_utf8(line).map(Cow::Borrowed).map_err(|error| {
                let at = error.valid_up_to() + 1;
                match self.lang {
                    Lang::Zh => format!("不是有效的 UTF-8：第 {at} 个字节"),
                    Lang::En => format!("not valid UTF-8: byte {at}"),
                }
            }),
            other => other.decode(line).ok_or_else(|| match self.lang {
                Lang::Zh => format!("不是有效的 {}", other.name()),
                Lang::En => format!("not valid {}", other.name()),
            }),
        }
    }

    fn found(&mut self, encoding: Encoding) -> Encoding {
        self.encoding = Some(encoding);
        self.guessed = true;
        if encoding == Encoding::Gb18030 {
            crate::say::note(self.lang.pick(
                "编码：按 GB18030 读取（不是 UTF-8）；如有误请用 --encoding 指定",
                "encoding: read as GB18030 (it is not UTF-8); use --encoding if that is wrong",
            ));
        }
        encoding
    }
}

/// Whether a text decoded on suspicion consists of what Chinese texts consist of.
fn is_chinese(text: &str) -> bool {
    text.chars().all(|character| {
        matches!(character, '\t' | ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '\u{2010}'..='\u{2027}' | '·' | '°' | '×')
    })
}
