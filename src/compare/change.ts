import { compareRuns } from '../history/compare-runs.ts';
import type { Comparison } from '../history/comparison-schema.ts';
import { digestResult } from '../history/digest.ts';
import type { Result } from '../result/schema.ts';
import { type CellState, cellStateOf, pointsOf } from './cell-state.ts';
import type { AgencyChange, ItemMove } from './schema.ts';
import { standingOf } from './standing.ts';

/** What became of an agency from an earlier result to this one, codes matched by what the items are about. */
export function changeOf(older: Result, newer: Result): { change: AgencyChange; comparison: Comparison } {
  const before = new Map(older.items.map((item) => [item.code, cellStateOf(item)]));
  const after = new Map(newer.items.map((item) => [item.code, cellStateOf(item)]));
  const comparison = compareRuns(digestResult(older), digestResult(newer));
  const moves = comparison.items.flatMap(({ code, olderCode, causes, certain }): ItemMove[] => {
    const [from, to] = [before.get(olderCode), after.get(code)];
    return from === undefined || to === undefined ? [] : [{ code, olderCode, from, to, causes, certain }];
  });
  const [from, to] = [scoreOf(older), scoreOf(newer)];
  const change = {
    key: newer.agency.key,
    name: newer.agency.name,
    from,
    to,
    standing: from === null || to === null ? null : standingOf(to, from),
    better: moves.filter((move) => directionOf(move) > 0),
    worse: moves.filter((move) => directionOf(move) < 0),
  };
  return { change, comparison };
}

/** Positive: better. Nothing is said where either was not decided: a review may be as good as before. */
export function directionOf({ from, to }: { from: CellState; to: CellState }): number {
  const [before, after] = [pointsOf(from), pointsOf(to)];
  return before === null || after === null ? 0 : after - before;
}

/** The range of a result; null where nothing could be looked at. */
export function scoreOf({ site, score }: Result): AgencyChange['from'] {
  if (!site.reachable || score === null) return null;
  const { expected, low, high } = score;
  return { expected, low, high };
}
