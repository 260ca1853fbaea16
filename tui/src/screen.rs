//! What `greencat` does without a command, and `greencat browse`: opens the terminal browser.

use std::io::{Read, Write, stdin, stdout};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::args::{BrowseArgs, Lang};
use crate::browse::{self, Options, ThemeName};
use crate::exit::Exit;
use crate::input::Kind;

/// Opens the browser; the code that was chosen goes to the standard output where that waits for one.
pub(crate) fn run(args: BrowseArgs, lang: Lang) -> Result<Exit> {
    let mut options = Options {
        // Chinese is the default: a configuration may say otherwise, `--lang` overrules both.
        lang: (lang == Lang::En).then_some(browse::Lang::English),
        theme: args.theme.as_deref().and_then(ThemeName::parse),
        no_history: args.no_history,
        config: args.config,
        facts: args.facts,
        ..Options::default()
    };
    match args.text {
        Some(text) if text == "-" => {
            let mut bytes = Vec::new();
            stdin().read_to_end(&mut bytes).context(lang.pick("读不了标准输入", "cannot read the standard input"))?;
            options.text = Some(String::from_utf8_lossy(&bytes).into_owned());
        }
        Some(text) if Path::new(&text).is_file() => options.file = Some(text.into()),
        Some(text) if Kind::of_name(Path::new(&text)).is_some() => {
            bail!("{}：{}", crate::clean::line(&text), lang.pick("没有这个文件", "there is no such file"))
        }
        text => options.text = text,
    }
    Ok(match browse::run(options)? {
        browse::Exit::Left => Exit::Matched,
        browse::Exit::NotChosen => Exit::Nothing,
        browse::Exit::Chosen(code) => {
            writeln!(stdout(), "{code}")?;
            Exit::Matched
        }
    })
}
