import type { ChecklistItem } from '../checklist/schema.ts';
import { mainContent } from '../extract/emptiness.ts';
import type { Candidate } from './candidate.ts';
import { findClickPaths } from './click-paths.ts';
import type { MatchContext } from './context.ts';
import { findPhrase, prepareText } from '../text/phrase.ts';
import { labelsOfItself, makeCandidate, type Target } from './targets.ts';
import type { TopicModel } from './topic-model.ts';

/** Mean log-odds of a word by which the best item has to lead the next. */
const leastLead = 0.05;
/** What is told by content alone is just believable: its elements decide. */
const unnamedRelevance = 0.5;
const maxPerItem = 3;
/** From here on what a page or document calls itself surely names an item. */
const surelyNamed = 0.8;
/** The text of a document from here on tells no more of what it is. */
const maxDocumentChars = 30_000;

/**
 * Pages and documents that read like what is published for one of `items`, whatever they are called, the likeliest first. For items that
 * nothing on the site is named after: real sites hide disclosures under names of their own (docs/accuracy.md).
 *
 * @param all every item of the checklist, since a text is the one's that it reads most like
 * @param taken keys of what answers another item already
 */
export function findUnnamed(
  context: MatchContext,
  targets: readonly Target[],
  model: TopicModel,
  all: readonly ChecklistItem[],
  items: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): Map<string, Candidate[]> {
  const found = new Map<string, { target: Target; lead: number }[]>();
  for (const target of targets) {
    if (target.page === context.site.home || taken.has(target.key)) continue;
    const [best, next] = model.rate(textOf(context, target), all);
    if (best === undefined || !items.has(best.code)) continue;
    const lead = best.score - (next?.score ?? 0);
    const item = all.find(({ code }) => code === best.code);
    if (lead < leastLead || item === undefined || isNamedElse(context, target, item)) continue;
    const list = found.get(best.code);
    if (list === undefined) found.set(best.code, [{ target, lead }]);
    else list.push({ target, lead });
  }
  const { site } = context;
  const paths = site.home === null ? null : findClickPaths(site.home, site);
  return new Map(
    [...found].map(([code, list]) => [
      code,
      list
        .toSorted((a, b) => b.lead - a.lead)
        .slice(0, maxPerItem)
        .map(({ target }) => ({
          ...makeCandidate(context, target, code, null, paths?.get(target.key) ?? null),
          relevance: unnamedRelevance,
        })),
    ]),
  );
}

/** What bears another item's name, or the name of what answers no item, is not hidden: it is something else. */
function isNamedElse(context: MatchContext, target: Target, item: ChecklistItem): boolean {
  const labels = labelsOfItself(context, target);
  const text = prepareText(labels.map((label) => label.text).join('\n'));
  const isNone = item.contrary.some(
    ({ word, becomes }) => becomes === null && findPhrase(text, word) !== null,
  );
  if (isNone) return true;
  const [named] = context.rater.rate(labels, null);
  return named !== undefined && named.code !== item.code && named.relevance >= surelyNamed;
}

function textOf(context: MatchContext, { page, record }: Target): string {
  if (page !== null) return page.record.outcome === 'ok' ? mainContent(page.facts).text : '';
  const parts = context.open(record)?.facts.parts ?? [];
  let text = '';
  for (const part of parts) {
    text += `${part.text}\n`;
    if (text.length >= maxDocumentChars) break;
  }
  return text;
}
