//! How a table of enterprises is read.

use clap::{Args, ValueEnum};

/// What every command that reads a table takes.
#[derive(Debug, Args)]
pub(crate) struct TableArgs {
    /// 输入按何种格式读；默认看扩展名，标准输入按一行一段文本
    #[arg(
        long,
        value_enum,
        default_value = "auto",
        value_name = "auto|lines|ndjson|csv|tsv|xlsx",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "输入"
    )]
    pub(crate) from: From,
    /// 经营范围在哪一列：列名或第几列；几列以逗号连写，如 主营业务,经营范围
    #[arg(long, value_name = "列", help_heading = "输入")]
    pub(crate) column: Option<String>,
    /// 读哪个工作表：表名或第几个；默认第一个（隐藏的不算）
    #[arg(long, value_name = "表", help_heading = "输入")]
    pub(crate) sheet: Option<String>,
    /// 文字编码
    #[arg(
        long,
        value_enum,
        default_value = "auto",
        value_name = "auto|utf-8|gb18030|utf-16",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "输入"
    )]
    pub(crate) encoding: EncodingArg,
}

/// How input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum From {
    Auto,
    Lines,
    Ndjson,
    Csv,
    Tsv,
    #[value(alias = "xls", alias = "ods", alias = "xlsb")]
    Xlsx,
}

/// How characters are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EncodingArg {
    Auto,
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    #[value(name = "gb18030", alias = "gbk", alias = "gb2312")]
    Gb18030,
    #[value(name = "utf-16", alias = "utf16", alias = "utf-16le")]
    Utf16,
}
