use greencat_core::policy::Standing as Reach;
use greencat_core::{Classifier, Verdict};

use super::*;
use crate::browse::atlas::Atlas;

const TODAY: &str = "2026-03-01";

fn case(text: &str) -> (Case, Atlas) {
    let classifier = Classifier::embedded();
    let atlas = Atlas::new(&classifier);
    (Case::new(&classifier, &atlas, "", text), atlas)
}

fn of<'s>(all: &'s [Screening], check: &str) -> &'s Screening {
    all.iter().find(|screening| screening.check == check).expect(check)
}

#[test]
fn answers_go_with_their_prospect_and_the_park_s_stay() {
    let mut desk = Desk::new();
    let ((first, _), (second, _)) = (case("电动机制造"), case("光伏组件制造"));
    desk.answer(Subject::Enterprise, "dishonest_debtor", Some(Known::YesNo(true)));
    desk.answer(Subject::Park, "zone_listed_2018", Some(Known::YesNo(true)));
    desk.received.insert("营业执照".to_owned());
    let standing = |desk: &Desk, case: &Case| of(&desk.screenings(case, TODAY, Lang::Chinese), "green-factory").standing;
    assert_eq!(standing(&desk, &first), Reach::NotMet);
    desk.turn(&first, "", &second.text);
    assert_eq!(standing(&desk, &second), Reach::Open);
    assert!(desk.received.is_empty() && desk.of_park(TODAY, Lang::Chinese).len() == 1);
    desk.turn(&second, "", &first.text);
    assert_eq!(standing(&desk, &first), Reach::NotMet);
    assert!(desk.received.contains("营业执照"));
}

#[test]
fn a_proven_entry_counts_as_stated() {
    let (mut case, atlas) = case("工业固体废物综合利用设备制造；电动机制造");
    let mut desk = Desk::new();
    let (wanted, open) = (Verdict::Direct, Verdict::Conditional);
    let verdicts = |case: &Case| settled(case).entries.iter().map(|entry| entry.verdict).collect::<Vec<_>>();
    assert!(verdicts(&case).contains(&open));
    let code = case.standings.iter().find(|standing| standing.verdict == open).expect("an open entry").code;
    for criterion in 0..case.found.entries.iter().find(|entry| entry.code == code).expect("it").criteria.len().max(1) {
        case.tick(code, criterion, &atlas);
    }
    assert!(verdicts(&case).iter().all(|verdict| *verdict == wanted));
    desk.chosen = 0;
    assert!(desk.screenings(&case, TODAY, Lang::Chinese).len() >= 7);
}

#[test]
fn today_is_the_reference_date_unless_another_is_given() {
    let (case, _) = case("污水处理设备制造");
    let mut desk = Desk::new();
    let period = |desk: &Desk| of(&desk.screenings(&case, TODAY, Lang::Chinese), "shandong-311-cluster").standing;
    assert_eq!(period(&desk), Reach::NotMet, "the plan is over");
    desk.answer(Subject::Enterprise, "as_of", Some(Known::Moment("2024-05-01".parse().expect("a day"))));
    assert_eq!(period(&desk), Reach::Open);
}

#[test]
fn every_fact_of_a_policy_can_be_reached_and_every_paper() {
    let (case, _) = case("电动机制造");
    let mut desk = Desk::new();
    for (place, screening) in desk.screenings(&case, TODAY, Lang::Chinese).iter().enumerate() {
        (desk.chosen, desk.inside) = (place, true);
        let stops = desk.stops(screening);
        assert_eq!(stops.iter().filter(|stop| matches!(stop, Stop::Paper(_))).count(), screening.papers.len());
        for (place, stop) in stops.iter().enumerate() {
            desk.stop = place;
            assert_eq!(desk.asked(screening).is_some(), matches!(stop, Stop::Fact(..)), "{}: {stop:?}", screening.check);
        }
    }
}

#[test]
fn a_key_goes_round_the_answers_and_back_to_none() {
    let mut desk = Desk::new();
    let fact = desk.policies.fact("factory_level").expect("it").clone();
    for _ in 0..fact.options.len() {
        let next = desk.cycled(Subject::Enterprise, &fact);
        assert!(next.is_some());
        desk.answer(Subject::Enterprise, &fact.id, next);
    }
    assert_eq!(desk.cycled(Subject::Enterprise, &fact), None);
    assert_eq!(desk.take_back().map(|fact| fact.id), Some("factory_level".to_owned()));
}

#[test]
fn a_file_s_facts_go_to_whom_they_are_about() {
    let mut desk = Desk::new();
    let mut facts = Facts::default();
    facts.set("zone_listed_2018", Known::YesNo(true), None);
    facts.set("independent_entity", Known::YesNo(true), None);
    facts.set("meets_standard", Known::YesNo(true), None);
    assert_eq!(desk.take(&facts, Subject::Enterprise), (Subject::Enterprise, 3));
    assert!(desk.park.get("zone_listed_2018").is_some() && desk.park.get("meets_standard").is_none());
    assert!(desk.prospect.get("independent_entity").is_some() && desk.prospect.get("meets_standard").is_some());
    // A file that is about the park says so.
    facts.set("park_boundary", Known::YesNo(true), None);
    facts.set("name", Known::Text("示例园区".to_owned()), None);
    assert_eq!(desk.take(&facts, Subject::Enterprise), (Subject::Park, 5));
    assert_eq!(desk.of_record()[0].as_deref(), Some("示例园区"));
}

#[test]
fn the_answers_become_a_facts_file_that_can_be_read_again() {
    let mut desk = Desk::new();
    let (case, _) = case("电动机制造");
    desk.answer(Subject::Enterprise, "last_delisted", Some(Known::Never));
    desk.answer(Subject::Enterprise, "factory_level", Some(Known::Text("省级".to_owned())));
    desk.answer(Subject::Park, "industrial_share", Some(Known::Number(62.5)));
    let file = desk.checked(&case, TODAY, Lang::Chinese).facts_file(Lang::Chinese).expect("a file");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("facts.toml");
    std::fs::write(&path, &file).expect("written");
    let facts = crate::screening::read_answers(&path, &desk.policies, crate::args::Lang::Zh).expect("facts");
    assert_eq!(facts.iter().count(), 3, "{file}");
    assert!(Desk::new().checked(&case, TODAY, Lang::Chinese).facts_file(Lang::Chinese).is_none());
}

#[test]
fn an_ordinary_business_has_no_policies_on_its_record_until_someone_checks_them() {
    let (ordinary, _) = case("日用百货销售");
    let mut desk = Desk::new();
    assert!(desk.checked(&ordinary, TODAY, Lang::Chinese).screenings.is_empty());
    desk.answer(Subject::Enterprise, "independent_entity", Some(Known::YesNo(true)));
    assert!(!desk.checked(&ordinary, TODAY, Lang::Chinese).screenings.is_empty());
}
