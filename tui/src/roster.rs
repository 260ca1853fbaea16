//! Rosters: lists of names (green factories, parks …) and whether a name is on them. A name that is only spelt
//! nearly so is shown with its distance and never counts as a yes.

mod file;
mod names;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde::Serialize;

use crate::args::{EncodingArg, From, Lang, RosterArgs};
use crate::batch::Batch;
use crate::exit::Exit;
use crate::input;
use crate::page::{Block, Item, Page, Span, Tone};
use crate::screening::print;
pub(crate) use file::Roster;
use names::{core, plain, signature};

/// Columns that names stand in, tried in turn.
const COLUMNS: [&str; 10] = ["name", "企业名称", "单位名称", "公司名称", "工厂名称", "园区名称", "基地名称", "名称", "企业", "园区"];
/// Characters kept of what stands beside a name.
const DETAIL: usize = 160;
/// Similar names shown.
const SHOWN: usize = 5;

/// How a name fits one of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Fit {
    /// Character by character.
    Exact,
    /// But for width, case, spaces and brackets, or 有限公司 for 有限责任公司.
    Normalised,
    /// The same name with another legal form: renamed, or another enterprise.
    Form,
    /// Spelt nearly so.
    Near,
}

impl Fit {
    /// Whether the name is on the roster; the rest is for a person to look at.
    pub(crate) fn is_sure(self) -> bool {
        self <= Fit::Normalised
    }

    fn told(self, distance: usize, lang: Lang) -> String {
        match (self, lang) {
            (Fit::Exact, Lang::Zh) => "完全相同".to_owned(),
            (Fit::Exact, Lang::En) => "identical".to_owned(),
            (Fit::Normalised, Lang::Zh) => "写法不同（括号、全半角、空格、有限公司）".to_owned(),
            (Fit::Normalised, Lang::En) => "written otherwise".to_owned(),
            (Fit::Form, Lang::Zh) => "公司形式不同，请核对是否更名".to_owned(),
            (Fit::Form, Lang::En) => "another legal form, check".to_owned(),
            (Fit::Near, Lang::Zh) => format!("相近，差 {distance} 字，请核对"),
            (Fit::Near, Lang::En) => format!("near, {distance} characters differ, check"),
        }
    }
}

/// A name of the roster that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Match {
    pub(crate) fit: Fit,
    /// Characters that differ.
    pub(crate) distance: usize,
    pub(crate) name: String,
    /// What stands beside it.
    pub(crate) detail: String,
}

/// What looking up one name in one roster came to.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Lookup {
    pub(crate) roster: String,
    /// Names on it.
    pub(crate) names: usize,
    pub(crate) query: String,
    pub(crate) matches: Vec<Match>,
    /// What it was taken for, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) effect: Option<String>,
}

/// Opens a roster: an index file, or a list that is read and indexed in memory.
pub(crate) fn open(path: &Path, column: Option<&str>, lang: Lang) -> Result<Roster> {
    if let Some(roster) = Roster::open(path, lang)? {
        return Ok(roster);
    }
    Roster::build(&read(path, column, lang)?)
}

/// Names and what stands beside them.
fn read(path: &Path, column: Option<&str>, lang: Lang) -> Result<Vec<(String, String)>> {
    let open = |column: Option<&str>| {
        let column = column.map(str::to_owned);
        input::open(
            path,
            &input::Options {
                from: From::Auto,
                encoding: EncodingArg::Auto,
                column,
                id_column: None,
                sheet: None,
                every_field: false,
                lang,
            },
        )
    };
    let tried = if column.is_some() { None } else { COLUMNS.iter().find_map(|column| open(Some(column)).ok()) };
    let mut source = match tried {
        Some(opened) => opened.source,
        None => open(column)?.source,
    };
    let header = source.header().to_vec();
    let (mut rows, mut batch, mut number) = (Vec::new(), Batch::default(), 0);
    loop {
        batch.clear();
        let more = source.fill(&mut batch, &mut number)?;
        for record in batch.records().filter(|record| record.fault.is_none() && !record.text.trim().is_empty()) {
            let name = record.text.trim();
            let beside = header.iter().zip(record.cells()).filter(|(_, cell)| !cell.trim().is_empty() && cell.trim() != name);
            let detail: Vec<String> = beside.map(|(title, cell)| format!("{} {}", title.trim(), cell.trim())).collect();
            rows.push((name.to_owned(), detail.join("；").chars().take(DETAIL).collect()));
        }
        if !more {
            break;
        }
    }
    if rows.is_empty() {
        bail!("{}：{}", path.display(), lang.pick("名单里没有名称", "there is no name on the roster"));
    }
    Ok(rows)
}

