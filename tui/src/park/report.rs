//! The report as a page, from the finding to the enterprises to be asked.

use greencat_core::Classifier;
use greencat_core::park::{Case, Cell, Green, Group, Range, STAGES, State};
use greencat_core::policy::{Screening, Truth};

use super::charts::{self, Bar};
use super::{Ask, Report};
use crate::args::Lang;
use crate::page::{Block, Item, Page, Span, Tone};
use crate::screening::blocks;

/// Groups that a chart shows, and names of enterprises to a question; the workbook and the JSON have all.
const CHART: usize = 15;
const NAMES: usize = 10;

/// A number as people read it: thousands apart, and one decimal only where it still says something.
pub(super) fn amount(number: f64) -> String {
    let rounded = if number.abs() < 1000.0 { format!("{number:.1}") } else { format!("{number:.0}") };
    let (whole, decimal) = rounded.split_once('.').unwrap_or((&rounded, "0"));
    let digits: Vec<char> = whole.chars().collect();
    let mut out = String::new();
    for (place, digit) in digits.iter().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(*digit);
    }
    if decimal == "0" { out } else { format!("{out}.{decimal}") }
}

fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// A range as people read it; one figure when nothing is open.
fn between(least: &str, most: &str) -> String {
    if least == most { least.to_owned() } else { format!("{least}～{most}") }
}

fn shares(range: Range) -> String {
    between(&percent(range.least), &percent(range.most))
}

/// What a group comes to, as text.
pub(super) struct Told {
    pub(super) members: String,
    pub(super) value: String,
    pub(super) share: String,
}

