//! A screening as the command line's record has it.

use greencat_core::policy::{Policies, Profile, Screening};
use serde::Serialize;

use crate::fault::{Fault, Told};
use crate::{facts, told};

/// What the page puts between its own fields.
#[derive(Serialize)]
struct Record {
    name: Option<String>,
    as_of: Option<String>,
    screenings: Vec<Screening>,
}

/// As [`crate::screen`], told with its faults apart.
pub(crate) fn screen(
    policies: &Policies,
    checks: &[String],
    facts: &str,
    classification: Option<&str>,
    industries: Option<&str>,
) -> Result<String, Fault> {
    let joined;
    let mut policies = policies;
    let thresholds = checks.iter().filter(|check| is_threshold(check));
    let profiles = thresholds.map(|json| serde_json::from_str(json)).collect::<Result<Vec<Profile>, _>>();
    let profiles = profiles.map_err(|error| Fault::new("threshold", vec![Told::same(error.to_string())]))?;
    let mut own = profiles.iter().map(|profile| profile.id.clone()).collect::<Vec<_>>().into_iter();
    if !profiles.is_empty() {
        let mut all = policies.clone();
        for profile in profiles {
            profile.join(&mut all).map_err(|faults| Fault::new("threshold", faults.into_iter().map(Told::same).collect()))?;
        }
        joined = all;
        policies = &joined;
    }
    let facts = facts::read(policies, facts)?;
    let read = |json: Option<&str>| json.map(told::read).transpose().map_err(|fault| Fault::new("text", vec![Told::same(fault)]));
    let (classification, industries) = (read(classification)?, read(industries)?);
    let mut screenings = Vec::new();
    for check in checks {
        let id = if is_threshold(check) { own.next().unwrap_or_default() } else { check.clone() };
        let (_, found) = policies.check(&id).map_err(|error| Fault::new("policy", vec![Told::policy(&error)]))?;
        // An enterprise's text says nothing of a park.
        let of_park = serde_json::to_string(&found.subject).is_ok_and(|subject| subject == "\"园区\"");
        let text = if of_park { &industries } else { &classification };
        screenings.push(policies.screen(&id, &facts, text.as_ref()).map_err(|error| Fault::new("policy", vec![Told::policy(&error)]))?);
    }
    let known = |id: &str| facts.get(id).map(|known| known.told(""));
    let record = Record { name: known("name"), as_of: known("as_of"), screenings };
    Ok(serde_json::to_string(&record).unwrap_or_default())
}

/// Whether it is a threshold of one's own; no check's name begins so.
fn is_threshold(check: &str) -> bool {
    check.starts_with('{')
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::screen;
    use crate::POLICIES;

    fn record(checks: &[&str], facts: &Value, text: Option<&Value>) -> Result<Value, Box<dyn std::error::Error>> {
        let checks: Vec<String> = checks.iter().map(|check| (*check).to_owned()).collect();
        let text = text.map(Value::to_string);
        let json = screen(&POLICIES, &checks, &facts.to_string(), text.as_deref(), None).map_err(|fault| fault.json())?;
        Ok(serde_json::from_str(&json)?)
    }

    #[test]
    fn a_fact_refutes_and_nothing_known_decides_nothing() -> Result<(), Box<dyn std::error::Error>> {
        let open = record(&["green-factory"], &json!({ "dishonest_debtor": null }), None)?;
        assert_eq!(open["screenings"][0]["standing"], "open");
        let refuted = record(&["绿色工厂"], &json!({ "dishonest_debtor": true, "name": " 某厂 " }), None)?;
        assert_eq!((&refuted["screenings"][0]["standing"], &refuted["name"]), (&"not_met".into(), &"某厂".into()));
        Ok(())
    }

    #[test]
    fn every_fault_is_told_with_what_it_is_of() {
        let told = |checks: &[&str], facts: Value, text: Option<Value>| {
            record(checks, &facts, text.as_ref()).map_or_else(|error| error.to_string(), |_| String::new())
        };
        let facts = told(&["green-factory"], json!({ "dishonst_debtor": true, "as_of": "明天" }), None);
        assert!(facts.contains(r#""what":"facts""#) && facts.contains("dishonest_debtor") && facts.contains("明天"), "{facts}");
        assert!(told(&["green-factory"], json!({ "name": ["甲"] }), None).contains(r#""what":"facts""#));
        assert!(facts.contains("did you mean dishonest_debtor?") && facts.contains("是否要写 dishonest_debtor"), "{facts}");
        let policy = told(&["green-facory"], json!({}), None);
        assert!(policy.contains(r#""text_en":"there is no “green-facory”; there are demonstration-base, green-factory"#), "{policy}");
        assert!(told(&["{}"], json!({}), None).contains(r#""what":"threshold""#));
        let text = told(&["green-factory"], json!({}), Some(json!({ "outcome": "green", "entries": [{ "code": "x" }] })));
        assert!(text.contains(r#""what":"text""#), "{text}");
    }

    #[test]
    fn a_threshold_of_one_s_own_is_judged_by_the_text() -> Result<(), Box<dyn std::error::Error>> {
        let threshold =
            json!({ "id": "ours", "name": "本园区门槛", "park": "某园区", "wanted": { "entries": ["3.1"], "verdict": "direct" } });
        let text = |code: &str| json!({ "outcome": "green", "entries": [{ "code": code, "name": "某条目", "verdict": "direct" }] });
        for (code, standing) in [("3.1.2", "met"), ("5.3.1", "not_met")] {
            let record = record(&["green-factory", &threshold.to_string()], &json!({}), Some(&text(code)))?;
            assert_eq!((&record["screenings"][1]["check"], &record["screenings"][1]["standing"]), (&"ours".into(), &standing.into()));
        }
        Ok(())
    }
}
