import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { readChecklist } from '../../src/checklist/load.ts';
import { createTitleMatcher } from '../../src/match/title.ts';
import type { TitleMatcher } from '../../src/match/title.ts';
import { loadTitleWords } from '../../src/match/title-words.ts';

interface Row {
  label: string;
  code2568?: string | null;
  doubt?: string;
}

const read = (path: string): Row[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

let matcher: TitleMatcher;

beforeAll(async () => {
  const words = loadTitleWords(readFileSync('checklists/title-words.yaml', 'utf8'));
  matcher = createTitleMatcher((await readChecklist('checklists/ita-2568.yaml')).checklist, words);
});

/** Shares of titles of an item that got their item, and of titles of none that got none. */
function measure(labels: Row[], negatives: Row[]): { rightItem: number; rightlyNone: number } {
  const certain = labels.filter((row) => row.doubt === undefined);
  const items = certain.filter((row) => typeof row.code2568 === 'string');
  const none = [...certain.filter((row) => row.code2568 === null), ...negatives];
  return {
    rightItem: items.filter((row) => matcher.match(row.label).code === row.code2568).length / items.length,
    rightlyNone: none.filter((row) => matcher.match(row.label).code === null).length / none.length,
  };
}

test('the half that the matcher was tuned on', () => {
  const { rightItem, rightlyNone } = measure(
    read('test/data/titles/labels-tune.jsonl'),
    read('checklists/known-negatives.jsonl'),
  );
  expect(rightItem).toBeGreaterThanOrEqual(0.97);
  expect(rightlyNone).toBeGreaterThanOrEqual(0.97);
});

// measured once, with nothing tuned on it: 87.2 % (266 of 305) and 91.1 % (174 of 191)
test('the half that it has never seen', () => {
  const { rightItem, rightlyNone } = measure(
    read('test/data/titles/labels-test.jsonl'),
    read('test/data/titles/negatives-test.jsonl'),
  );
  expect(rightItem).toBeGreaterThanOrEqual(0.85);
  expect(rightlyNone).toBeGreaterThanOrEqual(0.89);
});
