//! Items of a clause and the roles that reach them.
//!
//! A clause is a list. Its items carry verbs of their own (光伏组件**销售**), share a head
//! (**研发、生产**：A、B; **生产**A、B) or a tail (A、B的**研发、生产**). The item's own verbs, the head's and the
//! tail's are kept apart: what an item says of itself weighs more than what it inherits.

use std::ops::Range;

mod others;
mod shared;

use crate::clause::Mark;
use crate::index::layout::{self, class};
use crate::role::{Role, RoleSet};
use crate::segment::Token;
use crate::words::{Words, is_word};

pub(crate) use shared::EQUIPMENT;

/// Verbs with the places where they stand.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Verbs {
    /// All roles of the verbs.
    pub(crate) roles: RoleSet,
    /// Those of them that only soft verbs (工程) state are here, not in `roles`, until the item is settled.
    soft: RoleSet,
    /// For each of the first four, 16 bits, the first lowest: the number of its token plus one, or [`Verbs::INSIDE`].
    /// In one word, since items hand verbs on all the time.
    places: u64,
}

impl Verbs {
    /// A verb inside a term, which has no place of its own.
    const INSIDE: u16 = u16::MAX;

    /// Adds the verb that is token `number` of the window.
    fn push(&mut self, roles: RoleSet, number: usize) {
        if !roles.is_empty() {
            self.roles |= roles;
            self.place(number as u16 + 1);
        }
    }

    fn push_soft(&mut self, roles: RoleSet, number: usize) {
        self.soft |= roles;
        self.place(number as u16 + 1);
    }

    /// Adds the verb inside a term, if it has one.
    fn push_inside(&mut self, roles: RoleSet) {
        if !roles.is_empty() {
            self.roles |= roles;
            self.place(Verbs::INSIDE);
        }
    }

    fn place(&mut self, place: u16) {
        self.places |= u64::from(place).checked_shl(self.used()).unwrap_or(0);
    }

    /// The bits in use for places.
    fn used(&self) -> u32 {
        (u64::BITS - self.places.leading_zeros()).next_multiple_of(u16::BITS)
    }

    fn extend(&mut self, other: &Verbs) {
        self.roles |= other.roles;
        self.soft |= other.soft;
        // What has no room is told no more.
        self.places |= other.places.checked_shl(self.used()).unwrap_or(0);
    }

    /// Whether no verb, not even a soft one, is there.
    pub(crate) fn is_empty(&self) -> bool {
        (self.roles | self.soft).is_empty()
    }

    /// Lets soft verbs count, unless the item only talks about its subject: 污水处理**工程设计** builds nothing.
    fn settle(&mut self) {
        if !self.roles.meets(RoleSet::TALK) {
            self.roles |= self.soft;
        }
        self.soft = RoleSet::EMPTY;
    }

    /// The numbers of the verbs among the window's tokens: of the first few, which is enough for evidence.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> + use<> {
        let places = self.places;
        (0..u64::BITS / u16::BITS)
            .map(move |number| (places >> (number * u16::BITS)) as u16)
            .take_while(|place| *place > 0)
            .filter(|place| *place != Verbs::INSIDE)
            .map(|place| usize::from(place) - 1)
    }
}

/// Enterprises: behind an activity they are others (光伏**企业**), behind a product its makers (动力电池**企业**).
pub(crate) const ENTERPRISES: Words = Words::new(&["企业", "公司", "集团"]);

/// Verbs of those who study or advise.
const STUDY: RoleSet = RoleSet::of(&[Role::Research, Role::Consult]);
/// Work on waste, which becomes a matter of study in front of 技术开发.
const WASTE_WORK: RoleSet = RoleSet::of(&[Role::Treat, Role::Recycle, Role::Retrofit]);
/// Roles of who only pays.
const PAID: RoleSet = RoleSet::of(&[Role::Invest]);

