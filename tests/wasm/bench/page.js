// Runs inside the page; every function returns milliseconds.

import MiniSearch from 'minisearch';
import { texts } from './texts.js';

const bigrams = (text) => [...(text.match(/\p{Script=Han}+|[a-z0-9]+/giu) ?? [])].flatMap((run) => (/\p{Script=Han}/u.test(run) && run.length > 2 ? Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)) : [run]));
const options = { fields: ['name', 'scope'], tokenize: bigrams, searchOptions: { tokenize: bigrams } };

const mean = (list, run, rounds) => {
  // The first rounds run code that the browser has not optimised yet.
  for (let round = 0; round < rounds; round++) list.forEach(run);
  const start = performance.now();
  for (const text of list) run(text);
  return (performance.now() - start) / list.length;
};

globalThis.bench = {
  /** Nothing is loaded yet: script, engine, start, one answer. */
  async first() {
    const [text] = texts(1);
    const start = performance.now();
    const { init, Classifier } = await import('/greencat/index.js');
    await init();
    const loaded = performance.now();
    const classifier = new Classifier();
    // Asks the engine for something that needs the index, so that opening it is seen apart.
    classifier.entry('1');
    const opened = performance.now();
    classifier.classify(text);
    return { load: loaded - start, open: opened - loaded, whole: performance.now() - start };
  },

  async further() {
    const { init, Classifier } = await import('/greencat/index.js');
    await init();
    const classifier = new Classifier();
    const list = texts(2000);
    const one = mean(list, (text) => classifier.classify(text), 5);
    const start = performance.now();
    classifier.classifyBatch(list);
    return { one, batch: (performance.now() - start) / list.length };
  },

  /** MiniSearch over the same entries, from its serialised index as a page would load it. */
  async peer() {
    const { init, Classifier } = await import('/greencat/index.js');
    await init();
    const entries = new Classifier().tree().flatMap(({ children }) => children.flatMap(({ children }) => children));
    const built = new MiniSearch(options);
    built.addAll(entries.map(({ code, name, scope }) => ({ id: code, name, scope: scope.join(' ') })));
    const json = JSON.stringify(built);
    const start = performance.now();
    const search = MiniSearch.loadJSON(json, options);
    const load = performance.now() - start;
    return { load, bytes: json.length, one: mean(texts(300), (text) => search.search(text), 1) };
  },
};
