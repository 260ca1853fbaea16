//! From a text to claims: each subject's judgements with the words they rest on.

use crate::clause::Window;
use crate::fold::Folder;
use crate::index::layout::{self, class, cue};
use crate::index::{Index, NodeId, Sense};
use crate::item::{self, Item, Verbs};
use crate::judge::judge;
use crate::role::{Role, RoleSet};
use crate::segment::{Cover, Segmenter, Token};
use crate::span::Span;
use crate::specification;
use crate::verdict::Verdict;
use crate::words::{Words, is_ideograph, is_word};

/// A description has at most a few hundred claims; past this many the text is no description, and what
/// it says has long been said. Keeps memory flat on any input.
const MAX_CLAIMS: usize = 4096;

/// Roles of those who bring about things other than goods.
const WORKS: RoleSet = RoleSet::of(&[Role::Build, Role::Treat, Role::Recycle, Role::Grow, Role::Retrofit]);

/// The chapter of services: what belongs to it is no thing that is made or sold.
const SERVICES: u8 = 6;

/// The longest noun of a list of goods, in characters; sentences have longer items.
const NOUN: usize = 10;

/// One judgement with its place and its words.
// Independent marks of one judgement.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Claim {
    pub(crate) node: NodeId,
    pub(crate) verdict: Verdict,
    /// The running number of the item in the text.
    pub(crate) item: u32,
    /// 0 for the first entry that a rule names.
    pub(crate) order: u8,
    /// Length of the subject's term.
    pub(crate) chars: u8,
    pub(crate) subject: Span,
    pub(crate) roles: [Option<Span>; 3],
    pub(crate) grade: Option<Span>,
    /// Whether it is a bare mention of goods, good only in a maker's text.
    pub(crate) bare_goods: bool,
    /// Whether the deciding role is inherited from a head or tail.
    pub(crate) inherited: bool,
    /// Whether a grade would prove it.
    pub(crate) takes_grade: bool,
    /// Whether it is a property of a product rather than a subject.
    pub(crate) property: bool,
}

/// What a text says, before it is ranked.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) claims: Vec<Claim>,
    /// Whether the text is a product's specification.
    pub(crate) specification: bool,
    /// Items with content, in all.
    pub(crate) items: u32,
    /// Characters of content, in all.
    pub(crate) chars: u32,
    /// Items that are made, that are traded, and that end in a colon.
    pub(crate) makes: u32,
    pub(crate) trades: u32,
    /// Items that are built, grown or treated.
    pub(crate) works: u32,
    pub(crate) colons: u32,
    /// Items that are short nouns without a verb.
    pub(crate) nouns: u32,
    /// Their characters.
    pub(crate) noun_chars: u32,
    /// Whether the text names goods that every shop sells.
    pub(crate) sundries: bool,
    /// Characters covered by subjects.
    pub(crate) covered: u32,
    /// The first grade word of a specification.
    pub(crate) grade: Option<Span>,
}

/// Buffers of a reading, used again and again.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    window: Window,
    cover: Cover,
    tokens: Vec<Token>,
    items: Vec<Item>,
    /// The items of the clause a bracket belongs to: end in the buffer, verbs.
    anchors: Vec<(usize, Verbs)>,
}

/// Reads the whole text.
pub(crate) fn read(index: &Index, text: &str, buffers: &mut Buffers) -> Reading {
    let segmenter = Segmenter::new(index);
    let mut folder = Folder::new(index, text);
    let name_end = specification::name_end(text);
    let mut reading = Reading { specification: name_end.is_some(), ..Reading::default() };
    while buffers.window.fill(&mut folder) {
        buffers.anchors.clear();
        buffers.tokens.clear();
        for number in 0..buffers.window.passages.len() {
            read_passage(index, &segmenter, buffers, number, &mut reading);
        }
    }
    if let Some(name_end) = name_end {
        specification::settle(&mut reading, name_end);
    }
    reading
}

