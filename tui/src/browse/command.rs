//! What a key can ask for: one table gives the keymap, the footer and the help page.

/// What the screen can do, whatever the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Command {
    Quit,
    Suspend,
    Help,
    GoJudge,
    GoTree,
    GoSearch,
    GoList,
    GoRecord,
    GoPolicy,
    GoPark,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Left,
    Right,
    Enter,
    Back,
    NextPane,
    PrevPane,
    NextAnswer,
    PrevAnswer,
    Tick,
    Letter(u8),
    Unanswer,
    Copy,
    Export,
    Fresh,
    Undo,
    Redo,
    Theme,
    Language,
    Backward,
    Forward,
    Filter,
    FilterEntry,
    Sort,
    MarkRight,
    MarkWrong,
    MarkEntry,
    Open,
    Pick,
    /// Writes the answer to a question.
    Fill,
}

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    /// Everywhere, even while writing.
    Always,
    /// Everywhere but while writing.
    Keys,
    /// The text of 判定.
    Writing,
    /// The answers of 判定.
    Answers,
    /// The entry of 判定.
    Entry,
    /// The tree.
    Tree,
    /// The entry beside the tree.
    Leaf,
    /// The line of 搜索.
    Query,
    /// The hits of 搜索.
    Hits,
    /// The table of 名单.
    List,
    /// The page of 记录.
    Record,
    /// The earlier prospects of 记录.
    Past,
    /// The policies of 政策.
    Policies,
    /// The conditions of the policy chosen.
    Conditions,
    /// The sections of 园区.
    Sections,
    /// The figures of the section chosen.
    Figures,
    /// A line that is asked for.
    Prompt,
    /// A page above the others.
    Overlay,
}

/// A key, what it does, and how the footer and the help call it.
pub(crate) struct Binding {
    pub(crate) command: Command,
    /// The name in the configuration's `[keys]`; empty where a key cannot be changed.
    pub(crate) name: &'static str,
    pub(crate) contexts: &'static [Context],
    pub(crate) keys: &'static [&'static str],
    pub(crate) words: (&'static str, &'static str),
    /// Place in the footer; 0 keeps it to the help page.
    pub(crate) footer: u8,
}

use Command as C;
use Context as X;

const PANES: &[Context] = &[
    X::Answers,
    X::Entry,
    X::Tree,
    X::Leaf,
    X::Hits,
    X::List,
    X::Record,
    X::Past,
    X::Policies,
    X::Conditions,
    X::Sections,
    X::Figures,
    X::Overlay,
];

const TURNING: &[Context] =
    &[X::Answers, X::Entry, X::Tree, X::Leaf, X::Hits, X::Record, X::Past, X::Policies, X::Conditions, X::Sections, X::Figures];

/// Where policies are checked.
const POLICY: &[Context] = &[X::Policies, X::Conditions];

const fn binding(
    command: Command,
    name: &'static str,
    contexts: &'static [Context],
    keys: &'static [&'static str],
    words: (&'static str, &'static str),
    footer: u8,
) -> Binding {
    Binding { command, name, contexts, keys, words, footer }
}

