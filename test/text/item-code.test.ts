import { expect, test } from 'vitest';
import { parseItemCode } from '../../src/text/item-code.ts';

const brief = (label: string): string | null => {
  const code = parseItemCode(label);
  return code === null ? null : `${code.code} ${code.letter}`;
};

test.each([
  ['O1', 'O1 explicit'],
  ['o1', 'O1 explicit'],
  ['O 1', 'O1 explicit'],
  ['o 16', 'O16 explicit'],
  ['O-1', 'O1 explicit'],
  ['O.1', 'O1 explicit'],
  ['O17-', 'O17 explicit'],
  ['O14 -', 'O14 explicit'],
  ['O31 :', 'O31 explicit'],
  ['o10:คู่มือ', 'O10 explicit'],
  ['O1โครงสร้าง', 'O1 explicit'],
  ['OIT14', 'O14 explicit'],
  ['OIT 1', 'O1 explicit'],
  ['ข้อ O1', 'O1 explicit'],
  ['ITA-O12', 'O12 explicit'],
  ['ITA_68_o12', 'O12 explicit'],
  ['o8_01_คู่มือ', 'O8 explicit'],
  ['O8_04-', 'O8 explicit'],
  ['o13_3', 'O13 explicit'],
  ['o16_01-รายงานขับเคลื่อน-016', 'O16 explicit'],
  ['680303_ITA-O20-', 'O20 explicit'],
  ['/คู่มือO5', 'O5 explicit'],
  ['แผน o19_v3', 'O19 explicit'],
  ['08', 'O8 zero'],
  ['016', 'O16 zero'],
  ['015.', 'O15 zero'],
  ['๐๔๒', 'O42 zero'],
  ['0๑๒', 'O12 zero'],
  ['#ITA031', 'O31 zero'],
  ['024รายงานผล', 'O24 zero'],
  ['09คู่มือ_การ', 'O9 zero'],
  ['2.', 'O2 ordinal'],
  ['2. ผู้บริหาร', 'O2 ordinal'],
  ['22คำสั่ง', 'O22 ordinal'],
  ['30การ', 'O30 ordinal'],
  ['12-รายงานผล', 'O12 ordinal'],
  ['MOIT17', 'MOIT17 explicit'],
  ['MOIT4 ข้อ 2', 'MOIT4 explicit'],
  ['EB10.2 หน่วยงาน', 'EB10 explicit'],
])('%s is %s', (label, expected) => {
  expect(brief(label)).toBe(expected);
});

test.each([
  '06_แผนและความก้าวหน้า.pdf',
  '680303',
  '4.2 รายงานการกำกับ',
  '1.3. โครงสร้างหน่วยงาน',
  '6.1 ข่าวประชาสัมพันธ์',
  '019-022',
  'O1 - O43',
  '012-345678',
  '02-123-4567',
  '08 สิงหาคม 2568',
  '08.30 น.',
  '6เดือนแรก',
  '5ปี',
  '30กันยายน',
  'OIT 68',
  'OIT 2568',
  'ITA2568',
  'O365',
  'photo12',
  'PM2.5',
  'แผนพัฒนา',
  '',
])('"%s" carries no code', (label) => {
  expect(brief(label)).toBeNull();
});

test('schemes are told apart and the rest of the label is kept', () => {
  expect(parseItemCode('EB 3 หน่วยงานมีรายงาน')).toMatchObject({ scheme: 'eb', rest: 'หน่วยงานมีรายงาน' });
  expect(parseItemCode('MOIT 12 มาตรการ')?.scheme).toBe('moit');
  expect(parseItemCode('O14 - แผน')).toEqual({
    code: 'O14',
    letter: 'explicit',
    scheme: 'oit',
    verbatim: 'O14',
    rest: 'แผน',
  });
});
