//! How much stands on one A4 sheet. The text, the entries and the questions take what they need; the
//! criteria share the rest. The points are those of the style in `html`.

use super::super::wide::{self, columns};
use super::{Page, Run, Wanted, terms};

/// The height between the margins, less a reserve for fonts that set wider.
const SHEET: usize = 757 - 22;
/// A line of text.
const LINE: usize = 13;
/// Half-width characters in a line of text.
const COLUMNS: usize = 110;
/// Title, outcome, versions.
const HEAD: usize = 54;
/// A heading.
const HEADING: usize = 27;
/// What a row of the table takes beside its lines.
const BORDER: usize = 5;
/// Half-width characters in the columns for an entry's name and for its evidence.
const CELLS: (usize, usize) = (40, 40);

fn lines(cells: usize, columns: usize) -> usize {
    cells.div_ceil(columns).max(1)
}

/// The points that all but the criteria take.
fn taken(page: &Page<'_>) -> usize {
    let rows: usize = page
        .standings()
        .iter()
        .map(|standing| {
            let name = lines(columns(page.lang.pick(&standing.name, &standing.name_en)), CELLS.0);
            let terms = lines(columns(&terms(standing).join("、")), CELLS.1);
            BORDER + LINE * name.max(terms)
        })
        .sum();
    let text: Vec<char> = page
        .runs()
        .into_iter()
        .flat_map(|run| match run {
            Run::Plain(text) | Run::Evidence(_, text) => text.chars().collect::<Vec<char>>(),
            Run::Gap => vec!['…'; 4],
        })
        .collect();
    let text = LINE * wide::lines(&text, COLUMNS).len();
    let asked = page.asked();
    let questions: usize =
        asked.iter().map(|(question, answer)| LINE * lines(columns(question) + columns(answer.unwrap_or("")) + 8, COLUMNS)).sum();
    let headings = if asked.is_empty() { 3 } else { 4 };
    HEAD + headings * HEADING + 2 * (BORDER + LINE) + rows + text + questions
}

/// Leaves each entry as many criteria as there is room for: one for each in turn, those first of which the
/// officer knows something.
pub(super) fn share(page: &Page<'_>, wanted: &mut [Wanted<'_>]) {
    // Each entry has a line for its name, and may need one that tells how much is left out.
    let mut left = SHEET.saturating_sub(taken(page) + wanted.len() * 2 * (LINE + 2));
    let mut kept: Vec<Vec<bool>> = wanted.iter().map(|wanted| vec![false; wanted.criteria.len()]).collect();
    for known in [true, false] {
        let longest = wanted.iter().map(|wanted| wanted.criteria.len()).max().unwrap_or(0);
        for turn in 0..longest {
            for (wanted, kept) in wanted.iter().zip(&mut kept) {
                let Some((criterion, tick)) = wanted.criteria.get(turn).filter(|(_, tick)| tick.is_some() == known) else { continue };
                let cells = columns(&criterion.subject) + columns(&criterion.requirement) + columns(&criterion.standard) + 18;
                let height = LINE * lines(cells, COLUMNS);
                if tick.is_some() == known && height <= left {
                    left -= height;
                    kept[turn] = true;
                }
            }
        }
    }
    for (wanted, kept) in wanted.iter_mut().zip(kept) {
        let all = wanted.criteria.len();
        let mut keep = kept.into_iter();
        wanted.criteria.retain(|_| keep.next().unwrap_or(false));
        wanted.left_out = all - wanted.criteria.len();
    }
}
