import { describe, expect, it } from 'vitest';
import type { Aggregation } from '../../src/checklist/schema.ts';
import { type Effort, effortCost, efforts } from '../../src/plan/effort.ts';
import { createWhatIf, type FixOption } from '../../src/plan/what-if.ts';
import { aggregate } from '../../src/score/aggregate.ts';
import type { ItemForScore } from '../../src/score/score.ts';
import { loadChecklist2568 } from './build.ts';

/** Two indicators of half the OIT each: X1 X2 | X3 and Y1 Y2 Y3 Y4. */
const small: Aggregation = {
  defaultRule: 'S1',
  rules: [
    { id: 'S1', status: 'inferred', method: 'sub-indicator-mean', weights: {}, noteTh: '-', noteEn: '-' },
    { id: 'I1', status: 'inferred', method: 'item-mean', weights: {}, noteTh: '-', noteEn: '-' },
  ],
  indicators: [
    { id: '1', nameTh: '-', nameEn: '-' },
    { id: '2', nameTh: '-', nameEn: '-' },
  ],
  subIndicators: [
    { id: '1.1', indicator: '1', nameTh: '-', nameEn: '-' },
    { id: '1.2', indicator: '1', nameTh: '-', nameEn: '-' },
    { id: '2.1', indicator: '2', nameTh: '-', nameEn: '-' },
  ],
  instruments: { iit: 0.3, eit: 0.3, oit: 0.4 },
};
const places = { X1: '1.1', X2: '1.1', X3: '1.2', Y1: '2.1', Y2: '2.1', Y3: '2.1', Y4: '2.1' };

function items(scores: Partial<Record<keyof typeof places, number | null>> = {}): ItemForScore[] {
  return Object.entries(places).map(([code, subIndicator]) => {
    const given = scores[code as keyof typeof places];
    const score = given === undefined ? 0 : given;
    const verdict = score === null ? 'review' : score === 100 ? 'pass' : score === 50 ? 'partial' : 'fail';
    return { code, subIndicator, verdict, score, probability: score === null ? 0.4 : 0.05 };
  });
}

const allOf = (effort: Effort): FixOption[] => Object.keys(places).map((code) => ({ code, effort }));

describe('the gain of a fix', () => {
  it('is told under each rule', () => {
    const whatIf = createWhatIf(small, items());
    expect(whatIf.gainsOf('X3')).toEqual([
      { rule: 'S1', points: 25 },
      { rule: 'I1', points: 16.67 },
    ]);
    expect(whatIf.gainsOf('Y1').map(({ points }) => points)).toEqual([12.5, 12.5]);
  });

  it('counts a review as 0 in the low reading and by its probability in the expected one', () => {
    const [now] = createWhatIf(small, items({ X3: null })).pointsWith([]);
    expect(now).toMatchObject({ rule: 'S1', low: 0, expected: 10 });
    const [fixed] = createWhatIf(small, items({ X3: null })).pointsWith(['X3']);
    expect(fixed).toMatchObject({ low: 25, expected: 25 });
  });

  it('brings nothing for what does not apply', () => {
    const list = items().map((item) =>
      item.code === 'X3'
        ? { ...item, verdict: 'not-applicable' as const, score: null, probability: null }
        : item,
    );
    const whatIf = createWhatIf(small, list);
    expect(whatIf.pointsWith(['X3'])).toEqual(whatIf.pointsWith([]));
  });
});

