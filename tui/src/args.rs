//! What can be written on the command line. The help speaks Chinese; `help.rs` has it in English.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// 绿目：按《绿色产业指导目录（2019年版）》判读企业经营范围
#[derive(Debug, Parser)]
#[command(name = "greencat", version, disable_help_subcommand = true, max_term_width = 100, arg_required_else_help = false)]
pub(crate) struct Cli {
    /// 做什么；不写则在终端里打开浏览界面
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// 界面语言
    #[arg(long, global = true, value_enum, value_name = "zh|en", env = "GREENCAT_LANG", hide_env = true, hide_possible_values = true)]
    pub(crate) lang: Option<Lang>,
}

/// The language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    /// The one of the two texts in this language.
    pub(crate) fn pick<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        match self {
            Lang::Zh => chinese,
            Lang::En => english,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 打开终端浏览界面：判定、浏览、搜索、名单、记录、政策、园区
    Browse(BrowseArgs),
    /// 判读：给出所属条目、依据、待证材料
    Classify(Box<ClassifyArgs>),
    /// 查看一个条目：名称、范围、条件、页码
    Show {
        /// 代码，如 3.1.2
        #[arg(value_name = "代码")]
        code: String,
        /// 输出格式
        #[arg(long, value_enum, default_value = "text", value_name = "text|json", hide_possible_values = true, hide_default_value = true)]
        format: TextOrJson,
    },
    /// 检索：代码、名称、产品、俗称、标准号、英文皆可，容一两处笔误
    Search {
        /// 检索词，如 光伏组件、gb18613、"wind power"
        #[arg(value_name = "检索词", required = true)]
        query: Vec<String>,
        /// 最多给出几条
        #[arg(long, default_value_t = 20, value_name = "N")]
        top: usize,
        /// 输出格式
        #[arg(long, value_enum, default_value = "text", value_name = "text|json", hide_possible_values = true, hide_default_value = true)]
        format: TextOrJson,
    },
    /// 目录树：全部条目，或某一代码之下的条目
    Tree {
        /// 从哪个代码起，如 3 或 3.1
        #[arg(value_name = "代码")]
        code: Option<String>,
        /// 输出格式
        #[arg(long, value_enum, default_value = "text", value_name = "text|json", hide_possible_values = true, hide_default_value = true)]
        format: TextOrJson,
    },
    /// 新旧目录对照：2019年版条目在2024、2025年版中对应哪些（推得，非官方）
    Crosswalk {
        /// 代码，如 3.1.2 或 3.1；不写则列出全部
        #[arg(value_name = "代码")]
        code: Option<String>,
        /// 所给代码属于哪一版
        #[arg(
            long,
            value_enum,
            default_value = "2019",
            value_name = "2019|2024|2025",
            hide_possible_values = true,
            hide_default_value = true
        )]
        from: Edition,
        /// 输出格式
        #[arg(long, value_enum, default_value = "text", value_name = "text|json", hide_possible_values = true, hide_default_value = true)]
        format: TextOrJson,
    },
    /// 政策审核：逐条给出符合、不符合、不详，问什么、备什么
    Screen(Box<ScreenArgs>),
    /// 园区报告：绿色占比、主导产业、集中度、链条缺口、向谁问什么
    Park(Box<ParkArgs>),
    /// 名单核对：绿色工厂等名单里有没有这个名称，或为名单建索引
    Roster(Box<RosterArgs>),
    /// 生成命令补全脚本
    Completions {
        /// 哪种命令解释器
        #[arg(value_enum, value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// 生成手册页（man）
    Man,
}

/// How the browser is opened.
#[derive(Debug, Default, Args)]
pub(crate) struct BrowseArgs {
    /// 经营范围文本，或名单文件（.xlsx .csv .tsv .ndjson .txt）；“-”读标准输入
    #[arg(value_name = "文本或文件")]
    pub(crate) text: Option<String>,
    /// 事实文件（TOML），用于政策；也可写本园区的准入门槛文件，可重复
    #[arg(long, value_name = "FILE")]
    pub(crate) facts: Vec<PathBuf>,
    /// 配色
    #[arg(long, value_name = "dark|light|high-contrast", value_parser = ["dark", "light", "high-contrast"], hide_possible_values = true)]
    pub(crate) theme: Option<String>,
    /// 不读也不写看过的对象
    #[arg(long)]
    pub(crate) no_history: bool,
    /// 配置文件；默认用配置目录里的 greencat/config.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// An edition of the catalogue, or its successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Edition {
    #[value(name = "2019")]
    Y2019,
    #[value(name = "2024")]
    Y2024,
    #[value(name = "2025")]
    Y2025,
}

impl Edition {
    /// The year.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Edition::Y2019 => "2019",
            Edition::Y2024 => "2024",
            Edition::Y2025 => "2025",
        }
    }
}

/// How a single lookup is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextOrJson {
    Text,
    Json,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // Each is a switch of the command line.
pub(crate) struct ClassifyArgs {
    /// 经营范围文本，可写多段；“-”读标准输入；也可写表格文件名（.xlsx .csv .tsv .ndjson .txt …）
    #[arg(value_name = "文本或文件")]
    pub(crate) texts: Vec<String>,

    /// 读取文件，可重复；“-”为标准输入
    #[arg(long, short, value_name = "FILE", help_heading = "输入")]
    pub(crate) input: Vec<PathBuf>,
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
    /// 用哪一列作编号；默认用行号
    #[arg(long, value_name = "列", help_heading = "输入")]
    pub(crate) id_column: Option<String>,
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
    /// 输出格式
    #[arg(long, value_enum, default_value = "text", value_name = "text|json", hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: TextOrJson,
    /// 写出索引文件，以后打开不必再读表格
    #[arg(long, short, value_name = "FILE")]
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
    /// 输入按何种格式读；默认看扩展名
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
    /// 经营范围在哪一列：列名或第几列；几列以逗号连写
    #[arg(long, value_name = "列", help_heading = "输入")]
    pub(crate) column: Option<String>,
    /// 企业名称在哪一列
    #[arg(long, value_name = "列", help_heading = "输入")]
    pub(crate) name_column: Option<String>,
    /// 产值或收入在哪一列
    #[arg(long, value_name = "列", help_heading = "输入")]
    pub(crate) value_column: Option<String>,
    /// 年份在哪一列
    #[arg(long, value_name = "列", help_heading = "输入")]
    pub(crate) year_column: Option<String>,
    /// 读哪个工作表：表名或第几个；默认第一个
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

    /// 输出格式；默认看 -o 的扩展名
    #[arg(long, short, value_enum, value_name = "text|html|md|xlsx|json", hide_possible_values = true, help_heading = "输出")]
    pub(crate) format: Option<ParkFormat>,
    /// 写入文件
    #[arg(long, short, value_name = "FILE", help_heading = "输出")]
    pub(crate) output: Option<PathBuf>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParkFormat {
    Text,
    Html,
    #[value(alias = "markdown")]
    Md,
    Xlsx,
    Json,
}

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordFormat {
    Text,
    Json,
    #[value(alias = "markdown")]
    Md,
    Html,
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

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Ndjson,
    Csv,
    Tsv,
    Xlsx,
}

impl Format {
    /// The name on the command line.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Xlsx => "xlsx",
        }
    }
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
