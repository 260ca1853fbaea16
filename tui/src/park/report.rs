//! The report as a page, from the finding to the enterprises to be asked.

mod ask;
mod chains;
mod concentration;
mod figures;
mod finding;
mod makeup;
mod trend;

use greencat_core::{Classifier, Code};

use super::Report;
use crate::args::Lang;
use crate::page::Page;
use crate::screening::blocks;

pub(super) use figures::state_english;

/// A report, and what it is told with.
struct Look<'r> {
    report: &'r Report,
    classifier: &'r Classifier,
    lang: Lang,
}

impl Look<'_> {
    /// What the values are, as the list calls them: 产值, 营业收入; in English, and where the list has a long name
    /// for it, in general.
    fn value(&self) -> &str {
        let named = self.report.value.as_deref().and_then(|title| title.split(['（', '(', '[']).next()).map(str::trim);
        let short = named.filter(|name| !name.is_empty() && name.chars().count() <= 8);
        self.lang.pick(short.unwrap_or("产值或收入"), "value")
    }

    /// A node's name.
    fn name(&self, code: Code) -> String {
        let names = self.classifier.entry(code).map(|node| (node.name, node.name_en));
        names.map(|(name, name_en)| self.lang.pick(&name, &name_en).to_owned()).unwrap_or_default()
    }
}

/// The report as a page.
pub(super) fn page(report: &Report, classifier: &Classifier, lang: Lang) -> Page {
    let name = report.name.as_deref().unwrap_or(lang.pick("（未填园区名称）", "(no name given)"));
    let survey = &report.survey;
    let mut parts = Vec::new();
    parts.extend(report.as_of.as_ref().map(|day| format!("{}{day}", lang.pick("基准日 ", "as of "))));
    parts.extend(survey.year.map(|year| format!("{}{year}", lang.pick("数据年份 ", "figures of "))));
    parts.push(format!("{} {}", lang.pick("企业", "enterprises"), survey.green.members));
    parts.push(report.program.to_owned());
    let mut page = Page {
        title: format!("{name} {}", lang.pick("绿色产业集聚报告", "green industry report")),
        subtitle: parts.join("　"),
        blocks: Vec::new(),
        foot: foot(report, lang),
        lang,
    };
    let look = Look { report, classifier, lang };
    finding::finding(&look, &mut page);
    makeup::states(&look, &mut page);
    for level in [1, 2, 3] {
        makeup::level(&look, level, &mut page);
    }
    concentration::concentration(&look, &mut page);
    chains::chains(&look, &mut page);
    trend::trend(&look, &mut page);
    ask::ask(&look, &mut page);
    if !report.rosters.is_empty() {
        page.section(lang.pick("名单核对", "Rosters"));
        page.blocks.extend(crate::roster::blocks(&report.rosters, lang));
    }
    for screening in &report.screenings {
        page.section(format!("{}{}", lang.pick("政策对照：", "Policy: "), lang.pick(&screening.name, &screening.name_en)));
        page.blocks.extend(blocks(screening, lang));
    }
    page
}

fn foot(report: &Report, lang: Lang) -> Vec<String> {
    let mut lines = report.source.clone();
    lines.extend(
        match lang {
            Lang::Zh => [
                "目录：《绿色产业指导目录（2019年版）》（发改环资〔2019〕293号）。范围写作“最少～最多”：最少只计“属于”，最多连“待证”一并计入。",
                "一家企业按首位条目计一次，产值或收入不在几项业务之间分摊：兼营企业的绿色产值可能高估或低估，申报时应以分业务收入核实。",
                "判读依据名单中的文本，由程序作出，不是认定；政策部分不是法律意见。",
            ],
            Lang::En => [
                "Catalogue: Green Industry Guidance Catalogue, 2019 edition. Ranges: the least counts what is green, the most what is conditional too.",
                "An enterprise counts once under its first entry with its whole value, which is not split between businesses: check it against revenue by business.",
                "Answers rest on the texts of the list and are a program's, not a recognition; the policy part is not legal advice.",
            ],
        }
        .map(str::to_owned),
    );
    lines
}
