import { isInside } from '../extract/emptiness.ts';
import { sectionAt } from '../extract/section.ts';
import type { HeadingFacts } from '../snapshot/page-facts.ts';
import type { Candidate } from './candidate.ts';
import type { MatchContext } from './context.ts';
import type { Label } from './link-labels.ts';
import type { LoadedPage } from './pages.ts';
import { findPointers, maxHeadings } from './pointers.ts';
import { makeSection } from './sections.ts';
import { labelsOfItself, makeCandidate, type Target } from './targets.ts';

/** What may answer an item by what it says: a page or document as a whole, what stands under one of a page's headings, or a part of a book. */
export interface Unit {
  target: Target;
  /** null: the whole, or a part of a document */
  heading: HeadingFacts | null;
  text: string;
  /** pages of a document: as a candidate it is still the whole */
  isPart: boolean;
}

/** With fewer headings a page is of one matter, and read as a whole. */
const leastSections = 3;
/** Less under a heading shows nothing. */
const leastSectionChars = 60;
/** So many links under a heading, with little text for each, are a part of an index. */
const linksOfIndex = 3;
/** A longer text for each link says something of what it leads to. */
const charsPerName = 120;

/** Whether so many links in a text of so many letters are names of other pages and little else. */
export function areNames(links: number, chars: number, leastLinks: number): boolean {
  return links >= leastLinks && chars / links < charsPerName;
}

/** What stands under the headings of a page that hold no others: one page may disclose many things. */
export function sectionsOf(
  context: Pick<MatchContext, 'scope' | 'site'>,
  target: Target,
  page: LoadedPage,
): Unit[] {
  const { facts } = page;
  const headings = facts.headings
    .slice(0, maxHeadings)
    .filter(({ level, at }) => level > 1 && !isInside(facts.chrome, at));
  if (headings.length < leastSections) return [];
  const entries = new Set(findPointers(context, page).map(({ heading }) => heading));
  return headings.flatMap((heading) => {
    const { from, to } = sectionAt(facts, heading.at);
    const links = facts.links.filter(({ at }) => at >= from && at < to).length;
    const isIndex = areNames(links, to - from, linksOfIndex);
    if (to - from < leastSectionChars || isIndex || entries.has(heading)) return [];
    if (headings.some(({ at }) => at > from && at < to)) return [];
    return [{ target, heading, text: facts.text.slice(from, to), isPart: false }];
  });
}

/** More pages are a book of one matter, or too many to tell them apart. */
const maxParts = 40;
/** Less on a page is a heading or the end of a table. */
const leastPartChars = 200;

/** The pages of a document: one book may answer several items by its chapters. */
export function partsOf(context: MatchContext, target: Target): Unit[] {
  const parts = context.open(target.record)?.facts.parts ?? [];
  if (parts.length < 2 || parts.length > maxParts) return [];
  return parts.flatMap(({ text }) =>
    text.length < leastPartChars ? [] : [{ target, heading: null, text, isPart: true }],
  );
}

/** What a unit calls itself; a part of a book has no name of its own. */
export function labelsOfUnit(context: MatchContext, { target, heading, isPart }: Unit): Label[] {
  if (isPart) return [];
  if (heading === null) return labelsOfItself(context, target);
  return [{ text: heading.text, source: 'heading', trust: 1 }];
}

/** A unit as a candidate of one item, with nothing but `relevance` (0–1) for its name. */
export function makeUnit(
  context: MatchContext,
  { target, heading }: Unit,
  code: string,
  relevance: number,
): Candidate {
  const clickPath = context.pathTo(target.key);
  return heading === null || target.page === null
    ? { ...makeCandidate(context, target, code, null, clickPath), relevance }
    : { ...makeSection(context, target.page, heading, { code, relevance, factors: [] }), clickPath };
}

/** Tells a stretch of a page from the page and from its other stretches. */
export function keyOfPlace({ key, section }: Pick<Candidate, 'key' | 'section'>): string {
  return keyAt(key, section?.from);
}

/** The same of a unit. */
export function keyOfUnit({ target, heading }: Unit): string {
  return keyAt(target.key, heading?.at);
}

function keyAt(key: string, at: number | undefined): string {
  return at === undefined ? key : `${key}#${at}`;
}

/** Keys of what a candidate takes: a stretch of a page leaves the others of that page, and not the page. */
export function keysTaken(candidate: Pick<Candidate, 'key' | 'section'>): string[] {
  const key = keyOfPlace(candidate);
  return candidate.section === null ? [key] : [key, `${candidate.key}#`];
}

/** Whether a page or document is taken, or anything on it. */
export function isTaken(taken: ReadonlySet<string>, { key }: Pick<Target, 'key'>): boolean {
  return taken.has(key) || taken.has(`${key}#`);
}

/** As {@link isTaken}; a heading's stretch is, where it is taken or the page as a whole. */
export function isUnitTaken(taken: ReadonlySet<string>, unit: Unit): boolean {
  const { target, heading } = unit;
  return heading === null ? isTaken(taken, target) : taken.has(target.key) || taken.has(keyOfUnit(unit));
}