describe('the shortest way to a target', () => {
  it('takes the most worthwhile and says whether the other rule agrees', () => {
    const path = createWhatIf(small, items()).pathTo(50, allOf('update'));
    expect(path.state).toBe('reachable');
    expect(path.fixes).toHaveLength(3);
    expect(path.fixes).toContain('X3');
    expect(path.after.find(({ rule }) => rule === 'S1')).toMatchObject({ low: 50, reached: true });
  });

  it('prefers less work among equally short lists', () => {
    const options = allOf('create').map(
      (option): FixOption =>
        option.code === 'Y2' || option.code === 'Y4' ? { ...option, effort: 'form' } : option,
    );
    expect(createWhatIf(small, items()).pathTo(50, options).fixes).toEqual(['X3', 'Y2', 'Y4']);
  });

  it('names what another rule needs on top', () => {
    const path = createWhatIf(small, items({ Y1: 100, Y2: 100, Y3: 100, Y4: 100 })).pathTo(
      75,
      allOf('update'),
    );
    expect(path.fixes).toEqual(['X3']);
    expect(path.after).toMatchObject([
      { rule: 'S1', low: 75, reached: true },
      { rule: 'I1', low: 66.67, reached: false },
    ]);
    expect(path.moreForEveryRule).toHaveLength(1);
  });

  it('needs nothing where the target is reached, and says when it is out of reach', () => {
    const whatIf = createWhatIf(small, items({ X1: 100, X2: 100, X3: 100 }));
    expect(whatIf.pathTo(50, allOf('look'))).toMatchObject({
      state: 'reached',
      fixes: [],
      moreForEveryRule: [],
    });
    const short = whatIf.pathTo(85, [
      { code: 'Y1', effort: 'form' },
      { code: 'Y2', effort: 'form' },
    ]);
    expect(short).toMatchObject({ state: 'out-of-reach', fixes: ['Y1', 'Y2'], moreForEveryRule: null });
    expect(short.after[0]).toMatchObject({ low: 75, reached: false });
  });

  it('reaches 100 exactly, whatever the rounding of thirds', () => {
    const path = createWhatIf(small, items()).pathTo(100, allOf('update'));
    expect(path.fixes).toHaveLength(7);
    expect(path.after.every(({ reached }) => reached)).toBe(true);
  });

  it('agrees with trying every set', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const codes = Object.keys(places);
    for (let round = 0; round < 40; round++) {
      const list = items(
        Object.fromEntries(codes.map((code) => [code, [0, 0, 50, null, 100][random(5)] ?? 0])),
      );
      const options = list
        .filter(({ score }) => score !== 100)
        .map(({ code }): FixOption => ({ code, effort: efforts[random(efforts.length)] ?? 'update' }));
      const target = 40 + 5 * random(12);
      const path = createWhatIf(small, list).pathTo(target, options);
      const best = tryEverySet(list, options, target);
      expect(path.state === 'out-of-reach' ? null : [path.fixes.length, costOf(path.fixes, options)]).toEqual(
        best,
      );
    }
  });
});

function costOf(codes: readonly string[], options: readonly FixOption[]): number {
  return options
    .filter(({ code }) => codes.includes(code))
    .reduce((sum, { effort }) => sum + effortCost(effort), 0);
}

/** [how many, how much work] of the best set; null when none reaches. */
function tryEverySet(
  list: readonly ItemForScore[],
  options: readonly FixOption[],
  target: number,
): [number, number] | null {
  const [rule] = small.rules;
  if (rule === undefined) return null;
  let best: [number, number] | null = null;
  for (let mask = 0; mask < 2 ** options.length; mask++) {
    const codes = options.filter((_option, index) => (mask & (1 << index)) !== 0).map(({ code }) => code);
    const { oit } = aggregate(
      small,
      rule,
      list.map((item) => ({ ...item, score: codes.includes(item.code) ? 100 : (item.score ?? 0) })),
    );
    if ((oit ?? 0) < target - 1e-9) continue;
    const found: [number, number] = [codes.length, costOf(codes, options)];
    if (best === null || found[0] < best[0] || (found[0] === best[0] && found[1] < best[1])) best = found;
  }
  return best;
}

describe('the published result of 2568', () => {
  it('needs O12 and O23 to come from 86.25 to 95, under both rules', async () => {
    const { checklist } = await loadChecklist2568();
    if (checklist.aggregation === null) throw new Error('2568 has an aggregation');
    const lost: Record<string, number> = { O2: 0, O7: 0, O12: 0, O23: 50 };
    const list = checklist.items.map(({ code, subIndicator }): ItemForScore => {
      const score = lost[code] ?? 100;
      return { code, subIndicator, verdict: score === 100 ? 'pass' : 'fail', score, probability: 0.5 };
    });
    const whatIf = createWhatIf(checklist.aggregation, list);
    expect(whatIf.pointsWith([]).map(({ low }) => low)).toEqual([86.25, 86.25]);
    const options = Object.keys(lost).map((code): FixOption => ({ code, effort: 'update' }));
    const path = whatIf.pathTo(95, options);
    expect(path.fixes).toEqual(['O12', 'O23']);
    expect(path.after.map(({ low, reached }) => [low, reached])).toEqual([
      [96.25, true],
      [96.25, true],
    ]);
    expect(whatIf.pathTo(85, options).state).toBe('reached');
  });

  it('finds the list where all 28 items are open, which is far too many sets to try', async () => {
    const { checklist } = await loadChecklist2568();
    if (checklist.aggregation === null) throw new Error('2568 has an aggregation');
    const list = checklist.items.map(
      ({ code, subIndicator }): ItemForScore => ({
        code,
        subIndicator,
        verdict: 'fail',
        score: 0,
        probability: 0,
      }),
    );
    const options = list.map(
      ({ code }, index): FixOption => ({ code, effort: efforts[index % 5] ?? 'update' }),
    );
    const path = createWhatIf(checklist.aggregation, list).pathTo(95, options);
    expect(path.state).toBe('reachable');
  });
});
