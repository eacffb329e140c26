/** A score with the range that it surely lies in, out of 100. */
export interface Range {
  low: number;
  high: number;
}

/** Where one range lies beside another; ranges that overlap count as equal. */
export const standings = ['below', 'level', 'above'] as const;
export type Standing = (typeof standings)[number];

/** Where `one` lies beside `other`. Ranges that only touch overlap too. */
export function standingOf(one: Range, other: Range): Standing {
  if (one.high < other.low) return 'below';
  return one.low > other.high ? 'above' : 'level';
}

/** Fewer than these give away what single agencies have. */
export const leastForMedian = 5;

/**
 * A quantile by linear interpolation; null of nothing.
 *
 * @param share 0–1; 0.5 is the median
 */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (at - Math.floor(at));
}
