//! The summary of a run: outcomes, groups, what to look at, and how fast it went.

// Counts of records stay far below 2^53, where a float still tells each from the next.
#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss)]

use std::time::Duration;

use greencat_core::{Classifier, Code};
use serde::Serialize;

use crate::args::Lang;
use crate::output::{Painter, Words, width};
use crate::tally::{OUTCOMES, SURE, Tally};

/// Columns of the longest bar, where there is room for it.
const BAR: u64 = 30;
/// Columns of count and share, and the spaces around them.
const FIGURES: usize = 4 + 9 + 1 + 6 + 2;
/// Level-2 groups shown on the screen; the workbook has them all.
const GROUPS: usize = 12;

/// What a run came to.
pub(crate) struct Summary {
    pub(crate) tally: Tally,
    /// Records answered by this run, not by the one it goes on with.
    pub(crate) answered: u64,
    pub(crate) time: Duration,
    classifier: Classifier,
}

/// The summary as JSON.
#[derive(Serialize)]
struct Json<'s> {
    records: u64,
    outcomes: serde_json::Map<String, serde_json::Value>,
    unreadable: u64,
    unsure: u64,
    level_1: serde_json::Map<String, serde_json::Value>,
    level_2: &'s std::collections::BTreeMap<String, u64>,
    seconds: f64,
    records_per_second: f64,
}

impl Summary {
    pub(crate) fn new(tally: Tally, answered: u64, time: Duration, classifier: Classifier) -> Summary {
        Summary { tally, answered, time, classifier }
    }

    /// Records by outcome, and the unreadable ones.
    pub(crate) fn outcomes(&self, lang: Lang) -> Vec<(String, u64)> {
        let outcomes = OUTCOMES.iter().zip(self.tally.outcomes);
        let mut lines: Vec<_> =
            outcomes.map(|(outcome, count)| (lang.pick(outcome.chinese(), outcome.english()).to_owned(), count)).collect();
        if self.tally.unreadable > 0 {
            lines.push((lang.pick("无法读取", "unreadable").to_owned(), self.tally.unreadable));
        }
        lines
    }

    fn counts(&self, level: u8) -> Vec<(Code, u64)> {
        let mut counts: Vec<(Code, u64)> = Vec::new();
        let mut groups: Vec<(Code, u64)> =
            self.tally.groups.iter().filter_map(|(code, count)| Some((code.parse().ok()?, *count))).collect();
        groups.sort_unstable();
        for (code, count) in groups {
            let code: Code = code;
            let code = code.at_level(level);
            match counts.last_mut().filter(|(last, _)| *last == code) {
                Some((_, sum)) => *sum += count,
                None => counts.push((code, count)),
            }
        }
        counts
    }

    /// Green and conditional records by the node of `level` of their first entry, in catalogue order.
    pub(crate) fn groups(&self, level: u8, lang: Lang) -> Vec<(String, u64)> {
        let label = |code: Code| {
            let node = self.classifier.entry(code);
            format!("{code} {}", node.as_ref().map_or("", |node| lang.pick(&node.name, &node.name_en)))
        };
        self.counts(level).into_iter().map(|(code, count)| (label(code), count)).collect()
    }

    fn rate(&self) -> f64 {
        self.answered as f64 / self.time.as_secs_f64().max(1e-6)
    }

    /// For a program.
    pub(crate) fn json(&self) -> Vec<u8> {
        let map = |lines: Vec<(String, u64)>| lines.into_iter().map(|(name, count)| (name, count.into())).collect();
        let json = Json {
            records: self.tally.records,
            outcomes: map(OUTCOMES.iter().zip(self.tally.outcomes).map(|(outcome, count)| (outcome.english().to_owned(), count)).collect()),
            unreadable: self.tally.unreadable,
            unsure: self.tally.unsure,
            level_1: map(self.counts(1).into_iter().map(|(code, count)| (code.to_string(), count)).collect()),
            level_2: &self.tally.groups,
            seconds: (self.time.as_secs_f64() * 1000.0).round() / 1000.0,
            records_per_second: self.rate().round(),
        };
        let mut line = serde_json::to_vec(&json).unwrap_or_default();
        line.push(b'\n');
        line
    }

    /// For a person.
    pub(crate) fn text(&self, lang: Lang, columns: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut paint = Painter::new(&mut out, columns);
        let records = grouped(self.tally.records);
        paint.put(&if lang == Lang::Zh { format!("共 {records} 家") } else { format!("{records} records") }, Words::BOLD).end_line();
        bars(&mut paint, columns, &self.outcomes(lang), self.tally.records);
        let groups = self.groups(1, lang);
        if !groups.is_empty() {
            paint.put(lang.pick("一级分类", "Level 1"), Words::BOLD).end_line();
            bars(&mut paint, columns, &groups, self.tally.records);
        }
        let mut groups = self.groups(2, lang);
        if !groups.is_empty() {
            groups.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let more = groups.len().saturating_sub(GROUPS);
            groups.truncate(GROUPS);
            paint.put(lang.pick("二级分类，多者在前", "Level 2, most first"), Words::BOLD).end_line();
            bars(&mut paint, columns, &groups, self.tally.records);
            if more > 0 {
                let more = if lang == Lang::Zh { format!("另有 {more} 类") } else { format!("and {more} more") };
                paint.indent(2).put(&more, Words::FAINT).end_line();
            }
        }
        let (unsure, seconds, rate) = (grouped(self.tally.unsure), self.time.as_secs_f64(), grouped(self.rate().round() as u64));
        let share = 100.0 * self.tally.unsure as f64 / self.tally.records.max(1) as f64;
        let close = match lang {
            Lang::Zh => format!("把握低于 {SURE}%、宜复核 {unsure} 家（{share:.1}%）；用时 {seconds:.1} 秒，每秒 {rate} 家"),
            Lang::En => format!("{unsure} below {SURE}% confidence, to be reviewed ({share:.1}%); {seconds:.1} s, {rate} records a second"),
        };
        paint.put(&close, Words::PLAIN).end_line();
        out
    }
}

fn bars(paint: &mut Painter<'_>, columns: usize, lines: &[(String, u64)], whole: u64) {
    let label = lines.iter().map(|(label, _)| width(label)).max().unwrap_or(0).min(44);
    let most = lines.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    // A bar that does not fit would end on a line of its own.
    let longest = BAR.min(columns.saturating_sub(label + FIGURES) as u64);
    for (name, count) in lines {
        let mut shown = String::new();
        for character in name.chars() {
            if width(&shown) + 2 > label && width(name) > label {
                shown.push('…');
                break;
            }
            shown.push(character);
        }
        let bar = "█".repeat((longest * count).div_ceil(most) as usize);
        let share = 100.0 * *count as f64 / whole.max(1) as f64;
        paint.indent(2).put(&shown, Words::PLAIN).tab(label + 4).put(&format!("{:>9} {share:>5.1}%  ", grouped(*count)), Words::PLAIN);
        paint.put(&bar, Words::MATCH).end_line();
    }
}

/// A number with its thousands set apart.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
