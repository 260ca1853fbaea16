//! A park as a whole, from the engine's answers to its enterprises.

use greencat_core::park::{Chains, Member, survey_named};
use greencat_core::{Classification, Code, CodeError};
use serde::Deserialize;

use crate::fault::{Fault, Told};
use crate::told::Answer;

#[derive(Deserialize)]
struct Park {
    members: Vec<Enterprise>,
    /// The catalogue's codes with their names.
    names: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Enterprise {
    name: String,
    value: Option<f64>,
    year: Option<u16>,
    /// In hundredths.
    confidence: u8,
    answer: Answer,
}

impl TryFrom<Enterprise> for Member {
    type Error = CodeError;

    fn try_from(one: Enterprise) -> Result<Member, CodeError> {
        let answer = Classification::try_from(one.answer)?;
        Ok(Member { confidence: one.confidence, ..Member::new(one.name, one.value, one.year, Some(&answer)) })
    }
}

/// The survey of a park given as JSON.
pub(crate) fn survey(json: &str) -> Result<String, Fault> {
    let fault = |error: String| Fault::new("park", vec![Told::same(error)]);
    let park: Park = serde_json::from_str(json).map_err(|error| fault(error.to_string()))?;
    let members = park.members.into_iter().map(Member::try_from).collect::<Result<Vec<_>, _>>();
    let members = members.map_err(|error| fault(error.to_string()))?;
    // Proven fresh by a test, as the policies.
    let chains: Chains = serde_json::from_str(include_str!("../../../core/data/chains.json")).unwrap_or_default();
    let name = |code: Code| {
        let code = code.to_string();
        park.names.iter().find(|(known, _)| *known == code).map(|(_, name)| name.clone()).unwrap_or_default()
    };
    Ok(serde_json::to_string(&survey_named(&members, &chains, &name)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::survey;

    #[test]
    fn what_is_conditional_makes_a_range() -> Result<(), Box<dyn std::error::Error>> {
        let one = |outcome: &str, value: f64, entries: Value| {
            let answer = json!({ "outcome": outcome, "entries": entries });
            json!({ "name": "甲", "value": value, "year": null, "confidence": 90, "answer": answer })
        };
        let entry = |code: &str, verdict: &str| json!([{ "code": code, "name": "某条目", "verdict": verdict }]);
        let (green, open) = (entry("3.1.2", "direct"), entry("1.1.8", "conditional"));
        let members = [one("green", 300.0, green), one("conditional", 100.0, open), one("none", 600.0, json!([]))];
        let park = json!({ "members": members, "names": [["3.1", "新能源与清洁能源装备制造"]] });
        let survey: Value = serde_json::from_str(&survey(&park.to_string()).map_err(|fault| fault.json())?)?;
        assert_eq!(survey["green"]["value_share"], json!({ "least": 0.3, "most": 0.4 }));
        assert_eq!(survey["leading"]["candidates"][0]["name"], "新能源与清洁能源装备制造");
        Ok(())
    }
}
