// From a file's bytes to `{ columns, rows, cut, encoding?, sheet? }`: CSV or xlsx, told apart by their bytes.

import { Problem } from './problem.js';
import { readCsv } from './csv.js';
import { readXlsx } from './xlsx-read.js';

export const MOST_ROWS = 50_000;
const MOST_BYTES = 100 * 1024 * 1024;

export function readTable(bytes) {
  if (bytes.length > MOST_BYTES) throw new Problem('too-large');
  const starts = (...head) => head.every((byte, at) => bytes[at] === byte);
  // An OLE container: Excel's format until 2003, or a newer file under a password.
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new Problem(isEncrypted(bytes) ? 'encrypted' : 'old-excel');
  const { rows, ...about } = starts(0x50, 0x4b) ? readXlsx(bytes, MOST_ROWS + 1) : readCsv(bytes, MOST_ROWS + 1);
  const [columns = [], ...data] = rows.filter((row) => row.some((cell) => cell.trim()));
  if (!data.length) throw new Problem('empty');
  return { columns: columns.map((name) => name.trim()), rows: data, ...about };
}

/** The name of the stream that holds an encrypted workbook, as UTF-16. */
function isEncrypted(bytes) {
  return new TextDecoder('utf-16le').decode(bytes.subarray(0, 65_536 & ~1)).includes('EncryptedPackage');
}
