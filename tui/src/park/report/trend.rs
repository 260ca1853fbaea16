//! 趋势: year by year.

use super::Look;
use super::figures::{amount, between, shares};
use crate::args::Lang;
use crate::page::{Bar, Block, Chart, Page, Span, Tone};

pub(super) fn trend(look: &Look<'_>, page: &mut Page) {
    let (report, lang) = (look.report, look.lang);
    let trend = &report.survey.trend;
    if trend.is_empty() {
        return;
    }
    page.section(lang.pick("趋势", "Trend"));
    let by_value = trend.iter().any(|year| year.green.with_value > 0);
    let bars: Vec<Bar> = trend
        .iter()
        .map(|year| {
            let range = if by_value { year.green.value_share } else { year.green.count_share };
            Bar { label: year.year.to_string(), least: range.least, most: range.most, told: shares(range) }
        })
        .collect();
    let (of_value, green_value) = (format!("绿色{}占比", look.value()), format!("绿色{}", look.value()));
    let caption = if by_value {
        lang.pick(&of_value, "green share by value")
    } else {
        lang.pick("绿色企业户数占比", "green share by number")
    };
    let (title, caption) = (caption.to_owned(), caption.to_owned());
    page.blocks.push(Block::Chart(Chart { title, caption, bars, whole: Some(1.0), upright: true }));
    let rows = trend.iter().map(|year| {
        vec![
            year.year.to_string().into(),
            year.green.members.to_string().into(),
            shares(year.green.count_share).into(),
            between(&amount(year.green_value.least), &amount(year.green_value.most)).into(),
            shares(year.green.value_share).into(),
            Span::new(format!("{}%", year.green.confidence), Tone::Faint),
        ]
    });
    let rows = rows.collect();
    let head = match lang {
        Lang::Zh => ["年份", "户数", "绿色户数占比", &green_value, "占比", "把握"],
        Lang::En => ["year", "number", "green by number", "green value", "share", "confidence"],
    };
    page.table(&head, &[1, 2, 3, 4, 5], rows);
    page.faint(lang.pick(
        "各年名单的企业可能不同；文本若各年相同，判读也相同，变化只来自户数和数值。",
        "The lists may differ from year to year; where the texts do not, only numbers and values change.",
    ));
}
