//! Labelled phrases that thesaurus and rules get wrong: they become terms of their own.
//!
//! Only phrases that end in a verb qualify. A bare noun keeps its sense, since its role comes from its neighbours.

use anyhow::Result;
use greencat_core::{Classifier, Role, RoleSet, Verdict};

use crate::source::{Phrase, Rule, Sense, Source};

/// Shorter phrases fire inside too many others.
const SHORTEST: usize = 4;

/// The phrases whose first label is not the rules' first answer.
pub(super) fn find<'s>(source: &'s Source, classifier: &Classifier) -> Vec<&'s Phrase> {
    let states_role = |phrase: &str| source.verbs.iter().any(|verb| phrase.ends_with(&verb.verb) && phrase != verb.verb && !verb.soft);
    let wrong = |phrase: &&Phrase| {
        let answer = classifier.classify(&phrase.phrase);
        let got = answer.entries.first().map(|entry| (entry.verdict, entry.code));
        let wanted = phrase.labels.first().copied();
        let positive = |first: Option<(Verdict, _)>| first.is_some_and(|(verdict, _)| verdict.is_positive());
        got != wanted && (positive(got) || positive(wanted))
    };
    let long = |phrase: &&Phrase| phrase.phrase.chars().count() >= SHORTEST;
    source.phrases.iter().filter(|phrase| states_role(&phrase.phrase)).filter(long).filter(wrong).collect()
}

/// The sense that gives the phrase its labels whatever its neighbours say; `None` for a phrase without labels.
pub(super) fn sense(phrase: &Phrase) -> Result<Option<Sense>> {
    let roles = RoleSet::stated() | Role::Bare.into();
    let mut sense = Sense::default();
    for (order, (verdict, code)) in phrase.labels.iter().enumerate() {
        sense.rules.push(Rule { roles, verdict: *verdict, order: u8::try_from(order)?, code: *code });
    }
    Ok(if sense.rules.is_empty() { None } else { Some(sense) })
}
