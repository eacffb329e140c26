import { afterAll, describe, expect, it } from 'vitest';
import { joinWords, stackLines } from '../../src/document/pdf/lines.ts';
import { writePage } from '../../src/document/pdf/page-text.ts';
import { findTables } from '../../src/document/pdf/tables.ts';
import type { TextRun } from '../../src/document/pdf/types.ts';
import { backends, createReaders, documentPath, hasPoppler } from './pdf-support.ts';

const readers = createReaders();
afterAll(() => readers.close());

const size = 10;
const charWidth = 5;

/** Text set at a place: one run per word, a line's first word after a line end. */
function set(text: string, left: number, line: number): TextRun[] {
  const runs: TextRun[] = [];
  let at = left;
  for (const [index, word] of text.split(' ').entries()) {
    const right = at + word.length * charWidth;
    const top = line * 14;
    runs.push({
      text: word,
      left: at,
      right,
      top,
      bottom: top + 12,
      size,
      before: index === 0 ? 'line' : 'blank',
    });
    at = right + 3;
  }
  return runs;
}

/** As `set`, ending at `right`. */
function setRight(text: string, right: number, line: number): TextRun[] {
  return set(text, right - text.length * charWidth, line);
}

const page = (runs: TextRun[]) => writePage({ page: 1, width: 595, runs, images: 0 });
const tablesOf = (runs: TextRun[], pageWidth = 595) => findTables(stackLines(joinWords(runs)), pageWidth);

describe('columns and rows from where words stand', () => {
  const rows = [
    ['1', 'Paper A4', '1,200.00', 'e-bidding'],
    ['2', 'Ink for printers', '980.00', 'direct'],
    ['3', 'Chairs', '45,000.00', ''],
    ['4', 'Road to the school', '498,000.00', 'selection'],
  ];
  const head = [
    ...set('No', 50, 0),
    ...set('Item', 80, 0),
    ...setRight('Budget', 320, 0),
    ...set('Method', 340, 0),
  ];
  const body = rows.flatMap(([no = '', item = '', sum = '', method = ''], index) => [
    ...set(no, 50, index + 1),
    ...set(item, 80, index + 1),
    ...setRight(sum, 320, index + 1),
    ...(method === '' ? [] : set(method, 340, index + 1)),
  ]);

  it('finds header, rows, right-aligned amounts and empty cells', () => {
    const { tables, text } = page([...head, ...body]);
    expect(tables).toMatchObject([{ header: ['No', 'Item', 'Budget', 'Method'], rows, rowCount: 4, at: 0 }]);
    expect(text.split('\n')[1]).toBe('1\tPaper A4\t1,200.00\te-bidding');
  });

  it('keeps what stands above and below in its place', () => {
    const before = set(
      'Report on procurement of the office in this fiscal year and what was paid for it',
      50,
      -2,
    );
    const after = set('This report was approved by the council in its third session of the year', 50, 8);
    const part = page([...before, ...head, ...body, ...after]);
    const [table] = part.tables;
    const lines = part.text.split('\n');
    expect(lines[0]).toMatch(/^Report on procurement/);
    expect(lines.at(-1)).toMatch(/^This report was approved/);
    expect(part.text.slice(table?.at, table?.end)).toMatch(/^No\tItem[^]*selection\n$/);
  });

  it('joins the lines of a cell that are written one after another', () => {
    const runs = [
      ...head,
      ...set('1', 50, 1),
      ...set('Road to the school', 80, 1),
      ...set('of the third village', 80, 2),
      ...setRight('500.00', 320, 1),
      ...set('direct', 340, 1),
      ...set('2', 50, 3),
      ...set('Chairs', 80, 3),
      ...setRight('20.00', 320, 3),
      ...set('direct', 340, 3),
      ...set('3', 50, 4),
      ...set('Paper', 80, 4),
      ...setRight('30.00', 320, 4),
      ...set('direct', 340, 4),
    ];
    expect(tablesOf(runs)[0]?.rows).toEqual([
      ['1', 'Road to the school of the third village', '500.00', 'direct'],
      ['2', 'Chairs', '20.00', 'direct'],
      ['3', 'Paper', '30.00', 'direct'],
    ]);
  });

  it('keeps a total whose label covers two columns', () => {
    const total = [...set('Total', 62, 5), ...setRight('545,180.00', 320, 5)];
    const table = tablesOf([...head, ...body, ...total])[0];
    expect(table?.rows).toHaveLength(5);
    expect(table?.rows[4]?.[2]).toBe('545,180.00');
  });

  it('does not take the same first word of names for a column', () => {
    const names = ['Somchai Jaidee', 'Pricha Rakthai', 'Wichai Munkong', 'Anan Sukjai'];
    const runs = names.flatMap((name, index) => [
      ...set(String(index + 1), 50, index),
      ...set(`Mr. ${name}`, 80, index),
      ...set(`08-1234-567${index}`, 300, index),
    ]);
    expect(tablesOf(runs)[0]?.rows[0]).toEqual(['1', 'Mr. Somchai Jaidee', '08-1234-5670']);
  });
});

