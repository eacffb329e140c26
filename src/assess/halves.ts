import { judgeCandidate, type JudgedCandidate } from '../judge/candidate.ts';
import { type JudgedItem, mergeBest } from '../judge/item.ts';
import type { JudgeContext } from '../judge/seen.ts';
import { supportFrom } from '../judge/supporting.ts';
import type { Candidate } from '../match/candidate.ts';
import type { FirstLook } from './first-look.ts';

/** What is less likely than this takes the place of no defect that was found under the item's name. */
export const likelyFrom = 0.3;

/** Up to here a review is hardly more than a defect. */
const poorUpTo = 0.25;

/** Less than this share of what is asked for is no half. */
const halfShare = 0.5;

/** Of an item whose parts often stand apart: half of them or more are shown under its name, and the rest are not. */
export function isHalf({ item, judged }: FirstLook): boolean {
  return item.inParts === true && judged.chosen !== null && lacksLessThanHalf(judged);
}

/** A defect, or hardly more. */
export function isPoorly({ verdict, probability }: JudgedItem): boolean {
  return verdict === 'fail' || (verdict === 'review' && probability <= poorUpTo);
}

function lacksLessThanHalf({ verdict, causes, elements }: JudgedItem | JudgedCandidate): boolean {
  if (verdict === 'pass' || causes[0]?.code !== 'missing-element') return false;
  const strict = elements.filter(({ element }) => element.strict);
  return strict.filter(({ found }) => found === true).length >= strict.length * halfShare;
}

/**
 * An item of which one half bears its name, and one other address, which nothing is named after, makes it whole, or several
 * that were plainly meant for it do. Where what bears the name is less than a half, such as the file of a code beside the page
 * that tells how it is kept, what was plainly meant for the item may be the half that it makes whole. Null where none does.
 */
export function complete(
  look: FirstLook,
  candidates: readonly Candidate[],
  context: JudgeContext,
): JudgedItem | null {
  const { item, judged } = look;
  const { chosen } = judged;
  if (chosen === null || item.inParts !== true) return null;
  const isNamedHalf = isHalf(look);
  const halves = (isNamedHalf ? candidates : candidates.filter(isMeant)).map((one) =>
    judgeCandidate(item, { ...one, relevance: supportFrom }, context),
  );
  if (!isNamedHalf && halves.length === 0) return null;
  const named = judgeCandidate(item, chosen.candidate, context);
  const known = [...judged.supporting, ...judged.passedOver];
  const meant = halves.filter(({ candidate }) => isMeant(candidate));
  // Of more parts than two, some page resembles one or another by chance.
  const isOfTwo = judged.elements.filter(({ element }) => element.strict).length === 2;
  const pairs = isNamedHalf
    ? [...halves.map((half) => [half]), meant].map((others) => ({ best: named, others }))
    : meant.filter(lacksLessThanHalf).map((best) => ({ best, others: [named] }));
  for (const { best, others } of pairs) {
    const whole = mergeBest(item, best, [...known, ...others], context);
    if (whole.verdict === 'pass') return whole;
    const isLikely = whole.verdict === 'review' && whole.probability >= likelyFrom;
    if (isLikely && (best !== named || (isOfTwo && isPoorly(judged)))) return whole;
  }
  return null;
}

function isMeant({ unnamed }: Candidate): boolean {
  return unnamed?.isMeant === true;
}

/** The same where nothing bears the item's name and both halves only read like it. */
export function completeUnnamed(
  look: FirstLook,
  judged: JudgedItem,
  candidates: readonly Candidate[],
  context: JudgeContext,
): JudgedItem | null {
  if (look.judged.chosen !== null) return null;
  const rest = candidates.filter((one) => one !== judged.chosen?.candidate);
  return complete({ ...look, judged }, rest, context);
}
