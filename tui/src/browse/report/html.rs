//! The record as one HTML file without links: it prints on an A4 page.

use greencat_core::Verdict;

use super::{Page, Run};
use crate::browse::case::Tick;
use crate::browse::lang::Lang;

const STYLE: &str = "@page{size:A4;margin:15mm}\
body{font:10.5pt/1.5 'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;color:#111;max-width:180mm;margin:0 auto;padding:1em}\
h1{font-size:16pt;margin:0 0 .2em}h2{font-size:11.5pt;margin:.9em 0 .3em;border-bottom:1px solid #999}\
.outcome{font-size:13pt;font-weight:700}.meta{color:#444;font-size:9pt}\
table{border-collapse:collapse;width:100%;font-size:9.5pt}th,td{border:1px solid #bbb;padding:.15em .4em;text-align:left;vertical-align:top}\
ul{margin:.2em 0;padding-left:1.2em;font-size:9.5pt;list-style:none}p.text{white-space:pre-wrap;font-size:9.5pt}\
mark{font-weight:700;padding:0 .1em}.direct{background:#cdeccf}.conditional{background:#fde9b0}.near{background:#d5e5f7}\
h3{font-size:10.5pt;margin:.8em 0 .2em}td.n,th.n{text-align:right}\
ul.items li{display:grid;grid-template-columns:5em 1fr;gap:.5em;border-bottom:1px solid #ddd;padding:.15em 0;break-inside:avoid}\
ul.items li p{margin:0;font-size:9pt;color:#444}ul.items{padding:0}small{font-size:.9em;color:#444}\
b.good{color:#1b5e20}b.bad{color:#b3261e;text-decoration:underline}b.open{color:#7a4f01}\
@media print{.policies{break-before:page}body{padding:0}mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";

/// The page in HTML. Nothing of a stranger's text is read as a tag.
pub(crate) fn html(page: &Page<'_>) -> String {
    let (lang, case) = (page.lang, page.case);
    let title = if case.name.is_empty() { lang.pick("绿色产业判定记录", "Green industry record") } else { &case.name };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>\n",
        lang.pick("zh-CN", "en"),
        escape(title)
    );
    let mut line = |words: &str| {
        out.push_str(words);
        out.push('\n');
    };
    line(&format!("<h1>{}</h1>", escape(title)));
    line(&format!(
        "<p class=\"outcome\">{}{}（{}%）</p>",
        lang.pick("结论：", "Outcome: "),
        lang.outcome(case.outcome),
        case.found.confidence.0
    ));
    line(&format!("<p class=\"meta\">{} · {} · {}</p>", page.edition(), page.version(), escape(page.date)));
    line(&format!("<h2>{}</h2>", lang.pick("条目", "Entries")));
    if page.standings().is_empty() {
        line(lang.pick("<p>无。</p>", "<p>None.</p>"));
    } else {
        line(lang.pick(
            "<table><tr><th>判定<th>代码<th>名称<th>可信度<th>依据</tr>",
            "<table><tr><th>verdict<th>code<th>name<th>confidence<th>evidence</tr>",
        ));
        for standing in page.standings() {
            let (chinese, english) = standing.word();
            let terms: Vec<String> = standing.evidence.iter().map(|evidence| escape(&evidence.term)).collect();
            line(&format!(
                "<tr><td><mark class=\"{}\">{}</mark><td>{}<td>{}<td>{}%<td>{}</tr>",
                class(standing.effective()),
                lang.pick(chinese, english),
                standing.code,
                escape(&standing.name),
                standing.confidence.0,
                terms.join("、")
            ));
        }
        line("</table>");
    }
    line(&format!("<h2>{}</h2>", lang.pick("原文与依据", "Text and evidence")));
    let runs: String = page
        .runs()
        .into_iter()
        .map(|run| match run {
            Run::Plain(text) => escape(&text),
            Run::Evidence(verdict, text) => format!("<mark class=\"{}\">{}</mark>", class(verdict), escape(&text)),
            Run::Gap => "……".to_owned(),
        })
        .collect();
    line(&format!("<p class=\"text\">{}</p>", runs.trim()));
    criteria(page, lang, &mut line);
    if !page.given().is_empty() {
        line(&format!("<h2>{}</h2>\n<ul>", lang.pick("询问", "Asked")));
        for given in page.given() {
            let answer = given.question.answers.get(given.choice);
            let answer = answer.map_or("", |answer| lang.pick(&answer.text, &answer.text_en));
            let question = lang.pick(&given.question.text, &given.question.text_en);
            line(&format!("<li>{} <b>{}</b></li>", escape(question), escape(answer)));
        }
        line("</ul>");
    }
    // The judgement stays one sheet of paper; the policies begin the next.
    let policies = crate::page::html_blocks(&super::policy_blocks(page.policies, lang));
    line(&format!("<section class=\"policies\">\n{policies}</section>"));
    line("</html>");
    out
}

fn criteria(page: &Page<'_>, lang: Lang, line: &mut impl FnMut(&str)) {
    let all = page.criteria();
    if all.is_empty() {
        return;
    }
    line(&format!("<h2>{}</h2>", lang.pick("待补材料与条件", "To be proven")));
    for (standing, criteria) in all {
        line(&format!("<b>{} {}</b>\n<ul>", standing.code, escape(&standing.name)));
        for (criterion, tick) in criteria {
            let (chinese, english) = Tick::words(tick);
            line(&format!(
                "<li>{} {}{}{} {}（{}）</li>",
                if matches!(tick, Some(Tick::Met | Tick::Moot)) { "☑" } else { "☐" },
                escape(&criterion.subject),
                lang.pick("：", ": "),
                escape(&lang.requirement(&criterion.requirement)),
                escape(&criterion.standard),
                lang.pick(chinese, english)
            ));
        }
        line("</ul>");
    }
}

fn class(verdict: Verdict) -> &'static str {
    verdict.english()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
