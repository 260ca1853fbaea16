// The package as npm would deliver it: packed once, unpacked once, used by every test.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = new URL('../../..', import.meta.url).pathname;
export const HERE = join(ROOT, 'tests/wasm');

/** Scratch space below the tests, so that projects made there find the tests' own packages. */
export function scratch(name) {
  const folder = join(HERE, '.work', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Packs `wasm/pkg` and unpacks the tarball to `folder/name`. */
export function unpack(folder, name) {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: join(ROOT, 'wasm/pkg') });
  const [tarball] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  const target = join(folder, name);
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', target, '--strip-components=1']);
  return target;
}
