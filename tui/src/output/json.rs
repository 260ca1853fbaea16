//! JSON: one array of everything, or one object a line. What could steer a terminal is written as `\u…`.

use std::fmt::Write as _;

use greencat_core::Classification;
use serde::Serialize;

use super::Format;
use crate::batch::{Record, RecordId};
use crate::clean::is_unsafe;

/// One object a line, whatever happens.
pub(super) struct Ndjson {
    pub(super) with_text: bool,
    pub(super) header: Vec<String>,
}

impl Format for Ndjson {
    fn write(&self, record: &Record<'_>, answer: Option<&Classification>, out: &mut Vec<u8>) {
        let start = out.len();
        open(record, out);
        if self.with_text {
            out.extend_from_slice(b",\"text\":");
            push(&record.text, out);
        }
        input(&self.header, record, out);
        close(record, answer, out);
        escape(out, start);
        out.push(b'\n');
    }
}

/// Everything as one value, indented for reading.
pub(super) struct Json {
    /// A single text is an object, not an array of one.
    pub(super) single: bool,
    pub(super) header: Vec<String>,
}

impl Format for Json {
    fn begin(&self, out: &mut Vec<u8>) {
        if !self.single {
            out.extend_from_slice(b"[\n");
        }
    }

    fn write(&self, record: &Record<'_>, answer: Option<&Classification>, out: &mut Vec<u8>) {
        let mut line = Vec::new();
        open(record, &mut line);
        input(&self.header, record, &mut line);
        close(record, answer, &mut line);
        let start = out.len();
        // The order of the fields is kept (serde_json's `preserve_order`).
        let value = serde_json::from_slice::<serde_json::Value>(&line);
        if value.and_then(|value| serde_json::to_writer_pretty(&mut *out, &value)).is_err() {
            out.truncate(start);
            out.extend_from_slice(&line);
        }
        escape(out, start);
    }

    fn between(&self) -> &'static [u8] {
        b",\n"
    }

    fn end(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(if self.single { b"\n" } else { b"\n]\n" });
    }
}

/// `{"id":…`
fn open(record: &Record<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"id\":");
    match record.id {
        RecordId::Number(number) => push(&number, out),
        RecordId::Text(text) => push(&text, out),
        RecordId::Json(json) => out.extend_from_slice(json.as_bytes()),
    }
}

/// `,"input":{…}`: the cells of a table's row by the names of their columns.
fn input(header: &[String], record: &Record<'_>, out: &mut Vec<u8>) {
    let mut before: &[u8] = b",\"input\":{";
    for (name, cell) in header.iter().zip(record.cells()) {
        out.extend_from_slice(before);
        push(name, out);
        out.push(b':');
        push(cell, out);
        before = b",";
    }
    if before == b"," {
        out.push(b'}');
    }
}

/// The fields of the answer, or the reason why there is none, and `}`.
fn close(record: &Record<'_>, answer: Option<&Classification>, out: &mut Vec<u8>) {
    let Some(answer) = answer else {
        out.extend_from_slice(b",\"error\":");
        push(&record.fault.unwrap_or_default(), out);
        out.push(b'}');
        return;
    };
    let start = out.len();
    push(answer, out);
    // The answer is an object of its own: its brace becomes the comma after what stands before.
    if let Some(brace) = out.get_mut(start) {
        *brace = b',';
    }
}

/// Appends a value as compact JSON.
pub(super) fn push(value: &(impl Serialize + ?Sized), out: &mut Vec<u8>) {
    let start = out.len();
    // Writing to memory does not fail, and none of our types refuses to be written.
    if serde_json::to_writer(&mut *out, value).is_err() {
        out.truncate(start);
        out.extend_from_slice(b"null");
    }
}

/// A value as indented JSON for the screen or a script, with a line end.
pub(crate) fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut out = serde_json::to_vec_pretty(value).unwrap_or_default();
    escape(&mut out, 0);
    out.push(b'\n');
    out
}

/// Writes the unsafe characters from `start` on as escapes. In JSON they can only stand in strings.
fn escape(out: &mut Vec<u8>, start: usize) {
    let tail = out.get(start..).unwrap_or_default();
    // C2: C1 controls; D8: Arabic mark; E2: direction marks; EF: zero-width no-break space; 7F: DEL.
    if !tail.iter().any(|byte| matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF)) {
        return;
    }
    let Ok(text) = std::str::from_utf8(tail) else { return };
    if !text.chars().any(|character| is_unsafe(character) && character != '\n') {
        return;
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_unsafe(character) && character != '\n' {
            let _ = write!(escaped, "\\u{:04x}", character as u32);
        } else {
            escaped.push(character);
        }
    }
    out.truncate(start);
    out.extend_from_slice(escaped.as_bytes());
}
