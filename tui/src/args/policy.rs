//! `greencat screen`, `park` and `roster`.

use std::path::PathBuf;

use clap::Args;

use super::{ParkFormat, PrintArgs, RecordFormat, TableArgs};

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // Each is a switch of the command line.
pub(crate) struct ScreenArgs {
    /// 政策名称或代号，可写几个；“all”为全部；也可写本园区的准入门槛文件（.toml）
    #[arg(value_name = "政策")]
    pub(crate) policies: Vec<String>,

    /// 列出有哪些政策
    #[arg(long)]
    pub(crate) list: bool,
    /// 写出一份待填的事实文件
    #[arg(long)]
    pub(crate) template: bool,
    /// 写出一份准入门槛的样子，改了就能用
    #[arg(long)]
    pub(crate) threshold: bool,

    /// 事实文件（TOML）
    #[arg(long, value_name = "FILE", help_heading = "输入")]
    pub(crate) facts: Option<PathBuf>,
    /// 企业的经营范围，用于对企业的政策；“-”读标准输入，也可写 .txt 文件名
    #[arg(long, value_name = "文本", help_heading = "输入")]
    pub(crate) text: Option<String>,
    /// 园区的主导产业，用于对园区的政策；写法同上
    #[arg(long, value_name = "文本", help_heading = "输入")]
    pub(crate) industries: Option<String>,
    /// 企业或园区的名称
    #[arg(long, value_name = "名称", help_heading = "输入")]
    pub(crate) name: Option<String>,
    /// 用名单核对名称，可重复：名单文件，或“事实=名单”“事实:值=名单”，确在名单时即填该事实
    #[arg(long, value_name = "[事实=]FILE", help_heading = "输入")]
    pub(crate) roster: Vec<String>,

    /// 输出格式；默认看 -o 的扩展名
    #[arg(long, short, value_enum, value_name = "text|json|md|html", hide_possible_values = true, help_heading = "输出")]
    pub(crate) format: Option<RecordFormat>,
    /// 写入文件
    #[arg(long, short, value_name = "FILE", help_heading = "输出")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ParkArgs {
    /// 企业名单：.xlsx .csv .tsv …，一家一行，有经营范围，最好有名称、产值或收入、年份
    #[arg(value_name = "名单")]
    pub(crate) list: PathBuf,

    /// 园区的事实文件（TOML）；给出则对照绿色产业示范基地和绿色工业园区的条件
    #[arg(long, value_name = "FILE", help_heading = "输入")]
    pub(crate) facts: Option<PathBuf>,
    /// 对照哪些政策，可重复；名称见 greencat screen --list
    #[arg(long = "policy", value_name = "政策", help_heading = "输入")]
    pub(crate) policies: Vec<String>,
    /// 园区名称
    #[arg(long, value_name = "名称", help_heading = "输入")]
    pub(crate) name: Option<String>,
    /// 用名单核对园内企业的名称，可重复
    #[arg(long, value_name = "FILE", help_heading = "输入")]
    pub(crate) roster: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArgs,
    /// 企业名称在哪一列
    #[arg(long, value_name = "列", help_heading = "输入")]
    pub(crate) name_column: Option<String>,
    /// 产值或收入在哪一列
    #[arg(long, value_name = "列", help_heading = "输入")]
    pub(crate) value_column: Option<String>,
    /// 年份在哪一列
    #[arg(long, value_name = "列", help_heading = "输入")]
    pub(crate) year_column: Option<String>,

    /// 输出格式；默认看 -o 的扩展名
    #[arg(long, short, value_enum, value_name = "text|html|md|xlsx|json", hide_possible_values = true, help_heading = "输出")]
    pub(crate) format: Option<ParkFormat>,
    /// 写入文件
    #[arg(long, short, value_name = "FILE", help_heading = "输出")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct RosterArgs {
    /// 名单文件（.xlsx .csv …），或已建的索引
    #[arg(value_name = "名单")]
    pub(crate) list: PathBuf,
    /// 要查的名称，可写几个
    #[arg(value_name = "名称")]
    pub(crate) names: Vec<String>,
    /// 名称在哪一列；默认看表头
    #[arg(long, value_name = "列")]
    pub(crate) column: Option<String>,
    #[command(flatten)]
    pub(crate) printed: PrintArgs,
    /// 写出索引文件，以后打开不必再读表格
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}
