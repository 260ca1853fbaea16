//! 向谁问什么: enterprises with one question stand together.

use greencat_core::park::State;

use super::Look;
use super::figures::{amount, state_english};
use crate::args::Lang;
use crate::page::{Block, Item, Page, Span, Tone};
use crate::park::Ask;

/// Names of enterprises to a question; the workbook and the JSON have all.
const NAMES: usize = 10;

/// Questions to enterprises that only come near: answers seldom change a figure.
const NEAR: usize = 6;

pub(super) fn ask(look: &Look<'_>, page: &mut Page) {
    let (report, lang) = (look.report, look.lang);
    if report.ask.is_empty() {
        return;
    }
    page.section(lang.pick("向谁问什么", "Whom to ask what"));
    let mut groups = together(&report.ask);
    let near = |group: &Vec<&Ask>| group.first().is_some_and(|ask| ask.state == State::Near);
    let all = groups.iter().filter(|group| near(group)).count();
    let mut shown = 0;
    groups.retain(|group| {
        shown += usize::from(near(group));
        !near(group) || shown <= NEAR
    });
    let row = |group: &Vec<&Ask>| {
        let first = group.first().copied();
        let entry = first.and_then(|ask| ask.code.as_ref()).map(|code| {
            let name = code.parse().map(|code| look.name(code)).unwrap_or_default();
            format!("{code} {name}")
        });
        let state = first.map_or(State::Unclear, |ask| ask.state);
        let tone = if state == State::Conditional { Tone::Open } else { Tone::Plain };
        let names: Vec<String> = group
            .iter()
            .take(NAMES)
            .map(|ask| ask.value.map_or_else(|| ask.name.clone(), |value| format!("{}（{}）", ask.name, amount(value))))
            .collect();
        let rest = group.len().saturating_sub(NAMES);
        let rest = match lang {
            _ if rest == 0 => String::new(),
            Lang::Zh => format!("，另 {rest} 家"),
            Lang::En => format!(", and {rest} more"),
        };
        Item {
            label: Span::new(lang.pick(state.chinese(), state_english(state)), tone),
            head: vec![
                Span::new(entry.unwrap_or_default(), Tone::Bold),
                format!("　{} {}", group.len(), lang.pick("家", "enterprises")).into(),
            ],
            lines: vec![
                first.map(|ask| ask.question.as_str()).unwrap_or_default().into(),
                Span::new(format!("{}{rest}", names.join("、")), Tone::Faint),
            ],
        }
    };
    page.blocks.push(Block::Items(groups.iter().map(row).collect()));
    if let Some(rest) = all.checked_sub(NEAR).filter(|rest| *rest > 0) {
        page.faint(match lang {
            Lang::Zh => format!("相近不属于的另有 {rest} 组问题未列（核实有无自产后才可能计入绿色）。"),
            Lang::En => {
                format!("{rest} more questions to near enterprises are not shown (they may count once they prove to make it themselves).")
            }
        });
    }
    page.faint(lang.pick(
        "同一问题的企业并在一起，数值大的在前；逐家清单见 xlsx 或 json 报告。",
        "Enterprises with one question stand together, the greatest value first; one by one they are in the xlsx and json reports.",
    ));
}

/// Enterprises that are asked the same, those first that weigh most.
fn together(asks: &[Ask]) -> Vec<Vec<&Ask>> {
    let mut groups: Vec<Vec<&Ask>> = Vec::new();
    for ask in asks {
        match groups
            .iter_mut()
            .find(|group| group.first().is_some_and(|one| (&one.code, &one.question, one.state) == (&ask.code, &ask.question, ask.state)))
        {
            Some(group) => group.push(ask),
            None => groups.push(vec![ask]),
        }
    }
    let weight = |group: &Vec<&Ask>| group.iter().filter_map(|ask| ask.value).fold(0.0, |sum, value| sum + value);
    let state = |group: &Vec<&Ask>| group.first().map(|ask| ask.state);
    groups.sort_by(|a, b| state(a).cmp(&state(b)).then(weight(b).total_cmp(&weight(a))).then(b.len().cmp(&a.len())));
    groups
}
