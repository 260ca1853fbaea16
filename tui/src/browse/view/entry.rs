//! An entry of the catalogue: names, roles, scope, criteria, neighbours; with a standing, why it stands there.

use greencat_core::{Entry, EvidenceKind};
use ratatui::style::{Modifier, Style};

use super::page::Page;
use crate::browse::atlas::{Atlas, named};
use crate::browse::case::{Case, Standing, Tick, checklist};
use crate::browse::lang::Lang;
use crate::browse::theme::Theme;

/// What an entry is shown with.
pub(super) struct Look<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) theme: Theme,
    pub(super) lang: Lang,
    /// The prospect and the place of the entry in its answer.
    pub(super) standing: Option<(&'a Case, &'a Standing)>,
    /// The criterion that the key ticks.
    pub(super) criterion: Option<usize>,
    /// Words to find again.
    pub(super) found: Option<&'a str>,
    /// Whether letters lead to the neighbours.
    pub(super) letters: bool,
}

/// The page of an entry.
pub(super) fn page(entry: &Entry, columns: u16, look: &Look<'_>) -> Page {
    let mut page = Page::new(columns);
    head(&mut page, entry, look);
    if entry.code.level() < 3 {
        children(&mut page, entry, look);
        return page;
    }
    if let Some((_, standing)) = look.standing {
        why(&mut page, entry, standing, look);
    }
    if look.standing.is_some() {
        hits(&mut page, entry, look);
    }
    criteria(&mut page, entry, look);
    scope(&mut page, entry, look);
    neighbours(&mut page, entry, look);
    page
}

fn heading(page: &mut Page, look: &Look<'_>, words: &str) {
    page.blank();
    page.say(words, look.theme.heading());
}

fn head(page: &mut Page, entry: &Entry, look: &Look<'_>) {
    let (theme, lang) = (look.theme, look.lang);
    let (first, second) = if lang == Lang::Chinese { (&entry.name, &entry.name_en) } else { (&entry.name_en, &entry.name) };
    page.runs(0, &[(format!("{} ", entry.code), theme.accent()), (first.clone(), theme.heading())]);
    // Beside a prospect room is for its reasons.
    if look.standing.is_none() {
        page.say(second, theme.dim());
    }
    let above: Vec<&Entry> = (1..entry.code.level()).filter_map(|level| look.atlas.entry(entry.code.at_level(level))).collect();
    let above: Vec<String> = above.iter().map(|node| format!("{} {}", node.code, lang.pick(&node.name, &node.name_en))).collect();
    if !above.is_empty() {
        page.say(&above.join(" › "), theme.dim());
    }
    if entry.code.level() == 3 {
        let roles: Vec<&str> = entry.roles.iter().map(|role| lang.role(role)).collect();
        page.say(
            &match lang {
                Lang::Chinese => format!("活动：{} · 官方解释第 {} 页", roles.join("、"), entry.page),
                Lang::English => format!("Roles: {} · page {} of the official explanation", roles.join(", "), entry.page),
            },
            Style::new(),
        );
    }
}

fn children(page: &mut Page, entry: &Entry, look: &Look<'_>) {
    let leaves = look.atlas.leaves(entry.code);
    heading(page, look, &look.lang.pick("{} 个三级条目", "{} level-3 entries").replace("{}", &leaves.to_string()));
    for child in look.atlas.children(entry.code) {
        let name = look.lang.pick(&child.name, &child.name_en);
        page.runs(2, &[(format!("{} ", child.code), look.theme.accent()), (name.to_owned(), Style::new())]);
    }
}

