//! Building the index: `catalogue/` in, one compact binary out, the same bytes for the same text.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result, bail, ensure};
use greencat_core::confidence;
use greencat_core::layout::{self, Section, class, cue};
use greencat_core::{Classifier, Code, Role, RoleSet, Verdict};

use crate::source::{self, Sense, Source};

mod exceptions;
mod fold;
mod trie;
mod write;

pub use fold::Folding;
use write::{Strings, Writer};

/// The identifier of the edition the index is built for.
pub const EDITION: &str = "gigc-2019";

/// The characters besides ASCII that give a text its structure.
const STRUCTURE: &str = "。、※●■◆·【】〔〕〈〉";

/// The index in its two forms.
pub struct Index {
    /// To be read where it lies.
    pub plain: Vec<u8>,
    /// Packed for the wire: the term dictionary as a list, to be unpacked when it is opened.
    pub packed: Vec<u8>,
}

/// A term's record before it is written.
struct Record {
    class: u8,
    payload: u16,
    roles: RoleSet,
}

impl Record {
    fn bytes(&self) -> [u8; layout::TERM] {
        let mut bytes = [0; layout::TERM];
        bytes[0] = self.class;
        bytes[2..4].copy_from_slice(&self.payload.to_le_bytes());
        bytes[4..].copy_from_slice(&self.roles.bits().to_le_bytes());
        bytes
    }
}

/// Builds the index: thesaurus and rules, and as terms of their own the labelled phrases that these get wrong.
///
/// # Errors
/// When the source contradicts itself or outgrows the format.
pub fn build(source: &Source) -> Result<Index> {
    let rules = build_rules(source)?;
    let classifier = Classifier::from_bytes(rules)?;
    let exceptions = exceptions::find(source, &classifier);
    assemble(source, &exceptions)
}

/// Builds the index from thesaurus and rules alone, to measure how unseen phrases fare.
///
/// # Errors
/// As [`build`].
pub fn build_rules(source: &Source) -> Result<Vec<u8>> {
    Ok(assemble(source, &[])?.plain)
}

fn assemble(source: &Source, exceptions: &[&source::Phrase]) -> Result<Index> {
    let mut folding = Folding::new()?;
    let mut strings = Strings::default();
    let mut writer = Writer::new();
    let nodes = Nodes::write(source, &mut strings, &mut writer)?;
    let alphabet = write_terms(source, exceptions, &folding, &nodes, &mut writer)?;
    folding.retain(&alphabet);
    write_standards(source, &nodes, &mut strings, &mut writer)?;
    write_questions(source, &nodes, &mut strings, &mut writer)?;
    write_services(source, &nodes, &mut writer)?;
    let (pages, table, expansions) = folding.sections();
    writer.put(Section::FoldPages, pages);
    writer.put(Section::FoldTable, table);
    let expansions: Vec<u8> = expansions.iter().flat_map(|text| strings.reference(text)).collect();
    writer.put(Section::FoldExpansions, expansions);
    let weight = |name: &&str| source.weights.get(*name).with_context(|| format!("weights.toml lacks {name}")).copied();
    let weights = layout::WEIGHTS.iter().map(weight).collect::<Result<Vec<i16>>>()?;
    writer.put(Section::Weights, weights.into_iter().flat_map(i16::to_le_bytes).collect());
    writer.put(Section::Calibration, calibration(source));
    writer.put(Section::Edition, strings.reference(EDITION).to_vec());
    writer.put(Section::Strings, strings.bytes());
    let packed = writer.packed().finish();
    writer.put(Section::TermList, Vec::new());
    Ok(Index { plain: writer.finish(), packed })
}

/// The confidence models and the logistic table. A signal that the file does not name weighs nothing.
fn calibration(source: &Source) -> Vec<u8> {
    let weight = |model: &str, signal: &str| source.confidence.get(model).and_then(|model| model.get(signal)).copied().unwrap_or(0);
    let pairs = confidence::MODELS.iter().flat_map(|model| confidence::SIGNALS.iter().map(move |signal| (*model, *signal)));
    let mut bytes: Vec<u8> = pairs.flat_map(|(model, signal)| weight(model, signal).to_le_bytes()).collect();
    for step in 0..confidence::STEPS as i32 {
        let middle = f64::from((step - confidence::STEPS as i32 / 2) * confidence::STEP + confidence::STEP / 2) / 100.0;
        bytes.push((100.0 / (1.0 + (-middle).exp())).round() as u8);
    }
    bytes
}

