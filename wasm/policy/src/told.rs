//! The engine's answer to a text, as far as policies look at it.

use std::borrow::Cow;

use greencat_core::{Candidate, Classification, CodeError, Confidence, Outcome, Verdict};
use serde::Deserialize;

/// As it comes in.
#[derive(Deserialize)]
pub(crate) struct Answer {
    outcome: Outcome,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    code: String,
    name: String,
    verdict: Verdict,
}

impl TryFrom<Answer> for Classification {
    type Error = CodeError;

    /// The answer with what a rule needs; evidence and scores stay with the page.
    fn try_from(answer: Answer) -> Result<Classification, CodeError> {
        let entry = |Entry { code, name, verdict }: Entry| {
            let (score, confidence) = (0, Confidence(0));
            let (code, name, criteria) = (code.parse()?, name.into(), Vec::new().into());
            Ok(Candidate { code, name, verdict, score, confidence, evidence: Vec::new(), criteria })
        };
        Ok(Classification {
            edition: Cow::default(),
            outcome: answer.outcome,
            confidence: Confidence(0),
            entries: answer.entries.into_iter().map(entry).collect::<Result<_, CodeError>>()?,
            question: None,
        })
    }
}

/// The answer in JSON.
///
/// ```text
/// {"outcome":"green","entries":[{"code":"3.1.2","name":"太阳能发电装备制造","verdict":"direct"}]}
/// ```
pub(crate) fn read(json: &str) -> Result<Classification, String> {
    let answer: Answer = serde_json::from_str(json).map_err(|error| error.to_string())?;
    Classification::try_from(answer).map_err(|error| error.to_string())
}