pub(super) fn told(group: &Group, green: &Green) -> Told {
    let most = group.direct + group.conditional;
    let of = |value: f64| percent(if green.value > 0.0 { value / green.value } else { 0.0 });
    Told {
        members: between(&group.direct.to_string(), &most.to_string()),
        value: if group.with_value == 0 { "—".to_owned() } else { between(&amount(group.value_least), &amount(group.value_most)) },
        share: if group.with_value == 0 { "—".to_owned() } else { between(&of(group.value_least), &of(group.value_most)) },
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
    finding(report, lang, &mut page);
    green(report, lang, &mut page);
    for level in [1, 2, 3] {
        level_section(report, level, lang, &mut page);
    }
    concentration(report, lang, &mut page);
    chains(report, lang, &mut page);
    trend(report, lang, &mut page);
    ask(report, classifier, lang, &mut page);
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

/// The report in a few sentences, for who reads no further.
fn finding(report: &Report, lang: Lang, page: &mut Page) {
    let survey = &report.survey;
    let green = &survey.green;
    page.section(lang.pick("要点", "In short"));
    let mut items: Vec<Item> = Vec::new();
    let mut row = |what: &str, figure: String, basis: String| {
        items.push(Item { label: what.into(), head: vec![Span::new(figure, Tone::Bold)], lines: vec![Span::new(basis, Tone::Faint)] });
    };
    let of = |state: State| survey.states.iter().find(|one| one.state == state).map_or(0, |one| one.members);
    row(
        lang.pick("户数占比", "by number"),
        shares(green.count_share),
        match lang {
            Lang::Zh => format!(
                "{} 家中属于 {} 家、待证 {} 家；平均把握 {}%",
                green.members,
                of(State::Green),
                of(State::Conditional),
                green.confidence
            ),
            Lang::En => format!(
                "of {}: {} green, {} conditional; mean confidence {}%",
                green.members,
                of(State::Green),
                of(State::Conditional),
                green.confidence
            ),
        },
    );
    if green.with_value > 0 {
        row(
            lang.pick("产值占比", "by value"),
            shares(green.value_share),
            match lang {
                Lang::Zh => {
                    format!(
                        "{} 家有数值，合计 {} {}；其余 {} 家不计",
                        green.with_value,
                        amount(green.value),
                        report.unit,
                        green.members - green.with_value
                    )
                }
                Lang::En => format!(
                    "{} with values, {} {} in all; {} without",
                    green.with_value,
                    amount(green.value),
                    report.unit,
                    green.members - green.with_value
                ),
            },
        );
    }
    if let Some(leading) = &survey.leading {
        let names: Vec<String> = leading.candidates.iter().take(3).map(|group| format!("{} {}", group.code, group.name)).collect();
        let basis = match (leading.is_certain(), lang) {
            (true, Lang::Zh) => "无论待证企业结果如何均居首".to_owned(),
            (true, Lang::En) => "whatever the open cases turn out to be".to_owned(),
            (false, Lang::Zh) => format!("{} 个二级分类都可能居首，取决于待证企业", leading.candidates.len()),
            (false, Lang::En) => format!("{} groups may lead, depending on the open cases", leading.candidates.len()),
        };
        let by = if leading.by_value {
            lang.pick("二级分类，按产值或收入；", "level 2, by value; ")
        } else {
            lang.pick("二级分类，按户数；", "level 2, by number; ")
        };
        row(lang.pick("主导产业", "leading"), names.join(lang.pick(" 或 ", " or ")), format!("{by}{basis}"));
    }
    if let Some(case) = &survey.by_group.direct {
        row(
            lang.pick("集中度", "concentration"),
            format!("{} {}，HHI {}", lang.pick("首位", "top"), percent(case.top), amount(case.hhi)),
            format!("{}{}", lang.pick("二级分类之间，只计“属于”；分类数 ", "over level-2 groups, direct only; groups: "), case.parts),
        );
    }
    let missing: Vec<String> = survey
        .chains
        .iter()
        .filter_map(|chain| {
            let missing: Vec<&str> =
                chain.cells.iter().zip(STAGES).filter(|(cell, _)| cell.is_missing()).map(|(_, (_, name))| name).collect();
            (!missing.is_empty()).then(|| format!("{}缺{}", chain.name, missing.join("、")))
        })
        .collect();
    if !missing.is_empty() && lang == Lang::Zh {
        let shown: Vec<String> = missing.iter().take(4).cloned().collect();
        row("链条缺口", shown.join("；"), format!("共 {} 条链有缺口，见“链条覆盖”", missing.len()));
    }
    for screening in &report.screenings {
        row(
            lang.pick(&screening.name, &screening.name_en),
            lang.pick(screening.standing.chinese(), screening.standing.english()).to_owned(),
            counts(screening, lang),
        );
    }
    page.blocks.push(Block::Items(items));
    let mut warn = |text: String| page.line(Span::new(text, Tone::Open));
    if survey.set_aside > 0 {
        warn(match lang {
            Lang::Zh => format!("有 {} 条记录属于别的年份或没有年份，只用于趋势，不计入以上数字。", survey.set_aside),
            Lang::En => format!("{} records of other years, or of none, are only in the trend.", survey.set_aside),
        });
    }
    if !survey.repeated.is_empty() {
        let names: Vec<&str> = survey.repeated.iter().take(5).map(String::as_str).collect();
        warn(match lang {
            Lang::Zh => format!("有 {} 个名称重复出现，按各自一家计，请核对：{}", survey.repeated.len(), names.join("、")),
            Lang::En => format!("{} names stand more than once and count each time: {}", survey.repeated.len(), names.join(", ")),
        });
    }
}

fn counts(screening: &Screening, lang: Lang) -> String {
    let of = |truth| screening.count(truth);
    match lang {
        Lang::Zh => format!("符合 {}、不符合 {}、不详 {}", of(Truth::Yes), of(Truth::No), of(Truth::Unknown)),
        Lang::En => format!("met {}, not met {}, not known {}", of(Truth::Yes), of(Truth::No), of(Truth::Unknown)),
    }
}

/// How all enterprises count.
fn green(report: &Report, lang: Lang, page: &mut Page) {
    let survey = &report.survey;
    page.section(lang.pick("企业构成", "Enterprises"));
    page.faint(lang.pick(
        "“属于”计入最少，“待证”在取得证书后才计入最多；“文本不足”和“无法读取”不计入绿色，补充文本后可能改变。",
        "Green counts in the least, conditional in the most once proven; unclear and unreadable ones count as not green until more is known.",
    ));
    let rows = survey.states.iter().filter(|one| one.members > 0).map(|one| {
        let of = |part: f64, whole: f64| if whole > 0.0 { percent(part / whole) } else { "—".to_owned() };
        #[allow(clippy::cast_precision_loss)] // Counts stay far below 2^53.
        let share = of(one.members as f64, survey.green.members as f64);
        let tone = match one.state {
            State::Green => Tone::Good,
            State::Conditional => Tone::Open,
            _ => Tone::Plain,
        };
        let label = Span::new(lang.pick(one.state.chinese(), state_english(one.state)), tone);
        vec![label, one.members.to_string().into(), share.into(), amount(one.value).into(), of(one.value, survey.green.value).into()]
    });
    let rows = rows.collect();
    let value = format!(
        "{}{}",
        lang.pick("产值或收入", "value"),
        if report.unit.is_empty() { String::new() } else { format!("（{}）", report.unit) }
    );
    page.table(&[lang.pick("判读", "state"), lang.pick("户数", "number"), "%", &value, "%"], &[1, 2, 3, 4], rows);
    page.faint(match lang {
        Lang::Zh => format!(
            "全部判读的平均把握 {}%；把握低于 {}% 的有 {} 家，宜人工复核。",
            survey.green.confidence,
            Green::DOUBTFUL,
            survey.green.doubtful
        ),
        Lang::En => format!(
            "Mean confidence {}%; {} answers below {}% are worth a look.",
            survey.green.confidence,
            survey.green.doubtful,
            Green::DOUBTFUL
        ),
    });
}

pub(super) fn state_english(state: State) -> &'static str {
    match state {
        State::Green => "green",
        State::Conditional => "conditional",
        State::Near => "near",
        State::None => "none",
        State::Unclear => "unclear",
        State::Unreadable => "unreadable",
    }
}

fn level_section(report: &Report, level: usize, lang: Lang, page: &mut Page) {
    let survey = &report.survey;
    let Some(groups) = level.checked_sub(1).and_then(|place| survey.levels.get(place)).filter(|groups| !groups.is_empty()) else { return };
    let by_value = survey.leading.as_ref().is_some_and(|leading| leading.by_value);
    let mut ordered: Vec<&Group> = groups.iter().collect();
    #[allow(clippy::cast_precision_loss)] // Counts stay far below 2^53.
    let size = |group: &Group| {
        if by_value { (group.value_least, group.value_most) } else { (group.direct as f64, (group.direct + group.conditional) as f64) }
    };
    ordered.sort_by(|a, b| size(b).1.total_cmp(&size(a).1).then(a.code.cmp(&b.code)));
    let title = match (level, lang) {
        (1, Lang::Zh) => "一级分类",
        (2, Lang::Zh) => "二级分类",
        (_, Lang::Zh) => "三级条目",
        (1, Lang::En) => "Level 1",
        (2, Lang::En) => "Level 2",
        (_, Lang::En) => "Level 3",
    };
    page.section(title);
    if level < 3 {
        let bars: Vec<Bar> = ordered
            .iter()
            .take(CHART)
            .map(|group| {
                let (least, most) = size(group);
                let told = told(group, &survey.green);
                let members = format!("{} {}", told.members, lang.pick("家", ""));
                let figures = if by_value { format!("{}（{members}）", told.value) } else { members };
                Bar { label: format!("{} {}", group.code, group.name), least, most, told: figures }
            })
            .collect();
        let what = if by_value { lang.pick("产值或收入", "value") } else { lang.pick("户数", "number") };
        let caption = match lang {
            Lang::Zh => format!(
                "按{what}{}；实心为“属于”（最少），斜线为“待证”（最多）",
                if by_value && !report.unit.is_empty() { format!("（{}）", report.unit) } else { String::new() }
            ),
            Lang::En => format!("by {what}; solid: green (least), hatched: conditional (most)"),
        };
        page.blocks.push(Block::Chart { svg: charts::bars(title, &bars), caption });
    }
    let rows = ordered.iter().map(|group| {
        let told = told(group, &survey.green);
        vec![
            group.code.to_string().into(),
            group.name.as_str().into(),
            told.members.into(),
            told.value.into(),
            told.share.into(),
            Span::new(format!("{}%", group.confidence), Tone::Faint),
        ]
    });
    let rows = rows.collect();
    let head = match lang {
        Lang::Zh => ["代码", "名称", "户数", "产值或收入", "占全园", "把握"],
        Lang::En => ["code", "name", "number", "value", "of the park", "confidence"],
    };
    page.table(&head, &[2, 3, 4, 5], rows);
}

fn concentration(report: &Report, lang: Lang, page: &mut Page) {
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
    let by = match survey.leading.as_ref().map(|leading| leading.by_value) {
        Some(true) => lang.pick("按产值或收入", "by value"),
        _ => lang.pick("按户数", "by number"),
    };
    page.faint(match lang {
        Lang::Zh => format!("二级分类{by}计。sᵢ 为各部分占绿色合计的份额：首位占比 = max sᵢ；CR4 = 最大四个 sᵢ 之和；HHI = Σ(100·sᵢ)²，最大 10,000（只有一个部分）。出处：A. O. Hirschman, The Paternity of an Index, American Economic Review 54 (1964)。“只计属于”和“连待证”是两种算法，真值不一定在两者之间。园区外的对照（如区位商）需要全省或全国的分行业产值，本程序没有，不作推算。"),
        Lang::En => format!("Groups {by}. With sᵢ the shares of the green whole: top = max sᵢ; CR4 = the four greatest; HHI = Σ(100·sᵢ)², at most 10,000. A. O. Hirschman, The Paternity of an Index, American Economic Review 54 (1964). The two cases are two ways to count: the truth need not lie between them. A location quotient would need figures of the province or the nation, which are not here."),
    });
}

fn cell(cell: &Cell, stage: &str, lang: Lang) -> Span {
    if !cell.in_catalogue {
        return Span::new(lang.pick("— 目录无", "— none"), Tone::Faint);
    }
    // Research and consulting of any kind come near to the services: that says nothing of the subject.
    let near =
        if cell.near > 0 && stage != "serve" { format!("{}{}", lang.pick("，相近 ", ", near "), cell.near) } else { String::new() };
    match (cell.direct, cell.conditional) {
        (0, 0) => Span::new(format!("○ {}{near}", lang.pick("缺", "missing")), Tone::Bad),
        (0, open) => Span::new(format!("◐ {} {open}{near}", lang.pick("待证", "conditional")), Tone::Open),
        (direct, 0) => Span::new(format!("● {direct}{near}"), Tone::Good),
        (direct, open) => Span::new(format!("● {direct} + ◐ {open}{near}"), Tone::Good),
    }
}

fn chains(report: &Report, lang: Lang, page: &mut Page) {
    if report.survey.chains.is_empty() {
        return;
    }
    page.section(lang.pick("链条覆盖", "Chains"));
    let rows = report.survey.chains.iter().map(|chain| {
        let mut row: Vec<Span> = vec![Span::new(chain.name.as_str(), Tone::Bold)];
        row.extend(chain.cells.iter().zip(STAGES).map(|(one, (stage, _))| cell(one, stage, lang)));
        row
    });
    let rows = rows.collect();
    let mut head = vec![lang.pick("对象", "subject")];
    let english = ["equipment", "build and operate", "services", "recycling"];
    head.extend(STAGES.iter().zip(english).map(|((_, zh), en)| lang.pick(zh, en)));
    page.table(&head, &[], rows);
    page.faint(lang.pick(
        "● 属于的户数；◐ 待证的户数；○ 目录有条目而园区无企业；“相近”为只销售、只研发等；“目录无”为目录没有这一环的条目，不算缺口。一家企业可在几环出现；服务一环中勘察、设计、咨询（6.1）为各链通用。链条为本程序按条目归纳，目录本身不划链。",
        "● green, ◐ conditional, ○ an entry without an enterprise; near: only trade, research and the like; none: the catalogue has no entry for the stage. An enterprise may stand in several stages; survey, design and consulting (6.1) serve every chain. The chains are ours.",
    ));
}

fn trend(report: &Report, lang: Lang, page: &mut Page) {
    let trend = &report.survey.trend;
    if trend.is_empty() {
        return;
    }
    page.section(lang.pick("趋势", "Trend"));
    let by_value = trend.iter().any(|year| year.green.with_value > 0);
    let bars: Vec<Bar> = trend
        .iter()
        .map(|year| {
            let range = if by_value { year.green.value_share } else { year.green.count_share };
            Bar { label: year.year.to_string(), least: range.least, most: range.most, told: shares(range) }
        })
        .collect();
    let caption = if by_value {
        lang.pick("绿色产值或收入占比", "green share by value")
    } else {
        lang.pick("绿色企业户数占比", "green share by number")
    };
    page.blocks.push(Block::Chart { svg: charts::columns(caption, &bars), caption: caption.to_owned() });
    let rows = trend.iter().map(|year| {
        vec![
            year.year.to_string().into(),
            year.green.members.to_string().into(),
            shares(year.green.count_share).into(),
            between(&amount(year.green_value.least), &amount(year.green_value.most)).into(),
            shares(year.green.value_share).into(),
            Span::new(format!("{}%", year.green.confidence), Tone::Faint),
        ]
    });
    let rows = rows.collect();
    let head = match lang {
        Lang::Zh => ["年份", "户数", "绿色户数占比", "绿色产值或收入", "占比", "把握"],
        Lang::En => ["year", "number", "green by number", "green value", "share", "confidence"],
    };
    page.table(&head, &[1, 2, 3, 4, 5], rows);
    page.faint(lang.pick(
        "各年名单的企业可能不同；文本若各年相同，判读也相同，变化只来自户数和数值。",
        "The lists may differ from year to year; where the texts do not, only numbers and values change.",
    ));
}

fn ask(report: &Report, classifier: &Classifier, lang: Lang, page: &mut Page) {
    if report.ask.is_empty() {
        return;
    }
    page.section(lang.pick("向谁问什么", "Whom to ask what"));
    let groups = together(&report.ask);
    let row = |group: &Vec<&Ask>| {
        let first = group.first().copied();
        let entry = first.and_then(|ask| ask.code.as_ref()).map(|code| {
            let name = code.parse().ok().and_then(|code| classifier.entry(code)).map(|node| node.name).unwrap_or_default();
            format!("{code} {name}")
        });
        let state = first.map_or(State::Unclear, |ask| ask.state);
        let tone = if state == State::Conditional { Tone::Open } else { Tone::Plain };
        let names: Vec<String> = group
            .iter()
            .take(NAMES)
            .map(|ask| ask.value.map_or_else(|| ask.name.clone(), |value| format!("{}（{}）", ask.name, amount(value))))
            .collect();
        let rest = group.len().saturating_sub(NAMES);
        let rest = match lang {
            _ if rest == 0 => String::new(),
            Lang::Zh => format!("，另 {rest} 家"),
            Lang::En => format!(", and {rest} more"),
        };
        Item {
            label: Span::new(lang.pick(state.chinese(), state_english(state)), tone),
            head: vec![
                Span::new(entry.unwrap_or_default(), Tone::Bold),
                format!("　{} {}", group.len(), lang.pick("家", "enterprises")).into(),
            ],
            lines: vec![
                first.map(|ask| ask.question.as_str()).unwrap_or_default().into(),
                Span::new(format!("{}{rest}", names.join("、")), Tone::Faint),
            ],
        }
    };
    page.blocks.push(Block::Items(groups.iter().map(row).collect()));
    page.faint(lang.pick(
        "同一问题的企业并在一起，数值大的在前；逐家清单见 xlsx 或 json 报告。",
        "Enterprises with one question stand together, the greatest value first; one by one they are in the xlsx and json reports.",
    ));
}

/// Enterprises that are asked the same, those first that weigh most.
fn together(asks: &[Ask]) -> Vec<Vec<&Ask>> {
    let mut groups: Vec<Vec<&Ask>> = Vec::new();
    for ask in asks {
        match groups
            .iter_mut()
            .find(|group| group.first().is_some_and(|one| (&one.code, &one.question, one.state) == (&ask.code, &ask.question, ask.state)))
        {
            Some(group) => group.push(ask),
            None => groups.push(vec![ask]),
        }
    }
    let weight = |group: &Vec<&Ask>| group.iter().filter_map(|ask| ask.value).fold(0.0, |sum, value| sum + value);
    let state = |group: &Vec<&Ask>| group.first().map(|ask| ask.state);
    groups.sort_by(|a, b| state(a).cmp(&state(b)).then(weight(b).total_cmp(&weight(a))).then(b.len().cmp(&a.len())));
    groups
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
