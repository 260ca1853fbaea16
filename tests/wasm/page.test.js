// The page in wasm/site, as a visitor uses it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { PAGE_POLICY, POLICY } from '../../wasm/tools/serve.js';
import { readTable } from '../../wasm/demo/table/read.js';
import { writeXlsx } from '../../wasm/demo/table/xlsx-write.js';
import { audit, launch, openPage, read, site } from './support/browser.js';
import { ROOT, scratch, unpack } from './support/package.js';
import { example } from './support/readme.js';

const ROWS = [
  ['甲', '光伏设备及元器件制造'],
  ['=乙', '<img src=x onerror=alert(1)>餐饮服务'],
  ['丙', '电动机制造'],
];

describe('the page', () => {
  let browser;
  let server;
  let folder;

  before(async () => {
    folder = scratch('page');
    server = await site(join(ROOT, 'wasm/site'), {}, { policy: PAGE_POLICY });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  const open = async (t, hash = '', options) => {
    const opened = await openPage(browser, `${server.base}/${hash}`, options);
    t.after(() => opened.context.close());
    await opened.page.locator('#version').getByText('gigc-2019').waitFor({ state: 'attached' });
    return opened;
  };

  const drop = (page, name, bytes) =>
    page.evaluate(([name, bytes]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(bytes)], name));
      document.querySelector('#drop').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }, [name, [...bytes]]);

  test('loads everything it needs and asks for nothing afterwards, even offline', async (t) => {
    const { page, context, faults, requests } = await open(t);
    // The browser fetches the icon when it likes, perhaps after the network is gone.
    await context.route('**/icon.svg', (route) => route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }));
    await read(page, '污水处理');
    await page.goto(`${server.base}/#list`);
    await page.click('#sample');
    await page.locator('#run').waitFor();
    const loaded = requests.length;
    await context.setOffline(true);
    await page.click('#run');
    await page.locator('#save-csv').waitFor();
    await page.click('nav a[href="#catalogue"]');
    await page.fill('#query', '热泵');
    await page.locator('#entries details').first().waitFor();
    assert.deepEqual(requests.slice(loaded).filter((url) => !url.endsWith('/icon.svg')), []);
    assert.deepEqual(requests.filter((url) => !url.startsWith(server.base)), []);
    assert.deepEqual(faults, []);
  });

  test('puts an example into the field', async (t) => {
    const { page } = await open(t);
    await page.locator('#examples button').first().click();
    await page.locator('greencat-classifier .code').getByText('3.1.2').waitFor();
  });

  test('speaks both languages and remembers', async (t) => {
    const { page } = await open(t);
    assert.equal(await page.locator('h1:visible').innerText(), '这家企业，属于绿色产业吗？');
    await page.click('#language');
    assert.equal(await page.locator('h1:visible').innerText(), 'Is this company a green industry?');
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await page.reload();
    assert.equal(await page.locator('h1:visible').innerText(), 'Is this company a green industry?');
    const words = await page.locator('[data-word]').evaluateAll((nodes) => nodes.map((node) => node.textContent));
    assert.deepEqual(words.filter((text) => /\p{Script=Han}/u.test(text) && !text.includes('发改环资')), []);
  });

  test('opens an entry by its address, finds entries by code, name, product and standard', async (t) => {
    const { page } = await open(t, '#catalogue/1.1.8');
    assert.equal(await page.locator('#entries details[open] strong').innerText(), '节能电机制造');
    for (const [query, code] of [['3.1.2', '3.1.2'], ['节能电机', '1.1.8'], ['永磁同步电动机', '1.1.8'], ['GB 30254', '1.1.8'], ['electric motors', '1.1.8'], ['光付组件', '3.1.2']]) {
      await page.fill('#query', query);
      await page.locator('#entries summary .number').getByText(code, { exact: true }).waitFor({ timeout: 2000 });
    }
    await page.fill('#query', '<b>');
    await page.locator('#hits').getByText('没有条目').waitFor();
  });

  for (const [name, bytes] of [
    ['名单.csv', Buffer.from(`企业名称,经营范围\n${ROWS.map((row) => row.join(',')).join('\n')}`)],
    ['名单.xlsx', writeXlsx(['企业名称', '经营范围'], ROWS)],
  ]) {
    test(`reads ${name} dropped on it and gives it back with verdicts`, async (t) => {
      const { page, faults } = await open(t, '#list');
      await drop(page, name, bytes);
      await page.locator('#run').waitFor();
      assert.equal(await page.locator('#column').evaluate((select) => select.selectedOptions[0].text), '经营范围');
      await page.click('#run');
      await page.locator('#save-xlsx').waitFor();
      assert.deepEqual(await page.locator('td.outcome').allInnerTexts(), ['属于绿色产业', '未见绿色业务', '待证']);
      await page.locator('.tally button.conditional').click();
      await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
      assert.equal(await page.locator('tbody tr').count(), 1);
      for (const format of ['xlsx', 'csv']) {
        const [download] = await Promise.all([page.waitForEvent('download'), page.click(`#save-${format}`)]);
        assert.equal(download.suggestedFilename(), `名单-判读结果.${format}`);
        const { columns, rows } = readTable(new Uint8Array(readFileSync(await download.path())));
        assert.deepEqual(columns.slice(0, 5), ['企业名称', '经营范围', '结论', '把握', '条目代码']);
        assert.deepEqual(rows.map((row) => row[4] ?? ''), ['3.1.2', '', '1.1.8']);
        assert.equal(rows[1][0], format === 'csv' ? "'=乙" : '=乙');
      }
      assert.deepEqual(faults, []);
    });
  }

  test('reads a list chosen with the button, says what is wrong with a bad one', async (t) => {
    const { page } = await open(t, '#list');
    for (const [name, bytes, words] of [['旧.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /旧版 Excel/], ['坏.xlsx', Buffer.from('PK\x03\x04xxxx'), /已损坏/], ['空.csv', Buffer.from('名称\n'), /没有数据/]]) {
      await page.setInputFiles('#file', { name, mimeType: 'application/octet-stream', buffer: bytes });
      await page.locator('.problem').filter({ hasText: words }).waitFor();
    }
  });

  test('reads 50 000 rows with progress, and stops when asked', async (t) => {
    const { page } = await open(t, '#list');
    const path = join(folder, 'large.csv');
    writeFileSync(path, `经营范围\n${Array.from({ length: 50_001 }, (_, at) => `光伏组件制造；充电桩运营；第${at}号`).join('\n')}`);
    await page.setInputFiles('#file', path);
    await page.locator('#run').waitFor();
    assert.match(await page.locator('.job .fine').first().innerText(), /只读取了前 50 000 家/);
    await page.click('#run');
    await page.locator('progress').waitFor();
    await page.click('#stop');
    await page.locator('.tally').waitFor();
    const stopped = Number((await page.locator('.tally b').first().innerText()).replace(/\D/g, ''));
    assert.ok(stopped < 50_000, `stopped at ${stopped}`);
    await page.click('#run');
    await page.locator('.tally').waitFor({ timeout: 120_000 });
    assert.equal(Number((await page.locator('.tally .green b').innerText()).replace(/\D/g, '')), 50_000);
  });

  test('gives code to copy that is the README’s, or runs as it stands', async (t) => {
    const { page, context } = await open(t, '#embed');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const [html, events, bundler, engine, policy] = await page.locator('#snippets pre').allInnerTexts();
    assert.equal(html.trim(), example('html', '/greencat/element.js').trim());
    assert.equal(bundler.trim(), example('js', "import 'greencat/element'").trim());
    assert.equal(policy, POLICY);
    const project = scratch('page-snippets');
    unpack(project, 'node_modules/greencat');
    assert.equal(execFileSync('node', ['--input-type=module', '-e', `${engine}\nconsole.log(outcome, entries[0].code)`], { cwd: project, encoding: 'utf8' }), 'green 3.1.2\n');
    const lines = [];
    page.on('console', (message) => lines.push(message.text()));
    await page.evaluate(events);
    await read(page, '污水处理');
    assert.match(lines.join(), /^green /);
    await page.locator('.snippet button').first().click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), html);
  });

  test('prints the answer and not the controls', async (t) => {
    const { page } = await open(t);
    await read(page, '电动机制造');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.masthead nav').isVisible(), false);
    assert.equal(await page.locator('.examples').isVisible(), false);
    assert.equal(await page.locator('greencat-classifier .more').first().isVisible(), true);
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 360, height: 740 }]) {
      for (const hash of ['', '#catalogue/3.1', '#list', '#embed']) {
        test(`meets WCAG 2.2 AA at ${viewport.width} px in ${colorScheme}: ${hash || '#judge'}`, async (t) => {
          const { page, faults } = await open(t, hash, { colorScheme, viewport });
          if (hash === '') await read(page, '光伏组件制造；电动机制造；太阳能热水器销售');
          if (hash === '#list') {
            await page.click('#sample');
            await page.click('#run');
            await page.locator('.tally').waitFor();
          }
          assert.deepEqual(await audit(page), []);
          const [width, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
          assert.ok(scroll <= width, `${scroll} px wide in ${width}`);
          assert.deepEqual(faults, []);
        });
      }
    }
  }
});
