//! Items of a clause and the roles that reach them.
//!
//! A clause is a list. Its items carry verbs of their own (光伏组件**销售**), share a head
//! (**研发、生产**：A、B; **生产**A、B) or a tail (A、B的**研发、生产**). The item's own verbs, the head's and the
//! tail's are kept apart: what an item says of itself weighs more than what it inherits.

use crate::clause::{Mark, mark};
use crate::index::layout::{self, class, cue};
use crate::role::{Role, RoleSet};
use crate::segment::Token;

/// Verbs with the places where they stand, at most [`Verbs::KEPT`] of them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Verbs {
    /// All roles of the verbs.
    pub(crate) roles: RoleSet,
    /// Those of them that only soft verbs (工程) state are here, not in `roles`, until the item is settled.
    soft: RoleSet,
    /// Roles and buffer range of each; a window's buffer is shorter than 2^16 characters.
    places: [(RoleSet, u16, u16); Verbs::KEPT],
    len: u8,
}

impl Verbs {
    /// Places kept for the evidence; the roles of further verbs count, their places are not told.
    const KEPT: usize = 4;

    fn push(&mut self, roles: RoleSet, start: usize, end: usize) {
        if roles.is_empty() {
            return;
        }
        self.roles |= roles;
        self.place(roles, start, end);
    }

    fn push_soft(&mut self, roles: RoleSet, start: usize, end: usize) {
        self.soft |= roles;
        self.place(roles, start, end);
    }

    fn place(&mut self, roles: RoleSet, start: usize, end: usize) {
        if let Some(slot) = self.places.get_mut(usize::from(self.len)) {
            *slot = (roles, start as u16, end as u16);
            self.len += 1;
        }
    }

    fn extend(&mut self, other: &Verbs) {
        self.roles |= other.roles;
        self.soft |= other.soft;
        for (roles, start, end) in other.places() {
            self.place(roles, start, end);
        }
    }

    /// Whether no verb, not even a soft one, is there.
    fn is_empty(&self) -> bool {
        (self.roles | self.soft).is_empty()
    }

    /// Lets soft verbs count, unless the item only talks about its subject: 污水处理**工程设计** builds nothing.
    fn settle(&mut self) {
        if !self.roles.meets(RoleSet::TALK) {
            self.roles |= self.soft;
        }
        self.soft = RoleSet::EMPTY;
    }

    /// Roles and buffer range of each kept verb.
    pub(crate) fn places(&self) -> impl Iterator<Item = (RoleSet, usize, usize)> + '_ {
        self.places.iter().take(usize::from(self.len)).map(|(roles, start, end)| (*roles, usize::from(*start), usize::from(*end)))
    }
}

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
    /// Range in the passage's tokens.
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
    /// The roles the item states itself.
    pub(crate) own: RoleSet,
    /// The roles that govern the item's subject; talk that is only added to it (污水处理**及技术咨询**) is left out.
    pub(crate) governing: RoleSet,
    /// Whether a comma, not a list mark, stands before it.
    after_comma: bool,
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
    "及和与并或等其以兼之类各种上述有关相关".contains(character) || !character.is_alphanumeric()
}

/// Whether these characters join two activities.
pub(crate) fn joins(chars: &[char]) -> bool {
    chars.iter().any(|character| "及和与并或兼".contains(*character))
}

/// Whether what stands at `at` makes a noun of the verb or activity before it (处理**器**, 保护**管**, 脱硫**设备**).
pub(crate) fn makes_noun(chars: &[char], at: usize) -> bool {
    const ONE: &str = "器机管箱套剂膜仪车泵柜件槽罐塔炉网镜服卡板";
    const TWO: [&str; 10] = ["设备", "装置", "装备", "材料", "工具", "器材", "药剂", "机械", "仪器", "机具"];
    // These characters also begin words of their own.
    const NOT: [&str; 13] = ["机电", "机构", "机关", "机场", "机组", "机制", "管理", "管网", "管道", "服务", "网络", "网点", "车间"];
    let Some(next) = chars.get(at) else { return false };
    let begins = |word: &str| {
        let mut word = word.chars();
        word.next() == Some(*next) && word.next().as_ref() == chars.get(at + 1)
    };
    TWO.iter().any(|word| begins(word)) || (ONE.contains(*next) && !NOT.iter().any(|word| begins(word)))
}

