//! 企业构成 and the levels: how all enterprises count, and under which nodes.

use greencat_core::park::{Green, Group, State};

use super::Look;
use super::figures::{amount, percent, shares, state_english, told};
use crate::args::Lang;
use crate::page::{Bar, Block, Chart, Page, Span, Tone};

/// Groups that a chart shows; the table below it has all.
const CHART: usize = 15;

/// How all enterprises count.
pub(super) fn states(look: &Look<'_>, page: &mut Page) {
    let (report, lang) = (look.report, look.lang);
    let survey = &report.survey;
    page.section(lang.pick("企业构成", "Enterprises"));
    page.faint(lang.pick(
        "“属于”计入最少，“待证”在取得证书后才计入最多；“文本不足”和“无法读取”不计入绿色，补充文本后可能改变。",
        "Green counts in the least, conditional in the most once proven; unclear and unreadable ones count as not green until more is known.",
    ));
    share_chart(look, page);
    let rows = survey.states.iter().filter(|one| one.members > 0).map(|one| {
        let of = |part: f64, whole: f64| if whole > 0.0 { percent(part / whole) } else { "—".to_owned() };
        #[allow(clippy::cast_precision_loss)] // Counts stay far below 2^53.
        let share = of(one.members as f64, survey.green.members as f64);
        let tone = match one.state {
            State::Green => Tone::Good,
            State::Conditional => Tone::Open,
            _ => Tone::Plain,
        };
        let label = Span::new(lang.pick(one.state.chinese(), state_english(one.state)), tone);
        vec![label, one.members.to_string().into(), share.into(), amount(one.value).into(), of(one.value, survey.green.value).into()]
    });
    let rows = rows.collect();
    let value = format!("{}{}", look.value(), if report.unit.is_empty() { String::new() } else { format!("（{}）", report.unit) });
    page.table(&[lang.pick("判读", "state"), lang.pick("户数", "number"), "%", &value, "%"], &[1, 2, 3, 4], rows);
    page.faint(match lang {
        Lang::Zh => format!(
            "全部判读的平均把握 {}%；把握低于 {}% 的有 {} 家，宜人工复核。",
            survey.green.confidence,
            Green::DOUBTFUL,
            survey.green.doubtful
        ),
        Lang::En => format!(
            "Mean confidence {}%; {} answers below {}% are worth a look.",
            survey.green.confidence,
            survey.green.doubtful,
            Green::DOUBTFUL
        ),
    });
}

/// The green shares, from the least to the most.
fn share_chart(look: &Look<'_>, page: &mut Page) {
    let (green, lang) = (&look.report.survey.green, look.lang);
    let bar = |label: &str, share: greencat_core::park::Range| Bar {
        label: label.to_owned(),
        least: share.least,
        most: share.most,
        told: shares(share),
    };
    let mut bars = vec![bar(lang.pick("按户数", "by number"), green.count_share)];
    if green.value > 0.0 {
        bars.push(bar(lang.pick(&format!("按{}", look.value()), "by value"), green.value_share));
    }
    let caption = lang.pick(
        "绿色占比，全长为 100%；实心为“属于”（最少），斜线为“待证”（最多）",
        "green share, the full length is 100%; solid: green (least), hatched: conditional (most)",
    );
    let title = lang.pick("绿色占比", "Green share").to_owned();
    page.blocks.push(Block::Chart(Chart { title, caption: caption.to_owned(), bars, whole: Some(1.0), upright: false }));
}

pub(super) fn level(look: &Look<'_>, level: usize, page: &mut Page) {
    let (report, lang) = (look.report, look.lang);
    let survey = &report.survey;
    let Some(groups) = level.checked_sub(1).and_then(|place| survey.levels.get(place)).filter(|groups| !groups.is_empty()) else { return };
    let by_value = survey.leading.as_ref().is_some_and(|leading| leading.by_value);
    let mut ordered: Vec<&Group> = groups.iter().collect();
    #[allow(clippy::cast_precision_loss)] // Counts stay far below 2^53.
    let size = |group: &Group| {
        if by_value { (group.value_least, group.value_most) } else { (group.direct as f64, (group.direct + group.conditional) as f64) }
    };
    ordered.sort_by(|a, b| size(b).1.total_cmp(&size(a).1).then(a.code.cmp(&b.code)));
    let title = match (level, lang) {
        (1, Lang::Zh) => "一级分类",
        (2, Lang::Zh) => "二级分类",
        (_, Lang::Zh) => "三级条目",
        (1, Lang::En) => "Level 1",
        (2, Lang::En) => "Level 2",
        (_, Lang::En) => "Level 3",
    };
    page.section(title);
    if level < 3 {
        let bars: Vec<Bar> = ordered
            .iter()
            .take(CHART)
            .map(|group| {
                let (least, most) = size(group);
                let told = told(group, &survey.green);
                let figures = match (by_value, lang) {
                    (true, Lang::Zh) => format!("{}（{} 家）", told.value, told.members),
                    (false, Lang::Zh) => format!("{} 家", told.members),
                    (true, Lang::En) => format!("{} ({})", told.value, told.members),
                    (false, Lang::En) => told.members,
                };
                Bar { label: format!("{} {}", group.code, look.name(group.code)), least, most, told: figures }
            })
            .collect();
        let what = if by_value { look.value() } else { lang.pick("户数", "number") };
        let caption = match lang {
            Lang::Zh => format!(
                "按{what}{}；实心为“属于”（最少），斜线为“待证”（最多）",
                if by_value && !report.unit.is_empty() { format!("（{}）", report.unit) } else { String::new() }
            ),
            Lang::En => format!("by {what}; solid: green (least), hatched: conditional (most)"),
        };
        page.blocks.push(Block::Chart(Chart { title: title.to_owned(), caption, bars, whole: None, upright: false }));
    }
    let rows = ordered.iter().map(|group| {
        let told = told(group, &survey.green);
        vec![
            group.code.to_string().into(),
            look.name(group.code).into(),
            told.members.into(),
            told.value.into(),
            told.share.into(),
            Span::new(format!("{}%", group.confidence), Tone::Faint),
        ]
    });
    let rows = rows.collect();
    let head = match lang {
        Lang::Zh => ["代码", "名称", "户数", look.value(), "占全园", "把握"],
        Lang::En => ["code", "name", "number", "value", "of the park", "confidence"],
    };
    page.table(&head, &[2, 3, 4, 5], rows);
    let without: usize = groups.iter().map(|group| group.direct + group.conditional - group.with_value).sum();
    if by_value && without > 0 && level == 2 {
        page.faint(match lang {
            Lang::Zh => format!("其中 {without} 家没有数值，只计户数，不计{}；“—”为该类企业都没有数值。", look.value()),
            Lang::En => format!("{without} of them have no value and count by number only; “—” where none of a group has one."),
        });
    }
}
