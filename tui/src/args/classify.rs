//! `greencat classify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Format, TableArgs};

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // Each is a switch of the command line.
pub(crate) struct ClassifyArgs {
    /// 经营范围文本，可写多段；“-”读标准输入；也可写表格文件名（.xlsx .csv .tsv .ndjson .txt …）
    #[arg(value_name = "文本或文件")]
    pub(crate) texts: Vec<String>,

    /// 读取文件，可重复；“-”为标准输入
    #[arg(long, short, value_name = "FILE", help_heading = "输入")]
    pub(crate) input: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArgs,
    /// 用哪一列作编号；默认用行号
    #[arg(long, value_name = "列", help_heading = "输入")]
    pub(crate) id_column: Option<String>,

    /// 输出格式；默认看 -o 的扩展名
    #[arg(long, short, value_enum, value_name = "text|json|ndjson|csv|tsv|xlsx", hide_possible_values = true, help_heading = "输出")]
    pub(crate) format: Option<Format>,
    /// 写入文件；完成后才出现，中断则留下 .partial
    #[arg(long, short, value_name = "FILE", help_heading = "输出")]
    pub(crate) output: Option<PathBuf>,
    /// 每段文本最多给出几个条目
    #[arg(long, value_name = "N", help_heading = "输出")]
    pub(crate) top: Option<usize>,
    /// 表格输出：一个条目一行（默认一家企业一行）
    #[arg(long, help_heading = "输出")]
    pub(crate) long: bool,
    /// 只输出最没把握的 N 家，留待人工复核
    #[arg(long, value_name = "N", help_heading = "输出")]
    pub(crate) review: Option<usize>,
    /// CSV 文件开头写不写 BOM（Excel 靠它认出 UTF-8）
    #[arg(
        long,
        value_enum,
        default_value = "auto",
        value_name = "auto|yes|no",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "输出"
    )]
    pub(crate) bom: Choice,
    /// CSV 单元格原样写出，不在可能成为公式的内容前加撇号
    #[arg(long, help_heading = "输出")]
    pub(crate) raw_cells: bool,

    /// 并行线程数；默认用满处理器
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256), help_heading = "运行")]
    pub(crate) jobs: Option<u16>,
    /// 从上次中断处接着做（与 -o 同用）
    #[arg(long, requires = "output", help_heading = "运行")]
    pub(crate) resume: bool,
    /// 结束时在标准错误上给出汇总；默认写文件时给出
    #[arg(
        long,
        value_enum,
        default_value = "auto",
        value_name = "auto|text|json|none",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "运行"
    )]
    pub(crate) summary: SummaryArg,
}

/// Yes, no, or what suits the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Choice {
    Auto,
    Yes,
    No,
}

/// Whether and how the summary is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SummaryArg {
    Auto,
    Text,
    Json,
    None,
}
