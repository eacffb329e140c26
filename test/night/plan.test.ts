import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, openStore, realClock, type Store } from '../../src/index.ts';
import {
  createTimetable,
  doWhatIsDue,
  keepSchedule,
  type ScheduleDeps,
  ScheduleError,
} from '../../src/night/index.ts';
import { findMissedNights } from '../../src/night/plan.ts';
import { readNights } from '../../src/store/nights.ts';

let folder = '';
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-plan-'));
  store = await openStore(folder, (ms) => realClock.sleep(ms));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const june = (day: number, time: string): number =>
  Date.parse(`2025-06-${String(day).padStart(2, '0')}T${time}:00+07:00`);
const show = (ms: number): string => new Date(ms + 7 * 3_600_000).toISOString().slice(5, 16);

interface Bench {
  deps: ScheduleDeps;
  begun: string[];
  waits: string[];
  stop: AbortController;
  setNow: (ms: number) => void;
}

async function prepare(nowMs: number, untilMs: number, codes: number[] = []): Promise<Bench> {
  let now = nowMs;
  const stop = new AbortController();
  const begun: string[] = [];
  const waits: string[] = [];
  const bench: Bench = {
    begun,
    waits,
    stop,
    setNow: (ms) => {
      now = ms;
    },
    deps: {
      store,
      schedule: 's',
      night: await createTimetable('10 2 * * *', 'Asia/Bangkok'),
      day: await createTimetable('30 9 * * *', 'Asia/Bangkok'),
      probes: null,
      sinceMs: nowMs,
      clock: {
        nowMs: () => now,
        sleep: async (ms) => {
          now += ms;
          if (now >= untilMs) stop.abort();
        },
      },
      programme: 'ita',
      agencies: [],
      runWhole: async () => codes.shift() ?? 0,
      lookAgain: async () => null,
      probe: async () => null,
      channels: [],
      quietHours: null,
      signal: stop.signal,
      onProblem: (_what, error) => {
        throw error;
      },
      onWait: (times) => waits.push(times.map(show).join(' ')),
      onBegin: (what, plannedMs) => begun.push(`${what} ${show(plannedMs)} at ${show(now)}`),
      onEnd: () => undefined,
    },
  };
  return bench;
}

describe('a timetable', () => {
  it('counts in its own time zone', async () => {
    const { next, last, between } = await createTimetable('10 2 * * 1-5', 'Asia/Bangkok');
    expect(show(next(june(1, '00:00')))).toBe('06-02T02:10');
    expect(show(next(june(2, '02:10')))).toBe('06-03T02:10');
    expect(show(last(june(2, '02:10')) ?? 0)).toBe('06-02T02:10');
    expect(between(june(5, '02:10'), june(9, '02:10')).map(show)).toEqual(['06-06T02:10', '06-09T02:10']);
  });

  it.each([
    ['* * * * * *', 'Asia/Bangkok'],
    ['tonight', 'Asia/Bangkok'],
    ['10 2 * * *', 'Asia/Atlantis'],
    ['0 0 31 2 *', 'Asia/Bangkok'],
  ])('that cannot be kept is refused: %s %s', async (expression, zone) => {
    await expect(createTimetable(expression, zone)).rejects.toThrow(ScheduleError);
  });
});

describe('a schedule in the foreground', () => {
  it('waits for its times, and shows the next two', async () => {
    const bench = await prepare(june(1, '12:00'), june(3, '00:00'));
    expect(await keepSchedule(bench.deps)).toBe(0);
    expect(bench.begun).toEqual(['night 06-02T02:10 at 06-02T02:10', 'day 06-02T09:30 at 06-02T09:30']);
    expect(bench.waits[0]).toBe('06-02T02:10 06-02T09:30');
  });

  it('that slept through nights catches up the last one, and knows the others as missed', async () => {
    const bench = await prepare(june(1, '12:00'), june(5, '15:00'));
    let slept = false;
    const { deps } = bench;
    const { clock } = deps;
    const sleepy: Clock = {
      nowMs: () => clock.nowMs(),
      sleep: async (ms, signal) => {
        if (!slept) bench.setNow(june(5, '14:00'));
        slept = true;
        await clock.sleep(ms, signal);
      },
    };
    await keepSchedule({ ...deps, clock: sleepy });
    expect(bench.begun).toEqual(['night 06-05T02:10 at 06-05T14:00']);
    const missed = await findMissedNights(deps, june(5, '15:00'));
    expect(missed.map(({ plannedAt, begun }) => [show(Date.parse(plannedAt)), begun])).toEqual([
      ['06-02T02:10', false],
      ['06-03T02:10', false],
      ['06-04T02:10', false],
    ]);
  });

  it('goes on with a night that was stopped, and ends with 130', async () => {
    const bench = await prepare(june(1, '12:00'), june(2, '12:00'), [130]);
    expect(await keepSchedule(bench.deps)).toBe(130);
    const again = await prepare(june(2, '03:00'), june(2, '04:00'));
    again.deps.sinceMs = june(1, '12:00');
    expect(await keepSchedule(again.deps)).toBe(0);
    expect(again.begun).toEqual(['night 06-02T02:10 at 06-02T03:00']);
    expect((await readNights(store, 's', 'night', 0)).map(({ exitCode }) => exitCode)).toEqual([0]);
  });
});

describe('--once', () => {
  it('runs at once where it never ran, then only what is due', async () => {
    const { deps, begun, setNow } = await prepare(june(1, '12:00'), june(9, '00:00'), [3]);
    expect(await doWhatIsDue(deps)).toBe(3);
    expect(await doWhatIsDue(deps)).toBe(0);
    setNow(june(2, '02:10'));
    await doWhatIsDue(deps);
    setNow(june(2, '09:31'));
    await doWhatIsDue(deps);
    await doWhatIsDue(deps);
    expect(begun.map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
      'night 06-01T02:10',
      'night 06-02T02:10',
      'day 06-02T09:30',
    ]);
  });

  it('a night that ended in an error is missed, and is not repeated', async () => {
    const { deps, setNow } = await prepare(june(1, '01:00'), june(9, '00:00'), [0, 1, 0, 5]);
    for (const day of [1, 2, 3, 4]) {
      setNow(june(day, '02:10'));
      await doWhatIsDue(deps);
    }
    const missed = await findMissedNights(deps, june(4, '12:00'));
    expect(missed).toEqual([
      { plannedAt: new Date(june(2, '02:10')).toISOString(), exitCode: 1, begun: true },
    ]);
  });
});
