import type { ChecklistItem } from './schema.ts';

/** What became of items from one checklist to another. */
export const crosswalkKinds = ['same', 'moved', 'merged', 'split', 'regrouped', 'vanished', 'new'] as const;
export type CrosswalkKind = (typeof crosswalkKinds)[number];

/** Items that belong together because they share topics, on both sides. */
export interface CrosswalkRow {
  /**
   * `same`: one item under the same code; `moved`: under another; `merged`: several became one; `split`: one became
   * several; `regrouped`: several became several others; `vanished`, `new`: on one side only
   */
  kind: CrosswalkKind;
  /** topics that both sides have */
  topics: string[];
  /** codes of the first checklist, in its order */
  from: string[];
  /** codes of the second */
  to: string[];
  /** topics that these items no longer have */
  topicsGone: string[];
  /** topics that they did not have before */
  topicsNew: string[];
}

/** What decides: of a checklist, or of a result, whose items carry the same. */
type Item = Pick<ChecklistItem, 'code' | 'topics'>;

/**
 * Which items of two checklists are about the same, many to many. Nothing but the year-independent `topics` decides:
 * codes are renumbered and names reworded from year to year.
 *
 * @returns rows in the order of `from`, then what is only in `to`; every item of both stands in exactly one row
 */
export function crosswalk(
  from: { readonly items: readonly Item[] },
  to: { readonly items: readonly Item[] },
): CrosswalkRow[] {
  const left = new Set(from.items);
  const right = new Set(to.items);
  const rows: CrosswalkRow[] = [];
  for (const item of from.items) {
    if (!left.has(item)) continue;
    const group = gather(item, left, right);
    rows.push(describe(group.from, group.to));
  }
  for (const item of right) rows.push(describe([], [item]));
  return rows;
}

/** Takes from both sides what hangs together with an item by a chain of shared topics. */
function gather(start: Item, left: Set<Item>, right: Set<Item>): { from: Item[]; to: Item[] } {
  const found = { from: [start], to: [] as Item[] };
  left.delete(start);
  for (let grew = true; grew; ) {
    const to = take(right, found.from);
    found.to.push(...to);
    const more = take(left, found.to);
    found.from.push(...more);
    grew = to.length > 0 || more.length > 0;
  }
  return found;
}

function take(side: Set<Item>, others: readonly Item[]): Item[] {
  const topics = new Set(others.flatMap((other) => other.topics));
  const taken = [...side].filter((item) => item.topics.some((topic) => topics.has(topic)));
  for (const item of taken) side.delete(item);
  return taken;
}

function describe(from: readonly Item[], to: readonly Item[]): CrosswalkRow {
  const before = [...new Set(from.flatMap((item) => item.topics))];
  const after = [...new Set(to.flatMap((item) => item.topics))];
  return {
    kind: kindOf(from, to),
    topics: before.filter((topic) => after.includes(topic)),
    from: sortCodes(from),
    to: sortCodes(to),
    topicsGone: before.filter((topic) => !after.includes(topic)),
    topicsNew: after.filter((topic) => !before.includes(topic)),
  };
}

function kindOf(from: readonly Item[], to: readonly Item[]): CrosswalkKind {
  if (to.length === 0) return 'vanished';
  if (from.length === 0) return 'new';
  if (from.length === 1 && to.length === 1) return from[0]?.code === to[0]?.code ? 'same' : 'moved';
  if (to.length === 1) return 'merged';
  return from.length === 1 ? 'split' : 'regrouped';
}

function sortCodes(items: readonly Item[]): string[] {
  return items.map((item) => item.code).toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}
