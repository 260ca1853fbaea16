//! What a record says of the policies: which are within reach, condition by condition, and which papers are missing.

use std::collections::BTreeSet;

use greencat_core::policy::{DoubtKind, Finding, Known, Policies, Screening, Standing, Subject, Truth};

use crate::browse::lang::Lang;

/// The policies at the moment of a record.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub(crate) screenings: Vec<Screening>,
    pub(crate) received: BTreeSet<String>,
    /// The answers on the enterprise, and those on the park.
    answers: [Vec<(String, Known)>; 2],
    /// The answers with their questions, as a facts file has them: id, question, question in English, answer.
    file: Vec<[String; 4]>,
}

/// A paper: in Chinese, in English, the policies that want it, and whether it is at hand.
pub(crate) struct Paper<'c> {
    pub(crate) chinese: &'c str,
    pub(crate) english: &'c str,
    pub(crate) wanted: Vec<&'c Screening>,
    pub(crate) here: bool,
}

impl Checked {
    pub(super) fn new(
        screenings: Vec<Screening>,
        received: BTreeSet<String>,
        answers: [Vec<(String, Known)>; 2],
        policies: &Policies,
    ) -> Checked {
        let mut file = Vec::new();
        for (id, known) in answers.iter().flatten() {
            if let Some(fact) = policies.fact(id)
                && !file.iter().any(|[there, ..]: &[String; 4]| there == id)
            {
                file.push([id.clone(), fact.ask.clone(), fact.ask_en.clone(), known.told("")]);
            }
        }
        Checked { screenings, received, answers, file }
    }

    /// Whether something is known for the check: a condition is answered, or nearly.
    pub(crate) fn is_begun(screening: &Screening) -> bool {
        let nearly = |finding: &Finding| finding.doubts.iter().any(|doubt| doubt.kind == DoubtKind::Coarse);
        screening.findings.iter().any(|finding| finding.truth != Truth::Unknown || nearly(finding))
    }

    /// Checks that concern this record: those on enterprises, and those on parks once the park has answers.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Screening> {
        let park = !self.answers[1].iter().all(|(id, _)| id == "as_of");
        self.screenings.iter().filter(move |screening| screening.subject == Subject::Enterprise || park)
    }

    /// Checks that nothing known is against.
    pub(crate) fn within_reach(&self) -> impl Iterator<Item = &Screening> {
        self.shown().filter(|screening| screening.standing != Standing::NotMet)
    }

    /// Checks that something is against.
    pub(crate) fn out_of_reach(&self) -> impl Iterator<Item = &Screening> {
        self.shown().filter(|screening| screening.standing == Standing::NotMet)
    }

    /// The papers that the checks within reach want, the missing ones first.
    pub(crate) fn papers(&self) -> Vec<Paper<'_>> {
        let mut papers: Vec<Paper<'_>> = Vec::new();
        for screening in self.within_reach() {
            for (paper, paper_en) in screening.papers.iter().zip(&screening.papers_en) {
                match papers.iter_mut().find(|one| one.chinese == paper) {
                    Some(one) => one.wanted.push(screening),
                    None => papers.push(Paper {
                        chinese: paper,
                        english: paper_en,
                        wanted: vec![screening],
                        here: self.received.contains(paper),
                    }),
                }
            }
        }
        papers.sort_by_key(|one| one.here);
        papers
    }

    /// The answers as a facts file; nothing where nothing was answered.
    pub(crate) fn facts_file(&self, lang: Lang) -> Option<String> {
        if self.file.is_empty() {
            return None;
        }
        let mut out = lang
            .pick(
                "# 用法：greencat screen 政策 --facts 本文件，或在 6 政策 里按 o\n",
                "# Then: greencat screen POLICY --facts THIS-FILE, or o in 6 Policy\n",
            )
            .to_owned();
        for [id, ask, ask_en, told] in &self.file {
            let told = toml::Value::String(told.clone());
            out.push_str(&format!("\n# {}\n{id} = {told}\n", lang.pick(ask, ask_en)));
        }
        Some(out)
    }

    /// The answers for JSON.
    pub(crate) fn answers(&self) -> serde_json::Value {
        let of = |answers: &[(String, Known)]| -> serde_json::Map<String, serde_json::Value> {
            answers.iter().map(|(id, known)| (id.clone(), known.told("").into())).collect()
        };
        serde_json::json!({ "enterprise": of(&self.answers[0]), "park": of(&self.answers[1]) })
    }
}
