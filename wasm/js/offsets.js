// Spans count Unicode scalar values; JavaScript strings count UTF-16 units. Both are given.

/** Adds `start16` and `end16` to every evidence of `result`, so that `text.slice(start16, end16)` is the term. */
export function addUtf16(text, result) {
  const unit = unitOf(text);
  for (const { evidence } of result.entries) {
    for (const one of evidence) {
      one.start16 = unit(one.start);
      one.end16 = unit(one.end);
    }
  }
  return result;
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
