import { describe, expect, it } from 'vitest';
import { readPdfDate } from '../../src/document/pdf/dates.ts';
import { isGarbled } from '../../src/document/pdf/garble.ts';
import { repairLine } from '../../src/document/pdf/glyphs.ts';
import { joinRawText, parseWordBoxes } from '../../src/document/pdf/poppler-words.ts';

describe('repairLine', () => {
  it.each([
    ['private-use marks become letters', '\uf70aปาย ที\uf70a', '่ปาย ที่'],
    ['ํา and ำา become ำ', 'ตํา ตำาบล นำ้า', 'ตำ ตำบล น้ำ'],
    ['a tone stands behind its vowel, each once', 'ท่ี ผู้้ ทีี่', 'ที่ ผู้ ที่'],
    ['control and zero-width characters go', 'การจัดซื\u0000อ\u0012 ก\u200bข\ufeff', 'การจัดซือ กข'],
    ['a mark follows its letter without a blank', 'ไตรมาสท ี่ ๓', 'ไตรมาสที่ ๓'],
    ['เเ is แ', 'เเผน', 'แผน'],
    ['blanks are single', '  ก \t\u00a0 ข ', 'ก ข'],
    ['a lost ำ is left for the matching', 'จ านวน ส านักงาน', 'จ านวน ส านักงาน'],
  ])('%s', (_, given, wanted) => {
    expect(repairLine(given)).toBe(wanted.normalize('NFC'));
  });
});

describe('isGarbled', () => {
  it.each([
    ['Thai prose', 'องค์การบริหารส่วนตำบลน้ำพุ ขอรายงานผลการจัดซื้อจัดจ้างและการจัดหาพัสดุ'],
    ['English prose', 'Annual procurement plan of the office for the fiscal year 2025, see www.nampu.go.th'],
    ['amounts', '1,200.00 980.00 45,000.00 498,000.00 12,300.50 1,000,000.00 2568 31/10/2568'],
    ['few letters', "'/0243ค 2/&/>12/0"],
    ['dot leaders', 'บทนำ ...................................................... ๓'],
  ])('%s is not', (_, text) => {
    expect(isGarbled(text)).toBe(false);
  });

  it.each([
    [
      'signs of a font without a table',
      "'/0243คă2/&/>12/0ÿ3%!O2&1%OW2*B N/AV3 O(%'>&1!>2/'Ā31%2/#B/>! '/0O2'?&'/0-2",
    ],
    ['letters of Latin Extended', 'òúćØĉÿĄÞค์ØĉúñริĂĉúส่þðตำñüน้ำพุēรื่ĄÞĔóðòฏิบัติØĉúป้ĄÞกัðØĉú'],
    ['Thai letters in no order', 'ฬฮฒฯฆฌฑฎฬฮฒฯฆฌฑฎฬฮฒฯฆฌฑฎฬฮฒฯฆฌฑฎฬฮฒฯฆฌฑฎฬฮฒ'],
  ])('%s is', (_, text) => {
    expect(isGarbled(text)).toBe(true);
  });
});

describe('readPdfDate', () => {
  it.each([
    ["D:20250930153000+07'00'", '2025-09-30T08:30:00.000Z'],
    ["D:20250101000000-05'30'", '2025-01-01T05:30:00.000Z'],
    ['D:20261121162424Z', '2026-11-21T16:24:24.000Z'],
    ['D:2025', '2025-01-01T00:00:00.000Z'],
    ['2026-11-21T16:24:24+07:00', '2026-11-21T09:24:24.000Z'],
    ['D:20251399', null],
    ['เมื่อวาน', null],
    [null, null],
  ])('%s', (given, wanted) => {
    expect(readPdfDate(given)).toBe(wanted);
  });
});

describe('words of poppler', () => {
  const output = [
    '  <page width="595.303937" height="841.889764">',
    '    <word xMin="61.3" yMin="36.1" xMax="80.0" yMax="51.7">ส&amp;</word>',
    '    <word xMin="80.0" yMin="36.1" xMax="90.0" yMax="51.7">ข</word>',
    '    <word xMin="95.0" yMin="36.1" xMax="99.0" yMax="51.7">ค</word>',
    '    <word xMin="61.3" yMin="60.1" xMax="99.0" yMax="75.7">ง</word>',
    '  </page>',
    '  <page width="842" height="595">',
    '    <word xMin="10" yMin="10" xMax="20" yMax="2',
  ].join('\n');

  it('come with their page; a line that was cut off is left out', () => {
    const pages = parseWordBoxes(output);
    expect(pages.map(({ width, words }) => [width, words.length])).toEqual([
      [595.303937, 4],
      [842, 0],
    ]);
    expect(pages[0]?.words[0]).toEqual({ text: 'ส&', left: 61.3, right: 80, top: 36.1, bottom: 51.7 });
  });

  it('take blanks and line ends from the raw text', () => {
    const words = parseWordBoxes(output)[0]?.words ?? [];
    const runs = joinRawText('ส&ข ค\nง\n', words);
    expect(runs.map(({ before }) => before)).toEqual(['line', 'none', 'blank', 'line']);
  });

  it('take them from the gaps where the text says something else', () => {
    const words = parseWordBoxes(output)[0]?.words ?? [];
    const runs = joinRawText('another text', words);
    expect(runs.map(({ before }) => before)).toEqual(['line', 'none', 'blank', 'line']);
  });

  it('stand together where a mark was lifted over a tall letter', () => {
    const words = [
      { text: 'แผนป', left: 10, right: 40, top: 5, bottom: 20 },
      { text: '้', left: 40, right: 40, top: 5, bottom: 20 },
      { text: 'องกัน', left: 40.5, right: 70, top: 5, bottom: 20 },
      { text: 'ปี', left: 74, right: 82, top: 5, bottom: 20 },
    ];
    expect(joinRawText('แผนป\n้ องกัน ปี\n', words).map(({ before }) => before)).toEqual([
      'line',
      'none',
      'none',
      'blank',
    ]);
  });

  it('keep the text where there are no boxes', () => {
    expect(joinRawText('หนึ่ง สอง\nสาม\n', []).map(({ text }) => text)).toEqual(['หนึ่ง สอง', 'สาม']);
  });
});
