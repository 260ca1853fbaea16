// One answer as the cells that are added to a row.

import { WORDS } from '../words.js';

export function resultRow({ outcome, confidence, entries }, lang) {
  const at = lang === 'en' ? 1 : 0;
  const say = (key) => WORDS[key][at];
  const [first, ...others] = entries;
  const evidence = first ? [...new Set(first.evidence.map(({ term }) => term))].join('；') : '';
  const criteria = first ? first.criteria.map(({ subject, standard, requirement }) => `${subject && `${subject}：`}${requirement}${standard}`).join('；') : '';
  return [
    say(outcome),
    outcome === 'unclear' ? '' : confidence,
    first?.code ?? '',
    first?.name ?? '',
    first ? say(first.verdict) : '',
    evidence,
    others.map(({ code, name, verdict }) => `${code} ${name}（${say(verdict)}）`).join('；'),
    first?.verdict === 'near' ? '' : criteria,
  ];
}