impl Roster {
    /// The names that fit, the best first. When some fit for sure, those that are merely near are left out.
    pub(crate) fn find(&self, query: &str) -> Vec<Match> {
        let query = query.trim();
        let (whole, key) = (plain(query), core(query));
        let mut found: Vec<Match> = Vec::new();
        for (name, detail) in self.rows_of(&key) {
            let fit = if name == query {
                Fit::Exact
            } else if plain(name) == whole {
                Fit::Normalised
            } else {
                Fit::Form
            };
            found.push(Match { fit, distance: strsim::osa_distance(name, query), name: name.to_owned(), detail: detail.to_owned() });
        }
        if !found.iter().any(|one| one.fit.is_sure()) {
            found.extend(self.near(&key));
        }
        found.sort_by(|a, b| (a.fit, a.distance, &a.name).cmp(&(b.fit, b.distance, &b.name)));
        found.truncate(SHOWN);
        found
    }

    fn near(&self, key: &str) -> Vec<Match> {
        let length = key.chars().count();
        // In a short name one character makes another enterprise.
        let most = match length {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            _ => 2,
        };
        let (mask, mut found) = (signature(key), Vec::new());
        for other in self.keys() {
            // A changed character changes at most two marks.
            if (other.marks ^ mask).count_ones() as usize > 2 * most || other.length.abs_diff(length) > most {
                continue;
            }
            let distance = strsim::osa_distance(&other.text, key);
            if (1..=most).contains(&distance) {
                let rows = self.rows_at(other.row, &other.text);
                found.extend(rows.map(|(name, detail)| Match {
                    fit: Fit::Near,
                    distance,
                    name: name.to_owned(),
                    detail: detail.to_owned(),
                }));
            }
        }
        found
    }
}

/// A lookup as blocks of a page.
pub(crate) fn blocks(lookups: &[Lookup], lang: Lang) -> Vec<Block> {
    let item = |lookup: &Lookup| {
        let sure = lookup.matches.iter().any(|one| one.fit.is_sure());
        let (label, tone) = match (sure, lookup.matches.is_empty()) {
            (true, _) => (lang.pick("在名单", "listed"), Tone::Good),
            (false, true) => (lang.pick("未见", "not found"), Tone::Plain),
            (false, false) => (lang.pick("待核对", "to check"), Tone::Open),
        };
        let told = |one: &Match| Span::new(format!("{}：{}　{}", one.fit.told(one.distance, lang), one.name, one.detail), Tone::Faint);
        let mut lines: Vec<Span> = lookup.matches.iter().map(told).collect();
        lines.extend(lookup.effect.iter().map(|effect| Span::new(effect.as_str(), Tone::Bold)));
        let names = match lang {
            Lang::Zh => format!("　{}（{} 个名称）", lookup.roster, lookup.names),
            Lang::En => format!("  {} ({} names)", lookup.roster, lookup.names),
        };
        Item { label: Span::new(label, tone), head: vec![lookup.query.as_str().into(), Span::new(names, Tone::Faint)], lines }
    };
    vec![Block::Items(lookups.iter().map(item).collect())]
}

/// The file's name as it is shown.
pub(crate) fn title(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| crate::clean::line(&name.to_string_lossy()))
}

/// `greencat roster`: looks names up, or writes an index.
pub(crate) fn run(args: &RosterArgs, lang: Lang) -> Result<Exit> {
    let roster = open(&args.list, args.column.as_deref(), lang)?;
    if let Some(output) = &args.output {
        print(roster.bytes(), Some(output), lang)?;
        crate::say::note(&match lang {
            Lang::Zh => format!("{} 个名称，索引写入 {}", roster.len(), output.display()),
            Lang::En => format!("{} names, index written to {}", roster.len(), output.display()),
        });
        return Ok(Exit::Matched);
    }
    if args.names.is_empty() {
        bail!("{}", lang.pick("查哪个名称？或用 -o 名单.idx 写出索引", "which name? Or write an index with -o roster.idx"));
    }
    let lookups: Vec<Lookup> = args
        .names
        .iter()
        .map(|name| Lookup {
            roster: title(&args.list),
            names: roster.len(),
            query: name.clone(),
            matches: roster.find(name),
            effect: None,
        })
        .collect();
    if args.printed.format == crate::args::TextOrJson::Json {
        print(&crate::output::json::pretty(&lookups), None, lang)?;
    } else {
        let page = Page {
            title: lang.pick("名单核对", "Roster").to_owned(),
            subtitle: String::new(),
            blocks: blocks(&lookups, lang),
            foot: Vec::new(),
            lang,
        };
        print(&crate::page::text(&page, true), None, lang)?;
    }
    let sure = lookups.iter().any(|lookup| lookup.matches.iter().any(|one| one.fit.is_sure()));
    Ok(if sure { Exit::Matched } else { Exit::Nothing })
}

/// What a roster is taken for: `FILE`, `FACT=FILE` (the fact is then 是) or `FACT:VALUE=FILE`.
pub(crate) fn split(argument: &str) -> (Option<(&str, &str)>, PathBuf) {
    match argument.split_once('=') {
        Some((fact, path)) if !Path::new(argument).exists() => (Some(fact.split_once(':').unwrap_or((fact, "是"))), PathBuf::from(path)),
        _ => (None, PathBuf::from(argument)),
    }
}
