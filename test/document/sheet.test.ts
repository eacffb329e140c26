import { readFileSync } from 'node:fs';
import { writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { readSheetDocument } from '../../src/document/sheet/index.ts';
import { defaultDocumentLimits as limits } from '../../src/document/types.ts';
import { documentFactsSchema, type DocumentTable } from '../../src/snapshot/document-facts.ts';
import { procurementHeader as columns } from '../documents-agency/first/people.ts';
import { makeOdf, makeXlsx } from './make-office.ts';

function makeRow(number: number, status: string, price: number | ''): (string | number)[] {
  const start = [
    number,
    2568,
    'เทศบาลตำบลตัวอย่าง',
    'เมือง',
    'ลำปาง',
    'มหาดไทย',
    'อปท.',
    `ก่อสร้างถนนสาย ${number}`,
  ];
  const isSigned = price !== '';
  return [
    ...start,
    500000 + number,
    'เงินอุดหนุน',
    status,
    'e-bidding',
    isSigned ? 498000 : '',
    price,
    isSigned ? 'หจก. สมมุติ' : '',
    isSigned ? 67019123456 : '',
  ];
}

async function readTable(bytes: Uint8Array, kind: 'xlsx' | 'xls' | 'ods' | 'csv'): Promise<DocumentTable> {
  const facts = documentFactsSchema.parse(await readSheetDocument(bytes, kind, limits));
  expect(facts.problem).toBeNull();
  const part = facts.parts[0];
  const table = part?.tables[0];
  if (part === undefined || table === undefined) throw new Error('no table');
  // Offsets lead to the header's line and to the end of the last row.
  const first = table.header.length > 0 ? table.header : (table.rows[0] ?? []);
  expect(part.text.slice(table.at)).toContain(first[0]);
  expect(['\n', '']).toContain(part.text.slice(table.end, table.end + 1));
  return table;
}

describe('the official procurement form', () => {
  const body = Array.from({ length: 24 }, (_, i) =>
    makeRow(i + 1, i < 12 ? 'ลงนามในสัญญา' : 'อยู่ระหว่างดำเนินการ', i < 12 ? 480000.5 : ''),
  );

  test('as another program writes it: header, rows and empty cells', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'ITA-o12', rows: [columns, ...body] }] });
    const table = await readTable(bytes, 'xlsx');
    expect(table.header).toEqual(columns);
    expect(table.rowCount).toBe(24);
    expect(table.rows).toHaveLength(24);
    expect(table.rows[0]?.slice(0, 2)).toEqual(['1', '2568']);
    expect(table.rows[0]?.slice(12)).toEqual(['498000', '480000.5', 'หจก. สมมุติ', '67019123456']);
    expect(table.rows[23]?.slice(12)).toEqual(['', '', '', '']);
    expect(table.rows.flat().filter((cell) => cell === '')).toHaveLength(12 * 4);
  });

  test('title lines above, empty columns beside, empty rows between, notes below', async () => {
    const indent = (row: readonly (string | number)[]) => ['', '', ...row];
    const bytes = makeXlsx([
      {
        name: 'o12',
        rows: [
          ['', '', 'แบบฟอร์มรายการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2568'],
          ['', '', 'หน่วยงาน', 'เทศบาลตำบลตัวอย่าง'],
          [],
          indent(columns),
          ...body.slice(0, 3).map(indent),
          [],
          [],
          indent(body[3] ?? []),
          indent(['รวม', '', '', '', '', '', '', '', 2000010]),
          [],
          ['', '', 'หมายเหตุ ข้อมูล ณ วันที่ 31 มีนาคม 2568'],
        ],
        merges: ['C1:R1'],
      },
    ]);
    const table = await readTable(bytes, 'xlsx');
    expect(table.header).toEqual(columns);
    expect(table.caption).toContain('ประจำปีงบประมาณ พ.ศ. 2568');
    expect(table.caption).toContain('เทศบาลตำบลตัวอย่าง');
    expect(table.rowCount).toBe(5);
    expect(table.rows.at(-1)?.[0]).toBe('รวม');
    const facts = await readSheetDocument(bytes, 'xlsx', limits);
    expect(facts.parts[0]?.text).toContain('ข้อมูล ณ วันที่ 31 มีนาคม 2568');
    expect(facts.parts[0]?.headings[0]).toContain('แบบฟอร์มรายการจัดซื้อจัดจ้าง');
  });

  test('the form left blank has its header and no rows', async () => {
    const table = await readTable(makeXlsx([{ name: 'o12', rows: [columns] }]), 'xlsx');
    expect(table).toMatchObject({ header: columns, rows: [], rowCount: 0 });
  });

  test('a single cell that says there is none stays a row', async () => {
    const rows = [columns, ['ไม่มีการจัดซื้อจัดจ้างในหมวดงบลงทุน']];
    const table = await readTable(makeXlsx([{ name: 'o12', rows, merges: ['A2:P2'] }]), 'xlsx');
    expect(table.rowCount).toBe(1);
    expect(table.rows[0]?.[0]).toBe('ไม่มีการจัดซื้อจัดจ้างในหมวดงบลงทุน');
  });

  test('a column with a name and nothing below it stays', async () => {
    const rows = [columns, ...body.slice(12, 15)];
    const table = await readTable(makeXlsx([{ name: 'o12', rows }]), 'xlsx');
    expect(table.header).toHaveLength(16);
    expect(table.rows.every((row) => row.length === 16 && row[15] === '')).toBe(true);
  });
});

