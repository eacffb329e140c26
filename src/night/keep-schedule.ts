import type { Timetable } from './timetable.ts';
import { findDueDay, findDueNight } from './plan.ts';
import { type NightDeps, runDay, runNight, runProbes, tell } from './run-night.ts';

/** What a schedule in the foreground does beside its nights. */
export interface ScheduleDeps extends NightDeps {
  /** light probes in between; null: none */
  probes: Timetable | null;
  /** begins to wait for the next two times */
  onWait: (times: number[]) => void;
  /** something begins */
  onBegin: (what: 'night' | 'day', plannedMs: number) => void;
  /** something ended */
  onEnd: (what: 'night' | 'day', exitCode: number) => void;
}

/** A machine that wakes from sleep notices within this time that something is due. */
const stepMs = 30_000;
const interrupted = 130;

/**
 * Keeps a schedule until it is told to stop. One thing is done at a time, so it never overlaps itself; what was slept through is
 * caught up, once.
 *
 * @returns 130 when it was stopped in the middle of something, which then goes on the next time; else 0
 */
export async function keepSchedule(deps: ScheduleDeps): Promise<number> {
  const { clock, signal } = deps;
  let probedMs = clock.nowMs();
  // What could not be sent before the last end, and nights that were missed since.
  await tellSafely(deps);
  while (!signal.aborted) {
    const exitCode = await doDue(deps, false);
    if (exitCode === interrupted || signal.aborted) return exitCode ?? 0;
    if (exitCode !== null) continue;
    const nowMs = clock.nowMs();
    if (deps.probes !== null && (deps.probes.last(nowMs) ?? 0) > probedMs) {
      probedMs = nowMs;
      await runProbes(deps);
      continue;
    }
    const wakeMs = Math.min(
      ...[deps.night, deps.day, deps.probes].flatMap((one) => (one === null ? [] : [one.next(nowMs)])),
    );
    deps.onWait(nextTimes(deps, nowMs));
    await waitUntil(wakeMs, deps);
  }
  return 0;
}

/**
 * Does what is due now and ends: for systemd, cron, Task Scheduler and workflows. A schedule that never ran runs.
 *
 * @returns the exit code; 0 where nothing is due
 */
export async function doWhatIsDue(deps: ScheduleDeps): Promise<number> {
  const codes: number[] = [];
  // At most a night and a look by day.
  for (let count = 0; count < 2 && !deps.signal.aborted; count++) {
    const exitCode = await doDue(deps, true);
    if (exitCode === null) break;
    codes.push(exitCode);
  }
  if (codes.length === 0) return (await tell(deps)) ? 0 : 1;
  return worstOf(codes);
}

/** The first that applies, in the order of the contract. */
const order = [130, 1, 2, 5, 6, 4, 3, 0];

/** The exit code of several commands together: the first that applies, in the contract's order. */
export function worstOf(codes: readonly number[]): number {
  return order.find((code) => codes.includes(code)) ?? (codes.length === 0 ? 0 : 1);
}

async function doDue(deps: ScheduleDeps, isFirstDue: boolean): Promise<number | null> {
  const night = await findDueNight(deps, deps.clock.nowMs(), isFirstDue);
  if (night !== null) {
    deps.onBegin('night', night);
    const exitCode = await runNight(night, deps);
    deps.onEnd('night', exitCode);
    return exitCode;
  }
  const day = await findDueDay(deps, deps.clock.nowMs());
  if (day === null) return null;
  deps.onBegin('day', day);
  const exitCode = await runDay(day, deps);
  deps.onEnd('day', exitCode);
  return exitCode;
}

function nextTimes({ night, day }: ScheduleDeps, nowMs: number): number[] {
  const times = [night, day].flatMap((one) => {
    if (one === null) return [];
    const first = one.next(nowMs);
    return [first, one.next(first)];
  });
  return times.toSorted((a, b) => a - b).slice(0, 2);
}

/** Timers stand still while a machine sleeps, and the clock does not: it is asked again and again. */
async function waitUntil(ms: number, { clock, signal }: ScheduleDeps): Promise<void> {
  while (!signal.aborted) {
    const leftMs = ms - clock.nowMs();
    if (leftMs <= 0) return;
    try {
      await clock.sleep(Math.min(leftMs, stepMs), signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

async function tellSafely(deps: ScheduleDeps): Promise<void> {
  try {
    await tell(deps);
  } catch (error) {
    deps.onProblem('notices', error);
  }
}
