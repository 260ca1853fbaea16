//! Judging: what one subject, with the roles that reach it, says of an entry.

use crate::index::{Index, NodeId, Rule, Sense};
use crate::role::{Role, RoleSet};
use crate::verdict::Verdict;

/// Roles that choose an entry by themselves; the others only when none of these is stated.
const STRONG: RoleSet = RoleSet::of(&[Role::Make, Role::Build, Role::Retrofit, Role::Treat, Role::Recycle, Role::Grow, Role::Transport]);

/// One verdict of a subject.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judgement {
    pub(crate) node: NodeId,
    pub(crate) verdict: Verdict,
    /// 0 for the first entry of the rule.
    pub(crate) order: u8,
    /// The roles that made the rule fire.
    pub(crate) roles: RoleSet,
    /// Whether it rests on no stated role.
    pub(crate) bare: bool,
}

/// Settles the two verbs whose meaning depends on the subject: 经营 runs facilities and trades goods,
/// 开发 builds facilities and researches goods.
fn settle(roles: RoleSet, known: RoleSet) -> RoleSet {
    let mut settled = roles.without(RoleSet::of(&[Role::Operate, Role::Develop]));
    // Next to research or making, 开发 is research as well.
    let researches = roles.contains(Role::Develop) && roles.meets(RoleSet::of(&[Role::Research, Role::Make]));
    let builds = known.contains(Role::Build) && !researches;
    if roles.contains(Role::Operate) && !known.contains(Role::Operate) {
        settled |= if builds { Role::Build } else { Role::Trade }.into();
    }
    if roles.contains(Role::Develop) && !known.contains(Role::Develop) {
        settled |= if builds { Role::Build } else { Role::Research }.into();
    }
    settled | (roles & known & RoleSet::of(&[Role::Operate, Role::Develop]))
}

/// Calls `found` with every judgement of `sense` under `roles`; `graded` says that a grade word governs it.
pub(crate) fn judge(index: &Index, sense: Sense, roles: RoleSet, graded: bool, mut found: impl FnMut(Judgement)) {
    let known = index.rules(sense).fold(RoleSet::EMPTY, |known, rule| known | rule.roles);
    let mut settled = settle(roles, known);
    let stated = settled.without(sense.neutral);
    if !stated.is_empty() {
        settled = stated;
    }
    // 服务 after 检测 or 咨询 only says that these are for others.
    if settled.meets(RoleSet::TALK) {
        settled = settled.without(Role::Serve.into());
    }
    let bare = settled.is_empty() || settled.within(sense.neutral);
    if bare {
        settled |= Role::Bare.into();
    }
    let mut fire = |rule: Rule| {
        let verdict = if graded && sense.graded() && rule.verdict == Verdict::Conditional { Verdict::Direct } else { rule.verdict };
        found(Judgement { node: rule.node, verdict, order: rule.order, roles: rule.roles & settled, bare: bare && !rule.roles.is_empty() });
    };
    let strong = settled & STRONG;
    let mut fired = false;
    if !strong.is_empty() {
        for rule in index.rules(sense).filter(|rule| rule.roles.meets(strong)) {
            fire(rule);
            fired = true;
        }
    }
    if fired {
        return;
    }
    // The first rule that fits, with all the entries it names.
    let mut chosen = None;
    for rule in index.rules(sense) {
        let fits = match chosen {
            None => rule.roles.is_empty() || rule.roles.meets(settled),
            Some(roles) => rule.roles == roles && rule.order > 0,
        };
        if fits {
            chosen = Some(rule.roles);
            fire(rule);
        } else if chosen.is_some() {
            return;
        }
    }
}