describe('columns that say the same in every row', () => {
  it('are told by their header', () => {
    const runs = [
      ...set('No', 50, 0),
      ...set('District', 80, 0),
      ...set('Province', 125, 0),
      ...set('Sum', 200, 0),
      ...[1, 2, 3, 4].flatMap((no) => [
        ...set(String(no), 50, no),
        ...set('Mueang-A', 80, no),
        ...set('Ratchaburi', 125, no),
        ...setRight(`${no}00.00`, 240, no),
      ]),
    ];
    expect(tablesOf(runs)[0]).toMatchObject({
      header: ['No', 'District', 'Province', 'Sum'],
      rows: [1, 2, 3, 4].map((no) => [String(no), 'Mueang-A', 'Ratchaburi', `${no}00.00`]),
    });
  });
});

describe('what is no table', () => {
  it.each([
    [
      'prose',
      [
        'the council of the district met in',
        'may and the plan was read aloud to',
        'all of it and so was the list of it',
        'and the sum of it was put down too',
      ],
    ],
    [
      'a numbered list',
      ['1. publish the plan', '2. report the result', '3. answer the people', '4. keep the records'],
    ],
  ])('%s', (_, lines) => {
    expect(tablesOf(lines.flatMap((line, index) => set(line, 50, index)))).toEqual([]);
  });

  it('a list whose numbers stand far off its text', () => {
    const runs = [1, 2, 3, 4, 5].flatMap((no) => [
      ...set(`${no}.`, 50, no),
      ...set(`publish part ${no * 7}`, 90, no),
    ]);
    expect(tablesOf(runs)).toEqual([]);
  });

  it('two columns of running text', () => {
    const left = [
      'the council read the whole plan to',
      'all who had come and then it voted',
      'so that the road to the old school',
      'may be built before the rains come',
      'again and the market has its roof',
    ];
    const right = [
      'when asked the mayor said that all',
      'sums of the plan are on the website',
      'where each may read what was spent',
      'on which road and who had built it',
      'and what is left for the next year',
    ];
    const runs = left.flatMap((line, index) => [
      ...set(line, 50, index),
      ...set(right[index] ?? '', 320, index),
    ]);
    expect(tablesOf(runs, 500)).toEqual([]);
  });

  it('a signature block', () => {
    expect(
      tablesOf([...set('(signed)', 300, 1), ...set('(Somchai Jaidee)', 290, 2), ...set('Mayor', 320, 3)]),
    ).toEqual([]);
  });
});

describe.each(backends)('printed tables, read with %s', (pdf) => {
  it.skipIf(pdf === 'poppler' && !hasPoppler).each([
    ['chromium.pdf', 0],
    ['libreoffice.pdf', 1],
  ])('%s: merged header, wrapped and empty cells, total', async (name, index) => {
    const reader = readers.open({ pdf });
    const facts = await reader.readText(documentPath(`table/${name}`), null, AbortSignal.timeout(60_000));
    const part = facts.parts[index];
    expect(part?.tables).toHaveLength(1);
    const [table] = part?.tables ?? [];
    expect(table?.header).toEqual([
      'ที่',
      'โครงการ',
      'งบประมาณ (บาท) ตั้งไว้',
      'งบประมาณ (บาท) ใช้จริง',
      'วิธีการ',
      'หมายเหตุ',
    ]);
    expect(table?.rowCount).toBe(5);
    expect(table?.rows.map((row) => row[0])).toEqual(['1', '2', '3', '4', '']);
    expect(table?.rows[0]?.slice(2)).toEqual(['500,000.00', '498,000.00', 'คัดเลือก', '']);
    expect(table?.rows[0]?.[1]).toMatch(/^จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก.*ถึงบ้านหนองบัว$/);
    expect(table?.rows[3]?.slice(2)).toEqual(['20,000.00', '', 'เฉพาะ เจาะจง', 'ยังไม่เบิก จ่าย']);
    expect(table?.rows[4]).toEqual(['', 'รวม', '690,000.00', '667,500.00', '', '']);
    expect(part?.text.slice(table?.at, table?.end).split('\n')[0]).toBe(table?.header.join('\t'));
  });
});
