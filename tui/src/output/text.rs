//! An answer as a person reads it: the finding, the entries with their reasons, the text with the words that
//! led there, what must still be proven, and what to ask.

use std::borrow::Cow;

use anstyle::Style;
use greencat_core::{Candidate, Classification, Classifier, EvidenceKind, Outcome, Question, Verdict};

use super::paint::{Painter, Words, width};
use super::table::{outcome, verdict};
use super::{Format, Options};
use crate::args::Lang;
use crate::batch::{Record, RecordId};

/// Criteria shown of one entry; `greencat show` has them all.
const CRITERIA: usize = 3;
/// Characters shown of a text: registrations have some hundred, and a screen has no room for a book.
const SHOWN: usize = 1200;
/// The column where the names of the entries begin.
const BODY: usize = 8;

pub(super) struct Text {
    classifier: Classifier,
    lang: Lang,
    single: bool,
    columns: usize,
    styled: bool,
}

impl Text {
    pub(super) fn new(classifier: &Classifier, options: &Options) -> Text {
        Text {
            classifier: classifier.clone(),
            lang: options.lang,
            single: options.single,
            columns: crate::settings::columns(),
            styled: options.styled,
        }
    }

    fn name<'a>(&self, entry: &'a Candidate) -> Cow<'a, str> {
        match self.lang {
            Lang::Zh => Cow::Borrowed(&*entry.name),
            Lang::En => self.classifier.entry(entry.code).map_or(Cow::Borrowed(&*entry.name), |node| Cow::Owned(node.name_en)),
        }
    }

    fn entry(&self, entry: &Candidate, paint: &mut Painter<'_>) {
        let style = verdict_style(entry.verdict);
        let short = if entry.verdict == Verdict::Near && self.lang == Lang::Zh { "相近" } else { verdict(entry.verdict, self.lang) };
        let body = self.body();
        paint.indent(2).put(short, style).tab(body).indent(body);
        paint.put(&format!("{:<7}", entry.code), Words::CODE).put(&self.name(entry), Words::BOLD);
        paint.put(&format!("  {}%", entry.confidence.0), Words::FAINT).end_line();
        let words = |kind| entry.evidence.iter().filter(move |evidence| evidence.kind == kind);
        let kinds = [(EvidenceKind::Subject, style), (EvidenceKind::Grade, Words::CONDITIONAL), (EvidenceKind::Role, Words::ROLE)];
        if !entry.evidence.is_empty() {
            paint.indent(body).put(self.lang.pick("依据 ", "because of "), Words::FAINT);
            let mut first = true;
            for (kind, style) in kinds {
                for evidence in words(kind) {
                    if !std::mem::take(&mut first) {
                        paint.put(" · ", Words::FAINT);
                    }
                    paint.put(&evidence.term, style);
                }
            }
            paint.end_line();
        }
        if entry.verdict.is_positive() {
            self.criteria(entry, paint);
        }
    }

    /// Where the entries' names begin: the English verdicts are longer.
    fn body(&self) -> usize {
        match self.lang {
            Lang::Zh => BODY,
            Lang::En => 15,
        }
    }

    fn criteria(&self, entry: &Candidate, paint: &mut Painter<'_>) {
        let body = self.body();
        let label = self.lang.pick("须证 ", "to prove ");
        let column = body + width(label);
        for (place, criterion) in entry.criteria.iter().take(CRITERIA).enumerate() {
            paint.indent(body).put(if place == 0 { label } else { "" }, Words::FAINT).tab(column).indent(column);
            paint.put(&criterion.subject, Words::PLAIN).put(" ", Words::PLAIN).put(&criterion.requirement, Words::PLAIN);
            paint.put(" ", Words::PLAIN).put(&criterion.standard, Words::FAINT).end_line();
        }
        if let Some(more) = entry.criteria.len().checked_sub(CRITERIA).filter(|more| *more > 0) {
            let more = match self.lang {
                Lang::Zh => format!("另有 {more} 项，见 greencat show {}", entry.code),
                Lang::En => format!("and {more} more, see: greencat show {} --lang en", entry.code),
            };
            paint.indent(column).put(&more, Words::FAINT).end_line();
        }
    }

    /// The text itself, its telling words in colour.
    fn source(&self, text: &str, answer: &Classification, paint: &mut Painter<'_>) {
        let mut styles: Vec<Style> = vec![Words::PLAIN; text.chars().take(SHOWN).count()];
        // The best entries last, so that their colours win.
        for entry in answer.entries.iter().rev() {
            for evidence in &entry.evidence {
                let style = match evidence.kind {
                    EvidenceKind::Subject => verdict_style(entry.verdict).underline(),
                    EvidenceKind::Role => Words::ROLE,
                    EvidenceKind::Grade => Words::CONDITIONAL,
                };
                let range = evidence.span.start as usize..(evidence.span.end as usize).min(styles.len());
                if let Some(styles) = styles.get_mut(range) {
                    styles.fill(style);
                }
            }
        }
        paint.indent(2);
        for (character, style) in text.chars().zip(styles) {
            paint.character(character, style);
        }
        let length = text.chars().count();
        if length > SHOWN {
            let more = match self.lang {
                Lang::Zh => format!("……（共 {length} 字）"),
                Lang::En => format!("… ({length} characters in all)"),
            };
            paint.put(&more, Words::FAINT);
        }
        paint.end_line();
    }

    fn question(&self, question: &Question, paint: &mut Painter<'_>) {
        paint.put(self.lang.pick("追问 ", "Ask: "), Words::BOLD).indent(5);
        paint.put(self.lang.pick(&question.text, &question.text_en), Words::PLAIN).end_line();
        for answer in &question.answers {
            paint.indent(5).put("· ", Words::FAINT).put(self.lang.pick(&answer.text, &answer.text_en), Words::PLAIN);
            paint.put(" → ", Words::FAINT);
            match (answer.code, answer.verdict) {
                (Some(code), reached) => {
                    paint.put(&code.to_string(), Words::CODE);
                    if let Some(reached) = reached {
                        paint.put(" ", Words::PLAIN).put(verdict(reached, self.lang), verdict_style(reached));
                    }
                }
                (None, _) => {
                    paint.put(self.lang.pick("不属于", "no entry"), Words::FAINT);
                }
            }
            paint.end_line();
        }
    }
}

