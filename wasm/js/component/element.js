// <greencat-classifier>: a text field that says, while one types, which entries of the catalogue a business
// falls under and on which words.

import css from './component.css';
import { entry, outcome, question } from './answer.js';
import { h } from './dom.js';
import { engine } from './engine.js';
import { Sheet } from './sheet.js';
import { wordsFor } from './words.js';

const TOP = 8;
const DEBOUNCE = 80;

/** Long enough that a screen reader is not interrupted at every keystroke. */
const ANNOUNCE = 700;

// On a server there is no HTMLElement; the import must still work there.
const Base = globalThis.HTMLElement ?? class {};

let sheet;
const styles = () => {
  if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(css);
  return sheet;
};

export class GreencatClassifier extends Base {
  static formAssociated = true;
  static observedAttributes = ['lang', 'value', 'placeholder', 'label', 'top', 'edition', 'disabled', 'required'];

  #internals = this.attachInternals();
  #sheet = new Sheet();
  #label = h('label', { for: 'text', part: 'label' });
  #count = h('span', { class: 'count' });
  #private = h('span');
  #answer = h('section', { class: 'answer', part: 'answer' });
  #live = h('p', { class: 'unseen', role: 'status' });
  #asked = 0;
  #timers = {};
  #touched = false;
  #result = null;
  #nodes = new Map();

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [styles()];
    const hint = h('div', { class: 'hint', id: 'hint', part: 'hint' }, this.#private, this.#count);
    root.append(this.#label, this.#sheet.node, hint, this.#answer, this.#live);
    this.#sheet.field.addEventListener('input', (event) => this.#typed(event));
    this.#sheet.field.addEventListener('compositionend', () => this.#schedule());
    // Inside a shadow tree `change` stays inside; forms expect to hear it.
    this.#sheet.field.addEventListener('change', () => this.dispatchEvent(new Event('change', { bubbles: true })));
  }

  connectedCallback() {
    // A property set before the element was defined would hide the accessor.
    for (const name of ['value', 'top', 'edition', 'debounce', 'placeholder', 'label', 'disabled', 'required']) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#speak();
    this.#changed();
    // Loads the engine while the visitor reads the page.
    engine.version().catch((error) => this.#failed(error));
    this.#classify();
  }

  disconnectedCallback() {
    clearTimeout(this.#timers.type);
    clearTimeout(this.#timers.speak);
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'value') {
      if (!this.#touched) this.#set(after ?? '');
    } else if (name === 'disabled') {
      this.#sheet.field.disabled = after !== null;
    } else if (name === 'required') {
      this.#sheet.field.setAttribute('aria-required', String(after !== null));
      this.#validate();
    } else if (this.isConnected) {
      this.#speak();
      if (name === 'top' || name === 'edition') this.#classify();
      else this.#show();
    }
  }

  /** The text. */
  get value() {
    return this.#sheet.text;
  }
  set value(text) {
    this.#touched = true;
    this.#set(text == null ? '' : String(text));
  }

  /** The last answer, or `null`. */
  get result() {
    return this.#result;
  }

  /** How many entries are listed at most. */
  get top() {
    return positive(this.getAttribute('top'), TOP);
  }
  set top(value) {
    reflect(this, 'top', value);
  }

  /** Milliseconds without a keystroke before the text is read. */
  get debounce() {
    return positive(this.getAttribute('debounce'), DEBOUNCE, 0);
  }
  set debounce(value) {
    reflect(this, 'debounce', value);
  }

  get edition() {
    return this.getAttribute('edition') ?? 'gigc-2019';
  }
  set edition(value) {
    reflect(this, 'edition', value);
  }

  get placeholder() {
    return this.getAttribute('placeholder') ?? '';
  }
  set placeholder(value) {
    reflect(this, 'placeholder', value);
  }

  get label() {
    return this.getAttribute('label') ?? '';
  }
  set label(value) {
    reflect(this, 'label', value);
  }

  get required() {
    return this.hasAttribute('required');
  }
  set required(value) {
    this.toggleAttribute('required', Boolean(value));
  }

  get disabled() {
    return this.hasAttribute('disabled');
  }
  set disabled(value) {
    this.toggleAttribute('disabled', Boolean(value));
  }

  // What every form control has.
  get name() {
    return this.getAttribute('name') ?? '';
  }
  set name(value) {
    reflect(this, 'name', value);
  }
  get type() {
    return this.localName;
  }
  get form() {
    return this.#internals.form;
  }
  get validity() {
    return this.#internals.validity;
  }
  get validationMessage() {
    return this.#internals.validationMessage;
  }
  get willValidate() {
    return this.#internals.willValidate;
  }
  checkValidity() {
    return this.#internals.checkValidity();
  }
  reportValidity() {
    return this.#internals.reportValidity();
  }
  formResetCallback() {
    this.#touched = false;
    this.#set(this.getAttribute('value') ?? '');
  }
  formDisabledCallback(disabled) {
    this.#sheet.field.disabled = disabled;
  }
  formStateRestoreCallback(state) {
    this.value = state;
  }

  get #lang() {
    const lang = this.lang || this.closest('[lang]')?.lang || '';
    return /^en\b/i.test(lang) ? 'en' : 'zh';
  }

  get #words() {
    return wordsFor(this.#lang);
  }

  #set(text) {
    this.#sheet.field.value = text;
    this.#changed();
    if (this.isConnected) this.#classify();
  }

  #typed(event) {
    this.#touched = true;
    this.#changed();
    // Half-composed pinyin is no business text.
    if (!event.isComposing) this.#schedule();
  }

  #changed() {
    this.#sheet.changed();
    this.#internals.setFormValue(this.value);
    this.#validate();
    this.#note();
  }

