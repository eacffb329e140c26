import type { Store } from './store.ts';

/** A whole run by night, or a light look by day. */
export type NightKind = 'night' | 'day';

/** One time of a schedule that was begun; times in ms since the epoch. */
export interface NightRow {
  plannedMs: number;
  startedMs: number;
  /** null: it still runs, or was killed */
  finishedMs: number | null;
  exitCode: number | null;
}

/**
 * Remembers what a schedule plans. With another expression or time zone its planned nights count from now on.
 *
 * @returns since when (ms since the epoch)
 */
export async function registerSchedule(
  { database }: Store,
  schedule: { name: string; nightCron: string; timeZone: string },
  nowMs: number,
): Promise<number> {
  const { name, nightCron, timeZone } = schedule;
  return await database.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('schedules').selectAll().where('name', '=', name).executeTakeFirst();
    if (known !== undefined && known.night_cron === nightCron && known.time_zone === timeZone)
      return known.since_ms;
    const values = { night_cron: nightCron, time_zone: timeZone, since_ms: Math.floor(nowMs) };
    await tx
      .insertInto('schedules')
      .values({ name, ...values })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
      .execute();
    return values.since_ms;
  });
}

/** Notes that a night begins, before anything is asked of the site: what is killed then is known to have been begun. */
export async function beginNight(
  { database }: Store,
  schedule: string,
  kind: NightKind,
  plannedMs: number,
  nowMs: number,
): Promise<void> {
  const values = { started_ms: Math.floor(nowMs), finished_ms: null, exit_code: null };
  await database
    .insertInto('nights')
    .values({ schedule, kind, planned_ms: Math.floor(plannedMs), ...values })
    .onConflict((conflict) => conflict.columns(['schedule', 'kind', 'planned_ms']).doUpdateSet(values))
    .execute();
}

export async function finishNight(
  { database }: Store,
  schedule: string,
  kind: NightKind,
  plannedMs: number,
  end: { nowMs: number; exitCode: number },
): Promise<void> {
  await database
    .updateTable('nights')
    .set({ finished_ms: Math.floor(end.nowMs), exit_code: end.exitCode })
    .where('schedule', '=', schedule)
    .where('kind', '=', kind)
    .where('planned_ms', '=', Math.floor(plannedMs))
    .execute();
}

/** The begun times of a schedule that were planned at `fromMs` or later, oldest first. */
export async function readNights(
  { database }: Store,
  schedule: string,
  kind: NightKind,
  fromMs: number,
): Promise<NightRow[]> {
  const rows = await database
    .selectFrom('nights')
    .selectAll()
    .where('schedule', '=', schedule)
    .where('kind', '=', kind)
    .where('planned_ms', '>=', Math.floor(fromMs))
    .orderBy('planned_ms')
    .execute();
  return rows.map(({ planned_ms, started_ms, finished_ms, exit_code }) => ({
    plannedMs: planned_ms,
    startedMs: started_ms,
    finishedMs: finished_ms,
    exitCode: exit_code,
  }));
}
