//! 集中度: the measures, with their formula and source.

use greencat_core::park::Case;

use super::Look;
use super::figures::{amount, percent};
use crate::args::Lang;
use crate::page::{Page, Span, Tone};

pub(super) fn concentration(look: &Look<'_>, page: &mut Page) {
    let (report, lang) = (look.report, look.lang);
    let survey = &report.survey;
    let cases = [
        (lang.pick("二级分类之间，只计“属于”", "level-2 groups, direct only"), &survey.by_group.direct),
        (lang.pick("二级分类之间，连“待证”", "level-2 groups, with conditional"), &survey.by_group.with_conditional),
        (lang.pick("企业之间，只计“属于”", "enterprises, direct only"), &survey.by_member.direct),
        (lang.pick("企业之间，连“待证”", "enterprises, with conditional"), &survey.by_member.with_conditional),
    ];
    let row = |(what, case): (&str, &Option<Case>)| {
        case.as_ref().map(|case| {
            vec![
                what.into(),
                case.parts.to_string().into(),
                percent(case.top).into(),
                percent(case.cr4).into(),
                Span::new(amount(case.hhi), Tone::Bold),
            ]
        })
    };
    let rows: Vec<Vec<Span>> = cases.into_iter().filter_map(row).collect();
    if rows.is_empty() {
        return;
    }
    page.section(lang.pick("集中度", "Concentration"));
    let head = match lang {
        Lang::Zh => ["范围", "个数", "首位占比", "前四占比 CR4", "HHI"],
        Lang::En => ["over", "parts", "top share", "CR4", "HHI"],
    };
    page.table(&head, &[1, 2, 3, 4], rows);
    let by_value = format!("按{}", look.value());
    let by = match survey.leading.as_ref().map(|leading| leading.by_value) {
        Some(true) => lang.pick(&by_value, "by value"),
        _ => lang.pick("按户数", "by number"),
    };
    page.faint(match lang {
        Lang::Zh => format!("二级分类{by}计。sᵢ 为各部分占绿色合计的份额：首位占比 = max sᵢ；CR4 = 最大四个 sᵢ 之和；HHI = Σ(100·sᵢ)²，最大 10,000（只有一个部分）。出处：A. O. Hirschman, The Paternity of an Index, American Economic Review 54 (1964)。“只计属于”和“连待证”是两种算法，真值不一定在两者之间。园区外的对照（如区位商）需要全省或全国的分行业产值，本程序没有，不作推算。"),
        Lang::En => format!("Groups {by}. With sᵢ the shares of the green whole: top = max sᵢ; CR4 = the four greatest; HHI = Σ(100·sᵢ)², at most 10,000. A. O. Hirschman, The Paternity of an Index, American Economic Review 54 (1964). The two cases are two ways to count: the truth need not lie between them. A location quotient would need figures of the province or the nation, which are not here."),
    });
}
