// `greencat/element`: importing it defines <greencat-classifier>. Safe on a server, where it defines nothing.

import { engine } from './component/engine.js';
import { GreencatClassifier } from './component/element.js';

if (globalThis.customElements && !customElements.get('greencat-classifier')) customElements.define('greencat-classifier', GreencatClassifier);

export { GreencatClassifier, engine };
