//! 园区: the list that is open, as a park.

use std::path::{Path, PathBuf};

use super::lang::Lang;
use crate::page::Block;
use crate::park::Report;

/// A section of the report: its title and what stands in it.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

/// How far the list has become a park.
#[derive(Debug, Default)]
enum State {
    #[default]
    Nothing,
    Reading,
    Failed(String),
    Ready(Box<Report>),
}

/// 园区.
#[derive(Debug, Default)]
pub(crate) struct Park {
    /// The list that was read, and the language that it was read in.
    of: Option<(PathBuf, Lang)>,
    state: State,
    pub(crate) sections: Vec<Section>,
    pub(crate) chosen: usize,
    pub(crate) top: usize,
    /// Whether the keys go to the figures.
    pub(crate) inside: bool,
}

impl Park {
    /// Whether this list has still to be read, in this language.
    pub(crate) fn wants(&self, path: &Path, lang: Lang) -> bool {
        self.of.as_ref().is_none_or(|(of, read)| of != path || *read != lang)
    }

    pub(crate) fn reading(&mut self, path: PathBuf, lang: Lang) {
        let same = self.of.as_ref().is_some_and(|(of, _)| *of == path);
        let chosen = if same { self.chosen } else { 0 };
        *self = Park { of: Some((path, lang)), state: State::Reading, chosen, ..Park::default() };
    }

    pub(crate) fn failed(&mut self, reason: String) {
        self.state = State::Failed(reason);
    }

    pub(crate) fn ready(&mut self, report: Box<Report>) {
        self.state = State::Ready(report);
    }

    pub(crate) fn report(&self) -> Option<&Report> {
        if let State::Ready(report) = &self.state { Some(report) } else { None }
    }

    pub(crate) fn report_mut(&mut self) -> Option<&mut Report> {
        if let State::Ready(report) = &mut self.state { Some(report) } else { None }
    }

    /// What is to be said in place of the figures.
    pub(crate) fn word(&self, lang: Lang) -> String {
        match &self.state {
            State::Nothing => lang.pick("先打开一份名单：按 o。", "Open a list first: press o.").to_owned(),
            State::Reading => lang.pick("正在统计……", "Counting …").to_owned(),
            State::Failed(reason) => reason.clone(),
            State::Ready(_) => String::new(),
        }
    }

    /// Cuts the report into its sections.
    pub(crate) fn show(&mut self, blocks: Vec<Block>) {
        self.sections.clear();
        for block in blocks {
            match (block, self.sections.last_mut()) {
                (Block::Section(title), _) => self.sections.push(Section { title, blocks: Vec::new() }),
                (block, Some(section)) => section.blocks.push(block),
                (_, None) => {}
            }
        }
        self.chosen = self.chosen.min(self.sections.len().saturating_sub(1));
    }
}
