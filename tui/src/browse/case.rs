//! One prospect: its text, the answer of the core, and what the officer found out since.

use std::collections::BTreeMap;

use greencat_core::{Classification, Classifier, Code, Confidence, Criterion, Evidence, Outcome, Question, Verdict};

use super::atlas::Atlas;

/// What became of one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Tick {
    /// 已满足
    Met,
    /// 不满足
    Unmet,
    /// 已索取
    Asked,
    /// 不适用
    Moot,
}

impl Tick {
    /// The next mark of a criterion, as its key goes through them.
    pub(crate) fn next(tick: Option<Tick>) -> Option<Tick> {
        match tick {
            None => Some(Tick::Met),
            Some(Tick::Met) => Some(Tick::Unmet),
            Some(Tick::Unmet) => Some(Tick::Asked),
            Some(Tick::Asked) => Some(Tick::Moot),
            Some(Tick::Moot) => None,
        }
    }

    pub(crate) fn words(tick: Option<Tick>) -> (&'static str, &'static str) {
        match tick {
            None => ("待核", "open"),
            Some(Tick::Met) => ("满足", "met"),
            Some(Tick::Unmet) => ("不满足", "not met"),
            Some(Tick::Asked) => ("已索取", "asked"),
            Some(Tick::Moot) => ("不适用", "n/a"),
        }
    }

    pub(crate) fn sign(tick: Option<Tick>) -> &'static str {
        match tick {
            None => "[ ]",
            Some(Tick::Met) => "[x]",
            Some(Tick::Unmet) => "[!]",
            Some(Tick::Asked) => "[?]",
            Some(Tick::Moot) => "[-]",
        }
    }
}

/// How far an entry's criteria are proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Something is still to be shown, or nothing was asked.
    Open,
    /// All that applies is met: 待证 has become 已证.
    Proven,
    /// Something is not met.
    Failed,
}

/// An entry's standing after answers and proofs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) code: Code,
    pub(crate) name: String,
    pub(crate) name_en: String,
    /// The verdict on the text, changed by an answered question.
    pub(crate) verdict: Verdict,
    pub(crate) confidence: Confidence,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) criteria: Vec<Criterion>,
    pub(crate) proof: Proof,
    /// Whether the verdict rests on an answer rather than on the text.
    pub(crate) answered: bool,
}

impl Standing {
    /// The verdict that counts: a proven entry is as good as a stated one, a failed one no more than near.
    pub(crate) fn effective(&self) -> Verdict {
        match (self.verdict, self.proof) {
            (Verdict::Conditional, Proof::Proven) => Verdict::Direct,
            (Verdict::Conditional, Proof::Failed) => Verdict::Near,
            (verdict, _) => verdict,
        }
    }

    /// The verdict's word: Chinese and English.
    pub(crate) fn word(&self) -> (&'static str, &'static str) {
        match (self.verdict, self.proof) {
            (Verdict::Conditional, Proof::Proven) => ("已证", "proven"),
            (Verdict::Conditional, Proof::Failed) => ("未达标", "failed"),
            (verdict, _) => (verdict.chinese(), verdict.english()),
        }
    }
}

/// A question that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    /// The entry that raised it.
    pub(crate) code: Code,
    pub(crate) question: Question,
    pub(crate) choice: usize,
}

/// A prospect.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// The enterprise, where a list names it.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) found: Classification,
    pub(crate) given: Vec<Given>,
    pub(crate) ticks: BTreeMap<(Code, usize), Tick>,
    pub(crate) standings: Vec<Standing>,
    pub(crate) outcome: Outcome,
    /// What to ask next, and the entry that raises it.
    pub(crate) question: Option<(Code, Question)>,
}

impl Case {
    pub(crate) fn new(classifier: &Classifier, atlas: &Atlas, name: &str, text: &str) -> Case {
        let mut case = Case {
            name: name.to_owned(),
            text: text.to_owned(),
            found: classifier.classify(text),
            given: Vec::new(),
            ticks: BTreeMap::new(),
            standings: Vec::new(),
            outcome: Outcome::Unclear,
            question: None,
        };
        case.settle(atlas);
        case
    }

    /// The same prospect with another text; what was found out stays with the entries that stay.
    pub(crate) fn reread(&mut self, classifier: &Classifier, atlas: &Atlas, text: &str) {
        text.clone_into(&mut self.text);
        self.found = classifier.classify(text);
        let entries = &self.found.entries;
        self.given.retain(|given| entries.iter().any(|entry| entry.code == given.code));
        self.ticks.retain(|(code, _), _| entries.iter().any(|entry| entry.code == *code));
        self.settle(atlas);
    }

    /// Works out the standings from the answer, the answered questions and the ticks.
    pub(crate) fn settle(&mut self, atlas: &Atlas) {
        self.standings = self
            .found
            .entries
            .iter()
            .map(|entry| Standing {
                code: entry.code,
                name: entry.name.to_string(),
                name_en: atlas.entry(entry.code).map_or_else(|| entry.name.to_string(), |node| node.name_en.clone()),
                verdict: entry.verdict,
                confidence: entry.confidence,
                evidence: entry.evidence.clone(),
                criteria: entry.criteria.to_vec(),
                proof: Proof::Open,
                answered: false,
            })
            .collect();
        for given in &self.given {
            apply(&mut self.standings, given, atlas);
        }
        for standing in &mut self.standings {
            standing.proof = proof(standing, &self.ticks);
        }
        self.standings.sort_by_key(|standing| std::cmp::Reverse(standing.effective().is_positive()));
        self.outcome = self.overall();
        self.question = super::question::next(self, atlas);
    }

