// Hand-written; the tests compile the README's example and a whole record against it.

import type { Classification, Source } from './index.js';

/** A fact's answer: yes or no, a number in the fact's unit, words, or a date as `2025-06-30`, `2025-06`, `2025`. */
export type FactValue = boolean | number | string | null | undefined;

/**
 * What is known, by the facts' ids. What is left out, `null` or `'不详'` is not known and decides nothing. An event
 * that never happened is `'无'` or `false`.
 */
export type Facts = Record<string, FactValue>;

/** A question of a check. */
export interface Fact {
  /** The key in {@link Facts}. */
  id: string;
  /** `event` is the date when something last happened; `choice` is one of `options`; `text` only names something. */
  kind: 'yes_no' | 'number' | 'date' | 'event' | 'choice' | 'text';
  /** The question, in Chinese. */
  ask: string;
  /** The unit of a number. */
  unit?: string;
  options?: string[];
  /** The least and the greatest number that can be true. */
  range?: [number, number];
  /** The paper or the register that shows it. */
  proof?: string;
}

/** Something that can be applied for or belonged to. */
export interface Policy {
  /** The id that {@link screen} takes. */
  check: string;
  /** The Chinese name, which is taken too. */
  name: string;
  name_en: string;
  /** Who is checked. */
  subject: '企业' | '园区';
  /** The document: its title, its number if it has one, who issued it and when. */
  title: string;
  number: string;
  issuer: string;
  issued: string;
  /** The day as of which its conditions are stated. */
  as_of: string;
  /** Where it was read. */
  read_in: string;
  /** Whether all of its conditions are here. */
  complete: boolean;
  /** What it asks for. */
  facts: Fact[];
}

/** A condition's answer: never a guess. */
export type Truth = 'yes' | 'no' | 'unknown';

/** How well a condition is established; `not_seen` ones stay unknown. */
export type Seen = 'excerpt' | 'parallel' | 'recall' | 'not_seen' | 'own';

/** A condition and its answer. */
export interface Finding {
  id: string;
  /** `must` and `exclusion` decide; of an exclusion, `yes` says that its ground is absent. */
  kind: 'must' | 'exclusion' | 'favour' | 'task' | 'upkeep';
  /** The condition in our words. */
  text: string;
  /** The article or passage. */
  article: string;
  seen: Seen;
  truth: Truth;
  /** What was said about it: question and answer. */
  given: [question: string, answer: string][];
  /** What leaves it open. */
  doubts: { kind: 'missing' | 'coarse' | 'text' | 'not_established'; fact?: string; text?: string }[];
  /** The papers that show it. */
  papers: string[];
}

/** A check with its answer. */
export interface Screening {
  check: string;
  name: string;
  name_en: string;
  subject: '企业' | '园区';
  document: string;
  issued: string;
  as_of: string;
  read_in: string;
  complete: boolean;
  /** `listed_met`: every condition listed is met, the document has others that were not seen. */
  standing: 'met' | 'listed_met' | 'open' | 'not_met';
  /** Answers that cannot be true together; none of them is believed. */
  conflicts: { text: string; facts: string[] }[];
  findings: Finding[];
  /** What to ask, the most telling first. */
  questions: { fact?: string; text: string; proof?: string; conditions: string[] }[];
  /** Papers to be brought. */
  papers: string[];
  notes: { for?: string[]; kind: 'procedure' | 'term' | 'removal' | 'support' | 'gap'; text: string; article?: string; seen: Seen }[];
}

/** What `greencat screen --format json` writes. */
export interface ScreeningRecord {
  /** The program with its version. */
  program: string;
  edition: string;
  name: string | null;
  as_of: string | null;
  /** The enterprise's text and its answer. */
  classification: (Classification & { text: string }) | null;
  /** The park's leading industries and their answer. */
  industries: (Classification & { text: string }) | null;
  /** One for each policy asked. */
  screenings: Screening[];
}

/** A yes-or-no condition of a threshold. */
export interface Statement {
  fact: string;
  /** The condition in words. */
  text: string;
  papers?: string[];
}

/** A bound of a threshold, itself allowed. */
export interface Bound extends Statement {
  number: number;
}

/** A park's own access threshold (绿色招商引资准入门槛), as `greencat screen --threshold` writes it in TOML. */
export interface Threshold {
  id: string;
  name: string;
  name_en?: string;
  /** Whose it is. */
  park: string;
  issued?: string;
  /** The park's own document. */
  basis?: string;
  /** Codes of any level, none for the whole catalogue; `conditional` when proof may follow. */
  wanted: { entries?: string[]; verdict: 'direct' | 'conditional'; papers?: string[] };
  unwanted?: { entries: string[]; text: string }[];
  minimum?: Bound[];
  maximum?: Bound[];
  require?: Statement[];
  exclude?: Statement[];
  /** Facts that no other policy asks for. */
  fact?: Fact[];
}

/**
 * Loads the policies and the engine once; later calls return the first promise. Without sources they are fetched
 * from `policy.wasm` and `greencat.wasm` beside the script.
 */
export function init(sources?: { policy?: Source | Promise<Source>; engine?: Source | Promise<Source> }): Promise<void>;
export default init;

/** Where `policy.wasm` lies. */
export const address: URL;

/** Every policy with the facts it asks for: enough to draw a form. */
export function policies(): Policy[];

/**
 * Checks what is known against policies: ids or names of {@link policies}, or thresholds of your own.
 *
 * @example
 * await init();
 * const { screenings: [factory] } = screen('green-factory', { dishonest_debtor: true });
 * factory.standing; // 'not_met'
 * @param texts `text` is an enterprise's business scope, which conditions for enterprises look at; `industries`
 * are a park's leading industries, for those for parks.
 * @throws {PolicyError} when a policy, a threshold or facts cannot be used.
 */
export function screen(
  policy: string | Threshold | (string | Threshold)[],
  facts?: Facts,
  texts?: { text?: string | null; industries?: string | null },
): ScreeningRecord;

/** Why a policy, a threshold or facts cannot be used. */
export class PolicyError extends Error {
  what: 'policy' | 'facts' | 'threshold';
  /** Every reason, to be shown to whoever filled in the form; `fact` is the key in {@link Facts}. */
  faults: { fact?: string; text: string; text_en: string }[];
}
