import { expect, it } from 'vitest';
import { writeDay, writeDayOf, writeInstant } from '../../src/result/dates.ts';

it('writes the day of an instant as it is in Bangkok', () => {
  expect(writeDayOf('2026-11-21T21:27:06.000Z')).toEqual({ th: '22 พ.ย. 2569', en: '22 Nov 2026' });
  expect(writeDayOf('2026-11-21T16:59:59.000Z').th).toBe('21 พ.ย. 2569');
  expect(writeInstant('2026-11-21T21:27:06.000Z').th).toBe('22 พ.ย. 2569 เวลา 04:27 น.');
});

it('leaves alone what is no day', () => {
  expect(writeDay('เมื่อวาน').th).toBe('เมื่อวาน');
  expect(writeDayOf('เมื่อวาน').en).toBe('เมื่อวาน');
});
