// <greencat-classifier> in a real Chromium, under the documented policy.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { audit, launch, openPage, read, site } from './support/browser.js';
import { scratch, unpack } from './support/package.js';

const HEAD = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>t</title>';
const TAG = `${HEAD}<script type="module" src="/greencat/element.js"></script>`;

const PAGES = {
  'one.html': `${TAG}<main><h1>t</h1><greencat-classifier></greencat-classifier></main>`,
  'two.html': `${TAG}<main><h1>t</h1><greencat-classifier id="a" value="污水处理" top="1"></greencat-classifier><greencat-classifier id="b" lang="en"></greencat-classifier></main>`,
  'form.html': `${TAG}<main><h1>t</h1><form method="get" action="/one.html"><greencat-classifier name="scope" required value="污水处理"></greencat-classifier><button>ok</button><button type="reset">r</button></form></main>`,
  'shadow.html': `${HEAD}<script type="module" src="/shadow.js"></script><div id="host"></div>`,
  'shadow.js': "import '/greencat/element.js'; document.querySelector('#host').attachShadow({ mode: 'open' }).append(document.createElement('greencat-classifier')); document.addEventListener('greencat-result', ({ detail }) => (window.heard = detail));",
  'single.html': `${HEAD}<script type="module" src="/greencat/single.js"></script><greencat-classifier value="光伏组件制造"></greencat-classifier>`,
  'early.html': `${HEAD}<script type="module" src="/early.js"></script><greencat-classifier></greencat-classifier>`,
  'early.js': "document.querySelector('greencat-classifier').value = '污水处理'; await import('/greencat/element.js');",
};

const MIXED = '光伏组件、逆变器的研发、生产；充电桩运营；电动机制造；太阳能热水器销售；日用百货销售';

/** Texts that would do harm if any of them were taken for markup, a selector, an address or a pattern. */
const HOSTILE = [
  '<img src=x onerror="window.hurt=1">光伏组件制造',
  '</textarea><script>window.hurt=1</script>污水处理',
  '<svg/onload=window.hurt=1>充电桩运营',
  'javascript:window.hurt=1//光伏组件制造',
  '{{constructor.constructor("window.hurt=1")()}}光伏组件制造',
  '光伏组件\u0000制造\u202e\u2066',
  '\ud800光伏组件制造\udfff',
  '&lt;b&gt;光伏组件制造&#x3c;script&#x3e;',
  '"]}\');window.hurt=1;//光伏组件制造',
  '__proto__ constructor 光伏组件制造',
  '=HYPERLINK("http://x.invalid","光伏组件制造")',
];

