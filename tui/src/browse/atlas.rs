//! The catalogue as the screen walks it: parents, children, neighbours, and which scope items a text names.

use std::cell::OnceCell;
use std::ops::Range;

use greencat_core::{Classifier, Code, Entry, Evidence, EvidenceKind};

mod kin;

use kin::Kin;

/// Every node, in catalogue order.
#[derive(Debug)]
pub(crate) struct Atlas {
    nodes: Vec<Entry>,
    kin: OnceCell<Kin>,
}

/// Words that name no subject: sharing them makes no two entries alike.
const GENERIC: [&str; 30] = [
    "设备", "装备", "制造", "产品", "技术", "系统", "工程", "设施", "材料", "节能", "高效", "建设", "运营", "服务", "生产", "项目", "装置",
    "利用", "处理", "综合", "改造", "绿色", "环保", "产业", "和", "及", "的", "、", "与", "专用",
];

impl Atlas {
    pub(crate) fn new(classifier: &Classifier) -> Atlas {
        Atlas { nodes: classifier.nodes().collect(), kin: OnceCell::new() }
    }

    pub(crate) fn nodes(&self) -> &[Entry] {
        &self.nodes
    }

    pub(crate) fn place(&self, code: Code) -> Option<usize> {
        self.nodes.binary_search_by(|node| node.code.cmp(&code)).ok()
    }

    pub(crate) fn entry(&self, code: Code) -> Option<&Entry> {
        self.nodes.get(self.place(code)?)
    }

    pub(crate) fn children(&self, code: Code) -> impl Iterator<Item = &Entry> {
        self.nodes.iter().filter(move |node| node.code.parent() == Some(code))
    }

    /// The number of level-3 entries at or below a node.
    pub(crate) fn leaves(&self, code: Code) -> usize {
        self.nodes.iter().filter(|node| node.code.level() == 3 && node.code.at_level(code.level()) == code).count()
    }

    /// Entries of the same subject in another role, nearest first.
    pub(crate) fn neighbours(&self, code: Code) -> Vec<&Entry> {
        let kin = self.kin.get_or_init(|| Kin::of(&self.nodes));
        let places = self.place(code).map(|place| kin.nearest(&self.nodes, place)).unwrap_or_default();
        places.into_iter().filter_map(|place| self.nodes.get(place)).collect()
    }
}

fn without_generic(text: &str) -> String {
    // Most words are not there: looking costs less than copying.
    GENERIC.iter().fold(text.to_owned(), |text, word| if text.contains(word) { text.replace(word, "\u{0}") } else { text })
}

/// The parts of a scope item, in characters, that the subjects of some evidence name.
pub(crate) fn named(item: &str, evidence: &[Evidence]) -> Vec<Range<usize>> {
    let item: Vec<char> = item.chars().collect();
    let mut ranges: Vec<Range<usize>> = evidence
        .iter()
        .filter(|evidence| evidence.kind == EvidenceKind::Subject)
        .filter_map(|evidence| shared(&item, &evidence.term.chars().collect::<Vec<char>>()))
        .collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|next, kept| {
        let overlaps = next.start <= kept.end;
        if overlaps {
            kept.end = kept.end.max(next.end);
        }
        overlaps
    });
    ranges
}

/// The longest run that both have, if it says more than a generic word.
fn shared(item: &[char], term: &[char]) -> Option<Range<usize>> {
    let mut best = 0..0;
    for start in 0..item.len() {
        for from in 0..term.len() {
            let run = item[start..].iter().zip(&term[from..]).take_while(|(left, right)| left == right).count();
            if run > best.len() {
                best = start..start + run;
            }
        }
    }
    let words: String = item[best.clone()].iter().collect();
    let telling = without_generic(&words).split('\u{0}').map(|part| part.chars().count()).max().unwrap_or(0);
    (telling >= 2).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(entries: &[&Entry]) -> Vec<String> {
        entries.iter().map(|entry| entry.code.to_string()).collect()
    }

    #[test]
    fn making_and_building_the_same_thing_are_neighbours() {
        let atlas = Atlas::new(&Classifier::embedded());
        let of = |code: &str| codes(&atlas.neighbours(code.parse().expect("a code")));
        assert!(of("3.1.2").contains(&"3.2.2".to_owned()), "{:?}", of("3.1.2"));
        assert!(of("3.2.1").contains(&"3.1.1".to_owned()), "{:?}", of("3.2.1"));
        assert!(of("1.4.2").contains(&"5.2.5".to_owned()), "{:?}", of("1.4.2"));
    }

    #[test]
    fn the_tree_has_six_thirty_and_two_hundred_eleven_nodes() {
        let atlas = Atlas::new(&Classifier::embedded());
        let of = |level| atlas.nodes().iter().filter(|node| node.code.level() == level).count();
        assert_eq!((of(1), of(2), of(3)), (6, 30, 211));
        let roots: usize = atlas.nodes().iter().filter(|node| node.code.level() == 1).map(|node| atlas.leaves(node.code)).sum();
        assert_eq!(roots, 211);
    }

    #[test]
    fn a_scope_item_shows_the_words_the_text_named_but_not_generic_ones() {
        let evidence = |term: &str| Evidence {
            kind: EvidenceKind::Subject,
            term: term.to_owned(),
            span: greencat_core::Span { start: 0, end: 1 },
            points: 1,
        };
        assert_eq!(named("晶硅光伏组件", &[evidence("光伏组件")]), vec![2..6]);
        assert_eq!(named("风电设备", &[evidence("光伏设备")]), Vec::<Range<usize>>::new());
    }
}
