/** What may have changed about an item between two runs. */
export const changeKinds = [
  /** the verdict is another */
  'verdict',
  /** there was no evidence, and now there is */
  'evidence-found',
  /** the evidence is no longer there; never said when we could not look */
  'evidence-gone',
  /** the same bytes stand at another address */
  'evidence-moved',
  /** other content stands at the address, or another address answers the item now */
  'evidence-replaced',
  /** the evidence named no year, and now does */
  'newly-dated',
  /** the evidence is of another year */
  'year',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What made it change. */
export const changeCauses = [
  'site',
  'checklist',
  /** version of this program, or of what it reads documents with */
  'tool',
  /** what was asked of the run: budgets, hosts, declared addresses */
  'options',
  /** a due date passed, or something grew too old, while nothing else changed */
  'calendar',
  /** one of the two runs could not look; nothing is known to have changed */
  'could-not-look',
] as const;
export type ChangeCause = (typeof changeCauses)[number];

/** Where an item stands, see `follow-item.ts`. */
export const itemStates = [
  /** as good as it ever was by the present checklist */
  'good',
  /** worse than last seen, not yet confirmed */
  'suspected',
  /** worse than last seen, confirmed at other hours */
  'regressed',
  /** as good as before again, not yet confirmed */
  'recovering',
  /** never seen to score */
  'low',
  /** never a verdict: a person has to look, or nobody could */
  'unknown',
] as const;
export type ItemState = (typeof itemStates)[number];
