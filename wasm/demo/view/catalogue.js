// Browsing the catalogue: 30 groups at the side, a group's entries or the hits of a search beside them.

import { engine } from 'greencat/element';
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

function drawHits(query) {
  const found = search(query);
  byId('hits').textContent = word('hits')(found.length);
  byId('entries').replaceChildren(...found.map(({ node, where }) => entry(node, { query, where, open: found.length === 1 })));
}

/** Entries whose code, names, scope or criteria contain every word of the query; names first. */
function search(query) {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text) => words.every((one) => text.toLowerCase().includes(one));
  return leaves()
    .map((node) => {
      if (node.code === query || node.code.startsWith(`${query}.`)) return { node, rank: 0 };
      if (has(node.name) || has(node.name_en)) return { node, rank: 1 };
      const item = node.scope.find(has);
      if (item) return { node, rank: 2, where: item };
      const criterion = node.criteria.map(({ subject, standard, requirement }) => `${subject} ${standard} ${requirement}`).find(has);
      return criterion ? { node, rank: 3, where: criterion } : undefined;
    })
    .filter(Boolean)
    .sort((a, b) => a.rank - b.rank);
}

/** `text` with the words of `query` marked. */
function marked(text, query) {
  const at = query ? text.toLowerCase().indexOf(query.toLowerCase()) : -1;
  return at < 0 ? [text] : [text.slice(0, at), h('mark', {}, text.slice(at, at + query.length)), text.slice(at + query.length)];
}

function entry(node, { query, where, open }) {
  return h('details', { id: `entry-${node.code}`, open },
    h('summary', {}, h('span', { class: 'number' }, node.code), h('strong', {}, marked(nameOf(node), query)), h('small', { lang: where ? 'zh-CN' : otherLang() }, marked(where ?? otherName(node), query))),
    h('div', { class: 'facts' },
      node.scope.length > 0 && h('section', { lang: 'zh-CN' }, h('h3', { lang: language() }, word('scope')), h('ul', { class: 'scope' }, node.scope.map((item) => h('li', {}, item)))),
      node.scope_is_ours && h('small', {}, word('scopeOurs')),
      node.criteria.length > 0 && h('section', { lang: 'zh-CN' }, h('h3', { lang: language() }, word('criteria')),
        h('ul', { class: 'criteria' }, node.criteria.map(({ subject, standard, requirement }) => h('li', {}, subject, subject && '：', requirement, standard && h('small', {}, standard))))),
      node.page > 0 && h('small', {}, word('page')(node.page))));
}
