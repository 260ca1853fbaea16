//! Answers as an Arrow column of structs: the first entry of each text and the words it rests on.

use std::sync::{Arc, LazyLock};

use arrow_array::builder::{Float64Builder, Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::{NullBufferBuilder, OffsetBufferBuilder};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use greencat_core::{Classification, EvidenceKind};

/// Past so many bytes of strings a new array begins: 32-bit offsets end at 2 GiB, and one text adds at most
/// some hundred kilobytes.
const FULL: usize = 1 << 30;

/// The fields of an evidence. Signed, since Spark knows no unsigned numbers.
static EVIDENCE: LazyLock<Fields> = LazyLock::new(|| {
    let number = |name| Field::new(name, DataType::Int32, true);
    Fields::from(vec![Field::new("kind", DataType::Utf8, true), Field::new("term", DataType::Utf8, true), number("start"), number("end")])
});

fn list_item() -> Arc<Field> {
    // "element" is what Spark and Parquet call it.
    Arc::new(Field::new("element", DataType::Struct(EVIDENCE.clone()), true))
}

/// The fields of an answer.
pub(crate) fn fields() -> Fields {
    let text = |name| Field::new(name, DataType::Utf8, true);
    Fields::from(vec![
        text("outcome"),
        text("code"),
        text("name"),
        text("verdict"),
        Field::new("confidence", DataType::Float64, true),
        Field::new("evidence", DataType::List(list_item()), true),
    ])
}

/// The fields as a schema for Spark, such as `outcome string, …`.
pub(crate) fn spark_type(fields: &Fields) -> String {
    fn name(kind: &DataType) -> String {
        match kind {
            DataType::Struct(fields) => {
                let inner: Vec<String> = fields.iter().map(|field| format!("`{}`: {}", field.name(), name(field.data_type()))).collect();
                format!("struct<{}>", inner.join(", "))
            }
            DataType::List(item) => format!("array<{}>", name(item.data_type())),
            DataType::Float64 => "double".to_owned(),
            DataType::Int32 => "int".to_owned(),
            _ => "string".to_owned(),
        }
    }
    let columns: Vec<String> = fields.iter().map(|field| format!("{} {}", field.name(), name(field.data_type()))).collect();
    columns.join(", ")
}

/// The struct as a type for `DuckDB`, such as `STRUCT(outcome VARCHAR, …)`.
pub(crate) fn duckdb_type(fields: &Fields) -> String {
    fn name(kind: &DataType) -> String {
        match kind {
            DataType::Struct(fields) => duckdb_type(fields),
            DataType::List(item) => format!("{}[]", name(item.data_type())),
            DataType::Float64 => "DOUBLE".to_owned(),
            DataType::Int32 => "INTEGER".to_owned(),
            _ => "VARCHAR".to_owned(),
        }
    }
    let inner: Vec<String> = fields.iter().map(|field| format!("\"{}\" {}", field.name(), name(field.data_type()))).collect();
    format!("STRUCT({})", inner.join(", "))
}

/// Gathers answers.
pub(crate) struct Answers {
    valid: NullBufferBuilder,
    outcome: StringBuilder,
    code: StringBuilder,
    name: StringBuilder,
    verdict: StringBuilder,
    confidence: Float64Builder,
    /// Where each answer's evidence ends.
    ends: OffsetBufferBuilder<i32>,
    kind: StringBuilder,
    term: StringBuilder,
    start: Int32Builder,
    end: Int32Builder,
}

impl Answers {
    pub(crate) fn new(rows: usize) -> Answers {
        Answers {
            valid: NullBufferBuilder::new(rows),
            outcome: StringBuilder::new(),
            code: StringBuilder::new(),
            name: StringBuilder::new(),
            verdict: StringBuilder::new(),
            confidence: Float64Builder::with_capacity(rows),
            ends: OffsetBufferBuilder::new(rows),
            kind: StringBuilder::new(),
            term: StringBuilder::new(),
            start: Int32Builder::new(),
            end: Int32Builder::new(),
        }
    }

    /// Whether a new array should be begun.
    pub(crate) fn is_full(&self) -> bool {
        [&self.outcome, &self.name, &self.kind, &self.term].iter().any(|builder| builder.values_slice().len() > FULL)
    }

    /// Adds the answer for a text; without one the text was missing, and so is everything about it.
    pub(crate) fn push(&mut self, answer: Option<&Classification>) {
        self.valid.append(answer.is_some());
        let entry = answer.and_then(|answer| answer.entries.first());
        self.outcome.append_option(answer.map(|answer| answer.outcome.english()));
        self.code.append_option(entry.map(|entry| entry.code.to_string()));
        self.name.append_option(entry.map(|entry| &entry.name));
        self.verdict.append_option(entry.map(|entry| entry.verdict.english()));
        self.confidence.append_option(answer.map(|answer| f64::from(answer.confidence.0) / 100.0));
        let evidence = entry.map(|entry| entry.evidence.as_slice()).unwrap_or_default();
        for words in evidence {
            self.kind.append_value(match words.kind {
                EvidenceKind::Subject => "subject",
                EvidenceKind::Role => "role",
                EvidenceKind::Grade => "grade",
            });
            self.term.append_value(&words.term);
            self.start.append_option(i32::try_from(words.span.start).ok());
            self.end.append_option(i32::try_from(words.span.end).ok());
        }
        self.ends.push_length(evidence.len());
    }

    /// The column.
    pub(crate) fn finish(mut self) -> Result<StructArray, ArrowError> {
        let words: Vec<ArrayRef> =
            vec![Arc::new(self.kind.finish()), Arc::new(self.term.finish()), Arc::new(self.start.finish()), Arc::new(self.end.finish())];
        let valid = self.valid.finish();
        let words = StructArray::try_new(EVIDENCE.clone(), words, None)?;
        let evidence = ListArray::try_new(list_item(), self.ends.finish(), Arc::new(words), valid.clone())?;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.outcome.finish()),
            Arc::new(self.code.finish()),
            Arc::new(self.name.finish()),
            Arc::new(self.verdict.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(evidence),
        ];
        StructArray::try_new(fields(), columns, valid)
    }
}