describe('headers', () => {
  test('two rows with merged cells name a column together; the row of column numbers is no data', async () => {
    const bytes = makeXlsx([
      {
        name: 'แผน',
        rows: [
          ['รายงานผลการใช้จ่ายงบประมาณ'],
          ['ที่', 'รายการ', 'งบประมาณ', '', 'หมายเหตุ'],
          ['', '', 'ที่ได้รับ', 'ที่ใช้จริง', ''],
          ['(1)', '(2)', '(3)', '(4)', '(5)'],
          [1, 'ซื้อรถ', 1000, 900, ''],
          [2, 'ซื้อโต๊ะ', 500, '', 'ยังไม่จัดซื้อ'],
        ],
        merges: ['A1:E1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E3'],
      },
    ]);
    const table = await readTable(bytes, 'xlsx');
    expect(table.header).toEqual(['ที่', 'รายการ', 'งบประมาณ ที่ได้รับ', 'งบประมาณ ที่ใช้จริง', 'หมายเหตุ']);
    expect(table.rows).toEqual([
      ['1', 'ซื้อรถ', '1000', '900', ''],
      ['2', 'ซื้อโต๊ะ', '500', '', 'ยังไม่จัดซื้อ'],
    ]);
  });

  test('years below a wide cell belong to the header', async () => {
    const rows = [
      ['รายการ', 'งบประมาณ', '', ''],
      ['', 2566, 2567, 2568],
      ['เงินเดือน', 10, 20, 30],
    ];
    const table = await readTable(makeXlsx([{ name: 'ก', rows, merges: ['B1:D1'] }]), 'xlsx');
    expect(table.header).toEqual(['รายการ', 'งบประมาณ 2566', 'งบประมาณ 2567', 'งบประมาณ 2568']);
    expect(table.rowCount).toBe(1);
  });

  test('a note across the table right below it is no row, a band inside it is', async () => {
    const rows = [['ที่', 'เรื่อง', 'งบ'], ['งบลงทุน'], [1, 'ก', 10], ['หมายเหตุ ข้อมูลถึงเดือนมีนาคม']];
    const table = await readTable(makeXlsx([{ name: 'ก', rows, merges: ['A2:C2', 'A4:C4'] }]), 'xlsx');
    expect(table.rows).toEqual([
      ['งบลงทุน', '', ''],
      ['1', 'ก', '10'],
    ]);
  });

  test('people and their telephone numbers are no header', async () => {
    const rows = [
      ['นายหนึ่ง สมมุติ', 'ปลัด', '081-234-5678'],
      ['นางสอง สมมุติ', 'รองปลัด', '081-234-5679'],
    ];
    const table = await readTable(makeXlsx([{ name: 'ก', rows }]), 'xlsx');
    expect(table).toMatchObject({ header: [], rowCount: 2 });
  });

  test('months kept as dates name columns', async () => {
    const months = Array.from({ length: 12 }, (_, i) => ({ value: 45566 + i * 31, style: 1 }));
    const rows = [
      ['รายการ', ...months],
      ['ค่าไฟ', ...months.map((_, i) => i * 100)],
      ['ค่าน้ำ', ...months.map(() => 5)],
    ];
    const table = await readTable(makeXlsx([{ name: 'ก', rows }], ['[$-1070000]mmm yy']), 'xlsx');
    expect(table.header.slice(0, 3)).toEqual(['รายการ', 'ต.ค. 67', 'พ.ย. 67']);
    expect(table.rowCount).toBe(2);
  });

  test('a cell down several rows of data makes them no header', async () => {
    const rows = [
      ['ด้าน', 'เรื่อง', 'ผล'],
      ['', 'หนึ่ง', 'ดี'],
      ['', 'สอง', 'ดี'],
    ];
    const table = await readTable(makeXlsx([{ name: 'ก', rows, merges: ['A1:A3'] }]), 'xlsx');
    expect(table.rowCount).toBe(2);
  });

  test('rows that claim the same number are each a row', async () => {
    const moreRows = '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>20</v></c></row>'.repeat(5);
    const table = await readTable(makeXlsx([{ name: 'ก', rows: [['ที่', 'งบ']], moreRows }]), 'xlsx');
    expect(table.rowCount).toBe(5);
  });

  test('numbers only: no header is made up', async () => {
    const table = await readTable(
      makeXlsx([
        {
          name: 'ก',
          rows: [
            [1, 10.5],
            [2, 20.5],
          ],
        },
      ]),
      'xlsx',
    );
    expect(table.header).toEqual([]);
    expect(table.rowCount).toBe(2);
  });

  test('a pair of cells above three columns is no header', async () => {
    const rows = [
      ['หน่วยงาน', 'อบต. ตัวอย่าง'],
      ['ที่', 'เรื่อง', 'ผล'],
      [1, 'ก', 'ดี'],
    ];
    const table = await readTable(makeXlsx([{ name: 'ก', rows }]), 'xlsx');
    expect(table.header).toEqual(['ที่', 'เรื่อง', 'ผล']);
  });

  test('a header repeated for print is no row; a cell over several rows belongs to each', async () => {
    const rows = [
      ['ด้าน', 'เรื่อง'],
      ['ก', 'หนึ่ง'],
      ['', 'สอง'],
      ['ด้าน', 'เรื่อง'],
      ['ข', 'สาม'],
    ];
    const table = await readTable(makeXlsx([{ name: 'ก', rows, merges: ['A2:A3'] }]), 'xlsx');
    expect(table.rows).toEqual([
      ['ก', 'หนึ่ง'],
      ['ก', 'สอง'],
      ['ข', 'สาม'],
    ]);
  });
});