/// The numbers of the nodes.
struct Nodes(BTreeMap<Code, u16>);

impl Nodes {
    fn number(&self, code: Code) -> Result<u16> {
        self.0.get(&code).copied().with_context(|| format!("there is no node {code}"))
    }

    fn parse(&self, code: &str) -> Result<u16> {
        self.number(code.parse()?)
    }

    fn write(source: &Source, strings: &mut Strings, writer: &mut Writer) -> Result<Nodes> {
        let mut codes: Vec<Code> = source.groups.iter().map(|group| group.code).collect();
        for entry in &source.entries {
            codes.push(entry.code.parse()?);
        }
        codes.sort();
        let nodes = Nodes(codes.iter().enumerate().map(|(number, code)| Ok((*code, u16::try_from(number)?))).collect::<Result<_>>()?);
        ensure!(nodes.0.len() == codes.len(), "a code stands twice");
        ensure!(codes.len() <= 256, "more than 256 nodes do not fit the service bits");
        let groups: BTreeMap<Code, &source::Group> = source.groups.iter().map(|group| (group.code, group)).collect();
        let entries: BTreeMap<Code, &source::Entry> =
            source.entries.iter().map(|entry| Ok((entry.code.parse()?, entry))).collect::<Result<_>>()?;
        let (mut records, mut scope, mut criteria) = (Vec::new(), Vec::new(), Vec::new());
        for code in codes {
            let entry = entries.get(&code);
            let (name, name_en) = match entry {
                Some(entry) => (&entry.name, &entry.name_en),
                None => groups.get(&code).map(|group| (&group.name, &group.name_en)).context("a node without a name")?,
            };
            records.extend(code_bytes(code)?);
            records.push(code.level());
            records.extend(strings.reference(name));
            records.extend(strings.reference(name_en));
            let mut roles = RoleSet::EMPTY;
            let (first_scope, first_criterion) = (scope.len() / layout::STRING, criteria.len() / layout::CRITERION);
            let mut flags = 0;
            if let Some(entry) = entry {
                for word in &entry.roles {
                    roles |= greencat_core::Role::parse(word).with_context(|| format!("{code}: unknown role {word:?}"))?.into();
                }
                scope.extend(entry.scope.iter().flat_map(|item| strings.reference(item)));
                for criterion in &entry.criteria {
                    for text in [&criterion.subject, &criterion.standard, &criterion.document, &criterion.title, &criterion.requirement()] {
                        criteria.extend(strings.reference(text));
                    }
                    criteria.extend((criterion.relation().with_context(|| code.to_string())? as u16).to_le_bytes());
                }
                flags = if entry.scope_source == "ours" { layout::SCOPE_OURS } else { 0 };
            }
            records.extend(roles.bits().to_le_bytes());
            let scope_len = scope.len() / layout::STRING - first_scope;
            let criteria_len = criteria.len() / layout::CRITERION - first_criterion;
            let page = entry.map_or(0, |entry| entry.page);
            for word in [usize::from(page), first_scope, scope_len, first_criterion, criteria_len, usize::from(flags)] {
                records.extend(u16::try_from(word)?.to_le_bytes());
            }
        }
        writer.put(Section::Nodes, records);
        writer.put(Section::Scope, scope);
        writer.put(Section::Criteria, criteria);
        Ok(nodes)
    }
}

fn code_bytes(code: Code) -> Result<[u8; 3]> {
    let mut bytes = [0; 3];
    for (byte, number) in bytes.iter_mut().zip(code.to_string().split('.')) {
        *byte = number.parse()?;
    }
    Ok(bytes)
}

/// The senses in use, each written once.
#[derive(Default)]
struct Senses {
    numbers: HashMap<Sense, u16>,
    records: Vec<u8>,
    rules: Vec<u8>,
}

impl Senses {
    fn number(&mut self, sense: Sense, nodes: &Nodes) -> Result<u16> {
        if let Some(number) = self.numbers.get(&sense) {
            return Ok(*number);
        }
        let first = u16::try_from(self.rules.len() / layout::RULE).context("too many rules")?;
        for rule in &sense.rules {
            self.rules.extend(rule.roles.bits().to_le_bytes());
            self.rules.push(match rule.verdict {
                Verdict::Near => 1,
                Verdict::Conditional => 2,
                Verdict::Direct => 3,
            });
            self.rules.push(rule.order);
            self.rules.extend(nodes.number(rule.code)?.to_le_bytes());
        }
        self.records.extend(first.to_le_bytes());
        self.records.push(u8::try_from(sense.rules.len())?);
        let graded = if sense.graded { layout::GRADED } else { 0 };
        let product = if sense.product { layout::PRODUCT } else { 0 };
        let property = if sense.property { layout::PROPERTY } else { 0 };
        let grade_word = if sense.grade_word { layout::GRADE_WORD } else { 0 };
        self.records.push(graded | product | property | grade_word);
        self.records.extend(sense.neutral.bits().to_le_bytes());
        let number = u16::try_from(self.numbers.len()).context("too many senses")?;
        self.numbers.insert(sense, number);
        Ok(number)
    }
}

