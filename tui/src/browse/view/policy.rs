//! 政策: the policies with their standing, and the conditions of the one chosen.

use greencat_core::policy::{ConditionKind, DoubtKind, Fact, Finding, Screening, Seen, Standing, Truth};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::blocks;
use super::page::Page;
use super::{WIDE, beside, in_sight, pane, scrolled};
use crate::browse::command::Context;
use crate::browse::desk::{Stop, choices};
use crate::browse::lang::Lang;
use crate::browse::model::{Model, Touch};
use crate::browse::theme::Theme;
use crate::browse::wide;
use crate::page::Tone;

/// Below this width the conditions stand under the policies.
const NARROW: u16 = 70;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let screenings = model.desk.screenings(&model.judge.case, &model.today, model.lang);
    if area.width < NARROW {
        let [above, below] = Layout::vertical([Constraint::Percentage(40), Constraint::Fill(1)]).areas(area);
        policies(frame, above, model, &screenings);
        if let Some(screening) = screenings.get(model.desk.chosen) {
            conditions(frame, below, model, screening);
        }
        return;
    }
    let left = if area.width >= WIDE { 44 } else { 32 };
    let [left, right] = beside(frame.buffer_mut(), area, Constraint::Length(left), model.theme);
    let rows = (screenings.len() as u16 + 1).min(left.height.saturating_sub(5));
    let [above, below] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(left);
    policies(frame, above, model, &screenings);
    prospect(frame, below, model);
    if let Some(screening) = screenings.get(model.desk.chosen) {
        conditions(frame, right, model, screening);
    }
}

fn tone(truth: Truth) -> Tone {
    match truth {
        Truth::Yes => Tone::Good,
        Truth::No => Tone::Bad,
        Truth::Unknown => Tone::Open,
    }
}

/// The sign of an answer, told apart without colours too.
fn sign(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "✓",
        Truth::No => "✗",
        Truth::Unknown => "?",
    }
}

/// A standing in a narrow column: its word, and how many decisive conditions are met.
fn short(screening: &Screening, lang: Lang) -> (String, Tone) {
    let of = |truth| screening.count(truth);
    let all = of(Truth::Yes) + of(Truth::No) + of(Truth::Unknown);
    let (word, tone) = match screening.standing {
        Standing::Met | Standing::ListedMet => (lang.pick("符合", "met"), Tone::Good),
        Standing::Open => (lang.pick("待补", "open"), Tone::Open),
        Standing::NotMet => (lang.pick("不符", "no"), Tone::Bad),
    };
    (format!("{word} {}/{all}", of(Truth::Yes)), tone)
}

fn policies(frame: &mut Frame<'_>, area: Rect, model: &mut Model, screenings: &[Screening]) {
    let (theme, lang, inside_now) = (model.theme, model.lang, model.desk.inside);
    let inside = pane(frame.buffer_mut(), area, lang.pick("政策", "Policies"), !inside_now, model, Context::Policies);
    model.desk.list_top = in_sight(model.desk.list_top, model.desk.chosen, usize::from(inside.height));
    let top = model.desk.list_top;
    for ((place, screening), y) in screenings.iter().enumerate().skip(top).zip(inside.y..inside.bottom()) {
        let (word, tone) = short(screening, lang);
        let room = usize::from(inside.width).saturating_sub(wide::columns(&word) + 2);
        let chosen = place == model.desk.chosen;
        let line = Line::from(vec![
            Span::raw(if chosen { "▸" } else { " " }),
            Span::raw(wide::pad(lang.pick(&screening.name, &screening.name_en), room)),
            Span::raw(" "),
            Span::styled(word, blocks::style(tone, theme)),
        ]);
        let row = Rect::new(inside.x, y, inside.width, 1);
        frame.buffer_mut().set_line(row.x, y, &line, row.width);
        if chosen {
            frame.buffer_mut().set_style(row, theme.chosen(!inside_now));
        }
        model.zone(row, Touch::Policy(place));
    }
}

