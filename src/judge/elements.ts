import type { ChecklistElement, ChecklistItem, Cue } from '../checklist/schema.ts';
import { showsContent } from '../extract/emptiness.ts';
import type { LinkFacts } from '../snapshot/page-facts.ts';
import { type AgencyType, localGovernmentTypes } from '../result/vocabulary.ts';
import { findYears, fiscalYearStart } from '../text/fiscal-year.ts';
import type { Content } from './content.ts';
import type { CueContext } from './cue-finding.ts';
import { evaluateCue } from './cues.ts';
import type { ElementLikeness } from './likeness.ts';
import { withoutOtherYears } from './other-years.ts';
import { isDated, isStructural } from './cue-traits.ts';
import { whatVoids } from './voided.ts';
import { wantedYear } from './year.ts';

/** What is known of one required element in one candidate. */
export interface ElementFinding {
  element: ChecklistElement;
  /** null: it may stand in a document that was not read, or the year beside it is not told */
  found: boolean | null;
  quote: string | null;
  /** page, sheet or slide of the document that shows it, where it was found in one */
  page: number | null;
  /** address of the page or document that shows it; null where it was not found */
  sourceUrl: string | null;
  count: { complete: number; people: number } | null;
  /** the element is there, for these years and not for the wanted one */
  wrongYears: number[];
  /**
   * how much the likeliest line reads like what agencies write for it, 0–1, where no cue found it; null where a cue did,
   * or where nothing was learned of it
   */
  likeness: number | null;
  /** the content says that it does not have this, or no longer: a closed board */
  isVoided: boolean;
}

export interface ElementContext {
  checklistYear: number;
  /** ISO day on which it is judged */
  asOf: string;
  agencyType: AgencyType | null;
  /** see `CueContext` */
  properName: string | null;
  /** what the cues do not know may be told by how it reads */
  likeness: ElementLikeness;
}

