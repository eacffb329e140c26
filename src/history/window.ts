import type { Checklist } from '../checklist/schema.ts';

/** First and last day of a stretch of time, ISO, both included. */
export interface DaySpan {
  from: string;
  to: string;
}

/** The assessment window of a checklist's fiscal year; null where the checklist knows none. */
export function assessmentWindow({ window, fiscalYear }: Checklist): DaySpan | null {
  if (window === undefined) return null;
  const first = dayOf(fiscalYear, window.fromMonth, 1);
  // Day 0 of the month after is the last day of the month.
  const last = dayOf(fiscalYear, window.toMonth, 0, 1);
  return first <= last ? { from: first, to: last } : null;
}

/** A Thai fiscal year begins in October of the year before: 2568 is October 2024 to September 2025. */
function dayOf(fiscalYear: number, month: number, day: number, monthsLater = 0): string {
  const year = fiscalYear - 543 - (month >= 10 ? 1 : 0);
  return new Date(Date.UTC(year, month - 1 + monthsLater, day)).toISOString().slice(0, 10);
}
