import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { rememberTitles } from '../../src/match/remember-titles.ts';

test('a title that is remembered does not hold on to the page that it was cut out of', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const asked: string[] = [];
  const { titles } = rememberTitles({
    match(label) {
      asked.push(label.slice(0, 4));
      return { code: null, probability: 0, candidates: [] };
    },
  });
  collect();
  const before = process.memoryUsage().heapUsed;
  const title = (number: number): string =>
    `หน้า ${10 + number} รายงานผลการดำเนินงาน${'ก'.repeat(500_000)}`.slice(0, 40);
  for (let number = 0; number < 40; number++) titles.match(title(number));
  collect();
  // 40 pages of 1 MB each
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
  titles.match(title(3));
  expect(asked).toHaveLength(40);
});
