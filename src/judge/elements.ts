import type { ChecklistElement, ChecklistItem } from '../checklist/schema.ts';
import { type AgencyType, localGovernmentTypes } from '../result/vocabulary.ts';
import { findYears, fiscalYearStart } from '../text/fiscal-year.ts';
import type { Content } from './content.ts';
import { evaluateCue } from './cues.ts';
import { wantedYear } from './year.ts';

/** What is known of one required element in one candidate. */
export interface ElementFinding {
  element: ChecklistElement;
  /** null: it may stand in a document that was not read, or the year beside it is not told */
  found: boolean | null;
  quote: string | null;
  count: { complete: number; people: number } | null;
  /** the element is there, for these years and not for the wanted one */
  wrongYears: number[];
}

export interface ElementContext {
  checklistYear: number;
  /** ISO day on which it is judged */
  asOf: string;
  agencyType: AgencyType | null;
}

/** The elements that an agency of this type owes today. An unknown type owes what all owe. */
export function applicableElements(item: ChecklistItem, agencyType: AgencyType | null): ChecklistElement[] {
  return item.elements.filter(
    ({ agencyTypes }) =>
      agencyTypes === undefined || (agencyType !== null && agencyTypes.includes(agencyType)),
  );
}

/** Whether what an agency owes of this item depends on its kind, which nobody told us. */
export function dependsOnUnknownType(item: ChecklistItem, agencyType: AgencyType | null): boolean {
  if (agencyType !== null) return false;
  return item.elements.some(
    ({ agencyTypes, strict }) =>
      strict && (agencyTypes?.some((type) => localGovernmentTypes.includes(type)) ?? false),
  );
}

/** ISO day after which an element may be asked for, null when it always may. */
export function dueDate(element: ChecklistElement, checklistYear: number): string | null {
  if (element.dueAfterMonths === undefined) return null;
  const start = new Date(`${fiscalYearStart(checklistYear)}T00:00:00Z`);
  start.setUTCMonth(start.getUTCMonth() + element.dueAfterMonths);
  start.setUTCDate(start.getUTCDate() - 1);
  return start.toISOString().slice(0, 10);
}

/** Whether an element is not owed yet on the day of the check. */
export function isNotDue(element: ChecklistElement, context: ElementContext): boolean {
  const due = dueDate(element, context.checklistYear);
  return due !== null && context.asOf <= due;
}

/**
 * Looks for each element by its cues in what a candidate shows itself.
 *
 * @param mayBeInDocument a document hangs on the candidate that was not read: what is not shown is open
 */
export function judgeElements(
  item: ChecklistItem,
  content: Content | null,
  mayBeInDocument: boolean,
  context: ElementContext,
): ElementFinding[] {
  return applicableElements(item, context.agencyType).map((element) => {
    // Of people only how many are complete is told.
    const mayQuote = !element.cues.some((cue) => cue.kind === 'people');
    if (content === null) return finding(element, mayBeInDocument ? null : false);
    const rule = element.year ?? item.year;
    const want = wantedYear(rule, context.checklistYear);
    let count: ElementFinding['count'] = null;
    for (const cue of element.cues) {
      const found = evaluateCue(cue, content, want ?? context.checklistYear);
      count ??= found.count ?? null;
      // People who are shown speak for themselves: one without a contact is not made up for by a word elsewhere.
      if (!found.found && found.count !== undefined) return { ...finding(element, false), count };
      if (!found.found) continue;
      const years = element.year === undefined || want === null ? null : yearsIn(content);
      if (years === null || years.includes(want ?? 0))
        return { ...finding(element, true), quote: mayQuote ? found.quote : null, count };
      if (years.length === 0)
        return { ...finding(element, null), quote: mayQuote ? found.quote : null, count };
      return {
        ...finding(element, mayBeInDocument ? null : false),
        quote: mayQuote ? found.quote : null,
        count,
        wrongYears: years,
      };
    }
    return { ...finding(element, mayBeInDocument ? null : false), count };
  });
}

function finding(element: ChecklistElement, found: boolean | null): ElementFinding {
  return { element, found, quote: null, count: null, wrongYears: [] };
}

function yearsIn(content: Content): number[] {
  const years = findYears([...content.titles, content.main.original].join('\n'))
    .filter((mention) => !mention.isLaw)
    .flatMap((mention) =>
      Array.from({ length: Math.min(mention.to - mention.from, 10) + 1 }, (_, index) => mention.from + index),
    );
  return [...new Set(years)].toSorted((a, b) => a - b);
}
