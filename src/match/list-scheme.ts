import { type ItemCode, parseItemCode } from '../text/item-code.ts';
import type { Label } from './link-labels.ts';
import type { ItemRelevance, RelevanceRater } from './relevance.ts';

/** A name says this surely which item it is of. */
const namedFrom = 0.6;
/** So many items whose codes are those of the list, */
const leastAgreeing = 4;
/** and so many times fewer that have another. */
const agreeingPerDiffering = 5;

/**
 * Whether the codes that stand on a page are those of the checklist's list: most names that say what they are of without their
 * code have the code that the checklist gives them. Lists of other years number the same topics otherwise (OIT.md), and pages seldom say whose they follow.
 */
export function followsChecklist(texts: Iterable<string>, rater: RelevanceRater): boolean {
  const agreeing = new Set<string>();
  const differing = new Set<string>();
  for (const text of texts) {
    const code = codeInList(text);
    if (code === null) continue;
    const [named] = rater.rateText(code.rest, null);
    if (named === undefined || named.probability < namedFrom) continue;
    (named.code === code.code ? agreeing : differing).add(code.code);
  }
  return agreeing.size >= leastAgreeing && agreeing.size >= differing.size * agreeingPerDiffering;
}

/** What a code is worth in such a list where the words beside it name no other item: "O14 งานบุคคล". */
const codeRelevance = 0.8;
/** Labels that are trusted less speak of more than the one link. */
export const nameTrust = 0.85;

/** Rates labels in a list whose codes are those of the checklist, for the items that these codes name as well. */
export function rateInList(
  labels: readonly Label[],
  rater: RelevanceRater,
  checklistYear: number,
): ItemRelevance[] {
  const rated = new Map(rater.rate(labels, checklistYear).map((item) => [item.code, item]));
  for (const label of labels) {
    const code = label.trust < nameTrust ? null : codeInList(label.text);
    if (code === null) continue;
    const [named] = rater.rateText(code.rest, null);
    if (named !== undefined && named.code !== code.code && named.probability >= namedFrom) continue;
    const relevance = codeRelevance * label.trust;
    if ((rated.get(code.code)?.relevance ?? 0) >= relevance) continue;
    const name = `written ${code.verbatim} in a list of ${checklistYear}`;
    const weight = Math.log(relevance / (1 - relevance));
    rated.set(code.code, { code: code.code, relevance, label, factors: [{ name, weight }] });
  }
  return [...rated.values()].toSorted((a, b) => b.relevance - a.relevance);
}

/** A number alone counts the entries of any list. */
function codeInList(text: string): ItemCode | null {
  const code = parseItemCode(text);
  return code === null || code.scheme !== 'oit' || code.letter === 'ordinal' ? null : code;
}
