// The package's main entry: the engine as one class of plain objects. Typed in `types.d.ts`.

import * as engine from '../raw/engine.js';
import { addTo, addUtf16 } from './offsets.js';
import { standard } from './source.js';

export { address } from './source.js';

let compiled;
let ready;
let live = false;

/** Compiles the engine without starting it; the module can be posted to a worker. */
export function compile(source) {
  if (source !== undefined) return compileFrom(source);
  compiled ??= compileFrom(standard()).catch((error) => {
    compiled = undefined; // A later call may find the network back.
    throw error;
  });
  return compiled;
}

/** Loads the engine once; later calls return the first promise. */
export function init(source) {
  ready ??= compile(source).then(initSync).catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

/** Starts the engine from bytes or a compiled module, without waiting. */
export function initSync(module) {
  if (live) return;
  engine.initSync({ module });
  live = true;
}

async function compileFrom(source) {
  source = await source;
  if (source instanceof WebAssembly.Module) return source;
  if (ArrayBuffer.isView(source) || source instanceof ArrayBuffer) return WebAssembly.compile(source);
  const response = typeof Response === 'function' && source instanceof Response ? source : await get(source);
  if (!response.ok) throw new Error(`greencat: ${response.url} answered ${response.status}; copy ${fileOf(response.url)} there, or pass init() its address`);
  // A server that does not know .wasm serves it as something else, which streaming refuses.
  const streams = response.headers.get('content-type')?.startsWith('application/wasm');
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** A page's address may have been given for the file's. */
const fileOf = (address) => /[^/?#]+\.wasm/.exec(address)?.[0] ?? 'the wasm file';

async function get(from) {
  try {
    return await fetch(from);
  } catch (cause) {
    throw new Error(`greencat: ${from} could not be fetched; serve the page over http(s), or use greencat/single`, { cause });
  }
}

function loaded() {
  if (!live) throw new Error('greencat: the engine is not loaded yet; await init() first');
}

function checkText(text) {
  if (typeof text !== 'string') throw new TypeError(`greencat: the text must be a string, got ${text === null ? 'null' : typeof text}`);
}

/** How many entries an answer may have. */
function limit({ top } = {}) {
  if (top === undefined || top === Infinity) return 0xffff;
  if (!Number.isInteger(top) || top < 1) throw new RangeError(`greencat: top must be a whole number from 1, got ${top}`);
  return Math.min(top, 0xffff);
}

function checkEdition({ edition } = {}) {
  if (edition !== undefined && edition !== engine.edition()) {
    throw new RangeError(`greencat: edition ${JSON.stringify(edition)} is not in this package; it has ${JSON.stringify(engine.edition())}`);
  }
}

export class Classifier {
  #nodes;

  constructor(options) {
    loaded();
    checkEdition(options);
  }

  get edition() {
    return engine.edition();
  }

  classify(text, options) {
    checkText(text);
    checkEdition(options);
    return addUtf16(text, JSON.parse(engine.classify(text, limit(options))));
  }

  classifyBatch(texts, options) {
    texts = Array.from(texts);
    texts.forEach(checkText);
    checkEdition(options);
    return JSON.parse(engine.classifyBatch(texts, limit(options))).map((result, at) => addUtf16(texts[at], result));
  }

  entry(code) {
    const json = engine.entry(String(code));
    return json === undefined ? undefined : JSON.parse(json);
  }

  search(query, options) {
    checkText(query);
    const hits = JSON.parse(engine.search(query, limit(options)));
    for (const { matched } of hits) addTo(matched.text, [matched]);
    return hits;
  }

  tree() {
    this.#nodes ??= engine.nodes();
    const roots = [];
    const byCode = new Map();
    for (const node of JSON.parse(this.#nodes)) {
      node.children = [];
      byCode.set(node.code, node);
      const parent = byCode.get(node.code.slice(0, node.code.lastIndexOf('.')));
      (parent?.children ?? roots).push(node);
    }
    return roots;
  }

  version() {
    return engine.version();
  }
}

export default init;