fn read_passage(index: &Index, segmenter: &Segmenter<'_>, buffers: &mut Buffers, number: usize, reading: &mut Reading) {
    let Buffers { window, cover, tokens, items, anchors } = buffers;
    let passage = window.passages[number];
    let first = tokens.len();
    items.clear();
    segmenter.segment(window.chars(), passage.start, passage.end, cover, tokens);
    let own = &tokens[first..];
    let dropped_bracket = |token: &Token| token.term.class == class::CUE && token.term.payload & cue::BRACKET != 0;
    // A bracket that begins with 除 excludes what it names.
    let excludes = window.chars().get(passage.start) == Some(&'除');
    if passage.anchor.is_some() && (excludes || own.iter().any(dropped_bracket)) {
        return;
    }
    let inherited = passage.anchor.and_then(|anchor| anchors.iter().find(|(end, _)| *end > anchor).map(|(_, verbs)| *verbs));
    item::items(window.chars(), window.marks(), passage.start..passage.end, tokens, first, inherited.as_ref(), items);
    if reading.specification && reading.grade.is_none() {
        let grade = own.iter().find(|token| states_grade(index, token));
        reading.grade = grade.map(|token| span(window.source(), token.start, token.end));
    }
    let is_sundry = |token: &Token| token.term.class == class::STOP && token.term.payload == layout::SUNDRY;
    reading.sundries |= own.iter().any(is_sundry);
    for item in items.iter() {
        reading.chars += telling(&window.chars()[item.start..item.end]);
        if passage.anchor.is_none() && number + 1 < window.passages.len() {
            anchors.push((item.end + 1, item.verbs));
        }
        if item.dropped {
            continue;
        }
        reading.makes += u32::from(item.verbs.roles.contains(Role::Make));
        reading.works += u32::from(item.verbs.roles.meets(WORKS));
        reading.trades += u32::from(item.verbs.roles.contains(Role::Trade));
        reading.items += 1;
        if item.verbs.roles.is_empty() && item.end - item.start <= NOUN {
            reading.nouns += 1;
            reading.noun_chars += (item.end - item.start) as u32;
        }
        reading.colons += u32::from(item.colon && item.tells());
        if item.judged() {
            // A product's specification states the grade behind the colon: 洗衣机：能效1级.
            let grade_in = if item.colon { own } else { tokens.get(item.first..item.last).unwrap_or_default() };
            let grade = grade_in.iter().find(|token| states_grade(index, token)).map(|token| (token.start, token.end));
            claim(index, window.chars(), window.source(), tokens, item, grade, reading);
        }
    }
}

/// The number of characters that tell a business; Latin letters and digits tell none.
fn telling(chars: &[char]) -> u32 {
    // Two sums over all of them cost less than one decision for each.
    let chinese = chars.iter().map(|character| u32::from(is_ideograph(*character))).sum();
    let ascii: u32 = chars.iter().map(|character| u32::from(character.is_ascii())).sum();
    if chinese + ascii == chars.len() as u32 {
        return chinese;
    }
    chars.iter().filter(|character| !character.is_ascii() && is_word(**character)).count() as u32
}

/// Whether the token states a grade: 高效, and 节能, which is a subject as well.
fn states_grade(index: &Index, token: &Token) -> bool {
    token.term.class == class::GRADE || index.sense(token.term).is_some_and(Sense::grade_word)
}

/// The range `start..end` of the window's buffer in the caller's text.
fn span(source: &[u32], start: usize, end: usize) -> Span {
    Span {
        start: source.get(start).copied().unwrap_or(0),
        end: end.checked_sub(1).and_then(|last| source.get(last)).map_or(0, |last| last + 1),
    }
}

/// Judges every subject of an item.
fn claim(
    index: &Index,
    buffer: &[char],
    source: &[u32],
    tokens: &[Token],
    item: &Item,
    grade: Option<(usize, usize)>,
    reading: &mut Reading,
) {
    let window = tokens;
    let tokens = window.get(item.first..item.last).unwrap_or_default();
    let span = |start, end| span(source, start, end);
    let grade = grade.map(|(start, end)| span(start, end));
    for (number, token) in tokens.iter().enumerate() {
        let Some(sense) = index.sense(token.term) else { continue };
        if sense.property() && !reading.specification {
            continue;
        }
        let chars = u8::try_from(token.chars()).unwrap_or(u8::MAX);
        reading.covered += u32::from(chars);
        let aside = is_aside(index, buffer, tokens, number, item);
        let advised = item.verbs.roles.within(Role::Research.into())
            && !item.advice.is_empty()
            && index.rules(sense).all(|rule| index.code(rule.node)[0] == SERVICES);
        let verbs = if advised { &item.advice } else { &item.verbs };
        let mut add = |node, verdict, order, chars, roles: RoleSet, bare_goods, with_grade: bool| {
            if reading.claims.len() >= MAX_CLAIMS {
                return;
            }
            let mut places = [None; 3];
            let deciding = verbs.places().filter_map(|verb| window.get(verb)).filter(|verb| verb.term.roles.meets(roles));
            for (place, verb) in places.iter_mut().zip(deciding) {
                *place = Some(span(verb.start, verb.end));
            }
            reading.claims.push(Claim {
                node,
                verdict: if aside { Verdict::Near } else { verdict },
                item: reading.items,
                order,
                chars,
                subject: span(token.start, token.end),
                roles: places,
                grade: grade.filter(|_| with_grade),
                bare_goods,
                inherited: !roles.is_empty() && !roles.meets(item.own),
                takes_grade: sense.graded(),
                property: sense.property(),
            });
        };
        let mut seen = 0_u8;
        let mut green: Option<NodeId> = None;
        // Talk that is only added to an activity does not speak against it (有害生物防治及技术咨询).
        let added = RoleSet::TALK.without(item.governing);
        let mut roles = item.verbs.roles.without(added);
        if roles.is_empty() {
            roles = shared_verb(buffer, tokens, number);
        }
        if advised {
            roles = verbs.roles;
        }
        let only_talk = roles.meets(RoleSet::TALK) && roles.within(RoleSet::TALK | Role::Serve.into());
        if !only_talk {
            // The verb inside the term (林木**种植**) is a stated role as well.
            roles |= token.term.roles.without(RoleSet::TALK);
        }
        judge(index, sense, roles, grade.is_some(), |judgement| {
            let graded = sense.graded() && judgement.verdict == Verdict::Direct;
            green = green.or(Some(judgement.node));
            add(
                judgement.node,
                judgement.verdict,
                judgement.order.max(seen),
                chars,
                judgement.roles,
                judgement.bare && sense.product(),
                graded,
            );
            seen = seen.max(judgement.order);
        });
        // What others do is no service of the enterprise.
        let Some(green) = green.filter(|_| !aside) else { continue };
        // Advice on plain goods (空调技术咨询) is no green advice.
        if sense.product() && sense.graded() && grade.is_none() {
            continue;
        }
        // What its entry admits only with more than a text can say (供热) makes no green service; such goods (新能源产品) do.
        let positive = index.rules(sense).any(|rule| rule.verdict == Verdict::Direct || sense.product() && rule.verdict.is_positive());
        for service in index.expansions() {
            // Who makes or sells a product designs and explains it as well; that is no service.
            let thing = sense.product() || !positive && index.code(green)[0] != SERVICES;
            let goods = thing && item.verbs.roles.meets(RoleSet::of(&[Role::Make, Role::Trade]))
                || item.verbs.roles.contains(Role::Make) && service.roles.contains(Role::Design);
            if verbs.roles.meets(service.roles) && !goods && service.applies(green, positive) {
                add(service.node, Verdict::Direct, 1, chars.saturating_sub(2).max(2), service.roles, false, false);
            }
        }
    }
}

