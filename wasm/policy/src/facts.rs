//! Facts from a plain object.

use std::collections::BTreeMap;

use greencat_core::policy::{Facts, Policies, Value};

use crate::fault::{Fault, Told};

/// `facts` as a JSON object of answers; `null` says that nothing is known.
pub(crate) fn read(policies: &Policies, facts: &str) -> Result<Facts, Fault> {
    let answers: BTreeMap<String, Option<Value>> =
        serde_json::from_str(facts).map_err(|error| Fault::new("facts", vec![Told::same(error.to_string())]))?;
    let answers = answers.into_iter().filter_map(|(id, value)| Some((id, value?))).collect();
    policies.read(&answers).map_err(|faults| Fault::new("facts", faults.iter().map(|fault| Told::fact(fault, policies)).collect()))
}
