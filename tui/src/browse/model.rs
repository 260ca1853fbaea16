//! Everything the screen shows, as plain data.

use std::collections::BTreeSet;

use greencat_core::{Classifier, Code};
use ratatui::layout::{Position, Rect};

use super::atlas::Atlas;
use super::case::Case;
use super::command::{Command, Context};
use super::desk::Desk;
use super::draft::Draft;
use super::find::{Finder, Hit};
use super::history::Past;
use super::keymap::Keymap;
use super::lang::Lang;
use super::list::List;
use super::park::Park;
use super::theme::Theme;

/// The parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Judge,
    Tree,
    Search,
    List,
    Record,
    Policy,
    Park,
}

impl Part {
    pub(crate) const ALL: [Part; 7] = [Part::Judge, Part::Tree, Part::Search, Part::List, Part::Record, Part::Policy, Part::Park];

    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Part::Judge => ("判定", "Judge"),
            Part::Tree => ("浏览", "Browse"),
            Part::Search => ("搜索", "Search"),
            Part::List => ("名单", "List"),
            Part::Record => ("记录", "Record"),
            Part::Policy => ("政策", "Policy"),
            Part::Park => ("园区", "Park"),
        }
    }
}

/// What the mouse can touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Touch {
    Part(Part),
    /// The text of 判定; `top` is the first row shown.
    Text {
        top: usize,
    },
    Query,
    Standing(usize),
    Criterion(usize),
    Letter(u8),
    Node(Code),
    Hit(usize),
    Row(usize),
    /// An outcome above the list.
    Filter(usize),
    /// One of what can be copied.
    Choice(usize),
    Past(usize),
    Policy(usize),
    Stop(usize),
    Section(usize),
    Command(Command),
    /// A pane: it takes the keys.
    Pane(Context),
}

/// A part of the screen that the mouse can touch. Later zones lie above earlier ones.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Zone {
    pub(crate) area: Rect,
    pub(crate) touch: Touch,
}

/// A pane that the wheel scrolls.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wheel {
    pub(crate) area: Rect,
    pub(crate) pane: Context,
}

/// What of the text is kept in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Follow {
    Caret,
    Evidence,
    Nothing,
}

/// 判定.
#[derive(Debug)]
pub(crate) struct Judge {
    pub(crate) draft: Draft,
    pub(crate) case: Case,
    /// The version of the draft that the case has read.
    pub(crate) read: u64,
    pub(crate) focus: Context,
    pub(crate) chosen: usize,
    /// The entry that the person chose, so that it stays chosen while the text changes.
    pub(crate) held: Option<Code>,
    pub(crate) criterion: usize,
    pub(crate) follow: Follow,
    pub(crate) top: usize,
    pub(crate) answers_top: usize,
    pub(crate) entry_top: usize,
    /// The row of the list that this text came from.
    pub(crate) row: Option<usize>,
}

/// 浏览.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) open: BTreeSet<Code>,
    pub(crate) code: Option<Code>,
    pub(crate) leaf: bool,
    pub(crate) top: usize,
    pub(crate) leaf_top: usize,
    pub(crate) back: Vec<Code>,
    pub(crate) forward: Vec<Code>,
}

/// 搜索.
#[derive(Debug)]
pub(crate) struct Search {
    pub(crate) draft: Draft,
    pub(crate) hits: Vec<Hit>,
    pub(crate) chosen: usize,
    pub(crate) top: usize,
    pub(crate) entry_top: usize,
    pub(crate) writing: bool,
    pub(crate) finder: Finder,
}

/// 记录.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    pub(crate) top: usize,
    pub(crate) past: bool,
    pub(crate) chosen: usize,
    pub(crate) past_top: usize,
}

/// A line that is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Prompt {
    pub(crate) kind: Ask,
    pub(crate) draft: Draft,
}

/// What a prompt asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    OpenFile,
    FilterEntry,
    RightEntry(usize),
    /// The answer to a fact, by its place among the facts.
    Fact(usize),
    /// A file of facts, or of a park's threshold.
    FactsFile,
}

/// A page above the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Overlay {
    Help {
        top: usize,
    },
    /// What can be copied: key, what it is, the text.
    Copy(Vec<(char, &'static str, String)>),
    /// What was copied, in plain sight for terminals that have no OSC 52.
    Copied(String),
}

/// A word to the person at the foot of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) text: String,
    pub(crate) alarm: bool,
}

/// What the program must do outside of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    Quit,
    Pick(String),
    Suspend,
    Copy(String),
    Export,
    ExportList,
    Load(std::path::PathBuf),
    /// Complete the path that is being written.
    Complete(String),
    /// Reads facts, or a park's threshold.
    Facts(std::path::PathBuf),
    /// Reads a list as a park.
    Survey(std::path::PathBuf),
    ExportPark,
    SaveMarks,
    SaveHistory,
}

