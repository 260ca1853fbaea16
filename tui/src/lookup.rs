//! `greencat show`, `search` and `tree`: looking into the catalogue.

use std::io::Write;

use anyhow::{Result, bail};
use greencat_core::{Classifier, Code, Entry, Hit, MatchKind};

use crate::args::{Lang, TextOrJson};
use crate::exit::Exit;
use crate::output::json::pretty;
use crate::output::{Painter, Words, width};
use crate::settings::columns;

fn print(bytes: &[u8]) -> Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// The name of a node in the person's language.
fn name(entry: &Entry, lang: Lang) -> &str {
    lang.pick(&entry.name, &entry.name_en)
}

/// The node that a code names, or an error that suggests some.
pub(crate) fn entry(classifier: &Classifier, code: &str, lang: Lang) -> Result<Entry> {
    let parsed = code.trim().parse::<Code>().ok();
    let Some(entry) = parsed.and_then(|code| classifier.entry(code)) else {
        let hint: Vec<String> = classifier.search(code, 3).iter().map(|hit| format!("\n  {} {}", hit.code, hit.name)).collect();
        let close =
            if hint.is_empty() { String::new() } else { format!("\n{}{}", lang.pick("是否要看：", "did you mean:"), hint.concat()) };
        bail!("{} “{}”{close}", lang.pick("目录里没有代码", "the catalogue has no code"), crate::clean::line(code));
    };
    Ok(entry)
}

/// Shows one node.
pub(crate) fn show(code: &str, format: TextOrJson, lang: Lang) -> Result<Exit> {
    let classifier = Classifier::embedded();
    let entry = entry(&classifier, code, lang)?;
    if format == TextOrJson::Json {
        print(&pretty(&entry))?;
        return Ok(Exit::Matched);
    }
    let mut out = Vec::new();
    let mut paint = Painter::new(&mut out, columns());
    paint.put(&entry.code.to_string(), Words::CODE).put(" ", Words::PLAIN).put(name(&entry, lang), Words::BOLD).end_line();
    let other = lang.pick(&entry.name_en, &entry.name);
    paint.put(other, Words::FAINT).end_line();
    let mut above = entry.code.parent();
    let mut path = Vec::new();
    while let Some(code) = above {
        path.extend(classifier.entry(code).map(|node| format!("{code} {}", name(&node, lang))));
        above = code.parent();
    }
    if !path.is_empty() {
        path.reverse();
        paint.indent(0).put(lang.pick("上级 ", "within "), Words::FAINT).put(&path.join(" › "), Words::PLAIN).end_line();
    }
    if entry.page > 0 {
        let page = if lang == Lang::Zh {
            format!("官方说明第 {} 页", entry.page)
        } else {
            format!("page {} of the official explanation", entry.page)
        };
        paint.put(&page, Words::FAINT).end_line();
    }
    let roles: Vec<&str> = entry.roles.iter().map(|role| lang.pick(role.chinese(), role.word())).collect();
    if !roles.is_empty() {
        paint.put(lang.pick("活动 ", "activities "), Words::FAINT).put(&roles.join("、"), Words::PLAIN).end_line();
    }
    list(&mut paint, &entry, lang);
    let below: Vec<Entry> = classifier.nodes().filter(|node| node.code.parent() == Some(entry.code)).collect();
    for node in below {
        paint.indent(2).put(&format!("{:<7}", node.code), Words::CODE).put(name(&node, lang), Words::PLAIN).end_line();
    }
    print(&out)?;
    Ok(Exit::Matched)
}

/// The scope and the conditions of an entry.
fn list(paint: &mut Painter<'_>, entry: &Entry, lang: Lang) {
    if !entry.scope.is_empty() {
        let ours = if entry.scope_is_ours {
            lang.pick("（官方未列，为本程序归纳）", " (ours: the official text lists none)")
        } else {
            ""
        };
        paint.end_line().put(lang.pick("范围", "Scope"), Words::BOLD).put(ours, Words::FAINT).end_line();
        paint.indent(2);
        for (place, item) in entry.scope.iter().enumerate() {
            paint.put(if place > 0 { "、" } else { "" }, Words::FAINT).put(item, Words::PLAIN);
        }
        paint.end_line();
    }
    if !entry.criteria.is_empty() {
        paint.end_line().put(lang.pick("条件", "Conditions"), Words::BOLD).end_line();
        for criterion in &entry.criteria {
            paint.indent(2).put("· ", Words::FAINT).indent(4).put(&criterion.subject, Words::PLAIN);
            paint.put(" ", Words::PLAIN).put(&criterion.requirement, Words::CONDITIONAL);
            paint.put(" ", Words::PLAIN).put(&criterion.standard, Words::FAINT).end_line();
        }
    }
}

