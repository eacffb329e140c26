import type { ChecklistItem } from '../checklist/schema.ts';
import { isAcceptedService } from '../match/accepted-service.ts';
import type { Candidate } from '../match/candidate.ts';
import type { ReasonCode } from '../result/vocabulary.ts';
import { findPhrase, preparePhrase, prepareText } from '../text/phrase.ts';
import { isClosed, type JudgedCandidate } from './candidate.ts';
import type { MachineVerdict } from './notes.ts';
import { supportFrom } from './supporting.ts';

/** Under this relevance, content included, an address is not what an agency would declare. */
const believableFrom = 0.5;
/** What a verdict is worth when candidates compete: relevance decides, so a stray file does not beat a defect. */
const verdictShare: Record<MachineVerdict, number> = { pass: 1, partial: 0.85, review: 0.75, fail: 0.5 };
/** A review that is no likelier says no more than a defect. */
const hopelessUpTo = 0.1;

/**
 * An item's judged candidates, what an agency would declare first: of those as good as each other the one that was given
 * first. What nothing speaks for is left out.
 */
export function rankCandidates(item: ChecklistItem, judged: readonly JudgedCandidate[]): JudgedCandidate[] {
  return judged
    .filter(
      (one) => one.candidate.source === 'declared' || (one.relevance >= believableFrom && !isWayHome(one)),
    )
    .map((one, index, all) => ({ one, index, own: worth(item, one) - costBeside(item, one, all) }))
    .toSorted((a, b) => b.own - a.own || a.index - b.index)
    .map(({ one }) => one);
}

const closedCost = 1;
const pastYearCost = 0.25;
/** More than what a name or another year makes of two defects. */
const listCost = 0.4;

/** What a candidate loses for what stands beside it. */
function costBeside(item: ChecklistItem, one: JudgedCandidate, all: readonly JudgedCandidate[]): number {
  return (
    (isToldElsewhere(one, all) ? closedCost : 0) +
    (isListOver(one, all) ? listCost : 0) +
    (isEmptyPart(one, all) || isPartOfMore(one, all) ? closedCost : 0) +
    (isOfPastYear(one, all) ? pastYearCost : 0) +
    (isBelied(one, all) || isFrontOfNews(item, one, all) ? closedCost : 0)
  );
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
