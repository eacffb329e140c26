import { describe, expect, it } from 'vitest';
import { notRejudged, type Rejudged } from '../../src/history/compare-runs.ts';
import type { ItemDigest, RunDigest } from '../../src/history/digest.ts';
import { followItem, type ItemStanding } from '../../src/history/follow-item.ts';
import type { Verdict } from '../../src/result/vocabulary.ts';
import { makeItem, makeRun, page, unseen } from './support.ts';

/** 02:10 and 09:30 in Thailand, day by day from 1 June 2025. */
const night = (day: number): string => `2025-06-${String(day).padStart(2, '0')}T19:10:00.000Z`;
const morning = (day: number): string => `2025-06-${String(day).padStart(2, '0')}T02:30:00.000Z`;

type Step = [at: string, item: ItemDigest | Verdict, change?: Partial<RunDigest>];

function follow(
  steps: Step[],
  rejudgedOf: (run: RunDigest, next: RunDigest) => Rejudged = () => notRejudged,
): ItemStanding {
  const runs = steps.map(([at, item, change]) =>
    makeRun(at, [typeof item === 'string' ? makeItem('O1', item) : item], change),
  );
  const last = runs.at(-1)?.items[0];
  if (last === undefined) throw new Error('no run');
  return followItem(last, runs, rejudgedOf);
}

describe('a regression', () => {
  it('is only suspected after one slow night', () => {
    expect(
      follow([
        [night(1), 'pass'],
        [night(2), 'fail'],
      ]),
    ).toMatchObject({
      state: 'suspected',
      lacks: 'office-hours',
      since: night(2),
      confirmedAt: null,
    });
  });

  it('is forgotten when the next look is good again', () => {
    const standing = follow([
      [night(1), 'pass'],
      [night(2), 'fail'],
      [night(3), 'pass'],
    ]);
    expect(standing).toMatchObject({ state: 'good', failures: [], lacks: null });
  });

  it('is not confirmed by any number of nights alone', () => {
    const nights: Step[] = Array.from({ length: 25 }, (_, index) => [night(index + 2), 'fail']);
    const standing = follow([[night(1), 'pass'], ...nights]);
    expect(standing).toMatchObject({ state: 'suspected', lacks: 'office-hours' });
    expect(standing.failures[0]?.at).toBe(night(2));
    expect(standing.failures.at(-1)?.at).toBe(night(26));
    expect(standing.failures.length).toBeLessThanOrEqual(20);
  });

  it('is confirmed by a look in office hours', () => {
    const standing = follow([
      [night(1), 'pass'],
      [night(2), 'fail'],
      [morning(3), 'fail'],
    ]);
    expect(standing).toMatchObject({ state: 'regressed', since: night(2), confirmedAt: morning(3) });
    expect(standing.failures.map(({ at }) => at)).toEqual([night(2), morning(3)]);
    expect(standing.lastSeenGood?.look.at).toBe(night(1));
  });

  it('may be from full to half marks', () => {
    expect(
      follow([
        [night(1), 'pass'],
        [morning(3), 'partial'],
        [night(3), 'partial'],
      ]).state,
    ).toBe('regressed');
  });

  it('is neither confirmed nor forgotten by a look that could not see', () => {
    const standing = follow([
      [night(1), 'pass'],
      [night(2), 'fail'],
      [morning(3), unseen('O1')],
      [night(3), 'review'],
    ]);
    expect(standing).toMatchObject({ state: 'suspected', lacks: 'office-hours' });
    expect(standing.failures).toHaveLength(1);
  });

  it('does not come of an address that did not answer', () => {
    const down = page('o1', { outcome: 'timeout', httpStatus: null, sha256: null });
    const lost = makeItem('O1', 'fail', { others: [down] });
    const standing = follow([
      [night(1), 'pass'],
      [morning(2), lost, { failed: [down.url] }],
      [morning(3), lost, { failed: [down.url] }],
    ]);
    expect(standing).toMatchObject({ state: 'good', failures: [] });
  });
});

