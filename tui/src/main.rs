//! `greencat`: the program.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use greencat::browse::{self, Exit, Lang, Options, ThemeName};

#[derive(Parser)]
#[command(name = "greencat", version, about = "绿目：按《绿色产业指导目录（2019年版）》判读企业经营范围")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// 界面语言：zh 或 en
    #[arg(long, global = true, value_name = "zh|en")]
    lang: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// 打开终端浏览界面
    Browse(BrowseArgs),
}

#[derive(clap::Args, Default)]
struct BrowseArgs {
    /// 经营范围文本，或名单文件；“-”读标准输入
    text: Option<String>,
    /// 配色：dark、light、high-contrast
    #[arg(long)]
    theme: Option<String>,
    /// 不读也不写历史
    #[arg(long)]
    no_history: bool,
    /// 配置文件
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let Some(Command::Browse(args)) = cli.command.or(Some(Command::Browse(BrowseArgs::default()))) else {
        return ExitCode::SUCCESS;
    };
    match open(args, cli.lang.as_deref()) {
        Ok(Exit::Left) => ExitCode::SUCCESS,
        Ok(Exit::Chosen(code)) => {
            println!("{code}");
            ExitCode::SUCCESS
        }
        Ok(Exit::NotChosen) => ExitCode::from(1),
        Err(error) => {
            eprintln!("greencat: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn open(args: BrowseArgs, lang: Option<&str>) -> Result<Exit> {
    let mut options = Options {
        lang: lang.and_then(Lang::parse),
        theme: args.theme.as_deref().and_then(ThemeName::parse),
        no_history: args.no_history,
        config: args.config,
        ..Options::default()
    };
    match args.text {
        Some(text) if text == "-" => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes)?;
            options.text = Some(String::from_utf8_lossy(&bytes).into_owned());
        }
        Some(text) if Path::new(&text).is_file() => options.file = Some(text.into()),
        text => options.text = text,
    }
    browse::run(options)
}
