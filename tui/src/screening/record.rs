//! The record as a page: what the text says, each policy with its conditions, what to ask, what to bring.

use greencat_core::policy::{ConditionKind, DoubtKind, Finding, Screening, Seen, Standing, Truth};
use greencat_core::{Candidate, Classification, Classifier, EvidenceKind, Outcome, Verdict};

use super::Record;
use crate::args::Lang;
use crate::page::{Block, Item, Page, Span, Table, Tone};

/// Entries and criteria of a text that a record shows.
const ENTRIES: usize = 6;
const CRITERIA: usize = 8;

fn truth_tone(truth: Truth) -> Tone {
    match truth {
        Truth::Yes => Tone::Good,
        Truth::No => Tone::Bad,
        Truth::Unknown => Tone::Open,
    }
}

/// Every policy with its counted conditions and its standing, a row each.
pub(crate) fn overview<'s>(screenings: impl Iterator<Item = &'s Screening>, lang: Lang) -> Block {
    let head = match lang {
        Lang::Zh => ["政策", "对象", "符合", "不符合", "不详", "结论"],
        Lang::En => ["policy", "of", "met", "not met", "not known", "standing"],
    };
    let counted = |screening: &Screening, truth| Span::from(screening.count(truth).to_string());
    let row = |screening: &Screening| {
        vec![
            lang.pick(&screening.name, &screening.name_en).into(),
            lang.pick(screening.subject.chinese(), screening.subject.english()).into(),
            counted(screening, Truth::Yes),
            counted(screening, Truth::No),
            counted(screening, Truth::Unknown),
            Span::new(lang.pick(screening.standing.chinese(), screening.standing.english()), standing_tone(screening.standing)),
        ]
    };
    let numeric = vec![false, false, true, true, true, false];
    Block::Table(Table { head: head.map(str::to_owned).to_vec(), numeric, rows: screenings.map(row).collect() })
}

pub(crate) fn standing_tone(standing: Standing) -> Tone {
    match standing {
        Standing::Met | Standing::ListedMet => Tone::Good,
        Standing::Open => Tone::Open,
        Standing::NotMet => Tone::Bad,
    }
}

/// The record as a page.
pub(super) fn page(record: &Record<'_>, classifier: &Classifier, lang: Lang) -> Page {
    let name = record.name.as_deref().unwrap_or(lang.pick("（未填名称）", "(no name given)"));
    let day = record.as_of.as_deref().unwrap_or(lang.pick("未填", "not given"));
    let mut page = Page {
        title: format!("{}{name}", lang.pick("政策审核记录：", "Policy record: ")),
        subtitle: format!("{}{day}　{}", lang.pick("基准日 ", "as of "), record.program),
        blocks: Vec::new(),
        foot: foot(lang),
        lang,
    };
    let texts = [
        (lang.pick("经营范围判读", "What the business scope says"), &record.classification),
        (lang.pick("园区主导产业判读", "What the park's leading industries say"), &record.industries),
    ];
    for (title, told) in texts {
        let Some(told) = told else { continue };
        page.section(title);
        classification(&told.text, &told.answer, classifier, lang, &mut page.blocks);
    }
    if !record.rosters.is_empty() {
        page.section(lang.pick("名单核对", "Rosters"));
        page.blocks.extend(crate::roster::blocks(&record.rosters, lang));
    }
    if record.screenings.len() > 1 {
        page.section(lang.pick("总览", "Overview"));
        page.blocks.push(overview(record.screenings.iter(), lang));
    }
    for screening in &record.screenings {
        page.section(lang.pick(&screening.name, &screening.name_en));
        page.blocks.extend(blocks(screening, lang));
    }
    page
}

fn foot(lang: Lang) -> Vec<String> {
    let lines = match lang {
        Lang::Zh => [
            "“符合”“不符合”只依据所填事实和所给文本；“不详”表示没有填、或文件条款本程序未见，不作推测。",
            "条件为本程序用自己的话概述，出处和见到的程度随条注明；以主管部门的原文和当年通知为准。本记录不是法律意见。",
        ],
        Lang::En => [
            "“met” and “not met” rest only on the facts and the text given; “not known” means not given, or not seen in the document. Nothing is guessed.",
            "Conditions are stated in our own words with their source and how well it was seen; the authority's text and the year's notice prevail. This is not legal advice.",
        ],
    };
    lines.map(str::to_owned).to_vec()
}

