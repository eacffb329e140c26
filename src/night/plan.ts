import { dayInThailand } from '../history/hours.ts';
import { type NightRow, readNights } from '../store/nights.ts';
import type { Store } from '../store/store.ts';
import type { MissedNight } from './notices/notice.ts';
import type { Timetable } from './timetable.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A look by day that comes later than this has missed its hours. */
const maxDayDelayMs = 4 * hourMs;
/** Older ones are nobody's news. */
const maxMissedAgeMs = 60 * dayMs;
/** Exit codes of a night on which the site was looked at, or could be seen not to answer. */
const looked = new Set([0, 3, 4, 5]);

/** What is planned, and since when. */
export interface Planned {
  store: Store;
  schedule: string;
  night: Timetable;
  /** null: no looks by day */
  day: Timetable | null;
  sinceMs: number;
}

/**
 * When the night was planned that has to be run now; null: none. One that was slept through, or killed, is caught up; of several
 * only the last.
 *
 * @param isFirstDue a schedule that never ran has a night due at once
 */
export async function findDueNight(
  plan: Planned,
  nowMs: number,
  isFirstDue: boolean,
): Promise<number | null> {
  const plannedMs = plan.night.last(nowMs);
  const rows = await readNights(plan.store, plan.schedule, 'night', 0);
  if (rows.length === 0 && isFirstDue) return plannedMs ?? nowMs;
  if (plannedMs === null || (plannedMs < plan.sinceMs && rows.every((row) => row.plannedMs !== plannedMs)))
    return null;
  return isFinished(rows, plannedMs) ? null : plannedMs;
}

/** When the look by day was planned that has to be taken now; null: none. */
export async function findDueDay(plan: Planned, nowMs: number): Promise<number | null> {
  const plannedMs = plan.day?.last(nowMs) ?? null;
  if (plannedMs === null || plannedMs < plan.sinceMs || nowMs - plannedMs > maxDayDelayMs) return null;
  return isFinished(await readNights(plan.store, plan.schedule, 'day', plannedMs), plannedMs)
    ? null
    : plannedMs;
}

/** The planned nights on which nobody looked, but for the one that is still to be caught up. */
export async function findMissedNights(plan: Planned, nowMs: number): Promise<MissedNight[]> {
  const fromMs = Math.max(plan.sinceMs, nowMs - maxMissedAgeMs);
  const rows = await readNights(plan.store, plan.schedule, 'night', fromMs);
  const times = plan.night.between(fromMs, nowMs);
  return times.flatMap((plannedMs, index) => {
    const row = rows.find((one) => one.plannedMs === plannedMs);
    const isFinal = row !== undefined && row.finishedMs !== null;
    if (!isFinal && index === times.length - 1) return [];
    if (isFinal && looked.has(row.exitCode ?? 1)) return [];
    return [
      {
        plannedAt: new Date(plannedMs).toISOString(),
        exitCode: isFinal ? row.exitCode : null,
        begun: row !== undefined,
      },
    ];
  });
}

/** The sign of life that is due since this week's Monday 07:00 in Thailand; null in a schedule's first week. */
export async function findDueWeek(
  plan: Planned,
  nowMs: number,
): Promise<{ id: string; nights: { planned: number; done: number } } | null> {
  const today = Date.parse(`${dayInThailand(new Date(nowMs).toISOString())}T00:00:00Z`);
  // 1 January 1970 was a Thursday.
  const sinceMonday = (today / dayMs + 3) % 7;
  const monday = new Date(today - sinceMonday * dayMs).toISOString().slice(0, 10);
  const dueMs = Date.parse(`${monday}T07:00:00+07:00`);
  if (nowMs < dueMs || plan.sinceMs > dueMs) return null;
  const fromMs = Math.max(plan.sinceMs, dueMs - 7 * dayMs);
  const planned = plan.night.between(fromMs, dueMs);
  const rows = await readNights(plan.store, plan.schedule, 'night', fromMs);
  const done = planned.filter((at) =>
    rows.some(
      ({ plannedMs, finishedMs, exitCode }) =>
        plannedMs === at && finishedMs !== null && looked.has(exitCode ?? 1),
    ),
  );
  return { id: `weekly ${monday}`, nights: { planned: planned.length, done: done.length } };
}

function isFinished(rows: readonly NightRow[], plannedMs: number): boolean {
  return rows.some((row) => row.plannedMs === Math.floor(plannedMs) && row.finishedMs !== null);
}
