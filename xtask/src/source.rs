//! Reading `catalogue/`: what people edit, parsed and checked line by line.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use greencat_core::{Code, Relation, Role, RoleSet, Verdict};
use serde::Deserialize;

/// Everything in `catalogue/`.
#[derive(Debug)]
pub struct Source {
    /// The nodes of levels 1 and 2.
    pub groups: Vec<Group>,
    /// The entries, in catalogue order.
    pub entries: Vec<Entry>,
    /// The thesaurus, file by file.
    pub terms: Vec<Term>,
    /// The verbs.
    pub verbs: Vec<Verb>,
    /// The grade words.
    pub grades: Vec<String>,
    /// Words without content of their own.
    pub fillers: Vec<String>,
    /// Goods that every shop sells.
    pub sundries: Vec<String>,
    /// The phrases that drop text, each with what it drops.
    pub cues: Vec<(String, String)>,
    /// Roles that add a service entry to the subjects of some groups.
    pub services: Vec<Service>,
    /// The labelled phrases.
    pub phrases: Vec<Phrase>,
    /// What to ask.
    pub questions: Vec<Question>,
    /// The weights of the ranking, by name.
    pub weights: BTreeMap<String, i16>,
    /// The weights of the confidence models, by model and signal.
    pub confidence: BTreeMap<String, BTreeMap<String, i16>>,
}

/// A node of level 1 or 2.
#[derive(Debug)]
pub struct Group {
    /// Its code.
    pub code: Code,
    /// Its official name.
    pub name: String,
    /// Its English name.
    pub name_en: String,
}

#[derive(Debug, Deserialize)]
struct EntryFile {
    entry: Vec<Entry>,
}

/// An entry as written in `catalogue/entries/*.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its code.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// Its English name.
    pub name_en: String,
    /// What the entry is about.
    pub roles: Vec<String>,
    /// The page of the official explanation.
    pub page: u16,
    /// Its scope items.
    pub scope: Vec<String>,
    /// `official` or `ours`.
    pub scope_source: String,
    /// Its conditions.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
}

/// A condition as written in `catalogue/entries/*.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What is measured or certified.
    pub subject: String,
    /// The standard's number; empty when the text gives none.
    #[serde(default)]
    pub standard: String,
    /// The issuing document's number.
    #[serde(default)]
    pub document: String,
    /// The standard's or document's title; empty for a condition without a citation.
    #[serde(default)]
    pub title: String,
    /// How the measured value must stand to the required one.
    pub relation: String,
    /// The grade required.
    #[serde(default)]
    pub grade: String,
    /// The value required.
    #[serde(default)]
    pub value: Option<toml::Value>,
    /// The value's unit.
    #[serde(default)]
    pub unit: String,
}

impl Criterion {
    /// The relation.
    ///
    /// # Errors
    /// When the word is not one of [`Relation::ALL`].
    pub fn relation(&self) -> Result<Relation> {
        let found = Relation::ALL.into_iter().find(|relation| relation.word() == self.relation);
        found.with_context(|| format!("unknown relation {:?}", self.relation))
    }

    /// Grade, or value with unit.
    #[must_use]
    pub fn requirement(&self) -> String {
        let value = match &self.value {
            None => String::new(),
            Some(toml::Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
        };
        let measured = format!("{value}{}", self.unit);
        match (self.grade.as_str(), measured.as_str()) {
            ("", measured) => measured.to_owned(),
            (grade, "") => grade.to_owned(),
            (grade, measured) => format!("{grade} {measured}"),
        }
    }
}

/// A row of the thesaurus.
#[derive(Debug, Clone)]
pub struct Term {
    /// The folded term.
    pub term: String,
    /// The sense as written.
    pub sense: String,
    /// File and line, for messages.
    pub place: String,
}

/// A verb of registrations.
// Independent flags of a table's column.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug)]
pub struct Verb {
    /// The verb.
    pub verb: String,
    /// What it says that an enterprise does.
    pub roles: RoleSet,
    /// Whether it forms nouns with 设备, 机, 剂 and the like (处理设备 is no treating).
    pub noun: bool,
    /// Whether it is half a noun (工程) and yields to 设计, 咨询 and the like.
    pub soft: bool,
    /// Whether it is a verb only as the end of longer terms, and a subject by itself.
    pub inner: bool,
    /// Whether it is a business of its own in a list (技术服务), not the head or tail of others.
    pub alone: bool,
}

/// A role that adds a service entry to subjects of some groups.
#[derive(Debug)]
pub struct Service {
    /// The role.
    pub role: Role,
    /// The entry it adds.
    pub code: Code,
    /// Prefixes of the codes whose positive subjects it applies to.
    pub groups: Vec<String>,
    /// Codes whose subjects it applies to even where they are never more than near.
    pub near: Vec<String>,
}

/// A labelled phrase.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// The phrase as registered.
    pub phrase: String,
    /// Its verdicts, best first.
    pub labels: Vec<(Verdict, Code)>,
    /// File and line, for messages.
    pub place: String,
}

