import { fiscalYearEnd, fiscalYearOf, fiscalYearStart } from '../text/fiscal-year.ts';
import type { Effort } from './effort.ts';

/** ISO days, both included. */
export interface Period {
  from: string;
  to: string;
}

/** Months of the fiscal year after which agencies report progress (published reports: รอบ 3, 6, 9 และ 12 เดือน). */
export const followUpMonths = [3, 6, 9, 12] as const;
export type FollowUpMonths = (typeof followUpMonths)[number];

/** One round of follow-up: the quarter that it reports on, ISO days. */
export interface Round extends Period {
  months: FollowUpMonths;
}

/** Suggested length of the work in days; a person puts in the real one. */
const suggestedDays: Readonly<Record<Effort, number>> = {
  look: 14,
  reach: 14,
  form: 30,
  update: 60,
  create: 90,
};

/** Less than this before the end of a fiscal year is too short to be cut at it. */
const leastDays = 14;

const dayMs = 86_400_000;

function addDays(isoDay: string, days: number): string {
  return new Date(Date.parse(`${isoDay}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** A period to suggest: from `asOf` on, never in the past, within the fiscal year where enough of it is left. */
export function suggestPeriod(asOf: string, effort: Effort): Period {
  const wanted = addDays(asOf, suggestedDays[effort]);
  const yearEnd = fiscalYearEnd(fiscalYearOf(asOf));
  return { from: asOf, to: wanted > yearEnd && addDays(asOf, leastDays) <= yearEnd ? yearEnd : wanted };
}

/** The four rounds of a Buddhist fiscal year: 2568 → quarters from 2024-10-01 to 2025-09-30. */
export function roundsOf(fiscalYear: number): Round[] {
  const [startYear = 0, startMonth = 1] = fiscalYearStart(fiscalYear).split('-').map(Number);
  const firstOf = (months: number): string =>
    new Date(Date.UTC(startYear, startMonth - 1 + months, 1)).toISOString().slice(0, 10);
  return followUpMonths.map((months) => ({
    months,
    from: firstOf(months - 3),
    to: addDays(firstOf(months), -1),
  }));
}
