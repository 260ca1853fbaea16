//! `greencat`: which businesses are green, on the command line and in the terminal browser.
//!
//! Arguments become settings, settings become work (`args` → `settings` → `classify`, `lookup`). Inputs turn
//! files into batches of records (`input`), workers answer them (`bulk`), outputs write the answers (`output`).
//! Policies and parks (`screening`, `park`, `roster`) make a page of blocks, written in several formats (`page`).
//! The browser ([`browse`]) reads its lists by the same inputs. The program is a library with one entry, so
//! that tests and pictures can drive the browser without a terminal.

// A test that cannot go on should stop there, and says where.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod args;
mod batch;
pub mod browse;
mod bulk;
mod classify;
mod clean;
mod collect;
mod crosswalk;
mod exit;
mod halt;
mod help;
mod input;
mod lookup;
mod output;
mod page;
mod park;
mod review;
mod roster;
mod say;
mod screen;
mod screening;
mod settings;
mod summary;
mod tally;

use std::io::{IsTerminal, Write, stderr, stdin, stdout};
use std::process::ExitCode;

use anyhow::Result;
use clap::FromArgMatches;
use clap::error::ErrorKind;

use args::{Cli, Command, Lang};
use exit::{Exit, is_broken_pipe};
use settings::Settings;

/// The program and its version, as records tell it.
pub(crate) const PROGRAM: &str = concat!("greencat ", env!("CARGO_PKG_VERSION"));

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let lang = language();
    let exit = match parse(lang).and_then(|cli| cli.map_or_else(Ok, |cli| run(cli, lang))) {
        Ok(exit) => exit,
        Err(error) if is_broken_pipe(&error) => Exit::Matched,
        Err(error) => {
            say::error(&error, lang);
            Exit::Failed
        }
    };
    exit.into()
}

/// The language, found before the arguments are read: the help and their errors are told in it too.
fn language() -> Lang {
    let mut arguments = std::env::args_os().skip(1);
    let mut found = std::env::var_os("GREENCAT_LANG");
    while let Some(argument) = arguments.next() {
        let Some(text) = argument.to_str() else { continue };
        if text == "--" {
            break;
        } else if text == "--lang" {
            found = arguments.next();
        } else if let Some(value) = text.strip_prefix("--lang=") {
            found = Some(value.into());
        }
    }
    if found.is_some_and(|value| value == "en") { Lang::En } else { Lang::Zh }
}

/// The arguments, or how the program ends at once.
fn parse(lang: Lang) -> Result<Result<Cli, Exit>> {
    let matches = help::command(lang).try_get_matches();
    match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => Ok(Ok(cli)),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            write!(anstream::stdout(), "{}", error.render().ansi())?;
            Ok(Err(Exit::Matched))
        }
        Err(error) => {
            say::note(&help::mistake(&error, lang));
            Ok(Err(Exit::Failed))
        }
    }
}

fn run(cli: Cli, lang: Lang) -> Result<Exit> {
    match cli.command {
        Some(Command::Browse(args)) => screen::run(args, lang),
        Some(Command::Classify(args)) => classify::run(&Settings::new(*args, lang)?),
        Some(Command::Show { code, printed }) => lookup::show(&code, printed.format, lang),
        Some(Command::Search { query, top, printed }) => lookup::search(&query, top, printed.format, lang),
        Some(Command::Tree { code, printed }) => lookup::tree(code.as_deref(), printed.format, lang),
        Some(Command::Crosswalk { code, from, printed }) => crosswalk::run(code.as_deref(), from, printed.format, lang),
        Some(Command::Screen(args)) => screening::run(&args, lang),
        Some(Command::Park(args)) => park::run(&args, lang),
        Some(Command::Roster(args)) => roster::run(&args, lang),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut help::command(lang), "greencat", &mut script);
            stdout().write_all(&script)?;
            Ok(Exit::Matched)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(help::command(lang)).render(&mut page)?;
            stdout().write_all(&page)?;
            Ok(Exit::Matched)
        }
        None if stdin().is_terminal() && stderr().is_terminal() => screen::run(args::BrowseArgs::default(), lang),
        None => {
            let help = help::command(lang).render_help();
            write!(anstream::stderr(), "{}", help.ansi())?;
            Ok(Exit::Failed)
        }
    }
}
