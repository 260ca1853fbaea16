// The script of the component's worker.

import { answerMessages } from './answering.js';

answerMessages();
