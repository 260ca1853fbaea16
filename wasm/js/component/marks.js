// Which parts of the text are evidence: overlapping spans become a row of plain pieces.

const RANK = { near: 1, conditional: 2, direct: 3 };

/** More marks than a reader could use, and a page would notice. */
const MOST = 400;

/** `{ start, end, verdict, codes }` for each evidence of `entries`, in UTF-16 units. */
export function spansOf(entries) {
  const spans = entries.flatMap(({ code, verdict, evidence }) => evidence.map(({ start16, end16 }) => ({ start: start16, end: end16, verdict, codes: [code] })));
  return spans.filter(({ start, end }) => start < end).slice(0, MOST);
}

/** Cuts `length` units into pieces; each piece knows its best verdict and every code it speaks for. */
export function pieces(length, spans) {
  const cuts = new Set([0, length]);
  for (const { start, end } of spans) cuts.add(Math.min(start, length)).add(Math.min(end, length));
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, at) => {
    const end = edges[at + 1];
    const over = spans.filter((span) => span.start <= start && span.end >= end);
    const verdict = over.map((span) => span.verdict).sort((a, b) => RANK[b] - RANK[a])[0];
    return { start, end, verdict, codes: [...new Set(over.flatMap((span) => span.codes))] };
  });
}

/** The spans after `before` was edited to `after`: those outside the edit move with their words, the others go. */
export function follow(spans, before, after) {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const shift = after.length - before.length;
  return spans.flatMap((span) => {
    if (span.end <= head) return [span];
    if (span.start >= before.length - tail) return [{ ...span, start: span.start + shift, end: span.end + shift }];
    return [];
  });
}
