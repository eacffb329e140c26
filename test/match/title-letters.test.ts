import { expect, test } from 'vitest';
import { dropMarks, hasLostMarks, titleLetters } from '../../src/match/title-letters.ts';

test('a title reads the same with its marks and without them', () => {
  expect(titleLetters('แผนปองกนการทจรต')).toBe(titleLetters('แผนป้องกันการทุจริต'));
  expect(titleLetters('คู่มือ / Manual')).toBe(titleLetters('คมอ-manual'));
});

test('letters below and above the line go, those on it stay', () => {
  expect(dropMarks('คู่มือสำหรับผู้ใช้ ปี 1')).toBe('คมอสำหรบผใช ป 1');
});

test.each([
  ['คมอการปฏบตงานของเจาหนาท', true],
  ['คู่มือการปฏิบัติงานของเจ้าหน้าที่', false],
  // too short to tell, and what has no marks in any case
  ['แผนงาน', false],
  ['staff manual 2568', false],
])('whether %s has lost its marks: %s', (title, lost) => {
  expect(hasLostMarks(title)).toBe(lost);
});
