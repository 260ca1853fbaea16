//! Each output format on the same records.

use calamine::{Reader, open_workbook_auto};

use crate::run::{Folder, classified, code, err, out, run, snapshots};

const RECORDS: &str =
    "名称,经营范围\n甲公司,光伏组件的研发、生产\n=cmd|' /C calc'!A0,日用百货销售\n丙公司,电动机制造\n丁公司,风机批发\n戊公司\n";

/// The output in `format`.
fn written(format: &str, more: &[&str]) -> String {
    classified("in.csv", RECORDS, &[&["--format", format], more].concat())
}

#[test]
fn csv_has_the_columns_of_the_input_and_then_ours() {
    snapshots(|| insta::assert_snapshot!("csv", written("csv", &[])));
}

#[test]
fn csv_in_english_with_a_row_for_each_entry() {
    snapshots(|| insta::assert_snapshot!("csv-long-en", written("csv", &["--long", "--lang", "en"])));
}

#[test]
fn tsv_separates_by_tabs_and_can_keep_raw_cells() {
    let table = written("tsv", &["--raw-cells"]);
    assert!(table.starts_with("名称\t经营范围\t结论"));
    assert!(table.contains("\n=cmd|"), "raw cells are kept");
}

#[test]
fn json_is_one_array_or_for_a_single_text_one_object() {
    let json = written("json", &["--top", "1"]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value.as_array().unwrap().len(), 5);
    assert!(value[4]["error"].is_string());
    assert_eq!(value[0]["input"], serde_json::json!({"名称": "甲公司", "经营范围": "光伏组件的研发、生产"}));
    let output = run(&["classify", "--format", "json", "光伏组件的生产"], "");
    snapshots(|| insta::assert_snapshot!("json", out(&output)));
}

#[test]
fn ndjson_has_one_shape_with_or_without_an_answer() {
    for line in written("ndjson", &[]).lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        let expected: &[&str] = if value.get("error").is_some() {
            &["id", "input", "error"]
        } else {
            &["id", "input", "edition", "outcome", "confidence", "entries", "question"]
        };
        assert_eq!(keys, expected);
    }
    let line = out(&run(&["classify", "--format", "ndjson"], "光伏组件生产\n"));
    assert!(line.starts_with("{\"id\":1,\"edition\":\"gigc-2019\",\"outcome\":\"green\","), "{line}");
}

#[test]
fn texts_of_several_records_are_set_apart_and_numbered() {
    let text = written("text", &[]);
    assert!(text.starts_with("[1] 属于绿色产业"), "{text}");
    assert!(text.contains("\n\n[5] 无法读取"), "{text}");
}

#[test]
fn spans_in_json_count_characters_of_the_text() {
    let text = "😀 ＬＥＤ燈生產；光伏组件生产";
    let output = run(&["classify", "--format", "json", text], "");
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let chars: Vec<char> = text.chars().collect();
    let mut seen = 0;
    for entry in value["entries"].as_array().unwrap() {
        for evidence in entry["evidence"].as_array().unwrap() {
            let (start, end) = (evidence["start"].as_u64().unwrap() as usize, evidence["end"].as_u64().unwrap() as usize);
            assert_eq!(chars[start..end].iter().collect::<String>(), evidence["term"].as_str().unwrap());
            seen += 1;
        }
    }
    assert!(seen > 0);
}

#[test]
fn a_workbook_needs_a_file() {
    let output = run(&["classify", "--format", "xlsx", "光伏"], "");
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("-o"));
}

#[test]
fn every_format_can_be_written_to_a_file_and_picks_out_the_least_sure() {
    for (name, records) in [("out.csv", 3), ("out.tsv", 3), ("out.json", 3), ("out.ndjson", 3), ("out.txt", 3), ("out.xlsx", 3)] {
        let folder = Folder::new();
        folder.write("in.csv", RECORDS);
        let output = folder.run(&["classify", "in.csv", "-o", name, "--review", "3"]);
        assert_eq!(code(&output), 3, "{name}: {}", err(&output));
        assert_eq!(out(&output), "", "{name}: results go to the file");
        assert_eq!(folder.names(), ["in.csv", name]);
        let count = match name {
            "out.json" => serde_json::from_str::<serde_json::Value>(&folder.read(name)).unwrap().as_array().unwrap().len(),
            "out.txt" => folder.read(name).lines().filter(|line| line.starts_with('[')).count(),
            "out.ndjson" => folder.read(name).lines().count(),
            "out.xlsx" => {
                let mut book = open_workbook_auto(folder.path(name)).unwrap();
                book.worksheet_range("结果").unwrap().height() - 1
            }
            _ => folder.read(name).lines().count() - 1,
        };
        assert_eq!(count, records, "{name}");
    }
}
