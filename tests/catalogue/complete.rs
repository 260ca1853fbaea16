//! All nodes, scope items and criteria of the 2019 edition are there.

use std::collections::BTreeSet;

use greencat_core::{Code, Role};

use crate::SOURCE;

#[test]
fn the_tree_has_6_groups_30_subgroups_and_211_entries() {
    let level = |level: u8| SOURCE.groups.iter().filter(|group| group.code.level() == level).count();
    assert_eq!((level(1), level(2), SOURCE.entries.len()), (6, 30, 211));
}

#[test]
fn every_entry_has_its_parent_and_its_code_once() {
    let groups: BTreeSet<Code> = SOURCE.groups.iter().map(|group| group.code).collect();
    let mut seen = BTreeSet::new();
    for entry in &SOURCE.entries {
        let code: Code = entry.code.parse().expect("a code");
        assert!(seen.insert(code), "{code} stands twice");
        assert!(code.parent().is_some_and(|parent| groups.contains(&parent)), "{code} has no parent");
    }
}

#[test]
fn entries_are_numbered_without_gaps() {
    let codes: BTreeSet<Code> = SOURCE.entries.iter().filter_map(|entry| entry.code.parse().ok()).collect();
    for code in &codes {
        let text = code.to_string();
        let (parent, number) = text.rsplit_once('.').expect("level 3");
        let number: u8 = number.parse().expect("a number");
        for before in 1..number {
            let sibling: Code = format!("{parent}.{before}").parse().expect("a code");
            assert!(codes.contains(&sibling), "{code} stands without {sibling}");
        }
    }
}

#[test]
fn the_396_citations_are_all_there() {
    let cited = SOURCE.entries.iter().flat_map(|entry| &entry.criteria).filter(|criterion| !criterion.title.is_empty()).count();
    assert_eq!(cited, 396);
}

#[test]
fn every_entry_has_names_roles_a_page_and_scope_items() {
    for entry in &SOURCE.entries {
        let code = &entry.code;
        assert!(!entry.name.is_empty() && !entry.name_en.is_empty(), "{code} lacks a name");
        assert!(entry.name_en.is_ascii(), "{code}: {:?} is no English name", entry.name_en);
        assert!(!entry.roles.is_empty() && entry.roles.iter().all(|role| Role::parse(role).is_some()), "{code}: {:?}", entry.roles);
        // The official explanation has 58 pages.
        assert!((1..=58).contains(&entry.page), "{code} on page {}", entry.page);
        assert!(!entry.scope.is_empty(), "{code} has no scope item");
        assert!(["official", "ours"].contains(&entry.scope_source.as_str()), "{code}: {}", entry.scope_source);
        let items: BTreeSet<&String> = entry.scope.iter().collect();
        assert_eq!(items.len(), entry.scope.len(), "{code} names a scope item twice");
        for item in &entry.scope {
            // Items are facts restated, not sentences taken over.
            assert!(item.chars().count() <= 30 && !item.contains('。'), "{code}: {item}");
        }
    }
}

#[test]
fn criteria_say_what_is_required() {
    for entry in &SOURCE.entries {
        for criterion in &entry.criteria {
            let code = &entry.code;
            assert!(!criterion.subject.is_empty(), "{code}: a criterion without a subject");
            criterion.relation().unwrap_or_else(|error| panic!("{code}: {error}"));
            let required = !criterion.requirement().is_empty();
            assert!(required || !criterion.title.is_empty(), "{code}: {} requires nothing", criterion.subject);
            assert!(criterion.unit.is_empty() || criterion.value.is_some(), "{code}: a unit without a value");
        }
    }
}

#[test]
fn groups_are_named_in_both_languages() {
    assert!(SOURCE.groups.iter().all(|group| !group.name.is_empty() && group.name_en.is_ascii() && !group.name_en.is_empty()));
}

#[test]
fn each_question_is_raised_by_one_verdict_of_one_entry() {
    let mut seen = BTreeSet::new();
    for question in &SOURCE.questions {
        assert!(question.answers.len() >= 2, "{} has fewer than two answers", question.zh);
        for entry in &question.entries {
            assert!(seen.insert((entry, &question.verdict)), "{entry} {} raises two questions", question.verdict);
        }
    }
}