#[derive(Debug, Default, Deserialize)]
struct QuestionFile {
    #[serde(default)]
    question: Vec<Question>,
}

/// A question as written in `catalogue/questions.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The entries that raise it.
    pub entries: Vec<String>,
    /// The verdict that raises it.
    pub verdict: String,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// An answer as written in `catalogue/questions.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// The entry it leads to: a code, `same` for the entry that raised the question, or none.
    #[serde(default)]
    pub entry: String,
    /// The verdict it leads to.
    #[serde(default)]
    pub verdict: String,
}

impl Source {
    /// Reads and checks `catalogue/` below `root`.
    ///
    /// # Errors
    /// With file and line, when something does not parse or contradicts itself.
    pub fn read(root: &Path) -> Result<Source> {
        let folder = root.join("catalogue");
        let source = Source {
            groups: groups(&folder.join("nodes.tsv"))?,
            entries: entries(&folder.join("entries"))?,
            terms: terms(&folder.join("thesaurus"))?,
            verbs: verbs(&folder.join("words/roles.tsv"))?,
            grades: words(&folder.join("words/grades.tsv"))?,
            fillers: words(&folder.join("words/fillers.tsv"))?,
            sundries: words(&folder.join("words/sundries.tsv"))?,
            cues: cues(&folder.join("words/cues.tsv"))?,
            services: services(&folder.join("words/services.tsv"))?,
            phrases: phrases(&folder.join("phrases"))?,
            confidence: toml_file(&folder.join("confidence.toml"))?,
            weights: toml_file(&folder.join("weights.toml"))?,
            questions: toml_file::<QuestionFile>(&folder.join("questions.toml"))?.question,
        };
        source.check_codes()?;
        Ok(source)
    }

    fn check_codes(&self) -> Result<()> {
        let known: BTreeSet<String> = self.entries.iter().map(|entry| entry.code.clone()).collect();
        for term in &self.terms {
            for rule in sense(&term.sense).with_context(|| term.place.clone())?.rules {
                let code = rule.code.to_string();
                if !known.contains(&code) {
                    bail!("{}: {} names the unknown entry {code}", term.place, term.term);
                }
            }
        }
        for phrase in &self.phrases {
            if let Some((_, code)) = phrase.labels.iter().find(|(_, code)| !known.contains(&code.to_string())) {
                bail!("{}: unknown entry {code}", phrase.place);
            }
        }
        Ok(())
    }
}

/// A sense, parsed: rules in order.
// Independent marks of one term.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Sense {
    /// The rules; one with no roles fires when no other did.
    pub rules: Vec<Rule>,
    /// Whether a grade word turns conditional into direct.
    pub graded: bool,
    /// Whether the term is goods.
    pub product: bool,
    /// Whether the term is a property that counts only in a product's specification.
    pub property: bool,
    /// Whether the term states a grade as well.
    pub grade_word: bool,
    /// Roles that speak neither for nor against.
    pub neutral: RoleSet,
    /// Whether the term consumes its characters and means nothing.
    pub stop: bool,
}

impl Sense {
    /// Whether a term of this sense that ends with a verb of these roles carries its activity.
    #[must_use]
    pub fn carries_activity(&self, inner: RoleSet) -> bool {
        !self.product && self.rules.iter().any(|rule| rule.verdict.is_positive() && rule.roles.meets(inner))
    }
}

/// A rule of a sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rule {
    /// The roles it fires on.
    pub roles: RoleSet,
    /// What it says.
    pub verdict: Verdict,
    /// 0 for the first entry it names.
    pub order: u8,
    /// The entry.
    pub code: Code,
}

