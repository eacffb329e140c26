import { ScheduleError } from './error.ts';

/** When something is planned: a cron expression in a time zone. Times are in ms since the epoch. */
export interface Timetable {
  expression: string;
  timeZone: string;
  /** the first planned time after `ms` */
  next: (ms: number) => number;
  /** the last planned time at or before `ms`, null where there is none in the 366 days before */
  last: (ms: number) => number | null;
  /** planned times in (`fromMs`, `toMs`], oldest first, the latest `maxBetween` of them */
  between: (fromMs: number, toMs: number) => number[];
}

const yearMs = 366 * 24 * 3_600_000;
/** More missed nights than this are told as "many" anyway. */
const maxBetween = 400;

/**
 * Reads a cron expression of five fields (minute, hour, day, month, weekday).
 *
 * @throws ScheduleError when expression or time zone cannot be read, or nothing is ever planned
 */
export async function createTimetable(expression: string, timeZone: string): Promise<Timetable> {
  const { Cron } = await import('croner');
  let cron: InstanceType<typeof Cron>;
  let first: Date | null;
  try {
    // Five fields: with a field for seconds a slip would run a check every second.
    cron = new Cron(expression, { timezone: timeZone, mode: '5-part', paused: true });
    first = cron.nextRun(new Date(0));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ScheduleError(
      `อ่านตารางเวลา "${expression}" (${timeZone}) ไม่ได้ โปรดเขียนเช่น "10 2 * * *" คือทุกวัน 02:10 น. · the times "${expression}" (${timeZone}) cannot be read (${why}): write them like "10 2 * * *", 02:10 every day.`,
      { cause: error },
    );
  }
  if (first === null) throw neverPlanned(expression);
  const next = (ms: number): number => {
    const at = cron.nextRun(new Date(ms));
    if (at === null) throw neverPlanned(expression);
    return at.getTime();
  };
  const last = (ms: number): number | null => {
    // croner looks strictly before, to the second.
    const [at] = cron.previousRuns(1, new Date(Math.floor(ms / 1000) * 1000 + 1000));
    return at === undefined || ms - at.getTime() > yearMs ? null : at.getTime();
  };
  return {
    expression,
    timeZone,
    next,
    last,
    between(fromMs, toMs) {
      const times: number[] = [];
      let at = last(toMs);
      while (at !== null && at > fromMs && times.length < maxBetween) {
        times.unshift(at);
        at = last(at - 1000);
      }
      return times;
    },
  };
}

function neverPlanned(expression: string): ScheduleError {
  return new ScheduleError(
    `ตารางเวลา "${expression}" ไม่มีวันใดตรง · no day ever fits the times "${expression}".`,
  );
}