describe('the element', () => {
  let browser;
  let server;
  let folder;

  before(async () => {
    folder = scratch('element');
    unpack(folder, 'greencat');
    server = await site(folder, PAGES);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  const open = async (t, name, options) => {
    const opened = await openPage(browser, `${server.base}/${name}`, options);
    t.after(() => opened.context.close());
    return opened;
  };
  const inside = (page, selector) => page.locator('greencat-classifier').first().locator(selector);

  test('answers while one types, without a request after loading and without a fault', async (t) => {
    const { page, context, faults, requests } = await open(t, 'one.html');
    await read(page, '餐饮服务');
    const loaded = requests.length;
    await context.setOffline(true);
    const field = inside(page, 'textarea');
    await field.fill('');
    await field.pressSequentially('光伏组件制造', { delay: 10 });
    await inside(page, '.headline').getByText('属于绿色产业').waitFor();
    assert.match(await inside(page, '.entry').first().innerText(), /3\.1\.2\s+太阳能发电装备制造/);
    assert.deepEqual(await inside(page, '.mirror mark').allInnerTexts(), ['光伏组件', '制造']);
    await inside(page, 'button.head').first().click();
    await inside(page, '.more').first().getByText('分值').waitFor();
    assert.deepEqual(requests.slice(loaded), []);
    assert.deepEqual(requests.map((url) => new URL(url).pathname).filter((path) => path.startsWith('/greencat')).sort(), ['/greencat/element.js', '/greencat/greencat.wasm', '/greencat/index.js', '/greencat/index.js', '/greencat/worker.js']);
    assert.deepEqual(faults, []);
  });

  test('reads a pasted text', async (t) => {
    const { page } = await open(t, 'one.html');
    await inside(page, 'textarea').focus();
    await page.keyboard.insertText('污水处理');
    await inside(page, '.code').getByText('5.3.1').waitFor();
  });

  test('waits for an input method to finish', async (t) => {
    const { page } = await open(t, 'one.html');
    await read(page, '餐饮服务');
    const heard = await page.evaluate(async () => {
      const element = document.querySelector('greencat-classifier');
      const field = element.shadowRoot.querySelector('textarea');
      const texts = [];
      element.addEventListener('greencat-result', ({ detail }) => texts.push(detail.text));
      field.dispatchEvent(new CompositionEvent('compositionstart'));
      field.value = 'wu shui';
      field.dispatchEvent(new InputEvent('input', { isComposing: true }));
      await new Promise((done) => setTimeout(done, 400));
      field.value = '污水处理';
      field.dispatchEvent(new InputEvent('input', { isComposing: true }));
      field.dispatchEvent(new CompositionEvent('compositionend'));
      await new Promise((done) => setTimeout(done, 400));
      return texts;
    });
    assert.deepEqual(heard, ['污水处理']);
  });

  test('tells its events through shadow trees', async (t) => {
    const { page } = await open(t, 'shadow.html');
    await page.waitForFunction(() => window.heard);
    assert.deepEqual(await page.evaluate(() => Object.keys(window.heard)), ['text', 'result']);
  });

  test('tells which entry the visitor opens, and marks only its words', async (t) => {
    const { page } = await open(t, 'one.html');
    await read(page, MIXED);
    await page.evaluate(() => document.addEventListener('greencat-select', ({ detail }) => (window.selected = detail)));
    await inside(page, 'button.head').nth(1).click();
    const { code, entry } = await page.evaluate(() => ({ code: window.selected.candidate.code, entry: window.selected.entry.code }));
    assert.equal(code, '5.2.5');
    assert.equal(entry, code);
    assert.deepEqual(await inside(page, '.mirror mark.on').allInnerTexts(), ['充电桩运营']);
  });

  test('keeps two on one page apart, on one worker and one download', async (t) => {
    const { page, requests, faults } = await open(t, 'two.html');
    const english = await read(page, '充电桩运营；光伏组件制造', '#b');
    assert.equal(english.entries.length, 2);
    await page.locator('#a').locator('.code').getByText('5.3.1').waitFor();
    assert.equal(await page.locator('#a').evaluate((element) => element.result.entries.length), 1);
    assert.match(await page.locator('#b').locator('.outcome').innerText(), /Green industry/);
    assert.match(await page.locator('#a').locator('.outcome').innerText(), /属于绿色产业/);
    assert.equal(requests.filter((url) => url.endsWith('.wasm')).length, 1);
    assert.equal(page.workers().length, 1);
    assert.deepEqual(faults, []);
  });

  test('takes part in a form: value, validity, reset, submit', async (t) => {
    const { page } = await open(t, 'form.html');
    const state = () => page.evaluate(() => {
      const element = document.querySelector('greencat-classifier');
      return { data: new FormData(document.forms[0]).get('scope'), valid: element.checkValidity(), message: element.validationMessage, form: element.form === document.forms[0] };
    });
    assert.deepEqual(await state(), { data: '污水处理', valid: true, message: '', form: true });
    await inside(page, 'textarea').fill(' ');
    assert.deepEqual(await state(), { data: ' ', valid: false, message: '请输入企业的经营范围或业务描述', form: true });
    await page.getByText('ok').click();
    assert.equal(new URL(page.url()).pathname, '/form.html');
    await page.getByText('r', { exact: true }).click();
    assert.equal((await state()).data, '污水处理');
    await page.getByText('ok').click();
    await page.waitForURL(/one\.html\?scope=/);
  });

  test('is silent when disabled by its fieldset or itself', async (t) => {
    const { page } = await open(t, 'form.html');
    await page.evaluate(() => (document.querySelector('greencat-classifier').disabled = true));
    assert.equal(await inside(page, 'textarea').isDisabled(), true);
    assert.equal(await page.evaluate(() => new FormData(document.forms[0]).get('scope')), null);
  });

  test('takes a value that was set before it was defined', async (t) => {
    const { page } = await open(t, 'early.html');
    await inside(page, '.code').getByText('5.3.1').waitFor();
  });

  for (const text of HOSTILE) {
    test(`shows as text: ${JSON.stringify(text)}`, async (t) => {
      const { page, faults, requests } = await open(t, 'one.html');
      await read(page, '餐饮服务');
      const loaded = requests.length;
      const result = await read(page, text);
      await page.waitForTimeout(50);
      const tags = await page.evaluate(() => [...new Set([...document.querySelector('greencat-classifier').shadowRoot.querySelectorAll('*')].map(({ localName }) => localName))]);
      assert.deepEqual(tags.filter((tag) => ['img', 'script', 'svg', 'a', 'iframe', 'style', 'object'].includes(tag)), []);
      assert.equal(await page.evaluate(() => window.hurt), undefined);
      assert.equal(result.outcome, 'green');
      assert.deepEqual(requests.slice(loaded), []);
      assert.deepEqual(faults, []);
    });
  }

  test('reads a long text without holding up the page', async (t) => {
    const { page } = await open(t, 'one.html');
    const { gap, marks } = await page.evaluate(async (unit) => {
      const element = document.querySelector('greencat-classifier');
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      const answered = new Promise((resolve) => element.addEventListener('greencat-result', ({ detail }) => detail.text === text && resolve()));
      // How long a timer of this page had to wait at most.
      let last = performance.now();
      let gap = 0;
      const timer = setInterval(() => {
        gap = Math.max(gap, performance.now() - last);
        last = performance.now();
      }, 5);
      element.value = text;
      await answered;
      clearInterval(timer);
      return { gap, marks: element.shadowRoot.querySelectorAll('mark').length };
    }, `${MIXED}；`);
    // Laying out a million characters is the browser's own work; reading them is not on this thread.
    t.diagnostic(`the page waited ${Math.round(gap)} ms at most`);
    assert.equal(marks, 0);
  });

  test('works on the page’s own thread where the policy forbids workers', async (t) => {
    const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'none'; connect-src 'self'";
    const strict = await site(folder, {}, { policy });
    t.after(() => strict.close());
    const { page, context } = await openPage(browser, `${strict.base}/one.html`);
    t.after(() => context.close());
    const here = await read(page, MIXED);
    assert.equal(page.workers().length, 0);
    const { page: other } = await open(t, 'one.html');
    assert.deepEqual(here, await read(other, MIXED));
  });

  test('says when the engine cannot be loaded, and recovers', async (t) => {
    const context = await browser.newContext();
    t.after(() => context.close());
    const page = await context.newPage();
    await page.route('**/greencat.wasm', (route) => route.fulfill({ status: 404, body: 'gone' }));
    await page.goto(`${server.base}/one.html`);
    await inside(page, '[role=alert]').waitFor();
    assert.match(await inside(page, '.failure').innerText(), /answered 404; copy greencat\.wasm there/);
    await page.unroute('**/greencat.wasm');
    await inside(page, 'textarea').fill('污水处理');
    await inside(page, '.code').getByText('5.3.1').waitFor();
  });

  test('tells a wrong attribute by an event, and goes on once it is right', async (t) => {
    const { page } = await open(t, 'one.html');
    await read(page, '污水处理');
    const told = await page.evaluate(async () => {
      const element = document.querySelector('greencat-classifier');
      const next = (type) => new Promise((resolve) => document.addEventListener(type, ({ detail, composed, bubbles }) => resolve({ message: detail.error?.message, outcome: detail.result?.outcome, composed, bubbles }), { once: true }));
      const failed = next('greencat-error');
      element.edition = 'gigc-1999';
      const error = await failed;
      const { result } = element;
      const answered = next('greencat-result');
      element.edition = null;
      return { error, result, again: await answered };
    });
    assert.match(told.error.message, /edition "gigc-1999" is not in this package; it has "gigc-2019"/);
    assert.deepEqual([told.error.composed, told.error.bubbles, told.result, told.again.outcome], [true, true, null, 'green']);
  });

  test('keeps to its attributes, and each is a property', async (t) => {
    const { page } = await open(t, 'one.html');
    await read(page, MIXED);
    const told = await page.evaluate(async () => {
      const element = document.querySelector('greencat-classifier');
      const root = element.shadowRoot;
      Object.assign(element, { label: '经营范围<b>', placeholder: '请粘贴', top: 1, debounce: 5, name: 'scope' });
      await new Promise((resolve) => element.addEventListener('greencat-result', resolve, { once: true }));
      const shown = [root.querySelector('label').textContent, root.querySelector('textarea').placeholder, element.result.entries.length];
      const attributes = ['label', 'placeholder', 'top', 'debounce', 'name'].map((name) => element.getAttribute(name));
      for (const name of ['label', 'top', 'debounce']) element.removeAttribute(name);
      return { shown, attributes, standard: [root.querySelector('label').textContent, element.top, element.debounce] };
    });
    assert.deepEqual(told.shown, ['经营范围<b>', '请粘贴', 1]);
    assert.deepEqual(told.attributes, ['经营范围<b>', '请粘贴', '1', '5', 'scope']);
    assert.deepEqual(told.standard, ['经营范围或业务描述', 8, 80]);
  });

  test('reads in English all that is ours, and says that official terms are not', async (t) => {
    const { page } = await open(t, 'two.html');
    await read(page, `${MIXED}；锅炉制造`, '#b');
    for (const button of await page.locator('#b').locator('button.head').all()) await button.click();
    const chinese = await page.evaluate(() => {
      const texts = [];
      const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE && /\p{Script=Han}/u.test(node.data)) texts.push(node);
        // What is marked as Chinese is official, or the visitor's own.
        if (node.lang !== 'zh' && !node.matches?.('.sheet')) node.childNodes.forEach(walk);
      };
      walk(document.querySelector('#b').shadowRoot);
      return texts.map(({ data }) => data);
    });
    assert.deepEqual(chinese, []);
    assert.match(await page.locator('#b').locator('.entry.conditional').first().innerText(), /better than energy-efficiency grade 1/);
    assert.match(await page.locator('#b').locator('.note').first().innerText(), /exists in Chinese only/);
  });

  test('loads where the server does not know what .wasm is', async (t) => {
    const context = await browser.newContext();
    t.after(() => context.close());
    const page = await context.newPage();
    const body = readFileSync(join(folder, 'greencat/greencat.wasm'));
    await page.route('**/greencat.wasm', (route) => route.fulfill({ body, contentType: 'application/octet-stream' }));
    await page.goto(`${server.base}/one.html`);
    assert.equal((await read(page, '污水处理')).outcome, 'green');
  });

  test('works from a single file, its own worker included', async (t) => {
    const { page, requests, faults } = await open(t, 'single.html');
    await inside(page, '.code').getByText('3.1.2').waitFor();
    assert.equal(page.workers().length, 1);
    assert.deepEqual([...new Set(requests.map((url) => new URL(url).pathname))].sort(), ['/greencat/single.js', '/single.html']);
    assert.deepEqual(faults, []);
  });

  test('is used by the keyboard alone', async (t) => {
    const { page } = await open(t, 'one.html');
    await read(page, MIXED);
    await inside(page, 'textarea').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await inside(page, 'button.head').first().getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    assert.equal(await inside(page, 'button.head').nth(1).getAttribute('aria-expanded'), 'true');
  });

  test('tells a screen reader the outcome once the visitor pauses', async (t) => {
    const { page } = await open(t, 'one.html');
    await read(page, '光伏组件制造');
    await inside(page, '[role=status].unseen').getByText('属于绿色产业：3.1.2 太阳能发电装备制造').waitFor({ state: 'attached' });
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const text of [MIXED, '电动机制造', '餐饮服务', '']) {
      test(`meets WCAG 2.2 AA in ${colorScheme} with ${JSON.stringify(text)}`, async (t) => {
        const { page } = await open(t, 'one.html', { colorScheme });
        await page.evaluate((scheme) => (document.documentElement.style.cssText = `color-scheme: ${scheme}; background: ${scheme === 'dark' ? '#101411' : '#fff'}`), colorScheme);
        await read(page, text);
        for (const button of await inside(page, 'button.head').all()) await button.click();
        assert.deepEqual(await audit(page), []);
      });
    }
  }
});
