import { createHash } from 'node:crypto';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Thailand keeps no summer time. */
const bangkokOffsetMs = 7 * hourMs;
/** 08:30–16:30 on working days: small servers and lines are needed by people then (design rule of load). */
const office = { fromMs: 8.5 * hourMs, toMs: 16.5 * hourMs };

/** When office hours in Thailand end, in ms since the epoch; null when it is none now. Public holidays count as working days. */
export function officeHoursEndMs(nowMs: number): number | null {
  const localMs = nowMs + bangkokOffsetMs;
  const midnightMs = Math.floor(localMs / dayMs) * dayMs;
  // 1 January 1970 was a Thursday.
  const weekday = (Math.floor(localMs / dayMs) + 4) % 7;
  const sinceMidnightMs = localMs - midnightMs;
  const isOffice =
    weekday >= 1 && weekday <= 5 && sinceMidnightMs >= office.fromMs && sinceMidnightMs < office.toMs;
  return isOffice ? midnightMs + office.toMs - bangkokOffsetMs : null;
}

/**
 * How long after the start of the night an agency's turn comes: the same every night, and as good as evenly spread, so
 * that the agencies of one vendor do not all come at once.
 */
export function spreadMs(key: string, spreadHours: number): number {
  const hash = createHash('sha256').update(key).digest().readUInt32BE(0);
  return Math.floor((hash / 2 ** 32) * spreadHours * hourMs);
}

/** Minutes that an agency takes on the whole, pace included; measured on the loopback farm and on sample sites. */
const usualMinutes = 2;
/** The last quarter of a night is for what took longer, and for second tries. */
const spreadShare = 0.75;

/** Hours that the starts are spread over where nobody said: none for a list that is done within half an hour. */
export function chooseSpreadHours(agencies: number, jobs: number, maxHours: number): number {
  const neededHours = (agencies / jobs) * (usualMinutes / 60);
  return neededHours < 0.5 ? 0 : Math.min(maxHours * spreadShare, neededHours);
}
