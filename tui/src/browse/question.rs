//! What to ask: the catalogue's own question, else the one that the verdict itself raises.

use greencat_core::{Answer, Code, Question, Verdict};

use super::atlas::Atlas;
use super::case::{Case, Standing, checklist};

/// The next question of a case that no answer has settled.
pub(crate) fn next(case: &Case, atlas: &Atlas) -> Option<(Code, Question)> {
    if case.standings.first().is_some_and(|standing| standing.effective() == Verdict::Direct) {
        return None;
    }
    let asked = |standing: &Standing| case.given.iter().any(|given| given.code == standing.code);
    let open = case.standings.iter().find(|standing| !asked(standing) && !standing.answered && standing.effective() == standing.verdict)?;
    let own = case.found.question.as_ref().filter(|_| case.given.is_empty());
    let question = own.cloned().or_else(|| match open.verdict {
        Verdict::Conditional => Some(proof(open)),
        Verdict::Near => Some(role(open, atlas)),
        Verdict::Direct => None,
    })?;
    // The catalogue's question may be another entry's than the first open one: its answers name it.
    let named = question
        .answers
        .iter()
        .filter_map(|answer| answer.code)
        .find(|code| case.standings.iter().any(|standing| standing.code == *code && standing.verdict != Verdict::Direct));
    Some((named.unwrap_or(open.code), question))
}

fn answer(text: &'static str, text_en: &'static str, leads: Option<(Code, Verdict)>) -> Answer {
    Answer { text: text.into(), text_en: text_en.into(), code: leads.map(|(code, _)| code), verdict: leads.map(|(_, verdict)| verdict) }
}

/// An entry that admits a grade only: can it be shown?
fn proof(standing: &Standing) -> Question {
    let criteria = checklist(standing);
    let subjects: Vec<&str> = criteria.iter().take(2).map(|criterion| criterion.subject.as_str()).collect();
    let more = if criteria.len() > 2 { "等" } else { "" };
    Question {
        text: format!("能否出示达标证明（{}{more}）？", subjects.join("、")).into(),
        text_en: "Can the enterprise prove that it meets the criteria?".into(),
        answers: vec![answer("能", "yes", Some((standing.code, Verdict::Direct))), answer("不能", "no", None)],
    }
}

/// An entry whose role the text does not state: does the enterprise do it itself?
fn role(standing: &Standing, atlas: &Atlas) -> Question {
    let roles: Vec<_> = atlas.entry(standing.code).map(|entry| entry.roles.iter().collect()).unwrap_or_default();
    let chinese: Vec<&str> = roles.iter().map(|role| role.chinese()).collect();
    let english: Vec<&str> = roles.iter().map(|role| role.word()).collect();
    let subjects: Vec<&str> = standing
        .evidence
        .iter()
        .filter(|evidence| evidence.kind == greencat_core::EvidenceKind::Subject)
        .map(|evidence| evidence.term.as_str())
        .take(1)
        .collect();
    Question {
        text: format!("“{}”，企业自己从事{}吗？", subjects.join(""), chinese.join("或")).into(),
        text_en: format!("“{}”: does the enterprise itself {} it?", subjects.join(""), english.join(" or ")).into(),
        answers: vec![
            answer("是", "yes", Some((standing.code, Verdict::Direct))),
            answer("不是", "no", Some((standing.code, Verdict::Near))),
        ],
    }
}
