//! Many records, odd records.

use proptest::prelude::*;

use crate::run::{Folder, code, err, out, run, values};

#[test]
fn every_line_has_exactly_one_answer_in_order() {
    let mut input: Vec<u8> = Vec::new();
    let long = "光伏组件生产".repeat(600_000);
    for line in ["光伏组件生产".as_bytes(), b"", b"   ", b"\xff\xfe\xfd", "日用百货\r".as_bytes(), "😀\0\u{1}".as_bytes(), long.as_bytes()]
    {
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    input.extend_from_slice("没有换行的末行：风力发电机组制造".as_bytes());
    for jobs in ["1", "3"] {
        let output = run(&["classify", "--format", "ndjson", "--jobs", jobs], &input);
        assert_eq!(code(&output), 3);
        let values = values(&output);
        assert_eq!(values.len(), 8);
        for (value, number) in values.iter().zip(1_u64..) {
            assert_eq!(value["id"], number);
            assert_eq!(value["error"].is_string(), number == 4, "{value}");
        }
        assert_eq!(values[1]["outcome"], "unclear");
        assert_eq!(values[6]["outcome"], "green");
        assert_eq!(values[7]["entries"][0]["code"], "3.1.1");
    }
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let lines: String = (0..2000)
        .map(|number| format!("第{number}：{}\n", ["光伏组件生产", "污水处理", "日用百货销售", "", "电动机制造；风机销售"][number % 5]))
        .collect();
    let one = run(&["classify", "--format", "ndjson", "--jobs", "1"], &lines);
    assert_eq!(out(&one).lines().count(), 2000);
    for jobs in ["2", "7"] {
        assert_eq!(run(&["classify", "--format", "ndjson", "--jobs", jobs], &lines).stdout, one.stdout);
    }
    let texts = run(&["classify", "--format", "text", "--jobs", "4"], &lines);
    assert_eq!(texts.stdout, run(&["classify", "--format", "text", "--jobs", "1"], &lines).stdout);
    let json: serde_json::Value = serde_json::from_slice(&run(&["classify", "--format", "json", "--jobs", "4"], &lines).stdout).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2000);
}

#[test]
fn json_lines_keep_their_ids_and_bad_ones_are_told() {
    let input = concat!(
        "{\"id\":\"甲\",\"text\":\"光伏组件生产\"}\n",
        "{\"text\":\"污水处理\",\"id\":17,\"other\":[1,{\"a\":2}]}\n",
        "\"风力发电机组制造\"\n",
        "{\"id\":{\"a\":1}}\n",
        "{not json}\n",
        "\n",
        "{\"经营范围\":\"光伏组件\\u751f产\",\"id\":null}\n",
        "{\"id\":\"\u{1b}\",\"text\":\"\\ud800\"}\n",
    );
    let output = run(&["classify", "--from", "ndjson", "--format", "ndjson"], input);
    assert_eq!(code(&output), 3, "{}", err(&output));
    let values = values(&output);
    assert_eq!(values.len(), 8);
    assert_eq!(values[0]["id"], "甲");
    assert_eq!(values[1]["id"], 17);
    assert_eq!(values[2]["id"], 3);
    assert_eq!(values[2]["entries"][0]["code"], "3.1.1");
    let unreadable: Vec<bool> = values.iter().map(|value| value["error"].is_string()).collect();
    assert_eq!(unreadable, [false, false, false, true, true, true, false, true]);
    assert_eq!(values[3]["id"]["a"], 1);
    assert_eq!(values[6]["id"], serde_json::Value::Null);
}

#[test]
fn a_pipe_in_gb18030_is_recognised_and_said() {
    let (gbk, _, _) = encoding_rs::GB18030.encode("光伏组件生产\n日用百货\n");
    let output = run(&["classify", "--format", "ndjson"], &gbk);
    assert_eq!(code(&output), 0, "{}", out(&output));
    assert!(err(&output).contains("GB18030"));
    let utf8 = run(&["classify", "--format", "ndjson"], "光伏组件生产\n日用百货\n");
    assert_eq!(output.stdout, utf8.stdout);
    let forced = run(&["classify", "--format", "ndjson", "--encoding", "utf-8"], &gbk);
    assert_eq!(code(&forced), 3);
}

