// Node reads the file beside this one; its fetch knows no file: addresses.

import { readFile } from 'node:fs/promises';
import { address, compile as compileAny, init as initAny } from './index.js';

export { Classifier, address, initSync } from './index.js';

const bytes = () => readFile(address);

export const compile = (source) => compileAny(source ?? bytes());
export const init = (source) => initAny(source ?? bytes());
export default init;
