// The README's examples, as a reader would copy them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './package.js';

const text = readFileSync(join(ROOT, 'wasm/README.md'), 'utf8');

/** The first example in `language` that contains `mark`. */
export function example(language, mark = '') {
  for (const [, kind, code] of text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)) {
    if (kind === language && code.includes(mark)) return code;
  }
  throw new Error(`the README has no ${language} example with ${mark}`);
}