/// Cuts the passage `start..end` into items and finds the roles of each.
pub(crate) fn items(chars: &[char], start: usize, end: usize, tokens: &[Token], inherited: Option<&Verbs>, items: &mut Vec<Item>) {
    cut(chars, start, end, tokens, items);
    drop_cues(items, tokens);
    drop_excepted(chars, items, tokens);
    mark_others(chars, items, tokens);
    for item in items.iter_mut() {
        read(chars, tokens, item);
    }
    share_heads(items, inherited);
    share_tails(chars, items);
    for item in items.iter_mut() {
        item.verbs.settle();
    }
}

/// Cuts at separators that no token covers.
fn cut(chars: &[char], start: usize, end: usize, tokens: &[Token], items: &mut Vec<Item>) {
    let mut item = Item { start, ..Item::default() };
    let mut token = 0;
    let mut at = start;
    while at <= end {
        if at < end && tokens.get(token).is_some_and(|token| token.start == at) {
            at = tokens[token].end;
            token += 1;
            continue;
        }
        let mark = if at == end { Mark::Clause } else { mark(chars[at]) };
        if mark == Mark::Text {
            at += 1;
            continue;
        }
        item.end = at;
        item.last = token;
        item.colon = mark == Mark::Colon;
        if item.end > item.start {
            items.push(item);
        } else if item.colon
            && let Some(previous) = items.last_mut()
        {
            previous.colon = true;
        }
        item = Item { start: at + 1, first: token, after_comma: mark == Mark::Comma, ..Item::default() };
        at += 1;
    }
}

