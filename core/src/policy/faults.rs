//! The validator: what is wrong with policies as data.

use std::collections::BTreeSet;

use super::book::{Document, Policies};
use super::fact::FactKind;
use super::moment::Moment;
use super::rule::Rule;
use super::screen::TEXT;
use crate::catalogue::Code;

impl Policies {
    /// Everything that is wrong, in words; nothing when the policies can be used.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut ids = BTreeSet::new();
        for fact in &self.facts {
            if !ids.insert(fact.id.as_str()) {
                faults.push(format!("fact {}: defined twice", fact.id));
            }
            if !fact.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') || fact.id.is_empty() {
                faults.push(format!("fact {}: a key has only a–z, 0–9 and _", fact.id));
            }
            if (fact.kind == FactKind::Choice) == fact.options.is_empty() {
                faults.push(format!("fact {}: a choice has options, another kind has none", fact.id));
            }
            if fact.kind != FactKind::Number && (fact.range.is_some() || !fact.unit.is_empty()) {
                faults.push(format!("fact {}: only a number has a unit and a range", fact.id));
            }
            if fact.range.is_some_and(|[least, most]| least > most) {
                faults.push(format!("fact {}: its range is empty", fact.id));
            }
            if fact.ask.trim().is_empty() {
                faults.push(format!("fact {}: no question", fact.id));
            }
        }
        for contradiction in &self.contradictions {
            let place = format!("contradiction “{}”", contradiction.text);
            self.rule_faults(&contradiction.when, &place, &mut faults);
            for fact in contradiction.facts.iter().filter(|fact| *fact != TEXT && self.fact(fact).is_none()) {
                faults.push(format!("{place}: no fact {fact}"));
            }
        }
        let mut checks = BTreeSet::new();
        for document in &self.documents {
            for check in &document.checks {
                if !checks.insert(check.id.as_str()) || !checks.insert(check.name.as_str()) {
                    faults.push(format!("{}: check {} is named twice", document.id, check.id));
                }
                if !document.conditions_of(&check.id).any(|condition| condition.kind.is_decisive()) {
                    faults.push(format!("{}: check {} has no decisive condition", document.id, check.id));
                }
            }
            self.document_faults(document, &mut faults);
        }
        faults
    }

    /// Facts that nothing asks for.
    #[must_use]
    pub fn idle_facts(&self) -> Vec<&str> {
        let mut used = BTreeSet::new();
        let rules = self.documents.iter().flat_map(|document| document.conditions.iter().map(|condition| &condition.rule));
        rules.chain(self.contradictions.iter().map(|one| &one.when)).for_each(|rule| rule.facts(&mut |fact| _ = used.insert(fact)));
        let told = |fact: &&str| !used.contains(fact);
        self.facts.iter().filter(|fact| fact.kind != FactKind::Text).map(|fact| fact.id.as_str()).filter(told).collect()
    }

    /// Texts of the policies that have no English, or lists that do not agree in length; what a person writes for
    /// their own park may do without.
    #[must_use]
    pub fn untranslated(&self) -> Vec<String> {
        let mut pairs = Pairs::default();
        for fact in &self.facts {
            let place = format!("fact {}", fact.id);
            pairs.text(&place, &fact.ask, &fact.ask_en);
            pairs.text(&place, &fact.proof, &fact.proof_en);
            pairs.text(&place, &fact.unit, &fact.unit_en);
            pairs.list(&place, &fact.options, &fact.options_en);
        }
        for contradiction in &self.contradictions {
            pairs.text("a contradiction", &contradiction.text, &contradiction.text_en);
        }
        for document in &self.documents {
            pairs.text(&document.id, &document.title, &document.title_en);
            pairs.text(&document.id, &document.issuer, &document.issuer_en);
            pairs.text(&document.id, &document.issued, &document.issued_en);
            pairs.text(&document.id, &document.read_in, &document.read_in_en);
            document.checks.iter().for_each(|check| pairs.text(&document.id, &check.name, &check.name_en));
            for condition in &document.conditions {
                let place = format!("{}: condition {}", document.id, condition.id);
                pairs.text(&place, &condition.text, &condition.text_en);
                pairs.text(&place, &condition.article, &condition.article_en);
                pairs.list(&place, &condition.papers, &condition.papers_en);
                condition.rule.reasons(&mut |why, why_en| pairs.text(&place, why, why_en));
            }
            for note in &document.notes {
                pairs.text(&document.id, &note.text, &note.text_en);
                pairs.text(&document.id, &note.article, &note.article_en);
            }
        }
        pairs.faults
    }

    fn document_faults(&self, document: &Document, faults: &mut Vec<String>) {
        let mut ids = BTreeSet::new();
        for condition in &document.conditions {
            let place = format!("{}: condition {}", document.id, condition.id);
            if !ids.insert(condition.id.as_str()) {
                faults.push(format!("{place}: defined twice"));
            }
            if condition.text.trim().is_empty() {
                faults.push(format!("{place}: no text"));
            }
            self.rule_faults(&condition.rule, &place, faults);
        }
        let named = document.conditions.iter().flat_map(|one| &one.checks).chain(document.notes.iter().flat_map(|one| &one.checks));
        for name in named.filter(|name| !document.checks.iter().any(|check| check.id == **name)) {
            faults.push(format!("{}: no check {name}", document.id));
        }
    }

    fn rule_faults(&self, rule: &Rule, place: &str, faults: &mut Vec<String>) {
        let mut wants = |fact: &str, kinds: &[FactKind]| match self.fact(fact) {
            None => faults.push(format!("{place}: no fact {fact}")),
            Some(known) if !kinds.contains(&known.kind) => faults.push(format!("{place}: fact {fact} is of another kind")),
            Some(_) => {}
        };
        match rule {
            Rule::Yes { fact } | Rule::No { fact } => wants(fact, &[FactKind::YesNo]),
            Rule::AtLeast { fact, .. } | Rule::MoreThan { fact, .. } | Rule::AtMost { fact, .. } | Rule::LessThan { fact, .. } => {
                wants(fact, &[FactKind::Number]);
            }
            Rule::OneOf { fact, options } => {
                wants(fact, &[FactKind::Choice]);
                let known = self.fact(fact).map_or(&[][..], |fact| &fact.options);
                for option in options.iter().filter(|option| !known.contains(option)) {
                    faults.push(format!("{place}: {option} is no option of {fact}"));
                }
            }
            Rule::NoneWithin { fact, before, .. } => {
                wants(fact, &[FactKind::Event]);
                wants(before, &[FactKind::Date]);
            }
            Rule::Between { fact, from, to } => {
                wants(fact, &[FactKind::Date]);
                for date in [from, to].into_iter().filter(|date| date.parse::<Moment>().is_err()) {
                    faults.push(format!("{place}: {date} is no date"));
                }
            }
            Rule::Later { fact, than } => {
                wants(fact, &[FactKind::Date, FactKind::Event]);
                wants(than, &[FactKind::Date, FactKind::Event]);
            }
            Rule::Entry { within, .. } => {
                for code in within.iter().filter(|code| code.parse::<Code>().is_err()) {
                    faults.push(format!("{place}: {code} is no code"));
                }
            }
            Rule::All { of } | Rule::Any { of } => {
                if of.is_empty() {
                    faults.push(format!("{place}: nothing to join"));
                }
                for rule in of {
                    self.rule_faults(rule, place, faults);
                }
            }
            Rule::Not { rule } => self.rule_faults(rule, place, faults),
            Rule::Open { why, .. } if why.trim().is_empty() => faults.push(format!("{place}: no reason")),
            Rule::Open { .. } => {}
        }
    }
}

/// Chinese and English texts side by side.
#[derive(Default)]
struct Pairs {
    faults: Vec<String>,
}

impl Pairs {
    fn text(&mut self, place: &str, chinese: &str, english: &str) {
        let is_han = |character: char| ('\u{4e00}'..='\u{9fff}').contains(&character);
        if chinese.is_empty() != english.trim().is_empty() {
            self.faults.push(format!("{place}: “{chinese}” in English is “{english}”"));
        } else if chinese.chars().any(is_han) && chinese == english {
            self.faults.push(format!("{place}: “{chinese}” is not translated"));
        }
    }

    fn list(&mut self, place: &str, chinese: &[String], english: &[String]) {
        if chinese.len() != english.len() {
            self.faults.push(format!("{place}: {} Chinese and {} English lines", chinese.len(), english.len()));
        }
        chinese.iter().zip(english).for_each(|(chinese, english)| self.text(place, chinese, english));
    }
}
