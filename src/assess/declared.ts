import type { ChecklistItem } from '../checklist/schema.ts';
import { canonicalKey } from '../crawl/canonical-url.ts';
import { type JudgedCandidate, rejudgeWith } from '../judge/candidate.ts';
import { judgeItem, type JudgedItem, type Search } from '../judge/item.ts';
import { type Cause, type MachineVerdict, Notes } from '../judge/notes.ts';
import { probabilityOf } from '../judge/probability.ts';
import { judgeReach } from '../judge/reach.ts';
import type { JudgeContext } from '../judge/seen.ts';
import type { Candidate, EmptyMention } from '../match/candidate.ts';
import type { LoadedSite } from '../match/pages.ts';
import type { ResultItem } from '../result/schema.ts';
import type { Manifest } from '../snapshot/schema.ts';
import { titleOf } from './evidence.ts';

export type Declaration = Manifest['declared'][number];

/** What an item is declared with, and what the crawl found for it by itself. */
export interface DeclaredItem {
  item: ChecklistItem;
  /** the declared addresses as candidates; none where the agency declares that it has none */
  declared: readonly Candidate[];
  /** what the site itself shows for the item */
  found: readonly Candidate[];
  search: Search;
  mention: EmptyMention | null;
  /** only the declared addresses were opened, so nothing is known of the rest of the site */
  isDeclaredOnly: boolean;
}

/**
 * Judges an item by what the agency declares, and by that alone: all its addresses together, or its word that it has
 * none. What the site has beside it is told and costs or brings nothing.
 */
export function judgeDeclared(one: DeclaredItem, context: JudgeContext): JudgedItem {
  const { item, declared, search } = one;
  const judged =
    declared.length === 0 ? declaredNone(item, context) : mergeAddresses(item, declared, search, context);
  const better = betterElsewhere(one, judged, context);
  // What was found cannot be said to be missing.
  const causes = declared.length === 0 && better.length > 0 ? [] : [...judged.causes];
  for (const cause of [...closedAddresses(one, judged), ...nowhereOnSite(one, judged), ...better]) {
    if (causes.some(({ code, url }) => code === cause.code && url === cause.url)) continue;
    // Second to what decides, so that it is read; first where nothing else is said.
    causes.splice(Math.min(1, causes.length), 0, cause);
  }
  return { ...judged, causes };
}

/** What was declared of an item in the words of the contract, each address with how it answered. */
export function describeDeclared(
  declarations: readonly Declaration[],
  site: LoadedSite,
): ResultItem['declared'] {
  return declarations.map(({ url, have, where }) => ({
    url,
    have,
    where,
    outcome: url === null ? null : (site.recordByKey.get(canonicalKey(url) ?? url)?.outcome ?? null),
  }));
}

/**
 * Several addresses of one item count as one: what the best lacks, another may show. An address that could not be
 * looked at keeps the others from failing the item, and one that is dead does not spoil them.
 */
function mergeAddresses(
  item: ChecklistItem,
  declared: readonly Candidate[],
  search: Search,
  context: JudgeContext,
): JudgedItem {
  const judged = judgeItem(item, declared, search, context);
  if (judged.chosen === null) return judged;
  const all = [judged.chosen, ...judged.passedOver].toSorted(
    (a, b) => rank[b.verdict] - rank[a.verdict] || countShown(b) - countShown(a),
  );
  const closed = all.find((one) => !isOpen(one));
  const [best, ...others] = all.filter(isOpen);
  const merged = best === undefined ? null : addElements(item, best, others, context);
  const isUnseenBetter =
    closed !== undefined && (merged === null || rank[closed.verdict] > rank[merged.chosen.verdict]);
  const chosen = isUnseenBetter ? closed : (merged?.chosen ?? judged.chosen);
  const supporting = isUnseenBetter ? [] : (merged?.supporting ?? []);
  const used = new Set([chosen, ...supporting].map(({ candidate }) => candidate));
  return {
    ...judged,
    verdict: chosen.verdict,
    probability: chosen.probability,
    factors: chosen.factors,
    causes: chosen.causes,
    elements: chosen.elements,
    chosen,
    supporting,
    passedOver: all.filter(({ candidate }) => !used.has(candidate)),
  };
}

