// The page: four views under one masthead, in two languages.

import { engine } from 'greencat/element';
import { byId, h } from './dom.js';
import { language, setLanguage, word } from './words.js';
import * as catalogue from './view/catalogue.js';
import * as embed from './view/embed.js';
import * as judge from './view/judge.js';
import * as list from './view/list.js';

const VIEWS = { judge, catalogue, list, embed };

/** `#catalogue/3.1.2`: the view and what it shows. */
function route() {
  const [name, ...rest] = decodeURIComponent(location.hash.slice(1)).split('/');
  const view = Object.hasOwn(VIEWS, name) ? name : 'judge';
  for (const other of Object.keys(VIEWS)) byId(`view-${other}`).hidden = other !== view;
  for (const link of document.querySelectorAll('.masthead nav a')) {
    if (link.hash === `#${view}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  VIEWS[view].show(rest.join('/'));
}

function speak() {
  document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';
  document.title = word('pageTitle');
  for (const node of document.querySelectorAll('[data-word]')) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll('[data-word-label]')) node.setAttribute('aria-label', word(node.dataset.wordLabel));
  for (const node of document.querySelectorAll('[data-word-placeholder]')) node.placeholder = word(node.dataset.wordPlaceholder);
  const button = byId('language');
  button.textContent = word('language');
  button.lang = language() === 'en' ? 'zh-CN' : 'en';
  for (const view of Object.values(VIEWS)) view.speak();
}

const remembered = () => {
  try {
    return localStorage.getItem('greencat-language');
  } catch {
    return null; // Storage may be forbidden; the page does without.
  }
};

setLanguage(new URLSearchParams(location.search).get('lang') ?? remembered() ?? (/^zh\b/.test(navigator.language) ? 'zh' : 'en'));

byId('language').addEventListener('click', () => {
  setLanguage(language() === 'en' ? 'zh' : 'en');
  try {
    localStorage.setItem('greencat-language', language());
  } catch {
    // As above.
  }
  speak();
});

for (const view of Object.values(VIEWS)) view.start();
speak();
route();
addEventListener('hashchange', () => {
  scrollTo(0, 0);
  route();
});
if (matchMedia('(max-width: 52rem)').matches) byId('contents').open = false;

engine.version().then(
  (version) => byId('version').append(version, h('span'), ' · gigc-2019'),
  (error) => byId('main').prepend(h('p', { class: 'problem', role: 'alert' }, word('failed'), error.message)),
);
