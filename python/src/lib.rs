//! The Python module `greencat`: one text, a list, or an Arrow column in; the command line's answers out.
//!
//! `python/README.md` is its manual, `python/greencat.pyi` its signatures, `python/tests` its tests. Python's
//! lock is let go while texts are read, so that engines with threads use all cores.

use std::sync::LazyLock;

use greencat_core::{Classification, Classifier};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use serde::Serialize;

mod answers;
mod column;

/// Opened once for all threads.
static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(Classifier::embedded);

/// Texts between two looks at Ctrl-C: a fraction of a second.
const BLOCK: usize = 8192;

/// Classify one text. Never fails: a text that says nothing is `unclear`.
#[pyfunction]
#[pyo3(signature = (text, top = None))]
fn classify<'py>(py: Python<'py>, text: &str, top: Option<usize>) -> PyResult<Bound<'py, PyAny>> {
    let answer = json(&answer(text, top))?;
    to_python(py, &answer)
}

/// Classify many texts, in their order.
#[pyfunction]
#[pyo3(signature = (texts, top = None))]
#[allow(clippy::needless_pass_by_value)] // Python's arguments arrive as values.
fn classify_many(py: Python<'_>, texts: Vec<PyBackedStr>, top: Option<usize>) -> PyResult<Vec<Bound<'_, PyAny>>> {
    let mut answers = Vec::with_capacity(texts.len());
    for block in texts.chunks(BLOCK) {
        let block = py.detach(|| block.iter().map(|text| json(&answer(text, top))).collect::<PyResult<Vec<String>>>())?;
        for answer in block {
            answers.push(to_python(py, &answer)?);
        }
        py.check_signals()?;
    }
    Ok(answers)
}

/// Classify an Arrow column of strings into an Arrow column of structs.
#[pyfunction]
#[pyo3(signature = (data, column = None))]
fn classify_arrow<'py>(py: Python<'py>, data: pyo3_arrow::input::AnyArray, column: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
    column::classify(py, data, column)
}

fn answer(text: &str, top: Option<usize>) -> Classification {
    let mut answer = CLASSIFIER.classify(text);
    answer.entries.truncate(top.unwrap_or(usize::MAX));
    answer
}

fn json(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

/// Through Python's own JSON reader: the objects are then the command line's JSON to the letter.
fn to_python<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.getattr("loads")?.call1((json,))
}

/// Reads business scopes against China's Green Industry Guidance Catalogue (绿色产业指导目录, 2019).
#[pymodule]
#[pyo3(name = "greencat")]
fn greencat_module(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(classify, module)?)?;
    module.add_function(wrap_pyfunction!(classify_many, module)?)?;
    module.add_function(wrap_pyfunction!(classify_arrow, module)?)?;
    module.add("EDITION", CLASSIFIER.edition())?;
    module.add("SPARK_TYPE", answers::spark_type(&answers::fields()))?;
    module.add("DUCKDB_TYPE", answers::duckdb_type(&answers::fields()))?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))
}