/// Searches.
pub(crate) fn search(query: &[String], top: usize, format: TextOrJson, lang: Lang) -> Result<Exit> {
    let classifier = Classifier::embedded();
    let query = query.join(" ");
    let hits = classifier.search(&query, top);
    if format == TextOrJson::Json {
        print(&pretty(&hits))?;
    } else {
        let mut out = Vec::new();
        for hit in &hits {
            hit_lines(hit, &classifier, lang, &mut Painter::new(&mut out, columns()));
        }
        print(&out)?;
        if hits.is_empty() {
            let shown = crate::clean::line(&query);
            crate::say::note(&format!("{} “{shown}”", lang.pick("没有找到", "nothing found for")));
        }
    }
    Ok(if hits.is_empty() { Exit::Nothing } else { Exit::Matched })
}

fn hit_lines(hit: &Hit, classifier: &Classifier, lang: Lang, paint: &mut Painter<'_>) {
    let in_name = hit.matched.kind == MatchKind::Name && lang == Lang::Zh;
    paint.put(&format!("{:<7}", hit.code), Words::CODE).indent(7);
    let highlight = |paint: &mut Painter<'_>| {
        for (place, character) in (0..).zip(hit.matched.text.chars()) {
            let inside = (hit.matched.span.start..hit.matched.span.end).contains(&place);
            paint.character(character, if inside { Words::MATCH } else { Words::PLAIN });
        }
    };
    if in_name {
        highlight(paint);
    } else {
        match (lang, classifier.entry(hit.code)) {
            (Lang::En, Some(entry)) => paint.put(&entry.name_en, Words::PLAIN),
            _ => paint.put(&hit.name, Words::PLAIN),
        };
    }
    if !in_name && hit.matched.kind != MatchKind::Code {
        let kind = match hit.matched.kind {
            MatchKind::Term => lang.pick("用语", "term"),
            MatchKind::Scope => lang.pick("范围", "scope"),
            MatchKind::Standard => lang.pick("标准", "standard"),
            MatchKind::English => lang.pick("英文", "English"),
            MatchKind::Similar => lang.pick("近似", "similar"),
            MatchKind::Code | MatchKind::Name => lang.pick("名称", "name"),
        };
        paint.put(&format!("  {kind} "), Words::FAINT);
        highlight(paint);
    }
    paint.end_line();
}

/// Prints the tree, or a part of it.
pub(crate) fn tree(code: Option<&str>, format: TextOrJson, lang: Lang) -> Result<Exit> {
    let classifier = Classifier::embedded();
    let within = match code {
        None => None,
        Some(text) => {
            let code: Code = text.parse()?;
            if classifier.entry(code).is_none() {
                bail!("{} {code}", lang.pick("目录里没有代码", "the catalogue has no code"));
            }
            Some(code)
        }
    };
    let nodes: Vec<Entry> = classifier.nodes().filter(|node| within.is_none_or(|top| node.code.at_level(top.level()) == top)).collect();
    if format == TextOrJson::Json {
        print(&pretty(&nodes))?;
        return Ok(Exit::Matched);
    }
    let mut out = Vec::new();
    let mut paint = Painter::new(&mut out, columns());
    let top = within.map_or(1, Code::level);
    for (place, node) in nodes.iter().enumerate() {
        let depth = usize::from(node.code.level() - top);
        if depth > 0 {
            let (line, last) = branches(&nodes, place, top);
            paint.put(&line, Words::FAINT).put(if last { "└─ " } else { "├─ " }, Words::FAINT);
            paint.indent(width(&line) + 3);
        }
        let style = if node.code.level() == 3 { Words::PLAIN } else { Words::BOLD };
        paint.put(&node.code.to_string(), Words::CODE).put(" ", Words::PLAIN).put(name(node, lang), style).end_line();
    }
    print(&out)?;
    Ok(Exit::Matched)
}

/// The lines before a node, and whether it is the last of its siblings.
fn branches(nodes: &[Entry], place: usize, top: u8) -> (String, bool) {
    let code = nodes.get(place).map(|node| node.code);
    let last_at = |level: u8| {
        let above = code.and_then(|code| code.at_level(level).parent());
        let own = code.map(|code| code.at_level(level));
        let later = nodes.iter().skip(place + 1).map(|node| node.code).filter(|other| other.level() == level);
        !later.into_iter().any(|other| other.parent() == above && Some(other) != own)
    };
    let level = code.map_or(1, Code::level);
    let line = (top + 1..level).map(|level| if last_at(level) { "   " } else { "│  " }).collect();
    (line, last_at(level))
}