fn why(page: &mut Page, entry: &Entry, standing: &Standing, look: &Look<'_>) {
    let (theme, lang) = (look.theme, look.lang);
    page.blank();
    let (chinese, english) = standing.word();
    let answered = if standing.answered { lang.pick("（按回答）", " (as answered)") } else { "" };
    page.runs(
        2,
        &[
            (format!("{}{answered} ", lang.pick(chinese, english)), theme.verdict(standing.effective())),
            (format!("{} {}%", super::bar(standing.confidence.0, 10), standing.confidence.0), Style::new()),
        ],
    );
    let mut runs = vec![(lang.pick("依据：", "Because: ").to_owned(), Style::new())];
    // The points are the score: the same word said twice is told once, with what both add.
    let mut told: Vec<(EvidenceKind, &str, i32)> = Vec::new();
    // What adds nothing to the score is coloured in the text, but explains nothing here.
    for evidence in standing.evidence.iter().filter(|evidence| evidence.points != 0) {
        match told.iter_mut().find(|(kind, term, _)| *kind == evidence.kind && *term == evidence.term) {
            Some((_, _, points)) => *points += evidence.points,
            None => told.push((evidence.kind, &evidence.term, evidence.points)),
        }
    }
    for (number, (kind, term, points)) in told.iter().take(12).enumerate() {
        let kind = match kind {
            EvidenceKind::Subject => lang.pick("对象", "subject"),
            EvidenceKind::Role => lang.pick("活动", "role"),
            EvidenceKind::Grade => lang.pick("等级", "grade"),
        };
        if number > 0 {
            runs.push((" · ".to_owned(), theme.dim()));
        }
        runs.push((format!("{kind} "), theme.dim()));
        runs.push((super::wide::fit(term, 40), theme.evidence(standing.effective(), true)));
        runs.push((format!(" {points:+}"), theme.dim()));
    }
    page.runs(2, &runs);
    if standing.effective() == greencat_core::Verdict::Near && standing.verdict == greencat_core::Verdict::Near {
        let roles: Vec<&str> = entry.roles.iter().map(|role| lang.role(role)).collect();
        // An activity that counts for the entry is stated: then it is something else that is missing.
        let active = standing.evidence.iter().any(|evidence| evidence.kind == EvidenceKind::Role && evidence.points > 0);
        let words = match lang {
            Lang::Chinese if active => "原文所述的活动、对象或等级，还不足以归入本条目。".to_owned(),
            Lang::Chinese => format!("原文未言明“{}”；本条目只收这类活动。", roles.join("、")),
            Lang::English if active => "What the text states does not yet bring it within the entry.".to_owned(),
            Lang::English => format!("The text does not state {}; the entry admits only that.", roles.join(", ")),
        };
        page.runs(2, &[(words, theme.verdict(standing.verdict))]);
    }
}

fn criteria(page: &mut Page, entry: &Entry, look: &Look<'_>) {
    let (theme, lang) = (look.theme, look.lang);
    let list = look.standing.map_or_else(|| entry.criteria.clone(), |(_, standing)| checklist(standing));
    if list.is_empty() {
        return;
    }
    let tick = |number: usize| look.standing.and_then(|(case, standing)| case.ticks.get(&(standing.code, number)).copied());
    let done = (0..list.len()).filter(|number| matches!(tick(*number), Some(Tick::Met | Tick::Moot))).count();
    match look.standing {
        Some(_) => heading(page, look, &format!("{} {done}/{}", lang.pick("条件（␣ 核对）", "Criteria (␣ ticks)"), list.len())),
        None => heading(page, look, &format!("{} {}", lang.pick("条件", "Criteria"), list.len())),
    }
    for (number, criterion) in list.iter().enumerate() {
        let start = page.lines.len();
        let chosen = look.criterion == Some(number);
        let sign = match look.standing {
            Some(_) => format!("{} ", Tick::sign(tick(number))),
            None => "· ".to_owned(),
        };
        let hang = super::wide::columns(&sign);
        let style = if chosen { theme.chosen(true) } else { Style::new() };
        let mut runs = vec![
            (sign, if chosen { style } else { theme.accent() }),
            (format!("{}：", criterion.subject), style),
            (lang.requirement(&criterion.requirement), style.add_modifier(Modifier::BOLD)),
        ];
        if !criterion.standard.is_empty() {
            runs.push((format!(" {}", criterion.standard), if chosen { style } else { theme.dim() }));
        }
        if tick(number).is_some() {
            let (chinese, english) = Tick::words(tick(number));
            runs.push((format!(" {}", lang.pick(chinese, english)), theme.accent()));
        }
        page.runs(hang, &runs);
        page.criteria.push((start, page.lines.len() - 1));
    }
}

