import { isInside } from '../extract/emptiness.ts';
import { sectionAt } from '../extract/section.ts';
import type { HeadingFacts, LinkFacts } from '../snapshot/page-facts.ts';
import type { Candidate } from './candidate.ts';
import { attachTargets } from './attach.ts';
import { candidateFrom, type MatchContext } from './context.ts';
import { indexYearOf } from './index-year.ts';
import type { LoadedPage } from './pages.ts';
import { findPointers, maxHeadings } from './pointers.ts';

/** From here on a link's own words are believed against the heading above it. */
const surelyAnother = 0.6;

/**
 * Stretches of one page that stand under a heading which names an item: accordions, pages that hold
 * several items, the home page's blocks. The click path is filled in by the caller.
 */
export function sectionCandidates(context: MatchContext, page: LoadedPage): Candidate[] {
  const found: Candidate[] = [];
  const pointers = new Map(findPointers(context, page).map((pointer) => [pointer.heading, pointer]));
  const isHome = page === context.site.home;
  for (const heading of page.facts.headings.slice(0, maxHeadings)) {
    if (heading.level === 1 || context.isGeneric(heading.text)) continue;
    // A block that every page repeats is looked at once, where the visitor meets it first.
    if (!isHome && isInside(page.facts.chrome, heading.at)) continue;
    const pointed = pointers.get(heading);
    if (pointed?.isDescribed === true) continue;
    const rated = context.rateOn(page, [{ text: heading.text, source: 'heading', trust: 0.92 }]);
    for (const item of rated) {
      if (item.relevance < Math.max(candidateFrom, 0.5)) continue;
      if (pointed !== undefined && !contradicts(context, pointed.link, item.code)) continue;
      const base = makeSection(context, page, heading, item);
      found.push(base);
      if (!isHome && item.relevance >= surelyOfItem && isOnlyItem(context, page, item.code))
        found.push({
          ...base,
          section: null,
          relevance: item.relevance * runTrust,
          attached: attachTargets(context, item.code, page, null),
        });
      const runTo = endOfRun(context, page, heading, item.code);
      if (runTo === null) continue;
      const { from } = base.section;
      found.push({
        ...base,
        section: { ...base.section, to: runTo },
        relevance: item.relevance * runTrust,
        attached: attachTargets(context, item.code, page, { from, to: runTo }),
      });
    }
  }
  return found;
}

/** What stands under a heading of a page, as a candidate of one item; the click path is filled in by the caller. */
export function makeSection(
  context: MatchContext,
  page: LoadedPage,
  heading: HeadingFacts,
  { code, relevance, factors }: Pick<Candidate, 'code' | 'relevance' | 'factors'>,
): Candidate & { section: NonNullable<Candidate['section']> } {
  const { from, to } = sectionAt(page.facts, heading.at);
  const above = page.facts.headings.filter((other) => other.at < heading.at && other.level < heading.level);
  return {
    code,
    url: page.url,
    key: page.key,
    source: 'crawl',
    record: page.record,
    skipped: null,
    page,
    opened: null,
    otherLabels: [],
    section: { from, to, heading: heading.text },
    relevance,
    factors,
    labels: [{ text: heading.text, source: 'heading', trust: 1 }],
    indexYear: indexYearOf(
      page,
      above.map((other) => other.text),
      context.words,
    ),
    foundOn: page.url,
    linkText: heading.text,
    clickPath: null,
    attached: attachTargets(context, code, page, { from, to }),
    onSite: context.scope.contains(page.url),
  };
}

/** Trust in headings that follow one of an item and name none: parts of the same, where the item has several. */
const runTrust = 0.98;
const maxRun = 8;

/** A heading that speaks of an item this surely may stand over a part of it. */
const surelyOfItem = 0.8;
/** More headings are a list of posts. */
const maxParts = 10;

/** Whether every heading of a page is of one item or of none: then all of them may be its parts. */
function isOnlyItem(context: MatchContext, { facts }: LoadedPage, code: string): boolean {
  const inside = facts.headings.filter(({ at, level }) => level > 1 && !isInside(facts.chrome, at));
  if (inside.length < 2 || inside.length > maxParts) return false;
  return inside.every(({ text }) => isPart(context, text) || !namesAnother(context, text, code));
}

/** Where the last of the headings ends that go on with what one began: of its level, and of no item's name. Null: none does. */
function endOfRun(
  context: MatchContext,
  { facts }: LoadedPage,
  first: HeadingFacts,
  code: string,
): number | null {
  let end: number | null = null;
  const next = facts.headings.filter(({ at }) => at > first.at);
  for (const heading of next.filter(({ level }) => level <= first.level).slice(0, maxRun)) {
    if (heading.level < first.level) break;
    if (!isPart(context, heading.text) && namesAnother(context, heading.text, code)) break;
    end = sectionAt(facts, heading.at).to;
  }
  return end;
}

/** A longer heading says of what the activities are. */
const maxPartChars = 30;

/** "4. กิจกรรม", "๔) กิจกรรม" */
const headingNumber = /^[\s(]*[\d๐-๙]{1,2}[.)]\s*/u;

function isPart({ words }: MatchContext, text: string): boolean {
  const name = text.replace(headingNumber, '');
  return name.length <= maxPartChars && words.partHeadings.some((start) => name.startsWith(start));
}

/** Words of a link that surely name another item than the heading does: the contradiction is the section's. */
function contradicts(context: MatchContext, link: LinkFacts, code: string): boolean {
  return !context.isGeneric(link.text) && namesAnother(context, link.text, code);
}

function namesAnother(context: MatchContext, text: string, code: string): boolean {
  const [named] = context.rater.rateText(text, null);
  return named !== undefined && named.code !== code && named.probability >= surelyAnother;
}
