import { expect, test } from 'vitest';
import { findAllPhrases, findPhrase, preparePhrase, prepareText, similarity } from '../../src/text/phrase.ts';
import { quoteAround } from '../../src/text/quote.ts';
import { processorMs } from '../fixtures/processor-time.ts';

const sliceOf = (text: string, phrase: string): [string, string] | null => {
  const hit = findPhrase(prepareText(text), phrase);
  return hit === null ? null : [hit.tier, text.slice(hit.at, hit.end)];
};

test.each([
  ['as it stands', 'ดู แผนพัฒนาท้องถิ่น ปี 2568', 'แผนพัฒนาท้องถิ่น', 'exact', 'แผนพัฒนาท้องถิ่น'],
  ['with two SARA E', 'ก เเผนพัฒนา ข', 'แผนพัฒนา', 'exact', 'เเผนพัฒนา'],
  ['decomposed', 'การด\u0e4d\u0e32เนินงาน', 'ดำเนินงาน', 'exact', 'ด\u0e4d\u0e32เนินงาน'],
  ['with a zero-width space', 'x ข่าวประชา\u200bสัมพันธ์ y', 'ข่าวประชาสัมพันธ์', 'exact', 'ข่าวประชา\u200bสัมพันธ์'],
  ['with SARA AM torn', 'การด าเนินงานของ', 'การดำเนินงาน', 'skeleton', 'การด าเนินงาน'],
  ['of few letters with SARA AM torn', 'มี จ านวน ๕', 'จำนวน', 'skeleton', 'จ านวน'],
  ['of few letters with SARA AM torn and a tone', 'บ่อน ้าบาดาล', 'น้ำ', 'skeleton', 'น ้า'],
  ['with blanks inside', 'การ จัดซื้อ จัดจ้าง', 'จัดซื้อจัดจ้าง', 'skeleton', 'จัดซื้อ จัดจ้าง'],
  ['in Latin', 'ระบบ E–Service ใหม่', 'e-service', 'exact', 'E–Service'],
])('finds a phrase %s', (_name, text, phrase, tier, found) => {
  expect(sliceOf(text, phrase)).toEqual([tier, found]);
});

test.each([
  ['a short word by its skeleton alone', 'ทา แผ่น จานวน', 'จำนวน'],
  ['a Latin word inside another', 'digital', 'ita'],
  ['a number inside another', 'สขร.12', 'สขร.1'],
  ['a phrase that would end inside a syllable', 'สถิติ', 'สถิต'],
  ['a short word by skeleton', 'แผ่นที่', 'แผนที่'],
  ['an empty phrase', 'แผน', ''],
])('does not find %s', (_name, text, phrase) => {
  expect(sliceOf(text, phrase)).toBeNull();
});

test('an exact place wins over an earlier one by skeleton', () => {
  const text = 'จัดซื้อ จัดจ้าง และ จัดซื้อจัดจ้าง';
  expect(findPhrase(prepareText(text), 'จัดซื้อจัดจ้าง')).toMatchObject({
    tier: 'exact',
    at: text.lastIndexOf('จัดซื้อ'),
  });
});

test('goes on from an offset and finds every place', () => {
  const text = 'No Gift Policy, no gift policy. NO GIFT POLICY';
  const prepared = prepareText(text);
  expect(findPhrase(prepared, 'No Gift Policy', 1)?.at).toBe(16);
  expect(findAllPhrases(prepared, 'no gift policy').map((hit) => hit.at)).toEqual([0, 16, 32]);
  expect(findPhrase(prepared, 'no gift policy', 33)).toBeNull();
});

test('thousands of phrases in 100 KB take seconds, not minutes', () => {
  const line = 'แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ขององค์การบริหารส่วนตำบล ';
  const prepared = prepareText(line.repeat(Math.ceil(100_000 / line.length)));
  const phrases = Array.from({ length: 3000 }, (_, index) => preparePhrase(`คำที่ไม่มีอยู่เลข ${index}`));
  const started = processorMs();
  expect(phrases.every((phrase) => findPhrase(prepared, phrase) === null)).toBe(true);
  expect(processorMs() - started).toBeLessThan(15_000);
});

test('similarity is 1 for the same skeleton, high for a typo, 0 for nothing shared', () => {
  expect(similarity('ด าเนินงาน', 'ดำเนินงาน')).toBe(1);
  expect(similarity('แผนปฏิบัติการป้องกันการทุจริต', 'แผนปฎิบัติการป้องกันการทุจริต')).toBeGreaterThan(0.75);
  expect(similarity('แผนพัฒนา', 'ข่าวสาร')).toBeLessThan(0.2);
  expect(similarity('', 'ข่าวสาร')).toBe(0);
});

test('a quotation is tidy, short, cut at blanks and marked', () => {
  const text = `${'คำนำหน้า '.repeat(40)}แผนปฏิบัติการ\n\nป้องกันการทุจริต${' คำต่อท้าย'.repeat(40)}`;
  const at = text.indexOf('แผนปฏิบัติการ');
  const quote = quoteAround(text, at, at + 'แผนปฏิบัติการ'.length);
  expect(quote).toMatch(/^…คำนำหน้า .* แผนปฏิบัติการ ป้องกันการทุจริต .*คำต่อท้าย…$/u);
  expect(quote.length).toBeLessThanOrEqual(120);
});

test('a quotation of a short text is the text; a long hit is cut without breaking a letter', () => {
  expect(quoteAround('ปี 2568', 0, 2)).toBe('ปี 2568');
  const long = 'ที่'.repeat(100);
  const quote = quoteAround(long, 0, long.length, 20);
  expect(quote.length).toBeLessThanOrEqual(20);
  expect(quote).toMatch(/^(?:ที่)+…$/u);
});

test('never begins behind a vowel that is written first', () => {
  expect(findPhrase(prepareText('เปิดให้บริการตั้งแต่ 1 มกราคม'), 'ปิดให้บริการ')).toBeNull();
  expect(findPhrase(prepareText('ปิดให้บริการ แล้วเปิดให้บริการ'), 'ปิดให้บริการ')?.at).toBe(0);
  expect(findPhrase(prepareText('แล้ว ปิดให้บริการ'), 'ปิดให้บริการ')?.at).toBe(5);
});
