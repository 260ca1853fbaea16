// One answer as the cells that are added to a row.

import { requirementIn } from '../../js/component/requirement.js';
import { WORDS } from '../words.js';

/** `nameOf(code, name)` is the entry's name in the visitor's language. */
export function resultRow({ outcome, confidence, entries }, lang, nameOf = (_, name) => name) {
  const at = lang === 'en' ? 1 : 0;
  const say = (key) => WORDS[key][at];
  const [first, ...others] = entries;
  const evidence = first ? [...new Set(first.evidence.map(({ term }) => term))].join('；') : '';
  const criteria = first ? first.criteria.map(({ subject, standard, requirement }) => `${subject && `${subject}${say('colon')}`}${requirementIn(lang, requirement)}${standard && at ? ' ' : ''}${standard}`).join('；') : '';
  return [
    say(outcome),
    outcome === 'unclear' ? '' : confidence,
    first?.code ?? '',
    first ? nameOf(first.code, first.name) : '',
    first ? say(first.verdict) : '',
    evidence,
    others.map(({ code, name, verdict }) => (at ? `${code} ${nameOf(code, name)} (${say(verdict)})` : `${code} ${name}（${say(verdict)}）`)).join('；'),
    first?.verdict === 'near' ? '' : criteria,
  ];
}
