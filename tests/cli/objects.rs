//! Objects a line: what they have besides id and text goes through, into JSON and into tables.

use std::collections::HashSet;

use calamine::{Data, Reader, open_workbook_auto};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::run::{Folder, classified, code, err, out, run, snapshots, values};
use crate::tables::read_csv;

/// Objects as programs write them: other orders, further and missing fields, numbers that no float holds, escapes,
/// duplicates, a bare text, lines that cannot be read.
const OBJECTS: &str = concat!(
    "{\"id\": 7, \"企业名称\": \"甲公司\", \"text\": \"光伏组件生产\", \"产值\": 12345678901234567890123, \"比\": 21.50, ",
    "\"地址\": {\"市\": \"\\u82cf\\u5dde\", \"区\": [1, 2e5]}, \"空\": null, \"在营\": true}\n",
    "{\"产值\":-3,\"text\":\"日用百货销售\",\"id\":\"\\u4e59\",\"备注\":\"=1+1\",\"比\":\"-2+3\"}\n",
    "{\"id\":9,\"产值\":1,\"产值\":2,\"简介\":\"另一段\",\"text\":\"电动机制造\"}\n",
    "\"风力发电机组制造\"\n",
    "{\"id\":{\"a\": 1},\"企业名称\":\"丁公司\"}\n",
    "{not json}\n",
);

fn written(format: &str, more: &[&str]) -> String {
    classified("in.ndjson", OBJECTS, &[&["--top", "0", "--format", format], more].concat())
}

#[test]
fn further_fields_stand_under_input_as_they_were() {
    snapshots(|| insta::assert_snapshot!("objects-ndjson", written("ndjson", &[])));
}

#[test]
fn an_array_is_indented_and_keeps_values_in_one_line() {
    let json = written("json", &[]);
    let values: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(values.len(), 6);
    assert!(json.contains("    \"产值\": 12345678901234567890123,\n    \"比\": 21.50,\n"), "{json}");
    assert!(json.contains("    \"地址\": {\"市\":\"苏州\",\"区\":[1,2e5]},\n    \"空\": null,\n"), "{json}");
    assert_eq!(values[2]["input"], json!({"产值": 1, "产值 2": 2, "简介": "另一段"}));
}

#[test]
fn in_a_table_the_fields_of_the_first_record_are_columns_and_the_others_stand_in_one() {
    snapshots(|| insta::assert_snapshot!("objects-csv", written("csv", &[])));
    let english = written("tsv", &["--lang", "en", "--long"]);
    assert!(english.starts_with("id\t企业名称\ttext\t产值\t比\t地址\t空\t在营\tother fields\toutcome\t"), "{english}");
}

#[test]
fn which_columns_there_are_is_said() {
    let folder = Folder::new();
    folder.write("in.ndjson", OBJECTS);
    let output = folder.run(&["classify", "in.ndjson", "-o", "out.csv"]);
    assert!(
        err(&output).contains("id、企业名称、text、产值、比、地址、空、在营；其后记录另有的字段都在“其他字段”一列"),
        "{}",
        err(&output)
    );
    let output = folder.run(&["classify", "in.ndjson", "-o", "out.ndjson", "--lang", "en"]);
    assert!(!err(&output).contains("column"), "{}", err(&output));
    let output = folder.run(&["classify", "in.ndjson", "-o", "out.xlsx", "--lang", "en"]);
    assert!(err(&output).contains("further fields of later ones stand in “other fields”"), "{}", err(&output));
    let mut book = open_workbook_auto(folder.path("out.xlsx")).unwrap();
    let results = book.worksheet_range("Results").unwrap();
    let row = |number: usize| -> Vec<Data> { results.rows().nth(number).unwrap().to_vec() };
    assert_eq!(row(0)[8], Data::String("other fields".to_owned()));
    // A number of more digits than a sheet can hold stays what it was.
    assert_eq!(row(1)[3], Data::String("12345678901234567890123".to_owned()));
    assert_eq!(row(2)[3], Data::Float(-3.0));
    assert_eq!(row(2)[8], Data::String("{\"备注\":\"=1+1\"}".to_owned()));
}

