//! Drawings in SVG: readable in black and white, since what is open is hatched and every bar has its figures.

use std::fmt::Write as _;

use super::Chart;
use super::html::escape;

const WIDTH: f64 = 900.0;
const ROW: f64 = 30.0;
/// Where the bars begin, and how long the longest may be: figures follow it.
const LEFT: f64 = 290.0;
const LONGEST: f64 = 330.0;

/// A chart as SVG.
pub(super) fn svg(chart: &Chart) -> String {
    if chart.upright { columns(chart) } else { bars(chart) }
}

fn begin(height: f64, title: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" font-size=\"14\" font-family=\"inherit\"><title>{}</title><defs><pattern id=\"open\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#2e7d32\" stroke-width=\"3\"/></pattern></defs>",
        escape(title)
    )
}

/// A label cut to the room before the bars: a Chinese character is about an em wide.
fn label(text: &str) -> String {
    let (mut used, mut kept) = (0.0, String::new());
    for character in text.chars() {
        used += if character.is_ascii() { 8.0 } else { 14.2 };
        if used > LEFT - 22.0 {
            kept.push('…');
            break;
        }
        kept.push(character);
    }
    escape(&kept)
}

/// Bars from the left, solid to the least and hatched to the most.
fn bars(chart: &Chart) -> String {
    let bars = &chart.bars;
    let height = ROW * (bars.len() as f64) + 8.0;
    let greatest = chart.full();
    let mut out = begin(height, &chart.title);
    for (place, bar) in (0..).zip(bars) {
        let y = ROW * f64::from(place) + 6.0;
        let length = |amount: f64| if greatest > 0.0 { amount / greatest * LONGEST } else { 0.0 };
        let (least, most) = (length(bar.least), length(bar.most));
        let _ = write!(out, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>", LEFT - 8.0, y + 15.0, label(&bar.label));
        if chart.whole.is_some() {
            // Shares are seen against their whole.
            let _ = write!(out, "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{LONGEST}\" height=\"20\" fill=\"none\" stroke=\"#999\"/>");
        }
        let _ = write!(
            out,
            "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{most:.1}\" height=\"20\" fill=\"url(#open)\" stroke=\"#2e7d32\"/><rect x=\"{LEFT}\" y=\"{y}\" width=\"{least:.1}\" height=\"20\" fill=\"#2e7d32\"/>"
        );
        let end = if chart.whole.is_some() { LONGEST } else { most };
        let _ = write!(out, "<text x=\"{:.1}\" y=\"{}\">{}</text>", LEFT + end + 8.0, y + 15.0, escape(&bar.told));
    }
    out.push_str("</svg>");
    out
}

/// Columns, solid to the least and hatched to the most, on a scale from 0 to 1.
fn columns(chart: &Chart) -> String {
    let columns = &chart.bars;
    let (base, tall) = (240.0, 190.0);
    let mut out = begin(280.0, &chart.title);
    let step = (WIDTH - 80.0) / (columns.len().max(1) as f64);
    let wide = (step * 0.5).min(70.0);
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let y = base - tall * share;
        let _ = write!(
            out,
            "<line x1=\"60\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#bbb\"/><text x=\"52\" y=\"{}\" text-anchor=\"end\" font-size=\"12\">{:.0}%</text>",
            WIDTH - 20.0,
            y + 4.0,
            share * 100.0
        );
    }
    for (place, bar) in (0..).zip(columns) {
        let middle = 60.0 + step * (f64::from(place) + 0.5);
        let (x, most, least) = (middle - wide / 2.0, tall * bar.most, tall * bar.least);
        let _ = write!(
            out,
            "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"{most:.1}\" fill=\"url(#open)\" stroke=\"#2e7d32\"/><rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"{least:.1}\" fill=\"#2e7d32\"/>",
            base - most,
            base - least
        );
        let _ = write!(
            out,
            "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"12\">{}</text><text x=\"{middle:.1}\" y=\"260\" text-anchor=\"middle\">{}</text>",
            base - most - 6.0,
            escape(&bar.told),
            escape(&bar.label)
        );
    }
    out.push_str("</svg>");
    out
}
