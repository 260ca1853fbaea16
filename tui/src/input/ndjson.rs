//! NDJSON: one object a line with a text and perhaps an id.

use std::borrow::Cow;
use std::fmt;

use anyhow::Result;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::lines::{Line, LineReader, too_long};
use super::{Options, Raw, Source, columns};
use crate::args::Lang;
use crate::batch::Batch;

/// One object a line.
pub(super) struct Ndjson {
    reader: LineReader,
    keys: Keys,
    lang: Lang,
}

impl Ndjson {
    pub(super) fn open(raw: Raw, options: &Options) -> Result<Ndjson> {
        let keys = Keys {
            text: options.column.as_deref().map(columns::split).unwrap_or_default(),
            id: options.id_column.clone().unwrap_or_else(|| "id".to_owned()),
        };
        Ok(Ndjson { reader: LineReader::open(raw, options)?, keys, lang: options.lang })
    }
}

impl Source for Ndjson {
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
                Ok(line) => record(&line, &self.keys, batch, self.lang),
                Err(reason) => batch.fault(reason),
            }
        }
        Ok(true)
    }
}

/// Reads one line into the record that was begun.
fn record(line: &str, keys: &Keys, batch: &mut Batch, lang: Lang) {
    if line.trim().is_empty() {
        batch.fault(lang.pick("空行", "an empty line").to_owned());
        return;
    }
    let mut json = serde_json::Deserializer::from_str(line);
    let fields = match keys.deserialize(&mut json).and_then(|fields| json.end().map(|()| fields)) {
        Ok(fields) => fields,
        Err(error) => {
            let reason = crate::clean::line(&error.to_string());
            batch.fault(format!("{}{reason}", lang.pick("不是所需的 JSON：", "not the JSON that is needed: ")));
            return;
        }
    };
    if let Some(id) = fields.id {
        batch.json_id(id.get());
    }
    if fields.texts.is_empty() {
        let wanted = if keys.text.is_empty() { "text".to_owned() } else { keys.text.join(", ") };
        batch.fault(format!("{} {wanted}", lang.pick("没有文本字段", "there is no text field")));
        return;
    }
    for text in &fields.texts {
        batch.text(text);
    }
}

/// Which fields of an object are wanted.
struct Keys {
    /// The fields that hold the text; when none is asked for, `text` or what is known to hold one.
    text: Vec<String>,
    id: String,
}

/// The wanted fields of one object.
#[derive(Default)]
struct Fields<'de> {
    id: Option<&'de RawValue>,
    texts: Vec<Cow<'de, str>>,
}

impl<'de> DeserializeSeed<'de> for &Keys {
    type Value = Fields<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fields<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &Keys {
    type Value = Fields<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object such as {\"id\":1,\"text\":\"…\"}, or a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Fields<'de>, E> {
        Ok(Fields { id: None, texts: vec![Cow::Borrowed(text)] })
    }

    fn visit_str<E>(self, text: &str) -> Result<Fields<'de>, E> {
        Ok(Fields { id: None, texts: vec![Cow::Owned(text.to_owned())] })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        let mut fields = Fields::default();
        let mut asked: Vec<Option<Cow<'de, str>>> = vec![None; self.text.len()];
        let mut best = usize::MAX;
        while let Some(Key(key)) = map.next_key()? {
            if let Some(slot) = self.text.iter().position(|wanted| *wanted == key).and_then(|place| asked.get_mut(place)) {
                *slot = map.next_value::<Text<'de>>()?.0;
            } else if key == self.id {
                fields.id = Some(map.next_value()?);
            } else if let Some(rank) = columns::rank(&key).filter(|rank| self.text.is_empty() && *rank < best) {
                if let Some(text) = map.next_value::<Text<'de>>()?.0 {
                    best = rank;
                    fields.texts = vec![text];
                }
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        fields.texts.extend(asked.into_iter().flatten());
        Ok(fields)
    }
}

/// A key of an object.
#[derive(serde::Deserialize)]
struct Key<'k>(#[serde(borrow)] Cow<'k, str>);

/// A text, or null.
#[derive(serde::Deserialize)]
struct Text<'t>(#[serde(borrow)] Option<Cow<'t, str>>);
