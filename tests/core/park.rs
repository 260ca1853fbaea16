//! A park's figures, checked by hand on small parks, and as laws on any.

use greencat_core::Classifier;
use greencat_core::park::{Chains, Member, State, Survey, survey};
use proptest::prelude::*;

const GREEN: &str = "光伏组件制造";
const OPEN: &str = "电动机制造";
const ORDINARY: &str = "日用百货销售";

fn chains() -> Chains {
    serde_json::from_str(include_str!("../../core/data/chains.json")).unwrap()
}

fn park(rows: &[(&str, Option<f64>, Option<u16>)]) -> Survey {
    let classifier = Classifier::embedded();
    let members: Vec<Member> = (1..)
        .zip(rows)
        .map(|(number, (text, value, year))| Member::new(format!("企业{number}"), *value, *year, Some(&classifier.classify(text))))
        .collect();
    survey(&members, &chains(), &classifier)
}

#[test]
fn what_is_conditional_makes_a_range() {
    let survey = park(&[(GREEN, Some(50.0), None), (OPEN, Some(25.0), None), (ORDINARY, Some(25.0), None), (ORDINARY, None, None)]);
    assert_eq!((survey.green.count_share.least, survey.green.count_share.most), (0.25, 0.5));
    assert_eq!((survey.green.value_share.least, survey.green.value_share.most), (0.5, 0.75));
    assert_eq!((survey.green.members, survey.green.with_value), (4, 3));
}

#[test]
fn a_leader_is_certain_only_when_no_open_case_can_overtake_it() {
    let certain = park(&[(GREEN, Some(50.0), None), (OPEN, Some(49.0), None)]).leading.unwrap();
    assert_eq!((certain.is_certain(), certain.candidates[0].code.to_string().as_str()), (true, "3.1"));
    let open = park(&[(GREEN, Some(50.0), None), (OPEN, Some(51.0), None)]).leading.unwrap();
    assert_eq!((open.is_certain(), open.candidates.len()), (false, 2));
    let by_count = park(&[(GREEN, None, None), (GREEN, None, None), (OPEN, None, None)]).leading.unwrap();
    assert!(!by_count.by_value && by_count.is_certain());
    assert_eq!(park(&[(ORDINARY, Some(1.0), None)]).leading, None);
}

#[test]
fn who_has_no_value_is_left_out_of_what_goes_by_value_and_told() {
    let leading = park(&[(GREEN, Some(50.0), None), (OPEN, None, None), (GREEN, None, None), (ORDINARY, None, None)]).leading.unwrap();
    assert_eq!((leading.by_value, leading.left_out), (true, 2));
    assert_eq!(park(&[(GREEN, None, None), (OPEN, None, None)]).leading.unwrap().left_out, 0);
}

#[test]
fn concentration_is_the_textbook_s() {
    // Shares 0.5, 0.3, 0.2: HHI = 2500 + 900 + 400.
    let survey = park(&[(GREEN, Some(50.0), None), ("污水处理", Some(30.0), None), ("环境监测服务", Some(20.0), None)]);
    let case = survey.by_group.direct.unwrap();
    assert_eq!((case.parts, case.top, case.cr4, case.hhi), (3, 0.5, 1.0, 3800.0));
    let alone = park(&[(GREEN, Some(7.0), None)]).by_group.direct.unwrap();
    assert_eq!((alone.top, alone.hhi), (1.0, 10_000.0));
    assert_eq!(park(&[(ORDINARY, Some(1.0), None)]).by_group.direct, None);
}

#[test]
fn a_chain_tells_what_is_there_what_is_missing_and_what_the_catalogue_lacks() {
    let survey = park(&[(GREEN, None, None), ("太阳能热水器批发", None, None)]);
    let solar = survey.chains.iter().find(|chain| chain.name == "太阳能").unwrap();
    let [make, build, serve, recycle] = solar.cells.as_slice() else { panic!("four stages") };
    assert_eq!((make.direct, make.is_missing()), (1, false));
    assert!(build.is_missing() && serve.is_missing());
    assert!(!recycle.in_catalogue && !recycle.is_missing(), "the catalogue has no recycling of solar parts: no gap of the park");
    assert!(!survey.chains.iter().any(|chain| chain.name == "核电"), "a chain that the park has nothing of is not shown");
}

#[test]
fn years_make_a_trend_and_the_latest_one_is_counted() {
    let rows = [
        (GREEN, Some(10.0), Some(2024)),
        (ORDINARY, Some(30.0), Some(2024)),
        (GREEN, Some(20.0), Some(2025)),
        (ORDINARY, Some(20.0), None),
    ];
    let survey = park(&rows);
    assert_eq!((survey.year, survey.set_aside, survey.green.members), (Some(2025), 3, 1));
    let years: Vec<(u16, f64)> = survey.trend.iter().map(|year| (year.year, year.green.value_share.least)).collect();
    assert_eq!(years, [(2024, 0.25), (2025, 1.0)]);
    assert!(park(&[(GREEN, None, Some(2025))]).trend.is_empty(), "one year is no trend");
}

#[test]
fn what_cannot_be_read_or_is_no_amount_is_told_apart() {
    let classifier = Classifier::embedded();
    let members = [
        Member::new("甲", Some(f64::NAN), None, Some(&classifier.classify(GREEN))),
        Member::new("甲", Some(-3.0), None, Some(&classifier.classify(""))),
        Member::new("乙", None, None, None),
    ];
    let survey = survey(&members, &Chains::default(), &classifier);
    let of = |state| survey.states.iter().find(|one| one.state == state).unwrap().members;
    assert_eq!((of(State::Green), of(State::Unclear), of(State::Unreadable)), (1, 1, 1));
    assert_eq!((survey.green.with_value, survey.green.value), (0, 0.0));
    assert_eq!(survey.repeated, ["甲"]);
}

proptest! {
    #[test]
    fn shares_lie_within_bounds_and_parts_add_up(rows in prop::collection::vec((0..6_usize, prop::option::of(0.0..1e9_f64)), 0..40)) {
        const TEXTS: [&str; 6] = [GREEN, OPEN, ORDINARY, "污水处理", "充电桩销售", ""];
        let rows: Vec<_> = rows.iter().map(|(text, value)| (TEXTS[*text], *value, None)).collect();
        let survey = park(&rows);
        let (count, value) = (survey.green.count_share, survey.green.value_share);
        for share in [count, value] {
            prop_assert!(0.0 <= share.least && share.least <= share.most && share.most <= 1.0);
        }
        prop_assert_eq!(survey.states.iter().map(|one| one.members).sum::<usize>(), rows.len());
        for groups in &survey.levels {
            let of = |state| survey.states.iter().find(|one| one.state == state).unwrap().members;
            prop_assert_eq!(groups.iter().map(|group| group.direct).sum::<usize>(), of(State::Green));
            prop_assert_eq!(groups.iter().map(|group| group.conditional).sum::<usize>(), of(State::Conditional));
        }
        for case in [&survey.by_group.direct, &survey.by_group.with_conditional].into_iter().flatten() {
            let least = 10_000.0 / f64::from(u32::try_from(case.parts).unwrap());
            prop_assert!(case.hhi >= least.floor() && case.hhi <= 10_000.0, "{:?}", case);
        }
    }
}
