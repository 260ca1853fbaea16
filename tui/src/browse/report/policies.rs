//! The policies on a record: which are within reach, condition by condition, and the papers that are missing.

use greencat_core::policy::{NoteKind, Screening, Truth};

use crate::browse::desk::Checked;
use crate::browse::lang::Lang;
use crate::page::{Block, Item, Span, Tone};
use crate::screening::{condition_item, overview};

/// The blocks of a record; nothing where no policy was looked at.
pub(crate) fn blocks(checked: &Checked, lang: Lang) -> Vec<Block> {
    let mut blocks = Vec::new();
    if checked.screenings.is_empty() {
        return blocks;
    }
    blocks.push(Block::Section(lang.pick("政策", "Policies").to_owned()));
    blocks.push(overview(checked.shown(), lang.spoken()));
    let against: Vec<Item> = checked.out_of_reach().map(|screening| refuted(screening, lang)).collect();
    let (begun, fresh): (Vec<&Screening>, Vec<&Screening>) = checked.within_reach().partition(|screening| Checked::is_begun(screening));
    for screening in begun {
        blocks.push(Block::Subsection(format!(
            "{}{}",
            lang.pick("可及：", "Within reach: "),
            lang.pick(&screening.name, &screening.name_en)
        )));
        within(screening, lang, &mut blocks);
    }
    if !fresh.is_empty() {
        blocks.push(Block::Subsection(lang.pick("可及，尚未核对", "Within reach, not looked into yet").to_owned()));
        blocks.push(Block::Items(fresh.into_iter().map(|screening| untouched(screening, lang)).collect()));
    }
    if !against.is_empty() {
        blocks.push(Block::Subsection(lang.pick("不可及", "Out of reach").to_owned()));
        blocks.push(Block::Items(against));
    }
    papers(checked, lang, &mut blocks);
    blocks.push(Block::Line(vec![Span::new(
        lang.pick(
            "“符合”“不符合”只依据所填事实和所给文本；不详不作推测。条件为概述，以主管部门原文和当年通知为准；不是法律意见。",
            "“met” and “not met” rest only on the facts and the text given; nothing is guessed. Conditions are summaries: the authority's text and the year's notice prevail. Not legal advice.",
        ),
        Tone::Faint,
    )]));
    blocks
}

/// A policy within reach that something is known for.
fn within(screening: &Screening, lang: Lang, blocks: &mut Vec<Block>) {
    let source = format!(
        "{}{}{}",
        lang.pick(&screening.document, &screening.document_en),
        lang.pick("；", "; "),
        lang.pick(&screening.issued, &screening.issued_en)
    );
    blocks.push(Block::Line(vec![Span::new(source, Tone::Faint)]));
    for conflict in &screening.conflicts {
        let words = lang.pick("回答互相矛盾，所涉事实按不详处理：", "answers contradict each other, not believed: ");
        blocks.push(Block::Line(vec![Span::new(format!("{words}{}", lang.pick(&conflict.text, &conflict.text_en)), Tone::Bad)]));
    }
    let decisive = screening.findings.iter().filter(|finding| finding.kind.is_decisive());
    blocks.push(Block::Items(decisive.map(|finding| condition_item(finding, lang.spoken())).collect()));
    if let Some(ask) = screening.questions.first() {
        let words = format!("{}{}", lang.pick("接着问：", "Ask next: "), lang.pick(&ask.text, &ask.text_en));
        blocks.push(Block::Line(vec![Span::new(words, Tone::Open)]));
    }
    for note in screening.notes.iter().filter(|note| matches!(note.kind, NoteKind::Term | NoteKind::Gap)) {
        blocks.push(Block::Line(vec![Span::new(lang.pick(&note.text, &note.text_en), Tone::Faint)]));
    }
}

/// A policy that nothing is known for: what to begin with.
fn untouched(screening: &Screening, lang: Lang) -> Item {
    let ask = screening.questions.first().map(|ask| lang.pick(&ask.text, &ask.text_en)).unwrap_or_default();
    Item {
        label: Span::new("?", Tone::Open),
        head: vec![Span::new(lang.pick(&screening.name, &screening.name_en), Tone::Bold)],
        lines: vec![Span::new(format!("{}{ask}", lang.pick("先问：", "Ask first: ")), Tone::Faint)],
    }
}

/// A policy that something is against: what.
fn refuted(screening: &Screening, lang: Lang) -> Item {
    let against = screening.findings.iter().filter(|finding| finding.kind.is_decisive() && finding.truth == Truth::No);
    Item {
        label: Span::new("✗", Tone::Bad),
        head: vec![Span::new(lang.pick(&screening.name, &screening.name_en), Tone::Bold)],
        lines: against
            .map(|finding| {
                let (text, article) = (lang.pick(&finding.text, &finding.text_en), lang.pick(&finding.article, &finding.article_en));
                let word = lang.pick(finding.chinese(), finding.english());
                Span::new(format!("{word}{}{text} · {article}", lang.pick("：", ": ")), Tone::Plain)
            })
            .collect(),
    }
}

fn papers(checked: &Checked, lang: Lang, blocks: &mut Vec<Block>) {
    let papers = checked.papers();
    if papers.is_empty() {
        return;
    }
    let missing = papers.iter().filter(|paper| !paper.here).count();
    let title = match lang {
        Lang::Chinese => format!("应备材料：缺 {missing} 项，已收 {} 项", papers.len() - missing),
        Lang::English => format!("Papers: {missing} missing, {} at hand", papers.len() - missing),
    };
    blocks.push(Block::Subsection(title));
    let item = |paper: &crate::browse::desk::Paper<'_>| {
        let wanted: Vec<&str> = paper.wanted.iter().map(|screening| lang.pick(&screening.name, &screening.name_en)).collect();
        Item {
            label: if paper.here {
                Span::new(lang.pick("☑ 已收", "☑ here"), Tone::Good)
            } else {
                Span::new(lang.pick("☐ 缺", "☐ missing"), Tone::Open)
            },
            head: vec![
                lang.pick(paper.chinese, paper.english).into(),
                Span::new(format!("　{}", wanted.join(lang.pick("、", ", "))), Tone::Faint),
            ],
            lines: Vec::new(),
        }
    };
    blocks.push(Block::Items(papers.iter().map(item).collect()));
}
