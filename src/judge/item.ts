import type { ChecklistItem } from '../checklist/schema.ts';
import type { Candidate, EmptyMention } from '../match/candidate.ts';
import type { ReasonCode } from '../result/vocabulary.ts';
import type { SkippedRecord } from '../snapshot/schema.ts';
import { findPhrase, preparePhrase, prepareText } from '../text/phrase.ts';
import { type JudgedCandidate, judgeCandidate, rejudgeWith } from './candidate.ts';
import type { JudgeContext } from './seen.ts';
import { applicableElements, type ElementFinding } from './elements.ts';
import { type Cause, type MachineVerdict, Notes } from './notes.ts';
import { type Factor, probabilityOf } from './probability.ts';

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

/** Under this relevance, content included, an address is not what an agency would declare. */
const believableFrom = 0.5;
/** Further addresses that may be declared beside the first must be this surely about the item. */
const supportFrom = 0.6;

/** What a verdict is worth when candidates compete: relevance decides, so a stray file does not beat a defect. */
const verdictShare: Record<MachineVerdict, number> = { pass: 1, partial: 0.85, review: 0.75, fail: 0.5 };

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
  const judged = candidates
    .map((candidate) => judgeCandidate(item, candidate, context))
    .filter((one) => one.candidate.source === 'declared' || one.relevance >= believableFrom)
    .map((one, index) => ({ one, index }))
    .toSorted((a, b) => worth(item, b.one) - worth(item, a.one) || a.index - b.index)
    .map(({ one }) => one);
  const [best, ...others] = judged;
  if (best === undefined) return nothingFound(item, search, context, mention);
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

function worth(item: ChecklistItem, judged: JudgedCandidate): number {
  const declared = judged.candidate.source === 'declared' ? 10 : 0;
  const official = hasOfficialName(item, judged.candidate)
    ? isHollow(judged)
      ? hollowNameWorth
      : officialNameWorth
    : 0;
  const otherYear = judged.year.state === 'wrong' ? otherYearCost : 0;
  // What it is called decides, not what it shows: other pages have an item's words too.
  const own = judged.candidate.relevance * verdictShare[judged.verdict];
  return declared + official + own - otherYear + judged.probability / 100;
}

/** What is called by the item's own name is what the agency means to answer it with, good or bad. */
const officialNameWorth = 0.3;
/** Over nothing the name is worth little: what shows every element elsewhere is then what is declared. */
const hollowNameWorth = 0.1;
const hollow = new Set<ReasonCode>(['empty', 'unreachable', 'soft-404', 'wrong-year']);
/** Of two defects the one of the wanted year is what the agency means. */
const otherYearCost = 0.05;

function isHollow({ verdict, causes }: JudgedCandidate): boolean {
  return verdict === 'fail' && hollow.has(causes[0]?.code ?? 'not-found');
}

function hasOfficialName(item: ChecklistItem, { labels }: Candidate): boolean {
  const names = item.labels.right.map((name) => preparePhrase(name));
  return labels.some(({ text, source }) => {
    if (source === 'page' || source === 'menu') return false;
    const prepared = prepareText(text);
    return names.some((name) => findPhrase(prepared, name) !== null);
  });
}

/** An agency may declare several addresses: what the best lacks, others of the same item may show. */
function addElementsOf(
  item: ChecklistItem,
  best: JudgedCandidate,
  others: readonly JudgedCandidate[],
  context: JudgeContext,
): { merged: JudgedCandidate; supporting: JudgedCandidate[] } {
  if (best.candidate.source === 'declared' || best.content === null || isClosed(best))
    return { merged: best, supporting: [] };
  const supporting: JudgedCandidate[] = [];
  const elements = best.elements.map((finding) => {
    if (finding.found === true) return finding;
    const helper = others.find(
      (other) =>
        other.relevance >= supportFrom &&
        other.candidate.onSite === best.candidate.onSite &&
        other.year.state !== 'wrong' &&
        !isClosed(other) &&
        other.elements.some(({ element, found }) => element.id === finding.element.id && found === true),
    );
    const found = helper?.elements.find(({ element }) => element.id === finding.element.id);
    if (helper === undefined || found === undefined) return finding;
    if (!supporting.includes(helper)) supporting.push(helper);
    return found;
  });
  if (supporting.length === 0) return { merged: best, supporting };
  return { merged: rejudgeWith(item, best, elements, context), supporting };
}

function isClosed(judged: JudgedCandidate): boolean {
  return judged.factors.some(
    ({ name }) => name === 'cannot-be-opened' || name === 'could-not-open' || name === 'not-searched',
  );
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
  const { probability, factors } = probabilityOf(notes.facts);
  const elements = applicableElements(item, context.agencyType).map((element) => ({
    element,
    found: search.isComplete ? false : null,
    quote: null,
    count: null,
    wrongYears: [],
  }));
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
