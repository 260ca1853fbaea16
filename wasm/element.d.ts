import type { Candidate, Classification, ClassifyOptions, Entry, Hit, TreeNode } from './index.js';

/** `event.detail` of `greencat-result`: after every reading of the text. */
export interface ResultDetail {
  text: string;
  result: Classification;
}

/** `event.detail` of `greencat-select`: the visitor opened an entry. */
export interface SelectDetail {
  candidate: Candidate;
  entry: Entry;
}

/** `event.detail` of `greencat-error`: the engine could not be loaded, or an attribute is wrong. */
export interface ErrorDetail {
  error: Error;
}

/** The element `<greencat-classifier>`, a form control whose value is the text. */
export class GreencatClassifier extends HTMLElement {
  static formAssociated: true;
  /** The text. */
  value: string;
  /** The last answer, or `null`. */
  readonly result: Classification | null;
  /** How many entries are listed at most; 8 unless set. */
  top: number;
  /** Milliseconds without a keystroke before the text is read; 80 unless set. */
  debounce: number;
  edition: string;
  placeholder: string;
  /** The label above the field. */
  label: string;
  required: boolean;
  disabled: boolean;
  name: string;
  readonly type: string;
  readonly form: HTMLFormElement | null;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;
}

/**
 * The page's one engine, in a worker where the page allows one. Loaded at the first call; no `init()` needed.
 *
 * @example
 * const { outcome } = await engine.classify('光伏组件制造');
 */
export const engine: {
  classify(text: string, options?: ClassifyOptions): Promise<Classification>;
  classifyBatch(texts: string[], options?: ClassifyOptions): Promise<Classification[]>;
  entry(code: string): Promise<Entry | undefined>;
  search(query: string, options?: { top?: number }): Promise<Hit[]>;
  tree(): Promise<TreeNode[]>;
  version(): Promise<string>;
};

declare global {
  interface HTMLElementTagNameMap {
    'greencat-classifier': GreencatClassifier;
  }
  interface GlobalEventHandlersEventMap {
    'greencat-result': CustomEvent<ResultDetail>;
    'greencat-select': CustomEvent<SelectDetail>;
    'greencat-error': CustomEvent<ErrorDetail>;
  }
}