#[test]
fn what_has_only_id_and_text_has_no_input() {
    let plain = out(&run(&["classify", "--format", "ndjson"], "光伏组件生产\n"));
    let (_, answer) = plain.split_once(",\"edition\"").unwrap();
    for (line, id) in [
        ("{\"id\":1,\"text\":\"光伏组件生产\"}", "1"),
        ("{ \"text\" : \"光伏组件\\u751f产\" , \"id\" : \"\\u7532\" }", "\"\\u7532\""),
        ("{\"text\":\"光伏组件生产\"}", "1"),
        ("{\"id\":[1, 2],\"经营范围\":\"光伏组件生产\"}", "[1, 2]"),
        ("{\"id\":1.50,\"text\":null,\"经营范围\":\"光伏组件生产\"}", "1.50"),
        ("\"光伏组件生产\"", "1"),
    ] {
        let output = run(&["classify", "--from", "ndjson", "--format", "ndjson"], format!("{line}\n"));
        assert_eq!(out(&output), format!("{{\"id\":{id},\"edition\"{answer}"), "{line}");
    }
    let unreadable = run(&["classify", "--from", "ndjson", "--format", "ndjson"], "{\"id\":1,\"text\":null}\n{\"id\":2}\n");
    assert_eq!(out(&unreadable), "{\"id\":1,\"error\":\"没有文本字段 text\"}\n{\"id\":2,\"error\":\"没有文本字段 text\"}\n");
}

#[test]
fn the_fields_that_were_asked_for_are_read_and_the_rest_goes_through() {
    let line = "{\"text\":\"日用百货销售\",\"b\":\"充电桩运营\",\"no\":\"A7\",\"a\":\"光伏组件生产\",\"id\":3}\n";
    let output = run(&["classify", "--from", "ndjson", "--format", "ndjson", "--column", "a,b", "--id-column", "no"], line);
    let value = &values(&output)[0];
    assert_eq!((&value["id"], &value["input"]), (&json!("A7"), &json!({"text": "日用百货销售", "id": 3})));
    let codes: Vec<&str> = value["entries"].as_array().unwrap().iter().filter_map(|entry| entry["code"].as_str()).collect();
    assert!(codes.contains(&"3.1.2") && codes.contains(&"5.2.5"), "{codes:?}");
    // What may hold a text and holds something else is passed through; what is called text has to be one.
    let output =
        run(&["classify", "--from", "ndjson", "--format", "ndjson"], "{\"产品\":[\"光伏\"],\"text\":\"污水处理\"}\n{\"text\":17}\n");
    let values = values(&output);
    assert_eq!(values[0]["input"], json!({"产品": ["光伏"]}));
    assert_eq!(values[0]["outcome"], "green");
    assert!(values[1]["error"].as_str().unwrap().contains("17"), "{}", values[1]);
}

#[test]
fn columns_of_one_name_are_told_apart_in_json() {
    let folder = Folder::new();
    folder.write("in.csv", "产值,经营范围,产值,产值 2,,\n1,光伏组件生产,2,3,4,5\n");
    let expected = json!({"产值": "1", "经营范围": "光伏组件生产", "产值 3": "2", "产值 2": "3", "": "4", "2": "5"});
    let ndjson = folder.run(&["classify", "in.csv", "--format", "ndjson"]);
    assert_eq!(values(&ndjson)[0]["input"], expected);
    let json: Value = serde_json::from_str(&out(&folder.run(&["classify", "in.csv", "--format", "json"]))).unwrap();
    assert_eq!(json[0]["input"], expected);
    // In a table they may be called the same, as they were.
    assert!(out(&folder.run(&["classify", "in.csv", "--format", "csv"])).starts_with("产值,经营范围,产值,产值 2,,,结论"));
}