describe('values as shown', () => {
  test('amounts, Thai dates, thirteen digits', async () => {
    const formats = [
      '#,##0.00',
      '[$-107041E]d mmm yy;@',
      '[$-41E]d mmmm yyyy',
      'd/m/bbbb',
      '0%',
      'yyyy-mm-dd',
    ];
    const at = 45747;
    const cells = [
      { value: 1234567.5, style: 1 },
      { value: at, style: 2 },
      { value: at, style: 3 },
      { value: at, style: 4 },
      { value: 0.25, style: 5 },
      { value: at, style: 6 },
      1234567890123,
    ];
    const rows = [['ก', 'ข', 'ค', 'ง', 'จ', 'ฉ', 'ช'], cells];
    const table = await readTable(makeXlsx([{ name: 'ก', rows }], formats), 'xlsx');
    expect(table.rows[0]).toEqual([
      '1,234,567.50',
      '31 มี.ค. 68',
      '31 มีนาคม 2025',
      '31/3/2568',
      '25%',
      '2025-03-31',
      '1234567890123',
    ]);
  });
});

describe('sheets', () => {
  test('each is a part by name; hidden ones are left out', async () => {
    const facts = await readSheetDocument(
      makeXlsx([
        {
          name: 'แบบ',
          rows: [
            ['ก', 'ข'],
            ['ค', 'ง'],
          ],
        },
        { name: 'ตัวเลือก', state: 'hidden', rows: [['ลับ']] },
        { name: 'ว่าง', rows: [] },
      ]),
      'xlsx',
      limits,
    );
    expect(facts.parts.map((part) => [part.page, part.name, part.textFrom])).toEqual([
      [1, 'แบบ', 'text-layer'],
      [2, 'ว่าง', 'none'],
    ]);
    expect(facts.pageCount).toBe(2);
    expect(JSON.stringify(facts)).not.toContain('ลับ');
  });

  test('past the limit on characters rows are still counted', async () => {
    const rows = [['ที่', 'เรื่อง'], ...Array.from({ length: 1000 }, (_, i) => [i + 1, 'ยาว'.repeat(30)])];
    const facts = await readSheetDocument(makeXlsx([{ name: 'ก', rows }]), 'xlsx', {
      ...limits,
      maxChars: 5000,
    });
    expect(facts.truncated).toBe(true);
    expect(facts.parts[0]?.text.length).toBeLessThanOrEqual(5000);
    expect(facts.parts[0]?.tables[0]?.rowCount).toBe(1000);
  });

  test('more rows than are told are counted', async () => {
    const rows = [['ที่', 'เรื่อง'], ...Array.from({ length: 500 }, (_, i) => [i + 1, `เรื่อง ${i}`])];
    const table = await readTable(makeXlsx([{ name: 'ก', rows }]), 'xlsx');
    expect(table.rows).toHaveLength(300);
    expect(table.rowCount).toBe(500);
  });

  test('a million formatted empty rows cost little and lose no merge', async () => {
    const empty = '<row r="9" s="1" customFormat="1" ht="21"><c r="A9" s="1"/><c r="B9" s="1"/></row>'.repeat(
      1_000_000,
    );
    const rows = [
      ['ที่', 'งบประมาณ', ''],
      ['', 'ที่ได้รับ', 'ที่ใช้'],
      [1, 2, 3],
    ];
    const bytes = makeXlsx([{ name: 'ก', rows, merges: ['A1:A2', 'B1:C1'], moreRows: empty }]);
    const start = performance.now();
    const facts = await readSheetDocument(bytes, 'xlsx', limits);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(facts.truncated).toBe(false);
    expect(facts.parts[0]?.tables[0]).toMatchObject({
      header: ['ที่', 'งบประมาณ ที่ได้รับ', 'งบประมาณ ที่ใช้'],
      rows: [['1', '2', '3']],
      rowCount: 1,
    });
  });

  test('values after very many empty rows are told as cut off, not lost in silence', async () => {
    const moreRows = `${'<row r="9"><c r="A9" s="1"/></row>'.repeat(20_000)}<row r="30000"><c r="A30000"><v>7</v></c></row>`;
    const facts = await readSheetDocument(
      makeXlsx([{ name: 'ก', rows: [['ก', 'ข']], moreRows }]),
      'xlsx',
      limits,
    );
    expect(facts.truncated).toBe(true);
  });

  test('the same bytes give the same facts', async () => {
    const bytes = makeXlsx([{ name: 'ก', rows: [columns, makeRow(1, 'ก', 1)] }]);
    expect(await readSheetDocument(bytes, 'xlsx', limits)).toEqual(
      await readSheetDocument(bytes, 'xlsx', limits),
    );
  });
});

