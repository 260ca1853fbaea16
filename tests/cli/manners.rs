//! Exit codes, pipes, help: how a command behaves.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use crate::run::{Folder, code, err, greencat, out, run, snapshots};

#[test]
fn the_exit_code_says_what_happened() {
    assert_eq!(code(&run(&["classify", "光伏组件生产"], "")), 0, "something matched");
    assert_eq!(code(&run(&["classify", "日用百货销售；餐饮服务"], "")), 1, "nothing matched");
    assert_eq!(code(&run(&["classify", "--nonsense"], "")), 2, "a mistake");
    assert_eq!(code(&run(&["classify", "--input", "/nowhere/x.csv"], "")), 2, "no such file");
    assert_eq!(code(&run(&["classify", "nowhere.xlsx"], "")), 2, "no such file");
    assert_eq!(code(&run(&["classify", "--format", "ndjson"], b"\xe5\x85\x89\xe4\xbc\x8f\n\xff\n")), 3, "a record could not be read");
}

#[test]
fn without_arguments_in_a_pipe_the_help_is_shown_on_stderr() {
    let output = run(&[], "光伏\n");
    assert_eq!((code(&output), out(&output).as_str()), (2, ""));
    assert!(err(&output).contains("classify"));
}

#[test]
fn help_speaks_both_languages() {
    snapshots(|| insta::assert_snapshot!("help", out(&run(&["--help"], ""))));
    snapshots(|| insta::assert_snapshot!("help-classify", out(&run(&["classify", "--help"], ""))));
    let english = out(&run(&["classify", "--help", "--lang", "en"], ""));
    assert!(english.contains("Usage: greencat classify"));
    // The only Chinese in it are examples.
    let chinese = english.lines().filter(|line| line.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c))).count();
    assert_eq!(chinese, 0, "{english}");
}

#[test]
fn a_mistake_is_told_with_what_would_be_right() {
    let told = err(&run(&["classify", "--formt", "json"], ""));
    assert!(told.contains("--format"), "{told}");
    let told = err(&run(&["clasify"], ""));
    assert!(told.contains("classify"), "{told}");
    let told = err(&run(&["classify", "--format", "pdf", "x"], ""));
    assert!(told.contains("ndjson"), "{told}");
}

#[test]
fn a_closed_pipe_is_success() {
    let mut child = greencat()
        .args(["classify", "--format", "ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || while stdin.write_all("光伏组件生产\n".repeat(1000).as_bytes()).is_ok() {});
    let mut stdout = child.stdout.take().unwrap();
    let mut head = [0; 100];
    stdout.read_exact(&mut head).unwrap();
    drop(stdout);
    let status = child.wait().unwrap();
    writer.join().unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!((status.code(), told.as_str()), (Some(0), ""));
}

#[test]
fn a_pipe_that_trickles_is_answered_line_by_line() {
    for arguments in [
        vec!["classify", "--format", "ndjson"],
        vec!["classify", "--format", "ndjson", "--jobs", "1"],
        vec!["classify", "--from", "csv", "--format", "ndjson"],
    ] {
        let mut child = greencat().args(&arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let is_csv = arguments.contains(&"csv");
        if is_csv {
            writeln!(stdin, "经营范围").unwrap();
        }
        for number in 1..=5 {
            // The next line is written only when the answer is there: a filter that waits would hang here.
            writeln!(stdin, "光伏组件生产").unwrap();
            stdin.flush().unwrap();
            let line = lines.next().unwrap().unwrap();
            assert!(line.starts_with(&format!("{{\"id\":{number},")), "{line}");
        }
        drop(stdin);
        assert!(lines.next().is_none());
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn output_and_input_may_not_be_the_same_file() {
    let folder = Folder::new();
    folder.write("x.csv", "经营范围\n光伏组件生产\n");
    let output = folder.run(&["classify", "x.csv", "-o", "x.csv"]);
    assert_eq!(code(&output), 2);
    assert_eq!(folder.read("x.csv"), "经营范围\n光伏组件生产\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_that_says_so() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = greencat().args(["classify", "光伏组件生产"]).stdin(Stdio::null()).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("磁盘已满"), "{}", err(&output));
}

#[test]
fn a_file_that_cannot_be_written_is_told_before_the_work() {
    let folder = Folder::new();
    folder.write("in.csv", "经营范围\n光伏组件生产\n");
    let output = folder.run(&["classify", "in.csv", "-o", "nowhere/out.csv"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("nowhere"), "{}", err(&output));
    let output = folder.run(&["classify", "in.csv", "-o", "."]);
    assert_eq!(code(&output), 2);
}
