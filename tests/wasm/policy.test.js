// `greencat/policy`: one evaluator, so the record is the command line's, value for value.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse, stringify } from 'smol-toml';
import { launch, openPage, site } from './support/browser.js';
import { HERE, ROOT, scratch, unpack } from './support/package.js';
import { program } from './support/program.js';
import { example } from './support/readme.js';

/** Facts of every kind and every degree of knowledge, in the ways that a facts file allows. */
const FACTS = {
  nothing: {},
  factory: { name: '<b>示例</b>电机有限公司', as_of: '2026-03-01', independent_entity: true, really_manufactures: '是', lawful_sound: '不详', last_accident_or_offence: '2023', last_delisted: false, target_level: '国家级' },
  debtor: { name: '示例一厂', as_of: '2026-03-01', independent_entity: true, lawful_sound: true, dishonest_debtor: true },
  park: { name: '示例园区', as_of: '2025-06', zone_listed_2018: true, leading_industries_fit: '是', last_larger_accident: '无', last_environmental_event: 2019, authorities_willing: false, aims_clear: true },
};

const TEXTS = [{}, { text: '电动机的研发、生产；日用百货销售' }, { text: '𠮷光伏组件制造' }, { text: '有限公司', industries: '光伏组件制造；污水处理' }, { text: '', industries: '餐饮服务' }];

const threshold = (name) => parse(readFileSync(join(ROOT, `catalogue/policies/thresholds/${name}.toml`), 'utf8'));

