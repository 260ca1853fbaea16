//! The policy checks for web pages: the module behind `greencat/policy`.
//!
//! A module of its own, since most pages only read texts: the policies and their evaluator are here, the
//! catalogue's index is in the engine. The text comes in as the engine's answer to it, so this module carries
//! no index. Everything crosses as JSON; what a page calls is `js/policy.js`, typed in `policy.d.ts`.

use std::sync::LazyLock;

use greencat_core::policy::Policies;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

mod facts;
mod fault;
mod list;
mod park;
mod record;
mod told;

/// Parsed once. `cargo xtask policies` has checked the text and a test proves it fresh, so it parses; if it ever
/// did not, there would be no policies instead of a panic.
static POLICIES: LazyLock<Policies> = LazyLock::new(|| {
    let none = Policies { facts: Vec::new(), contradictions: Vec::new(), documents: Vec::new() };
    serde_json::from_str(include_str!("../../../core/data/policies.json")).unwrap_or(none)
});

/// Every check with the facts it asks for.
///
/// ```
/// let json = greencat_policy_wasm::policies();
/// assert!(json.contains(r#""check":"green-factory""#) && json.contains(r#""ask":"#));
/// ```
#[wasm_bindgen]
#[must_use]
pub fn policies() -> String {
    list::json(&POLICIES)
}

/// The answers to `checks`: ids or names, or thresholds of one's own as JSON objects. `facts` is a JSON object;
/// `classification` and `industries` are the engine's answers to the texts of an enterprise and of a park.
///
/// # Errors
///
/// A check that does not exist, a threshold that does not hold together, facts that are none. The message is
/// JSON: `{"what": …, "faults": [{"text": …, "text_en": …}]}`.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value)] // What crosses from JavaScript is owned.
pub fn screen(checks: Vec<String>, facts: &str, classification: Option<String>, industries: Option<String>) -> Result<String, JsError> {
    record::screen(&POLICIES, &checks, facts, classification.as_deref(), industries.as_deref()).map_err(|fault| JsError::new(&fault.json()))
}

/// The survey of a park: `{"members": [{"name", "value", "year", "confidence", "answer"}], "names"}`.
///
/// # Errors
///
/// JSON of another shape; the message is as that of [`screen`].
#[wasm_bindgen]
pub fn survey(park: &str) -> Result<String, JsError> {
    park::survey(park).map_err(|fault| JsError::new(&fault.json()))
}

/// The release's version.
///
/// ```
/// assert_eq!(greencat_policy_wasm::version(), env!("CARGO_PKG_VERSION"));
/// ```
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
