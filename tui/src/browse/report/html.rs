//! The record as one HTML file without links: it prints on an A4 page.

use greencat_core::Verdict;

use super::{Page, Run, terms};
use crate::browse::case::Tick;
use crate::browse::lang::Lang;
use crate::page::escape;

/// On paper a line takes 12.6 points, a heading 26: `room` counts with that.
const STYLE: &str = "@page{size:A4;margin:15mm}\
body{font:10.5pt/1.5 'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;color:#111;max-width:180mm;margin:0 auto;padding:1em;overflow-wrap:anywhere}\
h1{font-size:15pt;line-height:1.3;margin:0 0 .2em}h2{font-size:11pt;margin:.8em 0 .2em;border-bottom:1px solid #999}\
p,ul{margin:.2em 0}.outcome{font-size:12pt;font-weight:700}.meta{color:#444}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.1em .4em;text-align:left;vertical-align:top}\
th,td.key{white-space:nowrap}td.name,td.words{width:38%}\
ul{padding-left:2.2em;list-style:none}li{text-indent:-1.2em}p.text{white-space:pre-wrap}\
mark{font-weight:700;padding:0 .1em}.direct{background:#cdeccf}.conditional{background:#fde9b0}.near{background:#d5e5f7}\
h3{font-size:10pt;margin:.8em 0 .2em}td.n,th.n{text-align:right}\
ul.items li{text-indent:0;display:grid;grid-template-columns:5em 1fr;gap:.5em;border-bottom:1px solid #ddd;padding:.15em 0;break-inside:avoid}\
ul.items li p{margin:0;font-size:.95em;color:#444}ul.items{padding:0}small{font-size:.9em;color:#444}\
b.good{color:#1b5e20}b.bad{color:#b3261e;text-decoration:underline}b.open{color:#7a4f01}\
@media print{.policies{break-before:page}body{padding:0;font-size:9pt;line-height:1.4}mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";

/// The page in HTML. Nothing of a stranger's text is read as a tag.
pub(crate) fn html(page: &Page<'_>) -> String {
    let (lang, case) = (page.lang, page.case);
    let title = escape(&page.title());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>\n",
        lang.pick("zh-CN", "en"),
        title
    );
    let mut line = |words: &str| {
        out.push_str(words);
        out.push('\n');
    };
    line(&format!("<h1>{title}</h1>"));
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
            let terms: Vec<String> = terms(standing).iter().map(|term| escape(term)).collect();
            line(&format!(
                "<tr><td class=\"key\"><mark class=\"{}\">{}</mark><td class=\"key\">{}<td class=\"name\">{}<td class=\"key\">{}%<td class=\"words\">{}</tr>",
                class(standing.effective()),
                lang.pick(chinese, english),
                standing.code,
                escape(lang.pick(&standing.name, &standing.name_en)),
                standing.confidence.0,
                terms.join(lang.pick("、", ", "))
            ));
        }
        line("</table>");
        if page.more() > 0 {
            line(&format!("<p>{}</p>", lang.more(page.more(), ("另有 {} 个条目，见 JSON", "{} more entries in the JSON"))));
        }
    }
    line(&format!("<h2>{}</h2>", lang.pick("原文与依据", "Text and evidence")));
    let runs: String = page
        .runs()
        .into_iter()
        .map(|run| match run {
            Run::Plain(text) => lines(&text),
            Run::Evidence(verdict, text) => format!("<mark class=\"{}\">{}</mark>", class(verdict), lines(&text)),
            Run::Gap => "……".to_owned(),
        })
        .collect();
    line(&format!("<p class=\"text\">{}</p>", runs.trim()));
    criteria(page, lang, &mut line);
    let asked = page.asked();
    if !asked.is_empty() {
        line(&format!("<h2>{}</h2>\n<ul>", lang.pick("询问", "Asked")));
        for (question, answer) in asked {
            let answer = answer.unwrap_or(lang.pick("待问", "to be asked"));
            line(&format!("<li>· {} <b>{}</b></li>", escape(question), escape(answer)));
        }
        line("</ul>");
    }
    // The judgement stays one sheet of paper; the policies begin the next.
    let policies = crate::page::html_blocks(&super::policy_blocks(page.policies, lang));
    if !policies.is_empty() {
        line(&format!("<section class=\"policies\">\n{policies}</section>"));
    }
    line("</html>");
    out
}

/// A text made safe, with its line breaks.
fn lines(text: &str) -> String {
    text.split('\n').map(escape).collect::<Vec<String>>().join("\n")
}

fn criteria(page: &Page<'_>, lang: Lang, line: &mut impl FnMut(&str)) {
    let all = page.criteria();
    if all.is_empty() {
        return;
    }
    line(&format!("<h2>{}</h2>", lang.pick("待补材料与条件", "To be proven")));
    for wanted in all {
        let name = lang.pick(&wanted.standing.name, &wanted.standing.name_en);
        line(&format!("<b>{} {}</b>\n<ul>", wanted.standing.code, escape(name)));
        for (criterion, tick) in wanted.criteria {
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
        if wanted.left_out > 0 {
            line(&format!("<li>· {}</li>", lang.more(wanted.left_out, ("另有 {} 项，见 JSON", "{} more in the JSON"))));
        }
        line("</ul>");
    }
}

fn class(verdict: Verdict) -> &'static str {
    verdict.english()
}
