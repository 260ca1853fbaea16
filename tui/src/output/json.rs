//! JSON: one array of everything, or one object a line. What could steer a terminal is written as `\u…`.

use std::fmt::Write as _;

use greencat_core::Classification;
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::Format;
use crate::batch::{Record, RecordId};
use crate::clean::is_unsafe;
use crate::input::fields::tidy;

/// One object a line, whatever happens.
pub(super) struct Ndjson {
    pub(super) with_text: bool,
    pub(super) header: Vec<String>,
}

impl Format for Ndjson {
    fn write(&self, record: &Record<'_>, answer: Option<&Classification>, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend_from_slice(b"{\"id\":");
        match record.id {
            RecordId::Number(number) => push(&number, out),
            RecordId::Text(text) => push(&text, out),
            RecordId::Json(json) => out.extend_from_slice(json.as_bytes()),
        }
        if self.with_text {
            out.extend_from_slice(b",\"text\":");
            push(&record.text, out);
        }
        if let Some(input) = Input::of(&self.header, record) {
            out.extend_from_slice(b",\"input\":");
            push(&input, out);
        }
        // The answer is an object of its own: its brace becomes the comma after what stands before.
        let brace = out.len();
        result(record, answer, out);
        if let Some(brace) = out.get_mut(brace) {
            *brace = b',';
        }
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

impl Json {
    fn object(&self, record: &Record<'_>, answer: Option<&Classification>, out: &mut Vec<u8>) -> serde_json::Result<()> {
        let mut fields = Vec::new();
        result(record, answer, &mut fields);
        // The order of the fields is kept (serde_json's `preserve_order`).
        let fields: serde_json::Map<String, Value> = serde_json::from_slice(&fields)?;
        let mut json = serde_json::Serializer::pretty(out);
        let mut map = json.serialize_map(None)?;
        match record.id {
            RecordId::Number(number) => map.serialize_entry("id", &number)?,
            RecordId::Text(text) => map.serialize_entry("id", text)?,
            RecordId::Json(id) => map.serialize_entry("id", raw(&tidy(id))?)?,
        }
        if let Some(input) = Input::of(&self.header, record) {
            map.serialize_entry("input", &input)?;
        }
        for (name, value) in fields {
            map.serialize_entry(&name, &value)?;
        }
        map.end()
    }
}

impl Format for Json {
    fn begin(&self, out: &mut Vec<u8>) {
        if !self.single {
            out.extend_from_slice(b"[\n");
        }
    }

    fn write(&self, record: &Record<'_>, answer: Option<&Classification>, out: &mut Vec<u8>) {
        let start = out.len();
        // Writing to memory does not fail, and what is written was JSON when it was read.
        if self.object(record, answer, out).is_err() {
            out.truncate(start);
            out.extend_from_slice(b"null");
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

/// What is passed through: the cells of a table's row by the names of their columns, or an object's further fields, whose
/// values stay as they were and in one line.
struct Input<'r> {
    header: &'r [String],
    record: &'r Record<'r>,
}

impl<'r> Input<'r> {
    /// `None` where there is nothing to pass through.
    fn of(header: &'r [String], record: &'r Record<'r>) -> Option<Input<'r>> {
        let is_empty = record.fields().next().is_none() && (header.is_empty() || record.cells().next().is_none());
        (!is_empty).then_some(Input { header, record })
    }
}

impl Serialize for Input<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, cell) in self.header.iter().zip(self.record.cells()) {
            map.serialize_entry(name, cell)?;
        }
        for field in self.record.fields() {
            map.serialize_entry(field.name, raw(field.json).map_err(S::Error::custom)?)?;
        }
        map.end()
    }
}

/// What is JSON already.
fn raw(json: &str) -> serde_json::Result<&RawValue> {
    serde_json::from_str(json)
}

/// The fields of the answer, or the reason why there is none, as an object.
fn result(record: &Record<'_>, answer: Option<&Classification>, out: &mut Vec<u8>) {
    let Some(answer) = answer else {
        out.extend_from_slice(b"{\"error\":");
        push(&record.fault.unwrap_or_default(), out);
        out.push(b'}');
        return;
    };
    push(answer, out);
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