function addElements(
  item: ChecklistItem,
  best: JudgedCandidate,
  others: readonly JudgedCandidate[],
  context: JudgeContext,
): { chosen: JudgedCandidate; supporting: JudgedCandidate[] } {
  const supporting: JudgedCandidate[] = [];
  const helpers = others.filter(({ year, seen }) => year.state !== 'wrong' && seen.otherKind.length === 0);
  const elements = best.elements.map((finding) => {
    if (finding.found === true) return finding;
    const findingsOf = (other: JudgedCandidate) =>
      other.elements.find(({ element }) => element.id === finding.element.id);
    const helper = helpers.find((other) => findingsOf(other)?.found === true);
    const shown = helper === undefined ? undefined : findingsOf(helper);
    if (helper !== undefined && shown !== undefined) {
      if (!supporting.includes(helper)) supporting.push(helper);
      return shown;
    }
    // Another of its files that could not be read may hold it.
    const isHidden = finding.found === false && helpers.some((other) => findingsOf(other)?.found === null);
    return isHidden ? { ...finding, found: null } : finding;
  });
  if (elements.every((finding, index) => finding === best.elements[index]))
    return { chosen: best, supporting };
  return { chosen: rejudgeWith(item, best, elements, context), supporting };
}

function countShown({ elements }: JudgedCandidate): number {
  return elements.filter(({ found }) => found === true).length;
}

function isOpen({ candidate }: JudgedCandidate): boolean {
  return candidate.record?.outcome === 'ok';
}

/** The agency's own word that it has none is evidence of absence, however much of the site was seen. */
function declaredNone(item: ChecklistItem, context: JudgeContext): JudgedItem {
  const notes = new Notes('');
  notes.fail('not-found', 'not-found');
  const nothing: Search = { isComplete: true, endedBy: null, unopened: [], pages: 0, documents: 0 };
  const { elements } = judgeItem(item, [], nothing, context);
  return {
    verdict: notes.verdict(),
    ...probabilityOf(notes.facts, context.weights),
    causes: notes.causes,
    elements,
    chosen: null,
    supporting: [],
    passedOver: [],
  };
}

/** An address of several that does not open is a defect, also where the others carry the item. */
function closedAddresses({ declared }: DeclaredItem, { chosen }: JudgedItem): Cause[] {
  return declared.flatMap((candidate) => {
    const reach = judgeReach(candidate.record, candidate.skipped);
    if (reach.state === 'open' || candidate.key === chosen?.candidate.key) return [];
    const { reason: code, outcome } = reach;
    const facts = { outcome: outcome ?? undefined, attempts: candidate.record?.attempts };
    return [{ ...remark(code, candidate.url), outcome, facts }];
  });
}

/** Told only where the site was seen whole: a menu that was not seen may lead there. */
function nowhereOnSite({ declared, search, isDeclaredOnly }: DeclaredItem, { verdict }: JudgedItem): Cause[] {
  if (isDeclaredOnly || !search.isComplete || verdict === 'fail') return [];
  const opened = declared.filter(({ record }) => record?.outcome === 'ok');
  const isReached = opened.some(({ clickPath, foundOn }) => clickPath !== null || foundOn !== null);
  const first = opened[0];
  return first === undefined || isReached ? [] : [remark('not-on-menu', first.url)];
}

const rank: Record<MachineVerdict, number> = { fail: 0, review: 1, partial: 2, pass: 3 };

function betterElsewhere(one: DeclaredItem, judged: JudgedItem, context: JudgeContext): Cause[] {
  const { item, declared, found, search, mention, isDeclaredOnly } = one;
  if (isDeclaredOnly || judged.verdict === 'pass') return [];
  const keys = new Set(declared.flatMap(({ key, record, page }) => [key, record?.key, page?.key]));
  const others = found.filter(({ key, page }) => !keys.has(key) && !keys.has(page?.key ?? key));
  const best = judgeItem(item, others, search, context, mention);
  if (best.chosen === null || best.verdict === 'fail' || !isOpen(best.chosen)) return [];
  const isBetter = declared.length === 0 || rank[best.verdict] > rank[judged.verdict];
  if (!isBetter) return [];
  const { candidate } = best.chosen;
  return [
    {
      ...remark('declared-url-differs', candidate.url),
      found: titleOf(candidate),
      facts: { declaredNone: declared.length === 0 },
    },
  ];
}

function remark(code: Cause['code'], url: string): Cause {
  return { code, element: null, expected: null, found: null, outcome: null, url, facts: {} };
}
