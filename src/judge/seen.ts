import type { AttachedTarget } from '../match/candidate.ts';
import type { AgencyType } from '../result/vocabulary.ts';
import type { Content } from './content.ts';
import type { ElementFinding } from './elements.ts';

/** What the judge goes by, besides what is seen. */
export interface JudgeContext {
  checklistYear: number;
  asOf: string;
  agencyType: AgencyType | null;
  /** words that stand where content will be one day, folded */
  placeholders: readonly string[];
}

/** What is seen of one candidate. */
export interface Seen {
  content: Content | null;
  /** that count for the wanted year */
  documents: AttachedTarget[];
  all: AttachedTarget[];
  elements: ElementFinding[];
}
