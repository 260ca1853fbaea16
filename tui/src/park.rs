//! `greencat park`: a list of enterprises becomes a report on the park.

mod list;
mod report;
mod workbook;

use std::path::Path;

use anyhow::{Context, Result, bail};
use greencat_core::Classifier;
use greencat_core::park::{Chains, Survey, survey};
use greencat_core::policy::{Facts, Known, Screening};
use serde::Serialize;

use crate::args::{Lang, ParkArgs, ParkFormat};
use crate::exit::Exit;
use crate::output::json::pretty;
use crate::page;
use crate::roster::{self, Lookup};
use crate::screening::{policies, print, read_answers, with_profile};
use list::{List, Reading};

/// Everything that a report holds.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    program: &'static str,
    edition: String,
    name: Option<String>,
    as_of: Option<String>,
    /// What was read, and what was assumed of it.
    source: Vec<String>,
    /// What the values are: the column's name.
    value: Option<String>,
    /// The unit of the values, where the column's name says it.
    unit: String,
    survey: Survey,
    /// Enterprises to ask, and what.
    ask: Vec<Ask>,
    /// Enterprises that stand, or may stand, on the rosters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rosters: Vec<Lookup>,
    screenings: Vec<Screening>,
    #[serde(skip)]
    list: List,
}

/// What to ask one enterprise.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Ask {
    name: String,
    state: greencat_core::park::State,
    value: Option<f64>,
    code: Option<String>,
    question: String,
}

/// The chains compiled into the program.
fn chains() -> Result<Chains> {
    serde_json::from_str(include_str!("../../core/data/chains.json")).context("chains.json")
}

/// Runs the command.
pub(crate) fn run(args: &ParkArgs, lang: Lang) -> Result<Exit> {
    let format = match (args.format, args.output.as_deref()) {
        (Some(format), _) => format,
        (None, Some(path)) => match ParkFormat::of_name(path) {
            Some(format) => format,
            None => bail!(
                "{}：{}",
                path.display(),
                lang.pick("看不出格式：用 .html .md .xlsx .json .txt，或写 -f", "no known ending: .html .md .xlsx .json .txt, or -f")
            ),
        },
        (None, None) => ParkFormat::Text,
    };
    if format == ParkFormat::Xlsx && args.output.is_none() {
        bail!("{}", lang.pick("xlsx 要写入文件：加 -o 报告.xlsx", "xlsx is written to a file: add -o report.xlsx"));
    }
    let classifier = Classifier::embedded();
    let list = list::read(&Reading::from(args), &classifier, lang)?;
    let mut policies = policies()?;
    let mut facts = match &args.facts {
        Some(path) => read_answers(path, &policies, lang)?,
        None => Facts::default(),
    };
    if let Some(name) = &args.name {
        facts.set("name", Known::Text(name.clone()), None);
    }
    let mut checks = args.policies.clone();
    if checks.is_empty() && args.facts.is_some() {
        checks = ["demonstration-base", "green-park"].map(str::to_owned).to_vec();
    }
    let mut screenings = Vec::new();
    for check in checks {
        let path = Path::new(&check);
        let id = if path.extension().is_some_and(|ending| ending == "toml") { with_profile(path, &mut policies, lang)? } else { check };
        screenings.push(policies.screen(&id, &facts, None)?);
    }
    let rosters = look_up(args, &list, lang)?;
    let known = |id: &str| facts.get(id).map(|known| known.told("")).filter(|told| !told.is_empty());
    let unreadable = list.unreadable;
    let mut report = Report::new(list, &classifier, lang)?;
    (report.name, report.as_of) = (known("name"), known("as_of"));
    (report.rosters, report.screenings) = (rosters, screenings);
    let output = args.output.as_deref();
    let bytes = match format {
        ParkFormat::Text => page::text(&report::page(&report, &classifier, lang), output.is_none()),
        _ => render(&report, format, &classifier, lang)?,
    };
    print(&bytes, output, lang)?;
    Ok(match (unreadable, report.survey.green.count_share.most > 0.0) {
        (1.., _) => Exit::Unreadable,
        (0, true) => Exit::Matched,
        (0, false) => Exit::Nothing,
    })
}

impl Report {
    fn new(list: List, classifier: &Classifier, lang: Lang) -> Result<Report> {
        let survey = survey(&list.members, &chains()?, classifier);
        Ok(Report {
            program: crate::PROGRAM,
            edition: classifier.edition().to_owned(),
            name: None,
            as_of: None,
            source: list.notes.clone(),
            value: list.value.clone(),
            unit: list.unit.clone(),
            ask: asks(&list, survey.year, lang),
            survey,
            rosters: Vec::new(),
            screenings: Vec::new(),
            list,
        })
    }

