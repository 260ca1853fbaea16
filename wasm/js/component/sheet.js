// The text field: a textarea over a mirror that shows the evidence and makes the field grow.

import { h } from './dom.js';
import { follow, pieces, spansOf } from './marks.js';

/** Above this a second copy of the text on screen would be felt while typing. */
const LONG = 20_000;

export class Sheet {
  #spans = [];
  #shown = '';
  #chosen;

  constructor() {
    this.field = h('textarea', { id: 'text', part: 'textarea', rows: 1, 'aria-describedby': 'hint', autocomplete: 'off' });
    this.mirror = h('div', { class: 'mirror', 'aria-hidden': 'true' });
    this.node = h('div', { class: 'sheet', part: 'input' }, this.mirror, this.field);
  }

  get text() {
    return this.field.value;
  }

  get long() {
    return this.#shown.length > LONG;
  }

  /** The text changed: marks outside the change stay on their words until the next answer. */
  changed() {
    const { text } = this;
    this.#spans = follow(this.#spans, this.#shown, text);
    this.#shown = text;
    this.#draw();
  }

  /** Marks the evidence of an answer to the present text. */
  mark(entries) {
    this.#spans = spansOf(entries);
    this.#draw();
  }

  /** Shows only the evidence for `code`; all of it without one. */
  choose(code) {
    this.#chosen = code;
    this.#draw();
  }

  #draw() {
    this.node.classList.toggle('long', this.long);
    this.mirror.classList.toggle('chosen', this.#chosen !== undefined);
    if (this.long) return this.mirror.replaceChildren();
    const nodes = pieces(this.#shown.length, this.#spans).map(({ start, end, verdict, codes }) => {
      const words = this.#shown.slice(start, end);
      return verdict ? h('mark', { class: `${verdict}${codes.includes(this.#chosen) ? ' on' : ''}` }, words) : words;
    });
    // A last line that is empty has no height of its own.
    this.mirror.replaceChildren(...nodes, '\u200b');
  }
}
