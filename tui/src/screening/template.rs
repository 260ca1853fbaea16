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
        let (name, title) = (lang.pick(&check.name, &check.name_en), lang.pick(&document.title, &document.title_en));
        let _ = writeln!(out, "# {}", format!("{name} —— {title} {}", document.number).trim_end());
        conditions.extend(document.conditions_of(&check.id).map(|condition| (name, condition)));
    }
    out.push_str(lang.pick(
        "#\n# 在引号里填写；不知道的留作“不详”，程序不会猜。# 之后是说明，不影响结果。\n# 用法：greencat screen 政策 --facts 本文件 --text \"经营范围…\" -o 记录.html\n",
        "#\n# Answer within the quotes; leave “not known” where nothing is known: nothing is guessed. After a # stand remarks.\n# Then: greencat screen POLICY --facts THIS-FILE --text \"business scope …\" -o record.html\n",
    ));
    let asked = policies.facts_of(conditions.iter().map(|(_, condition)| *condition));
    let named = policies.facts.iter().filter(|fact| fact.kind == FactKind::Text || asked.contains(fact));
    for fact in named {
        entry(fact, &conditions, checks.len() > 1, lang, &mut out);
    }
    Ok(out)
}

fn entry(fact: &Fact, conditions: &[(&str, &Condition)], several: bool, lang: Lang, out: &mut String) {
    let _ = writeln!(out, "\n# {}", lang.pick(&fact.ask, &fact.ask_en));
    if fact.kind != FactKind::Text {
        let _ = writeln!(out, "#   {}{}", lang.pick("可填：", "answer: "), lang.pick(&fact.expected(), &fact.expected_en()));
    }
    if !fact.proof.is_empty() {
        let _ = writeln!(out, "#   {}{}", lang.pick("凭据：", "proof: "), lang.pick(&fact.proof, &fact.proof_en));
    }
    for (check, condition) in conditions {
        let mut uses = false;
        condition.rule.facts(&mut |id| uses |= id == fact.id && id != "as_of");
        if uses {
            let kind = match condition.kind {
                ConditionKind::Must => ("必备", "must"),
                ConditionKind::Exclusion => ("否决", "excludes"),
                ConditionKind::Favour => ("优先", "favoured"),
                ConditionKind::Task => ("自评", "self-assessment"),
                ConditionKind::Upkeep => ("列入之后", "once listed"),
            };
            let kind = lang.pick(kind.0, kind.1);
            let of = if several { format!("{check}·") } else { String::new() };
            let text = lang.pick(&condition.text, &condition.text_en);
            let _ = writeln!(out, "#   {}[{of}{kind}] {text}", lang.pick("用于：", "for "));
        }
    }
    let empty = if fact.kind == FactKind::Text { "" } else { lang.pick("不详", "not known") };
    let _ = writeln!(out, "{} = \"{empty}\"", fact.id);
}