/// The verb inside a later term of the item that an earlier one shares over a conjunction (生活污水和工业废水**处理**) or
/// side by side (废水噪音**治理**).
fn shared_verb(buffer: &[char], tokens: &[Token], number: usize) -> RoleSet {
    let token = &tokens[number];
    let Some(next) = tokens.get(number + 1) else { return RoleSet::EMPTY };
    let treats = next.term.roles.meets(RoleSet::of(&[Role::Treat, Role::Recycle]));
    let joined = buffer.get(token.end..next.start).is_some_and(|gap| item::joins(gap) || gap.is_empty() && treats);
    let shares = joined && token.term.roles.is_empty() && next.term.class == class::SUBJECT;
    if shares && !item::makes_noun(buffer, next.end) { next.term.roles } else { RoleSet::EMPTY }
}

/// Whether 用 at `at` makes what stands before it a purpose: 天然气输送**用**焊管. Not in 用于, 用电 and the like.
fn is_purpose(buffer: &[char], at: usize) -> bool {
    buffer.get(at) == Some(&'用') && buffer.get(at + 1).is_some_and(|next| next.is_alphabetic() && !"于能电水户地途品".contains(*next))
}

/// Who stands behind a subject instead of the enterprise itself: its customers, its trade, its street.
const OTHERS: Words = Words::new(&["行业", "客户", "大道", "展会", "论坛", "媒体"]);

/// Whether a subject only tells what something else is for: 脱硫设备 is equipment, 光伏企业 a customer.
fn is_aside(index: &Index, buffer: &[char], tokens: &[Token], number: usize, item: &Item) -> bool {
    let token = &tokens[number];
    let behind = |words: &Words| words.begin(buffer, token.end);
    if item.for_others || behind(&OTHERS) || is_purpose(buffer, token.end) {
        return true;
    }
    let Some(sense) = index.sense(token.term) else { return false };
    if behind(&item::ENTERPRISES) && !sense.product() {
        return true;
    }
    if sense.product() {
        // 窑炉余热回收装置: of two products side by side the first tells what the second is for; but 废水噪音的治理 treats both.
        let treated = item.verbs.roles.meets(RoleSet::of(&[Role::Treat, Role::Recycle]));
        let next = tokens.get(number + 1).filter(|next| next.start == token.end && !treated);
        return next.and_then(|next| index.sense(next.term)).is_some_and(Sense::product);
    }
    let made = || index.rules(sense).any(|rule| rule.roles.contains(Role::Make) && !rule.roles.contains(Role::Treat));
    if item.for_equipment && !made() {
        return true;
    }
    if !token.term.roles.is_empty() && item::makes_noun(buffer, token.end) {
        return true;
    }
    if !item.verbs.roles.meets(RoleSet::of(&[Role::Make, Role::Trade])) {
        return false;
    }
    // Up to the next verb: does equipment stand there, as a word or as a product?
    let rest = tokens.get(number + 1..).unwrap_or_default();
    let end = rest.iter().find(|next| next.term.class == class::ROLE).map_or(item.end, |next| next.start);
    let end = (token.end..end).find(|at| item::joins(&buffer[*at..=*at])).unwrap_or(end);
    let product = rest.iter().take_while(|next| next.start < end).any(|next| index.sense(next.term).is_some_and(Sense::product));
    product || (token.end..end).any(|at| item::EQUIPMENT.begin(buffer, at))
}