/// Parses a sense of the thesaurus; `catalogue/README.md` describes the notation.
///
/// # Errors
/// When the notation is not known.
pub fn sense(text: &str) -> Result<Sense> {
    if text == "stop" {
        return Ok(Sense { stop: true, ..Sense::default() });
    }
    if let Some((kind, codes)) = text.split_once(' ')
        && !kind.contains(['=', '?', '~'])
    {
        return of_kind(kind, codes);
    }
    let mut sense = Sense::default();
    let mut used = RoleSet::EMPTY;
    for part in text.split(' ') {
        let at = part.find(['=', '?', '~']).with_context(|| format!("{part:?} is no rule"))?;
        let verdict = match &part[at..=at] {
            "=" => Verdict::Direct,
            "?" => Verdict::Conditional,
            _ => Verdict::Near,
        };
        let mut roles = RoleSet::EMPTY;
        for word in part[..at].split('|') {
            roles |= match word {
                "else" => RoleSet::EMPTY,
                "any" => RoleSet::stated().without(RoleSet::of(&[Role::Trade, Role::Research, Role::Invest])).without(used),
                word => Role::parse(word).with_context(|| format!("unknown role {word:?}"))?.into(),
            };
        }
        used |= roles;
        push(&mut sense.rules, roles, verdict, &part[at + 1..])?;
    }
    // A map that settles making alone is about goods: a bare mention counts only in a maker's text.
    let works = RoleSet::of(&[Role::Build, Role::Treat, Role::Recycle, Role::Retrofit, Role::Serve]);
    sense.product = sense.rules.iter().any(|rule| {
        rule.roles.contains(Role::Bare) && rule.verdict > Verdict::Near && rule.roles.contains(Role::Make) && !rule.roles.meets(works)
    });
    sense.graded = takes_grades(&sense.rules);
    Ok(sense)
}

/// Whether an efficiency grade proves the entries: those for efficient equipment. It proves no feedstock.
fn takes_grades(rules: &[Rule]) -> bool {
    rules.iter().any(|rule| rule.verdict == Verdict::Conditional && rule.code.to_string().starts_with("1.1."))
}

fn of_kind(kind: &str, codes: &str) -> Result<Sense> {
    let all = RoleSet::stated() | Role::Bare.into();
    let made = RoleSet::of(&[Role::Make, Role::Grow]);
    let talk = RoleSet::of(&[Role::Research, Role::Invest, Role::Consult, Role::Design, Role::Monitor, Role::Certify]);
    let mut sense = Sense::default();
    let (roles, verdict) = match kind {
        "product" => (made | Role::Bare.into(), Verdict::Direct),
        "graded" => (made | Role::Bare.into(), Verdict::Conditional),
        "activity" => (all.without(talk), Verdict::Direct),
        "works" => (all.without(talk) | Role::Design.into(), Verdict::Direct),
        "facility" => (all.without(talk | Role::Trade.into()), Verdict::Direct),
        "limited" => (all.without(talk), Verdict::Conditional),
        "conditional" => (all.without(talk | RoleSet::of(&[Role::Trade, Role::Transport])), Verdict::Conditional),
        "waste" => (RoleSet::of(&[Role::Treat, Role::Recycle, Role::Make, Role::Build, Role::Serve, Role::Bare]), Verdict::Direct),
        "service" | "property" => (all, Verdict::Direct),
        "near" => (RoleSet::EMPTY, Verdict::Near),
        kind => bail!("unknown kind {kind:?}"),
    };
    sense.product = matches!(kind, "product" | "graded" | "waste");
    sense.property = kind == "property";
    if matches!(kind, "activity" | "works" | "limited") {
        sense.neutral = RoleSet::from(Role::Trade);
    }
    push(&mut sense.rules, roles, verdict, codes)?;
    if !roles.is_empty() && !matches!(kind, "service" | "property") {
        push(&mut sense.rules, RoleSet::EMPTY, Verdict::Near, codes)?;
    }
    sense.graded = takes_grades(&sense.rules);
    Ok(sense)
}

fn push(rules: &mut Vec<Rule>, on: RoleSet, verdict: Verdict, codes: &str) -> Result<()> {
    for (place, part) in codes.split(',').enumerate() {
        rules.push(Rule { roles: on, verdict, order: u8::try_from(place)?, code: part.parse()? });
    }
    Ok(())
}

fn toml_file<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    toml::from_str(&text).with_context(|| path.display().to_string())
}

/// The rows of a TSV file: columns and place; empty lines and `#` lines are skipped.
fn rows(path: &Path) -> Result<Vec<(Vec<String>, String)>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(|(number, line)| (line.split('\t').map(str::to_owned).collect(), format!("{name}:{}", number + 1))).collect())
}

/// The files of a folder with this extension, sorted by name.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    Ok(paths)
}

fn column(columns: &[String], number: usize, place: &str) -> Result<String> {
    columns.get(number).cloned().with_context(|| format!("{place}: column {} is missing", number + 1))
}

