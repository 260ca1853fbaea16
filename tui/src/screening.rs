//! `greencat screen`: a prospect or a park against the policies, as a record.

mod answers;
mod record;
mod template;

use std::io::{IsTerminal, Read, Write, stdin};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use greencat_core::policy::{Check, Document, Facts, Known, Policies, Screening, Standing, Subject, Value};
use greencat_core::{Classification, Classifier};
use serde::Serialize;

use crate::args::{Lang, RecordFormat, ScreenArgs};
use crate::exit::Exit;
use crate::output::Sink;
use crate::output::destination::PartialFile;
use crate::output::json::pretty;
use crate::page;
use crate::roster::{self, Lookup};

pub(crate) use answers::{is_threshold, policies, read_answers, read_text, with_profile};
pub(crate) use record::{blocks, item as condition_item, overview};

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
    /// What the rosters say of the name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rosters: Vec<Lookup>,
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
        None => Facts::default(),
    };
    if let Some(name) = &args.name {
        facts.set("name", Known::Text(name.clone()), None);
    }
    let rosters = args.roster.iter().map(|roster| look_up(roster, &policies, &mut facts, lang)).collect::<Result<Vec<_>>>()?;
    let classifier = Classifier::embedded();
    let tell = |text: &Option<String>| -> Result<Option<Told>> {
        let Some(text) = text else { return Ok(None) };
        let text = text_of(text, lang)?;
        Ok(Some(Told { answer: classifier.classify(&text), text }))
    };
    let (classification, industries) = (tell(&args.text)?, tell(&args.industries)?);
    let mut screenings = Vec::new();
    for check in &checks {
        let of_park = named(&policies, check, lang)?.1.subject == Subject::Park;
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
        rosters,
        screenings,
    };
    write(&record, args, &classifier, lang)?;
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
            checks.push(named(policies, name, lang)?.1.id.clone());
        }
    }
    Ok(checks)
}

/// The check called so; who errs is told in their language.
fn named<'p>(policies: &'p Policies, name: &str, lang: Lang) -> Result<(&'p Document, &'p Check)> {
    policies.check(name).map_err(|error| anyhow!("{}", lang.pick(&error.to_string(), &error.english())))
}

/// Looks the name up in a roster; a sure match answers the fact that the roster stands for.
fn look_up(argument: &str, policies: &Policies, facts: &mut Facts, lang: Lang) -> Result<Lookup> {
    let (fact, path) = roster::split(argument);
    let Some(Known::Text(query)) = facts.get("name").cloned().filter(|name| !name.told("").is_empty()) else {
        bail!("{}", lang.pick("核对名单要有名称：在事实文件里填 name，或加 --name", "a roster needs a name: fill in name, or add --name"));
    };
    let roster = roster::open(&path, None, lang)?;
    let mut lookup = Lookup { roster: roster::title(&path), names: roster.len(), matches: roster.find(&query), query, effect: None };
    let Some((id, value)) = fact else { return Ok(lookup) };
    let Some(fact) = policies.fact(id) else {
        bail!("{} “{}”", lang.pick("没有这项事实：", "there is no fact"), crate::clean::line(id));
    };
    let known = fact.read(&Value::Text(value.to_owned()));
    let known = known.map_err(|fault| anyhow!("{}", lang.pick(&fault.to_string(), &fault.english())))?;
    let sure = lookup.matches.iter().find(|one| one.fit.is_sure());
    lookup.effect = Some(match (sure, known, facts.get(id)) {
        (Some(_), Some(known), Some(said)) if *said != known => {
            let said = said.told(&fact.unit);
            facts.remove(id);
            match lang {
                Lang::Zh => format!("与所填矛盾：“{}”填“{said}”，名单却有此名；按不详处理", fact.ask),
                Lang::En => format!("contradicts the answer “{said}” to {id}: taken as not known"),
            }
        }
        (Some(found), Some(known), _) => {
            facts.set(id, known, Some(format!("{} {}", lookup.roster, found.name)));
            match lang {
                Lang::Zh => format!("据此：{}——{value}", fact.ask),
                Lang::En => format!("answers {id}: {value}"),
            }
        }
        // The roster may be old or partial: not to be on it is no answer.
        _ => match lang {
            Lang::Zh => format!("不足以回答“{}”：名单可能不全或不新", fact.ask),
            Lang::En => format!("does not answer {id}: the roster may be partial or old"),
        },
    });
    Ok(lookup)
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
        let title = match (document.number.is_empty(), lang) {
            (true, _) => lang.pick(&document.title, &document.title_en).to_owned(),
            (false, Lang::Zh) => format!("{}（{}）", document.title, document.number),
            (false, Lang::En) => format!("{} ({})", document.title_en, document.number),
        };
        out.push_str(&format!("{title}\n"));
        for check in &document.checks {
            out.push_str(&format!("  {:<24}{}\n", check.id, lang.pick(&check.name, &check.name_en)));
        }
    }
    print(out.as_bytes(), None, lang)
}

fn write(record: &Record<'_>, args: &ScreenArgs, classifier: &Classifier, lang: Lang) -> Result<()> {
    let format = match (args.format, args.output.as_deref()) {
        (Some(format), _) => format,
        (None, Some(path)) => RecordFormat::of_name(path).unwrap_or(RecordFormat::Text),
        (None, None) => RecordFormat::Text,
    };
    let page = || record::page(record, classifier, lang);
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
    if let Some(path) = output {
        let mut file = PartialFile::create(path, Vec::new(), lang)?;
        file.put(bytes)?;
        file.complete()?;
    } else {
        let mut out = anstream::stdout().lock();
        out.write_all(bytes)?;
        out.flush()?;
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
