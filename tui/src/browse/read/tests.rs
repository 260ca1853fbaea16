use super::*;

fn rows(name: &str, bytes: &[u8]) -> (Vec<Row>, usize, Option<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    let (mut all, mut faulty, mut failed) = (Vec::new(), 0, None);
    for news in start(path, Classifier::embedded(), Lang::Chinese) {
        match news {
            News::Rows { rows, .. } => all.extend(rows),
            News::Faulty(_) => faulty += 1,
            News::Failed(reason) => failed = Some(reason),
            News::Earlier(_) | News::Done | News::Surveyed(_) | News::Unsurveyed(_) => {}
        }
    }
    (all, faulty, failed)
}

const TABLE: &str = "序号,企业名称,经营范围\nA1,甲公司,光伏组件制造\nA2,乙公司,\"餐饮服务,日用百货\"\n";

#[test]
fn a_table_is_read_in_utf8_and_in_gbk() {
    let (gbk, _, _) = encoding_rs::GBK.encode(TABLE);
    for bytes in [TABLE.as_bytes(), &gbk] {
        let (rows, faulty, failed) = rows("名单.csv", bytes);
        assert_eq!((rows.len(), faulty, failed), (2, 0, None));
        assert_eq!((&*rows[0].id, &*rows[0].name, &*rows[0].text), ("A1", "甲公司", "光伏组件制造"));
        assert_eq!(rows[0].first.expect("an entry").0.to_string(), "3.1.2");
        assert_eq!(&*rows[1].text, "餐饮服务,日用百货");
    }
}

#[test]
fn a_bad_record_is_counted_and_the_others_are_read() {
    let (rows, faulty, failed) = rows("名单.ndjson", "{\"id\":7,\"text\":\"充电桩运营\"}\n{broken\n{\"a\":1}\n".as_bytes());
    assert_eq!((rows.len(), faulty, failed), (1, 2, None));
    assert_eq!(&*rows[0].id, "7");
}

#[test]
fn a_text_file_has_one_enterprise_a_line() {
    let (rows, ..) = rows("名单.txt", "光伏组件制造\n\n餐饮服务\n".as_bytes());
    assert_eq!(rows.iter().map(|row| &*row.id).collect::<Vec<_>>(), ["1", "3"]);
}

#[test]
fn an_empty_table_and_a_missing_file_say_so() {
    let (_, _, failed) = rows("名单.csv", b"");
    assert!(failed.is_some_and(|reason| !reason.is_empty()));
    let news: Vec<News> = start("/no/such/list.csv".into(), Classifier::embedded(), Lang::Chinese).into_iter().collect();
    assert!(matches!(news.as_slice(), [News::Failed(reason)] if reason.contains("/no/such/list.csv")));
}
