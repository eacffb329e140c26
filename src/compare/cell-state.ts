import type { ResultItem } from '../result/schema.ts';
import { couldNotLookReasons, verdictScores } from '../result/vocabulary.ts';

/**
 * How an item of an agency stands in a comparison. `look`: a person has to decide; `unseen`: the program could not look,
 * which says nothing about the agency; `absent`: the agency's checklist has no such item, or it was not asked for.
 */
export const cellStates = ['pass', 'partial', 'fail', 'look', 'unseen', 'not-applicable', 'absent'] as const;
export type CellState = (typeof cellStates)[number];

/** The state of an item by the verdict that counts. */
export function cellStateOf({ effective, reasons }: Pick<ResultItem, 'effective' | 'reasons'>): CellState {
  if (effective.verdict !== 'review') return effective.verdict;
  const reason = reasons[0]?.code;
  return reason !== undefined && couldNotLookReasons.has(reason) ? 'unseen' : 'look';
}

/** Points of an item where it has any: what a person or nobody could look at has none. */
export function pointsOf(state: CellState): number | null {
  switch (state) {
    case 'look':
    case 'unseen':
    case 'absent':
      return null;
    case 'pass':
    case 'partial':
    case 'fail':
    case 'not-applicable':
      return verdictScores[state];
  }
}
