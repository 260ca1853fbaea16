//! The Arrow column that is read: where it is found, and how its texts are told one by one without a copy.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StringArrayType, StructArray};
use arrow_schema::{DataType, Field, FieldRef};
use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::error::PyArrowError;
use pyo3_arrow::input::AnyArray;
use pyo3_arrow::{PyArray, PyChunkedArray};

use crate::answers::{Answers, fields};
use crate::{BLOCK, CLASSIFIER};

/// Answers `data`: an array with an array, several chunks with chunks.
pub(crate) fn classify<'py>(py: Python<'py>, data: AnyArray, column: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
    let field: FieldRef = Arc::new(Field::new("greencat", DataType::Struct(fields()), true));
    match data {
        AnyArray::Array(array) => {
            let (array, _) = array.into_inner();
            let mut answers = answer(py, &texts(&array, column)?)?;
            match (answers.pop(), answers.is_empty()) {
                (Some(whole), true) => {
                    let whole = PyArray::try_new(whole, field).map_err(PyArrowError::from)?;
                    Ok(whole.to_pyarrow(py)?.unbind().into_bound(py))
                }
                _ => Err(PyValueError::new_err(format!(
                    "the answers for these {} texts do not fit into one Arrow array (2 GiB of words); pass slices of it, or a ChunkedArray",
                    array.len()
                ))),
            }
        }
        AnyArray::Stream(stream) => {
            let (chunks, of) = AnyArray::Stream(stream).into_chunked_array()?.into_inner();
            // An empty column as well has to be one of strings.
            texts(&arrow_array::new_empty_array(of.data_type()), column)?;
            let mut answers = Vec::with_capacity(chunks.len());
            for chunk in chunks {
                answers.extend(answer(py, &texts(&chunk, column)?)?);
            }
            PyChunkedArray::try_new(answers, field)?.into_pyarrow(py)
        }
    }
}

/// The column of texts: `data` itself, or the one of a record batch.
fn texts(data: &ArrayRef, column: Option<&str>) -> PyResult<ArrayRef> {
    let found = match data.as_struct_opt() {
        Some(batch) => pick(batch, column)?,
        None if column.is_some() => {
            return Err(PyTypeError::new_err(
                "column= names a column of a record batch or table, but the data is a single column; leave it out",
            ));
        }
        None => Arc::clone(data),
    };
    if is_text(found.data_type()) {
        return Ok(found);
    }
    Err(PyTypeError::new_err(format!("expected a column of strings, got one of {}; cast it first", found.data_type())))
}

fn pick(batch: &StructArray, column: Option<&str>) -> PyResult<ArrayRef> {
    let names = || batch.fields().iter().map(|field| field.name().as_str()).collect::<Vec<_>>().join(", ");
    if let Some(column) = column {
        let found = batch.column_by_name(column).cloned();
        return found.ok_or_else(|| PyKeyError::new_err(format!("no column {column:?}; there are: {}", names())));
    }
    let mut of_strings = batch.columns().iter().filter(|column| is_text(column.data_type()));
    match (of_strings.next(), of_strings.next()) {
        (Some(only), None) => Ok(Arc::clone(only)),
        _ => Err(PyValueError::new_err(format!("which column holds the texts? Say column=…, one of: {}", names()))),
    }
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// The answers for a column, in as few arrays as can hold them.
fn answer(py: Python<'_>, texts: &ArrayRef) -> PyResult<Vec<ArrayRef>> {
    if let Some(dictionary) = texts.as_any_dictionary_opt() {
        // Each distinct text is read once.
        let values = answer(py, dictionary.values())?;
        let values: Vec<&dyn Array> = values.iter().map(AsRef::as_ref).collect();
        let spread = arrow_select::concat::concat(&values).and_then(|values| arrow_select::take::take(&values, dictionary.keys(), None));
        return Ok(vec![spread.map_err(PyArrowError::from)?]);
    }
    match texts.data_type() {
        DataType::LargeUtf8 => answer_each(py, &texts.as_string::<i64>()),
        DataType::Utf8View => answer_each(py, &texts.as_string_view()),
        DataType::Null => {
            let mut answers = Answers::new(texts.len());
            (0..texts.len()).for_each(|_| answers.push(None));
            Ok(vec![finish(answers)?])
        }
        _ => answer_each(py, &texts.as_string::<i32>()),
    }
}

fn answer_each<'a>(py: Python<'_>, texts: &(impl StringArrayType<'a> + Sync)) -> PyResult<Vec<ArrayRef>> {
    let mut done = Vec::new();
    let mut answers = Answers::new(texts.len());
    for from in (0..texts.len()).step_by(BLOCK) {
        if answers.is_full() {
            done.push(finish(std::mem::replace(&mut answers, Answers::new(BLOCK)))?);
        }
        py.detach(|| {
            for row in from..texts.len().min(from + BLOCK) {
                let answer = texts.is_valid(row).then(|| CLASSIFIER.classify(texts.value(row)));
                answers.push(answer.as_ref());
            }
        });
        py.check_signals()?;
    }
    done.push(finish(answers)?);
    Ok(done)
}

fn finish(answers: Answers) -> PyResult<ArrayRef> {
    Ok(Arc::new(answers.finish().map_err(PyArrowError::from)?))
}
