//! What can be written on the command line. The help speaks Chinese; `help.rs` has it in English.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod classify;
mod format;
mod policy;
mod table;

pub(crate) use classify::{Choice, ClassifyArgs, SummaryArg};
pub(crate) use format::{Format, ParkFormat, PrintArgs, RecordFormat, TextOrJson};
pub(crate) use policy::{ParkArgs, RosterArgs, ScreenArgs};
pub(crate) use table::{EncodingArg, From, TableArgs};

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
        #[command(flatten)]
        printed: PrintArgs,
    },
    /// 检索：代码、名称、产品、俗称、标准号、英文皆可，容一两处笔误
    Search {
        /// 检索词，如 光伏组件、gb18613、"wind power"
        #[arg(value_name = "检索词", required = true)]
        query: Vec<String>,
        /// 最多给出几条
        #[arg(long, default_value_t = 20, value_name = "N")]
        top: usize,
        #[command(flatten)]
        printed: PrintArgs,
    },
    /// 目录树：全部条目，或某一代码之下的条目
    Tree {
        /// 从哪个代码起，如 3 或 3.1
        #[arg(value_name = "代码")]
        code: Option<String>,
        #[command(flatten)]
        printed: PrintArgs,
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
        #[command(flatten)]
        printed: PrintArgs,
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