fn write_terms(
    source: &Source,
    exceptions: &[&source::Phrase],
    folding: &Folding,
    nodes: &Nodes,
    writer: &mut Writer,
) -> Result<BTreeSet<char>> {
    let mut dictionary: BTreeMap<String, Record> = BTreeMap::new();
    let mut senses = Senses::default();
    let verbs: BTreeMap<String, RoleSet> = source.verbs.iter().map(|row| (folding.fold(&row.verb), row.roles)).collect();
    let record = |class, payload, roles| Record { class, payload, roles };
    for filler in &source.fillers {
        let term = folding.fold(filler);
        let entry = record(class::FILLER, 0, RoleSet::EMPTY);
        dictionary.insert(term, entry);
    }
    for grade in &source.grades {
        let term = folding.fold(grade);
        let entry = record(class::GRADE, 0, RoleSet::EMPTY);
        dictionary.insert(term, entry);
    }
    for row in source.verbs.iter().filter(|row| !row.inner) {
        let verb = folding.fold(&row.verb);
        let payload = if row.noun { layout::FORMS_NOUNS } else { 0 }
            | if row.soft { layout::SOFT } else { 0 }
            | if row.alone { layout::ALONE } else { 0 };
        let entry = record(class::ROLE, payload, row.roles);
        dictionary.insert(verb, entry);
    }
    for (phrase, effect) in &source.cues {
        let term = folding.fold(phrase);
        let effects = effect.split('|').map(cue_number).collect::<Result<Vec<_>>>()?;
        let payload = effects.into_iter().fold(0, |all, effect| all | effect);
        let entry = record(class::CUE, payload, RoleSet::EMPTY);
        dictionary.insert(term, entry);
    }
    for word in &source.sundries {
        dictionary.insert(folding.fold(word), record(class::STOP, layout::SUNDRY, RoleSet::EMPTY));
    }
    for row in &source.terms {
        let term = folding.fold(&row.term);
        if term.chars().count() < 2 {
            bail!("{}: {:?} is shorter than two characters", row.place, row.term);
        }
        let sense = source::sense(&row.sense).with_context(|| row.place.clone())?;
        let entry = if sense.stop {
            record(class::STOP, 0, RoleSet::EMPTY)
        } else {
            let inner = final_verb(&term, &verbs);
            let mut sense = sense;
            sense.grade_word = source.grades.contains(&row.term);
            if sense.carries_activity(inner) {
                // 煤炭洗选 carries its activity, so selling its product does not speak against it.
                sense.neutral |= RoleSet::from(Role::Trade);
            }
            record(class::SUBJECT, senses.number(sense, nodes)?, inner)
        };
        dictionary.insert(term, entry);
    }
    for phrase in exceptions {
        let term = folding.fold(&phrase.phrase);
        let entry = match exceptions::sense(phrase)? {
            None => record(class::STOP, 0, RoleSet::EMPTY),
            Some(sense) => record(class::SUBJECT, senses.number(sense, nodes)?, final_verb(&term, &verbs)),
        };
        dictionary.insert(term, entry);
    }
    let mut trie = trie::Builder::new(dictionary.keys().map(String::as_str))?;
    // Terms of the same record share its number: so the array shares more of its slots.
    let mut numbers: HashMap<[u8; layout::TERM], u64> = HashMap::new();
    let mut records = Vec::new();
    let mut list = (dictionary.len() as u32).to_le_bytes().to_vec();
    let mut list_numbers: Vec<u8> = Vec::new();
    let mut before: &str = "";
    for (term, record) in &dictionary {
        let bytes = record.bytes();
        let number = *numbers.entry(bytes).or_insert_with(|| {
            records.extend(bytes);
            (records.len() / layout::TERM - 1) as u64
        });
        trie.insert(term, u16::try_from(number)?)?;
        let shared = before.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count();
        list.push(u8::try_from(shared)?);
        list.push(u8::try_from(term.len() - shared)?);
        list.extend_from_slice(&term.as_bytes()[shared..]);
        list_numbers.extend(u16::try_from(number).context("too many kinds of terms")?.to_le_bytes());
        before = term;
    }
    list.extend(list_numbers);
    writer.put(Section::TermList, list);
    trie.write(writer);
    writer.put(Section::TermRecords, records);
    writer.put(Section::Senses, senses.records);
    writer.put(Section::Rules, senses.rules);
    Ok(dictionary.keys().flat_map(|term| term.chars()).chain(STRUCTURE.chars()).collect())
}

