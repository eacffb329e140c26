import type { ChecklistItem } from '../checklist/schema.ts';
import { isInside, type MainContent, mainContent } from '../extract/emptiness.ts';
import { sectionAt } from '../extract/section.ts';
import type { HeadingFacts } from '../snapshot/page-facts.ts';
import { locateYears } from '../text/fiscal-year.ts';
import { findPhrase, prepareText } from '../text/phrase.ts';
import type { Candidate } from './candidate.ts';
import type { MatchContext } from './context.ts';
import type { Label } from './link-labels.ts';
import type { LoadedPage } from './pages.ts';
import { maxHeadings } from './pointers.ts';
import { makeSection } from './sections.ts';
import { labelsOfItself, makeCandidate, type Target } from './targets.ts';
import type { TopicModel, TopicRating } from './topic-model.ts';

/** Items that a text reads like hardly less than the likeliest: a year's purchases and last year's differ in the year alone. */
const nearLead = 0.1;
/** The same of a document, which is of one matter; a page may be a list of several. */
const nearLeadOfDocument = 0.12;
/** What is told by content alone is just believable: its elements decide. */
const unnamedRelevance = 0.5;
/** A text that reads so much like an item, and so much more than like the next, was meant for it. */
const meantScore = 0.5;
const meantLead = 0.05;
/** A text that reads so much less like the item that its name speaks of is not that item's: names of neighbours are alike. */
const plainLead = 0.3;
const sureOnes = 3;
const maxPerItem = 6;
/** Behind the first of them, so much less like the item than the likeliest is not looked at. */
const leastOfBest = 0.6;
/** So many links with so little text for each of them are a list. */
const listLinks = 8;
const listCharsPerLink = 120;
/** With so many days in it a list is one of posts. */
const leastPosts = 6;
/** From here on what a page or document calls itself surely names an item. */
const surelyNamed = 0.8;
/** The text of a document from here on tells no more of what it is. */
const maxDocumentChars = 30_000;

interface Reading {
  unit: Unit;
  score: number;
  isMeant: boolean;
}

/**
 * Pages and documents that read like what is published for one of `items`, whatever they are called, the likeliest first. For items that
 * nothing on the site is named after: real sites hide disclosures under names of their own (docs/accuracy.md).
 *
 * @param all every item of the checklist, since a text is of those that it reads most like
 * @param items by code, with the key of what answers them so poorly that something else is looked for
 * @param taken keys ({@link keysTaken}) of what answers another item already; what does so perhaps is another's unless it reads most like this one
 */
export function findUnnamed(
  context: MatchContext,
  targets: readonly Target[],
  model: TopicModel,
  all: readonly ChecklistItem[],
  items: ReadonlyMap<string, string | null>,
  taken: { surely: ReadonlySet<string>; perhaps: ReadonlySet<string> },
): Map<string, Candidate[]> {
  const found = new Map<string, Reading[]>();
  const keep = (code: string, reading: Reading): void => {
    const list = found.get(code);
    if (list === undefined) found.set(code, [reading]);
    else list.push(reading);
  };
  const news = all.filter((item) => item.kind === 'news' && items.has(item.code));
  for (const target of targets) {
    if (target.page === context.site.home) continue;
    const main = target.page === null ? null : mainContent(target.page.facts);
    const units: Unit[] = target.page === null ? [] : sectionsOf(target, target.page);
    // Fewer links than posts are no list of them, and the days of a long text take time to count.
    const posts = main !== null && main.links.length >= leastPosts ? countDays(main) : 0;
    if (main !== null && (isList(main) || (posts >= leastPosts && main.links.length >= posts))) {
      for (const item of news)
        if (
          posts >= leastPosts &&
          !isTaken(taken.surely, target) &&
          !isTaken(taken.perhaps, target) &&
          !isNamedElse(context, labelsOfItself(context, target), item, () => false)
        )
          keep(item.code, { unit: { target, heading: null, text: '' }, score: posts, isMeant: false });
    } else units.push({ target, heading: null, text: textOf(context, target, main) });
    const whole = target.page === null ? undefined : model.rate(textOf(context, target, main), all)[0];
    for (const unit of units) {
      if (isUnitTaken(taken.surely, unit)) continue;
      const labels =
        unit.heading === null
          ? labelsOfItself(context, target)
          : [{ text: unit.heading.text, source: 'heading' as const, trust: 1 }];
      const ratings = model.rate(unit.text, all);
      // A page of one matter is read as a whole, whatever its parts are headed with.
      if (unit.heading !== null && whole !== undefined && whole.code === ratings[0]?.code) continue;
      const lead = main === null ? nearLeadOfDocument : nearLead;
      const near = ratings.filter(({ score }) => score >= (ratings[0]?.score ?? 0) - lead);
      const isPerhapsTaken = isUnitTaken(taken.perhaps, unit);
      for (const { code, score } of near) {
        const item = all.find((one) => one.code === code);
        if (item === undefined || !items.has(code) || items.get(code) === target.key) continue;
        if (isPerhapsTaken && code !== ratings[0]?.code) continue;
        if (isNamedElse(context, labels, item, (other) => score - scoreOf(ratings, other) >= plainLead))
          continue;
        const next = ratings.find((other) => other.code !== code)?.score ?? 0;
        keep(code, { unit, score, isMeant: score >= meantScore && score - next >= meantLead });
      }
    }
  }
  return new Map(
    [...found].map(([code, list]) => [
      code,
      list
        .toSorted((a, b) => b.score - a.score)
        .filter(({ score }, at, [best]) => at < sureOnes || score >= (best?.score ?? 0) * leastOfBest)
        .slice(0, maxPerItem)
        .map(({ unit, score, isMeant }) => ({
          ...makeUnit(context, unit, code),
          relevance: unnamedRelevance,
          unnamed: { score, isMeant },
        })),
    ]),
  );
}

