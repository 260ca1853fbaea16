// One engine for the page, shared by every component: in a worker where the page allows one, else on the
// page's own thread. Its methods are the Classifier's, answering with promises.

import { Classifier, compile, init } from '../index.js';
import { spawn } from './spawn.js';

const METHODS = ['classify', 'classifyBatch', 'entry', 'search', 'tree', 'version'];

// A worker that a policy forbids may fail without a word; classification then goes on without it.
const PATIENCE = 8000;

let backend;

/** Where the engine runs: `'worker'` or `'page'`. Known after the first answer. */
export let where;

async function start() {
  const module = await compile();
  try {
    const remote = await connect(spawn(), module);
    where = 'worker';
    return remote;
  } catch {
    await init(module);
    const classifier = new Classifier();
    where = 'page';
    return (method, values) => classifier[method](...values);
  }
}

/** Hands `module` to `worker` and resolves to a function that calls it. */
function connect(worker, module) {
  const waiting = new Map();
  let next = 0;
  const call = (method, values) =>
    new Promise((resolve, reject) => {
      waiting.set(next, { resolve, reject });
      worker.postMessage({ id: next++, method, values });
    });
  worker.addEventListener('message', ({ data: { id, value, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(Object.assign(new Error(error.message), { name: error.name }));
    else resolve(value);
  });
  return new Promise((resolve, reject) => {
    const fail = () => {
      clearTimeout(timer);
      worker.terminate();
      reject(new Error('greencat: the worker did not start'));
    };
    const timer = setTimeout(fail, PATIENCE);
    worker.addEventListener('error', fail, { once: true });
    call('start', [module]).then(() => {
      clearTimeout(timer);
      resolve(call);
    }, fail);
  });
}

async function call(method, values) {
  backend ??= start().catch((error) => {
    backend = undefined;
    throw error;
  });
  return (await backend)(method, values);
}

/** The page's engine: `await engine.classify(text, { top })` and so on. Loaded at the first call. */
export const engine = Object.fromEntries(METHODS.map((method) => [method, (...values) => call(method, values)]));
