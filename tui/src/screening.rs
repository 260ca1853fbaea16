//! `greencat screen`: a prospect or a park against the policies, as a record.

mod answers;
mod record;
mod template;

use std::io::{IsTerminal, Read, Write, stdin};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use greencat_core::policy::{Known, Policies, Screening, Standing};
use greencat_core::{Classification, Classifier};
use serde::Serialize;

use crate::args::{Lang, RecordFormat, ScreenArgs};
use crate::exit::Exit;
use crate::output::Sink;
use crate::output::destination::PartialFile;
use crate::output::json::pretty;
use crate::page;

pub(crate) use answers::{policies, read_answers, read_text, with_profile};
pub(crate) use record::blocks;

/// A text and its answer, as a record holds it.
#[derive(Debug, Serialize)]
struct Told {
    text: String,
    #[serde(flatten)]
    answer: Classification,
}

/// Everything that a record holds.
#[derive(Debug, Serialize)]
struct Record<'r> {
    program: &'static str,
    edition: &'r str,
    name: Option<String>,
    as_of: Option<String>,
    /// What the enterprise's text says, by which enterprises are checked.
    classification: Option<Told>,
    /// What the park's leading industries say, by which parks are checked.
    industries: Option<Told>,
    screenings: Vec<Screening>,
}

/// Runs the command.
pub(crate) fn run(args: &ScreenArgs, lang: Lang) -> Result<Exit> {
    let mut policies = policies()?;
    if args.list {
        return list(&policies, lang);
    }
    if args.threshold {
        return print(template::THRESHOLD.as_bytes(), args.output.as_deref(), lang);
    }
    let checks = chosen(&args.policies, &mut policies, lang)?;
    if args.template {
        return print(template::template(&policies, &checks, lang)?.as_bytes(), args.output.as_deref(), lang);
    }
    let mut facts = match &args.facts {
        Some(path) => read_answers(path, &policies, lang)?,
        None => Default::default(),
    };
    if let Some(name) = &args.name {
        facts.set("name", Known::Text(name.clone()), None);
    }
    let classifier = Classifier::embedded();
    let tell = |text: &Option<String>| -> Result<Option<Told>> {
        let Some(text) = text else { return Ok(None) };
        let text = text_of(text, lang)?;
        Ok(Some(Told { answer: classifier.classify(&text), text }))
    };
    let (classification, industries) = (tell(&args.text)?, tell(&args.industries)?);
    let mut screenings = Vec::new();
    for check in &checks {
        let of_park = policies.check(check)?.1.subject == "园区";
        let told = if of_park { &industries } else { &classification };
        screenings.push(policies.screen(check, &facts, told.as_ref().map(|told| &told.answer))?);
    }
    let within_reach = screenings.iter().any(|screening| screening.standing != Standing::NotMet);
    let known = |id: &str| facts.get(id).map(|known| known.told(""));
    let record = Record {
        program: crate::PROGRAM,
        edition: classifier.edition(),
        name: known("name"),
        as_of: known("as_of"),
        classification,
        industries,
        screenings,
    };
    write(&record, args, lang)?;
    Ok(if within_reach { Exit::Matched } else { Exit::Nothing })
}

/// The ids of the checks that were asked for; thresholds in files join the policies.
fn chosen(names: &[String], policies: &mut Policies, lang: Lang) -> Result<Vec<String>> {
    if names.is_empty() {
        bail!("{}\n  greencat screen --list", lang.pick("审核哪一项政策？看有哪些：", "which policy? See which there are:"));
    }
    let mut checks = Vec::new();
    for name in names {
        let path = Path::new(name);
        if path.extension().is_some_and(|ending| ending == "toml") {
            checks.push(with_profile(path, policies, lang)?);
        } else if name == "all" || name == "全部" {
            let all = policies.documents.iter().flat_map(|document| &document.checks);
            checks.extend(all.map(|check| check.id.clone()).filter(|id| !id.starts_with("threshold-")));
        } else {
            checks.push(policies.check(name)?.1.id.clone());
        }
    }
    Ok(checks)
}

/// A text of the command line; `-` is the standard input, and the name of a text file is read.
fn text_of(text: &str, lang: Lang) -> Result<String> {
    if text == "-" {
        if stdin().is_terminal() {
            crate::say::note(lang.pick("请输入经营范围，以 Ctrl-D 结束", "type the business scope, end with Ctrl-D"));
        }
        let mut bytes = Vec::new();
        stdin().lock().read_to_end(&mut bytes)?;
        return answers::decode(&bytes, lang);
    }
    let path = Path::new(text);
    let is_file = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt")) && path.is_file();
    if is_file { read_text(path, lang) } else { Ok(text.to_owned()) }
}

fn list(policies: &Policies, lang: Lang) -> Result<Exit> {
    let mut out = String::new();
    for document in &policies.documents {
        let title = if document.number.is_empty() { document.title.clone() } else { format!("{}（{}）", document.title, document.number) };
        out.push_str(&format!("{title}\n"));
        for check in &document.checks {
            out.push_str(&format!("  {:<24}{}\n", check.id, lang.pick(&check.name, &check.name_en)));
        }
    }
    print(out.as_bytes(), None, lang)
}

fn write(record: &Record<'_>, args: &ScreenArgs, lang: Lang) -> Result<()> {
    let format = match (args.format, args.output.as_deref()) {
        (Some(format), _) => format,
        (None, Some(path)) => RecordFormat::of_name(path).unwrap_or(RecordFormat::Text),
        (None, None) => RecordFormat::Text,
    };
    let page = || record::page(record, lang);
    let bytes = match format {
        RecordFormat::Json => pretty(record),
        RecordFormat::Text => page::text(&page(), args.output.is_none()),
        RecordFormat::Md => page::markdown(&page()).into_bytes(),
        RecordFormat::Html => page::html(&page()).into_bytes(),
    };
    print(&bytes, args.output.as_deref(), lang)?;
    Ok(())
}

/// Writes to a file, which appears when complete, or prints.
pub(crate) fn print(bytes: &[u8], output: Option<&Path>, lang: Lang) -> Result<Exit> {
    match output {
        Some(path) => {
            let mut file = PartialFile::create(path, Vec::new(), lang)?;
            file.put(bytes)?;
            file.complete()?;
        }
        None => {
            let mut out = anstream::stdout().lock();
            out.write_all(bytes)?;
            out.flush()?;
        }
    }
    Ok(Exit::Matched)
}

impl RecordFormat {
    /// The format that a file's name says.
    pub(crate) fn of_name(path: &Path) -> Option<RecordFormat> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => RecordFormat::Text,
            "json" => RecordFormat::Json,
            "md" | "markdown" => RecordFormat::Md,
            "html" | "htm" => RecordFormat::Html,
            _ => return None,
        })
    }
}

/// Where a file could not be read or understood.
fn at(path: &Path) -> String {
    crate::clean::line(&path.display().to_string())
}

/// Reads a file as a whole.
fn bytes_of(path: &PathBuf, lang: Lang) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{}：{}", at(path), lang.pick("打不开这个文件", "cannot open this file")))
}