/** A page or document as a whole, or what stands under one of a page's headings. */
interface Unit {
  target: Target;
  heading: HeadingFacts | null;
  text: string;
}

/** With fewer headings a page is of one matter, and read as a whole. */
const leastSections = 3;
/** So many links under a heading, with little text for each, are a part of an index. */
const linksOfIndex = 3;
/** Less under a heading shows nothing. */
const leastSectionChars = 60;

/** What stands under the headings of a page that hold no others: one page may disclose many things. */
function sectionsOf(target: Target, { facts }: LoadedPage): Unit[] {
  const headings = facts.headings
    .slice(0, maxHeadings)
    .filter(({ level, at }) => level > 1 && !isInside(facts.chrome, at));
  if (headings.length < leastSections) return [];
  return headings.flatMap((heading) => {
    const { from, to } = sectionAt(facts, heading.at);
    const links = facts.links.filter(({ at }) => at >= from && at < to).length;
    const isList = links >= linksOfIndex && (to - from) / links < listCharsPerLink;
    if (to - from < leastSectionChars || isList || headings.some(({ at }) => at > from && at < to)) return [];
    return [{ target, heading, text: facts.text.slice(from, to) }];
  });
}

/** Keys of what a candidate takes, see {@link findUnnamed}: a stretch of a page leaves the others of that page, and not the page. */
export function keysTaken({ key, section }: Pick<Candidate, 'key' | 'section'>): string[] {
  return section === null ? [key] : [`${key}#${section.from}`, `${key}#`];
}

/** Whether a page or document is taken, or anything on it. */
export function isTaken(taken: ReadonlySet<string>, { key }: Pick<Target, 'key'>): boolean {
  return taken.has(key) || taken.has(`${key}#`);
}

function isUnitTaken(taken: ReadonlySet<string>, { target, heading }: Unit): boolean {
  if (heading === null) return isTaken(taken, target);
  return taken.has(target.key) || taken.has(`${target.key}#${heading.at}`);
}

function makeUnit(context: MatchContext, { target, heading }: Unit, code: string): Candidate {
  const clickPath = context.pathTo(target.key);
  if (heading === null || target.page === null) return makeCandidate(context, target, code, null, clickPath);
  const rated = { code, relevance: unnamedRelevance, factors: [] };
  return { ...makeSection(context, target.page, heading, rated), clickPath };
}

function scoreOf(ratings: readonly TopicRating[], code: string): number {
  return ratings.find((rating) => rating.code === code)?.score ?? 0;
}

/** A page of names of other pages: an index of disclosures has the words of all of them. */
function isList({ text, links }: MainContent): boolean {
  return links.length >= listLinks && text.length / links.length < listCharsPerLink;
}

/** Days that a list names: what it lists are posts. */
function countDays({ text }: MainContent): number {
  return locateYears(text).filter(({ kind }) => kind === 'date').length;
}

/** What bears another item's name, or the name of what answers no item, is not hidden: it is something else. */
function isNamedElse(
  context: MatchContext,
  labels: readonly Label[],
  item: ChecklistItem,
  isPlainlyLess: (code: string) => boolean,
): boolean {
  const text = prepareText(labels.map((label) => label.text).join('\n'));
  const isNone = item.contrary.some(
    ({ word, becomes }) => becomes === null && findPhrase(text, word) !== null,
  );
  if (isNone) return true;
  const [named] = context.rater.rate(labels, null);
  if (named === undefined || named.code === item.code || named.relevance < surelyNamed) return false;
  return !isPlainlyLess(named.code);
}

function textOf(context: MatchContext, { page, record }: Target, main: MainContent | null): string {
  if (main !== null) return page?.record.outcome === 'ok' ? main.text : '';
  const parts = context.open(record)?.facts.parts ?? [];
  let text = '';
  for (const part of parts) {
    text += `${part.text}\n`;
    if (text.length >= maxDocumentChars) break;
  }
  return text;
}
