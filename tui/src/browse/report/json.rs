//! The record as JSON: the answer of the core and what the officer found out.

use anyhow::Result;
use serde_json::{Value, json};

use super::Page;
use crate::browse::case::Proof;

/// The page in JSON.
pub(crate) fn json(page: &Page<'_>) -> Result<String> {
    let case = page.case;
    let entries: Vec<Value> = case
        .standings
        .iter()
        .map(|standing| {
            json!({
                "code": standing.code, "name": standing.name, "verdict": standing.verdict, "effective": standing.effective(),
                "proof": match standing.proof { Proof::Open => "open", Proof::Proven => "proven", Proof::Failed => "failed" },
                "answered": standing.answered,
            })
        })
        .collect();
    let ticks: Vec<Value> =
        case.ticks.iter().map(|((code, criterion), tick)| json!({ "code": code, "criterion": criterion, "tick": tick })).collect();
    let answers: Vec<Value> = case
        .given
        .iter()
        .map(|given| {
            let answer = given.question.answers.get(given.choice).map(|answer| &answer.text);
            json!({ "code": given.code, "question": given.question.text, "answer": answer })
        })
        .collect();
    let record = json!({
        "name": case.name, "text": case.text, "date": page.date, "version": env!("CARGO_PKG_VERSION"),
        "policies": page.policies.screenings, "facts": page.policies.answers(), "papers_received": page.policies.received,
        "outcome": case.outcome, "entries": entries, "ticks": ticks, "answers": answers, "classification": case.found,
    });
    Ok(serde_json::to_string_pretty(&record)? + "\n")
}
