import { isLikelyThere } from '../judge/absence.ts';
import { judgeItem, type JudgedItem, withoutContent } from '../judge/item.ts';
import { isBareService } from '../judge/rank.ts';
import type { Factor } from '../judge/probability.ts';
import type { JudgeContext } from '../judge/seen.ts';
import { mainContent } from '../extract/emptiness.ts';
import type { MatchContext } from '../match/context.ts';
import type { Candidate } from '../match/candidate.ts';
import { findLookAlikes } from '../match/look-alike.ts';
import type { LoadedPage } from '../match/pages.ts';
import { makeCandidate, type Target } from '../match/targets.ts';
import type { TopicModel } from '../match/topic-model.ts';
import { keyOfPlace, keysTaken } from '../match/units.ts';
import { findUnnamed } from '../match/unnamed.ts';
import type { FirstLook } from './first-look.ts';
import { complete, completeUnnamed, isHalf, isPoorly, likelyFrom } from './halves.ts';
import { judgeLookAlike, judgeMeant } from './look-alike.ts';

/** With this share of what is asked for, a text was meant to answer the item: what it lacks can be told. With any of it, where it reads so. */
const mostlyShownShare = 0.5;

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
    (look) => !look.isDeclared && (isPoor(look) || isHalf(look)) && look.item.elements.length > 0,
  );
  if (open.length === 0) return [...looks];
  const found = findUnnamed(
    matching,
    targets,
    topics,
    looks.map(({ item }) => item),
    new Map(
      open.map(({ item, judged: { chosen } }) => [
        item.code,
        chosen === null ? null : keyOfPlace(chosen.candidate),
      ]),
    ),
    {
      surely: new Set(looks.filter(({ judged }) => isAnswer(judged)).flatMap(keysOf)),
      perhaps: new Set(looks.flatMap(keysOf)),
    },
  );
  const again = looks.map((look) => {
    if (!open.includes(look)) return look;
    const candidates = [...pagesAround(look, matching, targets), ...(found.get(look.item.code) ?? [])];
    if (candidates.length === 0) return look;
    if (!isPoor(look)) return replaceBy(look, complete(look, candidates, context));
    const judged = judgeItem(look.item, candidates, look.search, context);
    const whole = isAnswer(judged)
      ? null
      : (complete(look, candidates, context) ?? completeUnnamed(look, judged, candidates, context));
    return replaceBy(look, whole ?? (isBetter(judged, look.judged) ? judged : null));
  });
  const settled = again.map((look, at) => {
    const first = looks[at] ?? look;
    return look !== first && isForAnother(look, first, again) ? first : look;
  });
  const unfound = settled.filter(
    ({ judged, isDeclared }) => !isDeclared && judged.causes[0]?.code === 'not-found',
  );
  const alike = findLookAlikes(
    matching,
    targets,
    unfound.map(({ item }) => item),
    new Set(settled.flatMap(keysOf)),
  );
  return settled.map((look) => {
    if (!unfound.includes(look)) return look;
    const { code } = look.item;
    return replaceBy(
      look,
      judgeLookAlike(look, alike.get(code) ?? [], context) ??
        judgeMeant(look, found.get(code) ?? [], context),
    );
  });
}

/** So many links are an index. */
const linksOfIndex = 8;

/** What is told of a page by one of its links alone. */
const aroundRelevance = 0.6;

/** A chat, a map or a file shows one thing of several: the page that links to it may show the others. */
function pagesAround(look: FirstLook, matching: MatchContext, targets: readonly Target[]): Candidate[] {
  const isFile = look.judged.chosen?.candidate.page === null && isHalf(look);
  if (!isService(look) && !isFile) return [];
  const foundOn = look.judged.chosen?.candidate.foundOn;
  return targets
    .filter(({ page }) => page !== null && page.url === foundOn && !(isFile && isIndex(page)))
    .map((target) => ({
      ...makeCandidate(matching, target, look.item.code, null, matching.pathTo(target.key)),
      relevance: aroundRelevance,
    }));
}

