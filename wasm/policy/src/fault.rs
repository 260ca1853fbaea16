//! What was given wrongly, in both languages: pages show it to whoever filled in the form.

use greencat_core::policy::{Fact, FactFault, FactKind, Policies, PolicyError};
use serde::Serialize;

/// What was given wrongly, and everything that is wrong with it.
#[derive(Debug, Serialize)]
pub(crate) struct Fault {
    what: &'static str,
    faults: Vec<Told>,
}

/// One reason.
#[derive(Debug, Serialize)]
pub(crate) struct Told {
    /// The fact's id, where it is of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<String>,
    text: String,
    text_en: String,
}

impl Fault {
    pub(crate) fn new(what: &'static str, faults: Vec<Told>) -> Fault {
        Fault { what, faults }
    }

    pub(crate) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Told {
    /// Of those who write thresholds: what is wrong is told in the words of the file's format.
    pub(crate) fn same(text: String) -> Told {
        Told { fact: None, text_en: text.clone(), text }
    }

    pub(crate) fn policy(error: &PolicyError) -> Told {
        let PolicyError::NoSuchCheck { got, known } = error;
        // Each is an id and a Chinese name.
        let ids: Vec<&str> = known.iter().filter_map(|known| known.split(' ').next()).collect();
        Told { fact: None, text: error.to_string(), text_en: format!("there is no “{got}”; there are {}", ids.join(", ")) }
    }

    pub(crate) fn fact(fault: &FactFault, policies: &Policies) -> Told {
        let (id, text_en) = match fault {
            FactFault::NoSuchFact { id, near: Some(near) } => (id, format!("there is no fact {id}; did you mean {near}?")),
            FactFault::NoSuchFact { id, near: None } => (id, format!("there is no fact {id}")),
            FactFault::Kind { id, got, .. } => {
                (id, format!("{id} is “{got}”; write {}", policies.fact(id).map(expected).unwrap_or_default()))
            }
        };
        Told { fact: Some(id.clone()), text: fault.to_string(), text_en }
    }
}

/// What can be written as an answer, in English.
fn expected(fact: &Fact) -> String {
    match fact.kind {
        FactKind::YesNo => "true or false".to_owned(),
        FactKind::Number => {
            let range = fact.range.map(|[least, most]| format!(" from {least} to {most}")).unwrap_or_default();
            let unit = if fact.unit.is_empty() { String::new() } else { format!(", in {}", fact.unit) };
            format!("a number{range}{unit}")
        }
        FactKind::Date => "a date such as 2025-06-30, 2025-06 or 2025".to_owned(),
        FactKind::Event => "the date when it last happened, such as 2024-05-01, 2024-05 or 2024, or false if it never did".to_owned(),
        FactKind::Choice => format!("one of {}", fact.options.join(", ")),
        FactKind::Text => "words".to_owned(),
    }
}
