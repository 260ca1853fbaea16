//! show, search, tree, completions, man.

use crate::run::{code, err, out, run, snapshots};

#[test]
fn an_entry_is_shown_with_scope_conditions_and_page() {
    let output = run(&["show", "1.1.8"], "");
    assert_eq!(code(&output), 0);
    snapshots(|| insta::assert_snapshot!("show", out(&output)));
    let json: serde_json::Value = serde_json::from_slice(&run(&["show", "1.1.8", "--format", "json"], "").stdout).unwrap();
    assert_eq!(json["name"], "节能电机制造");
    assert_eq!(json["roles"][0], "make");
    assert!(json["criteria"].as_array().is_some_and(|criteria| !criteria.is_empty()));
}

#[test]
fn a_group_is_shown_with_what_is_below_it() {
    let shown = out(&run(&["show", "3"], ""));
    assert!(shown.starts_with("3 清洁能源产业"), "{shown}");
    assert!(shown.contains("3.1") && !shown.contains("3.1.1"));
}

#[test]
fn an_unknown_code_is_an_error_that_helps() {
    let output = run(&["show", "9.9.9"], "");
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("9.9.9"));
    let output = run(&["show", "充电桩"], "");
    assert!(err(&output).contains("1.4.2"), "{}", err(&output));
}

#[test]
fn a_search_finds_codes_names_terms_standards_english_and_near_spellings() {
    for (query, expected) in [
        ("3.1.2", "3.1.2"),
        ("节能电机制造", "1.1.8"),
        ("充电桩", "1.4.2"),
        ("gb18613", "1.1.8"),
        ("GB 18613-2020", "1.1.8"),
        ("wind power", "3.1.1"),
        ("WIND POWER", "3.1.1"),
        ("太陽能電池", "3.1.2"),
        ("光付组件", "3.1.2"),
        ("节能电机制早", "1.1.8"),
    ] {
        let output = run(&["search", query], "");
        assert_eq!(code(&output), 0, "{query}");
        let first = out(&output).lines().next().unwrap_or_default().to_owned();
        assert!(first.starts_with(expected), "{query}: {first}");
    }
    let output = run(&["search", "量子纠缠"], "");
    assert_eq!((code(&output), out(&output).as_str()), (1, ""));
}

#[test]
fn a_search_tells_what_matched() {
    let json: serde_json::Value = serde_json::from_slice(&run(&["search", "gb18613", "--format", "json"], "").stdout).unwrap();
    assert_eq!(json[0]["code"], "1.1.8");
    assert_eq!(json[0]["matched"]["kind"], "standard");
    assert_eq!(json[0]["matched"]["text"], "GB 18613");
}

#[test]
fn the_tree_has_every_node_once() {
    let all = out(&crate::run::greencat().env("COLUMNS", "120").arg("tree").output().unwrap());
    assert_eq!(all.lines().count(), 247);
    let part = run(&["tree", "3.4"], "");
    snapshots(|| insta::assert_snapshot!("tree", out(&part)));
    assert_eq!(code(&run(&["tree", "7"], "")), 2);
}

#[test]
fn completions_and_the_manual_are_printed() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(out(&run(&["completions", shell], "")).contains("greencat"), "{shell}");
    }
    assert!(out(&run(&["man"], "")).contains(".TH greencat"));
}

#[test]
fn the_crosswalk_tells_successors_both_ways_and_that_it_is_not_official() {
    let output = run(&["crosswalk", "1.7.8"], "");
    assert_eq!(code(&output), 0);
    snapshots(|| insta::assert_snapshot!("crosswalk", out(&output)));
    let english = out(&run(&["--lang", "en", "crosswalk", "3.1.6"], ""));
    assert!(english.contains("nothing in 2025 corresponds") && english.contains("derived, not official"), "{english}");
    let back: serde_json::Value =
        serde_json::from_slice(&run(&["crosswalk", "6.4.7", "--from", "2025", "--format", "json"], "").stdout).unwrap();
    assert_eq!(back["mark"], "derived, not official");
    let codes: Vec<&str> = back["links"].as_array().unwrap().iter().filter_map(|link| link["code"].as_str()).collect();
    assert!(codes.contains(&"1.7.8"), "{codes:?}");
    let all = run(&["crosswalk", "--format", "json"], "");
    let all: serde_json::Value = serde_json::from_slice(&all.stdout).unwrap();
    assert_eq!(all["links"].as_array().map(Vec::len), Some(211));
}

#[test]
fn the_crosswalk_of_a_code_that_is_not_there_says_so() {
    let output = run(&["crosswalk", "9.9.9"], "");
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("9.9.9"), "{}", err(&output));
    let output = run(&["crosswalk", "9.9.9", "--from", "2025"], "");
    assert_eq!((code(&output), out(&output).as_str()), (1, ""));
    assert!(err(&output).contains("9.9.9"), "{}", err(&output));
    assert_eq!(code(&run(&["crosswalk", "污水", "--from", "2025"], "")), 2);
}
