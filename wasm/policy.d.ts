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
  /** The question. */
  ask: string;
  ask_en?: string;
  /** The unit of a number. */
  unit?: string;
  unit_en?: string;
  options?: string[];
  options_en?: string[];
  /** The least and the greatest number that can be true. */
  range?: [number, number];
  /** The paper or the register that shows it. */
  proof?: string;
  proof_en?: string;
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
  title_en?: string;
  number: string;
  issuer: string;
  issuer_en?: string;
  issued: string;
  issued_en?: string;
  /** The day as of which its conditions are stated. */
  as_of: string;
  /** Where it was read. */
  read_in: string;
  read_in_en?: string;
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
  text_en?: string;
  /** The article or passage. */
  article: string;
  article_en?: string;
  seen: Seen;
  truth: Truth;
  /** What was said about it: question and answer. */
  given: [question: string, answer: string][];
  given_en?: [question: string, answer: string][];
  /** What leaves it open. */
  doubts: { kind: 'missing' | 'coarse' | 'text' | 'not_established'; fact?: string; text?: string; text_en?: string }[];
  /** The papers that show it. */
  papers: string[];
  papers_en?: string[];
}

/** A check with its answer. */
export interface Screening {
  check: string;
  name: string;
  name_en: string;
  subject: '企业' | '园区';
  document: string;
  document_en?: string;
  issued: string;
  issued_en?: string;
  as_of: string;
  read_in: string;
  read_in_en?: string;
  complete: boolean;
  /** `listed_met`: every condition listed is met, the document has others that were not seen. */
  standing: 'met' | 'listed_met' | 'open' | 'not_met';
  /** Answers that cannot be true together; none of them is believed. */
  conflicts: { text: string; text_en?: string; facts: string[] }[];
  findings: Finding[];
  /** What to ask, the most telling first. */
  questions: { fact?: string; text: string; text_en?: string; proof?: string; proof_en?: string; conditions: string[] }[];
  /** Papers to be brought. */
  papers: string[];
  papers_en?: string[];
  notes: { for?: string[]; kind: 'procedure' | 'term' | 'removal' | 'support' | 'gap'; text: string; text_en?: string; article?: string; article_en?: string; seen: Seen }[];
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
  text_en?: string;
  papers?: string[];
  papers_en?: string[];
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
  park_en?: string;
  issued?: string;
  issued_en?: string;
  /** The park's own document. */
  basis?: string;
  basis_en?: string;
  /** Codes of any level, none for the whole catalogue; `conditional` when proof may follow. */
  wanted: { entries?: string[]; verdict: 'direct' | 'conditional'; papers?: string[]; papers_en?: string[] };
  unwanted?: { entries: string[]; text: string; text_en?: string }[];
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

/** An enterprise of a park. */
export interface Enterprise {
  /** Its business scope. */
  text: string;
  /** Its name; its number in the list when left out. */
  name?: string | null;
  /** Output value or revenue, all in one unit; what is not known is left out. */
  value?: number | null;
  year?: number | null;
}

/** From the least, when no conditional case is proven, to the most, when all are. */
export interface Range {
  least: number;
  most: number;
}

/** The green share; shares are from 0 to 1. */
export interface GreenShare {
  members: number;
  /** Enterprises whose value is known, and the sum of the values. */
  with_value: number;
  value: number;
  count_share: Range;
  value_share: Range;
  /** The mean confidence of all answers, in hundredths; answers below 70. */
  confidence: number;
  doubtful: number;
}

/** The enterprises counted under one node; each counts once, under its first direct, else conditional entry. */
export interface Group {
  code: string;
  name: string;
  direct: number;
  conditional: number;
  value_least: number;
  value_most: number;
  with_value: number;
  confidence: number;
}

/** How concentrated: over how many parts of which whole, the largest share, the four largest, and Σ(100·share)². */
export interface Concentration {
  parts: number;
  whole: number;
  top: number;
  cr4: number;
  hhi: number;
}

/** What `greencat park --format json` writes as `survey`. */
export interface Survey {
  /** The latest year, which the figures are of; records of others are only in the trend. */
  year: number | null;
  set_aside: number;
  repeated: string[];
  states: { state: 'green' | 'conditional' | 'near' | 'none' | 'unclear' | 'unreadable'; members: number; value: number; with_value: number }[];
  green: GreenShare;
  /** By level 1, 2 and 3. */
  levels: [Group[], Group[], Group[]];
  /** The leading green industry, of level 2: one candidate when it is certain. */
  leading: { by_value: boolean; candidates: Group[]; left_out?: number } | null;
  by_group: { direct: Concentration | null; with_conditional: Concentration | null };
  by_member: { direct: Concentration | null; with_conditional: Concentration | null };
  /** Stages: equipment, building and operating, services, recycling. */
  chains: { name: string; name_en?: string; cells: { in_catalogue: boolean; codes: string[]; direct: number; conditional: number; near: number }[] }[];
  trend: { year: number; green: GreenShare; green_value: Range }[];
}

/** A park as a whole: green share, leading green industry, concentration, chains, trend. What is conditional makes a range. */
export function park(list: Iterable<Enterprise>): Survey;

/** Why a policy, a threshold or facts cannot be used. */
export class PolicyError extends Error {
  what: 'policy' | 'facts' | 'threshold';
  /** Every reason, to be shown to whoever filled in the form; `fact` is the key in {@link Facts}. */
  faults: { fact?: string; text: string; text_en: string }[];
}
