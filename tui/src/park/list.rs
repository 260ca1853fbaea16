//! The list of enterprises: which columns hold name, text, value and year, and what is read from them.

use std::path::Path;

use anyhow::{Result, bail};
use greencat_core::Classifier;
use greencat_core::park::Member;

use crate::args::{EncodingArg, From, Lang, ParkArgs};
use crate::batch::{Batch, RecordId};
use crate::clean;
use crate::input;

/// Headers, the most telling first; compared as parts of the header.
const NAME: [&str; 8] = ["企业名称", "公司名称", "单位名称", "名称", "企业", "公司", "name", "company"];
const VALUE: [&str; 12] =
    ["工业总产值", "总产值", "产值", "主营业务收入", "营业收入", "营业总收入", "销售收入", "销售额", "收入", "output", "revenue", "value"];
const YEAR: [&str; 3] = ["年度", "年份", "year"];

/// The list as read.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub(crate) members: Vec<Member>,
    /// The header of the values, and the unit that it states.
    pub(crate) value: Option<String>,
    pub(crate) unit: String,
    pub(crate) notes: Vec<String>,
    pub(crate) unreadable: usize,
}

/// The places of the columns.
struct Places {
    name: Option<usize>,
    value: Option<usize>,
    year: Option<usize>,
}

fn find(header: &[String], asked: Option<&str>, known: &[&str], lang: Lang) -> Result<Option<usize>> {
    let fold = |text: &str| text.trim().to_lowercase();
    let Some(asked) = asked else {
        let by_word = |word: &&str| header.iter().position(|title| fold(title).contains(*word));
        return Ok(known.iter().find_map(by_word));
    };
    let by_name = header.iter().position(|title| fold(title) == fold(asked));
    let by_number = || asked.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|place| *place < header.len());
    if let Some(place) = by_name.or_else(by_number) {
        Ok(Some(place))
    } else {
        let there: Vec<String> = header.iter().map(|title| clean::line(title)).collect();
        bail!("{} “{}”：{}", lang.pick("没有这一列", "there is no column"), clean::line(asked), there.join(" | "))
    }
}

/// The unit in a header such as 产值（万元）.
fn unit(header: &str) -> String {
    let inner = header.split(['（', '(', '[']).nth(1).and_then(|rest| rest.split(['）', ')', ']']).next());
    inner.unwrap_or_default().trim_start_matches("单位").trim_start_matches(['：', ':']).trim().to_owned()
}

/// A number as people write it; an error when it is none.
fn number(cell: &str) -> Result<Option<f64>, ()> {
    let cell: String = cell.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，')).collect();
    if matches!(cell.as_str(), "" | "-" | "—" | "/" | "无") {
        return Ok(None);
    }
    cell.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0).map(Some).ok_or(())
}

/// What to read, and how.
pub(crate) struct Reading<'r> {
    path: &'r Path,
    from: From,
    encoding: EncodingArg,
    column: Option<&'r str>,
    sheet: Option<&'r str>,
    name_column: Option<&'r str>,
    value_column: Option<&'r str>,
    year_column: Option<&'r str>,
}

