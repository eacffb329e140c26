import type { ReasonCode } from '../result/vocabulary.ts';
import { type CellState, cellStates } from './cell-state.ts';
import type { AgencyRow, ItemRow } from './schema.ts';
import type { ItemMeta } from './summarise.ts';

/** How many agencies each item stands how at, and what keeps it from full marks, over those that were looked at. */
export function countItems(items: readonly ItemMeta[], rows: readonly AgencyRow[]): ItemRow[] {
  const looked = rows.filter(({ view }) => view === 'looked');
  return items.map((item, at) => ({
    ...item,
    counts: countStates(looked.map(({ cells }) => cells[at] ?? 'absent')),
    causes: countCauses(
      looked.flatMap(({ cells, reasons }) => {
        const [state, reason] = [cells[at], reasons[at] ?? null];
        return reason !== null && (state === 'fail' || state === 'partial') ? [reason] : [];
      }),
    ),
  }));
}

/** Every state with its number. */
export function countStates(cells: readonly CellState[]): Record<CellState, number> {
  const counts = Object.fromEntries(cellStates.map((state) => [state, 0])) as Record<CellState, number>;
  for (const state of cells) counts[state] += 1;
  return counts;
}

function countCauses(reasons: readonly ReasonCode[]): ItemRow['causes'] {
  const counts = new Map<ReasonCode, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, agencies]) => ({ reason, agencies }))
    .toSorted((a, b) => b.agencies - a.agencies || (a.reason < b.reason ? -1 : 1));
}
