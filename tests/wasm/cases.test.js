// One table of cases, one answer: the package's JSON is the command line's, value for value.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'smol-toml';
import { launch, openPage, site } from './support/browser.js';
import { ROOT, scratch, unpack } from './support/package.js';
import { program } from './support/program.js';

const CASES = join(ROOT, 'tests/cases');

/** Every string called `text` in every case file, wherever it stands; and texts of our own that are hard on offsets. */
function caseTexts() {
  const found = ['', ' ', '污水处理', '𠮷光伏组件的生产😀；Ａ光伏組件製造', '研发、生产、销售：光伏组件、逆变器', '销售：汽车；充电桩安装', '电动机制造'];
  const walk = (value) => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (value === null || typeof value !== 'object') return;
    if (typeof value.text === 'string') found.push(value.text);
    Object.values(value).forEach(walk);
  };
  const files = existsSync(CASES) ? readdirSync(CASES).filter((name) => name.endsWith('.toml')).sort() : [];
  for (const file of files) walk(parse(readFileSync(join(CASES, file), 'utf8')));
  return [...new Set(found)];
}

/** What the package adds to the shape, and what the pipe adds. */
function common({ id: _id, text: _text, ...result }) {
  for (const { evidence } of result.entries) for (const one of evidence) (delete one.start16, delete one.end16);
  return result;
}

describe('the case table', () => {
  const texts = caseTexts();
  let browser;
  let server;
  let results;

  before(async () => {
    const folder = scratch('cases');
    unpack(folder, 'greencat');
    server = await site(folder, { 'index.html': '<!doctype html><meta charset="utf-8"><title>t</title>' });
    browser = await launch();
    const { page } = await openPage(browser, `${server.base}/`);
    results = await page.evaluate(async (texts) => {
      const { init, Classifier } = await import('/greencat/index.js');
      await init();
      const classifier = new Classifier();
      return texts.map((text) => classifier.classify(text));
    }, texts);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  test('in Chromium, every term is the text’s own', () => {
    for (const [at, { entries }] of results.entries()) {
      for (const { term, start, end, start16, end16 } of entries.flatMap(({ evidence }) => evidence)) {
        assert.equal(texts[at].slice(start16, end16), term);
        assert.equal([...texts[at]].slice(start, end).join(''), term);
      }
    }
  });

  test('in Chromium, every score is the sum of its points', () => {
    for (const { entries } of results) for (const { score, evidence } of entries) assert.equal(evidence.reduce((sum, { points }) => sum + points, 0), score);
  });

  test('in Chromium and on the command line, the same JSON', { skip: !program && 'not run: no greencat program in the target folder' }, (t) => {
    t.diagnostic(`${texts.length} texts against ${program}`);
    const input = texts.map((text, at) => JSON.stringify({ id: String(at), text })).join('\n');
    let output;
    try {
      output = execFileSync(program, ['classify', '--format', 'ndjson', '--from', 'ndjson', '-'], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
    } catch (error) {
      output = error.stdout; // Its exit code says whether anything matched.
    }
    const lines = output.trim().split('\n').map((line) => common(JSON.parse(line)));
    assert.equal(lines.length, texts.length);
    for (const [at, line] of lines.entries()) assert.deepEqual(common(results[at]), line, texts[at]);
  });
});
