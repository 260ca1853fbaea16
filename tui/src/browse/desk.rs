//! 政策: what is known of the prospect and of the park, and what the policies say to it.
//!
//! What is known of a prospect goes with its text and comes back with it; what is known of the park stays.

use std::collections::{BTreeMap, BTreeSet};

use greencat_core::Classification;
use greencat_core::policy::{Condition, Fact, FactKind, Facts, Known, Policies, Screening, Subject, Value};

use super::case::{Case, Standing};
use super::lang::Lang;

mod checked;

pub(crate) use checked::{Checked, Paper};

/// What the marker can stand on among the conditions of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stop {
    /// A fact that a condition asks for, by the condition's place.
    Fact(usize, String),
    /// A condition that no fact answers.
    Condition(usize),
    /// A paper.
    Paper(usize),
}

/// 政策.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) policies: Policies,
    /// The checks shown; the example thresholds are not.
    pub(crate) checks: Vec<String>,
    prospect: Facts,
    park: Facts,
    /// Papers of the prospect that are at hand.
    pub(crate) received: BTreeSet<String>,
    /// Whether the policies were looked at for the prospect: only then the record tells of them.
    pub(crate) looked: bool,
    /// What is known of prospects that were looked at, by name and text.
    shelf: BTreeMap<(String, String), (Facts, BTreeSet<String>)>,
    /// The facts answered here, the last one last.
    log: Vec<(Subject, String)>,
    pub(crate) chosen: usize,
    pub(crate) stop: usize,
    /// Whether the keys go to the conditions.
    pub(crate) inside: bool,
    pub(crate) list_top: usize,
    pub(crate) top: usize,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        // Proven to parse by a test; without policies the part is empty and everything else works.
        let none = || Policies { facts: Vec::new(), contradictions: Vec::new(), documents: Vec::new() };
        let policies = crate::screening::policies().unwrap_or_else(|_| none());
        let all = policies.documents.iter().flat_map(|document| &document.checks);
        let mut checks: Vec<(Subject, String)> =
            all.filter(|check| !check.id.starts_with("threshold-")).map(|check| (check.subject, check.id.clone())).collect();
        // A prospect is at hand: what is checked of enterprises stands first.
        checks.sort_by_key(|(subject, _)| *subject == Subject::Park);
        Desk {
            policies,
            checks: checks.into_iter().map(|(_, id)| id).collect(),
            prospect: Facts::default(),
            park: Facts::default(),
            received: BTreeSet::new(),
            looked: false,
            shelf: BTreeMap::new(),
            log: Vec::new(),
            chosen: 0,
            stop: 0,
            inside: false,
            list_top: 0,
            top: 0,
        }
    }

    /// Turns from one prospect to another: what is known of the one is kept, what was known of the other comes back.
    pub(crate) fn turn(&mut self, from: &Case, name: &str, text: &str) {
        let left = (std::mem::take(&mut self.prospect), std::mem::take(&mut self.received));
        if left.0.iter().next().is_some() || !left.1.is_empty() {
            self.shelf.insert((from.name.clone(), from.text.clone()), left);
        }
        if let Some((facts, received)) = self.shelf.get(&(name.to_owned(), text.to_owned())) {
            (self.prospect, self.received) = (facts.clone(), received.clone());
        }
        self.looked = false;
        self.log.retain(|(subject, _)| *subject == Subject::Park);
        (self.stop, self.top) = (0, 0);
    }

    fn store(&mut self, subject: Subject) -> &mut Facts {
        if subject == Subject::Park { &mut self.park } else { &mut self.prospect }
    }

    /// What is known; the reference date is today unless something else is said.
    fn known(&self, subject: Subject, today: &str, lang: Lang) -> Facts {
        let mut facts = if subject == Subject::Park { &self.park } else { &self.prospect }.clone();
        if facts.get("as_of").is_none()
            && let Ok(day) = today.parse()
        {
            facts.set("as_of", Known::Moment(day), Some(lang.pick("今天", "today").to_owned()));
        }
        facts
    }

    /// Who a check is on.
    pub(crate) fn subject(&self, check: &str) -> Subject {
        self.policies.check(check).map_or(Subject::Enterprise, |(_, check)| check.subject)
    }

    /// What each policy shown says. An enterprise's text says nothing of a park.
    pub(crate) fn screenings(&self, case: &Case, today: &str, lang: Lang) -> Vec<Screening> {
        let settled = (!case.text.trim().is_empty()).then(|| settled(case));
        let known = [Subject::Enterprise, Subject::Park].map(|subject| self.known(subject, today, lang));
        let screen = |check: &String| {
            let (facts, text) = match self.subject(check) {
                Subject::Enterprise => (&known[0], settled.as_ref()),
                Subject::Park => (&known[1], None),
            };
            self.policies.screen(check, facts, text).ok()
        };
        self.checks.iter().filter_map(screen).collect()
    }

    /// What those of the park's policies say that something is known for.
    pub(crate) fn of_park(&self, today: &str, lang: Lang) -> Vec<Screening> {
        let facts = self.known(Subject::Park, today, lang);
        let begun = |check: &&String| {
            self.policies.check(check).is_ok_and(|(document, check)| {
                let mut conditions = document.conditions_of(&check.id).flat_map(facts_of);
                check.subject == Subject::Park && conditions.any(|fact| fact != "as_of" && self.park.get(&fact).is_some())
            })
        };
        self.checks.iter().filter(begun).filter_map(|check| self.policies.screen(check, &facts, None).ok()).collect()
    }

    /// Where the marker can stand.
    pub(crate) fn stops(&self, screening: &Screening) -> Vec<Stop> {
        let Ok((document, check)) = self.policies.check(&screening.check) else { return Vec::new() };
        let conditions: Vec<&Condition> = document.conditions_of(&check.id).collect();
        let mut stops = Vec::new();
        for kind in greencat_core::policy::ConditionKind::ALL {
            for (place, condition) in conditions.iter().enumerate().filter(|(_, condition)| condition.kind == kind) {
                let facts = facts_of(condition);
                if facts.is_empty() {
                    stops.push(Stop::Condition(place));
                }
                stops.extend(facts.into_iter().map(|fact| Stop::Fact(place, fact)));
            }
        }
        stops.extend((0..screening.papers.len()).map(Stop::Paper));
        stops
    }

    /// The fact that an answer would go to: the one under the marker, else the next question's.
    pub(crate) fn asked(&self, screening: &Screening) -> Option<&Fact> {
        let id = if self.inside {
            match self.stops(screening).get(self.stop)? {
                Stop::Fact(_, id) => id.clone(),
                _ => return None,
            }
        } else {
            screening.questions.iter().find_map(|ask| ask.fact.clone())?
        };
        self.policies.fact(&id)
    }

    /// What is answered to a fact, as a person reads it.
    pub(crate) fn told(&self, subject: Subject, fact: &Fact, today: &str, lang: Lang) -> Option<String> {
        let facts = self.known(subject, today, lang);
        let known = facts.get(&fact.id)?;
        let told = if lang == Lang::Chinese { known.told(&fact.unit) } else { fact.told_en(known) };
        Some(match (facts.origin(&fact.id), lang) {
            (None, _) => told,
            (Some(origin), Lang::Chinese) => format!("{told}（{origin}）"),
            (Some(origin), Lang::English) => format!("{told} ({origin})"),
        })
    }

    pub(crate) fn answer(&mut self, subject: Subject, id: &str, known: Option<Known>) {
        match known {
            Some(known) => {
                self.store(subject).set(id, known, None);
                self.log.push((subject, id.to_owned()));
            }
            None => self.store(subject).remove(id),
        }
    }

    /// Forgets the last answer; the question it was to.
    pub(crate) fn take_back(&mut self) -> Option<Fact> {
        let (subject, id) = self.log.pop()?;
        self.store(subject).remove(&id);
        self.policies.fact(&id).cloned()
    }

    /// The answer after the one that is given, round and back to none.
    pub(crate) fn cycled(&self, subject: Subject, fact: &Fact) -> Option<Known> {
        let store = if subject == Subject::Park { &self.park } else { &self.prospect };
        let choices = choices(fact);
        let now = store.get(&fact.id).and_then(|known| choices.iter().position(|choice| choice == known));
        choices.get(now.map_or(0, |place| place + 1)).cloned()
    }

    /// Takes in the facts of a file: each goes to whom its policies are on. What both are asked goes to whom most of
    /// the file is about, or to `subject` where that is open; who that was, and how many facts there were.
    pub(crate) fn take(&mut self, facts: &Facts, subject: Subject) -> (Subject, usize) {
        let of = |wanted: Subject| {
            let checks = self.policies.documents.iter().flat_map(|document| document.checks.iter().map(move |check| (document, check)));
            let checks = checks.filter(|(_, check)| check.subject == wanted);
            let conditions = checks.flat_map(|(document, check)| document.conditions_of(&check.id));
            conditions.flat_map(facts_of).collect::<BTreeSet<String>>()
        };
        let (enterprise, park) = (of(Subject::Enterprise), of(Subject::Park));
        let of_enterprise = facts.iter().filter(|(id, _)| enterprise.contains(*id) && !park.contains(*id)).count();
        let of_park = facts.iter().filter(|(id, _)| park.contains(*id) && !enterprise.contains(*id)).count();
        let subject = match of_enterprise.cmp(&of_park) {
            std::cmp::Ordering::Less => Subject::Park,
            std::cmp::Ordering::Equal => subject,
            std::cmp::Ordering::Greater => Subject::Enterprise,
        };
        let mut taken = 0;
        for (id, known) in facts.iter() {
            let whose = match (enterprise.contains(id), park.contains(id)) {
                (true, false) => Subject::Enterprise,
                (false, true) => Subject::Park,
                _ => subject,
            };
            self.store(whose).set(id, known.clone(), None);
            if id == "as_of" {
                self.store(Subject::Enterprise).set(id, known.clone(), None);
                self.store(Subject::Park).set(id, known.clone(), None);
            }
            taken += 1;
        }
        (subject, taken)
    }

    /// The park's name and the reference date, where they are known.
    pub(crate) fn of_record(&self) -> [Option<String>; 2] {
        ["name", "as_of"].map(|id| self.park.get(id).map(|known| known.told("")))
    }

    /// The question of a prompt.
    pub(crate) fn question(&self, number: usize, lang: Lang) -> String {
        self.policies.facts.get(number).map_or_else(String::new, |fact| lang.pick(&fact.ask, &fact.ask_en).to_owned())
    }

    /// What a prompt says below the line: what can be written, or what the line means.
    pub(crate) fn hint(&self, number: usize, line: &str, lang: Lang) -> String {
        let Some(fact) = self.policies.facts.get(number) else { return String::new() };
        let expected = || lang.pick(&fact.expected(), &fact.expected_en()).to_owned();
        match read(fact, line) {
            _ if line.trim().is_empty() => format!("{}{}", lang.pick("可填：", "Answer: "), expected()),
            Ok(Some(known)) => format!("→ {}", if lang == Lang::Chinese { known.told(&fact.unit) } else { fact.told_en(&known) }),
            Ok(None) => lang.pick("→ 不详", "→ not known").to_owned(),
            Err(()) => format!("{}{}", lang.pick("还不是答案；可填：", "No answer yet; write "), expected()),
        }
    }

    /// What the record says of the policies: nothing where none was looked at, so that the judgement fills one page.
    pub(crate) fn checked(&self, case: &Case, today: &str, lang: Lang) -> Checked {
        if !self.looked && self.prospect.iter().next().is_none() && self.received.is_empty() {
            return Checked::default();
        }
        let answers = [Subject::Enterprise, Subject::Park].map(|subject| {
            let facts = if subject == Subject::Park { &self.park } else { &self.prospect };
            facts.iter().map(|(id, known)| (id.to_owned(), known.clone())).collect()
        });
        Checked::new(self.screenings(case, today, lang), self.received.clone(), answers, &self.policies)
    }
}

