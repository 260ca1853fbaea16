// Lists, off the page's thread: open, classify in small steps, show a page of rows, write a file.

import { Classifier, initSync } from 'greencat';
import { guessColumn, guessLabel } from './table/columns.js';
import { readTable } from './table/read.js';
import { writeCsv } from './table/csv.js';
import { resultRow } from './table/results.js';
import { writeXlsx } from './table/xlsx-write.js';

/** Rows between two looks at the message queue: a hundredth of a second or so. */
const STEP = 200;
const SHOWN = 100;
const OUTCOMES = ['green', 'conditional', 'near', 'none', 'unclear'];

let classifier;
let table;
let results = [];
let running = 0;
let column = 0;
let label;
let lang;

const tasks = {
  open({ bytes, module }) {
    initSync(module);
    classifier = new Classifier();
    table = readTable(new Uint8Array(bytes));
    column = guessColumn(table);
    const { columns, rows, cut, encoding, sheet } = table;
    postMessage({ phase: 'opened', columns, rows: rows.length, cut, encoding, sheet, column });
  },

  async run(message) {
    const mine = ++running;
    column = message.column;
    label = guessLabel(table, column);
    results = [];
    for (let at = 0; at < table.rows.length && mine === running; at += STEP) {
      const texts = table.rows.slice(at, at + STEP).map((row) => row[column] ?? '');
      results.push(...classifier.classifyBatch(texts));
      postMessage({ done: results.length });
      await new Promise((resume) => setTimeout(resume));
    }
    if (mine === running) finish();
  },

  stop() {
    running++;
    finish();
  },

  page({ filter }) {
    postMessage({ filter, ...page(filter) });
  },

  save({ format, headings }) {
    const columns = [...table.columns, ...headings];
    const rows = results.map((result, at) => [...table.columns.map((_, column) => table.rows[at][column] ?? ''), ...resultRow(result, lang, nameOf)]);
    const file = format === 'csv' ? writeCsv(columns, rows) : writeXlsx(columns, rows);
    postMessage({ file, format }, [file.buffer]);
  },
};

const english = new Map();

/** An entry's name in the visitor's language. */
function nameOf(code, name) {
  if (lang !== 'en') return name;
  if (!english.has(code)) english.set(code, classifier.entry(code)?.name_en || name);
  return english.get(code);
}

function finish() {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));
  for (const { outcome } of results) counts[outcome]++;
  postMessage({ phase: 'done', done: results.length, counts, ...page() });
}

function page(filter) {
  const matching = results.flatMap(({ outcome }, at) => (filter === undefined || outcome === filter ? [at] : []));
  const rows = matching.slice(0, SHOWN).map((at) => {
    const { outcome, confidence, entries } = results[at];
    return { row: at + 1, label: label === undefined ? '' : (table.rows[at][label] ?? ''), text: table.rows[at][column] ?? '', outcome, confidence, entries: entries.slice(0, 3).map(({ code, name, verdict }) => ({ code, name: nameOf(code, name), verdict })) };
  });
  return { matching: matching.length, page: rows };
}

addEventListener('message', async ({ data }) => {
  lang = data.lang;
  try {
    await tasks[data.do](data);
  } catch (error) {
    postMessage({ phase: 'problem', problem: error.problem ?? 'unknown', message: error.message });
  }
});