impl Format for Text {
    fn write(&self, record: &Record<'_>, answer: Option<&Classification>, out: &mut Vec<u8>) {
        let mut paint = Painter::new(out, self.columns).styled(self.styled);
        if !self.single {
            let id = match record.id {
                RecordId::Number(number) => number.to_string(),
                RecordId::Text(text) | RecordId::Json(text) => text.chars().take(60).collect(),
            };
            paint.put(&format!("[{id}] "), Words::FAINT);
        }
        let Some(answer) = answer else {
            paint.put(self.lang.pick("无法读取", "unreadable"), Words::ALARM);
            paint.put("  ", Words::PLAIN).put(record.fault.unwrap_or_default(), Words::PLAIN).end_line();
            return;
        };
        paint.put(outcome(answer.outcome, self.lang), outcome_style(answer.outcome));
        paint.put(self.lang.pick("  把握 ", "  confidence "), Words::FAINT).put(&format!("{}%", answer.confidence.0), Words::FAINT);
        paint.end_line();
        for entry in &answer.entries {
            self.entry(entry, &mut paint);
        }
        if !record.text.is_empty() {
            self.source(record.text, answer, &mut paint);
        }
        if let Some(question) = &answer.question {
            self.question(question, &mut paint);
        }
    }

    fn between(&self) -> &'static [u8] {
        b"\n"
    }
}

fn verdict_style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Direct => Words::DIRECT,
        Verdict::Conditional => Words::CONDITIONAL,
        Verdict::Near => Words::NEAR,
    }
}

fn outcome_style(outcome: Outcome) -> Style {
    match outcome {
        Outcome::Green => Words::DIRECT,
        Outcome::Conditional => Words::CONDITIONAL,
        Outcome::Near => Words::NEAR,
        Outcome::None | Outcome::Unclear => Words::BOLD,
    }
}