/// Every key, in the order of the help page.
pub(crate) const BINDINGS: &[Binding] = &[
    binding(C::GoJudge, "judge", &[X::Keys], &["1"], ("判定", "judge"), 0),
    binding(C::GoTree, "tree", &[X::Keys], &["2"], ("浏览", "browse"), 0),
    binding(C::GoSearch, "search", &[X::Keys], &["3", "/", ":"], ("搜索", "search"), 8),
    binding(C::GoList, "list", &[X::Keys], &["4"], ("名单", "list"), 0),
    binding(C::GoRecord, "record", &[X::Keys], &["5"], ("记录", "record"), 0),
    binding(C::GoPolicy, "policy", &[X::Keys], &["6"], ("政策", "policy"), 0),
    binding(C::GoPark, "park", &[X::Keys], &["7"], ("园区", "park"), 0),
    binding(C::GoJudge, "", &[X::Always], &["alt-1", "f2"], ("判定（书写时）", "judge, while writing"), 0),
    binding(C::GoTree, "", &[X::Always], &["alt-2", "f3"], ("浏览（书写时）", "browse, while writing"), 0),
    binding(C::GoSearch, "", &[X::Always], &["alt-3", "f4"], ("搜索（书写时）", "search, while writing"), 0),
    binding(C::GoList, "", &[X::Always], &["alt-4", "f5"], ("名单（书写时）", "list, while writing"), 0),
    binding(C::GoRecord, "", &[X::Always], &["alt-5", "f6"], ("记录（书写时）", "record, while writing"), 0),
    binding(C::GoPolicy, "", &[X::Always], &["alt-6", "f7"], ("政策（书写时）", "policy, while writing"), 0),
    binding(C::GoPark, "", &[X::Always], &["alt-7", "f8"], ("园区（书写时）", "park, while writing"), 0),
    binding(C::Up, "up", PANES, &["k", "up"], ("上", "up"), 0),
    binding(C::Down, "down", PANES, &["j", "down"], ("下", "down"), 0),
    binding(C::PageUp, "page-up", PANES, &["pageup", "ctrl-b", "ctrl-u"], ("上翻页", "page up"), 0),
    binding(C::PageDown, "page-down", PANES, &["pagedown", "ctrl-f", "ctrl-d"], ("下翻页", "page down"), 0),
    binding(C::First, "first", PANES, &["g", "home"], ("首", "first"), 0),
    binding(C::Last, "last", PANES, &["G", "end"], ("末", "last"), 0),
    binding(C::Left, "left", PANES, &["h", "left"], ("左", "left"), 0),
    binding(C::Right, "right", PANES, &["l", "right"], ("右", "right"), 0),
    binding(C::Back, "", &[X::Writing], &["esc"], ("看答案", "answers"), 1),
    binding(C::NextPane, "next-pane", &[X::Writing], &["tab"], ("下一栏", "next pane"), 0),
    binding(C::NextAnswer, "next-answer", &[X::Writing], &["ctrl-n"], ("下一条目", "next entry"), 2),
    binding(C::PrevAnswer, "previous-answer", &[X::Writing], &["ctrl-p"], ("上一条目", "previous entry"), 0),
    binding(C::Fresh, "fresh", &[X::Writing], &["ctrl-l"], ("清空", "clear"), 3),
    binding(C::Undo, "undo", &[X::Writing], &["ctrl-7", "ctrl-/", "ctrl-_", "alt-u"], ("撤销", "undo"), 0),
    binding(C::Redo, "redo", &[X::Writing], &["ctrl-y", "alt-r"], ("重做", "redo"), 0),
    binding(C::Help, "", &[X::Always], &["f1"], ("帮助", "help"), 9),
    binding(C::Pick, "pick", &[X::Always], &["ctrl-o"], ("选定并打印代码", "choose and print the code"), 0),
    binding(C::Enter, "", &[X::Answers], &["enter"], ("看条目", "entry"), 3),
    binding(C::Back, "", &[X::Answers], &["i", "esc"], ("改文本", "edit text"), 4),
    binding(C::Back, "", &[X::Entry, X::Leaf, X::Past], &["esc"], ("返回", "back"), 2),
    binding(C::Tick, "tick", &[X::Entry, X::Answers], &["space", "x"], ("核对条件", "tick criterion"), 5),
    binding(C::Letter(0), "", &[X::Answers, X::Entry, X::Leaf, X::Tree], &["a"], ("答 a／第一个相邻条目", "answer a / first neighbour"), 0),
    binding(C::Letter(1), "", &[X::Answers, X::Entry, X::Leaf, X::Tree], &["b"], ("答 b／第二个", "answer b / second"), 0),
    binding(C::Letter(2), "", &[X::Answers, X::Entry, X::Leaf, X::Tree], &["c"], ("答 c／第三个", "answer c / third"), 0),
    binding(C::Letter(3), "", &[X::Answers, X::Entry, X::Leaf, X::Tree], &["d"], ("答 d／第四个", "answer d / fourth"), 0),
    binding(C::Unanswer, "unanswer", &[X::Answers, X::Entry], &["u"], ("收回回答", "take the answer back"), 0),
    binding(C::Backward, "previous-row", &[X::Answers, X::Entry], &["["], ("名单上一行", "previous row of the list"), 0),
    binding(C::Forward, "next-row", &[X::Answers, X::Entry], &["]"], ("名单下一行", "next row of the list"), 0),
    binding(C::MarkRight, "", &[X::Answers, X::Entry], &["r"], ("名单此行判对", "mark the row right"), 0),
    binding(C::MarkWrong, "", &[X::Answers, X::Entry], &["w"], ("名单此行判错", "mark the row wrong"), 0),
    binding(C::MarkEntry, "", &[X::Answers, X::Entry], &["="], ("名单此行改正条目", "the row's right entry"), 0),
    binding(C::Open, "open", &[X::Answers, X::Entry, X::Hits], &["o"], ("在目录中打开", "open in the catalogue"), 0),
    binding(C::Enter, "", &[X::Tree], &["enter", "space"], ("展开／看条目", "open"), 2),
    binding(C::Enter, "", &[X::Query, X::Hits], &["enter"], ("打开", "open"), 2),
    binding(C::Down, "", &[X::Query], &["down", "ctrl-n"], ("下一个", "next"), 3),
    binding(C::Up, "", &[X::Query], &["up", "ctrl-p"], ("上一个", "previous"), 0),
    binding(C::PageDown, "", &[X::Query], &["pagedown"], ("下翻页", "page down"), 0),
    binding(C::PageUp, "", &[X::Query], &["pageup"], ("上翻页", "page up"), 0),
    binding(C::Back, "", &[X::Query], &["esc"], ("看结果", "hits"), 4),
    binding(C::NextPane, "", &[X::Query], &["tab"], ("看结果", "hits"), 0),
    binding(C::Back, "", &[X::Hits], &["i", "esc"], ("改查询", "edit query"), 4),
    binding(C::Backward, "backward", &[X::Tree, X::Leaf], &["[", "backspace", "alt-left"], ("后退", "backward"), 4),
    binding(C::Forward, "forward", &[X::Tree, X::Leaf], &["]", "alt-right"], ("前进", "forward"), 5),
    binding(C::Enter, "", &[X::List], &["enter"], ("判定此行", "judge the row"), 1),
    binding(C::MarkRight, "mark-right", &[X::List], &["r"], ("判对", "right"), 2),
    binding(C::MarkWrong, "mark-wrong", &[X::List], &["w"], ("判错", "wrong"), 3),
    binding(C::MarkEntry, "mark-entry", &[X::List], &["="], ("改正条目", "right entry"), 4),
    binding(C::Filter, "filter", &[X::List], &["f"], ("按结论筛", "filter by outcome"), 5),
    binding(C::FilterEntry, "filter-entry", &[X::List], &["F"], ("按条目筛", "filter by entry"), 0),
    binding(C::Sort, "sort", &[X::List], &["s"], ("排序", "sort"), 6),
    binding(C::Open, "open-file", &[X::List], &["o"], ("打开文件", "open file"), 7),
    binding(C::Enter, "", &[X::Past], &["enter"], ("重新打开", "open again"), 1),
    binding(C::Letter(0), "", POLICY, &["a"], ("答 a", "answer a"), 1),
    binding(C::Letter(1), "", POLICY, &["b"], ("答 b", "answer b"), 2),
    binding(C::Letter(2), "", POLICY, &["c"], ("答 c", "answer c"), 0),
    binding(C::Letter(3), "", POLICY, &["d"], ("答 d", "answer d"), 0),
    binding(C::Fill, "fill", POLICY, &["i"], ("填写", "write"), 3),
    binding(C::Tick, "", POLICY, &["space", "x"], ("换答案／收到材料", "next answer / paper at hand"), 0),
    binding(C::Unanswer, "", POLICY, &["u"], ("收回回答", "take the answer back"), 4),
    binding(C::Open, "", POLICY, &["o"], ("打开事实或门槛文件", "open facts or a threshold"), 5),
    binding(C::Enter, "", &[X::Policies], &["enter"], ("看条件", "conditions"), 4),
    binding(C::Enter, "", &[X::Conditions], &["enter"], ("填写", "write"), 0),
    binding(C::Back, "", &[X::Conditions, X::Figures], &["esc"], ("返回", "back"), 4),
    binding(C::Enter, "", &[X::Sections], &["enter"], ("看数字", "figures"), 1),
    binding(C::Open, "", &[X::Sections, X::Figures], &["o"], ("打开名单", "open a list"), 3),
    binding(C::Export, "", &[X::Policies, X::Conditions, X::Sections, X::Figures], &["e"], ("导出", "export"), 7),
    binding(C::Enter, "", &[X::Prompt], &["enter"], ("确定", "done"), 1),
    binding(C::NextPane, "", &[X::Prompt], &["tab"], ("补全路径", "complete the path"), 3),
    binding(C::Back, "", &[X::Prompt, X::Overlay], &["esc"], ("取消", "cancel"), 2),
    binding(C::NextPane, "", TURNING, &["tab"], ("下一栏", "next pane"), 8),
    binding(C::PrevPane, "", TURNING, &["backtab"], ("上一栏", "previous pane"), 0),
    binding(C::Copy, "copy", &[X::Answers, X::Entry, X::Tree, X::Leaf, X::Hits, X::List, X::Record], &["y"], ("复制", "copy"), 6),
    binding(C::Export, "export", &[X::Answers, X::Entry, X::Record, X::List], &["e"], ("导出", "export"), 7),
    binding(C::Fresh, "fresh", &[X::Answers, X::Entry, X::Record, X::Past], &["n", "ctrl-l"], ("新对象", "new prospect"), 7),
    binding(C::Theme, "theme", &[X::Keys], &["T"], ("换配色", "theme"), 0),
    binding(C::Language, "language", &[X::Keys], &["L"], ("中/英", "Chinese/English"), 0),
    binding(C::Help, "help", &[X::Keys], &["?"], ("帮助", "help"), 9),
    binding(C::Suspend, "suspend", &[X::Always], &["ctrl-z"], ("挂起", "suspend"), 0),
    binding(C::Quit, "quit", &[X::Keys], &["q"], ("退出", "quit"), 10),
    binding(C::Quit, "", &[X::Always], &["ctrl-c", "ctrl-q"], ("退出", "quit"), 10),
];

impl Context {
    /// Whether letters are text here.
    pub(crate) fn writes(self) -> bool {
        matches!(self, Context::Writing | Context::Query | Context::Prompt)
    }
}

impl Binding {
    /// Whether the binding holds where the keys go now.
    pub(crate) fn holds(&self, here: Context) -> bool {
        self.contexts.iter().any(|context| match context {
            Context::Always => true,
            Context::Keys => !here.writes() && here != Context::Overlay,
            context => *context == here,
        })
    }
}