/// Applies the cues that drop an item or a part of it.
fn drop_cues(items: &mut [Item], tokens: &[Token]) {
    let mut rest_of_clause = false;
    let mut at = 0;
    while at < items.len() {
        let item = &mut items[at];
        item.dropped = rest_of_clause;
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
            if drops(cue::REST | cue::CLAUSE_REST) {
                item.last = number;
                item.end = token.start;
                rest_of_clause |= drops(cue::CLAUSE_REST);
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
fn drop_excepted(chars: &[char], items: &mut [Item], tokens: &[Token]) {
    for item in items {
        let subject = tokens.get(item.first).is_some_and(|token| token.start == item.start + 1 && token.term.class == class::SUBJECT);
        item.dropped |= subject && chars.get(item.start) == Some(&'除');
    }
}

/// Words with which a cooperative buys for its members or sells what they grow.
const FOR_MEMBERS: [&str; 5] = ["组织收购", "组织采购", "组织购买", "组织销售", "收购、销售成员"];
/// Words that begin a list of customers, closed by 提供 in a later item.
const FOR: [&str; 8] = ["为", "向", "面向", "主要为", "专业为", "致力于为", "专注于为", "致力于向"];
/// A list of customers is not longer, in items.
const CUSTOMERS: usize = 12;

/// Where the item goes on behind the words that say nothing (本公司).
fn after_fillers(item: &Item, tokens: &[Token]) -> usize {
    let own = tokens.get(item.first..item.last).unwrap_or_default();
    own.iter()
        .take_while(|token| token.term.class == class::FILLER)
        .fold(item.start, |at, token| if token.start == at { token.end } else { at })
}

/// Marks what is others': the goods of a cooperative's members, and customers: in 为化工、电力、污水处理等领域提供阀门
/// the fields before 提供.
fn mark_others(chars: &[char], items: &mut [Item], tokens: &[Token]) {
    let begins = |at: usize, word: &str| word.chars().enumerate().all(|(offset, character)| chars.get(at + offset) == Some(&character));
    if items.first().is_some_and(|item| FOR_MEMBERS.iter().any(|word| begins(item.start, word))) {
        for item in items.iter_mut() {
            item.for_others = true;
        }
    }
    let mut first = 0;
    while first + 1 < items.len() {
        // A cue (面向) may have cut the item's end away; its start stands.
        let opening = after_fillers(&items[first], tokens);
        if !FOR.iter().any(|word| begins(opening, word)) {
            first += 1;
            continue;
        }
        let mut near = items.iter().enumerate().take(first + CUSTOMERS).skip(first + 1);
        let provides = |item: &Item| (item.start..item.end).find(|at| begins(*at, "提供"));
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
    let note_content = |item: &mut Item, pending: &mut Verbs, content: &mut bool, closes: bool| {
        if *content {
            item.middle.extend(pending);
        } else if closes {
            item.closing.extend(pending);
        } else {
            item.lead.extend(pending);
        }
        *pending = Verbs::default();
        *content = true;
    };
    for token in tokens.get(item.first..item.last).unwrap_or_default() {
        let gap = &chars[at..token.start];
        let closes = gap.first().is_some_and(|first| joins(&[*first]));
        if gap.iter().any(|character| !is_filler(*character)) {
            note_content(item, &mut pending, &mut content, closes);
            item.inner = RoleSet::EMPTY;
        }
        at = token.end;
        match token.term.class {
            class::ROLE if token.term.payload & layout::FORMS_NOUNS == 0 || !makes_noun(chars, token.end) => {
                if pending.is_empty() {
                    joined = joins(gap);
                } else if token.term.roles.within(Role::Research.into()) && pending.roles.within(WASTE_WORK) && !joins(gap) {
                    // 生活污水回收**技术开发** studies the recycling.
                    pending = Verbs::default();
                }
                alone &= token.term.payload & layout::ALONE != 0;
                if token.term.payload & layout::SOFT == 0 {
                    pending.push(token.term.roles, token.start, token.end);
                } else {
                    pending.push_soft(token.term.roles, token.start, token.end);
                }
            }
            class::FILLER | class::CUE => {}
            class::SUBJECT => {
                note_content(item, &mut pending, &mut content, closes);
                item.subject = true;
                item.inner = token.term.roles;
            }
            _ => {
                note_content(item, &mut pending, &mut content, closes);
                item.inner = RoleSet::EMPTY;
            }
        }
    }
    if chars[at.min(item.end)..item.end].iter().any(|character| !is_filler(*character)) {
        let closes = chars.get(at).is_some_and(|first| joins(&[*first]));
        note_content(item, &mut pending, &mut content, closes);
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

/// Own verbs that leave room for a head's: they say how, not what.
const OPEN: RoleSet = RoleSet::of(&[Role::Serve, Role::Research, Role::Build, Role::Develop]);

/// What governs the items to come.
#[derive(Default)]
struct Head {
    verbs: Verbs,
    colon: bool,
}

/// A run of verb-only items whose owner is still open.
#[derive(Default)]
struct Run {
    verbs: Verbs,
    /// The first of the run's items.
    first: usize,
    /// Whether a comma stands before the run.
    after_comma: bool,
}

/// Lets heads govern the items after them, up to the next head or the end of the clause.
fn share_heads(items: &mut [Item], inherited: Option<&Verbs>) {
    let mut head = Head { verbs: inherited.copied().unwrap_or_default(), colon: false };
    let mut run = Run::default();
    // A run of verbs belongs to the nouns before it, unless it opens the clause, follows a head or a comma.
    let mut opens = true;
    for number in 0..items.len() {
        let item = &mut items[number];
        if item.dropped {
            continue;
        }
        if item.verb_only() {
            if item.alone && !item.colon {
                continue;
            }
            if run.verbs.is_empty() {
                run = Run { first: number, after_comma: item.after_comma, ..Run::default() };
            }
            run.verbs.extend(&item.lead);
            if item.colon {
                item.head = true;
                head = Head { verbs: std::mem::take(&mut run).verbs, colon: true };
                opens = true;
            }
            continue;
        }
        if !item.content {
            continue;
        }
        if item.colon && !item.subject {
            item.head = true;
            head = Head { verbs: item.verbs, colon: true };
            run = Run::default();
            opens = true;
            continue;
        }
        let forward = !run.verbs.is_empty() && (opens || (run.after_comma && !item.after_comma && !item.lead.is_empty()));
        if item.lead.is_empty() {
            if forward {
                head = Head { verbs: run.verbs, colon: false };
            }
            if item.own.within(OPEN) {
                item.verbs.extend(&head.verbs);
                item.governing |= head.verbs.roles;
                // 服务：… only opens a list; a tail may still say what is done.
                item.listed = head.colon && !head.verbs.roles.within(RoleSet::of(&[Role::Serve]));
            }
        } else {
            let mut verbs = if forward { run.verbs } else { Verbs::default() };
            item.verbs.extend(&verbs);
            item.governing |= verbs.roles;
            verbs.extend(&item.lead);
            head = Head { verbs, colon: false };
        }
        if forward && !opens {
            items[run.first..number].iter_mut().for_each(|item| item.forward = true);
        }
        run = Run::default();
        opens = false;
    }
}

/// Whether the item before `number` ends in a verb.
fn after_verb(ends: &[bool], number: usize) -> bool {
    number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(false)
}

/// Lets the verbs behind a list reach back to its items without verbs of their own.
/// Nouns that make equipment of what stands before them.
pub(crate) const EQUIPMENT: [&str; 8] = ["设备", "装置", "装备", "机组", "成套", "生产线", "仪器", "材料"];

/// Whether the noun before the item's last verbs is equipment.
fn ends_in_equipment(chars: &[char], item: &Item) -> bool {
    let end = item.trail.places().map(|(_, start, _)| start).min().unwrap_or(item.end);
    let name = chars.get(item.start..end).unwrap_or_default();
    EQUIPMENT.iter().any(|word| word.chars().rev().zip(name.iter().rev()).filter(|(a, b)| a == *b).count() == word.chars().count())
}

fn share_tails(chars: &[char], items: &mut [Item]) {
    let mut tail = Verbs::default();
    let mut equipment = false;
    let mut behind = Verbs::default();
    let mut opening = items.iter().take_while(|item| item.dropped || item.verb_only() || item.head).count();
    if items[..opening].iter().all(|item| item.dropped || item.head) {
        opening = 0;
    }
    // For each item whether it ends in a verb, so that 光伏组件研发、技术服务 is told from 光伏组件、技术服务.
    let kept: Vec<bool> = items.iter().map(|item| !item.trail.roles.is_empty() || (item.verb_only() && !item.alone)).collect();
    for number in (0..items.len()).rev() {
        let item = &mut items[number];
        if item.dropped {
            continue;
        }
        if item.head {
            tail = Verbs::default();
            behind = Verbs::default();
            continue;
        }
        if item.verb_only() {
            let tail = !item.alone || after_verb(&kept, number);
            if number >= opening && !item.forward && tail {
                let later = behind;
                behind = item.lead;
                behind.extend(&later);
            }
            continue;
        }
        if !item.content {
            continue;
        }
        if !item.trail.roles.is_empty() || !behind.is_empty() {
            // In 花卉、蔬菜种植及销售 the 种植 inside the term reaches back as well.
            let mut all = Verbs::default();
            if item.joined || !item.trail.roles.meets(RoleSet::TALK) {
                all.push(item.inner, item.end, item.end);
            }
            // 房地产信息咨询 advises on real estate, not on the items before it.
            let strange = !item.subject
                && behind.is_empty()
                && item.trail.soft.is_empty()
                && item.trail.roles.within(RoleSet::of(&[Role::Consult, Role::Serve]));
            if !strange {
                all.extend(&item.trail);
                all.extend(&behind);
            }
            item.verbs.extend(&behind);
            item.governing |= if item.inner.is_empty() { behind.roles } else { RoleSet::EMPTY };
            tail = all;
            equipment = tail.roles.contains(Role::Make) && ends_in_equipment(chars, item);
        } else if !item.inner.is_empty() {
            if !tail.is_empty() && !item.listed && tail.roles.within(PAID) {
                // 对风力发电、光伏发电项目进行投资: who pays for an activity does not carry it out.
                item.verbs.extend(&tail);
                item.governing |= tail.roles;
                continue;
            }
            tail = Verbs::default();
            tail.push(item.inner, item.end, item.end);
        } else if !item.own.is_empty() {
            tail = Verbs::default();
        } else if !tail.is_empty() && !item.listed {
            // A soft verb lets the tail through: 园林绿化工程、市政工程的设计.
            item.for_equipment = equipment;
            item.verbs.extend(&tail);
            item.governing |= tail.roles;
        }
        behind = items[number].closing;
    }
}
