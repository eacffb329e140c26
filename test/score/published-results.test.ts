import { describe, expect, it } from 'vitest';
import type { Aggregation } from '../../src/checklist/schema.ts';
import { aggregate } from '../../src/score/aggregate.ts';

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The aggregation of 2564: equal weights, seven sub-indicators. */
const subs2564: [id: string, from: number, to: number][] = [
  ['9.1', 1, 9],
  ['9.2', 10, 17],
  ['9.3', 18, 24],
  ['9.4', 25, 28],
  ['9.5', 29, 33],
  ['10.1', 34, 41],
  ['10.2', 42, 43],
];

const aggregation2564: Aggregation = {
  defaultRule: 'V1',
  rules: [
    { id: 'V1', status: 'verified', method: 'sub-indicator-mean', weights: {}, noteTh: '-', noteEn: '-' },
  ],
  indicators: ['9', '10'].map((id) => ({ id, nameTh: id, nameEn: id })),
  subIndicators: subs2564.map(([id]) => ({ id, indicator: id.split('.')[0] ?? '', nameTh: id, nameEn: id })),
  instruments: { iit: 0.3, eit: 0.3, oit: 0.4 },
};

/** Indicators 9 and 10 as printed when the first n items of each named sub-indicator are lost. */
function score(lost: Record<string, number>): [string, string] {
  const items = subs2564.flatMap(([id, from, to]) =>
    range(from, to).map((number, index) => ({
      code: `O${number}`,
      subIndicator: id,
      score: index < (lost[id] ?? 0) ? 0 : 100,
    })),
  );
  const rule = aggregation2564.rules[0];
  if (rule === undefined) throw new Error('no rule');
  const { indicators } = aggregate(aggregation2564, rule, items);
  return [(indicators.get('9') ?? Number.NaN).toFixed(2), (indicators.get('10') ?? Number.NaN).toFixed(2)];
}

describe('the 13 published local-government results of 2564', () => {
  const published: [lost: Record<string, number>, nine: string, ten: string][] = [
    [{}, '100.00', '100.00'],
    [{}, '100.00', '100.00'],
    [{ '9.2': 1, '9.5': 1 }, '93.50', '100.00'],
    [{ '9.2': 1 }, '97.50', '100.00'],
    [{}, '100.00', '100.00'],
    [{ '9.1': 1, '10.1': 1 }, '97.78', '93.75'],
    [{ '9.3': 1 }, '97.14', '100.00'],
    [{ '9.2': 1, '10.1': 2 }, '97.50', '87.50'],
    [{ '9.1': 1, '9.5': 1 }, '93.78', '100.00'],
    [{ '9.5': 1 }, '96.00', '100.00'],
    [{ '9.2': 1, '9.4': 1, '10.1': 1 }, '92.50', '93.75'],
    [{ '9.2': 1, '9.3': 1 }, '94.64', '100.00'],
    [{ '9.2': 1, '9.4': 1, '10.1': 1 }, '92.50', '93.75'],
  ];
  it.each(published)('lost %o gives %s / %s', (lost, nine, ten) => {
    expect(score(lost)).toEqual([nine, ten]);
  });
});