fn classification(text: &str, answer: &Classification, classifier: &Classifier, lang: Lang, blocks: &mut Vec<Block>) {
    let tone = match answer.outcome {
        Outcome::Green => Tone::Good,
        Outcome::Conditional => Tone::Open,
        _ => Tone::Bold,
    };
    let confidence = format!("{}{}%", lang.pick("　把握 ", "  confidence "), answer.confidence.0);
    blocks.push(Block::Line(vec![
        Span::new(lang.pick(answer.outcome.chinese(), answer.outcome.english()), tone),
        Span::new(confidence, Tone::Faint),
    ]));
    blocks.push(Block::Line(vec![Span::new(text.chars().take(2000).collect::<String>(), Tone::Faint)]));
    let items: Vec<Item> = answer
        .entries
        .iter()
        .take(ENTRIES)
        .map(|entry| {
            let tone = match entry.verdict {
                Verdict::Direct => Tone::Good,
                Verdict::Conditional => Tone::Open,
                Verdict::Near => Tone::Faint,
            };
            let words = |kind| entry.evidence.iter().filter(move |one| one.kind == kind).map(|one| one.term.as_str());
            let words: Vec<&str> = [EvidenceKind::Subject, EvidenceKind::Grade, EvidenceKind::Role].into_iter().flat_map(words).collect();
            let mut lines = vec![Span::new(format!("{}{}", lang.pick("依据：", "because of "), words.join(" · ")), Tone::Faint)];
            lines.extend(entry.criteria.iter().take(CRITERIA).map(|criterion| {
                let must =
                    format!("{}{} {} {}", lang.pick("须证：", "to prove: "), criterion.subject, criterion.requirement, criterion.standard);
                Span::new(must, Tone::Plain)
            }));
            if let Some(more) = entry.criteria.len().checked_sub(CRITERIA).filter(|more| *more > 0) {
                lines.push(Span::new(format!("… +{more}（greencat show {}）", entry.code), Tone::Faint));
            }
            Item {
                label: Span::new(lang.pick(entry.verdict.chinese(), entry.verdict.english()), tone),
                head: vec![
                    Span::new(format!("{} {}", entry.code, named(entry, classifier, lang)), Tone::Bold),
                    Span::new(format!("　{}%", entry.confidence.0), Tone::Faint),
                ],
                lines,
            }
        })
        .collect();
    if !items.is_empty() {
        blocks.push(Block::Items(items));
    }
    if let Some(question) = &answer.question {
        let asked = format!("{}{}", lang.pick("追问：", "Ask: "), lang.pick(&question.text, &question.text_en));
        blocks.push(Block::Line(vec![Span::new(asked, Tone::Open)]));
    }
}

/// An entry's name.
fn named(entry: &Candidate, classifier: &Classifier, lang: Lang) -> String {
    let english = || classifier.entry(entry.code).map(|node| node.name_en);
    if lang == Lang::En { english().unwrap_or_default() } else { entry.name.to_string() }
}

