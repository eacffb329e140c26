import type { ChecklistItem } from '../checklist/schema.ts';
import { isAcceptedService } from '../match/accepted-service.ts';
import type { Candidate, EmptyMention } from '../match/candidate.ts';
import type { ReasonCode } from '../result/vocabulary.ts';
import type { SkippedRecord } from '../snapshot/schema.ts';
import { findPhrase, preparePhrase, prepareText } from '../text/phrase.ts';
import { isClosed, type JudgedCandidate, judgeCandidate } from './candidate.ts';
import type { JudgeContext } from './seen.ts';
import { applicableElements, type ElementFinding, unfound } from './elements.ts';
import { type Cause, type MachineVerdict, Notes } from './notes.ts';
import { type Factor, probabilityOf } from './probability.ts';
import { addElementsOf, supportFrom } from './supporting.ts';

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
/** What a verdict is worth when candidates compete: relevance decides, so a stray file does not beat a defect. */
const verdictShare: Record<MachineVerdict, number> = { pass: 1, partial: 0.85, review: 0.75, fail: 0.5 };
/** A review that is no likelier says no more than a defect. */
const hopelessUpTo = 0.1;

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
    .filter(
      (one) => one.candidate.source === 'declared' || (one.relevance >= believableFrom && !isWayHome(one)),
    )
    .map((one, index, all) => ({
      one,
      index,
      own:
        worth(item, one) -
        (isToldElsewhere(one, all) ? closedCost : 0) -
        (isListOver(one, all) ? listCost : 0) -
        (isEmptyPart(one, all) || isPartOfMore(one, all) ? closedCost : 0) -
        (isOfPastYear(one, all) ? pastYearCost : 0) -
        (isBelied(one, all) || isFrontOfNews(item, one, all) ? closedCost : 0),
    }))
    .toSorted((a, b) => b.own - a.own || a.index - b.index)
    .map(({ one }) => one);
  const [best, ...others] = judged;
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

/** A row of an index that leads to the home page leads to nothing. */
function isWayHome({ candidate, verdict, elements }: JudgedCandidate): boolean {
  return isHome(candidate) && verdict === 'fail' && !elements.some(({ found }) => found === true);
}

function isOnHome({ record }: Candidate): boolean {
  return record?.purpose === 'start';
}

/** The home page shows the latest of the news that a page of its own lists. */
function isFrontOfNews(
  item: ChecklistItem,
  { candidate }: JudgedCandidate,
  all: readonly JudgedCandidate[],
): boolean {
  return (
    item.kind === 'news' &&
    isOnHome(candidate) &&
    all.some((other) => other.verdict === 'pass' && !isOnHome(other.candidate))
  );
}

function isHome(candidate: Candidate): boolean {
  return isOnHome(candidate) && candidate.section === null;
}

/** A closed file is told by the page that it hangs on: that is what the agency would declare and has to repair. */
function isToldElsewhere(one: JudgedCandidate, all: readonly JudgedCandidate[]): boolean {
  const { source, page } = one.candidate;
  // A page that was opened and whose files are lost tells of them itself.
  if (source === 'declared' || !isClosed(one) || page?.record.outcome === 'ok') return false;
  // Where it led to, a login page for one, has a key of its own.
  const keys = [one.candidate.key, one.candidate.record?.key];
  return all.some(
    ({ candidate, verdict }) =>
      candidate.page !== null &&
      !keys.includes(candidate.key) &&
      verdict === one.verdict &&
      candidate.attached.some(({ key }) => keys.includes(key)),
  );
}

/** A page that shows nothing itself and leads to what is called the same: the agency would declare that. */
function isListOver(one: JudgedCandidate, all: readonly JudgedCandidate[]): boolean {
  const { candidate, verdict, elements, seen, causes } = one;
  if (candidate.source === 'declared' || candidate.page === null || verdict !== 'fail') return false;
  if (causes[0]?.code !== 'missing-element' && causes[0]?.code !== 'empty') return false;
  if (seen.read.some(({ content }) => content !== null) || elements.some(({ found }) => found === true))
    return false;
  return all.some(
    (other) =>
      other.candidate.key !== candidate.key &&
      other.relevance >= supportFrom &&
      // A page whose files are lost is still what is meant; a lost file is told by the page it hangs on.
      (!isClosed(other) || other.candidate.page !== null) &&
      candidate.attached.some(({ key }) => key === other.candidate.key),
  );
}

/** The name of a page over nothing, where the page goes on under another heading. */
function isEmptyPart({ candidate, causes }: JudgedCandidate, all: readonly JudgedCandidate[]): boolean {
  if (candidate.section === null || causes[0]?.code !== 'empty') return false;
  return all.some(
    (other) =>
      other.candidate.key === candidate.key &&
      other.candidate.section === null &&
      (other.causes[0]?.code !== 'missing-element' || other.elements.some(({ found }) => found === true)),
  );
}

/** What stands under one heading and lacks something, where the page is as surely of the item and shows more. */
function isPartOfMore(
  { candidate, causes, elements }: JudgedCandidate,
  all: readonly JudgedCandidate[],
): boolean {
  if (candidate.section === null || causes[0]?.code !== 'missing-element') return false;
  return all.some(
    (other) =>
      other.candidate.key === candidate.key &&
      other.candidate.section === null &&
      other.verdict !== 'fail' &&
      other.candidate.relevance >= candidate.relevance &&
      countShown(other.elements) > countShown(elements),
  );
}

