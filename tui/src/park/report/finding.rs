//! 要点: the report in a few sentences, for who reads no further.

use greencat_core::park::{Leading, STAGES, State};
use greencat_core::policy::{Finding, Screening, Truth};

use super::Look;
use super::figures::{amount, percent, shares};
use crate::args::Lang;
use crate::page::{Block, Item, Page, Span, Tone};

/// The report in a few sentences, for who reads no further.
// One section after the other, in the order of the page.
#[allow(clippy::too_many_lines)]
pub(super) fn finding(look: &Look<'_>, page: &mut Page) {
    let (report, lang) = (look.report, look.lang);
    let survey = &report.survey;
    let green = &survey.green;
    page.section(lang.pick("要点", "In short"));
    let mut items: Vec<Item> = Vec::new();
    let mut row = |what: &str, figure: String, basis: String| {
        items.push(Item { label: what.into(), head: vec![Span::new(figure, Tone::Bold)], lines: vec![Span::new(basis, Tone::Faint)] });
    };
    let of = |state: State| survey.states.iter().find(|one| one.state == state).map_or(0, |one| one.members);
    row(
        lang.pick("户数占比", "by number"),
        shares(green.count_share),
        match lang {
            Lang::Zh => format!(
                "{} 家中属于 {} 家、待证 {} 家；平均把握 {}%",
                green.members,
                of(State::Green),
                of(State::Conditional),
                green.confidence
            ),
            Lang::En => format!(
                "of {}: {} green, {} conditional; mean confidence {}%",
                green.members,
                of(State::Green),
                of(State::Conditional),
                green.confidence
            ),
        },
    );
    if green.with_value > 0 {
        row(
            lang.pick(&format!("{}占比", look.value()), "by value"),
            shares(green.value_share),
            match lang {
                Lang::Zh => {
                    format!(
                        "{} 家有数值，合计 {} {}；其余 {} 家不计",
                        green.with_value,
                        amount(green.value),
                        report.unit,
                        green.members - green.with_value
                    )
                }
                Lang::En => format!(
                    "{} with values, {} {} in all; {} without",
                    green.with_value,
                    amount(green.value),
                    report.unit,
                    green.members - green.with_value
                ),
            },
        );
    }
    if let Some(leading) = &survey.leading {
        let names: Vec<String> =
            leading.candidates.iter().take(3).map(|group| format!("{} {}", group.code, look.name(group.code))).collect();
        row(lang.pick("主导产业", "leading"), names.join(lang.pick(" 或 ", " or ")), basis(look, leading));
    }
    if let Some(case) = &survey.by_group.direct {
        row(
            lang.pick("集中度", "concentration"),
            format!("{} {}{}HHI {}", lang.pick("首位", "top"), percent(case.top), lang.pick("，", ", "), amount(case.hhi)),
            format!("{}{}", lang.pick("二级分类之间，只计“属于”；分类数 ", "over level-2 groups, direct only; groups: "), case.parts),
        );
    }
    let missing: Vec<String> = survey
        .chains
        .iter()
        .filter_map(|chain| {
            let stages = chain.cells.iter().zip(STAGES).filter(|(cell, _)| cell.is_missing());
            let missing: Vec<&str> = stages.map(|(_, stage)| lang.pick(stage.chinese, stage.english)).collect();
            (!missing.is_empty()).then(|| match lang {
                Lang::Zh => format!("{}缺{}", chain.name, missing.join("、")),
                Lang::En => format!("{} without {}", chain.name_en, missing.join(", ")),
            })
        })
        .collect();
    if !missing.is_empty() {
        let shown: Vec<String> = missing.iter().take(4).cloned().collect();
        let all = match lang {
            Lang::Zh => format!("共 {} 条链有缺口，见“链条覆盖”", missing.len()),
            Lang::En => format!("{} chains have gaps, see “Chains”", missing.len()),
        };
        row(lang.pick("链条缺口", "gaps"), shown.join(lang.pick("；", "; ")), all);
    }
    for screening in &report.screenings {
        row(
            lang.pick(&screening.name, &screening.name_en),
            lang.pick(screening.standing.chinese(), screening.standing.english()).to_owned(),
            against(screening, lang).unwrap_or_else(|| counts(screening, lang)),
        );
    }
    page.blocks.push(Block::Items(items));
    let mut warn = |text: String| page.line(Span::new(text, Tone::Open));
    if let Some(left_out) = survey.leading.as_ref().map(|leading| leading.left_out).filter(|left_out| *left_out > 0) {
        let (green, value) = (of(State::Green) + of(State::Conditional), look.value());
        warn(match lang {
            Lang::Zh => {
                format!("属于和待证的 {green} 家中有 {left_out} 家没有数值：主导产业和集中度按{value}计算，不含这些企业（只计入户数）。")
            }
            Lang::En => format!(
                "{left_out} of the {green} green and conditional enterprises have no value: they are left out of the leading industry and of concentration, which go by value, and count by number only."
            ),
        });
    }
    if survey.set_aside > 0 {
        warn(match lang {
            Lang::Zh => format!("有 {} 条记录属于别的年份或没有年份，只用于趋势，不计入以上数字。", survey.set_aside),
            Lang::En => format!("{} records of other years, or of none, are only in the trend.", survey.set_aside),
        });
    }
    if !survey.repeated.is_empty() {
        let names: Vec<&str> = survey.repeated.iter().take(5).map(String::as_str).collect();
        warn(match lang {
            Lang::Zh => format!("有 {} 个名称重复出现，按各自一家计，请核对：{}", survey.repeated.len(), names.join("、")),
            Lang::En => format!("{} names stand more than once and count each time: {}", survey.repeated.len(), names.join(", ")),
        });
    }
}

/// What the leading industry rests on.
fn basis(look: &Look<'_>, leading: &Leading) -> String {
    let lang = look.lang;
    let by_value = format!("二级分类，按{}；", look.value());
    let by = if leading.by_value {
        lang.pick(&by_value, "level 2, by value; ")
    } else {
        lang.pick("二级分类，按户数；", "level 2, by number; ")
    };
    let how = match (leading.is_certain(), lang) {
        (true, Lang::Zh) => "无论待证企业结果如何均居首".to_owned(),
        (true, Lang::En) => "whatever the open cases turn out to be".to_owned(),
        (false, Lang::Zh) => format!("{} 个二级分类都可能居首，取决于待证企业", leading.candidates.len()),
        (false, Lang::En) => format!("{} groups may lead, depending on the open cases", leading.candidates.len()),
    };
    format!("{by}{how}")
}

/// What is against a policy.
fn against(screening: &Screening, lang: Lang) -> Option<String> {
    let refuted = screening.findings.iter().filter(|finding| finding.kind.is_decisive() && finding.truth == Truth::No);
    let told = |finding: &Finding| {
        let word = lang.pick(finding.chinese(), finding.english());
        format!("{word}{}{}", lang.pick("：", ": "), lang.pick(&finding.text, &finding.text_en))
    };
    let refuted: Vec<String> = refuted.map(told).collect();
    (!refuted.is_empty()).then(|| refuted.join(lang.pick("；", "; ")))
}

fn counts(screening: &Screening, lang: Lang) -> String {
    let of = |truth| screening.count(truth);
    match lang {
        Lang::Zh => format!("符合 {}、不符合 {}、不详 {}", of(Truth::Yes), of(Truth::No), of(Truth::Unknown)),
        Lang::En => format!("met {}, not met {}, not known {}", of(Truth::Yes), of(Truth::No), of(Truth::Unknown)),
    }
}
