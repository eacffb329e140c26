import { canonicalKey } from '../crawl/canonical-url.ts';
import type { Candidate } from './candidate.ts';
import { candidateFrom, type MatchContext } from './context.ts';
import type { ItemRelevance } from './relevance.ts';
import { sectionCandidates } from './sections.ts';
import { labelsOfItself, makeCandidate, type Target } from './targets.ts';

const maxPerItem = 8;

/** What a candidate is ranked by; made when it is one of the best, since to gather what hangs on it takes time. */
interface Contender extends Pick<Candidate, 'code' | 'key' | 'relevance' | 'section'> {
  make: () => Candidate;
}

/**
 * Every address and stretch of a page that may answer an item, best first, at most eight an item.
 * An address is rated by its own title and by the links that lead to it; the best link counts.
 */
export function findCandidates(context: MatchContext, targets: readonly Target[]): Map<string, Candidate[]> {
  const found: Contender[] = [];
  for (const target of targets) {
    for (const [code, rated] of rateTarget(context, target)) {
      if (rated.relevance < candidateFrom) continue;
      found.push({
        code,
        key: target.key,
        relevance: rated.relevance,
        section: null,
        make: () => makeCandidate(context, target, code, rated, context.pathTo(target.key)),
      });
    }
    if (target.page === null) continue;
    for (const section of sectionCandidates(context, target.page))
      found.push({
        code: section.code,
        key: section.key,
        relevance: section.relevance,
        section: section.section,
        make: () => ({ ...section, clickPath: context.pathTo(target.key) }),
      });
  }
  return rankByItem(found);
}

/** Declared addresses as candidates of their items, whatever they are called, in the order given. */
export function declaredCandidates(
  context: MatchContext,
  targets: readonly Target[],
  declared: readonly { code: string; url: string }[],
): Candidate[] {
  if (declared.length === 0) return [];
  const { site } = context;
  const inboundOf = new Map(targets.map(({ key, inbound }) => [key, inbound]));
  return declared.map(({ code, url }) => {
    const key = canonicalKey(url) ?? url;
    const page = site.pageByKey.get(key) ?? null;
    const record = site.recordByKey.get(key) ?? null;
    // The site may link to where the declared address leads by now.
    const finalKey = record === null ? key : (canonicalKey(record.finalUrl) ?? key);
    const inbound = [page?.key ?? key, key, finalKey].flatMap((known) => inboundOf.get(known) ?? []);
    const target: Target = { url, key, record, page, inbound: [...new Set(inbound)] };
    const rated = rateTarget(context, target).get(code);
    const path = context.pathTo(key) ?? context.pathTo(finalKey);
    return { ...makeCandidate(context, target, code, rated ?? null, path), source: 'declared' as const };
  });
}

function rateTarget(context: MatchContext, target: Target): Map<string, ItemRelevance> {
  const best = new Map<string, ItemRelevance>();
  const keep = (rated: ItemRelevance): void => {
    const known = best.get(rated.code);
    if (known === undefined || rated.relevance > known.relevance) best.set(rated.code, rated);
  };
  const own = context.rater.rate(labelsOfItself(context, target), null);
  for (const rated of own) keep(rated);
  const seen = new Set<string>();
  for (const { page, labels } of target.inbound) {
    const memo = [context.isChecklistIndex(page), ...labels.map((label) => label.text)].join('\u0000');
    if (seen.has(memo)) continue;
    seen.add(memo);
    for (const rated of context.rateOn(page, labels)) {
      const agrees = own.find((candidate) => candidate.code === rated.code);
      const lifted =
        agrees === undefined ? rated.relevance : 1 - (1 - rated.relevance) * (1 - 0.4 * agrees.relevance);
      keep({ ...rated, relevance: lifted });
    }
  }
  return best;
}

function rankByItem(candidates: readonly Contender[]): Map<string, Candidate[]> {
  const byItem = new Map<string, Contender[]>();
  for (const candidate of candidates) {
    const list = byItem.get(candidate.code);
    if (list === undefined) byItem.set(candidate.code, [candidate]);
    else list.push(candidate);
  }
  return new Map(
    [...byItem].map(([code, list]) => {
      list.sort(
        (a, b) => b.relevance - a.relevance || compareText(a.key, b.key) || sectionStart(a) - sectionStart(b),
      );
      return [code, list.slice(0, maxPerItem).map(({ make }) => make())];
    }),
  );
}

function sectionStart(candidate: Contender): number {
  return candidate.section?.from ?? -1;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
