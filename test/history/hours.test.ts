import { expect, it } from 'vitest';
import { dayInThailand, failureRule, findLack, recoveryRule } from '../../src/history/hours.ts';

/** Times of day in Thailand on one day. */
const at = (...times: string[]): string[] =>
  times.map((time) => new Date(Date.parse(`2025-06-16T${time}:00+07:00`)).toISOString());

it.each<[string, string[], ReturnType<typeof findLack>]>([
  ['never', [], 'office-hours'],
  ['once at night', at('02:10'), 'office-hours'],
  ['once by day', at('09:30'), 'another-look'],
  ['twice within the hour', at('09:00', '09:59'), 'another-look'],
  ['twice at night', at('02:10', '05:10'), 'office-hours'],
  ['at night and by day', at('02:10', '09:30'), null],
  ['twice by day, an hour apart', at('09:00', '10:00'), null],
  ['just before the office opens', at('02:00', '08:29'), 'office-hours'],
  ['as it opens', at('02:00', '08:30'), null],
  ['as it closes', at('02:00', '16:30'), 'office-hours'],
  ['just before it closes', at('02:00', '16:29'), null],
])('a failure seen %s lacks %s', (_name, instants, lack) => {
  expect(findLack(instants, failureRule)).toBe(lack);
});

it('a recovery may be seen at night', () => {
  expect(findLack(at('02:10'), recoveryRule)).toBe('another-look');
  expect(findLack(at('02:10', '03:10'), recoveryRule)).toBeNull();
});

it('the day is the one in Thailand', () => {
  expect(dayInThailand('2025-06-15T16:59:59Z')).toBe('2025-06-15');
  expect(dayInThailand('2025-06-15T17:00:00Z')).toBe('2025-06-16');
});
