import type { ChecklistItem } from '../checklist/schema.ts';
import type { JudgedItem, Search } from '../judge/item.ts';

/** One item after its candidates were judged. */
export interface FirstLook {
  item: ChecklistItem;
  judged: JudgedItem;
  search: Search;
  /** a person named where it is */
  isDeclared: boolean;
}