fn cue_number(effect: &str) -> Result<u16> {
    Ok(match effect {
        "item" => cue::ITEM,
        "clause" => cue::CLAUSE,
        "rest" => cue::REST,
        "before" => cue::BEFORE,
        "bracket" => cue::BRACKET,
        "clause_rest" => cue::CLAUSE_REST,
        "list_rest" => cue::LIST_REST,
        effect => bail!("unknown effect {effect:?} of a cue"),
    })
}

/// The roles of the longest verb that the term ends with.
fn final_verb(term: &str, verbs: &BTreeMap<String, RoleSet>) -> RoleSet {
    let mut starts = term.char_indices().skip(1).map(|(at, _)| at);
    starts.find_map(|at| verbs.get(&term[at..])).copied().unwrap_or(RoleSet::EMPTY)
}

fn write_standards(source: &Source, nodes: &Nodes, strings: &mut Strings, writer: &mut Writer) -> Result<()> {
    let mut cited: Vec<(&str, u16)> = Vec::new();
    for entry in &source.entries {
        let node = nodes.parse(&entry.code)?;
        cited.extend(entry.criteria.iter().filter(|c| !c.standard.is_empty()).map(|c| (c.standard.as_str(), node)));
    }
    cited.sort_unstable();
    cited.dedup();
    let mut bytes = Vec::new();
    for (standard, node) in cited {
        bytes.extend(strings.reference(standard));
        bytes.extend(node.to_le_bytes());
    }
    writer.put(Section::Standards, bytes);
    Ok(())
}

fn verdict_number(word: &str) -> Result<u16> {
    Ok(match word {
        "" => 0,
        "near" => 1,
        "conditional" => 2,
        "direct" => 3,
        word => bail!("unknown verdict {word:?}"),
    })
}

fn write_questions(source: &Source, nodes: &Nodes, strings: &mut Strings, writer: &mut Writer) -> Result<()> {
    let (mut records, mut answers) = (Vec::new(), Vec::new());
    for question in &source.questions {
        for code in &question.entries {
            let node = nodes.parse(code)?;
            let first = u16::try_from(answers.len() / layout::ANSWER)?;
            for answer in &question.answers {
                let target = match answer.entry.as_str() {
                    "" => layout::NO_NODE,
                    "same" => node,
                    code => nodes.parse(code)?,
                };
                answers.extend(strings.reference(&answer.zh));
                answers.extend(strings.reference(&answer.en));
                answers.extend(target.to_le_bytes());
                answers.extend(verdict_number(&answer.verdict)?.to_le_bytes());
            }
            records.extend(strings.reference(&question.zh));
            records.extend(strings.reference(&question.en));
            for word in [node, verdict_number(&question.verdict)?, first, u16::try_from(question.answers.len())?] {
                records.extend(word.to_le_bytes());
            }
        }
    }
    writer.put(Section::Questions, records);
    writer.put(Section::Answers, answers);
    Ok(())
}

fn write_services(source: &Source, nodes: &Nodes, writer: &mut Writer) -> Result<()> {
    let mut bytes = Vec::new();
    for service in &source.services {
        bytes.extend((service.role as u16).to_le_bytes());
        bytes.extend(nodes.number(service.code)?.to_le_bytes());
        let mut bits = [0_u8; 32];
        for (code, number) in &nodes.0 {
            let code = format!("{code}.");
            if service.groups.iter().any(|group| code.starts_with(&format!("{group}."))) {
                bits[usize::from(*number) / 8] |= 1 << (number % 8);
            }
        }
        bytes.extend(bits);
        let mut near_bits = [0_u8; 32];
        for code in &service.near {
            let number = nodes.parse(code)?;
            near_bits[usize::from(number) / 8] |= 1 << (number % 8);
        }
        bytes.extend(near_bits);
    }
    writer.put(Section::Expansions, bytes);
    Ok(())
}
