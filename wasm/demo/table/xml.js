// Just enough XML for spreadsheets: elements, attributes, text. Unlike a browser's parser it works in a
// worker; it resolves no entity but the five of XML and numbers, so nothing can be made to grow.

const NAMED = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function unescapeXml(text) {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED[name] ?? whole;
    const code = decimal ? Number(decimal) : parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Yields `{ name, attributes, closing, empty, text }` for each tag; `text` is what stood before it. */
export function* tags(xml) {
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) return;
    const skip = [['<!--', '-->'], ['<![CDATA[', ']]>'], ['<?', '?>'], ['<!', '>']].find(([head]) => xml.startsWith(head, open));
    const close = xml.indexOf(skip ? skip[1] : '>', open);
    if (close < 0) return;
    if (skip) {
      at = close + skip[1].length;
      continue;
    }
    const closing = xml[open + 1] === '/';
    const empty = xml[close - 1] === '/';
    const body = xml.slice(open + (closing ? 2 : 1), empty ? close - 1 : close);
    const blank = body.search(/\s/);
    const full = blank < 0 ? body : body.slice(0, blank);
    yield { name: full.slice(full.indexOf(':') + 1), attributes: blank < 0 ? '' : body.slice(blank), closing, empty, text: xml.slice(at, open) };
    at = close + 1;
  }
}

/** The value of an attribute, found by its name without prefix. */
export function attribute(attributes, name) {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? unescapeXml(found[1] ?? found[2]) : undefined;
}
