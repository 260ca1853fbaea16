//! What holds for any text.

use greencat_core::{Classification, Classifier, Outcome, Verdict};
use proptest::prelude::*;

/// Pieces of registrations that texts are made of; the laws hold for any mixture of them and of noise.
const PIECES: [&str; 28] = [
    "光伏组件",
    "污水处理",
    "电动机",
    "园林绿化工程",
    "废旧金属",
    "日用百货",
    "充电桩",
    "有机肥",
    "环保设备",
    "苗木",
    "生产",
    "销售",
    "研发",
    "的",
    "、",
    "；",
    "，",
    "。",
    "：",
    "（",
    "）",
    "（不含危险化学品）",
    "依法须经批准的项目",
    "除外",
    "及",
    "技术咨询",
    "运营",
    " ",
];

fn registration() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60).prop_map(|pieces| pieces.concat())
}

fn noise() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), registration(), (registration(), any::<String>()).prop_map(|(a, b)| a + &b)]
}

fn check(text: &str, answer: &Classification) {
    let chars: Vec<char> = text.chars().collect();
    for entry in &answer.entries {
        assert_eq!(entry.score, entry.evidence.iter().map(|evidence| evidence.points).sum::<i32>(), "a score is the sum of its evidence");
        assert!(!entry.evidence.is_empty(), "a verdict rests on words");
        for evidence in &entry.evidence {
            let (start, end) = (evidence.span.start as usize, evidence.span.end as usize);
            assert!(start < end && end <= chars.len(), "a span lies within the text");
            assert_eq!(evidence.term, chars[start..end].iter().collect::<String>(), "a span's words are its term");
            assert_eq!(evidence.span.slice(text), evidence.term, "a span slices its term");
        }
        assert!(entry.confidence.0 <= 100);
    }
    let ranks: Vec<(bool, i32)> = answer.entries.iter().map(|entry| (!entry.verdict.is_positive(), -entry.score)).collect();
    assert!(ranks.is_sorted(), "entries are ranked: direct and conditional by score, then near");
    let count = |verdict| answer.entries.iter().filter(|entry| entry.verdict == verdict).count();
    assert!(count(Verdict::Direct) <= 6 && count(Verdict::Conditional) <= 3 && count(Verdict::Near) <= 3);
    let expected = match answer.entries.iter().map(|entry| entry.verdict).max() {
        Some(Verdict::Direct) => vec![Outcome::Green],
        Some(Verdict::Conditional) => vec![Outcome::Conditional],
        Some(Verdict::Near) => vec![Outcome::Near],
        None => vec![Outcome::None, Outcome::Unclear],
    };
    assert!(expected.contains(&answer.outcome), "the outcome is the strongest verdict");
}

proptest! {
    #[test]
    fn classifying_any_text_returns_a_consistent_answer(text in noise()) {
        check(&text, &Classifier::embedded().classify(&text));
    }

    #[test]
    fn the_same_text_gives_the_same_answer(text in registration()) {
        let classifier = Classifier::embedded();
        prop_assert_eq!(classifier.classify(&text), classifier.classify(&text));
    }

    #[test]
    fn boilerplate_at_the_end_changes_no_verdict(text in registration()) {
        let classifier = Classifier::embedded();
        let verdicts = |text: &str| -> Vec<_> { classifier.classify(text).entries.iter().map(|entry| (entry.code, entry.verdict)).collect() };
        let closed = format!("{text}。");
        let longer = format!("{closed}（依法须经批准的项目，经相关部门批准后方可开展经营活动）");
        // An open bracket would swallow the boilerplate together with what stands before it.
        prop_assume!(text.matches('（').count() == text.matches('）').count());
        prop_assert_eq!(verdicts(&closed), verdicts(&longer));
    }

    #[test]
    fn full_width_and_traditional_text_reads_like_plain_text(prefix in "[0-9]{0,3}") {
        let classifier = Classifier::embedded();
        let verdicts = |text: &str| -> Vec<_> { classifier.classify(text).entries.iter().map(|entry| (entry.code, entry.verdict)).collect() };
        prop_assert_eq!(verdicts(&format!("{prefix}、ＬＥＤ燈具；汙水處理，風力發電")), verdicts(&format!("{prefix}、LED灯具;污水处理,风力发电")));
    }
}

#[test]
fn an_empty_text_is_unclear() {
    for text in ["", " ", "\n\n", "的", "（）", "\u{0}\u{7}", "\u{200B}"] {
        assert_eq!(Classifier::embedded().classify(text).outcome, Outcome::Unclear, "{text:?}");
    }
}

#[test]
fn odd_texts_are_classified_like_any_other() {
    let classifier = Classifier::embedded();
    for text in
        ["😀🌱♻️", "污水处理\u{1B}[31m；光伏", "((((((((((光伏))))))))))", ")))光伏(((", "\u{202E}光伏组件生产", "A\u{301}光伏组件生产"]
    {
        check(text, &classifier.classify(text));
    }
}

#[test]
fn a_million_characters_are_answered_in_small() {
    let classifier = Classifier::embedded();
    for piece in ["污水", "污水处理、", "（", "（污水处理）", "无"] {
        // Quadratic time would not end here; how long it takes is told by the benches.
        check_size(&classifier.classify(&piece.repeat(1_000_000 / piece.chars().count())));
    }
}

/// However long the text, the answer stays small.
fn check_size(answer: &Classification) {
    assert!(answer.entries.len() <= 12 && answer.entries.iter().all(|entry| entry.evidence.len() <= 60));
}
