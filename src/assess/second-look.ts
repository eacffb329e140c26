import type { ChecklistItem } from '../checklist/schema.ts';
import { isLikelyThere } from '../judge/absence.ts';
import { judgeCandidate } from '../judge/candidate.ts';
import { judgeItem, type JudgedItem, mergeBest, type Search, withoutContent } from '../judge/item.ts';
import { Notes } from '../judge/notes.ts';
import { probabilityOf } from '../judge/probability.ts';
import type { JudgeContext } from '../judge/seen.ts';
import { supportFrom } from '../judge/supporting.ts';
import { wantedYear } from '../judge/year.ts';
import type { Candidate } from '../match/candidate.ts';
import type { MatchContext } from '../match/context.ts';
import { findLookAlikes } from '../match/look-alike.ts';
import type { Target } from '../match/targets.ts';
import type { TopicModel } from '../match/topic-model.ts';
import { keysTaken } from '../match/units.ts';
import { findUnnamed } from '../match/unnamed.ts';

/** What is less likely than this takes the place of no defect that was found under the item's name. */
const likelyFrom = 0.3;

/** Up to here a review is hardly more than a defect. */
const poorUpTo = 0.25;

/** With this share of what is asked for, a text was meant to answer the item: what it lacks can be told. With any of it, where it reads so. */
const mostlyShownShare = 0.5;

/** One item after its candidates were judged. */
export interface FirstLook {
  item: ChecklistItem;
  judged: JudgedItem;
  search: Search;
  /** a person named where it is */
  isDeclared: boolean;
}

/**
 * For every item that nothing on the site answers under its name, or only poorly: judges what reads like it instead.
 *
 * @returns the looks in their order, those that became better replaced
 */
export function lookAgain(
  looks: readonly FirstLook[],
  matching: MatchContext,
  targets: readonly Target[],
  topics: TopicModel,
  context: JudgeContext,
): FirstLook[] {
  const open = looks.filter(
    ({ item, judged, isDeclared }) =>
      !isDeclared &&
      (isPoor(judged) || (item.inParts === true && isHalf(judged))) &&
      item.elements.length > 0,
  );
  if (open.length === 0) return [...looks];
  const found = findUnnamed(
    matching,
    targets,
    topics,
    looks.map(({ item }) => item),
    new Map(open.map(({ item, judged }) => [item.code, judged.chosen?.candidate.key ?? null])),
    { surely: new Set(looks.filter(isAnswered).flatMap(keysOf)), perhaps: new Set(looks.flatMap(keysOf)) },
  );
  const again = looks.map((look) => {
    const candidates = open.includes(look) ? found.get(look.item.code) : undefined;
    if (candidates === undefined) return look;
    const judged = judgeItem(look.item, candidates, look.search, context);
    const isAlone = isPoor(look.judged) && isAnswer(judged);
    const whole = isAlone
      ? null
      : (complete(look, candidates, context) ?? completeUnnamed(look, judged, candidates, context));
    if (whole !== null) return { ...look, judged: withoutContent(whole) };
    return isPoor(look.judged) && isBetter(judged, look.judged)
      ? { ...look, judged: withoutContent(judged) }
      : look;
  });
  const settled = again.map((look, at) => {
    const first = looks[at] ?? look;
    return look !== first && isForAnother(look, first, again) ? first : look;
  });
  const taken = new Set(settled.flatMap(keysOf));
  return settled.map((look) => {
    if (look.isDeclared || look.judged.causes[0]?.code !== 'not-found') return look;
    const judged = judgeLookAlike(look, findLookAlikes(matching, targets, look.item, taken), context);
    return judged === null ? look : { ...look, judged: withoutContent(judged) };
  });
}

/** What was published in the item's place, the one of the wanted year first; null where none lacks what the item asks for, or all are older. */
function judgeLookAlike(
  { item, search }: FirstLook,
  candidates: readonly Candidate[],
  context: JudgeContext,
): JudgedItem | null {
  const want = wantedYear(item.year, context.checklistYear);
  const judged = candidates
    .map((candidate) => judgeItem(item, [candidate], search, context))
    .filter(({ chosen, verdict, probability }) => {
      if (chosen === null || (verdict !== 'fail' && probability > likelyFrom)) return false;
      const { state, found } = chosen.year;
      return state !== 'wrong' || want === null || Math.max(...found) >= want - 1;
    });
  const best = judged.find(({ chosen }) => chosen?.year.state !== 'wrong') ?? judged[0];
  if (best?.chosen == null) return null;
  const notes = new Notes(best.chosen.candidate.url);
  notes.fail('wrong-kind', 'wrong-kind', { found: best.chosen.candidate.labels[0]?.text ?? null });
  return {
    ...best,
    ...probabilityOf(notes.facts, context.weights),
    verdict: notes.verdict(),
    causes: [...notes.causes, ...best.causes.filter(({ code }) => code !== 'wrong-kind')],
  };
}

