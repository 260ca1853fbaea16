// The first visible sheet of an xlsx file, as rows of strings. The zip is fflate's, the rest is what
// Excel, WPS and LibreOffice write: shared, inline and formula strings, numbers, booleans.

import { strFromU8, unzipSync } from 'fflate';
import { Problem } from './problem.js';
import { attribute, tags, unescapeXml } from './xml.js';

/** Far above any list of 50 000 rows; a file that claims more was made to exhaust memory. */
const MOST_INFLATED = 600 * 1024 * 1024;

export function readXlsx(bytes, most) {
  const parts = unzip(bytes, (name) => /^(xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/sharedStrings\.xml)$/i.test(name));
  const workbook = part(parts, 'xl/workbook.xml');
  if (workbook === undefined) throw new Problem('not-xlsx');
  const { path, sheet } = firstSheet(workbook, part(parts, 'xl/_rels/workbook.xml.rels') ?? '');
  const xml = part(unzip(bytes, (name) => name.toLowerCase() === path.toLowerCase()), path);
  if (xml === undefined) throw new Problem('not-xlsx');
  return { ...readRows(xml, sharedStrings(part(parts, 'xl/sharedStrings.xml') ?? ''), most), sheet };
}

function unzip(bytes, wanted) {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!wanted(name)) return false;
        total += originalSize;
        if (total > MOST_INFLATED) throw new Problem('too-large');
        return true;
      },
    });
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('not-xlsx');
  }
}

function part(parts, path) {
  const name = Object.keys(parts).find((one) => one.toLowerCase() === path.toLowerCase());
  return name === undefined ? undefined : strFromU8(parts[name]);
}

function firstSheet(workbook, relations) {
  const targets = new Map();
  for (const { name, attributes } of tags(relations)) {
    if (name === 'Relationship') targets.set(attribute(attributes, 'Id'), attribute(attributes, 'Target'));
  }
  for (const { name, attributes, closing } of tags(workbook)) {
    if (name !== 'sheet' || closing || /hidden/i.test(attribute(attributes, 'state') ?? '')) continue;
    // `r:id`; `sheetId` must not be taken for it.
    const target = targets.get(/\w+:id\s*=\s*["']([^"']*)/i.exec(attributes)?.[1]) ?? 'worksheets/sheet1.xml';
    return { path: target.startsWith('/') ? target.slice(1) : `xl/${target}`, sheet: attribute(attributes, 'name') };
  }
  throw new Problem('not-xlsx');
}

/** Text of runs joined; what phonetic guides say is not part of it. */
function sharedStrings(xml) {
  const strings = [];
  let current = '';
  let guide = false;
  for (const { name, closing, empty, text } of tags(xml)) {
    if (name === 'si' && !closing) current = '';
    if (name === 'si' && (closing || empty)) strings.push(current);
    if (name === 'rPh') guide = !closing && !empty;
    if (name === 't' && closing && !guide) current += unescapeXml(text);
  }
  return strings;
}

function readRows(xml, shared, most) {
  const rows = [];
  let row;
  let cell;
  for (const { name, attributes, closing, empty, text } of tags(xml)) {
    if (name === 'row' && !closing) {
      if (rows.length === most) return { rows, cut: true };
      rows.push((row = []));
    } else if (name === 'c' && !closing && row) {
      // A cell may leave its place unsaid; it then follows the one before, even an empty one.
      cell = { at: columnNumber(attribute(attributes, 'r')) ?? row.length, type: attribute(attributes, 't'), text: '' };
      if (empty) {
        put(row, cell.at, '');
        cell = undefined;
      }
    } else if (cell && closing && (name === 'v' || name === 't')) {
      cell.text += name === 'v' && cell.type === 's' ? (shared[Number(text)] ?? '') : unescapeXml(text);
    } else if (name === 'c' && closing && cell) {
      put(row, cell.at, cell.type === 'b' ? (cell.text === '1' ? 'TRUE' : 'FALSE') : cell.text);
      cell = undefined;
    }
  }
  return { rows, cut: false };
}

/** Sets a cell and fills the gap before it. */
function put(row, at, text) {
  while (row.length < at) row.push('');
  row[at] = text;
}

/** `BC7` → 54; never above the 16 384 columns that Excel has. */
function columnNumber(reference) {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (!letters) return undefined;
  return Math.min(16_383, [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1);
}
