import { expect, test } from 'vitest';
import { CommonTokens } from '../../src/match/common-tokens.ts';
import { cutOut, keptBytes } from '../fixtures/kept-bytes.ts';

/** Pages 0 … count − 1; each says its own number and what `says` tells of it. */
function count(pages: number, says: (page: number) => string[]): ReturnType<CommonTokens['find']> {
  const tokens = new CommonTokens();
  for (let page = 0; page < pages; page++) tokens.add(new Set([`own ${page}`, ...says(page)]));
  return tokens.find(Math.ceil(pages / 2));
}

test('what stands on half of the pages is common, what stands on one less is not', () => {
  const { sure, open } = count(11, (page) => [...(page < 6 ? ['six'] : []), ...(page < 5 ? ['five'] : [])]);
  expect([...sure]).toEqual(['six']);
  expect([...open]).toEqual([]);
});

test('what was forgotten and came back is open, never left out', () => {
  // Once on the first 64 pages, forgotten, and on every page of the second half.
  const { sure, open } = count(1_000, (page) => (page === 3 || page > 500 ? ['late'] : []));
  expect([...sure]).toEqual([]);
  expect([...open]).toEqual(['late']);
});

test('what was forgotten more than once is open as well', () => {
  const { sure, open } = count(260, (page) =>
    page === 3 || page === 70 || page === 71 || (page >= 129 && page < 256) ? ['on 130'] : [],
  );
  expect([...sure, ...open]).toEqual(['on 130']);
});

test('what came late and cannot have stood on half of the pages is neither', () => {
  const { sure, open } = count(1_000, (page) => (page > 520 ? ['late'] : []));
  expect([...sure, ...open]).toEqual([]);
});

test('what stands here and there is common all the same', () => {
  const { sure } = count(1_000, (page) => (page % 2 === 0 ? ['even'] : []));
  expect([...sure]).toEqual(['even']);
});

test('what is counted does not hold on to the page that it was cut out of', () => {
  const tokens = new CommonTokens();
  const bytes = keptBytes(() => {
    for (let page = 0; page < 40; page++) tokens.add(new Set([cutOut(`บรรทัดหนึ่งของหน้า ${page}`)]));
    return tokens;
  });
  // 40 pages of 1 MB each
  expect(bytes).toBeLessThan(10_000_000);
  expect(tokens.find(1).sure.size).toBe(40);
});
