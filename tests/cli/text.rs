//! The answer for a person.

use crate::run::{code, out, run, snapshots};

#[test]
fn an_answer_names_entries_words_proofs_and_the_question() {
    let output = run(&["classify", "光伏组件的研发、生产；电动机制造；风机批发；日用百货销售"], "");
    assert_eq!(code(&output), 0);
    snapshots(|| insta::assert_snapshot!("text", out(&output)));
}

#[test]
fn an_answer_can_be_had_in_english() {
    let output = run(&["classify", "--lang", "en", "光伏组件的研发、生产"], "");
    snapshots(|| insta::assert_snapshot!("text-en", out(&output)));
}

#[test]
fn the_telling_words_are_coloured_on_request_and_never_without() {
    let coloured = crate::run::greencat().env("CLICOLOR_FORCE", "1").args(["classify", "光伏组件生产"]).output().unwrap();
    let coloured = out(&coloured);
    assert!(coloured.contains("\u{1b}["), "{coloured:?}");
    assert!(coloured.contains("\u{1b}[4m") || coloured.contains(";4"), "the subject is underlined in the text: {coloured:?}");
    let plain = crate::run::greencat().env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").args(["classify", "光伏组件生产"]).output().unwrap();
    assert!(out(&plain).chars().any(|c| c == '光'));
    assert!(!out(&run(&["classify", "光伏组件生产"], "")).contains('\u{1b}'));
}

#[test]
fn lines_keep_to_the_width_of_the_screen() {
    for columns in ["30", "60", "100"] {
        let output = crate::run::greencat()
            .env("COLUMNS", columns)
            .args(["classify", "电动机制造、光伏组件的研发、生产，污水处理工程的设计与施工；充电桩运营"])
            .output()
            .unwrap();
        for line in out(&output).lines() {
            let width: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            assert!(width <= columns.parse::<usize>().unwrap() + 2, "{width} > {columns}: {line}");
        }
    }
}

#[test]
fn escapes_in_a_text_never_reach_the_screen() {
    let evil = "光伏\u{1b}]0;title\u{7}组件\u{9b}31m生产\u{202e}\u{7f}\u{8}";
    for format in ["text", "json", "ndjson"] {
        for forced in ["0", "1"] {
            let output =
                crate::run::greencat().env("CLICOLOR_FORCE", forced).args(["classify", "--format", format, evil]).output().unwrap();
            let printed = out(&output);
            for bad in ["\u{1b}]", "\u{7}", "\u{9b}", "\u{202e}", "\u{7f}", "\u{8}"] {
                assert!(!printed.contains(bad), "{format}: {bad:?} in {printed:?}");
            }
        }
    }
}

#[test]
fn messages_about_what_was_written_are_safe_too() {
    for arguments in [
        vec!["show", "\u{1b}[31m"],
        vec!["search", "\u{1b}]0;x\u{7}"],
        vec!["\u{1b}[2J"],
        vec!["classify", "--column", "\u{1b}[2J", "-f", "\u{9b}2J"],
    ] {
        let output = run(&arguments, "");
        assert!(!crate::run::err(&output).contains(['\u{1b}', '\u{9b}', '\u{7}']), "{arguments:?}: {:?}", crate::run::err(&output));
        assert!(!out(&output).contains(['\u{1b}', '\u{9b}', '\u{7}']));
    }
}