/** A place where elements may stand. */
export interface ElementSource {
  url: string;
  /** null: nothing of it was read */
  content: Content | null;
  /** what it does not show is open: it was not read, or not as a whole */
  isOpen: boolean;
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
 * Looks for each element by its cues, in every source by itself: the first that shows it is named. What no source
 * shows is missing only where every source was read as a whole.
 *
 * @param sources in the order in which they are asked
 */
export function judgeElements(
  item: ChecklistItem,
  sources: readonly ElementSource[],
  context: ElementContext,
): ElementFinding[] {
  return applicableElements(item, context.agencyType).map((element) => {
    const findings: ElementFinding[] = [];
    for (const source of sources) {
      const finding = judgeElement(item, element, source, context);
      // People whom the page shows speak for themselves: one without a contact is not made up for by a file.
      if (finding.found === true || (finding.count !== null && source.content?.from === 'page'))
        return finding;
      findings.push(finding);
    }
    // What is of three months says so, however much a plan beside it reads like six.
    const denied = findings.find(({ isVoided, found }) => isVoided && found === false);
    if (denied !== undefined) return denied;
    const open = findings.find(({ found }) => found === null);
    // Of what is missing everywhere the one that tells most: for another year, or of some of the people.
    const telling = findings.find(({ wrongYears, count }) => wrongYears.length > 0 || count !== null);
    const finding = open ?? telling ?? findings[0] ?? unfound(element, false);
    const likeness = likenessIn(findings);
    // Whatever reads like it is of the years that are named there.
    const isOfPast = likeness !== null && areOfPastYears(sources, element, context.checklistYear);
    return { ...finding, likeness: isOfPast ? 0 : likeness };
  });
}

/** Whether all years that sources name lie before the one that an element is asked for, where it is asked for one of its own. */
function areOfPastYears(
  sources: readonly ElementSource[],
  { year }: ChecklistElement,
  checklistYear: number,
): boolean {
  const want = year === undefined ? null : wantedYear(year, checklistYear);
  if (want === null) return false;
  const years = sources.flatMap(({ content }) => (content === null ? [] : yearsIn(content, year?.namedOnly)));
  return years.length > 0 && years.every((named) => named < want);
}

/** Where none of the sources shows an element: how much the likeliest line of all of them reads like it. */
function likenessIn(findings: readonly ElementFinding[]): number | null {
  const known = findings.flatMap(({ likeness }) => likeness ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

/** An element that was not found: false missing, null open. */
export function unfound(element: ChecklistElement, found: false | null): ElementFinding {
  return {
    element,
    found,
    quote: null,
    page: null,
    sourceUrl: null,
    count: null,
    wrongYears: [],
    likeness: null,
    isVoided: false,
  };
}

function voided(element: ChecklistElement, isSure: boolean): ElementFinding {
  return { ...unfound(element, isSure ? false : null), isVoided: true };
}

function judgeElement(
  item: ChecklistItem,
  element: ChecklistElement,
  source: ElementSource,
  context: ElementContext,
): ElementFinding {
  const { content } = source;
  if (content === null) return unfound(element, source.isOpen ? null : false);
  const voidedBy = whatVoids(element, content);
  if (voidedBy !== undefined) return voided(element, voidedBy.isSure);
  const rule = element.year ?? item.year;
  const want = wantedYear(rule, context.checklistYear);
  const shown =
    element.skipsOtherYears === true && want !== null ? withoutOtherYears(content, rule, want) : content;
  const about = {
    fiscalYear: want ?? context.checklistYear,
    needsYear: want !== null && rule.confidence !== 'low',
    properName: context.properName,
  };
  const { hit, isUnsure, count } = searchCues(element, shown, about);
  if ((hit === null || hit.isWord) && leadsToClosed(content.downLinks, element.cues, shown, about))
    return voided(element, false);
  const isOpen =
    source.isOpen || isUnsure || (content.from === 'document' && cannotShow(element.cues, content));
  if (hit === null) {
    // Of people that are counted one without a contact is a defect that no other words make up for.
    const found = isOpen && (count === null || isUnsure) ? null : false;
    const mayBeLike = count === null && !element.cues.every(isStructural);
    const line = mayBeLike ? context.likeness.likeliest(item, content).get(element.id) : undefined;
    const dated = want === null || !element.cues.every(isDated) ? [] : yearsIn(content);
    const wrongYears = dated.includes(want ?? 0) ? [] : dated;
    return { ...unfound(element, found), count, likeness: line ?? null, wrongYears };
  }
  if (
    element.voidedBy !== undefined &&
    hit.isWord &&
    leadsToClosed(content.goneLinks, element.cues, shown, about)
  )
    return voided(element, element.voidedBy.isSure);
  const seen = { quote: hit.quote, page: hit.page, sourceUrl: source.url, count };
  const years = element.year === undefined || want === null ? null : yearsIn(content, element.year.namedOnly);
  if (years === null || years.includes(want ?? 0)) return { ...unfound(element, null), ...seen, found: true };
  if (years.length === 0) return { ...unfound(element, null), ...seen };
  return { ...unfound(element, isOpen ? null : false), ...seen, wrongYears: years };
}

interface CueSearch {
  /** `isWord`: it was told by words alone */
  hit: { quote: string | null; page: number | null; isWord: boolean } | null;
  isUnsure: boolean;
  count: ElementFinding['count'];
}

/** The first cue that holds; people who are shown and are not complete end the search. */
function searchCues(element: ChecklistElement, content: Content, about: CueContext): CueSearch {
  // Of people only how many are complete is told.
  const mayQuote = !element.cues.some((cue) => cue.kind === 'people');
  let isUnsure = false;
  let count: ElementFinding['count'] = null;
  for (const cue of element.cues) {
    const found = evaluateCue(cue, content, about);
    count ??= found.count ?? null;
    if (!found.found && found.count !== undefined)
      return { hit: null, isUnsure: found.isUnsure === true, count };
    isUnsure ||= found.isUnsure === true;
    if (found.found)
      return {
        hit: { quote: mayQuote ? found.quote : null, page: found.page, isWord: cue.kind === 'phrases' },
        isUnsure,
        count,
      };
  }
  return { hit: null, isUnsure, count };
}

/** Whether what a channel is offered by leads to what is closed or did not answer: the words around such a link offer nothing. */
function leadsToClosed(
  closed: readonly LinkFacts[],
  cues: readonly Cue[],
  content: Content,
  about: CueContext,
): boolean {
  if (closed.length === 0) return false;
  const links = [...closed];
  const shows = (kinds: readonly Cue['kind'][], of: Content): boolean =>
    cues.some((cue) => kinds.includes(cue.kind) && evaluateCue(cue, of, about).found);
  if (shows(['link', 'form'], content)) return false;
  const isOnlyWay = takesLinks(cues) && content.links.every(showsContent);
  return isOnlyWay || shows(['link'], { ...content, links, allLinks: links });
}

/** Whether a link is what the element is looked for by: a page with none that opens offers nothing. */
function takesLinks(cues: readonly Cue[]): boolean {
  return cues.some(({ kind }) => kind === 'link') && cues.some(({ kind }) => kind === 'form');
}

/** Links, forms and what pictures show are not read from documents: their absence there cannot be told. */
function cannotShow(cues: readonly Cue[], content: Content): boolean {
  return cues.some((cue) => {
    switch (cue.kind) {
      case 'link':
      case 'form':
        return true;
      case 'images':
        return content.images.length > 0;
      case 'all':
        return cannotShow(cue.of, content);
      case 'phrases':
      case 'columns':
      case 'contact':
      case 'people':
      case 'dates':
      case 'none-stated':
        return false;
    }
  });
}

/** "ต.ค. 66 - ก.ย. 67": when something is to be done, in months. */
const fromOctober = /^(?:ต\.? ?ค|ตุลา)/u;

/** @param isNamed days and months in the text are of something else and count only where nothing names a year */
function yearsIn(content: Content, isNamed = false): number[] {
  const text = [...content.titles, content.main.original].join('\n');
  const mentions = findYears(text).filter(({ isLaw }) => !isLaw);
  const named = mentions.filter(
    ({ kind, at, end }) =>
      (kind === 'year' || kind === 'fiscal' || kind === 'span') && !fromOctober.test(text.slice(at, end)),
  );
  const years = (isNamed && named.length > 0 ? named : mentions).flatMap((mention) =>
    Array.from({ length: Math.min(mention.to - mention.from, 10) + 1 }, (_, index) => mention.from + index),
  );
  return [...new Set(years)].toSorted((a, b) => a - b);
}