impl<'r> Reading<'r> {
    /// A file whose columns are found by their headers.
    pub(crate) fn of(path: &'r Path) -> Reading<'r> {
        let (from, encoding) = (From::Auto, EncodingArg::Auto);
        Reading { path, from, encoding, column: None, sheet: None, name_column: None, value_column: None, year_column: None }
    }
}

impl<'r> std::convert::From<&'r ParkArgs> for Reading<'r> {
    fn from(args: &'r ParkArgs) -> Reading<'r> {
        Reading {
            path: &args.list,
            from: args.table.from,
            encoding: args.table.encoding,
            column: args.table.column.as_deref(),
            sheet: args.table.sheet.as_deref(),
            name_column: args.name_column.as_deref(),
            value_column: args.value_column.as_deref(),
            year_column: args.year_column.as_deref(),
        }
    }
}

/// Reads and classifies the list.
pub(crate) fn read(args: &Reading<'_>, classifier: &Classifier, lang: Lang) -> Result<List> {
    let options = input::Options {
        from: args.from,
        encoding: args.encoding,
        column: args.column.map(str::to_owned),
        id_column: None,
        sheet: args.sheet.map(str::to_owned),
        every_field: false,
        lang,
    };
    let mut source = input::open(args.path, &options)?.source;
    let header = source.header().to_vec();
    let places = Places {
        name: find(&header, args.name_column, &NAME, lang)?,
        value: find(&header, args.value_column, &VALUE, lang)?,
        year: find(&header, args.year_column, &YEAR, lang)?,
    };
    let title = |place: Option<usize>| place.and_then(|place| header.get(place)).map(|title| clean::line(title.trim()));
    let mut list = List { value: title(places.value), notes: source.notes(), ..List::default() };
    list.unit = list.value.as_deref().map(unit).unwrap_or_default();
    let file = args.path.file_name().map_or_else(|| "-".to_owned(), |name| clean::line(&name.to_string_lossy()));
    list.notes.insert(0, format!("{}{file}", lang.pick("名单：", "list: ")));
    for (what, place) in [
        (lang.pick("名称的列：", "names: "), places.name),
        (lang.pick("产值或收入的列：", "values: "), places.value),
        (lang.pick("年份的列：", "years: "), places.year),
    ] {
        let told = title(place).map_or_else(|| lang.pick("（无）", "(none)").to_owned(), |title| format!("“{title}”"));
        list.notes.push(format!("{what}{told}"));
    }
    let (mut batch, mut count, mut odd) = (Batch::default(), 0, 0_usize);
    loop {
        batch.clear();
        let more = source.fill(&mut batch, &mut count)?;
        for record in batch.records() {
            let cells: Vec<&str> = record.cells().collect();
            let cell = |place: Option<usize>| place.and_then(|place| cells.get(place)).copied().unwrap_or_default().trim();
            let name = match (cell(places.name), record.id) {
                ("", RecordId::Number(number)) => match lang {
                    Lang::Zh => format!("第 {number} 条"),
                    Lang::En => format!("record {number}"),
                },
                ("", RecordId::Text(id) | RecordId::Json(id)) => id.trim_matches('"').to_owned(),
                (name, _) => name.chars().take(80).collect(),
            };
            let value = number(cell(places.value)).unwrap_or_else(|()| {
                odd += 1;
                None
            });
            let year = cell(places.year).trim_end_matches('年').split(['-', '/', '.']).next().and_then(|year| year.parse().ok());
            let answer = record.fault.is_none().then(|| classifier.classify(record.text));
            list.unreadable += usize::from(answer.is_none());
            list.members.push(Member::new(name, value, year.filter(|year| (1900..=2200).contains(year)), answer.as_ref()));
        }
        if !more {
            break;
        }
    }
    if list.members.is_empty() {
        bail!("{}", lang.pick("名单是空的", "the list is empty"));
    }
    if odd > 0 {
        list.notes.push(match lang {
            Lang::Zh => format!("有 {odd} 处产值或收入不是数字（或是负数），按未知处理"),
            Lang::En => format!("{odd} values are no numbers (or negative) and taken as unknown"),
        });
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::{number, unit};

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(number(" 1,234.5 "), Ok(Some(1234.5)));
        assert_eq!((number(""), number("—")), (Ok(None), Ok(None)));
        assert_eq!((number("-3"), number("三千"), number("inf"), number("NaN")), (Err(()), Err(()), Err(()), Err(())));
    }

    #[test]
    fn the_unit_stands_in_the_header() {
        assert_eq!(unit("产值（万元）"), "万元");
        assert_eq!(unit("营业收入(单位：亿元)"), "亿元");
        assert_eq!(unit("产值"), "");
    }
}
