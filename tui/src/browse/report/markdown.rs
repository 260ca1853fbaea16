//! The record as Markdown.

use super::{Page, Run, terms};
use crate::browse::case::Tick;

/// The page in Markdown. A stranger's text cannot start a heading, a link or a tag.
pub(crate) fn markdown(page: &Page<'_>) -> String {
    let (lang, case) = (page.lang, page.case);
    let mut text = String::new();
    let mut line = |words: &str| {
        text.push_str(words);
        text.push('\n');
    };
    line(&format!("# {}\n", escape(&page.title())));
    line(&format!("**{}{}** {}%  ", lang.pick("结论：", "Outcome: "), lang.outcome(case.outcome), case.found.confidence.0));
    line(&format!("{}{} · {} · {}\n", lang.pick("依据目录：", "Catalogue: "), page.edition(), page.version(), page.date));
    line(&format!("## {}\n", lang.pick("条目", "Entries")));
    if page.standings().is_empty() {
        line(lang.pick("无。\n", "None.\n"));
    } else {
        line(lang.pick("| 判定 | 代码 | 名称 | 可信度 | 依据 |", "| verdict | code | name | confidence | evidence |"));
        line("|---|---|---|---|---|");
    }
    for standing in page.standings() {
        let (chinese, english) = standing.word();
        let terms: Vec<String> = terms(standing).iter().map(|term| escape(term)).collect();
        line(&format!(
            "| {} | {} | {} | {}% | {} |",
            lang.pick(chinese, english),
            standing.code,
            lang.pick(&standing.name, &standing.name_en),
            standing.confidence.0,
            terms.join(lang.pick("、", ", "))
        ));
    }
    if page.more() > 0 {
        line(&format!("\n{}", lang.more(page.more(), ("另有 {} 个条目，见 JSON", "{} more entries in the JSON"))));
    }
    line(&format!("\n## {}\n", lang.pick("原文与依据", "Text and evidence")));
    let runs: String = page
        .runs()
        .into_iter()
        .map(|run| match run {
            Run::Plain(text) => escape(&text),
            Run::Evidence(_, text) => format!("**{}**", escape(&text)),
            Run::Gap => "……".to_owned(),
        })
        .collect();
    // Two marks that touch would cancel each other.
    let runs = runs.replace("****", "");
    line(&format!("> {}", runs.trim().replace('\n', "\n> ")));
    let criteria = page.criteria();
    if !criteria.is_empty() {
        line(&format!("\n## {}\n", lang.pick("待补材料与条件", "To be proven")));
    }
    for wanted in criteria {
        line(&format!("{} {}\n", wanted.standing.code, lang.pick(&wanted.standing.name, &wanted.standing.name_en)));
        for (criterion, tick) in wanted.criteria {
            let (chinese, english) = Tick::words(tick);
            let done = if matches!(tick, Some(Tick::Met | Tick::Moot)) { "x" } else { " " };
            line(&format!(
                "- [{done}] {}{}{} {}（{}）",
                criterion.subject,
                lang.pick("：", ": "),
                lang.requirement(&criterion.requirement),
                criterion.standard,
                lang.pick(chinese, english)
            ));
        }
        if wanted.left_out > 0 {
            line(&format!("- {}", lang.more(wanted.left_out, ("另有 {} 项，见 JSON", "{} more in the JSON"))));
        }
        line("");
    }
    let asked = page.asked();
    if !asked.is_empty() {
        line(&format!("## {}\n", lang.pick("询问", "Asked")));
    }
    for (question, answer) in asked {
        line(&format!("- {} **{}**", escape(question), escape(answer.unwrap_or(lang.pick("待问", "to be asked")))));
    }
    text.push_str(&crate::page::markdown_blocks(&super::policy_blocks(page.policies, lang)));
    text
}

/// The text with every character that Markdown reads made plain.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '+' | '-' | '!' | '|' | '~' | '>' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            other => escaped.push(other),
        }
    }
    escaped
}
