//! Every condition, decided by facts of each kind, by none, and by facts that contradict each other.

use std::collections::BTreeMap;

use greencat_core::Classifier;
use greencat_core::policy::{FactFault, Facts, Finding, Moment, Policies, Profile, Screening, Standing, Truth, Value};
use serde::Deserialize;

fn policies() -> Policies {
    serde_json::from_str(include_str!("../../core/data/policies.json")).unwrap()
}

fn facts(policies: &Policies, answers: &BTreeMap<String, Value>) -> Facts {
    policies.read(answers).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[derive(Deserialize)]
struct Table {
    case: Vec<Case>,
}

/// One row of `tespolicies.toml`.
#[derive(Deserialize)]
struct Case {
    check: String,
    #[serde(default)]
    facts: BTreeMap<String, Value>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
    #[serde(default)]
    unknown: Vec<String>,
    #[serde(default)]
    conflicts: usize,
    #[serde(default)]
    standing: Option<String>,
}

fn screen(case: &Case, policies: &Policies) -> Screening {
    let answer = case.text.as_deref().map(|text| Classifier::embedded().classify(text));
    policies.screen(&case.check, &facts(policies, &case.facts), answer.as_ref()).unwrap()
}

fn table() -> Vec<Case> {
    let table: Table = toml::from_str(include_str!("policies.toml")).unwrap();
    table.case
}

#[test]
fn the_table_of_cases_is_answered_as_it_says() {
    let policies = policies();
    for (place, case) in table().iter().enumerate() {
        let screening = screen(case, &policies);
        let truth = |id: &str| {
            let found = screening.findings.iter().find(|finding| finding.id == id);
            found.unwrap_or_else(|| panic!("case {place}: {} has no condition {id}", case.check)).truth
        };
        for (wanted, ids) in [(Truth::Yes, &case.yes), (Truth::No, &case.no), (Truth::Unknown, &case.unknown)] {
            for id in ids {
                assert_eq!(truth(id), wanted, "case {place} ({}): {id}", case.check);
            }
        }
        assert_eq!(screening.conflicts.len(), case.conflicts, "case {place}: {:?}", screening.conflicts);
        if let Some(standing) = &case.standing {
            assert_eq!(serde_json::to_value(screening.standing).unwrap(), standing.as_str(), "case {place}");
        }
    }
}

#[test]
fn every_condition_is_in_the_table_as_yes_no_and_unknown() {
    let policies = policies();
    let mut seen: BTreeMap<(&str, &str), [bool; 3]> = BTreeMap::new();
    let table = table();
    for case in &table {
        let (document, _) = policies.check(&case.check).unwrap();
        for (place, ids) in [&case.yes, &case.no, &case.unknown].into_iter().enumerate() {
            for id in ids {
                seen.entry((&document.id, id)).or_default()[place] = true;
            }
        }
    }
    for document in policies.documents.iter().filter(|document| !document.id.starts_with("threshold-")) {
        for condition in &document.conditions {
            let never = matches!(condition.rule, greencat_core::policy::Rule::Open { .. });
            let seen = seen.get(&(document.id.as_str(), condition.id.as_str())).copied().unwrap_or_default();
            let wanted = if never { [false, false, true] } else { [true; 3] };
            assert_eq!(seen, wanted, "{} {}: yes, no, unknown", document.id, condition.id);
        }
    }
}

#[test]
fn nothing_known_means_nothing_decided() {
    let policies = policies();
    for check in policies.documents.iter().flat_map(|document| &document.checks) {
        let screening = policies.screen(&check.id, &Facts::default(), None).unwrap();
        assert_eq!(screening.standing, Standing::Open, "{}", check.id);
        assert!(screening.findings.iter().all(|finding| finding.truth == Truth::Unknown), "{}", check.id);
        assert!(!screening.questions.is_empty(), "{}", check.id);
    }
}

#[test]
fn each_missing_decisive_fact_is_asked_and_answering_it_ends_the_question() {
    let policies = policies();
    let none = policies.screen("green-factory", &Facts::default(), None).unwrap();
    for ask in &none.questions {
        let Some(id) = &ask.fact else { continue };
        let mut known = Facts::default();
        let fact = policies.fact(id).unwrap();
        let answer = match fact.options.first() {
            Some(option) => Value::Text(option.clone()),
            None if fact.kind == greencat_core::policy::FactKind::Event => Value::Text("无".to_owned()),
            None if fact.kind == greencat_core::policy::FactKind::Date => Value::Text("2026-01-01".to_owned()),
            None => Value::Bool(true),
        };
        known.set(id.clone(), fact.read(&answer).unwrap().unwrap(), None);
        let then = policies.screen("green-factory", &known, None).unwrap();
        assert!(then.questions.iter().all(|other| other.fact != ask.fact), "{id}");
    }
}

#[test]
fn dates_decide_only_as_far_as_they_are_exact() {
    let policies = policies();
    let rows = [
        ("2026-03-01", "2023-03-01", Truth::Yes),
        ("2026-03-01", "2023-03-02", Truth::No),
        ("2026-03-01", "2023-03", Truth::Unknown),
        ("2026-03-01", "2023-02", Truth::Yes),
        ("2026-03-01", "2023", Truth::Unknown),
        ("2026-03-01", "2022", Truth::Yes),
        ("2026", "2024", Truth::No),
        ("2026", "2023", Truth::Unknown),
        ("2024-02-29", "2021-02-28", Truth::Yes),
        ("2024-02-29", "2021-03-01", Truth::No),
    ];
    for (as_of, event, wanted) in rows {
        let answers = [("as_of", as_of), ("last_larger_accident", event)];
        let answers = answers.map(|(id, text)| (id.to_owned(), Value::Text(text.to_owned()))).into();
        let screening = policies.screen("demonstration-base", &facts(&policies, &answers), None).unwrap();
        let finding: &Finding = screening.findings.iter().find(|finding| finding.id == "no-accident").unwrap();
        assert_eq!(finding.truth, wanted, "{event} seen from {as_of}");
    }
}

#[test]
fn answers_of_the_wrong_kind_are_told_and_near_keys_are_offered() {
    let policies = policies();
    let read = |id: &str, value: Value| policies.read(&[(id.to_owned(), value)].into()).unwrap_err();
    let text = |text: &str| Value::Text(text.to_owned());
    assert!(
        matches!(&read("dishonst_debtor", text("是"))[0], FactFault::NoSuchFact { near: Some(near), .. } if near == "dishonest_debtor")
    );
    for (id, value) in [
        ("industrial_share", Value::Number(150.0)),
        ("industrial_share", Value::Number(f64::NAN)),
        ("industrial_share", Value::Bool(true)),
        ("dishonest_debtor", text("也许")),
        ("as_of", text("明天")),
        ("as_of", text("2025-02-30")),
        ("as_of", text("无")),
        ("last_delisted", Value::Bool(true)),
        ("city", text("北京")),
    ] {
        assert!(matches!(read(id, value.clone())[0], FactFault::Kind { .. }), "{id} {value:?}");
    }
}

#[test]
fn unknown_words_are_no_answers() {
    let policies = policies();
    for word in ["", "不详", "未知", "？", "unknown"] {
        let read = facts(&policies, &[("dishonest_debtor".to_owned(), Value::Text(word.to_owned()))].into());
        assert_eq!(read.iter().count(), 0, "{word}");
    }
}

#[test]
fn moments_are_read_in_the_ways_people_write_them() {
    for (text, told) in [("2024年5月1日", "2024-05-01"), ("2024/5/1", "2024-05-01"), ("2024.05", "2024-05"), (" 2024年 ", "2024")] {
        assert_eq!(text.parse::<Moment>().unwrap().to_string(), told, "{text}");
    }
    for text in ["", "5月", "2024-13", "2023-02-29", "24-05-01", "2024-05-01-02", "20240501"] {
        assert!(text.parse::<Moment>().is_err(), "{text}");
    }
}

#[test]
fn the_embedded_policies_have_no_fault_and_the_validator_finds_planted_ones() {
    let good = policies();
    assert_eq!(good.faults(), Vec::<String>::new());
    assert_eq!(good.idle_facts(), Vec::<&str>::new());
    let spoil = |change: &dyn Fn(&mut Policies)| {
        let mut bad = good.clone();
        change(&mut bad);
        assert!(!bad.faults().is_empty());
    };
    spoil(&|bad| bad.facts.retain(|fact| fact.id != "as_of"));
    spoil(&|bad| bad.facts.push(bad.facts[0].clone()));
    spoil(&|bad| bad.documents[0].conditions[0].text.clear());
    spoil(&|bad| bad.documents[0].conditions[0].checks.push("no-such-check".to_owned()));
    spoil(&|bad| bad.documents.push(bad.documents[0].clone()));
    spoil(&|bad| bad.documents[0].conditions.retain(|condition| !condition.kind.is_decisive()));
}

#[test]
fn every_text_is_in_both_languages_and_the_validator_finds_what_is_not() {
    let good = policies();
    assert_eq!(good.untranslated(), Vec::<String>::new());
    let spoil = |change: &dyn Fn(&mut Policies)| {
        let mut bad = good.clone();
        change(&mut bad);
        assert!(!bad.untranslated().is_empty());
    };
    spoil(&|bad| bad.documents[0].conditions[0].text_en.clear());
    spoil(&|bad| bad.documents[0].conditions[0].text_en = bad.documents[0].conditions[0].text.clone());
    spoil(&|bad| _ = bad.documents[0].conditions[0].papers_en.pop());
    spoil(&|bad| bad.documents[0].notes[0].text_en.clear());
    spoil(&|bad| bad.contradictions[0].text_en.clear());
    spoil(&|bad| bad.facts.iter_mut().for_each(|fact| fact.options_en.clear()));
}

#[test]
fn a_document_that_was_read_in_excerpts_is_never_complete() {
    for document in policies().documents.iter().filter(|document| !document.id.starts_with("threshold-")) {
        assert!(!document.complete, "{}: read in {}", document.id, document.read_in);
    }
}

#[test]
fn answers_in_english_mean_the_same() {
    let policies = policies();
    let answers = [
        ("lawful_sound", "yes"),
        ("factory_level", "National"),
        ("last_delisted", "never"),
        ("environmental_revenue", "2 100 million yuan"),
        ("dishonest_debtor", "not known"),
    ];
    let answers = answers.map(|(id, text)| (id.to_owned(), Value::Text(text.to_owned()))).into();
    let facts = facts(&policies, &answers);
    let told = |id: &str| facts.get(id).map(|known| (known.told(""), policies.fact(id).unwrap().told_en(known)));
    assert_eq!(told("lawful_sound"), Some(("是".into(), "yes".into())));
    assert_eq!(told("factory_level"), Some(("国家级".into(), "national".into())));
    assert_eq!(told("last_delisted"), Some(("无".into(), "never".into())));
    assert_eq!(told("environmental_revenue"), Some(("2".into(), "2 100 million yuan".into())));
    assert_eq!(told("dishonest_debtor"), None);
}

#[test]
fn a_threshold_joins_the_policies_and_decides_by_text_and_facts() {
    let mut policies = policies();
    let profile: Profile = toml::from_str(
        r#"
        id = "ours"
        name = "本园区门槛"
        park = "示例园区"
        [wanted]
        entries = ["3.1", "1.4"]
        verdict = "direct"
        [[unwanted]]
        entries = ["1.2"]
        text = "不引进环保装备"
        [[minimum]]
        fact = "green_revenue_share"
        number = 50.0
        text = "绿色收入过半"
        "#,
    )
    .unwrap();
    profile.join(&mut policies).unwrap();
    let classifier = Classifier::embedded();
    let rows = [
        ("光伏组件制造", Some(60.0), Standing::Met),
        ("光伏组件制造", Some(50.0), Standing::Met),
        ("光伏组件制造", Some(49.9), Standing::NotMet),
        ("光伏组件制造", None, Standing::Open),
        ("污水处理", Some(60.0), Standing::NotMet),
        ("", Some(60.0), Standing::Open),
        ("光伏组件制造；污水处理设备制造", Some(60.0), Standing::NotMet),
    ];
    for (text, share, wanted) in rows {
        let mut known = Facts::default();
        if let Some(share) = share {
            known.set("green_revenue_share", greencat_core::policy::Known::Number(share), None);
        }
        let screening = policies.screen("ours", &known, Some(&classifier.classify(text))).unwrap();
        assert_eq!(screening.standing, wanted, "{text} {share:?}: {:?}", screening.findings);
    }
}

#[test]
fn a_threshold_that_asks_for_an_unknown_fact_is_refused() {
    let text = "id = \"x\"\nname = \"x\"\npark = \"x\"\n[wanted]\nverdict = \"direct\"\n[[require]]\nfact = \"nowhere\"\ntext = \"x\"\n";
    let profile: Profile = toml::from_str(text).unwrap();
    let faults = profile.join(&mut policies()).unwrap_err();
    assert!(faults.iter().any(|fault| fault.contains("nowhere")), "{faults:?}");
    assert!(toml::from_str::<Profile>("id = \"x\"\nnome = \"x\"").is_err());
}
