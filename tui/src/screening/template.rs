//! Empty files to fill in: facts for a check, and a park's threshold.

use std::fmt::Write as _;

use anyhow::Result;
use greencat_core::policy::{Condition, ConditionKind, Fact, FactKind, Policies};

use crate::args::Lang;

/// The example threshold.
pub(super) const THRESHOLD: &str = include_str!("../../../catalogue/policies/thresholds/equipment.toml");

/// An empty facts file for `checks`. Its answers say that nothing is known, so it can be used at once.
pub(super) fn template(policies: &Policies, checks: &[String], lang: Lang) -> Result<String> {
    let mut conditions: Vec<(&str, &Condition)> = Vec::new();
    let mut out = String::new();
    for name in checks {
        let (document, check) = policies.check(name)?;
        let _ = writeln!(out, "# {} —— {} {}", check.name, document.title, document.number);
        conditions.extend(document.conditions_of(&check.id).map(|condition| (check.name.as_str(), condition)));
    }
    out.push_str(lang.pick(
        "#\n# 在引号里填写；不知道的留作“不详”，程序不会猜。# 之后是说明，不影响结果。\n# 用法：greencat screen 政策 --facts 本文件 --text \"经营范围…\" -o 记录.html\n",
        "#\n# Answer within the quotes; leave 不详 where nothing is known: nothing is guessed. After a # stand remarks.\n# Then: greencat screen POLICY --facts THIS-FILE --text \"business scope …\" -o record.html\n",
    ));
    let asked = policies.facts_of(conditions.iter().map(|(_, condition)| *condition));
    let named = policies.facts.iter().filter(|fact| fact.kind == FactKind::Text || asked.contains(fact));
    for fact in named {
        entry(fact, &conditions, checks.len() > 1, &mut out);
    }
    Ok(out)
}

fn entry(fact: &Fact, conditions: &[(&str, &Condition)], several: bool, out: &mut String) {
    let _ = writeln!(out, "\n# {}", fact.ask);
    if fact.kind != FactKind::Text {
        let _ = writeln!(out, "#   可填：{}", fact.expected());
    }
    if !fact.proof.is_empty() {
        let _ = writeln!(out, "#   凭据：{}", fact.proof);
    }
    for (check, condition) in conditions {
        let mut uses = false;
        condition.rule.facts(&mut |id| uses |= id == fact.id && id != "as_of");
        if uses {
            let kind = match condition.kind {
                ConditionKind::Must => "必备",
                ConditionKind::Exclusion => "否决",
                ConditionKind::Favour => "优先",
                ConditionKind::Task => "自评",
                ConditionKind::Upkeep => "列入之后",
            };
            let of = if several { format!("{check}·") } else { String::new() };
            let _ = writeln!(out, "#   用于：[{of}{kind}] {}", condition.text);
        }
    }
    let empty = if fact.kind == FactKind::Text { "" } else { "不详" };
    let _ = writeln!(out, "{} = \"{empty}\"", fact.id);
}
