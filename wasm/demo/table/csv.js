// CSV both ways. In: UTF-8 or GB18030, whatever the separator. Out: for Excel, with nothing it would run.

import Papa from 'papaparse';

export function readCsv(bytes, most) {
  const { text, encoding } = decode(bytes);
  const { data } = Papa.parse(text, { preview: most + 1, skipEmptyLines: 'greedy' });
  return { rows: data.slice(0, most), cut: data.length > most, encoding };
}

/** UTF-8 if it is valid, UTF-16 by its mark, else GB18030, which Chinese Excel writes. */
function decode(bytes) {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    const encoding = bytes[0] === 0xff ? 'UTF-16LE' : 'UTF-16BE';
    return { text: new TextDecoder(encoding).decode(bytes), encoding };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'GB18030' };
  }
}

export function writeCsv(columns, rows) {
  const text = Papa.unparse([columns, ...rows.map((row) => row.map(String))], { escapeFormulae: true });
  // The mark tells Excel that the file is UTF-8.
  return new TextEncoder().encode(`\ufeff${text}\r\n`);
}
