//! The engine's answer to a text, as far as policies look at it.

use greencat_core::{Candidate, Classification, Confidence, Outcome, Verdict};
use serde::Deserialize;

#[derive(Deserialize)]
struct Answer {
    outcome: Outcome,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    code: String,
    name: String,
    verdict: Verdict,
}

/// The answer with what a rule needs; evidence and scores stay with the page.
///
/// ```text
/// {"outcome":"green","entries":[{"code":"3.1.2","name":"太阳能发电装备制造","verdict":"direct"}]}
/// ```
pub(crate) fn read(json: &str) -> Result<Classification, String> {
    let answer: Answer = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let entry = |Entry { code, name, verdict }: Entry| {
        let code = code.parse().map_err(|error: greencat_core::CodeError| error.to_string())?;
        Ok(Candidate { code, name, verdict, score: 0, confidence: Confidence(0), evidence: Vec::new(), criteria: Vec::new() })
    };
    Ok(Classification {
        edition: String::new(),
        outcome: answer.outcome,
        confidence: Confidence(0),
        entries: answer.entries.into_iter().map(entry).collect::<Result<_, String>>()?,
        question: None,
    })
}