fn groups(path: &Path) -> Result<Vec<Group>> {
    let group = |(columns, place): (Vec<String>, String)| {
        Ok(Group {
            code: column(&columns, 0, &place)?.parse().context(place.clone())?,
            name: column(&columns, 1, &place)?,
            name_en: column(&columns, 2, &place)?,
        })
    };
    rows(path)?.into_iter().map(group).collect()
}

fn entries(folder: &Path) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for path in files(folder, "toml")? {
        entries.extend(toml_file::<EntryFile>(&path)?.entry);
    }
    let mut keyed: Vec<(Code, Entry)> = entries.into_iter().map(|entry| Ok((entry.code.parse()?, entry))).collect::<Result<_>>()?;
    keyed.sort_by_key(|(code, _)| *code);
    Ok(keyed.into_iter().map(|(_, entry)| entry).collect())
}

fn terms(folder: &Path) -> Result<Vec<Term>> {
    let mut terms = Vec::new();
    for path in files(folder, "tsv")? {
        for (columns, place) in rows(&path)? {
            terms.push(Term { term: column(&columns, 0, &place)?, sense: column(&columns, 1, &place)?, place });
        }
    }
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for term in &terms {
        if let Some(other) = seen.insert(&term.term, &term.place) {
            bail!("{}: {} stands at {other} too", term.place, term.term);
        }
    }
    Ok(terms)
}

fn roles(text: &str) -> Result<RoleSet> {
    text.split('|')
        .try_fold(RoleSet::EMPTY, |set, word| Ok(set | Role::parse(word).with_context(|| format!("unknown role {word:?}"))?.into()))
}

fn flag(columns: &[String], name: &str) -> bool {
    columns.get(2).is_some_and(|flags| flags.split(',').any(|flag| flag == name))
}

fn verbs(path: &Path) -> Result<Vec<Verb>> {
    let verb = |(columns, place): (Vec<String>, String)| {
        let roles = roles(&column(&columns, 1, &place)?).context(place.clone())?;
        Ok(Verb {
            verb: column(&columns, 0, &place)?,
            roles,
            noun: flag(&columns, "noun"),
            soft: flag(&columns, "soft"),
            alone: flag(&columns, "alone"),
            inner: flag(&columns, "inner"),
        })
    };
    rows(path)?.into_iter().map(verb).collect()
}

fn words(path: &Path) -> Result<Vec<String>> {
    rows(path)?.into_iter().map(|(columns, place)| column(&columns, 0, &place)).collect()
}

fn cues(path: &Path) -> Result<Vec<(String, String)>> {
    rows(path)?.into_iter().map(|(columns, place)| Ok((column(&columns, 0, &place)?, column(&columns, 1, &place)?))).collect()
}

fn services(path: &Path) -> Result<Vec<Service>> {
    let service = |(columns, place): (Vec<String>, String)| {
        let role = column(&columns, 0, &place)?;
        Ok(Service {
            role: Role::parse(&role).with_context(|| format!("{place}: unknown role {role:?}"))?,
            code: column(&columns, 1, &place)?.parse().context(place.clone())?,
            groups: column(&columns, 2, &place)?.split(' ').map(str::to_owned).collect(),
            near: column(&columns, 3, &place)?.split(' ').map(str::to_owned).collect(),
        })
    };
    rows(path)?.into_iter().map(service).collect()
}

fn phrases(folder: &Path) -> Result<Vec<Phrase>> {
    let mut phrases = Vec::new();
    for path in files(folder, "tsv")? {
        for (columns, place) in rows(&path)? {
            let text = column(&columns, 1, &place)?;
            let labels = text.split(' ').filter(|label| *label != "-").map(|label| {
                let verdict = match label.chars().next() {
                    Some('=') => Verdict::Direct,
                    Some('?') => Verdict::Conditional,
                    Some('~') => Verdict::Near,
                    _ => bail!("{place}: {label:?} is no label"),
                };
                Ok((verdict, label[1..].parse().with_context(|| place.clone())?))
            });
            phrases.push(Phrase { labels: labels.collect::<Result<_>>()?, phrase: column(&columns, 0, &place)?, place });
        }
    }
    // Texts are compared without 的, so two phrases that differ only in it must agree.
    let mut seen: BTreeMap<String, &Phrase> = BTreeMap::new();
    for phrase in &phrases {
        if let Some(other) = seen.insert(phrase.phrase.replace('的', ""), phrase)
            && other.labels != phrase.labels
        {
            bail!("{}: {} has other labels at {}", phrase.place, phrase.phrase, other.place);
        }
    }
    Ok(phrases)
}