describe('the policies', () => {
  let folder;
  let greencat;
  let checks;

  before(async () => {
    folder = scratch('policy');
    greencat = await import(join(unpack(folder, 'node_modules/greencat'), 'policy-node.js'));
    await greencat.init();
    checks = greencat.policies();
  });

  /** What the package adds to the shape: offsets in UTF-16. */
  const common = (record) => {
    for (const { entries } of [record.classification, record.industries].filter(Boolean)) {
      for (const { evidence } of entries) for (const one of evidence) (delete one.start16, delete one.end16);
    }
    return record;
  };

  const onCommandLine = (names, facts, { text, industries }) => {
    const path = join(folder, 'facts.toml');
    writeFileSync(path, stringify(facts));
    const more = Object.entries({ text, industries }).flatMap(([key, value]) => (value === undefined ? [] : [`--${key}=${value}`]));
    try {
      return JSON.parse(execFileSync(program, ['screen', ...names, '--facts', path, ...more, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 26, stdio: 'pipe' }));
    } catch (error) {
      if (error.status !== 1) throw error; // 1 says that nothing is within reach.
      return JSON.parse(error.stdout);
    }
  };

  for (const [kind, facts] of Object.entries(FACTS)) {
    test(`give the command line’s record, value for value: ${kind}`, { skip: !program && 'not run: no greencat program in the target folder' }, () => {
      const names = checks.map(({ check }) => check);
      for (const texts of TEXTS) assert.deepEqual(common(greencat.screen(names, facts, texts)), onCommandLine(names, facts, texts));
    });
  }

  test('give the command line’s record for a threshold of one’s own', { skip: !program && 'not run: no greencat program in the target folder' }, () => {
    const ours = { ...threshold('equipment'), id: 'ours', name: '本园区门槛' };
    const path = join(folder, 'ours.toml');
    writeFileSync(path, stringify(ours));
    for (const texts of TEXTS) assert.deepEqual(common(greencat.screen(ours, FACTS.debtor, texts)), onCommandLine([path], FACTS.debtor, texts));
  });

  describe('a park', () => {
    const LIST = [
      ['甲公司', '光伏组件制造', 300, 2024], ['甲公司', '光伏组件制造', 420.5, 2025], ['乙公司', '电动机制造', 100, 2025], ['丙公司', '日用百货销售', 600, 2025],
      ['丁公司', '充电桩销售', undefined, 2025], ['', '有限公司', 0, 2025], ['戊公司', '污水处理；再生资源回收', 77, 2025], ['己公司', '光伏电站运营', 12.25, undefined],
    ];
    const enterprises = (list) => list.map(([name, text, value, year], at) => ({ name: name || `第 ${at + 1} 条`, text, value, year }));

    for (const [kind, list] of [['with years', LIST], ['without years', LIST.map(([name, text, value]) => [name, text, value])], ['without values', LIST.map(([name, text]) => [name, text])], ['of one', LIST.slice(3, 4)]]) {
      test(`gives the command line’s survey, value for value: ${kind}`, { skip: !program && 'not run: no greencat program in the target folder' }, () => {
        const path = join(folder, 'list.csv');
        writeFileSync(path, `企业名称,经营范围,产值（万元）,年份\n${list.map((row) => [...row, '', ''].slice(0, 4).map((cell) => cell ?? '').join(',')).join('\n')}`);
        let output;
        try {
          output = execFileSync(program, ['park', path, '--format', 'json'], { encoding: 'utf8', stdio: 'pipe' });
        } catch (error) {
          output = error.stdout; // 1 says that nothing is green.
        }
        assert.deepEqual(greencat.park(enterprises(list)), JSON.parse(output).survey);
      });
    }

    test('numbers those without a name, and teaches what a row must be', () => {
      assert.deepEqual(greencat.park([{ text: '污水处理' }, { text: '污水处理' }]).repeated, []);
      assert.equal(greencat.park([]).green.members, 0);
      assert.throws(() => greencat.park([{ name: '甲' }]), /the text must be a string, got undefined/);
      assert.throws(() => greencat.park([{ text: '', value: -1 }]), /the value of row 0 must be a number from 0/);
      assert.throws(() => greencat.park([{ text: '', year: '2025年' }]), /the year of row 0/);
    });
  });

  test('are listed with the facts they ask for', () => {
    assert.ok(checks.length >= 7);
    for (const { check, name, name_en, subject, facts } of checks) {
      assert.ok(check && name && name_en && ['企业', '园区'].includes(subject), check);
      const known = facts.map(({ id }) => id);
      const { questions } = greencat.screen(check).screenings[0];
      assert.deepEqual(questions.map(({ fact }) => fact).filter((fact) => fact && !known.includes(fact)), [], check);
    }
  });

  test('take a Chinese name, several names, and no facts at all', () => {
    assert.equal(greencat.screen('绿色工厂').screenings[0].check, 'green-factory');
    assert.deepEqual(greencat.screen(['green-park', 'green-factory']).screenings.map(({ check }) => check), ['green-park', 'green-factory']);
    assert.equal(greencat.screen('green-factory').screenings[0].standing, 'open');
    assert.equal(greencat.screen('green-factory', { dishonest_debtor: null, lawful_sound: undefined }).screenings[0].standing, 'open');
  });

  test('teach when they are used wrongly, with every fault', () => {
    const fault = (what, count, pattern, run) => assert.throws(run, (error) => error instanceof greencat.PolicyError && error instanceof Error && error.what === what && error.faults.length === count && pattern.test(error.message));
    fault('policy', 1, /green-factory/, () => greencat.screen('green-facory'));
    fault('facts', 2, /as_of is “明天”; write a date such as 2025-06-30.*did you mean dishonest_debtor\?/, () => greencat.screen('green-factory', { dishonst_debtor: true, as_of: '明天' }));
    fault('facts', 2, /name[\s\S]*as_of/, () => greencat.screen('green-factory', { name: ['甲'], as_of: new Date(0) }));
    fault('facts', 1, /NaN|finite/, () => greencat.screen('green-park', { industrial_share: NaN }));
    fault('threshold', 1, /9\.9/, () => greencat.screen({ ...threshold('equipment'), wanted: { entries: ['9.9'], verdict: 'direct' } }));
    fault('threshold', 1, /wantd/, () => greencat.screen({ ...threshold('equipment'), wantd: {} }));
    assert.throws(() => greencat.screen(null), TypeError);
    assert.throws(() => greencat.screen('green-factory', []), TypeError);
    assert.throws(() => greencat.screen('green-factory', {}, { text: 1 }), /the text must be a string, got number/);
    const script = "const { policies } = await import('greencat/policy'); policies()";
    assert.throws(() => execFileSync('node', ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }), /await init\(\) first/);
  });

  test('are not changed by one call for the next', () => {
    const ours = { ...threshold('equipment'), id: 'ours', name: '本园区门槛' };
    const before = greencat.policies();
    greencat.screen(ours);
    assert.deepEqual(greencat.policies(), before);
    assert.throws(() => greencat.screen('ours'), greencat.PolicyError);
    // A threshold under the id of an example stands in for it, in this call only.
    const example = greencat.screen('threshold-equipment');
    assert.equal(greencat.screen({ ...ours, id: 'threshold-equipment' }).screenings[0].name, '本园区门槛');
    assert.deepEqual(greencat.screen('threshold-equipment'), example);
    assert.throws(() => greencat.screen({ ...ours, id: 'green-factory' }), /named twice/);
  });

  test('run the README’s example', () => {
    const output = execFileSync('node', ['--input-type=module', '-e', example('js', 'greencat/policy')], { cwd: folder, encoding: 'utf8' });
    assert.match(output, /^green-factory green factory \d+$/m);
    assert.match(output, /^not_met$/m);
  });

  test('have types that a whole record, the list and a threshold keep to', () => {
    const project = join(folder, 'types');
    mkdirSync(project);
    const record = greencat.screen(checks.map(({ check }) => check), FACTS.factory, TEXTS[3]);
    // Literals, so that a field missing in the types is a fault too.
    writeFileSync(join(project, 'record.ts'), `import type { Policy, ScreeningRecord, Survey, Threshold } from 'greencat/policy';
export const list: Policy[] = ${JSON.stringify(checks)};
export const survey: Survey = ${JSON.stringify(greencat.park([{ text: '光伏组件制造', value: 2, year: 2024 }, { text: '电动机制造', value: 1, year: 2025 }]))};
export const record: ScreeningRecord = ${JSON.stringify(record)};
export const thresholds: Threshold[] = ${JSON.stringify(['equipment', 'recycling', 'services'].map(threshold))};\n`);
    writeFileSync(join(project, 'example.ts'), example('js', 'greencat/policy'));
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: 'es2022', module: 'nodenext', moduleDetection: 'force', types: [], lib: ['es2022', 'dom', 'dom.iterable'] } }));
    writeFileSync(join(project, 'package.json'), '{"type":"module"}');
    execFileSync(join(HERE, 'node_modules/.bin/tsc'), ['-p', project], { encoding: 'utf8', stdio: 'inherit' });
  });

  describe('in Chromium', () => {
    let browser;
    let server;
    before(async () => {
      server = await site(join(folder, 'node_modules'), { 'index.html': '<!doctype html><html lang="zh"><meta charset="utf-8"><title>t</title><script type="module" src="/greencat/element.js"></script><greencat-classifier></greencat-classifier>' });
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      server?.close();
    });

    test('give Node’s record under the documented policy, on the page’s one engine, and ask for nothing afterwards', async (t) => {
      const { page, context, faults, requests } = await openPage(browser, `${server.base}/`);
      t.after(() => context.close());
      await page.locator('greencat-classifier .answer').waitFor();
      await page.evaluate(async () => (await import('/greencat/policy.js')).init());
      const loaded = requests.length;
      await context.setOffline(true);
      const names = checks.map(({ check }) => check);
      for (const texts of TEXTS) {
        const record = await page.evaluate(async ([names, facts, texts]) => (await import('/greencat/policy.js')).screen(names, facts, texts), [names, FACTS.factory, texts]);
        assert.deepEqual(record, greencat.screen(names, FACTS.factory, texts));
      }
      assert.deepEqual(requests.slice(loaded), []);
      assert.deepEqual(requests.filter((url) => url.endsWith('.wasm')).map((url) => new URL(url).pathname).sort(), ['/greencat/greencat.wasm', '/greencat/policy.wasm']);
      assert.deepEqual(faults, []);
    });

    test('work in a Vite build', async (t) => {
      const project = scratch('policy-vite');
      unpack(project, 'node_modules/greencat');
      writeFileSync(join(project, 'package.json'), '{"type":"module"}');
      writeFileSync(join(project, 'index.html'), '<!doctype html><meta charset="utf-8"><title>t</title><script type="module" src="/main.js"></script>');
      writeFileSync(join(project, 'main.js'), `${example('js', 'greencat/policy')}\nwindow.done = factory.standing;`);
      execFileSync(join(HERE, 'node_modules/.bin/vite'), ['build', '--logLevel', 'warn'], { cwd: project, stdio: 'pipe' });
      const built = await site(join(project, 'dist'));
      t.after(() => built.close());
      const { page, context, faults } = await openPage(browser, `${built.base}/`);
      t.after(() => context.close());
      await page.waitForFunction(() => window.done === 'not_met');
      assert.deepEqual(faults, []);
    });
  });
});
