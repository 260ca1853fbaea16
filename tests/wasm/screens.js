// Pictures of the page in every state, width and theme, for a person to look at: `cargo xtask wasm --screens`.

import { join } from 'node:path';
import { PAGE_POLICY } from '../../wasm/tools/serve.js';
import { launch, read, site } from './support/browser.js';
import { ROOT, scratch } from './support/package.js';

const MIXED = '光伏设备及元器件制造；充电桩运营；电动机制造；太阳能热水器销售；日用百货销售';

const VIEWS = {
  empty: async () => {},
  mixed: async (page) => {
    await read(page, MIXED);
    await page.locator('greencat-classifier button.head').nth(2).click();
  },
  question: async (page) => {
    await read(page, '电动机制造');
    await page.locator('greencat-classifier .answers button').first().click({ timeout: 2000 }).catch(() => {});
  },
  near: async (page) => void (await read(page, '太阳能热水器、净水设备的批发、零售')),
  none: async (page) => void (await read(page, '餐饮服务；日用百货、服装鞋帽销售；物业管理')),
  unclear: async (page) => void (await read(page, '某某有限公司')),
  failure: async (page) => {
    await page.route('**/greencat.wasm', (route) => route.abort());
    await page.reload();
    await page.locator('greencat-classifier .failure').waitFor();
  },
  catalogue: async (page) => void (await page.goto(new URL('#catalogue/1.1.8', page.url()).href)),
  search: async (page) => {
    await page.goto(new URL('#catalogue', page.url()).href);
    await page.fill('#query', '热泵');
  },
  drop: async (page) => void (await page.goto(new URL('#list', page.url()).href)),
  list: async (page) => {
    await page.goto(new URL('#list', page.url()).href);
    await page.click('#sample');
    await page.click('#run');
    await page.locator('.tally').waitFor();
  },
  embed: async (page) => void (await page.goto(new URL('#embed', page.url()).href)),
};

const folder = scratch('screens');
const server = await site(join(ROOT, 'wasm/site'), {}, { policy: PAGE_POLICY });
const browser = await launch();
for (const [width, height] of [[1280, 900], [390, 844]]) {
  for (const colorScheme of ['light', 'dark']) {
    for (const locale of ['zh-CN', 'en']) {
      for (const [view, act] of Object.entries(VIEWS)) {
        const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale });
        const page = await context.newPage();
        await page.goto(`${server.base}/`);
        await act(page);
        await page.waitForTimeout(150);
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: join(folder, `${view}-${width}-${colorScheme}-${locale.slice(0, 2)}.png`), fullPage: view !== 'catalogue' });
        if (view === 'mixed' && width === 1280 && colorScheme === 'light') await page.pdf({ path: join(folder, `print-${locale.slice(0, 2)}.pdf`), format: 'A4' });
        await context.close();
      }
    }
  }
}
await browser.close();
server.close();
console.log(folder);
