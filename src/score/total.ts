import type { Aggregation, Checklist } from '../checklist/schema.ts';
import type { ResultScore } from '../result/schema.ts';
import type { Range } from './score.ts';

/** What the surveys gave, each out of 100. */
export interface SurveyTotals {
  iit: number;
  /** of those who were served */
  eit1: number;
  /** of those who observe from outside */
  eit2: number;
}

export type ItaTotal = NonNullable<ResultScore['total']>;

/**
 * The ITA total with the surveys' scores: IIT, EIT (the mean of its two parts) and OIT by their shares, over the range
 * of the OIT. `grade` is null where the range straddles a bound; `gradeLow` and `gradeHigh` say between which.
 *
 * @returns null where the OIT has no expected score, or the checklist does not know the shares
 */
export function computeTotal(
  surveys: SurveyTotals,
  oit: Range,
  aggregation: Aggregation | null,
  grades: Checklist['grades'],
): ItaTotal | null {
  if (aggregation === null || oit.expected === null) return null;
  const { instruments } = aggregation;
  const { iit, eit1, eit2 } = surveys;
  const eit = (eit1 + eit2) / 2;
  const totalWith = (points: number): number =>
    round(instruments.iit * iit + instruments.eit * eit + instruments.oit * points);
  const gradeWith = (points: number): ItaTotal['grade'] => {
    const total = totalWith(points);
    const least = Math.min(iit, eit1, eit2, points);
    // Best first among those that ask for the same total: the better one asks more of each instrument.
    const found = grades
      .toSorted((a, b) => b.minTotal - a.minTotal)
      .find(({ minTotal, minInstrument }) => total >= minTotal && least >= (minInstrument ?? 0));
    return found === undefined ? null : { id: found.id, nameTh: found.nameTh, nameEn: found.nameEn };
  };
  const [gradeLow, gradeHigh] = [gradeWith(oit.low), gradeWith(oit.high)];
  return {
    iit,
    eit: round(eit),
    eit1,
    eit2,
    expected: totalWith(oit.expected),
    low: totalWith(oit.low),
    high: totalWith(oit.high),
    grade: gradeLow?.id === gradeHigh?.id ? gradeLow : null,
    gradeLow,
    gradeHigh,
  };
}

/** To the two decimals that results are published with. */
function round(points: number): number {
  return Math.round((points + Number.EPSILON) * 100) / 100;
}
