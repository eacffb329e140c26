import { expect, test } from 'vitest';
import { foldThai, skeleton, tidy } from '../../src/text/normalise.ts';
import { toArabicDigits } from '../../src/text/numerals.ts';

test.each([
  ['two SARA E for SARA AE', 'เเผนงาน', 'แผนงาน'],
  ['nikhahit and SARA AA', 'ด\u0e4d\u0e32เนินงาน', 'ดำเนินงาน'],
  ['nikhahit, tone and SARA AA', 'น\u0e4d\u0e49\u0e32', 'น้ำ'],
  ['SARA AM before its tone', 'น\u0e33\u0e49', 'น้ำ'],
  ['SARA AM doubled by a PDF', 'ตำาบล', 'ตำบล'],
  ['tone mark before the vowel', 'ท\u0e48\u0e35', 'ท\u0e35\u0e48'],
  ['tone mark before the lower vowel', 'อย\u0e48\u0e39', 'อย\u0e39\u0e48'],
  ['doubled marks', 'ข้อมููล ที่่', 'ข้อมูล ที่'],
  ['private-use tone mark', 'ต\u0e49อง ต\uf70bอง', 'ต้อง ต้อง'],
  ['first and last of the private-use table', '\uf700ก\uf71a', 'ฐกฺ'],
  ['zero-width and control characters', 'แผน\u200bงาน\u0000\ufeff', 'แผนงาน'],
  ['Thai digits', '๒๕๖๘', '2568'],
  ['full-width ASCII', 'Ｏ１２：', 'o12:'],
  ['dashes', 'E–Service — x', 'e-service - x'],
  ['quotes', '“แผน” ‘ก’', '"แผน" \'ก\''],
  ['white space of all kinds', ' ก\u00a0\t\r\n ข\u3000', 'ก ข'],
  ['decomposed Latin letter', 'Cafe\u0301', 'café'],
  ['characters beyond the first plane', 'ก😀ข', 'ก😀ข'],
  ['nothing', '', ''],
])('folds %s', (_name, text, folded) => {
  expect(foldThai(text)).toBe(folded);
  expect(foldThai(folded)).toBe(folded);
});

test('folding never splits SARA AM as NFKC does', () => {
  expect(foldThai('ทำ')).toBe('ทำ');
});

test.each([
  ['จ านวน', 'จำนวน'],
  ['สานักงาน', 'สำนักงาน'],
  ['ทรัพยากร บุคคล', 'ทรัพยากรบุคคล'],
  ['ถาม - ตอบ', 'ถาม-ตอบ'],
  ['จัดซือจัดจ้าง', 'จัดซื้อจัดจ้าง'],
])('the skeletons of %s and %s agree', (damaged, right) => {
  expect(skeleton(damaged)).toBe(skeleton(right));
});

test('the skeleton keeps what tells words apart', () => {
  expect(skeleton('รายเดือน')).not.toBe(skeleton('รายปี'));
  expect(skeleton('O12')).toBe('o12');
});

test('tidy keeps the text readable: digits, case and punctuation stay', () => {
  expect(tidy('  เเผน\u0000 พ.ศ.  ๒๕๖๘\n E–Service ด\u0e4d\u0e32 ')).toBe('แผน พ.ศ. ๒๕๖๘ E–Service ดำ');
});

test('Thai digits become ASCII digits one for one', () => {
  expect(toArabicDigits('โทร ๐๘-๑๒๓ 4')).toBe('โทร 08-123 4');
});
