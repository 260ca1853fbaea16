//! Which column holds the text: by its name, or as asked.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::args::Lang;
use crate::clean;

/// Headers under which business texts are kept, the most telling first. Compared without spaces, underscores
/// and case, as whole names first and then as parts.
const KNOWN: [&str; 24] = [
    "text",
    "经营范围",
    "业务范围",
    "经营内容",
    "主营业务",
    "主要业务",
    "经营项目",
    "业务描述",
    "业务简介",
    "主营产品",
    "主要产品",
    "产品介绍",
    "businessscope",
    "scope",
    "mainbusiness",
    "business",
    "description",
    "products",
    "公司简介",
    "企业简介",
    "简介",
    "文本",
    "产品",
    "描述",
];

/// The columns of a table that are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) texts: Vec<usize>,
    pub(crate) id: Option<usize>,
}

/// How well a header fits a text column: less is better.
pub(crate) fn rank(header: &str) -> Option<usize> {
    let name: String = header.chars().filter(|c| !c.is_whitespace() && *c != '_' && *c != '-').flat_map(char::to_lowercase).collect();
    let whole = KNOWN.iter().position(|known| *known == name);
    // English parts would be found in too many other words.
    let part = || KNOWN.iter().position(|known| !known.is_ascii() && name.contains(known)).map(|place| place + KNOWN.len());
    whole.or_else(part)
}

/// The names in `--column A,B`.
pub(crate) fn split(columns: &str) -> Vec<String> {
    columns.split([',', '，', '+']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Finds the columns in `header`; `sample` is the first row, shown when the person has to choose.
pub(crate) fn find(header: &[String], sample: &[String], column: Option<&str>, id: Option<&str>, lang: Lang) -> Result<Columns> {
    let id = id.map(|name| named(header, sample, name, lang)).transpose()?;
    if let Some(asked) = column {
        // A header may itself contain a comma.
        if let Some(whole) = header.iter().position(|header| header.trim() == asked.trim()) {
            return Ok(Columns { texts: vec![whole], id });
        }
        let texts = split(asked).iter().map(|name| named(header, sample, name, lang)).collect::<Result<Vec<_>>>()?;
        if texts.is_empty() {
            bail!("{}", choose(header, sample, lang.pick("--column 没有写列名", "--column names no column"), lang));
        }
        return Ok(Columns { texts, id });
    }
    if header.len() == 1 {
        return Ok(Columns { texts: vec![0], id });
    }
    let mut ranked: Vec<(usize, usize)> = header.iter().enumerate().filter_map(|(place, name)| Some((rank(name)?, place))).collect();
    ranked.sort_unstable();
    match ranked.as_slice() {
        [] => bail!("{}", choose(header, sample, lang.pick("看不出哪一列是经营范围", "no column looks like a business scope"), lang)),
        [(first, _), (second, _), ..] if first == second => {
            bail!("{}", choose(header, sample, lang.pick("有几列都像经营范围", "several columns look like a business scope"), lang))
        }
        [(_, place), ..] => Ok(Columns { texts: vec![*place], id }),
    }
}

/// The place of the column called `name`, or numbered so from 1.
fn named(header: &[String], sample: &[String], name: &str, lang: Lang) -> Result<usize> {
    let by_name = header.iter().position(|header| header.trim() == name.trim());
    let by_number = || name.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|place| *place < header.len());
    match by_name.or_else(by_number) {
        Some(place) => Ok(place),
        None => {
            bail!("{}", choose(header, sample, &format!("{} “{}”", lang.pick("没有这一列", "there is no column"), clean::line(name)), lang))
        }
    }
}

/// Asks for `--column`, with what there is to choose from.
fn choose(header: &[String], sample: &[String], problem: &str, lang: Lang) -> String {
    let mut message =
        format!("{problem}\n{}", lang.pick("请用 --column 指定，写列名或列号：", "name it with --column, by its header or number:"));
    for (place, name) in header.iter().enumerate() {
        let name = if name.trim().is_empty() { lang.pick("（无列名）", "(no name)") } else { name };
        let example: String = clean::line(sample.get(place).map_or("", String::as_str)).chars().take(30).collect();
        let _ = write!(message, "\n  {:>3}  {}   {example}", place + 1, clean::line(name));
    }
    message
}
