import type { ChecklistItem } from '../checklist/schema.ts';
import type { Candidate, EmptyMention } from '../match/candidate.ts';
import type { SkippedRecord } from '../snapshot/schema.ts';
import { type JudgedCandidate, judgeCandidate } from './candidate.ts';
import type { JudgeContext } from './seen.ts';
import { applicableElements, type ElementFinding, unfound } from './elements.ts';
import { type Cause, type MachineVerdict, Notes } from './notes.ts';
import { type Factor, probabilityOf } from './probability.ts';
import { rankCandidates } from './rank.ts';
import { addElementsOf } from './supporting.ts';

/** How thoroughly the site was searched for one item. */
export interface Search {
  /** home, menus, indexes, sitemap and every promising link were opened */
  isComplete: boolean;
  /** what ended it where it is not, a stop cause or a skip's reason */
  endedBy: string | null;
  unopened: SkippedRecord[];
  pages: number;
  documents: number;
}

/** One item, judged over everything that may answer it. */
export interface JudgedItem {
  verdict: MachineVerdict;
  probability: number;
  factors: Factor[];
  /** most decisive first */
  causes: Cause[];
  elements: ElementFinding[];
  /** what the verdict rests on, null when nothing was found */
  chosen: JudgedCandidate | null;
  /** other addresses that showed elements which the chosen one lacks */
  supporting: JudgedCandidate[];
  /** the rest, best first */
  passedOver: JudgedCandidate[];
}

/**
 * Judges an item by the best of its candidates, as the agency would declare the best it has; pure.
 *
 * @param mention an index row that names the item over nothing, told where no candidate is believable
 */
export function judgeItem(
  item: ChecklistItem,
  candidates: readonly Candidate[],
  search: Search,
  context: JudgeContext,
  mention: EmptyMention | null = null,
): JudgedItem {
  const judged = candidates.map((candidate) => judgeCandidate(item, candidate, context));
  const [best, ...others] = rankCandidates(item, judged);
  return best === undefined
    ? nothingFound(item, search, context, mention)
    : mergeBest(item, best, others, context);
}

/** The best of an item's candidates, with what it lacks and others show; the others the best first. */
export function mergeBest(
  item: ChecklistItem,
  best: JudgedCandidate,
  others: readonly JudgedCandidate[],
  context: JudgeContext,
): JudgedItem {
  const { merged, supporting } = addElementsOf(item, best, others, context);
  return {
    verdict: merged.verdict,
    probability: merged.probability,
    factors: merged.factors,
    causes: merged.causes,
    elements: merged.elements,
    chosen: merged,
    supporting,
    passedOver: others.filter((other) => !supporting.includes(other)),
  };
}

function nothingFound(
  item: ChecklistItem,
  search: Search,
  context: JudgeContext,
  mention: EmptyMention | null,
): JudgedItem {
  const notes = new Notes('');
  const facts = { pages: search.pages, documents: search.documents };
  if (search.isComplete && mention !== null) {
    notes.fail('empty', 'empty', { url: mention.pageUrl, found: mention.label });
  } else if (search.isComplete) notes.fail('not-found', 'not-found', { url: null, facts });
  else {
    const url = search.unopened[0]?.url ?? null;
    notes.review('not-searched', 'not-searched', {
      url,
      outcome: 'budget',
      facts: { ...facts, budget: search.endedBy ?? undefined },
    });
  }
  const { probability, factors } = probabilityOf(notes.facts, context.weights);
  const elements = applicableElements(item, context.agencyType).map((element) =>
    unfound(element, search.isComplete ? false : null),
  );
  return {
    verdict: notes.verdict(),
    probability,
    factors,
    causes: notes.causes,
    elements,
    chosen: null,
    supporting: [],
    passedOver: [],
  };
}

/** The same judgement without the texts that it was made from, which are large. */
export function withoutContent(judged: JudgedItem): JudgedItem {
  return {
    ...judged,
    chosen: judged.chosen === null ? null : strip(judged.chosen),
    supporting: judged.supporting.map(strip),
    passedOver: judged.passedOver.map(strip),
  };
}

function strip(judged: JudgedCandidate): JudgedCandidate {
  const read = judged.seen.read.map((document) => ({ ...document, content: null }));
  return { ...judged, content: null, seen: { ...judged.seen, content: null, read } };
}
