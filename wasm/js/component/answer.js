// The answer below the text: the outcome, the open question, the entries with their reasons.

import { h } from './dom.js';
import { requirementIn } from './requirement.js';

const OUTCOME_CLASS = { green: 'direct', conditional: 'conditional', near: 'near', none: 'plain', unclear: 'plain' };

const percent = (share) => Math.round(share * 100);

/** The headline, what it means, and how sure it is. */
export function outcome(words, { outcome, confidence, entries }) {
  const [headline, why] = words.outcome[outcome];
  const counted = entries.filter(({ verdict }) => verdict === (outcome === 'green' ? 'direct' : outcome)).length;
  return h(
    'div',
    { class: `outcome ${OUTCOME_CLASS[outcome]}`, part: 'outcome' },
    h('span', { class: 'headline', part: 'headline' }, headline),
    h('span', { class: 'why' }, why(counted)),
    outcome === 'unclear' ? null : h('span', { class: 'sure' }, words.confidence(percent(confidence))),
  );
}

/** The question with its answers; choosing one tells where it leads. */
export function question(words, lang, { text, text_en, answers }, nameOf) {
  const own = (both) => (lang === 'en' ? both.text_en : both.text);
  const then = h('p', { class: 'then', role: 'status' });
  const buttons = answers.map((answer) =>
    h('button', { type: 'button', 'aria-pressed': 'false', onclick: ({ currentTarget }) => {
      for (const button of buttons) button.setAttribute('aria-pressed', String(button === currentTarget));
      then.textContent = words.answer(answer.verdict, answer.code, nameOf(answer.code));
    } }, own(answer)),
  );
  return h('div', { class: 'question', part: 'question', role: 'group', 'aria-labelledby': 'question' },
    h('p', { class: 'title' }, words.question), h('p', { id: 'question' }, own({ text, text_en })), h('div', { class: 'answers' }, buttons), then);
}

/** The evidence in a few words: each term once, with its kind. */
function summary(words, evidence) {
  const seen = new Set();
  return evidence
    .filter(({ kind, term }) => !seen.has(kind + term) && seen.add(kind + term))
    .slice(0, 6)
    .flatMap(({ kind, term }) => [h('b', { lang: 'zh' }, term), h('i', {}, words.kind[kind])]);
}

/** A titled part of the details; no heading, since the page's outline is not ours. */
function part(title, ...children) {
  return h('div', { role: 'group', 'aria-label': title }, h('p', { class: 'title', 'aria-hidden': 'true' }, title), children);
}

function criteria(words, lang, list) {
  const items = list.map(({ subject, standard, requirement }) => h('li', {},
    subject && h('span', { lang: 'zh' }, subject), subject && words.colon, h('span', { lang }, requirementIn(lang, requirement)),
    // A standard's number stays on one line.
    standard && h('small', { lang: 'zh' }, standard.replaceAll(' ', '\u00a0'))));
  return part(words.criteria, h('ul', { class: 'criteria', part: 'criteria' }, items));
}

function scope(words, { scope, scope_is_ours }) {
  return part(words.scope, h('ul', { class: 'scope', lang: 'zh' }, scope.map((item) => h('li', {}, item))),
    scope_is_ours && h('p', { class: 'note' }, words.scopeOurs));
}

/** The computation: every evidence with its points, and their sum. */
function points(words, { evidence, score }) {
  const rows = evidence.map(({ kind, term, points }) => h('tr', {}, h('td', { lang: 'zh' }, term), h('td', {}, words.kind[kind]), h('td', { class: 'number' }, String(points))));
  return h('table', {},
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, words.evidence), h('th', { scope: 'col' }, words.kindTitle), h('th', { scope: 'col', class: 'number' }, words.points))),
    h('tbody', {}, rows),
    h('tfoot', {}, h('tr', {}, h('th', { scope: 'row' }, words.sum), h('td', {}), h('td', { class: 'number' }, String(score)))));
}

/** One entry as a disclosure; `onchoose(open)` is told when it is opened or closed. */
export function entry(words, lang, candidate, node, onchoose) {
  const { code, verdict, confidence } = candidate;
  const id = `entry-${code.replaceAll('.', '-')}`;
  const more = h('div', { class: 'more', part: 'details', id, hidden: true },
    candidate.criteria.length > 0 && criteria(words, lang, candidate.criteria),
    node?.scope.length > 0 && scope(words, node),
    words.official && (candidate.criteria.length > 0 || node?.scope.length > 0) && h('p', { class: 'note' }, words.official),
    points(words, candidate),
    h('p', { class: 'source' }, words.confidence(percent(confidence)), node?.page > 0 && `　${words.source(node.page)}`));
  const head = h('button', { type: 'button', class: `head ${verdict}`, part: 'entry-head', 'aria-expanded': 'false', 'aria-controls': id, onclick: () => {
    const open = more.hidden;
    more.hidden = !open;
    head.setAttribute('aria-expanded', String(open));
    onchoose(open);
  } },
    h('span', { class: 'code', part: 'entry-code' }, code),
    h('span', { class: 'name', part: 'entry-name', lang: lang === 'en' && node?.name_en ? 'en' : 'zh' }, (lang === 'en' && node?.name_en) || candidate.name),
    h('span', { class: 'chip', part: 'verdict' }, words.verdict[verdict]),
    h('span', { class: 'turn' }),
    h('span', { class: 'words' }, summary(words, candidate.evidence)));
  return h('li', { class: `entry ${verdict}`, part: 'entry' }, head, more);
}
