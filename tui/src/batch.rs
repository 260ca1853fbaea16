//! Records on their way from an input to a worker: all texts of a batch in one buffer, which is used again.

use std::ops::Range;

use crate::input::fields::Role;

/// A batch is passed on when it has so many records…
const RECORDS: usize = 128;
/// …or so many bytes. Small enough that the batches in flight stay within a few megabytes.
const BYTES: usize = 64 << 10;

/// Some records of the input, in order.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    bytes: String,
    cells: Vec<Range<usize>>,
    fields: Vec<(Range<usize>, Range<usize>, Role)>,
    slots: Vec<Slot>,
}

#[derive(Debug)]
struct Slot {
    number: u64,
    id: Id,
    text: Range<usize>,
    cells: Range<usize>,
    fields: Range<usize>,
    fault: Option<String>,
}

#[derive(Debug, Clone)]
enum Id {
    Number,
    Text(Range<usize>),
    Json(Range<usize>),
}

/// What a record is called in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordId<'a> {
    /// The 1-based number of the record.
    Number(u64),
    /// A cell of the input.
    Text(&'a str),
    /// A JSON value of the input, as it stood there.
    Json(&'a str),
}

/// One record: a text, what it is called, and what stands beside it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'a> {
    /// Counted from 1.
    pub(crate) number: u64,
    pub(crate) id: RecordId<'a>,
    /// What is to be read; empty when there is a fault.
    pub(crate) text: &'a str,
    /// Why the record could not be read.
    pub(crate) fault: Option<&'a str>,
    batch: &'a Batch,
    cells: &'a [Range<usize>],
    fields: &'a [(Range<usize>, Range<usize>, Role)],
}

/// A field of a JSON object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    /// No other field of the record has it.
    pub(crate) name: &'a str,
    /// The value, without spacing.
    pub(crate) json: &'a str,
    pub(crate) role: Role,
}

impl<'a> Record<'a> {
    /// The cells of the input row, as many as the header has.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let batch = self.batch;
        self.cells.iter().map(|range| batch.slice(range))
    }

    /// The fields of the input's object, in their order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field<'a>> + use<'a> {
        let batch = self.batch;
        self.fields.iter().map(|(name, json, role)| Field { name: batch.slice(name), json: batch.slice(json), role: *role })
    }
}

impl Batch {
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        // A single huge record must not keep its memory for good.
        self.bytes.shrink_to(4 * BYTES);
        self.cells.clear();
        self.fields.clear();
        self.slots.clear();
    }

    pub(crate) fn is_full(&self) -> bool {
        self.slots.len() >= RECORDS || self.bytes.len() >= BYTES
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Forgets the records up to this number.
    pub(crate) fn drop_up_to(&mut self, number: u64) {
        self.slots.retain(|slot| slot.number > number);
    }

    /// Begins a record; what follows belongs to it.
    pub(crate) fn begin(&mut self, number: u64) {
        let (cells, fields) = (self.cells.len(), self.fields.len());
        self.slots.push(Slot { number, id: Id::Number, text: 0..0, cells: cells..cells, fields: fields..fields, fault: None });
    }

    /// Adds to the text of the record; its parts are joined by ；, which ends a clause.
    pub(crate) fn text(&mut self, text: &str) {
        let range = self.push(text);
        let Some(slot) = self.slots.last_mut() else { return };
        if slot.text.is_empty() {
            slot.text = range;
            return;
        }
        if text.is_empty() {
            return;
        }
        let first = slot.text.clone();
        let joined = format!("{}；{text}", self.bytes.get(first).unwrap_or_default());
        let range = self.push(&joined);
        if let Some(slot) = self.slots.last_mut() {
            slot.text = range;
        }
    }

    /// Names the record.
    pub(crate) fn id(&mut self, text: &str) {
        let range = self.push(text);
        if let Some(slot) = self.slots.last_mut() {
            slot.id = Id::Text(range);
        }
    }

    /// Names the record with a JSON value.
    pub(crate) fn json_id(&mut self, json: &str) {
        let range = self.push(json);
        if let Some(slot) = self.slots.last_mut() {
            slot.id = Id::Json(range);
        }
    }

    /// Adds a cell that is passed through.
    pub(crate) fn cell(&mut self, text: &str) {
        let range = self.push(text);
        self.cells.push(range);
        if let Some(slot) = self.slots.last_mut() {
            slot.cells.end = self.cells.len();
        }
    }

    /// Adds a field that is passed through.
    pub(crate) fn field(&mut self, name: &str, json: &str, role: Role) {
        let field = (self.push(name), self.push(json), role);
        self.fields.push(field);
        if let Some(slot) = self.slots.last_mut() {
            slot.fields.end = self.fields.len();
        }
    }

    /// Says that the record cannot be read, and why.
    pub(crate) fn fault(&mut self, reason: String) {
        if let Some(slot) = self.slots.last_mut() {
            slot.fault = Some(reason);
        }
    }

    /// The records, in order.
    pub(crate) fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.slots.iter().map(|slot| Record {
            number: slot.number,
            id: match &slot.id {
                Id::Number => RecordId::Number(slot.number),
                Id::Text(range) => RecordId::Text(self.slice(range)),
                Id::Json(range) => RecordId::Json(self.slice(range)),
            },
            text: self.slice(&slot.text),
            fault: slot.fault.as_deref(),
            batch: self,
            cells: self.cells.get(slot.cells.clone()).unwrap_or_default(),
            fields: self.fields.get(slot.fields.clone()).unwrap_or_default(),
        })
    }

    fn push(&mut self, text: &str) -> Range<usize> {
        let start = self.bytes.len();
        self.bytes.push_str(text);
        start..self.bytes.len()
    }

    fn slice(&self, range: &Range<usize>) -> &str {
        self.bytes.get(range.clone()).unwrap_or_default()
    }
}
