//! Reports and records as blocks, written once and shown as text, Markdown or HTML.
//!
//! What is put into a block is plain text, from whomever it comes: each renderer makes it safe for its medium.

mod bars;
mod charts;
mod html;
mod markdown;
mod text;

pub(crate) use bars::lengths;
pub(crate) use html::{blocks as html_blocks, escape, html};
pub(crate) use markdown::{blocks as markdown_blocks, markdown};
pub(crate) use text::text;

/// How a piece of text is meant. On paper in black and white the words themselves must say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Bold,
    Faint,
    Good,
    Bad,
    Open,
}

/// A piece of text in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) text: String,
    pub(crate) tone: Tone,
}

impl Span {
    pub(crate) fn new(text: impl Into<String>, tone: Tone) -> Span {
        Span { text: text.into(), tone }
    }
}

impl<T: Into<String>> From<T> for Span {
    fn from(text: T) -> Span {
        Span::new(text, Tone::Plain)
    }
}

/// One of a list: a word in front, a line, and lines below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) label: Span,
    pub(crate) head: Vec<Span>,
    pub(crate) lines: Vec<Span>,
}

/// A table; numbers stand to the right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) numeric: Vec<bool>,
    pub(crate) rows: Vec<Vec<Span>>,
}

/// One bar: what is sure, and how far it may go.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) least: f64,
    pub(crate) most: f64,
    pub(crate) told: String,
}

/// Bars, each from the least to the most.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chart {
    pub(crate) title: String,
    pub(crate) caption: String,
    pub(crate) bars: Vec<Bar>,
    /// What the full length stands for; else the greatest bar.
    pub(crate) whole: Option<f64>,
    /// Columns side by side, where there is room for a drawing.
    pub(crate) upright: bool,
}

impl Chart {
    /// What the full length stands for.
    pub(crate) fn full(&self) -> f64 {
        self.whole.unwrap_or_else(|| self.bars.iter().map(|bar| bar.most).fold(0.0, f64::max))
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    Section(String),
    Subsection(String),
    Line(Vec<Span>),
    Items(Vec<Item>),
    Table(Table),
    /// A drawing; a table beside it holds the same figures.
    Chart(Chart),
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    pub(crate) title: String,
    /// A line below the title.
    pub(crate) subtitle: String,
    pub(crate) blocks: Vec<Block>,
    /// The small print.
    pub(crate) foot: Vec<String>,
    pub(crate) lang: crate::args::Lang,
}

impl Page {
    pub(crate) fn section(&mut self, title: impl Into<String>) {
        self.blocks.push(Block::Section(title.into()));
    }

    pub(crate) fn line(&mut self, text: impl Into<Span>) {
        self.blocks.push(Block::Line(vec![text.into()]));
    }

    pub(crate) fn faint(&mut self, text: impl Into<String>) {
        self.line(Span::new(text, Tone::Faint));
    }

    pub(crate) fn table(&mut self, head: &[&str], numeric: &[usize], rows: Vec<Vec<Span>>) {
        let marks = (0..head.len()).map(|place| numeric.contains(&place)).collect();
        self.blocks.push(Block::Table(Table { head: head.iter().map(|title| (*title).to_owned()).collect(), numeric: marks, rows }));
    }
}