fn scope(page: &mut Page, entry: &Entry, look: &Look<'_>) {
    if entry.scope.is_empty() {
        return;
    }
    let (theme, lang) = (look.theme, look.lang);
    let evidence = look.standing.map_or(&[][..], |(_, standing)| standing.evidence.as_slice());
    let parts = |item: &str| match look.found {
        Some(found) if !found.is_empty() => found_in(item, found),
        _ => named(item, evidence),
    };
    let ours = if entry.scope_is_ours { lang.pick("（本目整理）", " (as we read it)") } else { "" };
    heading(page, look, &format!("{} {}{ours}", lang.pick("范围", "Scope"), entry.scope.len()));
    let mark = match look.standing {
        Some((_, standing)) => theme.evidence(standing.effective(), true),
        None => theme.found(),
    };
    let mut items: Vec<(&String, Vec<std::ops::Range<usize>>)> = entry.scope.iter().map(|item| (item, parts(item))).collect();
    // What the text names stands first: the pane may be small.
    items.sort_by_key(|(_, ranges)| ranges.is_empty());
    for (item, ranges) in items {
        let mut runs = vec![((if ranges.is_empty() { "· " } else { "▸ " }).to_owned(), theme.dim())];
        marked(&mut runs, item, ranges, mark);
        page.runs(2, &runs);
    }
}

/// The scope items that the text names, in one line: the other side of the evidence.
fn hits(page: &mut Page, entry: &Entry, look: &Look<'_>) {
    let Some((_, standing)) = look.standing else { return };
    let mark = look.theme.evidence(standing.effective(), true);
    let mut runs = vec![(look.lang.pick("范围命中：", "In scope: ").to_owned(), Style::new())];
    let found: Vec<_> =
        entry.scope.iter().map(|item| (item, named(item, &standing.evidence))).filter(|(_, ranges)| !ranges.is_empty()).collect();
    let more = found.len().saturating_sub(5);
    for (item, ranges) in found.into_iter().take(5) {
        if runs.len() > 1 {
            runs.push((" · ".to_owned(), look.theme.dim()));
        }
        marked(&mut runs, item, ranges, mark);
    }
    if more > 0 {
        runs.push((look.lang.pick(" 等，另 {} 项见下", " and {} more below").replace("{}", &more.to_string()), look.theme.dim()));
    }
    if runs.len() > 1 {
        page.runs(2, &runs);
    }
}

/// An item as runs, its found parts in a style of their own.
fn marked(runs: &mut Vec<(String, Style)>, item: &str, ranges: Vec<std::ops::Range<usize>>, mark: Style) {
    let characters: Vec<char> = item.chars().collect();
    let part = |range: std::ops::Range<usize>| characters.get(range).unwrap_or_default().iter().collect::<String>();
    let mut at = 0;
    for range in ranges {
        runs.push((part(at..range.start), Style::new()));
        runs.push((part(range.clone()), mark));
        at = range.end;
    }
    runs.push((part(at..characters.len()), Style::new()));
}

/// Where a scope item has the words that were looked for.
fn found_in(item: &str, found: &str) -> Vec<std::ops::Range<usize>> {
    let (item, found) = (item.to_lowercase(), found.to_lowercase());
    item.find(&found)
        .map(|at| {
            let start = item[..at].chars().count();
            start..start + found.chars().count()
        })
        .into_iter()
        .collect()
}

fn neighbours(page: &mut Page, entry: &Entry, look: &Look<'_>) {
    let list = look.atlas.neighbours(entry.code);
    if list.is_empty() {
        return;
    }
    let lang = look.lang;
    heading(page, look, lang.pick("相邻条目（同一对象，另一活动）", "Neighbours (same subject, other role)"));
    for (number, other) in list.into_iter().enumerate() {
        let roles: Vec<&str> = other.roles.iter().map(|role| lang.role(role)).collect();
        let letter = if look.letters { format!("{} ", char::from(b'a' + number as u8)) } else { "· ".to_owned() };
        page.neighbours.push(page.lines.len());
        page.runs(
            2,
            &[
                (letter, look.theme.accent()),
                (format!("{} {} ", other.code, lang.pick(&other.name, &other.name_en)), Style::new()),
                (roles.join(lang.pick("、", ", ")), look.theme.dim()),
            ],
        );
    }
}
