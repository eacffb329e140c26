import { type CellState, pointsOf } from './cell-state.ts';
import { CompareError } from './error.ts';
import type { AgencyRow, Overview } from './schema.ts';
import { leastForMedian, quantile } from './standing.ts';

/** What one agency may be given of a comparison: its own row and the median of all. */
export interface AgencyShare {
  row: AgencyRow;
  median: Overview['median'];
  /** the middle agency's state by item, over those where it was decided; null below five of them */
  medianCells: (CellState | null)[];
}

/**
 * The part of a comparison that is made to be shared with one agency. Nothing of any other stands in it, and no rank.
 *
 * @throws CompareError when the comparison has no such agency
 */
export function shareOf({ agencies, items, median }: Overview, key: string): AgencyShare {
  const row = agencies.find((one) => one.key === key || one.id === key);
  if (row === undefined) {
    throw new CompareError(
      `ไม่มีหน่วยงานรหัส "${key}" ในการเปรียบเทียบนี้ · there is no agency "${key}" in this comparison: its keys are in agencies.ndjson and in the call sheet.`,
    );
  }
  return {
    row,
    median,
    medianCells: items.map((_, at) => middleState(agencies.map(({ cells }) => cells[at]))),
  };
}

function middleState(cells: readonly (CellState | undefined)[]): CellState | null {
  const points = cells.flatMap((state) => (state === undefined ? [] : (pointsOf(state) ?? [])));
  if (points.length < leastForMedian) return null;
  const middle = quantile(points, 0.5) ?? 0;
  if (middle === 100) return 'pass';
  return middle === 0 ? 'fail' : 'partial';
}