/**
 * One book may hold several disclosures, but of an item that something bears the name of, what surely answers another item by its
 * name, or reads more like it, is not the answer.
 */
function isForAnother({ judged }: FirstLook, first: FirstLook, all: readonly FirstLook[]): boolean {
  if (first.judged.chosen === null || judged.chosen === null) return false;
  const { key, unnamed } = judged.chosen.candidate;
  return all.some((other) => {
    const its = other.judged.chosen?.candidate;
    if (other.item === first.item || its?.key !== key || !isAnswered(other)) return false;
    return (its.unnamed?.score ?? Number.POSITIVE_INFINITY) > (unnamed?.score ?? 0);
  });
}

/** Nothing, a defect, or what is so unlikely that a person would look elsewhere. */
function isPoor({ verdict, probability }: JudgedItem): boolean {
  return verdict === 'fail' || (verdict === 'review' && probability <= poorUpTo);
}

/** Shows half of what is asked for, or more, under the item's name, and lacks the rest. */
function isHalf({ chosen, causes, elements, verdict }: JudgedItem): boolean {
  if (chosen === null || verdict === 'pass' || causes[0]?.code !== 'missing-element') return false;
  const strict = elements.filter(({ element }) => element.strict);
  return strict.filter(({ found }) => found === true).length >= strict.length * mostlyShownShare;
}

/** An item of which one half bears its name, and one other address, which nothing is named after, makes it whole, or several that were plainly meant for it do; null where none does. */
function complete(
  { item, judged }: FirstLook,
  candidates: readonly Candidate[],
  context: JudgeContext,
): JudgedItem | null {
  const { chosen } = judged;
  if (chosen === null || item.inParts !== true || !isHalf(judged)) return null;
  const best = judgeCandidate(item, chosen.candidate, context);
  const known = [...judged.supporting, ...judged.passedOver];
  const halves = candidates.map((one) => judgeCandidate(item, { ...one, relevance: supportFrom }, context));
  const meant = halves.filter(({ candidate }) => candidate.unnamed?.isMeant === true);
  for (const others of [...halves.map((half) => [half]), meant]) {
    const whole = mergeBest(item, best, [...known, ...others], context);
    if (isAnswer(whole)) return whole;
  }
  return null;
}

/** The same where nothing bears the item's name and both halves only read like it. */
function completeUnnamed(
  look: FirstLook,
  judged: JudgedItem,
  candidates: readonly Candidate[],
  context: JudgeContext,
): JudgedItem | null {
  if (look.judged.chosen !== null) return null;
  const rest = candidates.filter((one) => one !== judged.chosen?.candidate);
  return complete({ ...look, judged }, rest, context);
}

/** Whether what only reads like an item tells more of it than what bears its name, or than nothing. */
function isBetter(unnamed: JudgedItem, named: JudgedItem): boolean {
  if (unnamed.chosen === null) return false;
  const { isMeant = false } = unnamed.chosen.candidate.unnamed ?? {};
  if (unnamed.verdict === 'fail' && unnamed.causes[0]?.code === 'wrong-kind' && !isMeant) return false;
  if (unnamed.verdict === 'partial' && isMeant) return true;
  if (unnamed.verdict !== 'fail' && unnamed.probability >= likelyFrom) return true;
  const strict = unnamed.elements.filter(({ element }) => element.strict);
  const shown = strict.filter(
    (finding) => finding.found === true || (unnamed.verdict === 'review' && isLikelyThere(finding)),
  ).length;
  const least = isMeant ? 1 : strict.length * mostlyShownShare;
  return named.chosen === null && shown >= least;
}

function isAnswered({ judged }: FirstLook): boolean {
  return isAnswer(judged);
}

function isAnswer({ verdict }: JudgedItem): boolean {
  return verdict === 'pass';
}

/** What answers an item is not another's. */
function keysOf({ judged }: FirstLook): string[] {
  const { chosen } = judged;
  if (chosen === null || isPoor(judged)) return [];
  const { continuations = [] } = chosen.candidate;
  return [...keysTaken(chosen.candidate), ...[...continuations, ...chosen.documents].map((one) => one.key)];
}
