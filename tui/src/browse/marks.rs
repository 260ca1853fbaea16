//! The person's marks on a list, beside the file: labelled NDJSON that `cargo xtask eval` reads.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use greencat_core::{Classifier, Code, Verdict};
use serde::{Deserialize, Serialize};

use super::history::replace;
use super::list::{List, Row};

/// What the person says of a row's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The answer is right.
    Right,
    /// The answer is wrong; what is right is still open.
    Wrong,
    /// This is the right entry.
    Entry(Code),
    /// No entry is right.
    Nothing,
}

impl Mark {
    pub(crate) fn words(self) -> (String, String) {
        match self {
            Mark::Right => ("对".to_owned(), "right".to_owned()),
            Mark::Wrong => ("错".to_owned(), "wrong".to_owned()),
            Mark::Entry(code) => (format!("应为 {code}"), format!("is {code}")),
            Mark::Nothing => ("应无".to_owned(), "is none".to_owned()),
        }
    }
}

/// A line of the labelled NDJSON. An open one (`wrong`) goes to a file of its own: it is no label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Label {
    id: String,
    text: String,
    stratum: String,
    primary: Option<String>,
    direct: Vec<String>,
    conditional: Vec<String>,
    near: Vec<String>,
    /// What the person did: `right`, `entry`, `nothing` or `wrong`.
    mark: String,
}

/// The labels and the open rows beside a list.
pub(crate) fn paths(list: &Path) -> [PathBuf; 2] {
    ["labels", "open"].map(|kind| {
        let mut name = list.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{kind}.ndjson"));
        list.with_file_name(name)
    })
}

fn label(classifier: &Classifier, row: &Row, mark: Mark) -> Label {
    let mut label = Label {
        id: row.id.to_string(),
        text: row.text.to_string(),
        stratum: "reviewed".to_owned(),
        primary: None,
        direct: Vec::new(),
        conditional: Vec::new(),
        near: Vec::new(),
        mark: String::new(),
    };
    match mark {
        Mark::Right => {
            "right".clone_into(&mut label.mark);
            let found = classifier.classify(&row.text);
            label.primary = found.primary().map(|candidate| candidate.code.to_string());
            for candidate in &found.entries {
                let codes = match candidate.verdict {
                    Verdict::Direct => &mut label.direct,
                    Verdict::Conditional => &mut label.conditional,
                    Verdict::Near => &mut label.near,
                };
                codes.push(candidate.code.to_string());
            }
        }
        Mark::Entry(code) => {
            "entry".clone_into(&mut label.mark);
            label.primary = Some(code.to_string());
            label.direct.push(code.to_string());
        }
        Mark::Nothing => "nothing".clone_into(&mut label.mark),
        Mark::Wrong => "wrong".clone_into(&mut label.mark),
    }
    label
}

/// Writes the marks beside the list; a file without lines is not made.
pub(crate) fn write(classifier: &Classifier, list: &List) -> Result<()> {
    let Some(path) = &list.path else { return Ok(()) };
    let rows = list.marks.iter().filter_map(|(number, mark)| Some((list.rows.get(*number as usize)?, *mark)));
    let labels = rows.map(|(row, mark)| label(classifier, row, mark)).chain(list.earlier.0.values().flatten().cloned());
    let mut texts = [String::new(), String::new()];
    for label in labels {
        let text = &mut texts[usize::from(label.mark == "wrong")];
        text.push_str(&serde_json::to_string(&label)?);
        text.push('\n');
    }
    for (path, text) in paths(path).iter().zip(texts) {
        if !text.is_empty() || path.exists() {
            replace(path, text.as_bytes())?;
        }
    }
    Ok(())
}

/// The marks of an earlier sitting whose rows have not come: not yet, or no more. A person's work is written
/// back even where its row was not seen.
#[derive(Debug, Default)]
pub(crate) struct Earlier(BTreeMap<String, Vec<Label>>);

impl Earlier {
    /// Reads the files beside a list; a line that is no label is left out.
    pub(crate) fn read(list: &Path) -> Earlier {
        let mut earlier = Earlier::default();
        for path in paths(list) {
            let text = fs::read_to_string(path).unwrap_or_default();
            for label in text.lines().filter_map(|line| serde_json::from_str::<Label>(line).ok()) {
                earlier.0.entry(label.id.clone()).or_default().push(label);
            }
        }
        earlier
    }

