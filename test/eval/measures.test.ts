import { expect, it } from 'vitest';
import { type Bounds, findBreaches } from '../../eval/measure/floors.ts';
import { measure, median } from '../../eval/measure/measures.ts';
import type { Observation } from '../../eval/measure/observe.ts';

const seen = (
  truth: Observation['truth'],
  verdict: Observation['verdict'],
  rest: Partial<Observation> = {},
): Observation => ({
  site: 'a',
  half: 'tune',
  code: 'O7',
  truth,
  causes: truth === 'pass' ? [] : ['wrong-year'],
  made: '',
  verdict,
  reason: verdict === 'pass' ? null : 'wrong-year',
  probability: 0.5,
  found: 'host/a',
  expected: ['host/a'],
  missing: [],
  facts: [],
  ...rest,
});

const list: Observation[] = [
  seen('pass', 'pass', { probability: 0.9 }),
  seen('pass', 'fail', { probability: 0.1, found: 'host/b' }),
  seen('pass', 'review', { probability: 0.6, found: null }),
  seen('fail', 'pass', { probability: 0.8 }),
  seen('fail', 'fail', { probability: 0.1, reason: 'empty' }),
  seen('fail', 'review', { probability: 0.3 }),
  seen('partial', 'partial', { probability: 0.4 }),
  seen('review-ok', 'review'),
  seen('review-ok', 'pass'),
];

it('counts each rate over the items with that truth, and what nobody could tell apart', () => {
  const found = measure(list);
  expect(found.items).toBe(7);
  expect(found.accuracy).toEqual({ value: 3 / 7, count: 3, of: 7 });
  expect(found.decidedAccuracy).toEqual({ value: 3 / 5, count: 3, of: 5 });
  expect(found.falsePass).toEqual({ value: 1 / 4, count: 1, of: 4 });
  expect(found.falseFail).toEqual({ value: 1 / 3, count: 1, of: 3 });
  expect(found.review).toEqual({ value: 2 / 7, count: 2, of: 7 });
  expect(found.reviewOk).toEqual({ value: 1 / 2, count: 1, of: 2 });
  expect(found.cause).toEqual({ value: 1 / 2, count: 1, of: 2 });
  expect(found.causeAnyVerdict).toEqual({ value: 2 / 3, count: 2, of: 3 });
  expect(found.evidence).toEqual({ value: 2 / 4, count: 2, of: 4 });
  expect(found.byItem).toHaveLength(1);
  expect(found.byItem[0]).toMatchObject({ precision: { count: 1, of: 2 }, recall: { count: 1, of: 3 } });
});

it('a probability is right in so far as it meets the truth', () => {
  const found = measure(list);
  const squares = [0.1, 0.9, 0.4, 0.8, 0.1, 0.3, 0.4].map((error) => error ** 2);
  expect(found.brier).toBeCloseTo(squares.reduce((sum, one) => sum + one, 0) / 7, 10);
  expect(found.reliability.find(({ from }) => from === 0.1)).toMatchObject({ count: 2, passShare: 0.5 });
  expect(measure([seen('pass', 'pass', { probability: 1 })]).reliability[0]?.from).toBe(0.9);
});

it('nothing to count is no figure, and breaks the bound on it', () => {
  const found = measure([]);
  expect(found.falsePass.value).toBeNull();
  expect(found.brier).toBeNull();
  expect(median([])).toBeNull();
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  const limits: Bounds = {
    accuracyMin: 0.5,
    falsePassMax: 0.25,
    falseFailMax: 0.4,
    reviewMax: 0.5,
    causeMin: 0.5,
    evidenceMin: 0.5,
    brierMax: 1,
    scoreErrorMax: 10,
  };
  expect(findBreaches(found, null, limits)).toHaveLength(8);
  expect(findBreaches(measure(list), 12, limits)).toEqual(['accuracy 0.429 < 0.5', 'score error 12 > 10']);
});
