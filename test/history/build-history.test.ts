import { describe, expect, it } from 'vitest';
import { findRegressions, pendingAlarms } from '../../src/history/alarms.ts';
import { buildHistory, type HistoryInput } from '../../src/history/build-history.ts';
import { notRejudged } from '../../src/history/compare-runs.ts';
import type { RunDigest } from '../../src/history/digest.ts';
import { type History, historySchema } from '../../src/history/schema.ts';
import { makeItem, makeRun, unseen } from './support.ts';

function build(digests: RunDigest[], change: Partial<HistoryInput> = {}): History {
  const history = buildHistory({
    digests,
    rejudgedOf: () => notRejudged,
    probes: [],
    window: { from: '2025-01-01', to: '2025-07-31' },
    ...change,
  });
  if (history === null) throw new Error('there is no history');
  return historySchema.parse(history);
}

const good = [makeItem('O1', 'pass'), makeItem('O2', 'pass')];
const worse = [makeItem('O1', 'fail'), makeItem('O2', 'pass')];
const first = makeRun('2025-01-05T19:00:00.000Z', good, { score: { expected: 70, low: 60, high: 80 } });
const yesterday = makeRun('2025-06-14T19:00:00.000Z', good);
const lastNight = makeRun('2025-06-15T19:00:00.000Z', worse);
const thisMorning = makeRun('2025-06-16T03:00:00.000Z', worse);

describe('a history', () => {
  it('tells what changed since the last run and since the window opened', () => {
    const history = build([lastNight, first, yesterday]);
    expect(history.runs.map(({ startedAt }) => startedAt)).toEqual([
      first.startedAt,
      yesterday.startedAt,
      lastNight.startedAt,
    ]);
    expect(history.sinceLast?.older.startedAt).toBe(yesterday.startedAt);
    expect(history.sinceLast?.items.map(({ code }) => code)).toEqual(['O1']);
    expect(history.sinceWindow?.older.startedAt).toBe(first.startedAt);
    expect(history.sinceWindow?.score).toEqual({ from: 70, to: 80 });
  });

  it('tells when an item was last seen good, and what is different from then', () => {
    const [item] = build([first, yesterday, lastNight, thisMorning]).items;
    expect(item?.lastSeenGood?.at).toBe(yesterday.startedAt);
    expect(item?.sinceLastGood?.changes.map(({ kind }) => kind)).toEqual(['verdict', 'evidence-gone']);
  });

  it('leaves out runs of some items only, and is none without a whole run', () => {
    const some = makeRun('2025-06-16T05:00:00.000Z', good, { score: null });
    expect(build([yesterday, lastNight, some]).run.startedAt).toBe(lastNight.startedAt);
    expect(
      buildHistory({ digests: [some], rejudgedOf: () => notRejudged, probes: [], window: null }),
    ).toBeNull();
  });

  it('says nothing of earlier runs on the first one', () => {
    expect(build([first])).toMatchObject({ sinceLast: null, sinceWindow: null });
  });

  it('is the same however the runs are ordered', () => {
    expect(build([thisMorning, yesterday, first, lastNight])).toEqual(
      build([first, yesterday, lastNight, thisMorning]),
    );
  });

  it('has no item worse for a night on which the site was off', () => {
    const off = makeRun('2025-06-15T19:00:00.000Z', [unseen('O1'), unseen('O2')], {
      reachable: false,
      problem: 'timeout',
      incomplete: true,
      score: { expected: null, low: 0, high: 100 },
    });
    const history = build([yesterday, off]);
    expect(history.items.map(({ state }) => state)).toEqual(['good', 'good']);
    expect(history.uptime).toMatchObject({ looks: 2, reached: 1, state: 'suspected' });
    expect(findRegressions(history)).toEqual([]);
    expect(pendingAlarms(history)).toEqual([]);
  });
});

describe('alarms', () => {
  it('wait for confirmation, and are told once', () => {
    expect(pendingAlarms(build([yesterday, lastNight]))).toEqual([]);
    const confirmed = build([yesterday, lastNight, thisMorning]);
    const alarms = pendingAlarms(confirmed);
    expect(alarms).toMatchObject([
      { kind: 'item-regressed', at: thisMorning.startedAt, item: { code: 'O1' } },
    ]);
    const told = new Set(alarms.map(({ id }) => id));
    expect(pendingAlarms(confirmed, told)).toEqual([]);
    const nextNight = makeRun('2025-06-16T19:00:00.000Z', worse);
    expect(pendingAlarms(build([yesterday, lastNight, thisMorning, nextNight]), told)).toEqual([]);
  });

  it('tell a confirmed recovery', () => {
    const again = [makeRun('2025-06-16T19:00:00.000Z', good), makeRun('2025-06-17T19:00:00.000Z', good)];
    const history = build([yesterday, lastNight, thisMorning, ...again]);
    expect(pendingAlarms(history).map(({ kind }) => kind)).toEqual(['item-recovered']);
  });

  it('tell that the site is down, by night and by day', () => {
    const down = { reachable: false, problem: 'dns', score: { expected: null, low: 0, high: 100 } } as const;
    const off = [unseen('O1'), unseen('O2')];
    const history = build([
      yesterday,
      makeRun('2025-06-15T19:00:00.000Z', off, down),
      makeRun('2025-06-16T03:00:00.000Z', off, down),
    ]);
    expect(pendingAlarms(history)).toMatchObject([{ kind: 'site-down', item: null }]);
  });

  it('count light probes too', () => {
    const probes = [
      { at: '2025-06-15T20:00:00.000Z', outcome: 'timeout', latencyMs: null },
      { at: '2025-06-16T02:00:00.000Z', outcome: 'timeout', latencyMs: null },
    ] as const;
    const later = makeRun('2025-06-15T18:00:00.000Z', good, { finishedAt: '2025-06-16T02:30:00.000Z' });
    expect(pendingAlarms(build([yesterday, later], { probes })).map(({ kind }) => kind)).toEqual([
      'site-down',
    ]);
  });
});

describe('the regressions of one run', () => {
  it('are those that it saw itself, confirmed or not', () => {
    expect(findRegressions(build([yesterday, lastNight])).map(({ code }) => code)).toEqual(['O1']);
    expect(findRegressions(build([yesterday, lastNight, thisMorning])).map(({ code }) => code)).toEqual([
      'O1',
    ]);
    const back = makeRun('2025-06-16T19:00:00.000Z', good);
    expect(findRegressions(build([yesterday, lastNight, thisMorning, back]))).toEqual([]);
    const blind = makeRun('2025-06-16T19:00:00.000Z', [unseen('O1'), makeItem('O2', 'pass')]);
    expect(findRegressions(build([yesterday, lastNight, blind]))).toEqual([]);
  });
});
