//! Interrupted runs, and how they go on.

use std::io::Write;
use std::process::{Child, ChildStdin, Output, Stdio};
use std::time::{Duration, Instant};

use calamine::{Reader, open_workbook_auto};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::bulk::rows;
use crate::run::{Folder, code, err, greencat, text};

/// A run in the folder.
fn start(folder: &Folder, arguments: &[&str]) -> Child {
    let mut command = greencat();
    command.args(arguments).current_dir(folder.path("")).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn wait_for(what: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !what() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// What Ctrl-C sends.
#[cfg(unix)]
fn interrupt(child: Child) -> Output {
    std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    child.wait_with_output().unwrap()
}

/// Where there are no signals, what is left is to kill.
#[cfg(not(unix))]
fn interrupt(child: Child) -> Output {
    kill(child)
}

fn kill(mut child: Child) -> Output {
    child.kill().unwrap();
    child.wait_with_output().unwrap()
}

/// Gives what a program that has ended does not take any more.
fn give(input: &mut ChildStdin, bytes: &[u8]) {
    let _ = input.write_all(bytes);
}

/// A file as a person sees it: of a workbook every cell of every sheet, since it also says when it was made.
fn seen(folder: &Folder, name: &str) -> Vec<String> {
    if !name.contains(".xlsx") {
        return vec![folder.read(name)];
    }
    let mut book = open_workbook_auto(folder.path(name)).unwrap();
    let mut seen = Vec::new();
    for sheet in book.sheet_names() {
        for (row, column, cell) in book.worksheet_range(&sheet).unwrap().cells() {
            seen.push(format!("{sheet} {row} {column} {cell:?}"));
        }
    }
    seen
}

/// The summary, without what is of this run alone.
fn summary(output: &Output) -> Value {
    let mut summary: Value = serde_json::from_str(err(output).lines().last().unwrap()).unwrap();
    for rate in ["seconds", "records_per_second"] {
        assert!(summary.as_object_mut().unwrap().remove(rate).is_some());
    }
    summary
}

/// Texts with everything that could come out differently the second time: formulas, line ends, numbers, cells that are
/// too long for a workbook, rows that cannot be read.
fn odd_rows() -> String {
    let mut csv = rows(900);
    for number in 0..60 {
        csv.push_str(&format!(
            "{number},风力发电机组制造；第{number}批\n\"00{number}\n\"\"\",=光伏组件{number}\n戊公司{number}\n-12.50,\u{1b}[31m\u{9b}\n"
        ));
    }
    csv.push_str(&format!("长,{}\n", "光伏组件、".repeat(9000)));
    csv + &rows(300)
}

/// The same as objects: numbered and not, with fields that come and go, a bare text, lines that are none.
fn odd_objects() -> String {
    let csv = odd_rows();
    let mut lines = "\n{not json}\n".to_owned();
    for (number, row) in csv::Reader::from_reader(csv.as_bytes()).records().filter_map(Result::ok).enumerate() {
        let (id, text) = (&row[0], &row[1]);
        lines += &match number % 7 {
            6 => json!(text),
            5 => json!({"新": [number, "=1+1"], "新的": id, "text": text}),
            rest => json!({"id": number, "text": text, "名称": id, "=余": rest}),
        }
        .to_string();
        lines += "\n";
    }
    lines
}

/// What can be written, of what, and how.
const KINDS: [(&str, &[&str]); 12] = [
    ("csv", &["out.xlsx"]),
    ("csv", &["out.xlsx", "--long", "--lang", "en"]),
    ("csv", &["out.xlsx", "--review", "70"]),
    ("csv", &["out.csv", "--review", "400"]),
    ("csv", &["out.json", "--review", "9"]),
    ("csv", &["out.csv", "--long"]),
    ("csv", &["out.json"]),
    ("ndjson", &["out.csv", "--lang", "en"]),
    ("ndjson", &["out.xlsx", "--long"]),
    ("ndjson", &["out.tsv", "--review", "400"]),
    ("ndjson", &["out.ndjson"]),
    ("ndjson", &["out.json", "--review", "70"]),
];

proptest! {
    // What happens depends on the time, and a failure must not be tried again and again.
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn a_run_ended_anywhere_goes_on_and_ends_as_if_nothing_had_happened(
        kind in 0..KINDS.len(),
        ends in prop::collection::vec((0.0..1.0_f64, any::<bool>()), 1..3),
    ) {
        let (from, how) = KINDS[kind];
        let input = if from == "csv" { odd_rows() } else { odd_objects() }.into_bytes();
        let folder = Folder::new();
        let name = how[0];
        let mut arguments = vec!["classify", "-", "--from", from, "--summary", "json", "-o"];
        arguments.extend(how);
        let mut child = start(&folder, &arguments);
        give(&mut child.stdin.take().unwrap(), &input);
        let clean = child.wait_with_output().unwrap();
        prop_assert_eq!(code(&clean), 3, "{}", err(&clean));
        let expected = seen(&folder, name);
        std::fs::remove_file(folder.path(name)).unwrap();

        let note = folder.path(&format!("{name}.partial.json"));
        arguments.push("--resume");
        for (part, gently) in ends {
            let mut child = start(&folder, &arguments);
            let mut stdin = child.stdin.take().unwrap();
            let noted = || std::fs::metadata(&note).and_then(|data| data.modified()).ok();
            let before = noted();
            let (first, rest) = input.split_at((input.len() as f64 * part) as usize);
            give(&mut stdin, first);
            // Once it is noted how far the file is good, Ctrl-C is listened to; a kill hits what was written after that.
            wait_for(|| noted() != before);
            give(&mut stdin, &rest[..rest.len() / 2]);
            std::thread::sleep(Duration::from_millis(30));
            // The input stays open until then: the run cannot end by itself.
            let output = if gently { interrupt(child) } else { kill(child) };
            prop_assert_ne!(output.status.code(), Some(0), "{}", err(&output));
            drop(stdin);
        }
        let mut child = start(&folder, &arguments);
        give(&mut child.stdin.take().unwrap(), &input);
        let output = child.wait_with_output().unwrap();
        prop_assert_eq!(code(&output), 3, "{}", err(&output));
        prop_assert!(err(&output).contains("接着做") || err(&output).contains("going on"), "{}", err(&output));
        prop_assert_eq!(folder.names(), [name]);
        prop_assert_eq!(summary(&output), summary(&clean));
        prop_assert!(seen(&folder, name) == expected, "{:?} differs", KINDS[kind]);
    }
}

/// A run on files, ended by Ctrl-C when it has come some way.
#[cfg(unix)]
fn interrupted(folder: &Folder, arguments: &[&str], name: &str) -> Output {
    let child = start(folder, arguments);
    let partial = folder.path(&format!("{name}.partial"));
    wait_for(|| std::fs::metadata(&partial).is_ok_and(|data| data.len() > 1000));
    let output = interrupt(child);
    assert_eq!(output.status.code(), Some(130), "{}", err(&output));
    output
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_is_done_and_says_how_to_go_on() {
    let folder = Folder::new();
    folder.write("in.csv", rows(40_000));
    let run = ["classify", "in.csv", "-o", "out.csv"];
    let output = interrupted(&folder, &run, "out.csv");
    assert!(err(&output).contains("结果在 out.csv.partial；加 --resume"), "{}", err(&output));
    assert_eq!(folder.names(), ["in.csv", "out.csv.partial", "out.csv.partial.json"]);
    // Starting anew would throw the results away: that has to be said.
    let again = folder.run(&run);
    assert_eq!(code(&again), 2);
    assert!(err(&again).contains("--resume"), "{}", err(&again));
    let output = folder.run(&[&run[..], &["--resume"]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(code(&folder.run(&["classify", "in.csv", "-o", "clean.csv", "--jobs", "1"])), 0);
    assert!(folder.read("out.csv") == folder.read("clean.csv"));
}

#[cfg(unix)]
#[test]
fn an_interrupted_workbook_leaves_its_rows_and_says_how_many() {
    let folder = Folder::new();
    folder.write("a.csv", rows(9_000));
    folder.write("b.csv", rows(3_000));
    let run = ["classify", "a.csv", "b.csv", "-o", "out.xlsx", "--lang", "en"];
    let output = interrupted(&folder, &run, "out.xlsx");
    assert_eq!(folder.names(), ["a.csv", "b.csv", "out.xlsx.partial", "out.xlsx.partial.json"]);
    // The rows can be read with anything, the header first; there are as many as was said.
    let partial = folder.read("out.xlsx.partial");
    let lines: Vec<Vec<String>> = partial.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0][..3], ["编号", "经营范围", "outcome"]);
    let said: String =
        err(&output).split("the first ").nth(1).unwrap().chars().take_while(|c| *c != ' ').filter(char::is_ascii_digit).collect();
    assert_eq!(said.parse::<usize>().unwrap(), lines.len() - 1, "{}", err(&output));
    assert!(err(&output).contains("not the finished file yet") && err(&output).contains("--resume"), "{}", err(&output));
    let output = folder.run(&[&run[..], &["--resume"]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(err(&output).contains("12,000 records"), "{}", err(&output));
    let resumed = seen(&folder, "out.xlsx");
    std::fs::remove_file(folder.path("out.xlsx")).unwrap();
    assert_eq!(code(&folder.run(&run)), 0);
    assert!(seen(&folder, "out.xlsx") == resumed);
}

/// Leaves what a run leaves that was interrupted before its end, and gives its arguments.
#[cfg(unix)]
fn left_behind(folder: &Folder) -> Vec<&'static str> {
    folder.write("in.csv", rows(12_000));
    let run = vec!["classify", "in.csv", "-o", "out.xlsx", "--top", "3"];
    interrupted(folder, &run, "out.xlsx");
    run
}

#[cfg(unix)]
#[test]
fn another_run_does_not_go_on_with_what_was_interrupted_and_says_what_to_do() {
    let folder = Folder::new();
    let run = left_behind(&folder);
    let (partial, note) = (std::fs::read(folder.path("out.xlsx.partial")).unwrap(), folder.read("out.xlsx.partial.json"));
    for (more, was, is) in [
        (&["--long"][..], "--long false", "--long true"),
        (&["--review", "20"], "--review —", "--review 20"),
        (&["--format", "csv"], "--format xlsx", "--format csv"),
        (&["--lang", "en"], "--lang zh", "--lang en"),
        (&["in.csv"], "—", "in.csv"),
    ] {
        let output = folder.run(&[&run[..], &["--resume"], more].concat());
        assert_eq!(code(&output), 2, "{more:?}");
        let told = err(&output);
        assert!(told.contains(was) && told.contains(is), "{told}");
        assert!(told.contains("out.xlsx.partial out.xlsx.partial.json"), "what to delete is named: {told}");
        assert_eq!(std::fs::read(folder.path("out.xlsx.partial")).unwrap(), partial, "{more:?}");
    }
    // A list that has changed since is another list.
    folder.write("in.csv", rows(12_001));
    let output = folder.run(&[&run[..], &["--resume"]].concat());
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("in.csv ("), "{}", err(&output));
    assert_eq!(folder.read("out.xlsx.partial.json"), note);
}

#[cfg(unix)]
#[test]
fn answers_of_two_catalogues_never_stand_in_one_file() {
    let folder = Folder::new();
    let run = left_behind(&folder);
    let mut note: Value = serde_json::from_str(&folder.read("out.xlsx.partial.json")).unwrap();
    let catalogue = note["job"][1].as_str().unwrap().to_owned();
    let (edition, index) = catalogue.split_once(' ').unwrap();
    assert_eq!((edition, index.len()), ("gigc-2019", 16), "{note}");
    // The same version of the program, with another index.
    note["job"][1] = "gigc-2019 0123456789abcdef".into();
    folder.write("out.xlsx.partial.json", note.to_string());
    let output = folder.run(&[&run[..], &["--resume"]].concat());
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("gigc-2019 0123456789abcdef") && err(&output).contains(&catalogue), "{}", err(&output));
}

#[cfg(unix)]
#[test]
fn notes_that_make_no_sense_are_told() {
    for (name, bytes) in
        [("out.xlsx.partial", "[\"编号\"]\n"), ("out.xlsx.partial", ""), ("out.xlsx.partial.json", "{"), ("out.xlsx.partial.json", "")]
    {
        let folder = Folder::new();
        let run = left_behind(&folder);
        // Of the same length, or shorter.
        let length = if name.ends_with("json") || bytes.is_empty() { 0 } else { std::fs::read(folder.path(name)).unwrap().len() };
        folder.write(name, bytes.to_owned() + &"x".repeat(length.saturating_sub(bytes.len())));
        let output = folder.run(&[&run[..], &["--resume"]].concat());
        assert_eq!(code(&output), 2, "{name}");
        assert!(err(&output).contains(name) && err(&output).contains("请删去"), "{}", err(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_workbook_that_cannot_be_written_on_is_an_error_and_can_be_gone_on_with() {
    let folder = Folder::new();
    folder.write("in.csv", rows(12_000));
    let run = ["classify", "in.csv", "-o", "out.xlsx"];
    // Files of so many blocks of 512 bytes, and no signal at the limit: what a full disk does, without a disk of our own.
    let limited = format!("trap '' XFSZ; ulimit -f 6000; exec \"$0\" {}", run.join(" "));
    let program = text(greencat().get_program().as_ref());
    let output = std::process::Command::new("sh").args(["-c", &limited, &program]).current_dir(folder.path("")).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("out.xlsx") && err(&output).contains("os error"), "{}", err(&output));
    assert!(!err(&output).contains("panicked"), "{}", err(&output));
    let output = folder.run(&[&run[..], &["--resume"]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(folder.names(), ["in.csv", "out.xlsx"]);
    let resumed = seen(&folder, "out.xlsx");
    std::fs::remove_file(folder.path("out.xlsx")).unwrap();
    assert_eq!(code(&folder.run(&run)), 0);
    assert!(seen(&folder, "out.xlsx") == resumed);
}
