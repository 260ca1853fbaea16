// A real Chromium, and a loopback site under the documented policy.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../../../wasm/tools/serve.js';
import { HERE } from './package.js';

// The background services look up outside hosts, which test machines may not reach.
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });

/** Writes `files` into `folder` and serves it; `{ base, close }`. */
export async function site(folder, files = {}, options = {}) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const server = await serve(folder, options);
  return { base: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** A page that notes what must not happen: errors, refused resources, requests. */
export async function openPage(browser, address, options = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  context.on('request', (request) => requests.push(request.url()));
  await page.goto(address);
  return { page, context, faults, requests };
}

/** Sets the text and waits for its answer. */
export function read(page, text, selector = 'greencat-classifier') {
  return page.evaluate(
    ([selector, text]) =>
      new Promise((resolve, reject) => {
        const element = document.querySelector(selector);
        element.addEventListener('greencat-result', ({ detail }) => detail.text === text && resolve(detail.result));
        element.addEventListener('greencat-error', ({ detail }) => reject(detail.error));
        element.value = text;
      }),
    [selector, text],
  );
}

/** What axe-core finds against WCAG 2.2 AA; run through the debugger, which no policy stands against. */
export async function audit(page) {
  await page.evaluate(readFileSync(join(HERE, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`);
}