    /// How many enterprises its figures are of.
    pub(crate) fn members(&self) -> usize {
        self.survey.green.members
    }

    /// The same with the park's name, the reference date, and what the policies say.
    pub(crate) fn checked(&mut self, [name, as_of]: [Option<String>; 2], screenings: Vec<Screening>) {
        (self.name, self.as_of, self.screenings) = (name, as_of, screenings);
    }
}

/// The report on a list as it is, for the browser.
pub(crate) fn of_list(path: &Path, classifier: &Classifier, lang: Lang) -> Result<Report> {
    Report::new(list::read(&Reading::of(path), classifier, lang)?, classifier, lang)
}

/// The report's blocks, for the browser.
pub(crate) fn sections(report: &Report, classifier: &Classifier, lang: Lang) -> Vec<page::Block> {
    let mut page = report::page(report, classifier, lang);
    page.section(lang.pick("说明", "Notes"));
    for line in std::mem::take(&mut page.foot) {
        page.faint(line);
    }
    page.blocks
}

/// The report in a format for files.
pub(crate) fn render(report: &Report, format: ParkFormat, classifier: &Classifier, lang: Lang) -> Result<Vec<u8>> {
    let page = || report::page(report, classifier, lang);
    Ok(match format {
        ParkFormat::Text => page::text(&page(), false),
        ParkFormat::Md => page::markdown(&page()).into_bytes(),
        ParkFormat::Html => page::html(&page()).into_bytes(),
        ParkFormat::Json => pretty(report),
        ParkFormat::Xlsx => workbook::bytes(report, classifier, lang)?,
    })
}

/// The enterprises that are on a roster, or whose names come near to one on it.
fn look_up(args: &ParkArgs, list: &List, lang: Lang) -> Result<Vec<Lookup>> {
    let mut lookups = Vec::new();
    let names: std::collections::BTreeSet<&str> = list.members.iter().map(|member| member.name.as_str()).collect();
    for path in &args.roster {
        let roster = roster::open(path, None, lang)?;
        for name in &names {
            let matches = roster.find(name);
            if !matches.is_empty() {
                let (title, query) = (roster::title(path), (*name).to_owned());
                lookups.push(Lookup { roster: title, names: roster.len(), query, matches, effect: None });
            }
        }
    }
    Ok(lookups)
}

/// What to ask whom: open cases first, then texts that are too short; the greatest value first.
fn asks(list: &List, year: Option<u16>, lang: Lang) -> Vec<Ask> {
    use greencat_core::park::State;
    let mut asks: Vec<Ask> = Vec::new();
    for member in list.members.iter().filter(|member| member.year == year) {
        let (code, question) = match (member.state, &member.question) {
            (State::Conditional, question) => {
                let proofs = member.to_prove.join("；");
                let proofs = if proofs.is_empty() {
                    lang.pick("等级的证书或检测报告", "a certificate or test report of the grade").to_owned()
                } else {
                    format!("{}{proofs}", lang.pick("证书或检测报告：", "certificate or test report: "))
                };
                let asked = question.as_ref().map(|question| lang.pick(&question.text, &question.text_en));
                (member.entry().map(|code| code.to_string()), asked.map_or(proofs.clone(), |asked| format!("{asked} {proofs}")))
            }
            (State::Unclear, _) => {
                (None, lang.pick("请给出完整的经营范围或主营产品", "ask for the whole business scope or the main products").to_owned())
            }
            (State::Near, Some(question)) => {
                (member.entries.first().map(|(code, _)| code.to_string()), lang.pick(&question.text, &question.text_en).to_owned())
            }
            _ => continue,
        };
        asks.push(Ask { name: member.name.clone(), state: member.state, value: member.value, code, question });
    }
    let value = |ask: &Ask| ask.value.unwrap_or(-1.0);
    asks.sort_by(|a, b| a.state.cmp(&b.state).then(value(b).total_cmp(&value(a))).then(a.name.cmp(&b.name)));
    asks
}

impl ParkFormat {
    fn of_name(path: &Path) -> Option<ParkFormat> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => ParkFormat::Text,
            "json" => ParkFormat::Json,
            "md" | "markdown" => ParkFormat::Md,
            "html" | "htm" => ParkFormat::Html,
            "xlsx" => ParkFormat::Xlsx,
            _ => return None,
        })
    }
}