describe('other formats', () => {
  test('.ods: repeated and covered cells, comments and hidden sheets', async () => {
    const cell = (text: string, more = '') =>
      `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
    const styles =
      '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>';
    const bytes = makeOdf(
      'spreadsheet',
      `<table:table table:name="ผล">` +
        `<table:table-row>${cell('ที่')}${cell('งบ', 'table:number-columns-spanned="2"')}<table:covered-table-cell/>${cell('หมายเหตุ')}</table:table-row>` +
        `<table:table-row><table:table-cell/>${cell('รับ')}${cell('ใช้')}<table:table-cell/></table:table-row>` +
        `<table:table-row table:number-rows-repeated="2">${cell('1', 'office:value-type="float"')}${cell('9', 'table:number-columns-repeated="2"')}` +
        `<table:table-cell><office:annotation><text:p>ลับ</text:p></office:annotation><text:p>ครบ<text:s/>ถ้วน</text:p></table:table-cell></table:table-row>` +
        `<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>` +
        `</table:table><table:table table:name="ซ่อน" table:style-name="ta2"><table:table-row>${cell('ลับ')}</table:table-row></table:table>`,
      styles,
    );
    const table = await readTable(bytes, 'ods');
    expect(table.header).toEqual(['ที่', 'งบ รับ', 'งบ ใช้', 'หมายเหตุ']);
    expect(table.rows).toEqual([
      ['1', '9', '9', 'ครบ ถ้วน'],
      ['1', '9', '9', 'ครบ ถ้วน'],
    ]);
    const facts = await readSheetDocument(bytes, 'ods', limits);
    expect(JSON.stringify(facts)).not.toContain('ลับ');
    expect(facts).toMatchObject({
      pageCount: 1,
      producer: 'LibreOffice/7.4',
      createdAt: '2024-11-01T08:00:00.000Z',
    });
  });

  test('.ods behind a password', async () => {
    const bytes = makeOdf('spreadsheet', '', '', '<m:file-entry><m:encryption-data/></m:file-entry>');
    expect((await readSheetDocument(bytes, 'ods', limits)).problem).toBe('encrypted');
  });

  // LibreOffice 7.4 made it from a file of `makeXlsx`; its second sheet is hidden.
  test('.xls as LibreOffice writes it', async () => {
    const table = await readTable(
      readFileSync(new URL('../data/documents/office/o12.xls', import.meta.url)),
      'xls',
    );
    expect(table.header).toEqual(['ที่', 'รายการ', 'งบประมาณ ที่ได้รับ', 'งบประมาณ ที่ใช้จริง', 'วันที่']);
    expect(table.rows).toEqual([
      ['1', 'ซื้อรถ', '1,000.00', '900.00', '31 มี.ค. 68'],
      ['2', 'ซื้อโต๊ะ', '500.00', '', ''],
    ]);
    expect(table.caption).toBe('รายงานผลการใช้จ่ายงบประมาณ');
  });

  test.each([
    ['utf-8', ','],
    ['utf-8-bom', ';'],
    ['windows-874', '\t'],
    ['utf-16le', '|'],
  ])('.csv in %s parted by %j', async (encoding, delimiter) => {
    const rows = [
      ['ที่', 'รายการ', 'จำนวน'],
      ['1', `"มี${delimiter}และ ""คำพูด""\nสองบรรทัด"`, '=1+1'],
      ['2', 'โต๊ะ', ''],
    ];
    const text = rows.map((row) => row.join(delimiter)).join('\r\n');
    const table = await readTable(encodeText(text, encoding), 'csv');
    expect(table.header).toEqual(['ที่', 'รายการ', 'จำนวน']);
    expect(table.rows).toEqual([
      ['1', delimiter === '\t' ? 'มี และ "คำพูด" สองบรรทัด' : `มี${delimiter}และ "คำพูด" สองบรรทัด`, '=1+1'],
      ['2', 'โต๊ะ', ''],
    ]);
  });

  test('a quote that is never closed does not swallow the rows below', async () => {
    const text = `ที่,รายการ\n1,"ค้าง\n${'2,ต่อ\n'.repeat(20_000)}`;
    const facts = await readSheetDocument(Buffer.from(text), 'csv', { ...limits, maxChars: 1_000_000 });
    expect(facts.parts[0]?.tables[0]?.rowCount).toBe(20_001);
  });
});

describe('hostile files', () => {
  test('a cut-off file is damaged', async () => {
    const bytes = makeXlsx([{ name: 'ก', rows: [['ก', 'ข']] }]);
    expect((await readSheetDocument(bytes.subarray(0, bytes.length - 200), 'xlsx', limits)).problem).toBe(
      'damaged',
    );
    expect((await readSheetDocument(new Uint8Array(600), 'xls', limits)).problem).toBe('damaged');
  });

  test('an empty sheet of blanks that inflates without end is too large', async () => {
    const bytes = makeXlsx([{ name: 'ก', rows: [], moreRows: ' '.repeat(30_000_000) }]);
    expect((await readSheetDocument(bytes, 'xlsx', limits)).problem).toBe('too-large');
  });
});

function encodeText(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  if (encoding === 'utf-8-bom') return Buffer.from(`\uFEFF${text}`);
  if (encoding !== 'windows-874') return Buffer.from(text);
  return Uint8Array.from(text, (letter) => {
    const unit = letter.charCodeAt(0);
    return unit >= 0xe01 ? unit - 0xe00 + 0xa0 : unit;
  });
}
