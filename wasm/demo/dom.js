// Building nodes: strings become text nodes and nothing else.

export { h } from '../js/component/dom.js';

export const byId = (id) => document.getElementById(id);
