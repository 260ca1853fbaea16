// Hand-written; the tests compile the README's examples against it.

/** The verdict of one entry for one text: 属于 · 待证 · 相近不属于. */
export type Verdict = 'direct' | 'conditional' | 'near';

/**
 * What a text says as a whole: `green` when an entry is direct; `conditional` when only entries are left that
 * ask for a grade the text does not state; `near` when the subject fits but not what is done with it; `none`
 * for an ordinary business; `unclear` when there is too little text to judge.
 */
export type Outcome = 'green' | 'conditional' | 'near' | 'none' | 'unclear';

/** Words of the text that led to a verdict. */
export interface Evidence {
  /** What the business is about, what it does with it, or the grade it states. */
  kind: 'subject' | 'role' | 'grade';
  /** The words as they stand in the text. */
  term: string;
  /** First character, counted in Unicode scalar values as on every other surface of greencat. */
  start: number;
  /** One past the last character, counted likewise. */
  end: number;
  /** What they add to the entry's score. */
  points: number;
  /** `start` in UTF-16 units: `text.slice(start16, end16) === term`. */
  start16: number;
  /** `end` in UTF-16 units. */
  end16: number;
}

/** A condition of an entry: what must still be proven. */
export interface Criterion {
  /** What is measured or certified. */
  subject: string;
  /** The standard or document; empty for a condition that the entry itself states. */
  standard: string;
  /** The requirement: a grade, or a value with its unit. */
  requirement: string;
}

/** One entry's verdict for a text. */
export interface Candidate {
  /** The entry's code, such as `3.1.2`. */
  code: string;
  /** The entry's official Chinese name. */
  name: string;
  verdict: Verdict;
  /** The sum of the evidence's points. */
  score: number;
  /** How likely the verdict is right, from 0 to 1. */
  confidence: number;
  evidence: Evidence[];
  criteria: Criterion[];
}

/** The one fact that would settle an open case. */
export interface Question {
  text: string;
  text_en: string;
  answers: {
    text: string;
    text_en: string;
    /** The entry this answer leads to, or `null`. */
    code: string | null;
    /** The verdict this answer leads to, or `null`. */
    verdict: Verdict | null;
  }[];
}

/** The answer for one text. */
export interface Classification {
  /** The catalogue's edition, such as `gigc-2019`. */
  edition: string;
  outcome: Outcome;
  /** How likely the outcome is right, from 0 to 1. */
  confidence: number;
  /** Best first: direct and conditional entries, then near ones. */
  entries: Candidate[];
  question: Question | null;
}

/** A node of the catalogue with everything the catalogue says of it. */
export interface Entry {
  /** One to three numbers: `3`, `3.1`, `3.1.2`. */
  code: string;
  /** The official Chinese name. */
  name: string;
  /** The English name; for most entries ours, since no official translation exists. */
  name_en: string;
  /** What the entry is about: `make`, `build`, `retrofit` … Empty above level 3. */
  roles: string[];
  /** What belongs to it. Empty above level 3. */
  scope: string[];
  /** Whether `scope` is ours because the official text lists nothing. */
  scope_is_ours: boolean;
  criteria: Criterion[];
  /** The page of the official explanation; 0 above level 3. */
  page: number;
}

/** A node with the nodes below it. */
export interface TreeNode extends Entry {
  children: TreeNode[];
}

/** A node that a query leads to. */
export interface Hit {
  code: string;
  /** The node's official Chinese name. */
  name: string;
  /** The best of the words that matched. */
  matched: {
    /** Where they stand; `similar` is a word spelt almost like the query. */
    kind: 'code' | 'name' | 'term' | 'scope' | 'standard' | 'english' | 'similar';
    /** The whole code, name, term, scope item or standard. */
    text: string;
    /** The part of `text` that the query matched, in characters. */
    start: number;
    end: number;
    /** The same in UTF-16 units. */
    start16: number;
    end16: number;
  };
  /** Hits are ranked by it; it means nothing across queries. */
  score: number;
}

export interface Options {
  /** The catalogue's edition; this package has `gigc-2019`. */
  edition?: string;
}

export interface ClassifyOptions extends Options {
  /** At most so many entries; all of them when left out. */
  top?: number;
}

/** Where the engine comes from: an address, its bytes, a response, or a compiled module; or a promise of one. */
export type Source = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the engine once. Later calls return the first promise, whatever their source; after a failure the
 * next call tries again. Without a source it is fetched from `greencat.wasm` beside the script.
 *
 * @example
 * await init();
 * const { outcome } = new Classifier().classify('光伏组件制造'); // 'green'
 */
export function init(source?: Source | Promise<Source>): Promise<void>;
export default init;

/** Where `greencat.wasm` lies; for preloading it or checking its hash. */
export const address: URL;

/** Starts the engine from bytes or a compiled module, without waiting. */
export function initSync(module: BufferSource | WebAssembly.Module): void;

/** Compiles the engine without starting it; the module can be posted to a worker and given to {@link init} there. */
export function compile(source?: Source | Promise<Source>): Promise<WebAssembly.Module>;

/** Answers for texts. Costs nothing to make once {@link init} is done. */
export class Classifier {
  /** @throws when the engine is not loaded, or does not have the edition. */
  constructor(options?: Options);

  /** The edition's identifier. */
  readonly edition: string;

  /**
   * Classifies any text; an empty one is `unclear`.
   *
   * @example
   * const text = '光伏组件、逆变器的研发、生产';
   * const [first] = new Classifier().classify(text, { top: 3 }).entries;
   * first.code; // '3.1.2'
   * first.evidence.map(({ start16, end16 }) => text.slice(start16, end16)); // ['光伏组件', '生产']
   */
  classify(text: string, options?: ClassifyOptions): Classification;

  /** Classifies many texts in one go; the answers stand in the texts' order. */
  classifyBatch(texts: Iterable<string>, options?: ClassifyOptions): Classification[];

  /** The node with this code, or `undefined`. */
  entry(code: string): Entry | undefined;

  /**
   * The nodes that a code, a name, a product, a standard's number or English words lead to, best first; a slip
   * of the pen is forgiven. Looking up is not classifying: use {@link classify} for business texts.
   */
  search(query: string, options?: { top?: number }): Hit[];

  /** The six nodes of level 1 with everything below them. */
  tree(): TreeNode[];

  /** The release's version. */
  version(): string;
}
