import type { ChecklistItem } from '../checklist/schema.ts';
import { type MainContent, mainContent } from '../extract/emptiness.ts';
import type { Candidate } from './candidate.ts';
import type { MatchContext } from './context.ts';
import { locateYears } from '../text/fiscal-year.ts';
import { findPhrase, prepareText } from '../text/phrase.ts';
import { labelsOfItself, makeCandidate, type Target } from './targets.ts';
import type { TopicModel, TopicRating } from './topic-model.ts';

/** Items that a text reads like hardly less than the likeliest: a year's purchases and last year's differ in the year alone. */
const nearLead = 0.08;
/** The same of a document, which is of one matter; a page may be a list of several. */
const nearLeadOfDocument = 0.12;
/** What is told by content alone is just believable: its elements decide. */
const unnamedRelevance = 0.5;
/** A text that reads so much like an item, and so much more than like the next, was meant for it. */
const meantScore = 0.5;
const meantLead = 0.05;
/** A text that reads so much less like the item that its name speaks of is not that item's: names of neighbours are alike. */
const plainLead = 0.3;
const maxPerItem = 3;
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
  target: Target;
  score: number;
  isMeant: boolean;
}

/**
 * Pages and documents that read like what is published for one of `items`, whatever they are called, the likeliest first. For items that
 * nothing on the site is named after: real sites hide disclosures under names of their own (docs/accuracy.md).
 *
 * @param all every item of the checklist, since a text is of those that it reads most like
 * @param items by code, with the key of what answers them so poorly that something else is looked for
 * @param taken keys of what answers another item already; what does so perhaps is another's unless it reads most like this one
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
    if (target.page === context.site.home || taken.surely.has(target.key)) continue;
    const main = target.page === null ? null : mainContent(target.page.facts);
    // Fewer links than posts are no list of them, and the days of a long text take time to count.
    const posts = main !== null && main.links.length >= leastPosts ? countDays(main) : 0;
    if (main !== null && (isList(main) || (posts >= leastPosts && main.links.length >= posts))) {
      for (const item of news)
        if (
          posts >= leastPosts &&
          !taken.perhaps.has(target.key) &&
          !isNamedElse(context, target, item, () => false)
        )
          keep(item.code, { target, score: posts, isMeant: false });
      continue;
    }
    const ratings = model.rate(textOf(context, target, main), all);
    const lead = main === null ? nearLeadOfDocument : nearLead;
    const near = ratings.filter(({ score }) => score >= (ratings[0]?.score ?? 0) - lead);
    for (const { code, score } of near) {
      const item = all.find((one) => one.code === code);
      if (item === undefined || !items.has(code) || items.get(code) === target.key) continue;
      if (taken.perhaps.has(target.key) && code !== ratings[0]?.code) continue;
      if (isNamedElse(context, target, item, (other) => score - scoreOf(ratings, other) >= plainLead))
        continue;
      const next = ratings.find((other) => other.code !== code)?.score ?? 0;
      keep(code, { target, score, isMeant: score >= meantScore && score - next >= meantLead });
    }
  }
  return new Map(
    [...found].map(([code, list]) => [
      code,
      list
        .toSorted((a, b) => b.score - a.score)
        .slice(0, maxPerItem)
        .map(({ target, score, isMeant }) => ({
          ...makeCandidate(context, target, code, null, context.pathTo(target.key)),
          relevance: unnamedRelevance,
          unnamed: { score, isMeant },
        })),
    ]),
  );
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
  target: Target,
  item: ChecklistItem,
  isPlainlyLess: (code: string) => boolean,
): boolean {
  const labels = labelsOfItself(context, target);
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
