import { expect, test } from 'vitest';
import { rememberTitles } from '../../src/match/remember-titles.ts';
import { cutOut, keptBytes } from '../fixtures/kept-bytes.ts';

test('a title that is remembered does not hold on to the page that it was cut out of', () => {
  let asked = 0;
  const { titles } = rememberTitles({
    match() {
      asked++;
      return { code: null, probability: 0, candidates: [] };
    },
  });
  const titleOf = (page: number): string => cutOut(`หน้า ${10 + page} รายงานผลการดำเนินงานประจำปี`);
  const bytes = keptBytes(() => {
    for (let page = 0; page < 40; page++) titles.match(titleOf(page));
    return titles;
  });
  // 40 pages of 1 MB each
  expect(bytes).toBeLessThan(10_000_000);
  titles.match(titleOf(3));
  expect(asked).toBe(40);
});
