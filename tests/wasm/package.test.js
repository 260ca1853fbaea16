// The package from Node's side: its class, its types, its hashes.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { requirementIn } from '../../wasm/js/component/requirement.js';
import { HERE, scratch, unpack } from './support/package.js';
import { example } from './support/readme.js';

describe('the packed package', () => {
  let folder;
  let greencat;
  let classifier;

  before(async () => {
    folder = scratch('package');
    const target = unpack(folder, 'node_modules/greencat');
    greencat = await import(join(target, 'node.js'));
    await greencat.init();
    classifier = new greencat.Classifier();
  });

  test('has what its manifest promises and nothing else', () => {
    const files = readdirSync(join(folder, 'node_modules/greencat')).sort();
    assert.deepEqual(files, ['LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'element.d.ts', 'element.js', 'greencat.wasm', 'index.d.ts', 'index.js', 'integrity.json', 'node.js', 'package.json', 'policy-node.js', 'policy.d.ts', 'policy.js', 'policy.wasm', 'single.d.ts', 'single.js', 'worker.js']);
  });

  test('mentions each wasm file in one place', () => {
    const mentions = ['index.js', 'policy.js', 'element.js', 'worker.js', 'node.js', 'policy-node.js'].map((file) => [...readFileSync(join(folder, 'node_modules/greencat', file), 'utf8').matchAll(/"[^"]*\.wasm"/g)].map(String));
    assert.deepEqual(mentions, [['"./greencat.wasm"'], ['"./policy.wasm"'], [], [], [], []]);
  });

  test('publishes hashes that are right', () => {
    const hashes = JSON.parse(readFileSync(join(folder, 'node_modules/greencat/integrity.json'), 'utf8'));
    assert.deepEqual(Object.keys(hashes), ['element.js', 'greencat.wasm', 'index.js', 'node.js', 'policy-node.js', 'policy.js', 'policy.wasm', 'single.js', 'worker.js']);
    for (const [file, hash] of Object.entries(hashes)) {
      const bytes = readFileSync(join(folder, 'node_modules/greencat', file));
      assert.equal(hash, `sha384-${createHash('sha384').update(bytes).digest('base64')}`);
    }
  });

  test('imports on a server without touching a document', async () => {
    const script = "await import('greencat/element'); await import('greencat/single'); await import('greencat/policy'); await import('greencat'); console.log(typeof document)";
    assert.equal(execFileSync('node', ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' }), 'undefined\n');
  });

  test('answers in the one JSON shape, with offsets for slice', () => {
    const text = '𠮷光伏组件的生产';
    const result = classifier.classify(text);
    assert.deepEqual(Object.keys(result), ['edition', 'outcome', 'confidence', 'entries', 'question']);
    const [evidence] = result.entries[0].evidence;
    assert.deepEqual([evidence.start, evidence.end, evidence.start16, evidence.end16], [1, 5, 2, 6]);
    assert.equal(text.slice(evidence.start16, evidence.end16), evidence.term);
  });

  test('keeps terms and slices together on any text, even with broken surrogates', () => {
    for (const text of ['\ud800光伏组件制造', '😀😀污水处理😀充电桩运营', '\u0000光伏组件制造\u202e', 'Ａ光伏組件製造']) {
      for (const { evidence } of classifier.classify(text).entries) {
        for (const { term, start16, end16 } of evidence) assert.equal(text.slice(start16, end16), term);
      }
    }
  });

  test('gives a batch the answers of single calls', () => {
    const texts = ['污水处理', '', '光伏组件制造；充电桩运营', '餐饮服务'];
    assert.deepEqual(classifier.classifyBatch(texts, { top: 2 }), texts.map((text) => classifier.classify(text, { top: 2 })));
  });

  test('limits the entries to top', () => {
    const text = '光伏组件制造；充电桩运营；污水处理';
    assert.equal(classifier.classify(text).entries.length > 1, true);
    assert.equal(classifier.classify(text, { top: 1 }).entries.length, 1);
  });

  test('knows the catalogue', () => {
    const tree = classifier.tree();
    const groups = tree.flatMap(({ children }) => children);
    assert.deepEqual([tree.length, groups.length, groups.flatMap(({ children }) => children).length], [6, 30, 211]);
    assert.equal(classifier.entry('1.1.8').name, '节能电机制造');
    assert.equal(classifier.entry('9.9.9'), undefined);
    assert.equal(classifier.entry('<script>'), undefined);
    assert.equal(classifier.version(), JSON.parse(readFileSync(join(folder, 'node_modules/greencat/package.json'), 'utf8')).version);
  });

  test('looks up codes, names, standards and slips of the pen, with offsets for slice', () => {
    assert.equal(classifier.search('gb18613', { top: 5 })[0].matched.kind, 'standard');
    assert.deepEqual(classifier.search('3.1', { top: 2 }).map(({ code }) => code), ['3.1', '3.1.1']);
    const [{ matched }] = classifier.search('光付组件', { top: 1 });
    assert.equal(matched.kind, 'similar');
    for (const { matched } of classifier.search('electric motor')) assert.equal(matched.text.slice(matched.start16, matched.end16).toLowerCase(), 'electric motor');
    assert.deepEqual(classifier.search('<script>'), []);
  });

  test('has English words for every requirement of the catalogue', () => {
    const all = classifier.tree().flatMap(({ children }) => children.flatMap(({ children }) => children.flatMap(({ criteria }) => criteria)));
    assert.ok(all.length > 300);
    const chinese = [...new Set(all.map(({ requirement }) => requirementIn('en', requirement)))].filter((text) => /\p{Script=Han}/u.test(text));
    // Documents are cited by their numbers.
    assert.deepEqual(chinese.filter((text) => !/^meets 国能综电力〔\d+〕\d+号$/.test(text)), []);
    assert.equal(requirementIn('en', '优于 1级能效'), 'better than energy-efficiency grade 1');
    assert.equal(requirementIn('zh', '优于 1级能效'), '优于 1级能效');
  });

  test('teaches when it is used wrongly', async () => {
    assert.throws(() => classifier.classify(undefined), /the text must be a string, got undefined/);
    assert.throws(() => classifier.classify('', { top: 0 }), /top must be a whole number from 1, got 0/);
    assert.throws(() => classifier.classify('', { edition: 'gigc-1999' }), /edition "gigc-1999" is not in this package; it has "gigc-2019"/);
    const script = "const { Classifier } = await import('greencat'); new Classifier()";
    assert.throws(() => execFileSync('node', ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }), /await init\(\) first/);
  });

  test('loads from bytes, a module and a promise, and again after a failure', () => {
    const script = `
      import { readFile } from 'node:fs/promises';
      import { init, initSync, Classifier } from 'greencat';
      await init(Promise.resolve(new Uint8Array([1, 2, 3]))).then(() => process.exit(1), () => {});
      const bytes = await readFile('node_modules/greencat/greencat.wasm');
      await init(await WebAssembly.compile(bytes));
      await init('http://nowhere.invalid/');
      initSync(bytes);
      console.log(new Classifier().classify('污水处理').outcome);`;
    assert.equal(execFileSync('node', ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' }), 'green\n');
  });

  test('runs the README’s engine example', () => {
    const output = execFileSync('node', ['--input-type=module', '-e', example('js', 'new Classifier')], { cwd: folder, encoding: 'utf8' });
    assert.match(output, /^3\.1\.2 太阳能发电装备制造 direct \[ '光伏组件', '生产' \]/m);
  });

  test('has types under which the README’s examples compile', () => {
    const project = join(folder, 'types');
    mkdirSync(project);
    writeFileSync(join(project, 'engine.ts'), example('js', 'new Classifier'));
    writeFileSync(join(project, 'events.ts'), `import 'greencat/element';\n${example('js', 'greencat-result')}`);
    writeFileSync(join(project, 'single.ts'), "import { engine, Classifier } from 'greencat/single';\nconst n: number = (await engine.classify('')).confidence;\nnew Classifier({ edition: '' });\ndocument.querySelector('greencat-classifier')!.top = n;\n");
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: 'es2022', module: 'nodenext', moduleDetection: 'force', types: [], lib: ['es2022', 'dom', 'dom.iterable'] } }));
    writeFileSync(join(project, 'package.json'), '{"type":"module"}');
    execFileSync(join(HERE, 'node_modules/.bin/tsc'), ['-p', project], { encoding: 'utf8', stdio: 'inherit' });
  });
});