    fn overall(&self) -> Outcome {
        if self.given.is_empty() && self.ticks.is_empty() {
            return self.found.outcome;
        }
        match self.standings.iter().map(Standing::effective).max() {
            Some(Verdict::Direct) => Outcome::Green,
            Some(Verdict::Conditional) => Outcome::Conditional,
            Some(Verdict::Near) => Outcome::Near,
            None if self.found.outcome == Outcome::Unclear => Outcome::Unclear,
            None => Outcome::None,
        }
    }

    /// Answers the open question.
    pub(crate) fn answer(&mut self, choice: usize, atlas: &Atlas) -> bool {
        let Some((code, question)) = self.question.clone().filter(|(_, question)| choice < question.answers.len()) else {
            return false;
        };
        self.given.push(Given { code, question, choice });
        self.settle(atlas);
        true
    }

    /// Takes the last answer back.
    pub(crate) fn unanswer(&mut self, atlas: &Atlas) -> bool {
        let taken = self.given.pop().is_some();
        self.settle(atlas);
        taken
    }

    pub(crate) fn tick(&mut self, code: Code, criterion: usize, atlas: &Atlas) {
        match Tick::next(self.ticks.get(&(code, criterion)).copied()) {
            Some(tick) => self.ticks.insert((code, criterion), tick),
            None => self.ticks.remove(&(code, criterion)),
        };
        self.settle(atlas);
    }
}

fn apply(standings: &mut Vec<Standing>, given: &Given, atlas: &Atlas) {
    let Some(answer) = given.question.answers.get(given.choice) else { return };
    let Some(place) = standings.iter().position(|standing| standing.code == given.code) else { return };
    let Some((code, verdict)) = answer.code.zip(answer.verdict) else {
        standings.remove(place);
        return;
    };
    if let Some(standing) = standings.iter_mut().find(|standing| standing.code == code) {
        standing.verdict = verdict;
        standing.answered = true;
    } else if let Some(entry) = atlas.entry(code) {
        let raised = standings[place].clone();
        standings[place] = Standing {
            code,
            name: entry.name.clone(),
            name_en: entry.name_en.clone(),
            verdict,
            criteria: entry.criteria.clone(),
            answered: true,
            proof: Proof::Open,
            ..raised
        };
    }
}

fn proof(standing: &Standing, ticks: &BTreeMap<(Code, usize), Tick>) -> Proof {
    let ticks: Vec<Option<Tick>> = (0..wanted(standing).max(1)).map(|criterion| ticks.get(&(standing.code, criterion)).copied()).collect();
    if ticks.contains(&Some(Tick::Unmet)) {
        Proof::Failed
    } else if ticks.contains(&Some(Tick::Met)) && ticks.iter().all(|tick| matches!(tick, Some(Tick::Met | Tick::Moot))) {
        Proof::Proven
    } else {
        Proof::Open
    }
}

/// The number of criteria to tick. An entry that wants a grade and names no standard still wants a proof.
fn wanted(standing: &Standing) -> usize {
    standing.criteria.len()
}

/// The criteria as the officer ticks them.
pub(crate) fn checklist(standing: &Standing) -> Vec<Criterion> {
    if standing.criteria.is_empty() && standing.verdict == Verdict::Conditional {
        return vec![Criterion {
            subject: "条目要求的等级（节能、高效、绿色等）".to_owned(),
            standard: String::new(),
            requirement: "有证书或检测报告证明".to_owned(),
        }];
    }
    standing.criteria.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(text: &str) -> (Case, Atlas) {
        let classifier = Classifier::embedded();
        let atlas = Atlas::new(&classifier);
        (Case::new(&classifier, &atlas, "", text), atlas)
    }

    fn conditional(case: &Case) -> Standing {
        case.standings.iter().find(|standing| standing.verdict == Verdict::Conditional).cloned().expect("a conditional entry")
    }

    #[test]
    fn ticking_all_criteria_proves_a_conditional_entry() {
        let (mut case, atlas) = case("电动机制造");
        let standing = conditional(&case);
        assert_eq!(case.outcome, Outcome::Conditional);
        for criterion in 0..checklist(&standing).len() {
            case.tick(standing.code, criterion, &atlas);
        }
        assert_eq!(case.standings[0].word().0, "已证");
        assert_eq!(case.outcome, Outcome::Green);
    }

    #[test]
    fn one_criterion_not_met_takes_the_entry_away() {
        let (mut case, atlas) = case("电动机制造");
        let code = conditional(&case).code;
        case.tick(code, 0, &atlas);
        case.tick(code, 0, &atlas);
        assert_eq!(case.standings.iter().find(|standing| standing.code == code).expect("it").word().0, "未达标");
        assert_ne!(case.outcome, Outcome::Green);
    }

    #[test]
    fn a_criterion_goes_round_its_marks_and_back() {
        let mut tick = None;
        for _ in 0..5 {
            tick = Tick::next(tick);
        }
        assert_eq!(tick, None);
    }

    #[test]
    fn answering_yes_settles_and_taking_back_unsettles() {
        let (mut case, atlas) = case("电动机制造");
        let before = case.outcome;
        assert!(case.question.is_some());
        assert!(case.answer(0, &atlas));
        assert_eq!(case.outcome, Outcome::Green);
        assert!(case.unanswer(&atlas));
        assert_eq!(case.outcome, before);
        assert!(!case.unanswer(&atlas));
    }

    #[test]
    fn answers_stay_while_the_text_grows_and_go_with_their_entry() {
        let (mut case, atlas) = case("电动机制造");
        let classifier = Classifier::embedded();
        case.answer(0, &atlas);
        case.reread(&classifier, &atlas, "电动机制造；餐饮服务");
        assert_eq!(case.given.len(), 1);
        case.reread(&classifier, &atlas, "餐饮服务");
        assert!(case.given.is_empty());
    }
}
