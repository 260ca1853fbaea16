//! The one-page record of a prospect: 结论, 依据, 待补材料, 版本, 日期. Same case, same bytes, but for the date.

use std::ops::Range;

use greencat_core::{Criterion, Verdict};

use super::case::{Case, Standing, Tick, checklist};
use super::desk::Checked;
use super::lang::Lang;

mod html;
mod json;
mod markdown;
mod policies;
mod room;

pub(crate) use html::html;
pub(crate) use json::json;
pub(crate) use markdown::markdown;
pub(crate) use policies::blocks as policy_blocks;

/// Entries on the page.
const ENTRIES: usize = 6;

/// Characters of the text on the page; of a longer one, what surrounds the evidence.
const TEXT: usize = 700;

/// Line breaks kept in the text; with more of them it flows, or it would fill the page by itself.
const BREAKS: usize = 10;

/// Words of evidence beside an entry, and the cells of one.
const TERMS: (usize, usize) = (5, 24);

/// What a record says, whatever the format.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) case: &'a Case,
    pub(crate) policies: &'a Checked,
    pub(crate) lang: Lang,
    pub(crate) date: &'a str,
}

/// An entry with its criteria and what became of each, as many as the page has room for.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) standing: &'a Standing,
    pub(crate) criteria: Vec<(Criterion, Option<Tick>)>,
    /// Criteria that the page has no room for; they are in the JSON.
    pub(crate) left_out: usize,
}

/// A run of the text: plain, evidence, or a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Run {
    Plain(String),
    Evidence(Verdict, String),
    Gap,
}

impl<'a> Page<'a> {
    pub(crate) fn standings(&self) -> &'a [Standing] {
        let all = &self.case.standings;
        &all[..all.len().min(ENTRIES)]
    }

    /// Entries that the page has no room for; they are in the JSON.
    pub(crate) fn more(&self) -> usize {
        self.case.standings.len() - self.standings().len()
    }

    /// The heading: the enterprise, where it is known.
    pub(crate) fn title(&self) -> String {
        let known = super::wide::fit(&self.case.name, 80);
        if known.is_empty() { self.lang.pick("绿色产业判定记录", "Green industry record").to_owned() } else { known }
    }

    /// Questions with their answers, and the one that is still open.
    pub(crate) fn asked(&self) -> Vec<(&'a str, Option<&'a str>)> {
        let lang = self.lang;
        let given = self.case.given.iter().map(|given| {
            let answer = given.question.answers.get(given.choice);
            let answer = answer.map_or("", |answer| lang.pick(&answer.text, &answer.text_en));
            (lang.pick(&given.question.text, &given.question.text_en), Some(answer))
        });
        let open = self.case.question.as_ref().map(|(_, question)| (lang.pick(&question.text, &question.text_en), None));
        given.chain(open).collect()
    }

    /// The criteria that are to be shown, with what the officer found out.
    pub(crate) fn criteria(&self) -> Vec<Wanted<'a>> {
        let wanted = self.standings().iter().filter(|standing| standing.verdict.is_positive()).map(|standing| {
            let tick = |number: usize| self.case.ticks.get(&(standing.code, number)).copied();
            let criteria = checklist(standing).into_iter().enumerate().map(|(number, criterion)| (criterion, tick(number))).collect();
            Wanted { standing, criteria, left_out: 0 }
        });
        let mut wanted: Vec<Wanted<'a>> = wanted.filter(|wanted| !wanted.criteria.is_empty()).collect();
        room::share(self, &mut wanted);
        wanted
    }

    /// The text with its evidence, at most a page of it.
    pub(crate) fn runs(&self) -> Vec<Run> {
        let text: Vec<char> = self.case.text.chars().collect();
        let spans = spans(self.standings(), text.len());
        let kept = excerpt(&spans, text.len());
        let breaks = kept.iter().flat_map(|keep| &text[keep.clone()]).filter(|character| **character == '\n').count();
        let text: Vec<char> = if breaks > BREAKS { text.iter().map(|it| if *it == '\n' { ' ' } else { *it }).collect() } else { text };
        let mut runs = Vec::new();
        let mut end = 0;
        for keep in kept {
            if keep.start > end {
                runs.push(Run::Gap);
            }
            let mut at = keep.start;
            for (span, verdict) in spans.iter().filter(|(span, _)| span.start < keep.end && span.end > keep.start) {
                let span = span.start.max(at)..span.end.min(keep.end);
                if span.is_empty() {
                    continue;
                }
                push(&mut runs, &text[at..span.start], None);
                push(&mut runs, &text[span.clone()], Some(*verdict));
                at = span.end;
            }
            push(&mut runs, &text[at..keep.end], None);
            end = keep.end;
        }
        if end < text.len() {
            runs.push(Run::Gap);
        }
        runs
    }

    pub(crate) fn version(&self) -> String {
        format!("greencat {} · {}", env!("CARGO_PKG_VERSION"), self.case.found.edition)
    }

    pub(crate) fn edition(&self) -> &'static str {
        self.lang.pick("《绿色产业指导目录（2019年版）》", "Green Industry Guidance Catalogue (2019)")
    }
}

