// The engine off the page's thread. Answers `{ id, method, values }` with `{ id, value }` or `{ id, error }`.

import { Classifier, initSync } from './index.js';

export function answerMessages() {
  let classifier;
  addEventListener('message', ({ data: { id, method, values } }) => {
    try {
      if (method === 'start') {
        initSync(values[0]);
        classifier = new Classifier();
        postMessage({ id });
      } else {
        postMessage({ id, value: classifier[method](...values) });
      }
    } catch (error) {
      postMessage({ id, error: { name: error.name, message: error.message } });
    }
  });
}
