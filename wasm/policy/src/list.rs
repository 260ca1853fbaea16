//! The checks there are, each with the questions a form would ask.

use greencat_core::policy::{Fact, FactKind, Policies};
use serde::Serialize;

#[derive(Serialize)]
struct Listed<'p, S> {
    check: &'p str,
    name: &'p str,
    name_en: &'p str,
    subject: &'p S,
    title: &'p str,
    number: &'p str,
    issuer: &'p str,
    issued: &'p str,
    as_of: &'p str,
    read_in: &'p str,
    complete: bool,
    /// Those that only name something first, as in a facts file.
    facts: Vec<&'p Fact>,
}

/// As a JSON array, in the order of the command line's list.
pub(crate) fn json(policies: &Policies) -> String {
    let checks = policies.documents.iter().flat_map(|document| document.checks.iter().map(move |check| (document, check)));
    let listed: Vec<Listed<'_, _>> = checks
        .map(|(document, check)| {
            let asked = policies.facts_of(document.conditions_of(&check.id));
            Listed {
                check: &check.id,
                name: &check.name,
                name_en: &check.name_en,
                subject: &check.subject,
                title: &document.title,
                number: &document.number,
                issuer: &document.issuer,
                issued: &document.issued,
                as_of: &document.as_of,
                read_in: &document.read_in,
                complete: document.complete,
                facts: policies.facts.iter().filter(|fact| fact.kind == FactKind::Text || asked.contains(fact)).collect(),
            }
        })
        .collect();
    serde_json::to_string(&listed).unwrap_or_default()
}