/// One item of a clause.
// Independent marks of one pass each; a state machine would hide that.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Default)]
pub(crate) struct Item {
    /// Range in the window's buffer.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Range in the window's tokens.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// Verbs before the first content, after the last, and between.
    lead: Verbs,
    trail: Verbs,
    /// Verbs that open the item but end the list before it: A、B研发、**制造**及C的总装.
    closing: Verbs,
    middle: Verbs,
    /// Whether there is content besides verbs and fillers.
    content: bool,
    subject: bool,
    /// The role of the verb with which the item's last subject ends (污水**处理**).
    inner: RoleSet,
    pub(crate) colon: bool,
    /// Whether it only introduces others.
    head: bool,
    /// Whether a head with a colon governs it, which no tail overrides.
    listed: bool,
    /// Whether it names whom the enterprise works for (为污水厂、电厂提供…).
    pub(crate) for_others: bool,
    /// Whether the verbs it inherits make equipment: 化工、炼油、核电专用**设备**的制造.
    pub(crate) for_equipment: bool,
    /// Dropped: boilerplate or an exclusion.
    pub(crate) dropped: bool,
    /// All verbs that count for the item.
    pub(crate) verbs: Verbs,
    /// Advice behind a later item that is that item's own (环保、**软件技术咨询**); only what is a matter of advice
    /// itself shares it.
    pub(crate) advice: Verbs,
    /// The roles the item states itself.
    pub(crate) own: RoleSet,
    /// The roles that govern the item's subject; talk that is only added to it (污水处理**及技术咨询**) is left out.
    pub(crate) governing: RoleSet,
    /// Whether a comma, not a list mark, stands before it.
    after_comma: bool,
    /// Whether what stands before it ends in a verb.
    after_verb: bool,
    /// Whether its verbs belong to the noun behind it, so that they are nobody's tail (，收购、销售废旧金属).
    forward: bool,
    /// Whether its verbs are a business of their own (技术服务), no head or tail of the other items.
    alone: bool,
    /// Whether a conjunction stands between the last subject and the verbs behind it.
    joined: bool,
}

impl Item {
    fn verb_only(&self) -> bool {
        !self.content && !(self.lead.is_empty())
    }

    /// Whether the item says anything; a mere heading (经营范围) does not.
    pub(crate) fn tells(&self) -> bool {
        self.content || !self.lead.is_empty()
    }

    /// Whether the item carries subjects to judge.
    pub(crate) fn judged(&self) -> bool {
        self.subject && !self.dropped && !self.head
    }
}

/// Characters that carry no content between a subject and its verb.
fn is_filler(character: char) -> bool {
    matches!(
        character,
        '及' | '和' | '与' | '并' | '或' | '等' | '其' | '以' | '兼' | '之' | '类' | '各' | '种' | '上' | '述' | '有' | '关' | '相'
    ) || !is_word(character)
}

/// Whether these characters join two activities.
pub(crate) fn joins(chars: &[char]) -> bool {
    chars.iter().any(|character| matches!(character, '及' | '和' | '与' | '并' | '或' | '兼'))
}

/// Whether what stands at `at` makes a noun of the verb or activity before it (处理**器**, 保护**管**, 脱硫**设备**).
pub(crate) fn makes_noun(chars: &[char], at: usize) -> bool {
    const ONE: Words = Words::new(&[
        "器", "机", "管", "箱", "套", "剂", "膜", "仪", "车", "泵", "柜", "件", "槽", "罐", "塔", "炉", "网", "镜", "服", "卡", "板",
    ]);
    const TWO: Words = Words::new(&["设备", "装置", "装备", "材料", "工具", "器材", "药剂", "机械", "仪器", "机具"]);
    // These characters also begin words of their own.
    const NOT: Words =
        Words::new(&["机电", "机构", "机关", "机场", "机组", "机制", "管理", "管网", "管道", "服务", "网络", "网点", "车间"]);
    TWO.begin(chars, at) || (ONE.begin(chars, at) && !NOT.begin(chars, at))
}

/// Cuts the passage, whose tokens are those of the window from `first` on, into items and finds the roles of each.
pub(crate) fn items(
    chars: &[char],
    marks: &[(usize, Mark)],
    passage: Range<usize>,
    tokens: &[Token],
    first: usize,
    inherited: Option<&Verbs>,
    items: &mut Vec<Item>,
) {
    cut(marks, passage, tokens, first, items);
    others::drop_cues(items, tokens);
    others::drop_excepted(chars, items, tokens);
    others::mark_others(chars, items, tokens);
    for item in items.iter_mut() {
        read(chars, tokens, item);
    }
    if others::invests(chars, items) {
        for item in items.iter_mut() {
            item.for_others = true;
        }
    }
    shared::share_heads(items, inherited);
    shared::share_tails(chars, items, tokens);
    for item in items.iter_mut() {
        item.verbs.settle();
    }
}

