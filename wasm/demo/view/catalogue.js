// Browsing the catalogue: 30 groups at the side, a group's entries or the hits of a search beside them.

import { engine } from 'greencat/element';
import { requirementIn } from '../../js/component/requirement.js';
import { byId, h } from '../dom.js';
import { language, word } from '../words.js';

let tree = [];
let current = '';

const nameOf = (node) => (language() === 'en' ? node.name_en || node.name : node.name);
const otherName = (node) => (language() === 'en' ? node.name : node.name_en);
const otherLang = () => (language() === 'en' ? 'zh-CN' : 'en');

const groups = () => tree.flatMap(({ children }) => children);
const leaves = () => groups().flatMap(({ children }) => children);

export function start() {
  byId('query').addEventListener('input', draw);
  engine.tree().then((loaded) => {
    tree = loaded;
    speak();
    if (current) show(current);
  }, () => {}); // The page says so once, in page.js.
}

export function speak() {
  byId('groups').replaceChildren(
    ...tree.flatMap((chapter) => [
      h('h2', {}, h('span', { class: 'number' }, `${chapter.code} `), nameOf(chapter)),
      h('ul', {}, chapter.children.map((group) => h('li', {}, h('a', { href: `#catalogue/${group.code}`, 'data-code': group.code }, h('span', { class: 'number' }, group.code), nameOf(group))))),
    ]),
  );
  draw();
}

export function show(code) {
  current = code;
  // Following a link leaves a search.
  if (code) byId('query').value = '';
  if (code && matchMedia('(max-width: 52rem)').matches) byId('contents').open = false;
  draw();
  byId(`entry-${code}`)?.scrollIntoView();
}

function draw() {
  if (!tree.length) return;
  const query = byId('query').value.trim();
  byId('view-catalogue').querySelector('.browse').classList.toggle('searching', Boolean(query));
  if (query) return drawHits(query);
  const group = groups().find(({ code }) => current === code || current.startsWith(`${code}.`)) ?? groups()[0];
  for (const link of byId('groups').querySelectorAll('a')) {
    if (link.dataset.code === group.code) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  byId('hits').textContent = '';
  byId('entries').replaceChildren(h('h2', {}, h('span', { class: 'number' }, group.code), nameOf(group)), ...group.children.map((node) => entry(node, { open: node.code === current })));
}

let asked = 0;

/** Entries as the engine finds them: a group's hit stands for its entries, each of them is shown once. */
async function drawHits(query) {
  const mine = ++asked;
  const hits = await engine.search(query, { top: 60 });
  if (mine !== asked || !byId('query').value.trim()) return;
  const found = new Map();
  for (const { code, matched } of hits) {
    for (const node of leaves()) {
      if ((node.code === code || node.code.startsWith(`${code}.`)) && !found.has(node)) found.set(node, node.code === code ? matched : undefined);
    }
  }
  byId('hits').textContent = word('hits')(found.size);
  byId('entries').replaceChildren(...[...found].map(([node, matched]) => entry(node, { matched, open: found.size === 1 })));
}

/** The matched words, as far as they are not those that stand there anyway. */
const where = (node, matched) => (matched && matched.kind !== 'code' && matched.text !== nameOf(node) ? matched : undefined);

/** `text` with the matched part of it marked. */
function marked(text, matched) {
  if (matched?.text !== text) return [text];
  const { start16, end16 } = matched;
  return [text.slice(0, start16), h('mark', {}, text.slice(start16, end16)), text.slice(end16)];
}

function entry(node, { matched, open }) {
  const below = where(node, matched);
  return h('details', { id: `entry-${node.code}`, open },
    h('summary', {}, h('span', { class: 'number' }, node.code), h('strong', {}, marked(nameOf(node), matched)), h('small', { lang: below && below.kind !== 'english' ? 'zh-CN' : otherLang() }, marked(below?.text ?? otherName(node), matched))),
    h('div', { class: 'facts' },
      node.scope.length > 0 && h('section', { lang: 'zh-CN' }, h('h3', { lang: language() }, word('scope')), h('ul', { class: 'scope' }, node.scope.map((item) => h('li', {}, item)))),
      node.scope_is_ours && h('small', {}, word('scopeOurs')),
      node.criteria.length > 0 && h('section', { lang: 'zh-CN' }, h('h3', { lang: language() }, word('criteria')),
        h('ul', { class: 'criteria' }, node.criteria.map(({ subject, standard, requirement }) => h('li', {}, subject, subject && word('colon'), h('span', { lang: language() }, requirementIn(language(), requirement)), standard && h('small', {}, standard.replaceAll(' ', '\u00a0')))))),
      language() === 'en' && h('small', {}, word('official')),
      node.page > 0 && h('small', {}, word('page')(node.page))));
}
