import { expect, it } from 'vitest';
import { localAgencyWords, properNameOf } from '../../src/assess/agency.ts';
import { readAgencyPatterns } from '../../src/checklist/agency-types.ts';

const patterns = await readAgencyPatterns(
  new URL('../../checklists/agency-types.yaml', import.meta.url).pathname,
);

it.each([
  ['องค์การบริหารส่วนตำบลคำบง อำเภอห้วยผึ้ง จังหวัดกาฬสินธุ์', 'คำบง'],
  ['อบต.คำบง', 'คำบง'],
  ['เทศบาลตำบล หนองแวง', 'หนองแวง'],
  ['เทศบาลตำบลหนองแวงอำเภอเมือง', 'หนองแวง'],
  ['องค์การบริหารส่วนจังหวัดกาฬสินธุ์', 'กาฬสินธุ์'],
  ['กรมที่ดิน', null],
  ['เทศบาล', null],
  ['เทศบาลตำบล หน้าแรก', null],
  [null, null],
])('the proper name of %s is %s', (name, proper) => {
  expect(properNameOf(name, patterns)).toBe(proper);
});

it('words for a kind of local agency are whole words, the longest first', () => {
  const words = localAgencyWords(patterns);
  expect(words[0]).toBe('องค์การบริหารส่วนจังหวัด');
  expect(words).toContain('เทศบาลตำบล');
  expect(words).not.toContain('อบต');
});
