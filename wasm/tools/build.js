// From wasm/raw and wasm/js to the npm package wasm/pkg and the page wasm/site.
// `cargo xtask wasm` runs it after wasm-bindgen.

import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { report } from './size.js';

const at = (path) => new URL(`../${path}`, import.meta.url).pathname;

const manifest = JSON.parse(await readFile(at('package.json'), 'utf8'));
const cargo = await readFile(at('../Cargo.toml'), 'utf8');
manifest.version = /\[workspace\.package\][^[]*?version = "([^"]+)"/.exec(cargo)[1];
delete manifest.devDependencies;

const options = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome105', 'firefox115', 'safari16.4'],
  charset: 'utf8',
  legalComments: 'none',
  banner: { js: `/* greencat ${manifest.version} | ${manifest.license} */` },
  logLevel: 'warning',
};

/** Style sheets become strings for `CSSStyleSheet`, which no style policy stands against. */
const styleText = {
  name: 'style-text',
  setup(building) {
    building.onLoad({ filter: /component\/.*\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, charset: 'utf8' });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/** Every module of the package keeps the main entries as files of their own: one engine however it is imported. */
const mainApart = {
  name: 'main-apart',
  setup(building) {
    building.onResolve({ filter: /\/(index|policy)\.js$/ }, ({ kind, path }) => (kind === 'entry-point' || path.includes('raw/') ? undefined : { path: `./${path.split('/').pop()}`, external: true }));
  },
};

async function modules() {
  await mkdir(at('pkg'), { recursive: true });
  // `-O3`, not `-Oz`: the same brotli size within 1 %, and answers faster.
  // Memory stays in one piece: cut at its zeros the index compresses 3 % worse.
  const optimise = (from, to, ...options) => execFileSync(at('node_modules/.bin/wasm-opt'), [...options, at(`raw/${from}_bg.wasm`), '-o', at(`pkg/${to}.wasm`)], { stdio: 'inherit' });
  optimise('engine', 'greencat', '-O3', '--skip-pass=memory-packing');
  optimise('policy', 'policy', '-Oz', '--skip-pass=memory-packing');
}

async function scripts() {
  await build({ ...options, entryPoints: [at('js/index.js')], outfile: at('pkg/index.js') });
  await build({
    ...options,
    entryPoints: ['node', 'element', 'worker', 'policy', 'policy-node'].map((name) => at(`js/${name}.js`)),
    outdir: at('pkg'),
    plugins: [styleText, mainApart],
    external: ['node:*'],
  });
}

/** One file for pages that cannot host a second one: the engine as base64, the worker started from the same file. */
async function single() {
  const wasm = deflateRawSync(await readFile(at('pkg/greencat.wasm')), { level: 9 });
  const ownParts = {
    name: 'own-parts',
    setup(building) {
      building.onResolve({ filter: /\/(source|spawn)\.js$/ }, ({ path }) => ({ path: at(`js/single/${path.split('/').pop()}`) }));
    },
  };
  await build({
    ...options,
    entryPoints: [at('js/single.js')],
    outfile: at('pkg/single.js'),
    plugins: [styleText, ownParts],
    define: { __WASM_BASE64__: JSON.stringify(wasm.toString('base64')) },
  });
}

async function words() {
  await cp(at('types.d.ts'), at('pkg/index.d.ts'));
  await cp(at('element.d.ts'), at('pkg/element.d.ts'));
  await writeFile(at('pkg/single.d.ts'), "export * from './element.js';\nexport * from './index.js';\n");
  await cp(at('policy.d.ts'), at('pkg/policy.d.ts'));
  await cp(at('README.md'), at('pkg/README.md'));
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) await cp(at(`../${name}`), at(`pkg/${name}`));
  await writeFile(at('pkg/package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Subresource hashes of what a page loads. */
async function integrity() {
  const files = (await readdir(at('pkg'))).filter((name) => /\.(js|wasm)$/.test(name)).sort();
  const hashes = {};
  for (const name of files) {
    hashes[name] = `sha384-${createHash('sha384').update(await readFile(at(`pkg/${name}`))).digest('base64')}`;
  }
  await writeFile(at('pkg/integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);
}

async function site() {
  await mkdir(at('site/greencat'), { recursive: true });
  for (const name of ['index.js', 'element.js', 'worker.js', 'greencat.wasm', 'integrity.json']) await cp(at(`pkg/${name}`), at(`site/greencat/${name}`));
  // The page's scripts import the package as any other page would: as files beside them.
  const packageApart = {
    name: 'package-apart',
    setup(building) {
      building.onResolve({ filter: /^greencat(\/element)?$/ }, ({ path }) => ({ path: path === 'greencat' ? './greencat/index.js' : './greencat/element.js', external: true }));
    },
  };
  await build({ ...options, entryPoints: ['page', 'table-worker'].map((name) => at(`demo/${name}.js`)), outdir: at('site'), plugins: [packageApart] });
  await build({ ...options, entryPoints: [at('demo/page.css')], outfile: at('site/page.css'), banner: {} });
  await cp(at('demo/index.html'), at('site/index.html'));
  await cp(at('demo/icon.svg'), at('site/icon.svg'));
}

await rm(at('pkg'), { recursive: true, force: true });
await rm(at('site'), { recursive: true, force: true });
await modules();
await scripts();
await single();
await words();
await integrity();
await site();
await report();