    /// The mark of a row that has come.
    pub(crate) fn take(&mut self, row: &Row) -> Option<Mark> {
        let labels = self.0.get_mut(&*row.id)?;
        let place = labels.iter().position(|label| label.text == *row.text)?;
        let label = labels.remove(place);
        Some(match (label.mark.as_str(), label.primary.and_then(|code| code.parse().ok())) {
            ("right", _) => Mark::Right,
            ("entry", Some(code)) => Mark::Entry(code),
            ("nothing", _) => Mark::Nothing,
            _ => Mark::Wrong,
        })
    }
}

/// The reviewed list as CSV that opens in a spreadsheet: UTF-8 with its mark, no cell is a formula.
pub(crate) fn export(list: &List, name: impl Fn(Code) -> String) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(["编号", "企业", "经营范围", "结论", "首个条目", "条目名称", "判定", "可信度", "复核", "正确条目"])?;
    for number in &list.order {
        let Some(row) = list.rows.get(*number as usize) else { continue };
        let mark = list.marks.get(number);
        let right = match mark {
            Some(Mark::Right) => row.first.map_or_else(String::new, |(code, _)| code.to_string()),
            Some(Mark::Entry(code)) => code.to_string(),
            _ => String::new(),
        };
        writer.write_record([
            cell(&row.id),
            cell(&row.name),
            cell(&row.text),
            row.outcome.chinese().to_owned(),
            row.first.map_or_else(String::new, |(code, _)| code.to_string()),
            row.first.map_or_else(String::new, |(code, _)| name(code)),
            row.first.map_or_else(String::new, |(_, verdict)| verdict.chinese().to_owned()),
            format!("{:.2}", f64::from(row.confidence) / 100.0),
            mark.map_or_else(String::new, |mark| mark.words().0),
            right,
        ])?;
    }
    Ok(writer.into_inner()?)
}

/// A stranger's text in a cell: what a spreadsheet would run as a formula gets an apostrophe before it.
fn cell(text: &str) -> String {
    let text: String = text.chars().map(|character| if character.is_control() && character != '\n' { ' ' } else { character }).collect();
    if text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use greencat_core::Outcome;

    fn list(path: &Path) -> List {
        let mut list = List::opening(path.to_owned());
        let row = |id: &str, text: &str| Row {
            id: id.into(),
            name: "".into(),
            text: text.into(),
            outcome: Outcome::Green,
            confidence: 90,
            first: None,
        };
        list.take(vec![row("1", "光伏组件制造"), row("2", "=cmd|' /C calc'!A0"), row("3", "餐饮服务"), row("4", "充电桩销售")]);
        list
    }

    #[test]
    fn marks_are_read_back_and_open_rows_are_no_labels() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("名单.csv");
        let mut list = list(&path);
        list.marks =
            BTreeMap::from([(0, Mark::Right), (1, Mark::Wrong), (2, Mark::Nothing), (3, Mark::Entry("1.4.2".parse().expect("a code")))]);
        write(&Classifier::embedded(), &list).expect("written");
        let labels = fs::read_to_string(folder.path().join("名单.csv.labels.ndjson")).expect("labels");
        assert_eq!(labels.lines().count(), 3);
        assert!(labels.contains(r#""primary":"3.1.2""#), "{labels}");
        let mut earlier = Earlier::read(&path);
        let marks: Vec<Option<Mark>> = list.rows.iter().map(|row| earlier.take(row)).collect();
        assert_eq!(marks, [Some(Mark::Right), Some(Mark::Wrong), Some(Mark::Nothing), Some(list.marks[&3])]);
    }

    #[test]
    fn marks_whose_rows_have_not_come_are_not_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("名单.csv");
        let mut before = list(&path);
        before.marks = BTreeMap::from([(0, Mark::Wrong), (2, Mark::Nothing), (3, Mark::Right)]);
        write(&Classifier::embedded(), &before).expect("written");
        // The next sitting has read two rows when the person takes one mark off and sets another.
        let mut now = List::opening(path.clone());
        now.earlier = Earlier::read(&path);
        let rows = before.rows[..2].to_vec();
        now.take(rows);
        assert_eq!(now.marks, BTreeMap::from([(0, Mark::Wrong)]));
        now.marks = BTreeMap::from([(1, Mark::Right)]);
        write(&Classifier::embedded(), &now).expect("written");
        let mut earlier = Earlier::read(&path);
        let marks: Vec<Option<Mark>> = before.rows.iter().map(|row| earlier.take(row)).collect();
        assert_eq!(marks, [None, Some(Mark::Right), Some(Mark::Nothing), Some(Mark::Right)]);
    }

    #[test]
    fn an_exported_list_holds_no_formula() {
        let list = list(Path::new("名单.csv"));
        let bytes = export(&list, |_| String::new()).expect("csv");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.starts_with('\u{feff}'));
        assert!(text.contains("'=cmd"), "{text}");
    }
}
