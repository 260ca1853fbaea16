//! 名单: the rows of a file, in an order, through a filter, with the person's marks.

use std::collections::BTreeMap;
use std::path::PathBuf;

use greencat_core::{Code, Outcome, Verdict};

use super::marks::{Earlier, Mark};

/// One enterprise of a list with the answer for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: Box<str>,
    pub(crate) name: Box<str>,
    pub(crate) text: Box<str>,
    pub(crate) outcome: Outcome,
    pub(crate) confidence: u8,
    pub(crate) first: Option<(Code, Verdict)>,
}

/// How the rows are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Sort {
    /// As in the file.
    #[default]
    File,
    /// Least sure first: what is worth a look.
    Unsure,
    /// By the first entry.
    Entry,
}

impl Sort {
    pub(crate) fn next(self) -> Sort {
        match self {
            Sort::File => Sort::Unsure,
            Sort::Unsure => Sort::Entry,
            Sort::Entry => Sort::File,
        }
    }

    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Sort::File => ("原顺序", "file order"),
            Sort::Unsure => ("把握小的在前", "least sure first"),
            Sort::Entry => ("按条目", "by entry"),
        }
    }
}

/// The outcomes to filter by, in the order that the key goes through them.
pub(crate) const FILTERS: [Option<Outcome>; 6] =
    [None, Some(Outcome::Green), Some(Outcome::Conditional), Some(Outcome::Near), Some(Outcome::None), Some(Outcome::Unclear)];

/// The list.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub(crate) path: Option<PathBuf>,
    pub(crate) rows: Vec<Row>,
    /// The rows shown, by number.
    pub(crate) order: Vec<u32>,
    /// Rows that `order` has seen.
    ordered: usize,
    pub(crate) chosen: usize,
    pub(crate) top: usize,
    /// Rows that the pane shows, for a page's step.
    pub(crate) height: usize,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) entry: Option<Code>,
    pub(crate) sort: Sort,
    pub(crate) marks: BTreeMap<u32, Mark>,
    /// Marks of an earlier sitting whose rows have not come.
    pub(crate) earlier: Earlier,
    /// Hundredths read; `None` when all is read.
    pub(crate) progress: Option<u8>,
    /// Records that could not be read, and the first of them with its reason.
    pub(crate) faulty: usize,
    pub(crate) first_fault: Option<String>,
    /// How many rows have each outcome, in the order of [`FILTERS`].
    pub(crate) counts: [usize; 6],
}

impl List {
    /// An empty list for a file that is about to be read.
    pub(crate) fn opening(path: PathBuf) -> List {
        List { path: Some(path), progress: Some(0), ..List::default() }
    }

    pub(crate) fn current(&self) -> Option<&Row> {
        self.rows.get(self.number()?)
    }

    /// The number of the chosen row in the file, from 0.
    pub(crate) fn number(&self) -> Option<usize> {
        self.order.get(self.chosen).map(|number| *number as usize)
    }

    fn shows(&self, row: &Row) -> bool {
        let entry = |wanted: Code| row.first.is_some_and(|(code, _)| code.at_level(wanted.level()) == wanted);
        self.outcome.is_none_or(|outcome| row.outcome == outcome) && self.entry.is_none_or(entry)
    }

    /// Takes rows in, and gives them the marks they had.
    pub(crate) fn take(&mut self, rows: Vec<Row>) {
        for (number, row) in (self.rows.len() as u32..).zip(&rows) {
            if let Some(mark) = self.earlier.take(row) {
                self.marks.insert(number, mark);
            }
        }
        self.add(rows);
    }

    /// Adds rows. While the file is being read they only join the end: nothing jumps under the hand.
    fn add(&mut self, rows: Vec<Row>) {
        for row in &rows {
            self.counts[0] += 1;
            if let Some(place) = FILTERS.iter().position(|filter| *filter == Some(row.outcome)) {
                self.counts[place] += 1;
            }
        }
        self.rows.extend(rows);
        let fresh = (self.ordered..self.rows.len()).filter(|number| self.shows(&self.rows[*number]));
        let fresh: Vec<u32> = fresh.map(|number| number as u32).collect();
        self.order.extend(fresh);
        self.ordered = self.rows.len();
    }

    /// Filters and sorts anew; the chosen row stays chosen where it is still shown.
    pub(crate) fn arrange(&mut self) {
        let kept = self.number();
        let shown = (0..self.rows.len()).filter(|number| self.shows(&self.rows[*number]));
        let mut order: Vec<u32> = shown.map(|number| number as u32).collect();
        match self.sort {
            Sort::File => {}
            Sort::Unsure => order.sort_by_key(|number| self.rows[*number as usize].confidence),
            Sort::Entry => order.sort_by_key(|number| {
                let first = self.rows[*number as usize].first;
                (first.is_none(), first.map(|(code, verdict)| (code, std::cmp::Reverse(verdict))))
            }),
        }
        self.order = order;
        self.ordered = self.rows.len();
        let place = kept.and_then(|kept| self.order.iter().position(|number| *number as usize == kept));
        self.chosen = place.unwrap_or(0);
    }

    pub(crate) fn go(&mut self, place: usize) {
        self.chosen = place.min(self.order.len().saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, outcome: Outcome, confidence: u8, code: Option<&str>) -> Row {
        let first = code.map(|code| (code.parse().expect("a code"), Verdict::Direct));
        Row { id: id.into(), name: "".into(), text: "".into(), outcome, confidence, first }
    }

    fn list() -> List {
        let mut list = List::default();
        list.add(vec![
            row("a", Outcome::Green, 90, Some("3.1.2")),
            row("b", Outcome::None, 99, None),
            row("c", Outcome::Green, 60, Some("1.1.8")),
            row("d", Outcome::Conditional, 70, Some("1.1.8")),
        ]);
        list
    }

    fn ids(list: &List) -> String {
        list.order.iter().map(|number| list.rows[*number as usize].id.to_string()).collect()
    }

    #[test]
    fn rows_are_filtered_and_sorted_and_the_chosen_one_stays() {
        let mut list = list();
        list.go(2);
        list.sort = Sort::Unsure;
        list.arrange();
        assert_eq!(ids(&list), "cdab");
        assert_eq!(&*list.current().expect("a row").id, "c");
        list.outcome = Some(Outcome::Green);
        list.arrange();
        assert_eq!(ids(&list), "ca");
        list.sort = Sort::Entry;
        list.outcome = None;
        list.entry = Some("1.1".parse().expect("a code"));
        list.arrange();
        assert_eq!(ids(&list), "cd");
    }

    #[test]
    fn rows_that_come_later_pass_the_filter_too() {
        let mut list = list();
        list.outcome = Some(Outcome::Green);
        list.arrange();
        list.add(vec![row("e", Outcome::None, 9, None), row("f", Outcome::Green, 9, None)]);
        assert_eq!(ids(&list), "acf");
        assert_eq!(list.counts, [6, 3, 1, 0, 2, 0]);
    }

    #[test]
    fn an_empty_list_has_no_current_row() {
        let mut list = List::default();
        list.go(7);
        list.arrange();
        assert_eq!(list.current(), None);
    }
}
