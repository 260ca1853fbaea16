// Node reads the files beside this one; its fetch knows no file: addresses.

import { readFile } from 'node:fs/promises';
import { address as engineAddress } from './index.js';
import { address, init as initAny } from './policy.js';

export { PolicyError, address, park, policies, screen } from './policy.js';

export const init = ({ policy, engine } = {}) => initAny({ policy: policy ?? readFile(address), engine: engine ?? readFile(engineAddress) });
export default init;