  #validate() {
    const missing = this.required && !this.value.trim();
    this.#internals.setValidity(missing ? { valueMissing: true } : {}, missing ? this.#words.needsText : '', this.#sheet.field);
  }

  /** Puts the fixed words into the element's language. */
  #speak() {
    const words = this.#words;
    this.#label.textContent = this.getAttribute('label') ?? words.label;
    this.#sheet.field.placeholder = this.getAttribute('placeholder') ?? words.placeholder;
    this.#note();
    this.#validate();
  }

  #note() {
    const words = this.#words;
    this.#private.textContent = this.#sheet.long ? words.long : words.private;
    const count = [...this.value.slice(0, 100_000)].length + Math.max(0, this.value.length - 100_000);
    this.#count.textContent = count ? words.count(count.toLocaleString('en')) : '';
  }

  #schedule() {
    clearTimeout(this.#timers.type);
    this.#timers.type = setTimeout(() => this.#classify(), this.debounce);
  }

  /** Reads the present text; an answer that a newer text has overtaken is dropped. */
  async #classify() {
    clearTimeout(this.#timers.type);
    const text = this.value;
    const asked = ++this.#asked;
    try {
      const result = await engine.classify(text, { top: this.top, edition: this.edition });
      if (asked !== this.#asked) return;
      await this.#fetchNodes(result);
      if (asked !== this.#asked) return;
      this.#result = result;
      this.#sheet.mark(result.entries);
      this.#sheet.choose();
      this.#show();
      this.#emit('greencat-result', { text, result });
    } catch (error) {
      if (asked === this.#asked) this.#failed(error);
    }
  }

  async #fetchNodes({ entries, question }) {
    const codes = [...entries.map(({ code }) => code), ...(question?.answers ?? []).map(({ code }) => code)];
    const missing = codes.filter((code) => code && !this.#nodes.has(code));
    await Promise.all(missing.map(async (code) => this.#nodes.set(code, await engine.entry(code))));
  }

  #nameOf(code) {
    const node = this.#nodes.get(code);
    return (this.#lang === 'en' && node?.name_en) || node?.name || '';
  }

  #show() {
    const words = this.#words;
    const lang = this.#lang;
    const result = this.#result;
    if (!result || !this.value.trim()) {
      this.#answer.replaceChildren(h('p', { class: 'waiting' }, words.empty));
      this.#announce('');
      return;
    }
    const list = h('ol', { part: 'entries', 'aria-label': words.entries }, result.entries.map((candidate) =>
      entry(words, lang, candidate, this.#nodes.get(candidate.code), (open) => this.#select(candidate, open))));
    this.#answer.replaceChildren(
      outcome(words, result),
      ...(result.question ? [question(words, lang, result.question, (code) => this.#nameOf(code))] : []),
      ...(result.entries.length ? [list] : []),
    );
    const names = result.entries.slice(0, 3).map(({ code }) => `${code} ${this.#nameOf(code)}`);
    this.#announce(words.announce(words.outcome[result.outcome][0], names));
  }

  #select(candidate, open) {
    this.#sheet.choose(open ? candidate.code : undefined);
    if (open) this.#emit('greencat-select', { candidate, entry: this.#nodes.get(candidate.code) });
  }

  #announce(text) {
    clearTimeout(this.#timers.speak);
    this.#timers.speak = setTimeout(() => {
      if (this.#live.textContent !== text) this.#live.textContent = text;
    }, ANNOUNCE);
  }

  #failed(error) {
    const words = this.#words;
    this.#result = null;
    this.#sheet.mark([]);
    this.#answer.replaceChildren(h('div', { class: 'failure', part: 'failure', role: 'alert' },
      h('span', {}, words.failed), h('button', { type: 'button', onclick: () => this.#classify() }, words.retry), h('small', {}, error.message)));
    this.#emit('greencat-error', { error });
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

function positive(text, fallback, least = 1) {
  const number = Number(text);
  return text !== null && Number.isInteger(number) && number >= least ? number : fallback;
}

function reflect(element, name, value) {
  if (value == null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