/// The facts that a condition asks for; the reference date only where it is itself the matter.
fn facts_of(condition: &Condition) -> Vec<String> {
    let mut facts: Vec<String> = Vec::new();
    condition.rule.facts(&mut |fact| {
        if !facts.iter().any(|known| known == fact) {
            facts.push(fact.to_owned());
        }
    });
    if facts.len() > 1 {
        facts.retain(|fact| fact != "as_of");
    }
    facts
}

/// The answers that one key gives.
pub(crate) fn choices(fact: &Fact) -> Vec<Known> {
    match fact.kind {
        FactKind::YesNo => vec![Known::YesNo(true), Known::YesNo(false)],
        FactKind::Choice => fact.options.iter().cloned().map(Known::Text).collect(),
        FactKind::Event => vec![Known::Never],
        FactKind::Number | FactKind::Date | FactKind::Text => Vec::new(),
    }
}

/// Reads a written answer.
pub(crate) fn read(fact: &Fact, line: &str) -> Result<Option<Known>, ()> {
    fact.read(&Value::Text(line.trim().to_owned())).map_err(|_| ())
}

/// The core's answer with what the officer has found out since.
fn settled(case: &Case) -> Classification {
    let mut settled = case.found.clone();
    settled.outcome = case.outcome;
    let entry = |standing: &Standing| {
        let found = case.found.entries.iter().find(|entry| entry.code == standing.code);
        let found = found.or_else(|| case.found.entries.first())?;
        let mut entry = found.clone();
        (entry.code, entry.verdict) = (standing.code, standing.effective());
        entry.name = standing.name.clone().into();
        Some(entry)
    };
    settled.entries = case.standings.iter().filter_map(entry).collect();
    settled
}

#[cfg(test)]
mod tests;
