import { describe, expect, it } from 'vitest';
import { notRejudged } from '../../src/history/compare-runs.ts';
import type { RunDigest } from '../../src/history/digest.ts';
import { followItem, type ItemStanding, type Recheck } from '../../src/history/follow-item.ts';
import type { Verdict } from '../../src/result/vocabulary.ts';
import { makeItem, makeRun } from '../history/support.ts';

/** 02:10 and 09:30 in Thailand, on days of June 2025. */
const night = (day: number): string => `2025-06-${String(day - 1).padStart(2, '0')}T19:10:00.000Z`;
const morning = (day: number): string => `2025-06-${String(day).padStart(2, '0')}T02:30:00.000Z`;

function follow(
  runs: [day: number, verdict: Verdict, change?: Partial<RunDigest>][],
  looks: [day: number, seen: Recheck['seen'], change?: Partial<Recheck>][],
): ItemStanding {
  const rechecks = looks.map(([day, seen, change]) => ({
    at: morning(day),
    topic: 'topic-o1',
    seen,
    toolVersion: '1.0.0',
    checklistSha256: 'checklist-a',
    ...change,
  }));
  const digests = runs.map(([day, verdict, change]) =>
    makeRun(night(day), [makeItem('O1', verdict)], change),
  );
  return followItem(
    digests.at(-1)?.items[0] ?? makeItem('O1', 'review'),
    digests,
    () => notRejudged,
    rechecks,
  );
}

describe('a light look by day', () => {
  it('confirms what the night suspects', () => {
    expect(
      follow(
        [
          [2, 'pass'],
          [3, 'fail'],
        ],
        [[3, 'worse']],
      ),
    ).toMatchObject({
      state: 'regressed',
      confirmedAt: morning(3),
      failures: [{ at: night(3) }, { at: morning(3), runId: 'recheck' }],
    });
  });

  it('ends a suspicion, and the next night that fails is a new one', () => {
    expect(
      follow(
        [
          [2, 'pass'],
          [3, 'fail'],
        ],
        [[3, 'as-good']],
      ),
    ).toMatchObject({ state: 'good', failures: [] });
    expect(
      follow(
        [
          [2, 'pass'],
          [3, 'fail'],
          [4, 'fail'],
        ],
        [[3, 'as-good']],
      ),
    ).toMatchObject({
      state: 'suspected',
      failures: [{ at: night(4) }],
    });
  });

  it('confirms a recovery', () => {
    const looks: Parameters<typeof follow>[1] = [
      [3, 'worse'],
      [4, 'as-good'],
    ];
    expect(
      follow(
        [
          [2, 'pass'],
          [3, 'fail'],
          [4, 'pass'],
        ],
        looks,
      ),
    ).toMatchObject({
      state: 'good',
      recoveredAt: morning(4),
      confirmedAt: morning(3),
    });
  });

  it('suspects nothing by itself', () => {
    expect(follow([[2, 'pass']], [[3, 'worse']])).toMatchObject({ state: 'good', failures: [] });
    expect(follow([[2, 'fail']], [[3, 'worse']])).toMatchObject({ state: 'low', failures: [] });
  });

  it('that another version or checklist judged says nothing', () => {
    for (const other of [{ toolVersion: '2.0.0' }, { checklistSha256: 'checklist-b' }, { topic: 'topic-o2' }])
      expect(
        follow(
          [
            [2, 'pass'],
            [3, 'fail'],
          ],
          [[3, 'worse', other]],
        ),
      ).toMatchObject({
        state: 'suspected',
        lacks: 'office-hours',
      });
  });
});
