// Measures the package in Chromium and writes the figures into docs/PERFORMANCE.md between two marks.
// `cargo xtask wasm --bench`.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { weighAll } from '../../../wasm/tools/size.js';
import { launch, site } from '../support/browser.js';
import { HERE, ROOT, scratch, unpack } from '../support/package.js';

const RUNS = 15;

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const ms = (time) => `${time < 1 ? time.toFixed(3) : time.toFixed(1)} ms`;

const folder = scratch('bench');
unpack(folder, 'greencat');
await build({
  root: HERE,
  configFile: false,
  logLevel: 'warn',
  build: { outDir: join(folder, 'built'), emptyOutDir: true, rollupOptions: { input: join(HERE, 'bench/page.js'), external: /^\/greencat\//, output: { entryFileNames: 'page.js' } } },
});
const server = await site(folder, { 'index.html': '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="/built/page.js"></script>' });
const browser = await launch();

/** A fresh profile each time: nothing is cached or compiled. */
async function fresh(run) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.base}/`);
  await page.waitForFunction(() => globalThis.bench);
  const result = await run(page);
  await context.close();
  return result;
}

const first = [];
for (let run = 0; run < RUNS; run++) first.push(await fresh((page) => page.evaluate(() => bench.first())));
const spread = (part) => {
  const times = first.map((run) => run[part]).sort((a, b) => a - b);
  return `${ms(times[RUNS >> 1])} (${ms(times[0])}, ${ms(times[RUNS - 1])})`;
};
const further = await fresh((page) => page.evaluate(() => bench.further()));
const peer = await fresh((page) => page.evaluate(() => bench.peer()));
const version = browser.version();
await browser.close();
server.close();

const { payload, total } = await weighAll();
const table = `| figure | bar | measured |
| --- | --- | --- |
| payload, brotli 11 (${payload.map(({ path, brotli }) => `${path.replace('pkg/', '')} ${kb(brotli)}`).join(', ')}) | ≤ 250 kB | ${kb(total.brotli)} |
| fetch + instantiate + first answer, nothing cached: median of ${RUNS} (fastest, slowest) | ≤ 60 ms | ${spread('whole')} |
| of that: fetch, compile and instantiate | | ${spread('load')} |
| of that: open the index | | ${spread('open')} |
| each further answer, 300 characters, one call each | ≤ 0.1 ms | ${ms(further.one)} |
| the same in one \`classifyBatch\` | | ${ms(further.batch)} |
| MiniSearch with bigrams over the 211 names and scopes, same page and texts: one search | | ${ms(peer.one)} (${(peer.one / further.one).toFixed(0)} ×) |
| MiniSearch: loading its index (${kb(peer.bytes)} of JSON) | | ${ms(peer.load)} |

Chromium ${version}, headless, loopback, ${execFileSync('nproc', { encoding: 'utf8' }).trim()} cores shared with other work.`;

const path = join(ROOT, 'docs/PERFORMANCE.md');
mkdirSync(join(ROOT, 'docs'), { recursive: true });
const [BEGIN, END] = ['<!-- wasm: written by cargo xtask wasm --bench -->', '<!-- /wasm -->'];
const text = existsSync(path) ? readFileSync(path, 'utf8') : '# Performance\n';
const section = `${BEGIN}\n${table}\n${END}`;
const marks = new RegExp(`${BEGIN}[\\s\\S]*${END}`);
writeFileSync(path, marks.test(text) ? text.replace(marks, () => section) : `${text.trimEnd()}\n\n## In the browser\n\n${section}\n`);
console.log(table);
