// The command line's program, the last one built: `cargo xtask wasm --test` builds it first.

import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './package.js';

export const program = ['release', 'debug']
  .map((profile) => join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), profile, 'greencat'))
  .filter((path) => existsSync(path) && answers(path))
  .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];

function answers(path) {
  try {
    return execFileSync(path, ['classify', '--format', 'ndjson', '污水处理'], { encoding: 'utf8' }).startsWith('{');
  } catch {
    return false;
  }
}
