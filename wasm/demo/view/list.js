// A list of companies: drop, choose the column, watch, look, download. The work is the worker's.

import { compile } from 'greencat';
import { byId, h } from '../dom.js';
import { language, problem, word } from '../words.js';

const OUTCOMES = ['green', 'conditional', 'near', 'none', 'unclear'];

let worker;
let state = {};

const SAMPLE = `企业,经营范围
甲公司,光伏设备及元器件制造；光伏设备及元器件销售
乙公司,高效节能电动机制造；电动机销售
丙公司,污水处理及其再生利用；环境保护监测
丁公司,新能源汽车整车销售；汽车修理与维护
戊公司,餐饮服务；日用百货销售
己公司,资源再生利用技术研发；再生资源加工
庚公司,电动机制造；机械零件加工
辛公司,有限公司
`;

export function start() {
  const drop = byId('drop');
  const over = (on) => (event) => {
    event.preventDefault();
    drop.classList.toggle('over', on);
  };
  drop.addEventListener('dragenter', over(true));
  drop.addEventListener('dragover', over(true));
  drop.addEventListener('dragleave', over(false));
  drop.addEventListener('drop', (event) => {
    over(false)(event);
    const [file] = event.dataTransfer.files;
    if (file) open(file);
  });
  // A file that misses the field must not replace the page.
  for (const type of ['dragover', 'drop']) addEventListener(type, (event) => event.preventDefault());
  byId('file').addEventListener('change', ({ target }) => {
    const [file] = target.files;
    target.value = '';
    if (file) open(file);
  });
  byId('sample').addEventListener('click', (event) => {
    event.preventDefault();
    open(new File([SAMPLE], word('sampleName')));
  });
}

export function show() {}

export function speak() {
  draw();
  // The names of entries come from the worker.
  if (state.phase === 'done') tell({ do: 'page', filter: state.filter });
}

function tell(message, transfer = []) {
  worker.postMessage({ ...message, lang: language() }, transfer);
}

async function open(file) {
  worker?.terminate();
  state = { name: file.name, phase: 'opening' };
  draw();
  worker = new Worker(new URL('./table-worker.js', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }) => {
    state = { ...state, ...data };
    draw();
    if (data.file) save(data.file, data.format);
  });
  worker.addEventListener('error', (event) => {
    state = { ...state, phase: 'problem', problem: 'unknown', message: event.message };
    draw();
  });
  try {
    const [bytes, module] = await Promise.all([file.arrayBuffer(), compile()]);
    tell({ do: 'open', bytes, module }, [bytes]);
  } catch (error) {
    state = { ...state, phase: 'problem', problem: 'unknown', message: error.message };
    draw();
  }
}

function save(bytes, format) {
  const type = format === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  h('a', { href: address, download: `${state.name.replace(/\.[^.]*$/, '')}-${word('resultName')}.${format}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  state.file = undefined;
}

const thousands = (number) => number.toLocaleString('en').replaceAll(',', '\u2009');

function draw() {
  const { phase, name } = state;
  // While it runs only the figures change: a button that is replaced cannot be pressed.
  if (phase === 'running' && byId('progress')) return advance();
  const parts = {
    opening: () => [h('p', { class: 'fine' }, word('opening'))],
    problem: () => [h('p', { class: 'problem', role: 'alert' }, problem(state.problem), state.problem === 'unknown' && state.message)],
    opened: () => [facts(), controls()],
    running: () => [facts(), progress()],
    done: () => [facts(), controls(), tally(), table(), downloads()],
  }[phase];
  byId('table').replaceChildren(...(parts ? [h('div', { class: 'job' }, h('h2', {}, name), parts())] : []));
}

const facts = () => h('p', { class: 'fine' }, word('rows')(thousands(state.rows)), state.cut && ` · ${word('cut')}`, state.encoding && ` · ${state.encoding}`, state.sheet && ` · ${state.sheet}`);

function controls() {
  const select = h('select', { id: 'column', onchange: ({ target }) => (state.column = Number(target.value)) },
    state.columns.map((column, at) => h('option', { value: at, selected: at === state.column }, column || `#${at + 1}`)));
  const run = () => {
    state = { ...state, phase: 'running', done: 0, filter: undefined };
    draw();
    tell({ do: 'run', column: state.column });
  };
  return h('div', { class: 'controls' }, h('label', { for: 'column' }, word('column'), select), h('button', { type: 'button', class: state.phase === 'done' ? 'button quiet' : 'button', id: 'run', onclick: run }, word('run')));
}

function progress() {
  return h('div', {}, h('progress', { id: 'progress', max: state.rows, value: state.done, 'aria-label': word('run') }),
    h('p', { class: 'controls' }, h('span', { id: 'done', class: 'fine' }, soFar()), h('button', { type: 'button', class: 'button quiet', id: 'stop', onclick: () => tell({ do: 'stop' }) }, word('stop'))));
}

const soFar = () => word('progress')(thousands(state.done), thousands(state.rows));

function advance() {
  byId('progress').value = state.done;
  byId('done').textContent = soFar();
}

function tally() {
  const choose = (filter) => () => tell({ do: 'page', filter });
  const button = (filter, count) => h('button', { type: 'button', class: filter ?? 'all', 'aria-pressed': String(state.filter === filter), onclick: choose(filter) }, h('b', {}, thousands(count)), h('span', {}, word(filter ?? 'all')));
  return h('div', { class: 'tally', role: 'group', 'aria-label': word('outcome') }, button(undefined, state.done), OUTCOMES.map((outcome) => button(outcome, state.counts[outcome])));
}

function table() {
  const rows = state.page.map(({ row, label, text, outcome, confidence, entries }) => h('tr', { role: 'row' },
    h('td', { role: 'cell' }, String(row)),
    h('td', { role: 'cell', class: 'text', lang: 'zh-CN' }, label && h('strong', {}, label), h('p', {}, text)),
    h('td', { role: 'cell', class: `outcome ${outcome}` }, word(outcome)),
    h('td', { role: 'cell' }, outcome === 'unclear' ? '' : `${Math.round(confidence * 100)}%`),
    h('td', { role: 'cell', class: 'entries' }, entries.map(({ code, name, verdict }) => h('p', {}, h('a', { href: `#catalogue/${code}` }, code), ` ${name} `, h('small', { class: verdict === 'direct' ? 'green' : verdict }, word(verdict)))))));
  const head = ['row', 'text', 'outcome', 'confidence', 'entries'].map((key) => h('th', { scope: 'col', role: 'columnheader' }, word(key)));
  return h('div', {}, h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': word('list') }, h('table', { role: 'table' }, h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, head)), h('tbody', { role: 'rowgroup' }, rows))),
    state.page.length < state.matching && h('p', { class: 'fine' }, word('shown')(thousands(state.page.length), thousands(state.matching))));
}

const downloads = () => h('p', { class: 'controls' },
  h('button', { type: 'button', class: 'button', id: 'save-xlsx', onclick: () => tell({ do: 'save', format: 'xlsx', headings: word('resultColumns') }) }, word('saveXlsx')),
  h('button', { type: 'button', class: 'button quiet', id: 'save-csv', onclick: () => tell({ do: 'save', format: 'csv', headings: word('resultColumns') }) }, word('saveCsv')));
