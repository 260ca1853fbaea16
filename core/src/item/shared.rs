//! Verbs that items share: heads before a list (**研发、生产**：A、B) and tails behind it (A、B的**研发、生产**).

use super::{Item, PAID, Verbs};
use crate::role::{Role, RoleSet};
use crate::segment::Token;
use crate::words::{Words, begins, ends};

/// Own verbs that leave room for a head's: they say how, not what.
const OPEN: RoleSet = RoleSet::of(&[Role::Serve, Role::Research, Role::Build, Role::Develop]);

/// Verbs of those who only talk about a subject or serve it.
const ADVICE: RoleSet = RoleSet::of(&[Role::Research, Role::Consult, Role::Design, Role::Monitor, Role::Certify, Role::Serve]);

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
pub(super) fn share_heads(items: &mut [Item], inherited: Option<&Verbs>) {
    let mut head = Head { verbs: inherited.copied().unwrap_or_default(), colon: false };
    let mut run = Run::default();
    // A run of verbs belongs to the nouns before it, unless it opens the clause, follows a head or a comma.
    let mut opens = true;
    // 在本省**收购**、销售：废旧金属: a place before the first verb of a head.
    let place = items.first().filter(|first| !first.subject && !first.colon && first.middle.is_empty()).map(|first| first.trail);
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
                let verbs = place.filter(|_| number == 1).unwrap_or_default();
                run = Run { first: number, after_comma: item.after_comma, verbs };
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
            // Also what is only added to it leaves room: 种植：蔬菜、花卉**并提供技术咨询**.
            let added = item.joined && item.middle.is_empty() && item.own.within(RoleSet::TALK | OPEN);
            if item.own.within(OPEN) || added {
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

/// Nouns that make equipment of what stands before them.
pub(crate) const EQUIPMENT: Words = Words::new(&["设备", "装置", "装备", "机组", "成套", "生产线", "仪器", "材料"]);

/// Whether the noun before the item's last verbs is equipment.
fn ends_in_equipment(chars: &[char], item: &Item, tokens: &[Token]) -> bool {
    let end = item.trail.places().filter_map(|verb| tokens.get(verb)).map(|verb| verb.start).min().unwrap_or(item.end);
    // 材料 is left out: 园林绿化、沥青**材料**加工 are two businesses.
    let noun = chars.get(item.start..end).unwrap_or_default();
    EQUIPMENT.end(noun) && !ends(noun, "材料")
}

/// Lets the verbs behind a list reach back to its items without verbs of their own.
pub(super) fn share_tails(chars: &[char], items: &mut [Item], tokens: &[Token]) {
    let mut tail = Verbs::default();
    let mut advice = Verbs::default();
    let mut equipment = false;
    let mut behind = Verbs::default();
    let mut opening = items.iter().take_while(|item| item.dropped || item.verb_only() || item.head).count();
    if items[..opening].iter().all(|item| item.dropped || item.head) {
        opening = 0;
    }
    // Whether a verb ends what stands before each, so that 光伏组件研发、技术服务 is told from 光伏组件、技术服务.
    // Businesses of their own behind a verb belong to it, all of them: 光伏组件研发、技术服务、技术咨询.
    let mut after = false;
    for item in items.iter_mut() {
        item.after_verb = after;
        after = !item.trail.roles.is_empty() || item.verb_only() && (after || !item.alone);
    }
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
            // 绿化养护，信息咨询: another business; 新能源技术开发，技术咨询: the same.
            let follows = !item.after_comma || begins(chars, item.start, "技术");
            let tail = !item.alone || follows && item.after_verb;
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
                all.push_inside(item.inner);
            }
            // 房地产信息咨询 advises on real estate, not on the items before it.
            let strange = !item.subject
                && behind.is_empty()
                && item.trail.soft.is_empty()
                && item.trail.roles.within(RoleSet::of(&[Role::Consult, Role::Serve]));
            // 充电桩，储能技术服务: behind a comma and with a subject of its own it serves that subject alone.
            let apart = item.subject && item.after_comma && behind.is_empty() && item.trail.roles.within(ADVICE);
            advice = Verbs::default();
            if strange || apart {
                advice = item.trail;
            } else {
                all.extend(&item.trail);
                all.extend(&behind);
            }
            item.verbs.extend(&behind);
            item.governing |= if item.inner.is_empty() { behind.roles } else { RoleSet::EMPTY };
            tail = all;
            equipment = tail.roles.contains(Role::Make) && ends_in_equipment(chars, item, tokens);
        } else if !item.inner.is_empty() {
            if !tail.is_empty() && !item.listed && tail.roles.within(PAID) {
                // 对风力发电、光伏发电项目进行投资: who pays for an activity does not carry it out.
                item.verbs.extend(&tail);
                item.governing |= tail.roles;
                continue;
            }
            tail = Verbs::default();
            if !item.inner.within(ADVICE) {
                tail.push_inside(item.inner);
            }
        } else if !item.own.is_empty() {
            tail = Verbs::default();
        } else if tail.is_empty() {
            item.advice = advice;
        } else if !item.listed {
            // A soft verb lets the tail through: 园林绿化工程、市政工程的设计.
            item.for_equipment = equipment;
            item.verbs.extend(&tail);
            item.governing |= tail.roles;
        }
        behind = items[number].closing;
    }
}
