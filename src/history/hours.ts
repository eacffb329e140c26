/** How often, and when, something has to be seen before it is believed. */
export interface ConfirmRule {
  /** times that it has to be seen */
  looks: number;
  /** at least this far apart */
  minApartMinutes: number;
  /** one of them between these times of day in Thailand, minutes after midnight; null: at any */
  within: { fromMinute: number; toMinute: number } | null;
}

/** Small servers are off at night: what fails only then is not believed. */
export const officeHours = { fromMinute: 8 * 60 + 30, toMinute: 16 * 60 + 30 } as const;

/** A regression: seen twice, an hour apart at least, once of it in office hours. */
export const failureRule: ConfirmRule = { looks: 2, minApartMinutes: 60, within: officeHours };

/** A recovery: that something is there can be seen at night too. */
export const recoveryRule: ConfirmRule = { looks: 2, minApartMinutes: 60, within: null };

/** What a confirmation still lacks. */
export type Lack = 'another-look' | 'office-hours';

/**
 * What is missing until instants (ISO, UTC, ascending) confirm what was seen at them; null when nothing is.
 */
export function findLack(instants: readonly string[], rule: ConfirmRule): Lack | null {
  let apart = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const at of instants.map((instant) => Date.parse(instant))) {
    if (at - last < rule.minApartMinutes * 60_000) continue;
    apart++;
    last = at;
  }
  const { within } = rule;
  if (within !== null && !instants.some((at) => isWithin(at, within))) return 'office-hours';
  return apart < rule.looks ? 'another-look' : null;
}

/** Thailand has kept UTC+7 without summer time since 1920 (IANA Asia/Bangkok). */
const bangkokOffsetMs = 7 * 3_600_000;

/** Whether an instant lies between two times of day in Thailand, the last one left out. */
export function isWithin(
  instant: string,
  { fromMinute, toMinute }: { fromMinute: number; toMinute: number },
): boolean {
  const minute = Math.floor(((Date.parse(instant) + bangkokOffsetMs) / 60_000) % (24 * 60));
  return minute >= fromMinute && minute < toMinute;
}

/** The day in Thailand that an instant lies in, `2025-06-15`. */
export function dayInThailand(instant: string): string {
  return new Date(Date.parse(instant) + bangkokOffsetMs).toISOString().slice(0, 10);
}