/// Who is checked: the prospect, by what its text says.
fn prospect(frame: &mut Frame<'_>, area: Rect, model: &mut Model) {
    let (theme, lang) = (model.theme, model.lang);
    let inside = pane(frame.buffer_mut(), area, lang.pick("对象", "Prospect"), false, model, Context::Policies);
    let mut page = Page::new(inside.width);
    let case = &model.judge.case;
    if !case.name.is_empty() {
        page.say(&case.name, theme.heading());
    }
    if case.text.trim().is_empty() {
        page.say(lang.pick("还没有文本：在 1 判定 里粘贴。", "No text yet: paste it in 1 Judge."), theme.dim());
    } else {
        page.say(lang.outcome(case.outcome), theme.heading());
        for standing in case.standings.iter().take(4) {
            let name = model.atlas.entry(standing.code).map_or("", |entry| lang.pick(&entry.name, &entry.name_en));
            let (chinese, english) = standing.word();
            page.runs(
                2,
                &[
                    (format!("{} ", lang.pick(chinese, english)), theme.verdict(standing.effective())),
                    (format!("{} ", standing.code), theme.accent()),
                    (name.to_owned(), Style::new()),
                ],
            );
        }
    }
    page.blank();
    page.say(
        lang.pick(
            "文本只用于对企业的政策；园区的事实对每个对象都有效。o 打开事实文件（greencat screen --template）或本园区门槛。",
            "The text counts for policies on enterprises only; facts on the park hold for every prospect. o opens facts (greencat screen --template) or a threshold.",
        ),
        theme.dim(),
    );
    scrolled(frame.buffer_mut(), inside, &page.lines, 0, theme);
}

/// What the conditions are drawn with.
struct Look<'l> {
    model: &'l Model,
    screening: &'l Screening,
    theme: Theme,
    lang: Lang,
    /// For each stop, its first and last line.
    spots: Vec<(usize, usize)>,
}

fn conditions(frame: &mut Frame<'_>, area: Rect, model: &mut Model, screening: &Screening) {
    let (theme, lang) = (model.theme, model.lang);
    let subject = lang.pick(screening.subject.chinese(), screening.subject.english());
    let title = format!("{} · {subject}", lang.pick(&screening.name, &screening.name_en));
    let inside = pane(frame.buffer_mut(), area, &title, model.desk.inside, model, Context::Conditions);
    let stops = model.desk.stops(screening);
    model.desk.stop = model.desk.stop.min(stops.len().saturating_sub(1));
    let mut head = Page::new(inside.width);
    let mut body = Page::new(inside.width);
    let mut look = Look { model, screening, theme, lang, spots: Vec::new() };
    look.head(&mut head);
    look.body(&mut body, &stops);
    let spots = look.spots;
    let rows = head.lines.len().min(usize::from(inside.height) / 2) as u16;
    let [above, below] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(inside);
    scrolled(frame.buffer_mut(), above, &head.lines, 0, theme);
    let height = usize::from(below.height);
    let mut top = model.desk.top;
    if let Some((first, last)) = spots.get(model.desk.stop).filter(|_| model.desk.inside) {
        // The condition's own line stands above its first fact.
        let free = model.desk.stop + 1 == spots.len();
        top = if *first < top && !free { first.saturating_sub(2) } else { in_sight(top, *last, height).min(*first) };
        if model.desk.stop == 0 {
            top = 0;
        } else if model.desk.stop + 1 == spots.len() {
            // Below the last stop are the notes, which are scrolled to freely.
            top = top.max(model.desk.top);
        }
    }
    model.desk.top = scrolled(frame.buffer_mut(), below, &body.lines, top, theme);
    let top = model.desk.top;
    for (place, (first, last)) in spots.iter().enumerate() {
        for line in (*first..=*last).filter(|line| *line >= top && line - top < height) {
            let row = Rect::new(below.x, below.y + (line - top) as u16, below.width, 1);
            if model.desk.inside && place == model.desk.stop {
                frame.buffer_mut().set_style(row, theme.chosen(true));
            }
            model.zone(row, Touch::Stop(place));
        }
    }
}