describe('a recovery', () => {
  const regressed: Step[] = [
    [night(1), 'pass'],
    [night(2), 'fail'],
    [morning(3), 'fail'],
  ];

  it('is believed when it is seen twice', () => {
    expect(follow([...regressed, [night(4), 'pass']])).toMatchObject({
      state: 'recovering',
      lacks: 'another-look',
    });
    expect(follow([...regressed, [night(4), 'pass'], [night(5), 'pass']])).toMatchObject({
      state: 'good',
      recoveredAt: night(5),
      since: night(5),
      failures: [],
    });
  });

  it('is taken back when it fails again, without waiting for office hours', () => {
    const standing = follow([...regressed, [night(4), 'pass'], [night(5), 'fail']]);
    expect(standing).toMatchObject({ state: 'regressed', since: night(2), confirmedAt: morning(3) });
  });
});

describe('what was never good', () => {
  it('does not regress', () => {
    expect(
      follow([
        [night(1), 'fail'],
        [morning(2), 'fail'],
      ]),
    ).toMatchObject({
      state: 'low',
      lastSeenGood: null,
    });
    expect(follow([[night(1), unseen('O1')]])).toMatchObject({ state: 'unknown', since: null });
  });

  it('is good from the first time that it is', () => {
    expect(
      follow([
        [night(1), 'fail'],
        [night(2), 'pass'],
      ]),
    ).toMatchObject({
      state: 'good',
      since: night(2),
    });
  });
});

describe('another tool, checklist or option', () => {
  const newTool = { tool: { version: '2.0.0', pdf: 'poppler 22', ocr: null } };
  const bad = makeItem('O1', 'fail', { reason: 'missing-element', contentSha256: 'content-o1' });

  it('is no regression of the site where nobody knows better, and it is measured from there on', () => {
    const standing = follow([
      [night(1), 'pass'],
      [morning(2), bad, newTool],
      [morning(3), bad, newTool],
    ]);
    expect(standing).toMatchObject({ state: 'low', failures: [] });
    expect(standing.reset).toEqual({ at: morning(2), causes: ['site', 'tool'] });
  });

  it('is none where the old snapshot is judged that way too', () => {
    const standing = follow(
      [
        [night(1), 'pass'],
        [morning(2), bad, newTool],
        [morning(3), bad, newTool],
      ],
      (run, next) => ({ byTool: null, byBoth: { ...run, tool: next.tool, items: [bad] } }),
    );
    expect(standing).toMatchObject({ state: 'low', failures: [] });
    expect(standing.reset?.causes).toEqual(['tool']);
  });

  it('hides no regression where the new tool judges the old snapshot as before', () => {
    const standing = follow(
      [
        [night(1), 'pass'],
        [morning(2), bad, newTool],
        [morning(3), bad, newTool],
      ],
      (run, next) => ({ byTool: null, byBoth: { ...run, tool: next.tool } }),
    );
    expect(standing).toMatchObject({ state: 'regressed', confirmedAt: morning(3), reset: null });
  });

  it('does not end a suspicion that began before it', () => {
    const gone = makeItem('O1', 'fail');
    const standing = follow(
      [
        [night(1), 'pass'],
        [night(2), gone],
        [morning(3), gone, newTool],
      ],
      (run, next) => ({ byTool: null, byBoth: { ...run, tool: next.tool } }),
    );
    expect(standing).toMatchObject({ state: 'regressed', since: night(2) });
  });

  it('with fewer pages to open, is no regression', () => {
    const standing = follow([
      [night(1), 'pass'],
      [morning(2), 'fail', { options: { maxPages: '5' } }],
    ]);
    expect(standing.state).not.toBe('suspected');
    expect(standing.reset?.causes).toEqual(['site', 'options']);
  });
});

it('an item is followed through a renumbering', () => {
  const runs = [
    makeRun(night(1), [makeItem('O43', 'pass', { topics: ['ethics'] }), makeItem('O1', 'fail')]),
    makeRun(night(2), [
      makeItem('O1', 'fail'),
      makeItem('O28', 'review', { topics: ['ethics', 'measures'] }),
    ]),
  ];
  const last = runs[1]?.items[1];
  if (last === undefined) throw new Error('no item');
  const standing = followItem(last, runs, () => notRejudged);
  expect(standing.lastSeenGood?.item.code).toBe('O43');
});
