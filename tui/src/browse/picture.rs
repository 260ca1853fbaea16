//! A screen as SVG: every glyph on its cell, in the colours of a common terminal.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::theme::ThemeName;
use super::wide;

/// Width and height of a cell.
const CELL: (f64, f64) = (9.0, 20.0);

/// The picture of a buffer.
pub(crate) fn svg(buffer: &Buffer, theme: ThemeName) -> String {
    let (ink, paper) = match theme {
        ThemeName::Dark => ("#d8dee9", "#1b2028"),
        ThemeName::Light => ("#1f2430", "#ffffff"),
        ThemeName::Contrast => ("#ffffff", "#000000"),
    };
    let (width, height) = (f64::from(buffer.area.width) * CELL.0 + 20.0, f64::from(buffer.area.height) * CELL.1 + 20.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"'Sarasa Mono SC','Noto Sans Mono CJK SC','Cascadia Mono',Menlo,Consolas,'Microsoft YaHei',monospace\" font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{paper}\"/>\n"
    );
    for y in buffer.area.y..buffer.area.bottom() {
        row(buffer, y, ink, paper, &mut svg);
    }
    svg.push_str("</svg>\n");
    svg
}

/// A row as runs of one look: first the grounds, then the letters, so that no ground covers a letter.
fn row(buffer: &Buffer, y: u16, ink: &str, paper: &str, svg: &mut String) {
    let mut runs: Vec<(u16, u16, String, &Cell)> = Vec::new();
    let mut shapes = String::new();
    let mut x = buffer.area.x;
    while x < buffer.area.right() {
        let cell = &buffer[(x, y)];
        let size = wide::columns(cell.symbol()).max(1) as u16;
        let shape = shape(cell.symbol());
        if let Some((left, up, width, height, opacity)) = shape {
            let (letters, _) = colors(cell, ink, paper);
            shapes.push_str(&format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{letters}\" opacity=\"{opacity}\"/>\n",
                10.0 + (f64::from(x) + left) * CELL.0,
                10.0 + (f64::from(y) + up) * CELL.1,
                width * CELL.0,
                height * CELL.1
            ));
        }
        match runs.last_mut() {
            // A gap between words is a gap between runs: fonts differ most in the width of a space.
            Some((_, cells, text, before)) if look(before) == look(cell) && shape.is_none() && !text.ends_with("  ") => {
                *cells += size;
                text.push_str(cell.symbol());
            }
            _ => runs.push((x, size, if shape.is_some() { "  ".to_owned() } else { cell.symbol().to_owned() }, cell)),
        }
        x += size;
    }
    let place = |x: u16| 10.0 + f64::from(x) * CELL.0;
    let top = 10.0 + f64::from(y) * CELL.1;
    // Writing to a string cannot fail.
    for (x, cells, _, cell) in &runs {
        let (_, ground) = colors(cell, ink, paper);
        if ground != paper {
            let _ = writeln!(
                svg,
                "<rect x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{}\" fill=\"{ground}\"/>",
                place(*x),
                f64::from(*cells) * CELL.0,
                CELL.1
            );
        }
    }
    svg.push_str(&shapes);
    for (x, _, text, cell) in &runs {
        let shown = text.trim_end();
        if shown.is_empty() {
            continue;
        }
        let filled = wide::columns(shown) as u16;
        let (letters, _) = colors(cell, ink, paper);
        let bold = if cell.modifier.contains(Modifier::BOLD) { " font-weight=\"700\"" } else { "" };
        let line = if cell.modifier.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
        let dim = if cell.modifier.contains(Modifier::DIM) { " opacity=\"0.65\"" } else { "" };
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"{letters}\"{bold}{line}{dim}>{}</text>",
            place(*x),
            top + 15.0,
            f64::from(filled) * CELL.0,
            escape(shown)
        );
    }
}

/// Lines and bars are drawn, not written, so that they join in every font: left, top, width and height in
/// cells, and the opacity.
fn shape(symbol: &str) -> Option<(f64, f64, f64, f64, f64)> {
    match symbol {
        "█" => Some((0.0, 0.1, 1.0, 0.8, 1.0)),
        "░" => Some((0.0, 0.1, 1.0, 0.8, 0.25)),
        "─" => Some((0.0, 0.48, 1.0, 0.05, 1.0)),
        "│" => Some((0.45, 0.0, 0.1, 1.0, 1.0)),
        _ => None,
    }
}

fn look(cell: &Cell) -> (Color, Color, Modifier) {
    (cell.fg, cell.bg, cell.modifier)
}

fn colors(cell: &Cell, ink: &str, paper: &str) -> (String, String) {
    let letters = color(cell.fg).unwrap_or_else(|| ink.to_owned());
    let ground = color(cell.bg).unwrap_or_else(|| paper.to_owned());
    if cell.modifier.contains(Modifier::REVERSED) { (ground, letters) } else { (letters, ground) }
}

fn color(color: Color) -> Option<String> {
    let named = match color {
        Color::Black => "#000000",
        Color::White => "#ffffff",
        Color::Red => "#bf3f4a",
        Color::Green => "#2e8b57",
        Color::Yellow => "#b58900",
        Color::Blue => "#2563b0",
        Color::Magenta => "#a03fa0",
        Color::LightRed => "#f28b82",
        Color::LightGreen => "#8fd694",
        Color::LightYellow => "#f2d06b",
        Color::LightCyan => "#7fd3e6",
        Color::Indexed(28) => "#008700",
        Color::Indexed(130) => "#af5f00",
        Color::Indexed(25) => "#005faf",
        Color::Indexed(shade @ 232..=255) => {
            let level = 8 + 10 * u32::from(shade - 232);
            return Some(format!("#{level:02x}{level:02x}{level:02x}"));
        }
        _ => return None,
    };
    Some(named.to_owned())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
