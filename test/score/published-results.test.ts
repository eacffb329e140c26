import { describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { readChecklist } from '../../src/checklist/load.ts';
import { aggregate } from '../../src/score/aggregate.ts';

const { checklist } = await readChecklist(`${findPackageRoot(import.meta.dirname)}/checklists/ita-2564.yaml`);
const { aggregation } = checklist;
if (aggregation === null) throw new Error('2564 has an aggregation');
const [rule] = aggregation.rules;
if (rule === undefined) throw new Error('no rule');

/** Indicators 9 and 10 as printed when the first n items of each named sub-indicator are lost. */
function score(lost: Record<string, number>): [string, string] {
  const left = new Map(Object.entries(lost));
  const items = checklist.items.map(({ code, subIndicator }) => {
    const open = left.get(subIndicator ?? '') ?? 0;
    left.set(subIndicator ?? '', open - 1);
    return { code, subIndicator, score: open > 0 ? 0 : 100 };
  });
  if (aggregation === null || rule === undefined) throw new Error('no rule');
  const { indicators } = aggregate(aggregation, rule, items);
  return [(indicators.get('9') ?? Number.NaN).toFixed(2), (indicators.get('10') ?? Number.NaN).toFixed(2)];
}

describe('the 13 published local-government results of 2564, by the checklist of that year', () => {
  it('rest on a rule that is called verified', () => {
    expect(rule.status).toBe('verified');
    expect(
      [...Map.groupBy(checklist.items, (item) => item.subIndicator)].map(([id, list]) => [id, list.length]),
    ).toEqual([
      ['9.1', 9],
      ['9.2', 8],
      ['9.3', 7],
      ['9.4', 4],
      ['9.5', 5],
      ['10.1', 8],
      ['10.2', 2],
    ]);
  });

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
