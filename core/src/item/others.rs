//! What of a clause is not the enterprise's own business: boilerplate, exclusions, its customers' trades.

use super::{Item, PAID};
use crate::index::layout::{class, cue};
use crate::segment::Token;
use crate::words::{Words, begins};

/// Applies the cues that drop an item or a part of it.
pub(super) fn drop_cues(items: &mut [Item], tokens: &[Token]) {
    let mut rest_of_clause = false;
    let mut rest_of_list = false;
    let mut at = 0;
    while at < items.len() {
        let item = &mut items[at];
        rest_of_list &= !item.after_comma;
        item.dropped = rest_of_clause || rest_of_list;
        let mut whole_clause = false;
        for (number, token) in tokens.iter().enumerate().take(item.last).skip(item.first) {
            if token.term.class != class::CUE {
                continue;
            }
            let drops = |effect: u16| token.term.payload & effect != 0;
            if drops(cue::CLAUSE) {
                whole_clause = true;
            }
            if drops(cue::ITEM) {
                item.dropped = true;
            }
            if drops(cue::BEFORE) {
                item.first = number + 1;
                item.start = token.end;
            }
            if drops(cue::REST | cue::CLAUSE_REST | cue::LIST_REST) {
                item.last = number;
                item.end = token.start;
                rest_of_clause |= drops(cue::CLAUSE_REST);
                rest_of_list |= drops(cue::LIST_REST);
                break;
            }
        }
        if whole_clause {
            for item in items.iter_mut() {
                item.dropped = true;
            }
            return;
        }
        at += 1;
    }
}

/// Drops items that begin with 除 and a subject: the 外 that should close the exception is missing or far away.
pub(super) fn drop_excepted(chars: &[char], items: &mut [Item], tokens: &[Token]) {
    for item in items {
        let subject = tokens.get(item.first).is_some_and(|token| token.start == item.start + 1 && token.term.class == class::SUBJECT);
        item.dropped |= subject && chars.get(item.start) == Some(&'除');
    }
}

/// Words with which a cooperative buys for its members or sells what they grow.
const FOR_MEMBERS: Words = Words::new(&["组织收购", "组织采购", "组织购买", "组织销售", "收购、销售成员", "开展成员生产"]);
/// Words that begin a list of customers, closed by 提供 in a later item.
const FOR: Words = Words::new(&["专业致力于为", "为", "向", "面向", "主要为", "专业为", "专为", "致力于为", "专注于为", "致力于向"]);
/// A list of customers is not longer, in items.
const CUSTOMERS: usize = 12;

/// Whether the list is what an investor puts money into: 对房地产、生态农业、旅游业的**投资**.
pub(super) fn invests(chars: &[char], items: &[Item]) -> bool {
    let opens = items.first().is_some_and(|item| begins(chars, item.start, "对"));
    let last = items.iter().rev().find(|item| !item.dropped);
    let commas = items.iter().any(|item| item.after_comma);
    opens && !commas && last.is_some_and(|item| !item.trail.roles.is_empty() && item.trail.roles.within(PAID))
}

/// Where the item goes on behind the words that say nothing (本公司).
fn after_fillers(item: &Item, tokens: &[Token]) -> usize {
    let own = tokens.get(item.first..item.last).unwrap_or_default();
    own.iter()
        .take_while(|token| token.term.class == class::FILLER)
        .fold(item.start, |at, token| if token.start == at { token.end } else { at })
}

/// Marks what is others': the goods of a cooperative's members, and customers: in 为化工、电力、污水处理等领域提供阀门
/// the fields before 提供.
pub(super) fn mark_others(chars: &[char], items: &mut [Item], tokens: &[Token]) {
    if items.first().is_some_and(|item| FOR_MEMBERS.begin(chars, item.start)) {
        for item in items.iter_mut() {
            item.for_others = true;
        }
    }
    let mut first = 0;
    while first + 1 < items.len() {
        // A cue (面向) may have cut the item's end away; its start stands.
        let opening = after_fillers(&items[first], tokens);
        if !FOR.begin(chars, opening) {
            first += 1;
            continue;
        }
        let mut near = items.iter().enumerate().take(first + CUSTOMERS).skip(first + 1);
        let provides = |item: &Item| (item.start..item.end).find(|at| begins(chars, *at, "提供"));
        let found = near.find_map(|(number, item)| provides(item).map(|at| (number, at + 2)));
        let Some((last, at)) = found else {
            first += 1;
            continue;
        };
        items[first..last].iter_mut().for_each(|item| item.for_others = true);
        let item = &mut items[last];
        item.start = at;
        item.first += tokens.get(item.first..item.last).unwrap_or_default().iter().take_while(|token| token.start < at).count();
        first = last;
    }
}