/// Cuts at separators that no token covers.
fn cut(marks: &[(usize, Mark)], passage: Range<usize>, tokens: &[Token], mut first: usize, items: &mut Vec<Item>) {
    let mut last = first;
    let (mut start, mut after_comma) = (passage.start, false);
    let mut cut_at = |at: usize, mark: Mark, last: usize| {
        let colon = mark == Mark::Colon;
        if at > start {
            items.push(Item { start, end: at, first, last, colon, after_comma, ..Item::default() });
        } else if let Some(previous) = items.last_mut() {
            previous.colon |= colon;
        }
        (start, first, after_comma) = (at + 1, last, mark == Mark::Comma);
    };
    let behind = marks.partition_point(|(at, _)| *at < passage.start);
    for (at, mark) in marks[behind..].iter().take_while(|(at, _)| *at < passage.end) {
        while tokens.get(last).is_some_and(|token| token.end <= *at) {
            last += 1;
        }
        let covered = tokens.get(last).is_some_and(|token| token.start <= *at);
        if *mark != Mark::Heading && !covered {
            cut_at(*at, *mark, last);
        }
    }
    cut_at(passage.end, Mark::Clause, tokens.len());
}

/// Finds an item's verbs and what stands before and after them.
fn read(chars: &[char], tokens: &[Token], item: &mut Item) {
    if item.dropped {
        return;
    }
    let mut at = item.start;
    let mut content = false;
    let mut joined = false;
    let mut alone = true;
    let mut pending = Verbs::default();
    // Whether a conjunction follows the last verb or content, over fillers as well: 制造及**成套**机械的总装.
    let mut closes = false;
    let note_content = |item: &mut Item, pending: &mut Verbs, content: &mut bool, closes: &mut bool| {
        if *content {
            item.middle.extend(pending);
        } else if *closes {
            item.closing.extend(pending);
        } else {
            item.lead.extend(pending);
        }
        *pending = Verbs::default();
        (*content, *closes) = (true, false);
    };
    for (number, token) in (item.first..).zip(tokens.get(item.first..item.last).unwrap_or_default()) {
        let gap = &chars[at..token.start];
        closes |= gap.first().is_some_and(|first| joins(&[*first]));
        if gap.iter().any(|character| !is_filler(*character)) {
            note_content(item, &mut pending, &mut content, &mut closes);
            item.inner = RoleSet::EMPTY;
        }
        at = token.end;
        match token.term.class {
            class::ROLE if token.term.payload & layout::FORMS_NOUNS == 0 || !makes_noun(chars, token.end) => {
                if pending.is_empty() {
                    joined = closes || joins(gap);
                } else if token.term.roles.within(STUDY) && pending.roles.within(WASTE_WORK) && !joins(gap) {
                    // 生活污水回收**技术开发** studies the recycling.
                    pending = Verbs::default();
                }
                closes = false;
                alone &= token.term.payload & layout::ALONE != 0;
                if token.term.payload & layout::SOFT == 0 {
                    pending.push(token.term.roles, number);
                } else {
                    pending.push_soft(token.term.roles, number);
                }
            }
            class::FILLER | class::CUE => {}
            class::SUBJECT => {
                note_content(item, &mut pending, &mut content, &mut closes);
                item.subject = true;
                item.inner = token.term.roles;
            }
            _ => {
                note_content(item, &mut pending, &mut content, &mut closes);
                item.inner = RoleSet::EMPTY;
            }
        }
    }
    let rest = &chars[at.min(item.end)..item.end];
    // What an enterprise is, is no business: 研发、生产及销售的**高科技企业**.
    let enterprise = !pending.is_empty() && ENTERPRISES.end(rest);
    if !enterprise && rest.iter().any(|character| !is_filler(*character)) {
        closes |= chars.get(at).is_some_and(|first| joins(&[*first]));
        note_content(item, &mut pending, &mut content, &mut closes);
        item.inner = RoleSet::EMPTY;
    }
    if content {
        item.trail = pending;
    } else {
        item.lead = pending;
    }
    item.content = content;
    item.joined = joined;
    item.alone = alone && !content;
    let mut verbs = item.lead;
    verbs.extend(&item.middle);
    verbs.extend(&item.trail);
    item.own = verbs.roles;
    item.governing = item.lead.roles | item.middle.roles | if joined { RoleSet::EMPTY } else { item.trail.roles };
    item.verbs = verbs;
}
