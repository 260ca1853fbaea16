//! `greencat crosswalk`: which entries of the 2024 and 2025 catalogues correspond to one of 2019, and back.

use std::io::Write;

use anyhow::{Context, Result, bail};
use greencat_core::{Classifier, Code};
use serde::Serialize;

use crate::args::{Edition, Lang, TextOrJson};
use crate::exit::Exit;
use crate::lookup;
use crate::output::json::pretty;
use crate::output::{Painter, Words};
use crate::settings::columns;

const TABLE: &str = include_str!("../../catalogue/crosswalk.tsv");

/// What every answer bears: nobody has published such a table.
const MARK: &str = "derived, not official";

/// How a correspondence was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Found {
    Same,
    Near,
    Judged,
    None,
}

impl Found {
    fn parse(word: &str) -> Option<Found> {
        Some(match word {
            "same" => Found::Same,
            "near" => Found::Near,
            "judged" => Found::Judged,
            "none" => Found::None,
            _ => return None,
        })
    }

    fn told(self, lang: Lang) -> &'static str {
        match self {
            Found::Same => lang.pick("名称相同", "same name"),
            Found::Near => lang.pick("名称相近", "near name"),
            Found::Judged => lang.pick("由人判断", "judged by a reader"),
            Found::None => lang.pick("2025年版无对应条目", "nothing in 2025 corresponds"),
        }
    }
}

/// An entry of the 2025 catalogue.
#[derive(Debug, Serialize)]
struct Successor {
    code: Code,
    name: &'static str,
}

/// An entry of 2019 and what became of it.
#[derive(Debug, Serialize)]
struct Link {
    code: Code,
    name: String,
    found: Found,
    /// How many of 2019 to how many of 2025, such as `n:1`.
    relation: &'static str,
    codes_2024: Vec<Code>,
    entries_2025: Vec<Successor>,
}

impl Link {
    fn codes(&self, edition: Edition) -> Vec<Code> {
        match edition {
            Edition::Y2019 => vec![self.code],
            Edition::Y2024 => self.codes_2024.clone(),
            Edition::Y2025 => self.entries_2025.iter().map(|entry| entry.code).collect(),
        }
    }
}

/// The answer as JSON.
#[derive(Serialize)]
struct Told<'t> {
    mark: &'static str,
    from: &'static str,
    links: &'t [Link],
}

fn codes(cell: &str) -> Result<Vec<Code>> {
    cell.split_whitespace().map(|code| Ok(code.parse()?)).collect()
}

fn link(row: &'static str, classifier: &Classifier) -> Result<Link> {
    let mut cells = row.split('\t');
    let mut cell = || cells.next().with_context(|| row.to_owned());
    let (code, found, of_2024, of_2025, names) = (cell()?.parse()?, cell()?, cell()?, codes(cell()?)?, cell()?);
    let entries_2025: Vec<Successor> = of_2025.into_iter().zip(names.split(" / ")).map(|(code, name)| Successor { code, name }).collect();
    let name = classifier.entry(code).with_context(|| row.to_owned())?.name;
    let found = Found::parse(found).with_context(|| row.to_owned())?;
    Ok(Link { code, name, found, relation: "1:0", codes_2024: codes(of_2024)?, entries_2025 })
}

/// The whole table.
fn links(classifier: &Classifier) -> Result<Vec<Link>> {
    let rows = TABLE.lines().filter(|row| !row.starts_with('#'));
    let mut links: Vec<Link> = rows.map(|row| link(row, classifier)).collect::<Result<_>>().context("catalogue/crosswalk.tsv")?;
    let mut taken = std::collections::BTreeMap::<Code, usize>::new();
    for entry in links.iter().flat_map(|link| &link.entries_2025) {
        *taken.entry(entry.code).or_default() += 1;
    }
    for link in &mut links {
        let shared = link.entries_2025.iter().any(|entry| taken.get(&entry.code).is_some_and(|count| *count > 1));
        link.relation = match (link.entries_2025.len(), shared) {
            (0, _) => "1:0",
            (1, false) => "1:1",
            (1, true) => "n:1",
            (_, false) => "1:n",
            (_, true) => "n:n",
        };
    }
    Ok(links)
}

/// Tells the correspondences of a code, of all below it, or of all.
pub(crate) fn run(code: Option<&str>, from: Edition, format: TextOrJson, lang: Lang) -> Result<Exit> {
    let classifier = Classifier::embedded();
    let within = match (code, from) {
        (None, _) => None,
        // What is not in the catalogue that we hold is a mistake; of the others we only know what corresponds.
        (Some(code), Edition::Y2019) => Some(lookup::entry(&classifier, code, lang)?.code),
        (Some(code), _) => match code.trim().parse::<Code>() {
            Ok(code) => Some(code),
            Err(_) => bail!("{} “{}”", lang.pick("不是代码（如 4.1.2）：", "not a code such as 4.1.2:"), crate::clean::line(code)),
        },
    };
    let mut links = links(&classifier)?;
    links.retain(|link| {
        within.is_none_or(|top| link.codes(from).iter().any(|code| code.level() >= top.level() && code.at_level(top.level()) == top))
    });
    let mut out = Vec::new();
    if format == TextOrJson::Json {
        out = pretty(&Told { mark: MARK, from: from.word(), links: &links });
    } else if !links.is_empty() {
        let mut paint = Painter::new(&mut out, columns());
        for link in &links {
            lines(link, &classifier, lang, &mut paint);
        }
        let note = lang.pick(
            "推得，非官方：按名称对应，其余由一人判断；只对代码和名称，条件以各版原文为准",
            "derived, not official: by name, the rest judged by one reader; codes and names only, each edition's conditions are its own",
        );
        paint.put(note, Words::FAINT).end_line();
    } else if let Some(code) = within {
        let none = lang.pick("没有2019年版的条目与之对应：", "no entry of 2019 corresponds to");
        crate::say::note(&format!("{none} {code} ({})", from.word()));
    }
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(&out)?;
    stdout.flush()?;
    Ok(if links.is_empty() { Exit::Nothing } else { Exit::Matched })
}

fn lines(link: &Link, classifier: &Classifier, lang: Lang, paint: &mut Painter<'_>) {
    let english = classifier.entry(link.code).map(|entry| entry.name_en).unwrap_or_default();
    paint.indent(0).put(&link.code.to_string(), Words::CODE).put(" ", Words::PLAIN);
    paint.put(lang.pick(&link.name, &english), Words::BOLD).end_line();
    if !link.codes_2024.is_empty() {
        let codes: Vec<String> = link.codes_2024.iter().map(Code::to_string).collect();
        paint.indent(2).put("2024  ", Words::FAINT).put(&codes.join("  "), Words::CODE).end_line();
    }
    for entry in &link.entries_2025 {
        paint.indent(2).put("2025  ", Words::FAINT).put(&entry.code.to_string(), Words::CODE).put(" ", Words::PLAIN);
        paint.put(entry.name, Words::PLAIN).end_line();
    }
    let relation = if link.entries_2025.is_empty() { String::new() } else { format!("{}  ", link.relation) };
    paint.indent(2).put(&relation, Words::FAINT).put(link.found.told(lang), Words::FAINT).end_line();
    paint.indent(0);
}
