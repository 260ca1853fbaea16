// Code to copy. The tests run these snippets as they stand here.

import { byId, h } from '../dom.js';
import { language, word } from '../words.js';

const SNIPPETS = [
  [['任何网页', 'Any web page'], ['把 npm 包 greencat 的文件放到您网站的 /greencat/ 目录，然后：', 'Copy the files of the npm package greencat to /greencat/ on your site, then:'],
    `<script type="module" src="/greencat/element.js"></script>

<greencat-classifier lang="zh"></greencat-classifier>`],
  [['取得结果', 'Using the answer'], ['每次判读后元素都会发出事件，事件可穿过影子树。', 'The element tells the page after every reading; its events bubble out of shadow trees.'],
    `document.addEventListener('greencat-result', ({ detail }) => {
  console.log(detail.result.outcome, detail.result.entries);
});`],
  [['用 Vite、webpack 等构建', 'With Vite, webpack and others'], ['npm install greencat', 'npm install greencat'],
    `import 'greencat/element';`],
  [['只用判读引擎', 'The engine alone'], ['浏览器、Node.js、Deno、Bun 通用。', 'In browsers, Node.js, Deno and Bun.'],
    `import init, { Classifier } from 'greencat';

await init();
const { outcome, entries } = new Classifier().classify('光伏组件制造');`],
  [['内容安全策略', 'Content Security Policy'], ['以下策略足够；没有内联脚本和样式，载入后不再发出任何请求。', 'This policy is enough: there is no inline script or style, and no request after loading.'],
    `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; connect-src 'self'`],
];

export function start() {}

export function speak() {
  const at = language() === 'en' ? 1 : 0;
  byId('snippets').replaceChildren(...SNIPPETS.map(([title, about, code]) =>
    h('section', {}, h('h2', {}, title[at]), h('p', {}, about[at]), h('div', { class: 'snippet' }, h('pre', { tabindex: 0 }, h('code', {}, code)), copyButton(code)))));
}

export function show() {}

function copyButton(code) {
  return h('button', { type: 'button', onclick: async ({ currentTarget }) => {
    try {
      await navigator.clipboard.writeText(code);
    } catch {
      // Without the permission: select the code, so that one keystroke copies it.
      getSelection().selectAllChildren(currentTarget.previousSibling);
      return;
    }
    currentTarget.textContent = word('copied');
    setTimeout(() => (currentTarget.textContent = word('copy')), 1600);
  } }, word('copy'));
}