impl Look<'_> {
    /// The standing, and what to ask next.
    fn head(&self, page: &mut Page) {
        let (screening, lang, theme) = (self.screening, self.lang, self.theme);
        let (_, tone) = short(screening, lang);
        let of = |truth| screening.count(truth);
        let counts = match lang {
            Lang::Chinese => format!("  符合 {} 不符合 {} 不详 {}", of(Truth::Yes), of(Truth::No), of(Truth::Unknown)),
            Lang::English => format!("  met {} not met {} not known {}", of(Truth::Yes), of(Truth::No), of(Truth::Unknown)),
        };
        let standing = lang.pick(screening.standing.chinese(), screening.standing.english()).to_owned();
        page.runs(2, &[(standing, blocks::style(tone, theme)), (counts, Style::new())]);
        for conflict in &screening.conflicts {
            let words = format!("{}{}", lang.pick("矛盾：", "contradiction: "), lang.pick(&conflict.text, &conflict.text_en));
            page.runs(2, &[(words, theme.alarm())]);
        }
        let asked = self.model.desk.asked(screening);
        let (words, proof) = match asked {
            Some(fact) => (lang.pick(&fact.ask, &fact.ask_en), lang.pick(&fact.proof, &fact.proof_en)),
            None if self.model.desk.inside => return page.blank(),
            None => match screening.questions.first() {
                Some(ask) => (lang.pick(&ask.text, &ask.text_en), ""),
                None => (lang.pick("没有要问的了。", "Nothing is left to ask."), ""),
            },
        };
        page.runs(3, &[(lang.pick("问 ", "Q  ").to_owned(), theme.accent()), (words.to_owned(), Style::new())]);
        if let Some(fact) = asked {
            page.runs(3, &self.keys(fact));
        }
        if !proof.is_empty() {
            page.runs(3, &[(format!("   {}{proof}", lang.pick("看：", "see: ")), theme.dim())]);
        }
        page.blank();
    }

    /// The keys that answer a fact.
    fn keys(&self, fact: &Fact) -> Vec<(String, Style)> {
        let (lang, theme) = (self.lang, self.theme);
        let mut keys = vec![("   ".to_owned(), Style::new())];
        let told = |known| if lang == Lang::Chinese { greencat_core::policy::Known::told(known, &fact.unit) } else { fact.told_en(known) };
        let all = choices(fact);
        for (letter, known) in ('a'..='d').zip(&all) {
            keys.push((format!("{letter} "), theme.accent()));
            keys.push((format!("{}  ", told(known)), Style::new()));
        }
        for known in all.iter().skip(4) {
            keys.push((lang.pick("␣ ", "␣ ").to_owned(), theme.accent()));
            keys.push((format!("{}  ", told(known)), Style::new()));
        }
        keys.push(("i ".to_owned(), theme.accent()));
        keys.push((lang.pick("填写", "write").to_owned(), Style::new()));
        keys
    }

    fn body(&mut self, page: &mut Page, stops: &[Stop]) {
        let (screening, lang, theme) = (self.screening, self.lang, self.theme);
        let mut kind: Option<ConditionKind> = None;
        let mut last = usize::MAX;
        for stop in stops {
            let place = match stop {
                Stop::Fact(place, _) | Stop::Condition(place) => *place,
                Stop::Paper(place) => {
                    self.paper(page, *place);
                    continue;
                }
            };
            let Some(finding) = screening.findings.get(place) else { continue };
            if kind != Some(finding.kind) {
                kind = Some(finding.kind);
                page.blank();
                page.say(lang.pick(finding.kind.chinese(), finding.kind.english()), theme.heading());
            }
            if last != place {
                let first = page.lines.len();
                self.condition(page, finding);
                last = place;
                if matches!(stop, Stop::Condition(_)) {
                    self.spots.push((first, page.lines.len() - 1));
                }
            }
            if let Stop::Fact(_, id) = stop {
                let first = page.lines.len();
                self.fact(page, id);
                self.spots.push((first, page.lines.len() - 1));
            }
        }
        self.notes(page);
    }

    fn condition(&self, page: &mut Page, finding: &Finding) {
        let (lang, theme) = (self.lang, self.theme);
        let style = blocks::style(tone(finding.truth), theme);
        page.runs(
            2,
            &[
                (format!("{} {} ", sign(finding.truth), lang.pick(finding.chinese(), finding.english())), style),
                (lang.pick(&finding.text, &finding.text_en).to_owned(), Style::new()),
            ],
        );
        let seen = if matches!(finding.seen, Seen::Recall | Seen::NotSeen) { theme.accent() } else { theme.dim() };
        page.runs(
            4,
            &[
                (format!("  {} · ", lang.pick(&finding.article, &finding.article_en)), theme.dim()),
                (lang.pick(finding.seen.chinese(), finding.seen.english()).to_owned(), seen),
            ],
        );
        for doubt in &finding.doubts {
            let why = match doubt.kind {
                DoubtKind::Missing => continue,
                DoubtKind::Coarse => lang.pick("日期不够精确，或晚于基准日", "the date is too coarse, or after the reference date"),
                DoubtKind::Text | DoubtKind::NotEstablished => lang.pick(&doubt.text, &doubt.text_en),
            };
            page.runs(4, &[(format!("  {why}"), theme.accent())]);
        }
    }

    fn fact(&self, page: &mut Page, id: &str) {
        let (lang, theme) = (self.lang, self.theme);
        let Some(fact) = self.model.desk.policies.fact(id) else { return };
        let told = self.model.desk.told(self.screening.subject, fact, &self.model.today, lang);
        let (told, style) = match told {
            Some(told) => (told, theme.heading()),
            None => (lang.pick("不详", "not known").to_owned(), theme.dim()),
        };
        page.runs(4, &[(format!("  {} ", lang.pick(&fact.ask, &fact.ask_en)), Style::new()), (told, style)]);
    }

    fn paper(&mut self, page: &mut Page, place: usize) {
        let (screening, lang, theme) = (self.screening, self.lang, self.theme);
        if place == 0 {
            page.blank();
            page.say(lang.pick("应备材料（␣ 记为已收）", "Papers (␣ marks what is at hand)"), theme.heading());
        }
        let (Some(paper), Some(paper_en)) = (screening.papers.get(place), screening.papers_en.get(place)) else { return };
        let here = self.model.desk.received.contains(paper);
        let first = page.lines.len();
        page.runs(
            4,
            &[(format!("{} ", if here { "[x]" } else { "[ ]" }), theme.accent()), (lang.pick(paper, paper_en).to_owned(), Style::new())],
        );
        self.spots.push((first, page.lines.len() - 1));
    }

    fn notes(&self, page: &mut Page) {
        let (screening, lang, theme) = (self.screening, self.lang, self.theme);
        page.blank();
        page.say(lang.pick("另须知道", "Also to know"), theme.heading());
        for note in &screening.notes {
            page.runs(
                2,
                &[
                    (format!("{} ", lang.pick(note.kind.chinese(), note.kind.english())), theme.accent()),
                    (lang.pick(&note.text, &note.text_en).to_owned(), Style::new()),
                ],
            );
        }
        let source = format!(
            "{}；{}；{}",
            lang.pick(&screening.document, &screening.document_en),
            lang.pick(&screening.issued, &screening.issued_en),
            lang.pick(&screening.read_in, &screening.read_in_en)
        );
        page.say(&source, theme.dim());
        page.say(lang.pick("以主管部门原文为准；不是法律意见。", "The authority's text prevails; this is not legal advice."), theme.dim());
    }
}
