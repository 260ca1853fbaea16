//! Tables as people have them: separators, encodings, headers, workbooks.

use calamine::{Data, Reader, open_workbook_auto};
use encoding_rs::GB18030;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::run::{Folder, code, err, out};

/// Rows of a CSV file that we wrote, its byte order mark left out.
pub(crate) fn read_csv(folder: &Folder, name: &str) -> Vec<Vec<String>> {
    let text = folder.read(name);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The column called `name`.
fn column(rows: &[Vec<String>], name: &str) -> Vec<String> {
    let place = rows[0].iter().position(|cell| cell == name).unwrap_or_else(|| panic!("no column {name} in {:?}", rows[0]));
    rows[1..].iter().map(|row| row[place].clone()).collect()
}

const TABLE: &str = "企业名称,经营范围,产值\n甲公司,光伏组件生产,100\n乙公司,日用百货销售,20\n丙公司,\"污水处理，\n含回用\",30\n";

#[test]
fn columns_pass_through_and_ours_are_appended() {
    let folder = Folder::new();
    folder.write("in.csv", TABLE);
    let output = folder.run(&["classify", "in.csv", "-o", "out.csv"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let rows = read_csv(&folder, "out.csv");
    assert_eq!(rows[0][..5], ["企业名称", "经营范围", "产值", "结论", "条目代码"]);
    assert_eq!(rows[1][..5], ["甲公司", "光伏组件生产", "100", "属于绿色产业", "3.1.2"]);
    assert_eq!(rows[2][3], "未见绿色业务");
    assert_eq!(rows[3][1], "污水处理，\n含回用");
    assert_eq!(column(&rows, "一级")[0], "清洁能源产业");
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    assert!(folder.read("out.csv").starts_with('\u{feff}'));
}

#[test]
fn every_encoding_and_separator_gives_the_same_answers() {
    let folder = Folder::new();
    folder.write("plain.csv", TABLE);
    folder.run(&["classify", "plain.csv", "-o", "plain-out.csv"]);
    let expected = folder.read("plain-out.csv");
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        let mut out = mark.to_vec();
        text.encode_utf16().for_each(|unit| out.extend(bytes(unit)));
        out
    };
    let variants: [(&str, Vec<u8>); 7] = [
        ("bom.csv", [b"\xef\xbb\xbf", TABLE.as_bytes()].concat()),
        ("gbk.csv", GB18030.encode(TABLE).0.into_owned()),
        ("le.csv", utf16(TABLE, u16::to_le_bytes, [0xff, 0xfe])),
        ("be.csv", utf16(TABLE, u16::to_be_bytes, [0xfe, 0xff])),
        ("semicolon.csv", TABLE.replace(',', ";").into_bytes()),
        ("tab.tsv", TABLE.replace(',', "\t").into_bytes()),
        ("tab.csv", TABLE.replace(',', "\t").replace('\n', "\r\n").into_bytes()),
    ];
    for (name, bytes) in variants {
        folder.write(name, bytes);
        let output = folder.run(&["classify", name, "-o", "out.csv"]);
        assert_eq!(code(&output), 0, "{name}: {}", err(&output));
        assert_eq!(folder.read("out.csv").replace("，\r\n含", "，\n含"), expected, "{name}");
        let told = err(&output);
        let unusual = ["gbk", "le", "be"].iter().any(|kind| name.starts_with(kind));
        assert_eq!(told.contains("编码"), unusual, "{name}: what was assumed is said: {told}");
    }
}

#[test]
fn gbk_bytes_that_look_like_ascii_do_not_split_cells() {
    // The second byte of 亅 is |, of 乗 is \, of 俓 is {: none of them may be taken for itself.
    let folder = Folder::new();
    let table = "名称|经营范围\n亅乗俓甲|光伏组件生产\n";
    folder.write("in.csv", GB18030.encode(table).0);
    let output = folder.run(&["classify", "in.csv", "-f", "csv", "-o", "out.csv"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let rows = read_csv(&folder, "out.csv");
    // This name ends up with the bytes 0x7C in it; a GBK trail byte is never a separator.
    assert_eq!(column(&rows, "结论"), ["属于绿色产业"]);
    assert_eq!(rows[1][0], "亅乗俓甲");
}

#[test]
fn the_encoding_can_be_asked_for() {
    let folder = Folder::new();
    folder.write("in.csv", GB18030.encode(TABLE).0);
    let output = folder.run(&["classify", "in.csv", "--encoding", "gbk", "-o", "out.csv"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let output = folder.run(&["classify", "in.csv", "--encoding", "utf-8", "--column", "2", "-o", "out2.csv"]);
    assert_eq!(code(&output), 3);
    assert!(column(&read_csv(&folder, "out2.csv"), "错误").iter().all(|reason| reason.contains("UTF-8")));
}

#[test]
fn a_torn_byte_makes_one_row_unreadable_not_the_file() {
    let folder = Folder::new();
    let mut bytes = TABLE.repeat(20).into_bytes();
    let at = bytes.windows(6).position(|window| window == "光伏".as_bytes()).unwrap();
    bytes[at + 1] = b'x';
    folder.write("in.csv", bytes);
    let output = folder.run(&["classify", "in.csv", "-o", "out.csv"]);
    assert_eq!(code(&output), 3);
    let errors = column(&read_csv(&folder, "out.csv"), "错误");
    assert_eq!(errors.iter().filter(|reason| !reason.is_empty()).count(), 1);
}

#[test]
fn the_column_is_found_asked_for_or_asked_about() {
    let folder = Folder::new();
    folder.write("a.csv", "名称,备注,主营业务\n甲,x,光伏组件生产\n");
    assert_eq!(code(&folder.run(&["classify", "a.csv"])), 0);
    folder.write("b.csv", "name,remark\n甲,光伏组件生产\n");
    let output = folder.run(&["classify", "b.csv"]);
    assert_eq!(code(&output), 2);
    let told = err(&output);
    assert!(told.contains("--column") && told.contains("remark") && told.contains("光伏组件生产"), "{told}");
    assert_eq!(code(&folder.run(&["classify", "b.csv", "--column", "remark"])), 0);
    assert_eq!(code(&folder.run(&["classify", "b.csv", "--column", "2"])), 0);
    assert_eq!(code(&folder.run(&["classify", "b.csv", "--column", "nix"])), 2);
    folder.write("c.csv", "id,主营业务,经营范围\nA7,光伏组件生产,充电桩运营\n");
    let output = folder.run(&["classify", "c.csv", "--column", "主营业务,经营范围", "--id-column", "id", "-f", "ndjson"]);
    let value: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(value["id"], "A7");
    assert_eq!(value["input"]["主营业务"], "光伏组件生产");
    let codes: Vec<&str> = value["entries"].as_array().unwrap().iter().filter_map(|entry| entry["code"].as_str()).collect();
    assert!(codes.contains(&"3.1.2") && codes.contains(&"5.2.5"), "{codes:?}");
}

#[test]
fn odd_headers_and_ragged_rows_are_kept_and_told() {
    let folder = Folder::new();
    folder.write("in.csv", "名称,,经营范围,名称\n甲,1,光伏组件生产,乙\n丙\n丁,2,污水处理,戊,己,庚\n\n辛,,日用百货,\n");
    let output = folder.run(&["classify", "in.csv", "-o", "out.csv"]);
    assert_eq!(code(&output), 3);
    let rows = read_csv(&folder, "out.csv");
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[0][..5], ["名称", "", "经营范围", "名称", "结论"]);
    let errors = column(&rows, "错误");
    assert!(errors[0].is_empty() && errors[3].is_empty(), "{errors:?}");
    assert!(errors[1].contains("1 格"), "{errors:?}");
    assert!(errors[2].contains("己 | 庚"), "{errors:?}");
}

#[test]
fn a_cell_of_two_megabytes_passes_through() {
    let folder = Folder::new();
    let long = "光伏组件生产、".repeat(100_000);
    folder.write("in.csv", format!("经营范围,备注\n\"{long}\",尾\n"));
    assert_eq!(code(&folder.run(&["classify", "in.csv", "-o", "out.csv"])), 0);
    let rows = read_csv(&folder, "out.csv");
    assert!(rows[1][0] == long && rows[1][1] == "尾");
    // A workbook's cell has no room for it: it is cut, and that is said.
    assert_eq!(code(&folder.run(&["classify", "in.csv", "-o", "out.xlsx"])), 0);
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() {
    let folder = Folder::new();
    let mut table = b"\xe7\xbb\x8f\xe8\x90\xa5\xe8\x8c\x83\xe5\x9b\xb4,b\nx,1\n\"y,2\n".to_vec();
    table.resize(80 << 20, b'z');
    folder.write("in.csv", table);
    let output = folder.run(&["classify", "in.csv", "-o", "out.csv"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("第 1 行之后") && err(&output).contains("引号"), "{}", err(&output));
}

#[test]
fn files_with_one_header_are_read_one_after_another() {
    let folder = Folder::new();
    folder.write("a.csv", TABLE);
    folder.write("b.csv", TABLE);
    folder.write("c.csv", "经营范围,别的\n光伏组件生产,1\n");
    assert_eq!(code(&folder.run(&["classify", "a.csv", "b.csv", "-o", "out.csv"])), 0);
    assert_eq!(read_csv(&folder, "out.csv").len(), 7);
    let output = folder.run(&["classify", "a.csv", "c.csv", "-o", "out2.csv"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("c.csv") && err(&output).contains("别的"), "{}", err(&output));
    assert!(!folder.path("out2.csv").exists());
}

/// A workbook with a title, merged cells, a date, a formula and a number.
fn workbook(folder: &Folder, name: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("名单").unwrap();
    sheet.merge_range(0, 0, 0, 4, "园区企业经营范围一览", &Format::new()).unwrap();
    for (place, title) in ["企业名称", "成立日期", "产值", "合计", "经营范围"].iter().enumerate() {
        sheet.write(2, place as u16, *title).unwrap();
    }
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (row, (company, text)) in [("甲", "光伏组件生产"), ("乙", "日用百货销售"), ("=丙", "电动机制造")].iter().enumerate()
    {
        let row = row as u32 + 3;
        sheet.write_string(row, 0, *company).unwrap();
        sheet.write_with_format(row, 1, ExcelDateTime::from_ymd(2019, 2, 14).unwrap(), &date).unwrap();
        sheet.write(row, 2, 12.5).unwrap();
        sheet.write_formula(row, 3, Formula::new("=C4*2").set_result("25")).unwrap();
        sheet.write_string(row, 4, *text).unwrap();
    }
    book.save(folder.path(name)).unwrap();
}

#[test]
fn a_workbook_is_read_below_its_title_with_dates_and_results_of_formulas() {
    let folder = Folder::new();
    workbook(&folder, "in.xlsx");
    let output = folder.run(&["classify", "in.xlsx", "-o", "out.csv"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(err(&output).contains("名单") && err(&output).contains("经营范围"));
    let rows = read_csv(&folder, "out.csv");
    assert_eq!(rows[0][..6], ["企业名称", "成立日期", "产值", "合计", "经营范围", "结论"]);
    assert_eq!(rows[1][..6], ["甲", "2019-02-14", "12.5", "25", "光伏组件生产", "属于绿色产业"]);
    assert_eq!(rows[3][0], "'=丙", "a cell that would be calculated is disarmed");
    assert_eq!(rows.len(), 4);
}

#[test]
fn a_workbook_is_written_with_results_summary_and_source() {
    let folder = Folder::new();
    workbook(&folder, "in.xlsx");
    let output = folder.run(&["classify", "in.xlsx", "-o", "out.xlsx"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(folder.names(), ["in.xlsx", "out.xlsx"]);
    let mut book = open_workbook_auto(folder.path("out.xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["结果", "汇总", "来源"]);
    let results = book.worksheet_range("结果").unwrap();
    let row = |number: usize| -> Vec<Data> { results.rows().nth(number).unwrap().to_vec() };
    assert_eq!(row(1)[0], Data::String("甲".to_owned()));
    assert_eq!(row(1)[5], Data::String("属于绿色产业".to_owned()));
    assert_eq!(row(1)[6], Data::String("3.1.2".to_owned()));
    assert!(matches!(row(1)[11], Data::Float(confidence) if (0.0..=1.0).contains(&confidence)), "{:?}", row(1));
    assert_eq!(row(3)[0], Data::String("=丙".to_owned()), "a string is no formula");
    assert!(book.worksheet_formula("结果").unwrap().is_empty());
    let source = book.worksheet_range("来源").unwrap();
    let cells: Vec<String> = source.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(cells.iter().any(|cell| cell.contains("293号")) && cells.iter().any(|cell| cell == "in.xlsx"), "{cells:?}");
}

#[test]
fn what_is_no_workbook_is_an_error_that_says_so() {
    let folder = Folder::new();
    folder.write("in.xlsx", "not a workbook");
    let output = folder.run(&["classify", "in.xlsx", "-o", "out.csv"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("工作簿"), "{}", err(&output));
    folder.write("empty.csv", "");
    assert_eq!(code(&folder.run(&["classify", "empty.csv", "-o", "out.csv"])), 2);
    assert_eq!(folder.names(), ["empty.csv", "in.xlsx"]);
}

#[test]
fn what_is_no_text_is_an_error_that_says_what_to_do() {
    let folder = Folder::new();
    folder.write("list.parquet", b"PAR1\x15\x04\x15");
    folder.write("list.csv", b"PK\x03\x04\x14\x00");
    folder.write("old.csv", b"\xd0\xcf\x11\xe0\xa1\xb1");
    folder.write("list.csv.gz", b"\x1f\x8b\x08\x00");
    folder.write("list.json", "[{\"text\": \"污水处理\"}]");
    let advice =
        [("list.parquet", "duckdb"), ("list.csv", "--from xlsx"), ("old.csv", "--from xlsx"), ("list.csv.gz", "zcat"), ("list.json", "jq")];
    for (name, advice) in advice {
        let output = folder.run(&["classify", name, "-o", "out.csv"]);
        assert_eq!(code(&output), 2, "{name}");
        assert!(err(&output).contains(advice), "{name}: {}", err(&output));
    }
    // A list with a name of its own is still a list, not a business text.
    folder.write("list.dat", "污水处理\n日用百货销售\n");
    assert_eq!(out(&folder.run(&["classify", "list.dat", "--format", "ndjson"])).lines().count(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_goes_in_comes_out_row_for_row(rows in prop::collection::vec(prop::collection::vec("[光伏a1=,\"\n'\\-+ ]{0,6}", 3), 1..20)) {
        let folder = Folder::new();
        let mut writer = csv::Writer::from_path(folder.path("in.csv")).unwrap();
        writer.write_record(["甲", "经营范围", "丙"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        writer.flush().unwrap();
        drop(writer);
        folder.run(&["classify", "in.csv", "-o", "out.csv", "--raw-cells"]);
        let got: Vec<Vec<String>> = read_csv(&folder, "out.csv")[1..].iter().map(|row| row[..3].to_vec()).collect();
        prop_assert_eq!(&got, &rows);
        // And once more through a workbook, where empty rows are no rows.
        folder.run(&["classify", "in.csv", "-o", "out.xlsx"]);
        folder.run(&["classify", "out.xlsx", "--column", "经营范围", "-o", "again.csv", "--raw-cells"]);
        let again: Vec<Vec<String>> = read_csv(&folder, "again.csv")[1..].iter().map(|row| row[..3].to_vec()).collect();
        prop_assert_eq!(&again, &rows);
    }
}