/** A page that leads to many others and files tells of all of them, and not of one. */
function isIndex({ facts }: LoadedPage): boolean {
  return mainContent(facts).links.length >= linksOfIndex;
}

function isService({ item, judged: { chosen } }: FirstLook): boolean {
  return chosen !== null && isBareService(item, chosen.candidate);
}

function replaceBy(look: FirstLook, judged: JudgedItem | null): FirstLook {
  return judged === null ? look : { ...look, judged: withoutContent(judged) };
}

/**
 * One book may hold several disclosures, but of an item that something bears the name of, what surely answers another item by its
 * name, or reads more like it, is not the answer.
 */
function isForAnother({ judged }: FirstLook, first: FirstLook, all: readonly FirstLook[]): boolean {
  if (first.judged.chosen === null || judged.chosen === null) return false;
  const { key, section, unnamed } = judged.chosen.candidate;
  return all.some((other) => {
    const its = other.judged.chosen?.candidate;
    if (other.item === first.item || its?.key !== key || !isAnswer(other.judged)) return false;
    if (section !== null && its.section !== null && areApart(section, its.section)) return false;
    return (its.unnamed?.score ?? Number.POSITIVE_INFINITY) > (unnamed?.score ?? 0);
  });
}

/** Whether two stretches of a page have nothing in common. */
function areApart(a: { from: number; to: number }, b: { from: number; to: number }): boolean {
  return a.to <= b.from || b.to <= a.from;
}

/** Another's paper and a closed channel are what the agency shows for the item, however little they are worth. */
const whatIsShown = new Set<Factor['name']>(['wrong-owner', 'element-voided']);

/** Nothing, a defect, or what is so unlikely that a person would look elsewhere; a chat or a map of another host was not even opened. */
function isPoor(look: FirstLook): boolean {
  const { verdict, factors } = look.judged;
  if (verdict !== 'review') return verdict === 'fail';
  return isService(look) || (isPoorly(look.judged) && !factors.some(({ name }) => whatIsShown.has(name)));
}

/** Whether what only reads like an item tells more of it than what bears its name, or than nothing. */
function isBetter(unnamed: JudgedItem, named: JudgedItem): boolean {
  if (unnamed.chosen === null) return false;
  const { isMeant = false, isBeside = false } = unnamed.chosen.candidate.unnamed ?? {};
  // Half of what is told beside another item is that item's.
  if (isBeside && unnamed.verdict !== 'pass') return false;
  if (unnamed.verdict === 'fail' && unnamed.causes[0]?.code === 'wrong-kind' && !isMeant) return false;
  if (unnamed.verdict === 'partial' && isMeant) return true;
  if (unnamed.verdict !== 'fail' && unnamed.probability >= likelyFrom) return true;
  const strict = unnamed.elements.filter(({ element }) => element.strict);
  const shown = strict.filter(
    (finding) =>
      finding.found === true || (isMeant && unnamed.verdict === 'review' && isLikelyThere(finding)),
  ).length;
  const least = isMeant ? 1 : strict.length * mostlyShownShare;
  // Last year's is another item's as often as not.
  if (named.chosen !== null)
    return (
      isMeant && shown === strict.length && unnamed.causes[0]?.code !== 'wrong-year' && showsNothing(named)
    );
  return shown >= least;
}

function showsNothing({ verdict, elements }: JudgedItem): boolean {
  return verdict === 'fail' && elements.every(({ element, found }) => !element.strict || found === false);
}

function isAnswer({ verdict }: JudgedItem): boolean {
  return verdict === 'pass';
}

/** What answers an item is not another's. */
function keysOf(look: FirstLook): string[] {
  const { chosen } = look.judged;
  if (chosen === null || isPoor(look)) return [];
  const { continuations = [] } = chosen.candidate;
  return [...keysTaken(chosen.candidate), ...[...continuations, ...chosen.documents].map((one) => one.key)];
}
