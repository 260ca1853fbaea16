// By the README alone: the packed package in a plain page, in Vite and webpack builds, in React and Vue.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, openPage, read, site } from './support/browser.js';
import { HERE, scratch, unpack } from './support/package.js';
import { example } from './support/readme.js';

const HTML = (body, script = '') => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>t</title>\n${script}${body}`;
const MODULE = '<script type="module" src="/main.js"></script>\n';
const TAG = '<greencat-classifier lang="zh"></greencat-classifier>';

describe('the README alone suffices', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  /** Serves `folder` under the documented policy and reads a text on it. */
  const works = async (t, folder, files, address = '/') => {
    const server = await site(folder, files);
    t.after(() => server.close());
    const { page, context, faults } = await openPage(browser, server.base + address);
    t.after(() => context.close());
    await page.locator('greencat-classifier .answer').waitFor();
    const result = await read(page, '光伏组件制造');
    assert.equal(result.entries[0].code, '3.1.2');
    assert.deepEqual(faults, []);
    return page;
  };

  /** A new project with the package installed from its tarball. */
  const project = (name, files) => {
    const folder = scratch(`embed/${name}`);
    unpack(folder, 'node_modules/greencat');
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    return folder;
  };

  const bin = (name, folder, ...more) => execFileSync(join(HERE, 'node_modules/.bin', name), more, { cwd: folder, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, NODE_ENV: 'production' } });

  test('in a plain page', async (t) => {
    const folder = scratch('embed/plain');
    unpack(folder, 'greencat');
    const page = await works(t, folder, { 'index.html': HTML(example('html', '/greencat/element.js')) });
    assert.equal(page.workers().length, 1);
  });

  test('in a plain page with the events example', async (t) => {
    const folder = scratch('embed/events');
    unpack(folder, 'greencat');
    const page = await works(t, folder, { 'index.html': HTML(`${example('html', '/greencat/element.js')}${MODULE}`), 'main.js': `window.lines = [];\n${example('js', 'greencat-result').replace('console.log', '((...line) => lines.push(line))')}` });
    assert.deepEqual(await page.evaluate(() => window.lines.at(-1)), ['green', ['3.1.2 direct']]);
  });

  test('from the single file', async (t) => {
    const folder = scratch('embed/single');
    cpSync(join(unpack(folder, 'unpacked'), 'single.js'), join(folder, 'single.js'));
    await works(t, folder, { 'index.html': HTML(example('html', '/single.js')) });
  });

  test('with the integrity hashes and early loading', async (t) => {
    const folder = scratch('embed/integrity');
    const target = unpack(folder, 'greencat');
    const hashes = JSON.parse(execFileSync('cat', [join(target, 'integrity.json')], { encoding: 'utf8' }));
    const script = example('html', 'integrity=').replace('sha384-…', hashes['element.js']);
    await works(t, folder, { 'index.html': HTML(script + example('html', 'modulepreload') + TAG) });
  });

  test('in a Vite build', async (t) => {
    const folder = project('vite', { 'index.html': HTML(TAG, MODULE), 'main.js': example('js', "import 'greencat/element'") });
    bin('vite', folder, 'build', '--logLevel', 'warn');
    const page = await works(t, join(folder, 'dist'));
    assert.equal(page.workers().length, 1);
  });

  test('in a Vite build of the engine alone', async (t) => {
    const folder = project('vite-engine', { 'index.html': HTML('', MODULE), 'main.js': `${example('js', 'new Classifier')}\nwindow.done = outcome;` });
    bin('vite', folder, 'build', '--logLevel', 'warn');
    const server = await site(join(folder, 'dist'));
    t.after(() => server.close());
    const { page, context } = await openPage(browser, `${server.base}/`);
    t.after(() => context.close());
    await page.waitForFunction(() => window.done === 'green');
  });

  test('on Vite’s development server, with the README’s line', async (t) => {
    const folder = project('vite-dev', { 'index.html': HTML(TAG, MODULE), 'main.js': example('js', "import 'greencat/element'"), 'vite.config.js': example('js', 'optimizeDeps') });
    const server = spawn(join(HERE, 'node_modules/.bin/vite'), ['--host', '127.0.0.1', '--port', '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    t.after(() => server.kill());
    const address = await new Promise((resolve) => {
      let output = '';
      server.stdout.on('data', (chunk) => {
        output += chunk;
        // Vite colours the port even where nobody asked for colour.
        const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(output.replaceAll(/\x1b\[\d+m/g, ''));
        if (found) resolve(found[0]);
      });
    });
    const { page, context } = await openPage(browser, address);
    t.after(() => context.close());
    await page.locator('greencat-classifier .answer').waitFor();
    assert.equal((await read(page, '光伏组件制造')).entries[0].code, '3.1.2');
    assert.equal(page.workers().length, 1);
  });

  test('in a webpack build', async (t) => {
    const folder = project('webpack', { 'main.js': example('js', "import 'greencat/element'") });
    bin('webpack', folder, '--mode', 'production', '--entry', './main.js', '-o', 'dist');
    const page = await works(t, join(folder, 'dist'), { 'index.html': HTML(TAG, '<script type="module" src="main.js"></script>') });
    assert.equal(page.workers().length, 1);
  });

  test('in a webpack build loaded as a classic script', async (t) => {
    const folder = project('webpack-classic', { 'main.js': example('js', "import 'greencat/element'") });
    bin('webpack', folder, '--mode', 'production', '--entry', './main.js', '-o', 'dist');
    await works(t, join(folder, 'dist'), { 'index.html': HTML(TAG, '<script src="main.js" defer></script>') });
  });

  test('in React, six lines', async (t) => {
    const component = example('jsx', 'greencat-classifier');
    assert.ok(component.trim().split('\n').length <= 6 + 1, 'six lines and a blank one');
    const folder = project('react', {
      'index.html': HTML('<div id="root"></div>', MODULE),
      'Check.jsx': component,
      'main.js': "import { createElement } from 'react'; import { createRoot } from 'react-dom/client'; import { Check } from './Check.jsx'; createRoot(document.querySelector('#root')).render(createElement(Check, { onOutcome: (outcome) => (window.outcome = outcome) }));",
      'vite.config.js': "export default { oxc: { jsx: { runtime: 'automatic' } } };",
    });
    bin('vite', folder, 'build', '--logLevel', 'warn');
    const page = await works(t, join(folder, 'dist'));
    assert.equal(await page.evaluate(() => window.outcome), 'green');
  });

  test('in Vue, six lines', async (t) => {
    const component = example('vue', 'greencat-classifier');
    assert.ok(component.trim().split('\n').length <= 6, 'six lines');
    const folder = project('vue', {
      'index.html': HTML('<div id="root"></div>', MODULE),
      'Check.vue': component,
      'main.js': "import { createApp, h } from 'vue'; import Check from './Check.vue'; createApp({ render: () => h(Check, { onOutcome: (outcome) => (window.outcome = outcome) }) }).mount('#root');",
      'vite.config.js': "import vue from '@vitejs/plugin-vue';\nexport default { plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('greencat-') } } })] };",
    });
    bin('vite', folder, 'build', '--logLevel', 'warn');
    const page = await works(t, join(folder, 'dist'));
    assert.equal(await page.evaluate(() => window.outcome), 'green');
  });

  test('on a server that renders: Vite’s SSR build imports it without a document', () => {
    const folder = project('ssr', { 'server.js': "import { GreencatClassifier } from 'greencat/element';\nimport init, { Classifier } from 'greencat';\nawait init();\nconsole.log(typeof GreencatClassifier, new Classifier().classify('污水处理').outcome);" });
    bin('vite', folder, 'build', '--ssr', 'server.js', '--logLevel', 'warn');
    assert.equal(execFileSync('node', ['dist/server.js'], { cwd: folder, encoding: 'utf8' }), 'function green\n');
  });
});
