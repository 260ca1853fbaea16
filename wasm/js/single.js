// `greencat/single`: everything in one file, for pages that cannot host a second one.

import { answerMessages } from './answering.js';
import { NAME } from './single/spawn.js';

if (typeof WorkerGlobalScope === 'function' && globalThis.name === NAME) answerMessages();

export * from './index.js';
export { init as default } from './index.js';
export * from './element.js';
