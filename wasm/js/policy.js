// `greencat/policy`: the policy checks, apart from the engine since most pages only read texts. Typed in `policy.d.ts`.

import * as raw from '../raw/policy.js';
import { Classifier, compile, init as initEngine } from './index.js';

/** The only mention of the file, in the form that Vite, webpack and plain browsers follow. */
export const address = new URL('./policy.wasm', import.meta.url);

let ready;
let live = false;

/** Loads the policies and the engine once; later calls return the first promise. */
export function init({ policy, engine } = {}) {
  ready ??= Promise.all([compile(policy ?? address).then(start), initEngine(engine)]).then(() => {}).catch((error) => {
    ready = undefined; // A later call may find the network back.
    throw error;
  });
  return ready;
}

function start(module) {
  if (live) return;
  raw.initSync({ module });
  live = true;
}

function loaded() {
  if (!live) throw new Error('greencat/policy: the policies are not loaded yet; await init() first');
}

/** Why facts, a threshold or a policy's name cannot be used; `faults` has every reason. */
export class PolicyError extends Error {
  name = 'PolicyError';

  constructor(what, faults) {
    super(`greencat/policy: ${TOLD[what] ?? what}: ${faults.map(({ text_en }) => text_en).join('; ')}`);
    this.what = what;
    this.faults = faults;
  }
}

const TOLD = {
  policy: 'there is no such policy',
  facts: 'some facts cannot be used',
  threshold: 'the threshold cannot be used',
};

export function policies() {
  loaded();
  return JSON.parse(raw.policies());
}

export function screen(policy, facts = {}, { text, industries } = {}) {
  loaded();
  const classifier = new Classifier();
  const checks = (Array.isArray(policy) ? policy : [policy]).map((one) => named(one, classifier));
  const told = tell(classifier, text);
  const ofPark = tell(classifier, industries);
  let json;
  try {
    json = raw.screen(checks, JSON.stringify(plain(facts)), seen(told), seen(ofPark));
  } catch (error) {
    throw understood(error);
  }
  const { name, as_of, screenings } = JSON.parse(json);
  return { program: `greencat ${raw.version()}`, edition: classifier.edition, name, as_of, classification: told, industries: ofPark, screenings };
}

export function park(list) {
  loaded();
  const classifier = new Classifier();
  const rows = Array.from(list);
  const answers = classifier.classifyBatch(rows.map((row) => row?.text));
  const members = rows.map(({ name, value, year }, at) => {
    const { confidence } = answers[at];
    return { name: String(name ?? at + 1), value: amount(value, at), year: whole(year, at), confidence: Math.round(confidence * 100), answer: brief(answers[at]) };
  });
  const names = classifier.tree().flatMap(function all({ code, name, children }) {
    return [[code, name], ...children.flatMap(all)];
  });
  try {
    return JSON.parse(raw.survey(JSON.stringify({ members, names })));
  } catch (error) {
    throw understood(error);
  }
}

/** A number that is not known is no nought. */
function amount(value, at) {
  if (value == null || (Number.isFinite(value) && value >= 0)) return value ?? null;
  throw new RangeError(`greencat/policy: the value of row ${at} must be a number from 0, or left out; got ${value}`);
}

function whole(year, at) {
  if (year == null || (Number.isInteger(year) && year >= 1900 && year <= 2200)) return year ?? null;
  throw new RangeError(`greencat/policy: the year of row ${at} must be a whole number, or left out; got ${year}`);
}

/** A policy's name, or a threshold as JSON once the catalogue has its codes. */
function named(policy, classifier) {
  if (typeof policy === 'string') return policy.trimStart();
  if (policy === null || typeof policy !== 'object') throw new TypeError(`greencat/policy: a policy is a name or a threshold, got ${policy === null ? 'null' : typeof policy}`);
  const codes = [policy.wanted, ...(policy.unwanted ?? [])].flatMap((part) => part?.entries ?? []);
  const unknown = codes.filter((code) => !classifier.entry(code));
  if (unknown.length) throw new PolicyError('threshold', unknown.map((code) => ({ text: `目录里没有代码 ${code}`, text_en: `the catalogue has no code ${code}` })));
  return JSON.stringify(policy);
}

/** A text with its whole answer, as a record holds it. */
const tell = (classifier, text) => (text == null ? null : { text, ...classifier.classify(text) });

/** What the policies look at. */
const brief = ({ outcome, entries }) => ({ outcome, entries: entries.map(({ code, name, verdict }) => ({ code, name, verdict })) });
const seen = (told) => (told ? JSON.stringify(brief(told)) : undefined);

/** Facts without what JSON would change silently. */
function plain(facts) {
  if (facts === null || typeof facts !== 'object' || Array.isArray(facts)) throw new TypeError('greencat/policy: facts are a plain object, such as { dishonest_debtor: false }');
  const faults = Object.entries(facts).flatMap(([id, value]) => (value == null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value) ? [] : [{ fact: id, text: `“${id}”只能写一个值：文字、数字或 true、false；日期写作 '2025-06-30'`, text_en: `${id} takes one value: a string, a finite number, true or false; a date is written '2025-06-30'` }]));
  if (faults.length) throw new PolicyError('facts', faults);
  return facts;
}

function understood(error) {
  try {
    const { what, faults } = JSON.parse(error.message);
    return new PolicyError(what, faults);
  } catch {
    return error; // Not one of ours.
  }
}

export default init;
