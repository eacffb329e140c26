import { effortCost } from '../plan/effort.ts';
import type { AgencyRow, Fix } from './schema.ts';
import type { ItemMeta } from './summarise.ts';

/**
 * One kind of work on one item over all agencies that need it, by the points that it surely gains per step of work; of
 * equal ones what gains more in all, then the checklist's order. Under one aggregation rule gains add up, so the sum of the
 * least is a lower bound and the sum of the most an upper one.
 */
export function rankFixesOverAll(rows: readonly AgencyRow[], items: readonly ItemMeta[]): Fix[] {
  const fixes = new Map<string, Fix>();
  for (const { open } of rows) {
    for (const { code, effort, gainLow, gainHigh } of open) {
      if (gainLow === null || gainHigh === null) continue;
      const id = `${code} ${effort}`;
      const fix = fixes.get(id) ?? {
        code,
        effort,
        agencies: 0,
        gainLow: 0,
        gainHigh: 0,
        cost: 0,
        perEffort: 0,
      };
      fix.agencies += 1;
      fix.gainLow += Math.max(0, gainLow);
      fix.gainHigh += Math.max(0, gainHigh);
      fix.cost += effortCost(effort);
      fixes.set(id, fix);
    }
  }
  const order = new Map(items.map(({ code }, at) => [code, at]));
  return [...fixes.values()]
    .filter(({ gainHigh }) => gainHigh > 0)
    .map((fix) => ({ ...fix, perEffort: fix.gainLow / fix.cost }))
    .toSorted(
      (a, b) =>
        b.perEffort - a.perEffort ||
        b.gainLow - a.gainLow ||
        (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0),
    );
}