/// The whole state.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) classifier: Classifier,
    pub(crate) atlas: Atlas,
    pub(crate) theme: Theme,
    pub(crate) lang: Lang,
    pub(crate) keymap: Keymap,
    pub(crate) part: Part,
    pub(crate) judge: Judge,
    pub(crate) tree: Tree,
    pub(crate) search: Search,
    pub(crate) list: List,
    pub(crate) pages: Pages,
    pub(crate) desk: Desk,
    pub(crate) park: Park,
    pub(crate) history: Vec<Past>,
    pub(crate) prompt: Option<Prompt>,
    pub(crate) overlay: Option<Overlay>,
    pub(crate) notice: Option<Notice>,
    pub(crate) zones: Vec<Zone>,
    pub(crate) wheels: Vec<Wheel>,
    pub(crate) effects: Vec<Effect>,
    /// Whether standard output waits for the chosen code.
    pub(crate) picking: bool,
    /// The day, as records state it.
    pub(crate) today: String,
    /// The moment, as the history states it.
    pub(crate) now: String,
}

impl Model {
    pub(crate) fn new(classifier: Classifier) -> Model {
        let atlas = Atlas::new(&classifier);
        let case = Case::new(&classifier, &atlas, "", "");
        let first = atlas.nodes().first().map(|node| node.code);
        Model {
            judge: Judge {
                draft: Draft::default(),
                case,
                read: 0,
                focus: Context::Writing,
                chosen: 0,
                held: None,
                criterion: 0,
                follow: Follow::Caret,
                top: 0,
                answers_top: 0,
                entry_top: 0,
                row: None,
            },
            tree: Tree { code: first, ..Tree::default() },
            search: Search {
                draft: Draft::single(),
                hits: Vec::new(),
                chosen: 0,
                top: 0,
                entry_top: 0,
                writing: true,
                finder: Finder::default(),
            },
            list: List::default(),
            pages: Pages::default(),
            desk: Desk::new(),
            park: Park::default(),
            classifier,
            atlas,
            theme: Theme::default(),
            lang: Lang::default(),
            keymap: Keymap::default(),
            part: Part::Judge,
            history: Vec::new(),
            prompt: None,
            overlay: None,
            notice: None,
            zones: Vec::new(),
            wheels: Vec::new(),
            effects: Vec::new(),
            picking: false,
            today: String::new(),
            now: String::new(),
        }
    }

    /// Where the keys go.
    pub(crate) fn context(&self) -> Context {
        if self.prompt.is_some() {
            return Context::Prompt;
        }
        if self.overlay.is_some() {
            return Context::Overlay;
        }
        match self.part {
            Part::Judge => self.judge.focus,
            Part::Tree if self.tree.leaf => Context::Leaf,
            Part::Tree => Context::Tree,
            Part::Search if self.search.writing => Context::Query,
            Part::Search => Context::Hits,
            Part::List => Context::List,
            Part::Record if self.pages.past => Context::Past,
            Part::Record => Context::Record,
            Part::Policy if self.desk.inside => Context::Conditions,
            Part::Policy => Context::Policies,
            Part::Park if self.park.inside => Context::Figures,
            Part::Park => Context::Sections,
        }
    }

    /// The entry that is looked at, whatever the part.
    pub(crate) fn code(&self) -> Option<Code> {
        match self.part {
            Part::Judge | Part::Record | Part::Policy => self.judge.case.standings.get(self.judge.chosen).map(|standing| standing.code),
            Part::Tree => self.tree.code,
            Part::Search => self.search.hits.get(self.search.chosen).map(|hit| hit.code),
            Part::List => self.list.current().and_then(|row| row.first).map(|(code, _)| code),
            Part::Park => None,
        }
    }

    pub(crate) fn say(&mut self, chinese: &str, english: &str) {
        self.notice = Some(Notice { text: self.lang.pick(chinese, english).to_owned(), alarm: false });
    }

    pub(crate) fn alarm(&mut self, text: String) {
        self.notice = Some(Notice { text, alarm: true });
    }

    pub(crate) fn zone(&mut self, area: Rect, touch: Touch) {
        self.zones.push(Zone { area, touch });
    }

    pub(crate) fn touched(&self, at: Position) -> Option<Zone> {
        self.zones.iter().rev().find(|zone| zone.area.contains(at)).copied()
    }

    pub(crate) fn wheeled(&self, at: Position) -> Option<Context> {
        self.wheels.iter().rev().find(|wheel| wheel.area.contains(at)).map(|wheel| wheel.pane)
    }
}
