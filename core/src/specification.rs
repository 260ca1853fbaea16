//! Product specifications: a name, a colon, figures (洗衣机：能效1级，噪声≤62dB).
//!
//! Such a text names one product. What follows the colon are its properties and those of its factory: they may
//! state the product's grade or tell its kind, but 废水排放≤60mg/L is no sewage business.

use crate::claim::{Claim, Reading};
use crate::verdict::Verdict;
use crate::words::is_ideograph;

/// The longest name of a product, in characters.
const NAME: usize = 48;
/// Words that introduce a list of businesses or name an enterprise, never a product.
const HEADINGS: [&str; 14] =
    ["经营", "范围", "项目", "业务", "生产", "销售", "服务", "加工", "主营", "产品", "公司", "集团", "工程", "从事"];
/// Words of requirements; registrations and introductions hardly have one of them.
const REQUIREMENTS: [&str; 20] = [
    "≤",
    "≥",
    "不低于",
    "不高于",
    "不大于",
    "不小于",
    "不超过",
    "不少于",
    "限值",
    "指标",
    "全生命周期",
    "有害物质",
    "综合能耗",
    "重复利用率",
    "回收利用率",
    "国家标准",
    "的规定",
    "含量",
    "先进值",
    "残留",
];
/// Requirements that make a specification.
const ENOUGH: usize = 2;

/// Where the product's name ends (scalar values), when `text` is a specification.
pub(crate) fn name_end(text: &str) -> Option<u32> {
    let (scalars, (at, mark)) = text
        .char_indices()
        .take(NAME)
        .enumerate()
        .find(|(_, (_, character))| !is_ideograph(*character) && matches!(character, ':' | '：' | ';' | '；' | '。' | '\n'))?;
    if !matches!(mark, ':' | '：') {
        return None;
    }
    let (name, rest) = (text.get(..at)?, text.get(at..)?);
    if HEADINGS.iter().any(|word| name.contains(word)) {
        return None;
    }
    let stated = REQUIREMENTS.iter().filter(|word| rest.contains(**word)).count();
    (stated >= ENOUGH).then(|| u32::try_from(scalars).unwrap_or(u32::MAX))
}

/// Leaves what the name says, raised by a grade that stands anywhere. Where the name is no entry's (a model number)
/// or only what a property must prove, the properties speak.
pub(crate) fn settle(reading: &mut Reading, name_end: u32) {
    let in_name = |claim: &Claim| claim.subject.start < name_end;
    let names: Vec<_> =
        reading.claims.iter().filter(|claim| in_name(claim) && claim.verdict.is_positive()).map(|claim| claim.node).collect();
    reading.claims.retain(|claim| if claim.property { names.is_empty() || names.contains(&claim.node) } else { in_name(claim) });
    for claim in &mut reading.claims {
        claim.bare_goods = false;
        if claim.takes_grade && claim.verdict == Verdict::Conditional && reading.grade.is_some() {
            claim.verdict = Verdict::Direct;
            claim.grade = reading.grade;
        }
    }
}
