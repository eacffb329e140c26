import { expect, test } from 'vitest';
import { titleLetters } from '../../src/match/title-letters.ts';
import { TitleTerms } from '../../src/match/title-terms.ts';

const vocabulary = ['แผน', 'ทุจริต', 'ป้องกัน', 'รายงาน'];
const names = ['แผนป้องกันทุจริต', 'แผนกันและป้องกันการทุจริต', 'รายงานทุจริต'].map(titleLetters);

function readAll(terms: TitleTerms, title: string): string[] {
  const { numbers, length } = terms.read(titleLetters(title));
  return [...numbers.subarray(0, length)].map((number) => terms.write(number));
}

test('a title is its known words and those two of them that several names have', () => {
  const terms = TitleTerms.learn(vocabulary, names);
  expect(readAll(terms, 'แผนป้องกันทุจริต')).toEqual([
    'แผน',
    'ปองกน',
    'ทจรต',
    'แผน+ปองกน',
    'แผน+ทจรต',
    'ทจรต+ปองกน',
  ]);
  expect(readAll(terms, 'รายงานทุจริต')).toEqual(['รายงาน', 'ทจรต']);
  expect(readAll(terms, '')).toEqual([]);
});

test('which word comes first, and how often, makes no other pair', () => {
  const terms = TitleTerms.learn(vocabulary, names);
  expect(readAll(terms, 'ทุจริตแผนแผน').toSorted()).toEqual(['ทจรต', 'แผน', 'แผน+ทจรต'].toSorted());
});

test('what was learned can be kept', () => {
  const learned = TitleTerms.learn(vocabulary, names);
  const kept = new TitleTerms(vocabulary, learned.pairs);
  expect(kept.size).toBe(learned.size);
  expect(readAll(kept, 'แผนป้องกันทุจริต')).toEqual(readAll(learned, 'แผนป้องกันทุจริต'));
});