/// One check's answer.
pub(crate) fn blocks(screening: &Screening, lang: Lang) -> Vec<Block> {
    let mut blocks = Vec::new();
    let standing = Span::new(lang.pick(screening.standing.chinese(), screening.standing.english()), standing_tone(screening.standing));
    let counts = match lang {
        Lang::Zh => format!(
            "　决定性条件 {} 项：符合 {}、不符合 {}、不详 {}",
            screening.findings.iter().filter(|finding| finding.kind.is_decisive()).count(),
            screening.count(Truth::Yes),
            screening.count(Truth::No),
            screening.count(Truth::Unknown)
        ),
        Lang::En => format!(
            "  met {}, not met {}, not known {}",
            screening.count(Truth::Yes),
            screening.count(Truth::No),
            screening.count(Truth::Unknown)
        ),
    };
    blocks.push(Block::Line(vec![standing, Span::new(counts, Tone::Plain)]));
    let mut source = vec![lang.pick(&screening.document, &screening.document_en), lang.pick(&screening.issued, &screening.issued_en)];
    let day = format!("{}{}", lang.pick("条件截至 ", "as of "), screening.as_of);
    source.extend((!screening.as_of.is_empty()).then_some(day.as_str()));
    let read_in = format!("{}{}", lang.pick("所见：", "read in: "), lang.pick(&screening.read_in, &screening.read_in_en));
    source.push(&read_in);
    let source = source.join(lang.pick("；", "; "));
    blocks.push(Block::Line(vec![Span::new(source, Tone::Faint)]));
    for conflict in &screening.conflicts {
        let text = format!(
            "{}{}",
            lang.pick("回答互相矛盾，所涉事实按不详处理：", "answers contradict each other, not believed: "),
            lang.pick(&conflict.text, &conflict.text_en)
        );
        blocks.push(Block::Line(vec![Span::new(text, Tone::Bad)]));
    }
    for kind in ConditionKind::ALL {
        let items: Vec<Item> =
            screening.findings.iter().filter(|finding| finding.kind == kind).map(|finding| item(finding, lang)).collect();
        if !items.is_empty() {
            blocks.push(Block::Subsection(lang.pick(kind.chinese(), kind.english()).to_owned()));
            blocks.push(Block::Items(items));
        }
    }
    let list = |title: &str, items: Vec<Item>, blocks: &mut Vec<Block>| {
        if !items.is_empty() {
            blocks.push(Block::Subsection(title.to_owned()));
            blocks.push(Block::Items(items));
        }
    };
    let asks = screening.questions.iter().enumerate().map(|(place, ask)| Item {
        label: Span::new((place + 1).to_string(), Tone::Bold),
        head: vec![lang.pick(&ask.text, &ask.text_en).into()],
        lines: if ask.proof.is_empty() {
            Vec::new()
        } else {
            vec![Span::new(format!("{}{}", lang.pick("看：", "see: "), lang.pick(&ask.proof, &ask.proof_en)), Tone::Faint)]
        },
    });
    list(lang.pick("接着问", "Ask next"), asks.collect(), &mut blocks);
    let papers = match lang {
        Lang::Zh => &screening.papers,
        Lang::En => &screening.papers_en,
    };
    let papers = papers.iter().map(|paper| Item { label: "□".into(), head: vec![paper.as_str().into()], lines: Vec::new() });
    list(lang.pick("应备材料", "Papers to bring"), papers.collect(), &mut blocks);
    let notes = screening.notes.iter().map(|note| {
        let article = lang.pick(&note.article, &note.article_en);
        let article = if article.is_empty() { String::new() } else { format!("{article} · ") };
        Item {
            label: Span::new(lang.pick(note.kind.chinese(), note.kind.english()), Tone::Bold),
            head: vec![lang.pick(&note.text, &note.text_en).into()],
            lines: vec![Span::new(format!("{article}{}", lang.pick(note.seen.chinese(), note.seen.english())), Tone::Faint)],
        }
    });
    list(lang.pick("另须知道", "Also to know"), notes.collect(), &mut blocks);
    blocks
}

/// A condition and its answer.
pub(crate) fn item(finding: &Finding, lang: Lang) -> Item {
    let seen = Span::new(
        format!("　{} · {}", lang.pick(&finding.article, &finding.article_en), lang.pick(finding.seen.chinese(), finding.seen.english())),
        if matches!(finding.seen, Seen::Recall | Seen::NotSeen) { Tone::Open } else { Tone::Faint },
    );
    let given = match lang {
        Lang::Zh => &finding.given,
        Lang::En => &finding.given_en,
    };
    let colon = lang.pick("：", ": ");
    let said = |(ask, told): &(String, String)| {
        let between = if ask.ends_with('?') { " " } else { colon };
        Span::new(format!("{ask}{between}{told}"), Tone::Faint)
    };
    let mut lines: Vec<Span> = given.iter().map(said).collect();
    for doubt in &finding.doubts {
        let why = match doubt.kind {
            DoubtKind::Missing => continue,
            DoubtKind::Coarse => lang.pick("日期不够精确，或晚于基准日", "the date is too coarse, or after the reference date"),
            DoubtKind::Text | DoubtKind::NotEstablished => lang.pick(&doubt.text, &doubt.text_en),
        };
        lines.push(Span::new(why, Tone::Open));
    }
    Item {
        label: Span::new(lang.pick(finding.chinese(), finding.english()), truth_tone(finding.truth)),
        head: vec![lang.pick(&finding.text, &finding.text_en).into(), seen],
        lines,
    }
}