function countShown(elements: JudgedCandidate['elements']): number {
  return elements.filter(({ found }) => found === true).length;
}

/** What is of another year, where something of the wanted one stands beside it: that is what the agency means, whatever it lacks. */
function isOfPastYear(one: JudgedCandidate, all: readonly JudgedCandidate[]): boolean {
  if (one.candidate.source === 'declared' || one.year.state !== 'wrong') return false;
  return all.some(
    (other) =>
      other.year.state === 'right' &&
      other.relevance >= supportFrom &&
      other.candidate.record?.purpose !== 'start' &&
      !isClosed(other) &&
      !other.candidate.attached.some(({ key }) => key === one.candidate.key),
  );
}

/** From here on its name says that a document is the item's, up to here that a page over it may be. */
const surelyItsOwn = 0.9;
const hardlyItsOwn = 0.7;

/** A list of many things is not of the wanted year by its other files, where the one that bears the item's name is of another. */
function isBelied({ candidate }: JudgedCandidate, all: readonly JudgedCandidate[]): boolean {
  if (candidate.source === 'declared' || candidate.page === null || candidate.relevance > hardlyItsOwn)
    return false;
  return all.some(
    (other) =>
      other.candidate.opened !== null &&
      other.candidate.relevance >= surelyItsOwn &&
      other.year.state === 'wrong' &&
      other.year.isStated &&
      candidate.attached.some(({ key }) => key === other.candidate.key),
  );
}

const pastYearCost = 0.25;

/** More than what a name or another year makes of two defects. */
const listCost = 0.4;

function worth(item: ChecklistItem, judged: JudgedCandidate): number {
  const declared = judged.candidate.source === 'declared' ? 10 : 0;
  const { unnamed } = judged.candidate;
  const isOfficial = unnamed === undefined && isCalled(judged.candidate, item.labels.right);
  const shut = isShut(judged);
  const official = isOfficial ? (isHollow(judged) && !shut ? hollowNameWorth : officialNameWorth) : 0;
  const otherYear = judged.year.state === 'wrong' ? otherYearCost : 0;
  // What it is called decides, not what it shows: other pages have an item's words too. Of defects without a telling name what they show does.
  const relevance =
    unnamed !== undefined && judged.verdict === 'fail' ? judged.relevance : judged.candidate.relevance;
  const isHopeless = judged.verdict === 'review' && judged.probability <= hopelessUpTo;
  const own = relevance * verdictShare[shut ? 'review' : isHopeless ? 'fail' : judged.verdict];
  const bareService = isBareService(item, judged.candidate) ? bareServiceCost : 0;
  const home = isHome(judged.candidate) ? homeCost : 0;
  const lesser = official === 0 && isCalled(judged.candidate, item.labels.lesser ?? []) ? lesserNameCost : 0;
  const fine = shut ? shutWorth : judged.probability / 100;
  return declared + official + own - otherYear - bareService - home - lesser + fine;
}

/** More than the probability of what nothing speaks for. */
const shutWorth = 0.005;

/** The home page shows the newest of many things: a page of the same name shows all of them. */
const homeCost = 0.05;

/** A chat or a map shows one thing of several: the page that links to it is what the agency would declare. */
const bareServiceCost = 0.5;

/** Whether all there is of a candidate is the link to a service of another host, which shows one of several things at most. */
export function isBareService(item: ChecklistItem, { page, opened, url }: Candidate): boolean {
  const asked = item.elements.filter(({ strict }) => strict).length;
  return page === null && opened === null && asked > 1 && isAcceptedService(url, item.accepts.externalHosts);
}

/** What is called by the item's own name is what the agency means to answer it with, good or bad. */
const officialNameWorth = 0.3;
/** More than names as good as each other differ by. */
const lesserNameCost = 0.1;
/** Over nothing the name is worth little: what shows every element elsewhere is then what is declared. */
const hollowNameWorth = 0.1;
const hollow = new Set<ReasonCode>(['empty', 'unreachable', 'soft-404', 'wrong-year']);
const closedCost = 1;
/** Of two defects the one of the wanted year is what the agency means. */
const otherYearCost = 0.05;

/** A page that says what it does not show, a channel that it is closed, is the agency's own, however little it is worth. */
function isShut({ candidate, elements }: JudgedCandidate): boolean {
  return candidate.page !== null && elements.some(({ isVoided }) => isVoided);
}

/** Nothing, what is of another year, and what shows not one of the required elements. */
function isHollow({ verdict, causes, elements }: JudgedCandidate): boolean {
  if (verdict !== 'fail') return false;
  const owed = elements.filter(({ element }) => element.strict);
  return (
    hollow.has(causes[0]?.code ?? 'not-found') ||
    (owed.length > 0 && owed.every(({ found }) => found === false))
  );
}

function isCalled({ labels }: Candidate, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  const names = words.map((name) => preparePhrase(name));
  return labels.some(({ text, source }) => {
    if (source === 'page' || source === 'menu') return false;
    const prepared = prepareText(text);
    return names.some((name) => findPhrase(prepared, name) !== null);
  });
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