#[test]
fn several_files_have_the_columns_of_the_first() {
    let folder = Folder::new();
    folder.write("a.ndjson", "\n{\"id\":11,\"text\":\"光伏组件生产\",\"区\":\"东\"}\n");
    folder.write("b.ndjson", "{\"区\":\"西\",\"name\":\"乙\",\"经营范围\":\"日用百货销售\"}\n");
    folder.write("c.txt", "风力发电机组制造\n");
    let output = folder.run(&["classify", "a.ndjson", "b.ndjson", "c.txt", "-o", "out.csv"]);
    assert_eq!(code(&output), 3, "{}", err(&output));
    let rows = read_csv(&folder, "out.csv");
    let cells: Vec<[&str; 4]> = rows.iter().map(|row| [0, 1, 2, 3].map(|place| row[place].as_str())).collect();
    assert_eq!(
        cells,
        [
            ["id", "text", "区", "其他字段"],
            ["1", "", "", ""],
            ["11", "光伏组件生产", "东", ""],
            ["3", "", "西", "{\"name\":\"乙\",\"经营范围\":\"日用百货销售\"}"],
            ["4", "风力发电机组制造", "", ""],
        ]
    );
    assert_eq!(rows[3][4], "未见绿色业务");
    // Bare texts have a number and a text, and what later objects have is not lost.
    let output = folder.run(&["classify", "c.txt", "a.ndjson", "-o", "out2.csv"]);
    assert_eq!(code(&output), 3, "{}", err(&output));
    folder.write("d.ndjson", "\"污水处理\"\n{\"text\":\"光伏组件生产\",\"id\":\"x\",\"编号\":5}\n");
    let output = folder.run(&["classify", "d.ndjson", "-o", "out3.csv"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let rows = read_csv(&folder, "out3.csv");
    assert_eq!(rows[0][..3], ["编号", "文本", "其他字段"]);
    assert_eq!(rows[1][..3], ["1", "污水处理", ""]);
    assert_eq!(rows[2][..3], ["x", "光伏组件生产", "{\"编号\":5}"]);
}

#[test]
fn the_first_record_is_seen_in_every_encoding() {
    let text = "{\"企业名称\":\"甲\",\"经营范围\":\"光伏组件生产\"}\n{\"企业名称\":\"乙\",\"经营范围\":\"电动机制造\",\"x\":1}\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let run = |bytes: &[u8]| run(&["classify", "--from", "ndjson", "--format", "csv"], bytes);
    let expected = out(&run(text.as_bytes()));
    assert!(expected.starts_with("企业名称,经营范围,其他字段,结论"), "{expected}");
    for bytes in [&gbk[..], &utf16, &[b"\xef\xbb\xbf", text.as_bytes()].concat()] {
        assert_eq!(out(&run(bytes)), expected);
    }
}

#[test]
fn neither_names_nor_values_steer_a_spreadsheet_or_a_terminal() {
    let evil =
        ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\\t=1", "＝1", "\\u001b[31m\\u009b2J", "\\u202e", "<b>&", "a\\\"b,\\r\\n"];
    for evil in evil {
        let lines = format!(
            "{{\"text\":\"光伏组件生产\",\"{evil}\":\"{evil}\",\"深\":{{\"{evil}\":[\"{evil}\"]}}}}\n{{\"text\":\"{evil}\",\"新{evil}\":\"{evil}\"}}\n"
        );
        let text: String = serde_json::from_str(&format!("\"{evil}\"")).unwrap();
        let folder = Folder::new();
        folder.write("in.ndjson", &lines);
        for name in ["out.csv", "out.tsv"] {
            folder.run(&["classify", "in.ndjson", "-o", name]);
            let delimiter = if name == "out.csv" { b',' } else { b'\t' };
            let table = folder.read(name);
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .delimiter(delimiter)
                .from_reader(table.trim_start_matches('\u{feff}').as_bytes());
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            assert_eq!(rows.len(), 3, "{evil}");
            for cell in rows.iter().flat_map(csv::StringRecord::iter) {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{evil}: {cell}");
            }
            assert!(rows[0][1].ends_with(&text) && rows[1][1].ends_with(&text), "{evil}: {:?}", rows[1]);
        }
        for format in ["ndjson", "json"] {
            let output = out(&run(&["classify", "--from", "ndjson", "--format", format], &lines));
            let steers = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
            assert!(!output.contains(steers), "{format} {evil}: {output:?}");
            let first: Value = match format {
                "json" => serde_json::from_str::<Value>(&output).unwrap()[0].take(),
                _ => serde_json::from_str(output.lines().next().unwrap()).unwrap(),
            };
            assert_eq!(first["input"][&text], text.as_str());
            assert_eq!(first["input"]["深"][&text][0], text.as_str());
        }
        folder.run(&["classify", "in.ndjson", "-o", "out.xlsx"]);
        let mut book = open_workbook_auto(folder.path("out.xlsx")).unwrap();
        assert!(book.worksheet_formula("结果").unwrap().is_empty(), "{evil}");
    }
}

#[test]
fn a_line_nested_beyond_measure_goes_through() {
    let deep = format!("{{\"text\":\"光伏组件生产\",\"深\":{}1{}}}\n", "[ ".repeat(50_000), " ]".repeat(50_000));
    for format in ["ndjson", "json", "csv"] {
        let output = run(&["classify", "--from", "ndjson", "--format", format], &deep);
        assert_eq!(code(&output), 0, "{format}: {}", err(&output));
        assert!(out(&output).contains(&format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000))), "{format}");
    }
    // Half a surrogate pair is JSON and no text: it is passed on as it is written.
    let half = "{\"text\":\"光伏组件生产\",\"半\":\"\\ud800\"}\n";
    for format in ["ndjson", "json", "csv"] {
        let output = run(&["classify", "--from", "ndjson", "--format", format], half);
        assert!(out(&output).contains("\\ud800"), "{format}: {}", out(&output));
    }
}

