// Lists as people have them, read and written by the page's worker.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { strToU8, unzipSync, zipSync } from '../../wasm/node_modules/fflate/esm/index.mjs';
import { guessColumn, guessLabel } from '../../wasm/demo/table/columns.js';
import { writeCsv } from '../../wasm/demo/table/csv.js';
import { MOST_ROWS, readTable } from '../../wasm/demo/table/read.js';
import { writeXlsx } from '../../wasm/demo/table/xlsx-write.js';

const utf8 = (text) => new TextEncoder().encode(text);

/** Node has no GB18030 encoder; these are the bytes of 名称,经营范围 and 甲,污水处理. */
const GB18030 = Uint8Array.from('c3fbb3c62cbeadd3aab7b6cea70d0abcd72ccedbcbaeb4a6c0ed0d0a'.match(/../g), (pair) => parseInt(pair, 16));

function workbook(sheet, { shared = '', workbook = '<sheet name="企业" sheetId="1" r:id="rId7"/>', target = 'worksheets/sheet1.xml' } = {}) {
  return zipSync({
    'xl/workbook.xml': strToU8(`<?xml version="1.0"?><workbook xmlns:r="x"><sheets>${workbook}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships><Relationship Id="rId7" Target="${target}"/></Relationships>`),
    'xl/sharedStrings.xml': strToU8(`<sst>${shared}</sst>`),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
  });
}

describe('a list in CSV', () => {
  test('is read in UTF-8, with or without its mark, and in GB18030', () => {
    const expected = { columns: ['名称', '经营范围'], rows: [['甲', '污水处理']] };
    for (const [bytes, encoding] of [[utf8('名称,经营范围\n甲,污水处理\n'), 'UTF-8'], [utf8('\ufeff名称,经营范围\r\n甲,污水处理'), 'UTF-8'], [GB18030, 'GB18030']]) {
      assert.deepEqual(readTable(bytes), { ...expected, cut: false, encoding });
    }
  });

  test('is read with tabs, quotes and line breaks inside', () => {
    assert.deepEqual(readTable(utf8('a\tb\n1\t"光伏,\n""组件"""\n')).rows, [['1', '光伏,\n"组件"']]);
  });

  test('says when it is empty, and when it was cut', () => {
    for (const text of ['', '名称\n', ' , \n\n']) assert.throws(() => readTable(utf8(text)), { problem: 'empty' });
    const { rows, cut } = readTable(utf8(`a\n${'1\n'.repeat(MOST_ROWS + 5)}`));
    assert.deepEqual([rows.length, cut], [MOST_ROWS, true]);
  });

  test('is written for Excel, with nothing that Excel would run', () => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(['a', 'b'], [['=1+1', '@x'], ['+1', '-1'], ['\t=1', '光伏,"x"'], ['0.5', 0.97]]));
    assert.equal(text, '\ufeffa,b\r\n"\'=1+1","\'@x"\r\n"\'+1","\'-1"\r\n"\'\t=1","光伏,""x"""\r\n0.5,0.97\r\n');
  });
});

describe('a list in xlsx', () => {
  test('is read with shared, rich, inline and formula strings, gaps, numbers and booleans', () => {
    const bytes = workbook(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>备注 &amp; &#x4e8c;</t></is></c></row><row r="2"/><row><c/><c t="inlineStr"><is><t>无地址</t></is></c></row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>42</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="str"><f>A1&amp;"x"</f><v>算出</v></c><c r="E3" s="3"/></row>',
      { shared: '<si><t>经营范围</t></si><si><r><t>光伏</t></r><r><t xml:space="preserve">组件 </t></r><rPh sb="0" eb="1"><t>guangfu</t></rPh></si>' },
    );
    assert.deepEqual(readTable(bytes), { columns: ['经营范围', '', '备注 & 二'], rows: [['', '无地址'], ['光伏组件 ', '42', 'TRUE', '算出', '']], cut: false, sheet: '企业' });
  });

  test('is read from the first sheet that is shown, wherever it lies', () => {
    const bytes = workbook('<row><c t="inlineStr"><is><t>a</t></is></c></row><row><c t="inlineStr"><is><t>b</t></is></c></row>', {
      workbook: '<sheet name="藏" sheetId="1" state="hidden" r:id="rId1"/><sheet name="见" sheetId="2" r:id="rId7"/>',
      target: '/xl/worksheets/sheet1.xml',
    });
    assert.deepEqual(readTable(bytes).sheet, '见');
  });

  test('resolves no entity of its own making and survives a damaged file', () => {
    const bytes = workbook('<!DOCTYPE x [<!ENTITY e "boom">]><row><c t="inlineStr"><is><t>h</t></is></c></row><row><c t="inlineStr"><is><t>&e;&#x110000;</t></is></c></row>');
    assert.deepEqual(readTable(bytes).rows, [['&e;']]);
    assert.throws(() => readTable(bytes.slice(0, 80)), { problem: 'not-xlsx' });
    assert.throws(() => readTable(zipSync({ 'word/document.xml': strToU8('<x/>') })), { problem: 'not-xlsx' });
    assert.throws(() => readTable(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)), { problem: 'old-excel' });
  });

  test('refuses what claims to inflate beyond measure', () => {
    const bytes = workbook('<row/>');
    // The central directory's field for the inflated size, for every part.
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < bytes.length - 46; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x7fffffff, true);
    assert.throws(() => readTable(bytes), { problem: 'too-large' });
  });

  test('is written so that it reads back as it was, formulas as mere text', () => {
    const rows = [['=cmd|x', '<b>&"\u0001光伏', 0.97], ['', '𠮷', 1], ['x', '', 0]];
    const bytes = writeXlsx(['a', 'b', 'c'], rows);
    assert.deepEqual(readTable(bytes).rows, [['=cmd|x', '<b>&"光伏', '0.97'], ['', '𠮷', '1'], ['x', '', '0']]);
    assert.equal(new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet1.xml']).includes('<f>'), false);
  });
});

test('the column to read is found by its name, else by its length', () => {
  const rows = [['甲公司', '0532', '光伏组件的生产与销售']];
  assert.equal(guessColumn({ columns: ['企业', '电话', '经营范围'], rows }), 2);
  assert.equal(guessColumn({ columns: ['a', 'b', 'c'], rows }), 2);
  assert.equal(guessLabel({ columns: ['企业名称', '电话', '经营范围'], rows }, 2), 0);
  assert.equal(guessLabel({ columns: ['a', 'b', 'c'], rows }, 2), undefined);
});
