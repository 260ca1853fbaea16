//! 链条覆盖: which stages of each chain the park has.

use greencat_core::park::{Cell, STAGES};

use super::Look;
use crate::args::Lang;
use crate::page::{Page, Span, Tone};

fn cell(cell: &Cell, stage: &str, lang: Lang) -> Span {
    if !cell.in_catalogue {
        return Span::new(lang.pick("— 目录无", "— none"), Tone::Faint);
    }
    // Research and consulting of any kind come near to the services: that says nothing of the subject.
    let near =
        if cell.near > 0 && stage != "serve" { format!("{}{}", lang.pick("，相近 ", ", near "), cell.near) } else { String::new() };
    match (cell.direct, cell.conditional) {
        (0, 0) => Span::new(format!("○ {}{near}", lang.pick("缺", "missing")), Tone::Bad),
        (0, open) => Span::new(format!("◐ {} {open}{near}", lang.pick("待证", "conditional")), Tone::Open),
        (direct, 0) => Span::new(format!("● {direct}{near}"), Tone::Good),
        (direct, open) => Span::new(format!("● {direct} + ◐ {open}{near}"), Tone::Good),
    }
}

pub(super) fn chains(look: &Look<'_>, page: &mut Page) {
    let (report, lang) = (look.report, look.lang);
    if report.survey.chains.is_empty() {
        return;
    }
    page.section(lang.pick("链条覆盖", "Chains"));
    let rows = report.survey.chains.iter().map(|chain| {
        let mut row: Vec<Span> = vec![Span::new(lang.pick(&chain.name, &chain.name_en), Tone::Bold)];
        row.extend(chain.cells.iter().zip(STAGES).map(|(one, stage)| cell(one, stage.id, lang)));
        row
    });
    let rows = rows.collect();
    let mut head = vec![lang.pick("对象", "subject")];
    head.extend(STAGES.iter().map(|stage| lang.pick(stage.chinese, stage.english)));
    page.table(&head, &[], rows);
    page.faint(lang.pick(
        "● 属于的户数；◐ 待证的户数；○ 目录有条目而园区无企业；“相近”为只销售、只研发等；“目录无”为目录没有这一环的条目，不算缺口。一家企业可在几环出现；服务一环中勘察、设计、咨询（6.1）为各链通用。链条为本程序按条目归纳，目录本身不划链。",
        "● green, ◐ conditional, ○ an entry without an enterprise; near: only trade, research and the like; none: the catalogue has no entry for the stage. An enterprise may stand in several stages; survey, design and consulting (6.1) serve every chain. The chains are ours.",
    ));
}
