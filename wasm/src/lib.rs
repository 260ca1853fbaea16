//! greencat for web pages: the engine inside the npm package `greencat`.
//!
//! Every answer leaves as one JSON string in the shape the command line prints, and `js/index.js` parses
//! it: measured against building objects through `serde-wasm-bindgen`, this is as small and as fast
//! (`docs/PERFORMANCE.md`), and it can be tested without a browser. What a page calls is the class in
//! `js/index.js`, typed in `types.d.ts`; these functions are its inside and may change with it.

use std::sync::LazyLock;

use greencat_core::{Classification, Classifier, Entry};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::json::json;

mod json;

/// Opened once: the packed index takes some milliseconds to unpack.
static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(Classifier::embedded);

/// The answer for `text` with at most `top` entries.
///
/// ```
/// let json = greencat_wasm::classify("污水处理", 10);
/// assert!(json.starts_with(r#"{"edition":"gigc-2019","outcome":"green","#));
/// ```
#[wasm_bindgen]
#[must_use]
pub fn classify(text: &str, top: usize) -> String {
    json(&answer(text, top))
}

/// The answers for `texts`, in their order: one crossing between the page and the engine for many texts.
///
/// ```
/// let json = greencat_wasm::classify_batch(vec!["污水处理".into(), "日用百货销售".into()], 1);
/// assert_eq!(json.matches("\"outcome\"").count(), 2);
/// ```
#[wasm_bindgen(js_name = classifyBatch)]
#[must_use]
pub fn classify_batch(texts: Vec<String>, top: usize) -> String {
    let answers: Vec<Classification> = texts.into_iter().map(|text| answer(&text, top)).collect();
    json(&answers)
}

/// At most `top` nodes that a code, name, word or standard's number leads to, best first.
///
/// ```
/// assert!(greencat_wasm::search("gb18613", 5).contains(r#""kind":"standard""#));
/// ```
#[wasm_bindgen]
#[must_use]
pub fn search(query: &str, top: usize) -> String {
    json(&CLASSIFIER.search(query, top))
}

/// The node with this code, or nothing when `code` is none of the catalogue's.
///
/// ```
/// assert!(greencat_wasm::entry("1.1.8").unwrap().contains("节能电机制造"));
/// assert_eq!(greencat_wasm::entry("9.9"), None);
/// ```
#[wasm_bindgen]
#[must_use]
pub fn entry(code: &str) -> Option<String> {
    Some(json(&CLASSIFIER.entry(code.parse().ok()?)?))
}

/// All nodes of the catalogue, in its order.
///
/// ```
/// assert_eq!(greencat_wasm::nodes().matches("\"code\"").count(), 6 + 30 + 211);
/// ```
#[wasm_bindgen]
#[must_use]
pub fn nodes() -> String {
    json(&CLASSIFIER.nodes().collect::<Vec<Entry>>())
}

/// The edition's identifier, such as `gigc-2019`.
///
/// ```
/// assert_eq!(greencat_wasm::edition(), "gigc-2019");
/// ```
#[wasm_bindgen]
#[must_use]
pub fn edition() -> String {
    CLASSIFIER.edition().to_owned()
}

/// The release's version; the answers of one version never differ.
///
/// ```
/// assert_eq!(greencat_wasm::version(), env!("CARGO_PKG_VERSION"));
/// ```
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn answer(text: &str, top: usize) -> Classification {
    let mut answer = CLASSIFIER.classify(text);
    answer.entries.truncate(top);
    answer
}
