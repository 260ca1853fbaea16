use greencat_core::Classifier;

use super::*;
use crate::browse::atlas::Atlas;

fn case(text: &str) -> (Case, Atlas) {
    let classifier = Classifier::embedded();
    let atlas = Atlas::new(&classifier);
    (Case::new(&classifier, &atlas, "光明<b>公司", text), atlas)
}

const ATTACK: &str = "光伏组件制造；<script>alert(1)</script> [链接](http://x) \u{1b}[31m\u{202e}# 标题";

#[test]
fn nothing_of_a_strangers_text_is_read_as_markup() {
    let (case, _) = case(ATTACK);
    let page = Page { case: &case, policies: &Checked::default(), lang: Lang::Chinese, date: "2026-11-24" };
    let html = html(&page);
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
    assert!(html.contains("光明&lt;b&gt;公司"));
    let markdown = markdown(&page);
    assert!(!markdown.contains("<script") && !markdown.contains("[链接](") && !markdown.contains(" # 标题"), "{markdown}");
    for text in [&html, &markdown] {
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
    }
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let write = || {
        let (case, _) = case("光伏组件、电动机制造；充电桩销售");
        let page = Page { case: &case, policies: &Checked::default(), lang: Lang::Chinese, date: "2026-11-24" };
        (markdown(&page), html(&page), json(&page).expect("JSON"), file_stem(&case))
    };
    assert_eq!(write(), write());
}

#[test]
fn a_long_text_is_cut_to_what_surrounds_the_evidence() {
    let filler = "日用百货销售；".repeat(4_000);
    let (case, _) = case(&format!("{filler}光伏组件制造；{filler}"));
    let page = Page { case: &case, policies: &Checked::default(), lang: Lang::Chinese, date: "2026-11-24" };
    let runs = page.runs();
    let len: usize = runs
        .iter()
        .map(|run| match run {
            Run::Plain(text) | Run::Evidence(_, text) => text.chars().count(),
            Run::Gap => 0,
        })
        .sum();
    assert!(len <= TEXT + 100, "{len}");
    assert!(runs.iter().any(|run| matches!(run, Run::Evidence(_, text) if text == "光伏组件")), "{runs:?}");
    assert_eq!((runs.first(), runs.last()), (Some(&Run::Gap), Some(&Run::Gap)));
}

#[test]
fn ticks_and_answers_stand_in_every_format() {
    let (mut case, atlas) = case("电动机制造");
    let code = case.standings[0].code;
    case.tick(code, 0, &atlas);
    let yes = case.question.as_ref().expect("a question").1.answers[0].text.clone();
    case.answer(0, &atlas);
    let page = Page { case: &case, policies: &Checked::default(), lang: Lang::Chinese, date: "2026-11-24" };
    assert!(markdown(&page).contains("- [x]") && markdown(&page).contains("## 询问"));
    assert!(html(&page).contains('☑') && html(&page).contains("询问"));
    let value: serde_json::Value = serde_json::from_str(&json(&page).expect("JSON")).expect("JSON");
    assert_eq!(value["ticks"][0]["tick"], "met");
    assert_eq!(value["answers"][0]["answer"], *yes);
}

/// Goods of many entries, each with criteria, and a text with as many lines as words.
const LARGE: &str = "光伏组件、风力发电机组、储能电池、节能电动机、节能变压器、大气污染防治设备制造；污水处理设施建设运营；危险废物处置；充电站运营；电动机、水泵、风机制造；新能源汽车、光伏逆变器销售；";

#[test]
fn a_record_of_many_entries_and_lines_keeps_to_its_page_and_says_what_it_leaves_out() {
    let (case, _) = case(&LARGE.repeat(6).replace('；', "；\n"));
    let page = Page { case: &case, policies: &Checked::default(), lang: Lang::Chinese, date: "2026-11-24" };
    assert!(page.more() > 0 && page.standings().len() == ENTRIES);
    let wanted = page.criteria();
    assert!(wanted.iter().all(|wanted| !wanted.criteria.is_empty()), "each entry keeps a criterion: {wanted:?}");
    assert!(wanted.iter().any(|wanted| wanted.left_out > 0), "{wanted:?}");
    for text in [markdown(&page), html(&page)] {
        assert!(text.contains("项，见 JSON") && text.contains("个条目，见 JSON"), "{text}");
    }
    assert!(!html(&page).contains("；\n\n"));
}

#[test]
fn what_the_officer_ticked_is_not_left_out() {
    let (mut case, atlas) = case(&LARGE.repeat(6));
    let code = case.standings.iter().max_by_key(|standing| checklist(standing).len()).expect("entries").code;
    let last = checklist(case.standings.iter().find(|standing| standing.code == code).expect("it")).len() - 1;
    case.tick(code, last, &atlas);
    let page = Page { case: &case, policies: &Checked::default(), lang: Lang::Chinese, date: "2026-11-24" };
    let wanted = page.criteria();
    let there = wanted.iter().find(|wanted| wanted.standing.code == code);
    assert!(there.is_some_and(|wanted| wanted.criteria.iter().any(|(_, tick)| *tick == Some(Tick::Met))), "{wanted:?}");
}

#[test]
fn evidence_stands_once_and_an_open_question_is_told() {
    let (case, _) = case("电动机制造；电动机制造");
    let page = Page { case: &case, policies: &Checked::default(), lang: Lang::English, date: "2026-11-24" };
    let words = terms(&case.standings[0]);
    assert!(words.iter().enumerate().all(|(place, word)| !words[..place].contains(word)), "{words:?}");
    assert!(markdown(&page).contains("**to be asked**"), "{}", markdown(&page));
    assert!(html(&page).contains("energy-saving electric motors"), "an English record names entries in English");
}

#[test]
fn where_no_policy_was_looked_at_no_second_sheet_begins() {
    let (case, _) = case("光伏组件、水泵制造；充电桩运营");
    let page = Page { case: &case, policies: &Checked::default(), lang: Lang::Chinese, date: "2026-11-24" };
    assert!(!html(&page).contains("<section class=\"policies\""));
}