fn push(runs: &mut Vec<Run>, text: &[char], verdict: Option<Verdict>) {
    if text.is_empty() {
        return;
    }
    // Control and direction characters of a stranger's text stay out of the file.
    let text = text.iter().map(|character| if *character == '\n' { '\n' } else { super::wide::clean(*character) }).collect();
    runs.push(match verdict {
        Some(verdict) => Run::Evidence(verdict, text),
        None => Run::Plain(text),
    });
}

/// The evidence of some entries, in the order of the text, the strongest verdict where they overlap.
fn spans(standings: &[Standing], len: usize) -> Vec<(Range<usize>, Verdict)> {
    let mut all: Vec<(Range<usize>, Verdict)> = standings
        .iter()
        .flat_map(|standing| {
            let verdict = standing.effective();
            standing.evidence.iter().map(move |evidence| (evidence.span.start as usize..evidence.span.end as usize, verdict))
        })
        .filter(|(span, _)| span.end <= len)
        .collect();
    all.sort_by_key(|(span, verdict)| (std::cmp::Reverse(*verdict), span.start, std::cmp::Reverse(span.end)));
    let mut taken = vec![false; len];
    all.retain(|(span, _)| {
        let free = !taken[span.clone()].contains(&true);
        if free {
            taken[span.clone()].fill(true);
        }
        free
    });
    all.sort_by_key(|(span, _)| span.start);
    all
}

/// Which parts of a text stand on the page.
fn excerpt(spans: &[(Range<usize>, Verdict)], len: usize) -> Vec<Range<usize>> {
    if len <= TEXT {
        return std::iter::once(0..len).collect();
    }
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut total = 0;
    for (span, _) in spans {
        let around = span.start.saturating_sub(30)..(span.end + 30).min(len);
        match kept.last_mut() {
            Some(last) if around.start <= last.end => {
                total += around.end.saturating_sub(last.end);
                last.end = last.end.max(around.end);
            }
            _ => {
                total += around.len();
                kept.push(around);
            }
        }
        if total > TEXT {
            break;
        }
    }
    if kept.is_empty() {
        kept.push(0..TEXT);
    }
    kept
}

/// The words that an entry rests on, each once.
pub(crate) fn terms(standing: &Standing) -> Vec<String> {
    let mut terms: Vec<&str> = Vec::new();
    for evidence in &standing.evidence {
        if !terms.contains(&evidence.term.as_str()) {
            terms.push(&evidence.term);
        }
    }
    terms.into_iter().take(TERMS.0).map(|term| super::wide::fit(term, TERMS.1)).collect()
}

/// One line for the clipboard.
pub(crate) fn summary(case: &Case, lang: Lang) -> String {
    let mut summary = String::new();
    if !case.name.is_empty() {
        summary.push_str(&super::wide::fit(&case.name, 60));
        summary.push_str(lang.pick("：", ": "));
    }
    summary.push_str(lang.outcome(case.outcome));
    let parts: Vec<String> = case
        .standings
        .iter()
        .take(3)
        .map(|standing| {
            let (chinese, english) = standing.word();
            let name = lang.pick(&standing.name, &standing.name_en);
            format!("{} {name}{}{}{}", standing.code, lang.pick("（", " ("), lang.pick(chinese, english), lang.pick("）", ")"))
        })
        .collect();
    if !parts.is_empty() {
        summary.push_str(lang.pick("。", ". "));
        summary.push_str(&parts.join(lang.pick("；", "; ")));
    }
    summary
}

/// The name of the record's file, the same for the same case: the first entry and a hash of the text.
pub(crate) fn file_stem(case: &Case) -> String {
    let first = case.standings.first().map_or_else(|| case.outcome.english().to_owned(), |standing| standing.code.to_string());
    // FNV-1a: short, and the same on every machine and in every release.
    let hash = case
        .text
        .bytes()
        .chain(case.name.bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("greencat-{first}-{:08x}", hash as u32)
}

#[cfg(test)]
mod tests;