/// Any value, as serde writes one.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f32>().prop_filter("JSON has no infinity", |number| number.is_finite()).prop_map(|number| json!(f64::from(number))),
        "[光伏a1=,\"\n'\\-+ ]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec(("[光\"=]{0,2}", inner), 0..3).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// An object with a text and other fields.
fn object() -> impl Strategy<Value = Vec<(String, Value)>> {
    let fields = prop::collection::vec(("[甲乙丙丁=,\"\\- ]{1,2}", value()), 0..6);
    (fields, "[光伏组件生产，x\"]{1,8}", any::<prop::sample::Index>()).prop_map(|(mut fields, text, at)| {
        let mut seen = HashSet::new();
        fields.retain(|(name, _)| seen.insert(name.clone()));
        fields.insert(at.index(fields.len() + 1), ("text".to_owned(), Value::from(text)));
        fields
    })
}

fn line(fields: &[(String, Value)]) -> String {
    Value::Object(fields.iter().cloned().collect()).to_string()
}

/// A value as a cell.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_goes_in_comes_out_field_for_field(objects in prop::collection::vec(object(), 1..20)) {
        let input: String = objects.iter().map(|fields| line(fields) + "\n").collect();
        let others = |fields: &[(String, Value)], without: &dyn Fn(&str) -> bool| {
            line(&fields.iter().filter(|(name, _)| !without(name)).cloned().collect::<Vec<_>>())
        };
        let output = out(&run(&["classify", "--from", "ndjson", "--format", "ndjson", "--jobs", "2"], &input));
        prop_assert_eq!(output.lines().count(), objects.len());
        for (told, fields) in output.lines().zip(&objects) {
            let expected = others(fields, &|name| name == "text");
            let start = if expected == "{}" { "\"edition\":".to_owned() } else { format!("\"input\":{expected},\"edition\":") };
            prop_assert!(told.split_once(',').unwrap().1.starts_with(&start), "{} {}", told, expected);
        }
        let folder = Folder::new();
        folder.write("in.ndjson", &input);
        folder.run(&["classify", "in.ndjson", "-o", "out.csv", "--raw-cells"]);
        let rows = read_csv(&folder, "out.csv");
        let columns: Vec<&String> = objects[0].iter().map(|(name, _)| name).collect();
        let width = columns.len();
        prop_assert_eq!(rows[0][..width].iter().collect::<Vec<_>>(), columns.clone());
        prop_assert_eq!(&rows[0][width], "其他字段");
        for (row, fields) in rows[1..].iter().zip(&objects) {
            for (place, name) in columns.iter().enumerate() {
                let expected = fields.iter().find(|(of, _)| of == *name).map(|(_, value)| cell(value)).unwrap_or_default();
                prop_assert_eq!(&row[place], &expected);
            }
            let rest = others(fields, &|name| columns.iter().any(|column| *column == name));
            prop_assert_eq!(&row[width], if rest == "{}" { "" } else { &rest });
        }
    }
}
