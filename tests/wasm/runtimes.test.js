// Deno and Bun, where they are: on the PATH, or named by DENO and BUN. Nothing is downloaded for them.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { scratch, unpack } from './support/package.js';
import { example } from './support/readme.js';

const RUNTIMES = {
  deno: ['run', '--no-remote', '--node-modules-dir=manual', '--allow-read=.'],
  bun: ['run', '--no-install'],
};

for (const [name, options] of Object.entries(RUNTIMES)) {
  const program = process.env[name.toUpperCase()] ?? name;
  const answers = () => {
    try {
      return Boolean(execFileSync(program, ['--version'], { stdio: 'pipe' }));
    } catch {
      return false;
    }
  };

  describe(name, { skip: !answers() && `not run: there is no ${name} on the PATH, nor named by ${name.toUpperCase()}` }, () => {
    let folder;
    before(() => {
      folder = scratch(`runtimes/${name}`);
      unpack(folder, 'node_modules/greencat');
      writeFileSync(join(folder, 'package.json'), '{"type":"module","dependencies":{"greencat":"*"}}');
    });

    const run = (file, script) => {
      writeFileSync(join(folder, file), script);
      return execFileSync(program, [...options, file], { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' } });
    };

    test('runs the README’s engine example', () => {
      assert.match(run('engine.js', example('js', 'new Classifier')), /^3\.1\.2 太阳能发电装备制造 direct \[ ["']光伏组件["'], ["']生产["'] \]/m);
    });

    test('runs the README’s policy example', () => {
      assert.match(run('policy.js', example('js', 'greencat/policy')), /^not_met$/m);
    });

    test('imports the element without a document', () => {
      const script = "const { GreencatClassifier } = await import('greencat/element'); await import('greencat/single'); console.log(typeof GreencatClassifier, typeof document);";
      assert.equal(run('element.js', script), 'function undefined\n');
    });

    test('loads the engine from bytes and from a compiled module', () => {
      const read = name === 'deno' ? "await Deno.readFile('node_modules/greencat/greencat.wasm')" : "await Bun.file('node_modules/greencat/greencat.wasm').arrayBuffer()";
      assert.equal(run('bytes.js', `import init, { Classifier } from 'greencat';\nawait init(await WebAssembly.compile(${read}));\nconsole.log(new Classifier().classify('污水处理').outcome);`), 'green\n');
    });
  });
}
