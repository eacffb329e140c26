import type { ChecklistItem } from '../checklist/schema.ts';
import { type MainContent, mainContent } from '../extract/emptiness.ts';
import { locateYears } from '../text/fiscal-year.ts';
import { findPhrase, prepareText } from '../text/phrase.ts';
import type { Candidate } from './candidate.ts';
import type { MatchContext } from './context.ts';
import type { Label } from './link-labels.ts';
import type { Target } from './targets.ts';
import type { TopicModel, TopicRating } from './topic-model.ts';
import {
  areNames,
  isUnitTaken,
  keyOfUnit,
  labelsOfUnit,
  makeUnit,
  partsOf,
  sectionsOf,
  type Unit,
} from './units.ts';

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
const plainLead = 0.15;
const sureOnes = 3;
const maxPerItem = 6;
/** Behind the first of them, so much less like the item than the likeliest is not looked at. */
const leastOfBest = 0.6;
/** So many links with little text for each of them are a list. */
const listLinks = 4;
/** With so many days in it a list is one of posts. */
const leastPosts = 6;
/** From here on what a page or document calls itself surely names an item. */
const surelyNamed = 0.8;
/** A year before this is not the end of a name. */
const leastNameChars = 8;
const maxNameChars = 80;
/** The text of a document from here on tells no more of what it is. */
const maxDocumentChars = 30_000;

type Reading = NonNullable<Candidate['unnamed']> & { unit: Unit };

/**
 * Pages and documents that read like what is published for one of `items`, whatever they are called, the likeliest first. For items that
 * nothing on the site is named after: real sites hide disclosures under names of their own (docs/accuracy.md).
 *
 * @param all every item of the checklist, since a text is of those that it reads most like
 * @param items by code, with the key (`keyOfPlace`) of what answers them so poorly that something else is looked for
 * @param taken keys (`keysTaken`) of what answers another item already; what does so perhaps is another's unless it reads most like this one
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
  const open = all.filter(({ code }) => items.has(code));
  for (const target of targets) {
    if (target.page === context.site.home) continue;
    // Of a page that answers another item its parts do too, but for what was plainly meant for this one; of a book other chapters may answer more.
    const isTakenPage = target.page !== null && taken.surely.has(target.key);
    const main = target.page === null ? null : mainContent(target.page.facts);
    const whole: Unit = { target, heading: null, text: textOf(context, target, main), isPart: false };
    const posts = main === null ? 0 : countPosts(main);
    const isOfMany = main !== null && (isList(main) || posts > 0);
    if (posts > 0 && !isUnitTaken(taken.surely, whole) && !isUnitTaken(taken.perhaps, whole)) {
      for (const item of open)
        if (item.kind === 'news' && !isNamedElse(context, labelsOfUnit(context, whole), item, () => false))
          keep(item.code, { unit: whole, score: posts, isMeant: false });
    }
    const sections =
      target.page === null ? partsOf(context, target) : sectionsOf(context, target, target.page);
    const units = (isOfMany ? sections : [...sections, whole]).filter(
      (unit) =>
        unit.isPart || !(isTakenPage ? taken.surely.has(keyOfUnit(unit)) : isUnitTaken(taken.surely, unit)),
    );
    if (units.length === 0) continue;
    const ofWhole = model.rate(whole.text, all);
    for (const unit of units) {
      const ratings = unit === whole ? ofWhole : model.rate(unit.text, all);
      const [first] = ratings;
      // A page of one matter is read as a whole, whatever its parts are headed with; of a book that answers another item its parts are.
      const isReadAsWhole = unit !== whole && first?.code === ofWhole[0]?.code;
      if (first === undefined || (isReadAsWhole && (main !== null || units.includes(whole)))) continue;
      const lead = main === null ? nearLeadOfDocument : nearLead;
      const near = ratings.filter(({ score }) => score >= first.score - lead);
      const isPerhapsTaken = isUnitTaken(taken.perhaps, unit);
      for (const { code, score } of near) {
        const item = open.find((one) => one.code === code);
        if (item === undefined || items.get(code) === keyOfUnit(unit)) continue;
        if (isPerhapsTaken && code !== first.code) continue;
        const isLess = (other: string): boolean => score - scoreOf(ratings, other) >= plainLead;
        if (isNamedElse(context, labelsOfUnit(context, unit), item, isLess)) continue;
        const next = ratings.find((other) => other.code !== code)?.score ?? 0;
        const isMeant = score >= meantScore && score - next >= meantLead;
        if (isMeant || (!unit.isPart && !isTakenPage))
          keep(code, { unit, score, isMeant, isBeside: isTakenPage });
      }
    }
  }
  return new Map(
    [...found].map(([code, readings]) => [
      code,
      bestOf(readings).map(({ unit, ...unnamed }) => ({
        ...makeUnit(context, unit, code, unnamedRelevance),
        unnamed,
      })),
    ]),
  );
}

function bestOf(readings: readonly Reading[]): Reading[] {
  const ranked = readings.toSorted((a, b) => b.score - a.score);
  const least = (ranked[0]?.score ?? 0) * leastOfBest;
  return ranked.filter(({ score }, at) => at < sureOnes || score >= least).slice(0, maxPerItem);
}

function scoreOf(ratings: readonly TopicRating[], code: string): number {
  return ratings.find((rating) => rating.code === code)?.score ?? 0;
}

/** A page of names of other pages: an index of disclosures has the words of all of them. */
function isList({ text, links }: Pick<MainContent, 'text' | 'links'>): boolean {
  return areNames(links.length, text.length, listLinks);
}

/** Days that a list names, where there are enough of them and of links for a list of posts; else 0. */
function countPosts({ text, links }: MainContent): number {
  // Fewer links than posts are no list of them, and the days of a long text take time to count.
  if (links.length < leastPosts) return 0;
  const days = locateYears(text).filter(({ kind }) => kind === 'date').length;
  return days >= leastPosts && (links.length >= days || isList({ text, links })) ? days : 0;
}

/** What bears another item's name, or the name of what answers no item, is not hidden: it is something else. */
function isNamedElse(
  context: MatchContext,
  labels: readonly Label[],
  item: ChecklistItem,
  isPlainlyLess: (code: string) => boolean,
): boolean {
  const text = prepareText(labels.map((label) => nameIn(label.text)).join('\n'));
  const isNone = item.contrary.some(
    ({ word, becomes }) => becomes === null && findPhrase(text, word) !== null,
  );
  if (isNone) return true;
  const [named] = context.rater.rate(labels, null);
  if (named === undefined || named.code === item.code || named.relevance < surelyNamed) return false;
  return !isPlainlyLess(named.code);
}

/**
 * The name in a first line or sentence of a document: behind its year stand who made it, who approved it and in which meeting.
 * A longer line is a sentence and no name.
 */
function nameIn(text: string): string {
  const year = locateYears(text).find(({ at, kind }) => kind !== 'date' && at >= leastNameChars);
  const name = text.slice(0, year?.end);
  return name.length > maxNameChars ? '' : name;
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