#[test]
fn a_binary_file_is_unreadable_lines_not_an_accident() {
    let bytes: Vec<u8> = (0..200_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + usize::from(bytes.last() != Some(&b'\n'));
    let output = run(&["classify", "--format", "ndjson"], &bytes);
    assert_eq!(code(&output), 3);
    assert_eq!(values(&output).len(), lines);
}

/// A CSV with many different rows.
pub(crate) fn rows(count: usize) -> String {
    let kinds = ["光伏组件生产", "日用百货销售", "\"污水处理，\n含回用\"", "电动机制造", "=1+1", "风机批发"];
    let mut csv = "编号,经营范围\n".to_owned();
    for number in 0..count {
        csv.push_str(&format!("{number},{}\n", kinds[number % kinds.len()]));
    }
    csv
}

#[test]
fn the_least_sure_records_can_be_picked_out() {
    let folder = Folder::new();
    folder.write("in.csv", rows(100));
    assert_eq!(code(&folder.run(&["classify", "in.csv", "--review", "7", "-o", "review.csv"])), 0);
    assert_eq!(csv::Reader::from_path(folder.path("review.csv")).unwrap().records().count(), 7);
    folder.run(&["classify", "in.csv", "--review", "3", "-o", "review.ndjson"]);
    let lines = folder.read("review.ndjson");
    assert_eq!(lines.lines().count(), 3);
    assert!(lines.lines().all(|line| line.contains("\"text\":")));
}

#[test]
fn a_review_that_the_list_of_the_browser_does_not_open_is_told_before_it_is_made() {
    let folder = Folder::new();
    folder.write("in.csv", rows(40));
    let told = |name: &str, more: &[&str]| {
        let output = folder.run(&[&["classify", "in.csv", "-o", name][..], more].concat());
        assert_eq!(code(&output), 0, "{name}: {}", err(&output));
        err(&output)
    };
    for name in ["a.json", "a.txt"] {
        let said = told(name, &["--review", "5"]);
        let note = format!("打不开 {name}；要在那里复核，请写成 .xlsx、.csv、.tsv 或 .ndjson");
        assert!(said.find(&note).unwrap() < said.find("读取的列").unwrap(), "first of all: {said}");
        assert!(!told(name, &[]).contains("打不开"));
    }
    // By its name it would be read as something else than it is.
    assert!(told("a.dat", &["--review", "5", "--format", "csv", "--lang", "en"]).contains("will not open a.dat"));
    for name in ["a.xlsx", "a.csv", "a.tsv", "a.ndjson", "a.jsonl"] {
        assert!(!told(name, &["--review", "5"]).contains("打不开"), "{name}");
        // The list reads it by the same inputs, and by what it finds there.
        let again = folder.run(&["classify", name, "--format", "ndjson"]);
        assert!(code(&again) < 2 && values(&again).len() == 5, "{name}: {}", err(&again));
    }
    folder.write("in.csv", "编号,备注\n1,光伏组件生产\n");
    let said = told("a.csv", &["--review", "5", "--column", "备注"]);
    assert!(said.contains("打不开 a.csv：从列名看不出哪一列是经营范围") && said.contains(".ndjson"), "{said}");
    assert!(!told("a.ndjson", &["--review", "5", "--column", "备注"]).contains("打不开"));
    let again = folder.run(&["classify", "a.ndjson", "--format", "ndjson"]);
    assert_eq!(values(&again)[0]["entries"][0]["code"], "3.1.2");
}

#[test]
fn the_summary_counts_every_record() {
    let folder = Folder::new();
    folder.write("in.csv", rows(60));
    let output = folder.run(&["classify", "in.csv", "-o", "out.csv", "--summary", "json"]);
    let line = err(&output);
    let json: serde_json::Value = serde_json::from_str(line.lines().last().unwrap()).unwrap();
    assert_eq!(json["records"], 60);
    let sum: u64 = json["outcomes"].as_object().unwrap().values().filter_map(serde_json::Value::as_u64).sum();
    assert_eq!(sum + json["unreadable"].as_u64().unwrap(), 60);
    let output = folder.run(&["classify", "in.csv", "-o", "out2.csv"]);
    assert!(err(&output).contains("共 60 家"), "{}", err(&output));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_give_one_line_each(lines in prop::collection::vec(prop::collection::vec(any::<u8>().prop_filter("no line end", |byte| *byte != b'\n'), 0..40), 1..60)) {
        // Marks at the very beginning say how the whole is to be read; they are not the subject here.
        let mut input = b"x\n".to_vec();
        for line in &lines {
            input.extend_from_slice(line);
            input.push(b'\n');
        }
        let output = run(&["classify", "--format", "ndjson", "--jobs", "2"], &input);
        prop_assert_eq!(values(&output).len(), lines.len() + 1);
    }
}
