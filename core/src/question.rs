//! Asking: the one fact that would settle an open case, as `catalogue/questions.toml` words it.

use std::borrow::Cow;

use serde::Serialize;

use crate::catalogue::Code;
use crate::index::Index;
use crate::index::layout::NO_NODE;
use crate::rank::Ranked;
use crate::verdict::Verdict;

/// What to ask the enterprise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The question in the officer's words.
    pub text: Cow<'static, str>,
    /// The same in English.
    pub text_en: Cow<'static, str>,
    /// The answers and where each leads.
    pub answers: Vec<Answer>,
}

/// One answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The answer in Chinese.
    pub text: Cow<'static, str>,
    /// The same in English.
    pub text_en: Cow<'static, str>,
    /// The entry it leads to; `None` when it leads to none.
    pub code: Option<Code>,
    /// The verdict it leads to; `None` when it leads to none.
    pub verdict: Option<Verdict>,
}

/// The question for the best open entry, if it has one.
pub(crate) fn ask(index: &Index, entries: &[Ranked]) -> Option<Question> {
    let settled = entries.first().is_some_and(|entry| entry.verdict == Verdict::Direct);
    if settled {
        return None;
    }
    entries.iter().find_map(|entry| {
        let record = index.question(entry.node, entry.verdict as u16)?;
        let answers = record.answers.filter_map(|number| index.answer(number)).map(|(text, text_en, node, verdict)| Answer {
            text,
            text_en,
            code: if node.0 == NO_NODE { None } else { Some(Code::new(index.code(node))) },
            verdict: match verdict {
                3 => Some(Verdict::Direct),
                2 => Some(Verdict::Conditional),
                1 => Some(Verdict::Near),
                _ => None,
            },
        });
        Some(Question { text: record.chinese, text_en: record.english, answers: answers.collect() })
    })
}
