import { expect, it } from 'vitest';
import { namesakeWords, ownerWords, properNameOf } from '../../src/assess/agency.ts';
import { guessAgencyType, readAgencyPatterns } from '../../src/checklist/agency-types.ts';

const patterns = await readAgencyPatterns(
  new URL('../../checklists/agency-types.yaml', import.meta.url).pathname,
);

const starts = ['กรม', 'สถานีตำรวจภูธร'];

it.each([
  ['องค์การบริหารส่วนตำบลคำบง อำเภอห้วยผึ้ง จังหวัดกาฬสินธุ์', 'คำบง'],
  ['อบต.คำบง', 'คำบง'],
  ['เทศบาลตำบล หนองแวง', 'หนองแวง'],
  ['เทศบาลตำบลหนองแวงอำเภอเมือง', 'หนองแวง'],
  ['องค์การบริหารส่วนจังหวัดกาฬสินธุ์', 'กาฬสินธุ์'],
  ['โรงพยาบาลท่าพระยา', 'ท่าพระยา'],
  ['โรงเรียนบ้านสมมติ', 'บ้านสมมติ'],
  ['จังหวัดนครธารา', 'นครธารา'],
  ['คณะวิทยาศาสตร์ มหาวิทยาลัยลุ่มน้ำพอง', 'ลุ่มน้ำพอง'],
  ['กรมที่ดิน', 'ที่ดิน'],
  ['สถานีตำรวจภูธรโคกกระเทียม', 'โคกกระเทียม'],
  ['การกีฬาแห่งประเทศไทย', 'การกีฬาแห่งประเทศไทย'],
  ['ศูนย์จดหมายเหตุเสียงไทย (องค์การมหาชน)', 'ศูนย์จดหมายเหตุเสียงไทย'],
  ['สำนักงานสาธารณสุขจังหวัดนครธารา', 'นครธารา'],
  ['สำนักงานที่ดินจังหวัดพะเยา สาขาดอยเวียงทอง', 'ดอยเวียงทอง'],
  ['เทศบาล', null],
  ['เทศบาลตำบล หน้าแรก', null],
  [null, null],
])('the proper name of %s is %s', (name, proper) => {
  const type = name === null ? null : guessAgencyType(name, patterns);
  expect(properNameOf(name, type, patterns, starts)).toBe(proper);
});

it('an office of a place has the same one elsewhere for a neighbour', () => {
  const words = { agencyStarts: { words: starts, unless: [] }, agencyFollowers: [], superiors: [] };
  const office = { name: 'สำนักงานที่ดินจังหวัดพะเยา สาขาดอยเวียงทอง', type: 'department' as const };
  expect(ownerWords(office, patterns, words)).toMatchObject({
    properName: 'ดอยเวียงทอง',
    agencyWords: ['สำนักงานที่ดินจังหวัด', ...starts.toSorted((a, b) => b.length - a.length)],
  });
});

it('is the whole name of a special body', () => {
  expect(properNameOf('เมืองเกาะสีเพชร', 'special-local', patterns, starts)).toBe('เมืองเกาะสีเพชร');
});

it('words for a kind of agency are whole words, the longest first', () => {
  const words = namesakeWords('sao', patterns, starts);
  expect(namesakeWords('hospital', patterns, starts)).toContain('โรงพยาบาล');
  expect(namesakeWords('department', patterns, starts)).toEqual(['สถานีตำรวจภูธร', 'กรม']);
  expect(words[0]).toBe('องค์การบริหารส่วนจังหวัด');
  expect(words).toContain('เทศบาลตำบล');
  expect(words).not.toContain('อบต');
});
