// Spans count Unicode scalar values; JavaScript strings count UTF-16 units. Both are given.

/** Adds `start16` and `end16` to every evidence of `result`, so that `text.slice(start16, end16)` is the term. */
export function addUtf16(text, result) {
  addTo(text, result.entries.flatMap(({ evidence }) => evidence));
  return result;
}

/** The same for spans of `text` itself. */
export function addTo(text, spans) {
  const unit = unitOf(text);
  for (const span of spans) {
    span.start16 = unit(span.start);
    span.end16 = unit(span.end);
  }
}

/** From the number of a scalar value to its UTF-16 offset; the two agree where no surrogate pair stands before. */
function unitOf(text) {
  if (!/[\u{10000}-\u{10ffff}]/u.test(text)) return (scalar) => scalar;
  const units = [];
  let at = 0;
  for (const character of text) {
    units.push(at);
    at += character.length;
  }
  return (scalar) => units[scalar] ?? text.length;
}
