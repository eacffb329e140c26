import { expect, test } from 'vitest';
import { maskPersonalData } from '../../src/text/personal-data.ts';

test.each([
  ['โทร 02-123-4567 ต่อ 12', 'โทร xx-xxx-xxxx ต่อ xx'],
  ['มือถือ ๐๘๑-๒๓๔-๕๖๗๘', 'มือถือ xxx-xxx-xxxx'],
  ['0812345678', 'xxxxxxxxxx'],
  ['โทร. 0 4521 0100-3', 'โทร. x xxxx xxxx-x'],
  ['(043) 123456', '(xxx) xxxxxx'],
  ['+66 81 234 5678', '+xx xx xxx xxxx'],
  ['เลข 1-2345-67890-12-3', 'เลข x-xxxx-xxxxx-xx-x'],
  ['1234567890123', 'xxxxxxxxxxxxx'],
  ['ส่งที่ saraban@tambon.go.th วันนี้', 'ส่งที่ xxx@xxx วันนี้'],
])('masks %s', (text, masked) => {
  expect(maskPersonalData(text)).toBe(masked);
  expect(maskPersonalData(masked)).toBe(masked);
});

test.each([
  'สายด่วน 1111',
  'ปีงบประมาณ พ.ศ. 2568 (2566-2570)',
  'งบประมาณ 1,234,567.00 บาท',
  'เลขที่โครงการ 67089123456',
  '31 มีนาคม ๒๕๖๘ เวลา 08.30 น.',
  'O12 015 680303_ITA',
])('leaves %s', (text) => {
  expect(maskPersonalData(text)).toBe(text);
});
