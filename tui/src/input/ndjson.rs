//! NDJSON: one object a line with a text and perhaps an id, and whatever else it has.

use std::borrow::Cow;
use std::collections::VecDeque;

use anyhow::Result;
use serde::de::DeserializeSeed;

use super::fields::{Layout, Role, tell_apart, tidy};
use super::lines::{Line, LineReader, too_long};
use super::{Options, Raw, Source, columns};
use crate::args::Lang;
use crate::batch::Batch;

mod object;

use object::{Held, Keys, Object};

/// So many unreadable lines are looked past for the first record, or so many bytes.
const AHEAD: usize = 100;
const AHEAD_BYTES: usize = 1 << 20;

/// One object a line.
pub(super) struct Ndjson {
    reader: LineReader,
    teller: Teller,
    /// Lines that were read to see what the first record has.
    ahead: VecDeque<Result<String, String>>,
    layout: Option<Layout>,
}

impl Ndjson {
    pub(super) fn open(raw: Raw, options: &Options) -> Result<Ndjson> {
        let keys = Keys {
            text: options.column.as_deref().map(columns::split).unwrap_or_default(),
            id: options.id_column.clone().unwrap_or_else(|| "id".to_owned()),
        };
        let teller = Teller { keys, every_field: options.every_field, lang: options.lang };
        Ok(Ndjson { reader: LineReader::open(raw, options)?, teller, ahead: VecDeque::new(), layout: None })
    }
}

impl Source for Ndjson {
    fn layout(&mut self) -> Result<Option<Layout>> {
        let (mut batch, mut bytes) = (Batch::default(), 0);
        while self.layout.is_none() && self.ahead.len() < AHEAD && bytes < AHEAD_BYTES {
            let line = match self.reader.advance()? {
                Line::End => break,
                Line::TooLong => Err(too_long(self.teller.lang)),
                Line::Ready => self.reader.text().map(Cow::into_owned),
            };
            if let Ok(line) = &line {
                bytes += line.len();
                batch.clear();
                batch.begin(1);
                self.teller.record(line, &mut batch);
                self.layout = batch.records().next().and_then(|record| {
                    let fields = record.fields().filter(|field| field.role != Role::Line);
                    let of_fields = Layout::of_fields(fields.map(|field| (field.name, field.role)), self.teller.lang);
                    match (of_fields, record.fault) {
                        (Some(layout), _) => Some(layout),
                        (None, Some(_)) => None,
                        (None, None) => Some(Layout::bare(self.teller.lang)),
                    }
                });
            }
            self.ahead.push_back(line);
        }
        if self.layout.is_none() {
            self.layout = Some(Layout::bare(self.teller.lang));
        }
        Ok(self.layout.clone())
    }

    fn notes(&self) -> Vec<String> {
        self.layout.iter().map(|layout| layout.note(self.teller.lang)).collect()
    }

    fn fill(&mut self, batch: &mut Batch, number: &mut u64) -> Result<bool> {
        while batch.is_empty() || (!batch.is_full() && (!self.ahead.is_empty() || self.reader.is_ready())) {
            let ahead = self.ahead.pop_front();
            let line = if ahead.is_none() { self.reader.advance()? } else { Line::Ready };
            if matches!(line, Line::End) {
                return Ok(false);
            }
            *number += 1;
            batch.begin(*number);
            let line = match (ahead, line) {
                (Some(line), _) => line.map(Cow::Owned),
                (None, Line::TooLong) => Err(too_long(self.teller.lang)),
                (None, _) => self.reader.text(),
            };
            match line {
                Ok(line) => self.teller.record(&line, batch),
                Err(reason) => batch.fault(reason),
            }
        }
        Ok(true)
    }
}

/// Tells what lines say.
struct Teller {
    keys: Keys,
    /// Whether every field is told, not only those that are neither id nor text.
    every_field: bool,
    lang: Lang,
}

impl Teller {
    /// Reads one line into the record that was begun.
    fn record(&self, line: &str, batch: &mut Batch) {
        if line.trim().is_empty() {
            batch.fault(self.lang.pick("空行", "an empty line").to_owned());
            return;
        }
        let mut json = serde_json::Deserializer::from_str(line);
        let object = match self.keys.deserialize(&mut json).and_then(|object| json.end().map(|()| object)) {
            Ok(object) => object,
            Err(error) => {
                let reason = crate::clean::line(&error.to_string());
                batch.fault(format!("{}{reason}", self.lang.pick("不是所需的 JSON：", "not the JSON that is needed: ")));
                if self.every_field {
                    batch.field("", &string(line), Role::Line);
                }
                return;
            }
        };
        if let Some(id) = object.id() {
            // Control characters can only stand between its parts, and would become part of them.
            batch.json_id(&if id.bytes().any(|byte| byte < b' ') { tidy(id) } else { Cow::Borrowed(id) });
        }
        self.fields(&object, batch);
        let mut texts = object.texts().peekable();
        if texts.peek().is_none() {
            let keys = &self.keys.text;
            let wanted = if keys.is_empty() { "text".to_owned() } else { keys.join(", ") };
            batch.fault(format!("{} {wanted}", self.lang.pick("没有文本字段", "there is no text field")));
        }
        for text in texts {
            batch.text(text);
        }
    }

    fn fields(&self, object: &Object<'_>, batch: &mut Batch) {
        let told: Vec<_> = object.fields.iter().filter(|field| self.every_field || field.role == Role::Other).collect();
        let names: Vec<&str> = told.iter().map(|field| field.name.as_ref()).collect();
        for (field, name) in told.iter().zip(tell_apart(&names)) {
            let json = match &field.value {
                Held::Text(None) => Cow::Borrowed("null"),
                Held::Text(Some(text)) => Cow::Owned(string(text)),
                Held::Json(json) => tidy(json.get()),
            };
            batch.field(&name, &json, field.role);
        }
    }
}

/// A text as JSON.
fn string(text: &str) -> String {
    // Writing a text to memory does not fail.
    serde_json::to_string(text).unwrap_or_default()
}
