import { isLikelyThere } from '../judge/absence.ts';
import type { JudgeContext } from '../judge/seen.ts';
import { judgeItem, type JudgedItem } from '../judge/item.ts';
import { Notes } from '../judge/notes.ts';
import { probabilityOf } from '../judge/probability.ts';
import { wantedYear } from '../judge/year.ts';
import type { Candidate } from '../match/candidate.ts';
import type { ReasonCode } from '../result/vocabulary.ts';
import type { FirstLook } from './first-look.ts';

/** What is likelier may be the disclosure, whatever it is called. */
const unlikelyUpTo = 0.3;

/** What was published in the item's place, the one of the wanted year first; null where none lacks what the item asks for, or all are older. */
export function judgeLookAlike(
  { item, search }: FirstLook,
  candidates: readonly Candidate[],
  context: JudgeContext,
): JudgedItem | null {
  const want = wantedYear(item.year, context.checklistYear);
  const judged = candidates
    .map((candidate) => judgeItem(item, [candidate], search, context))
    .filter(({ chosen, verdict, probability }) => {
      if (chosen === null || (verdict !== 'fail' && probability > unlikelyUpTo)) return false;
      const { state, found } = chosen.year;
      return state !== 'wrong' || want === null || Math.max(...found) >= want - 1;
    });
  const best = judged.find(({ chosen }) => chosen?.year.state !== 'wrong') ?? judged[0];
  return best === undefined ? null : asOtherKind(best, context);
}

/** What cannot be opened or holds nothing is of no kind. */
function isNothing({ verdict, causes }: JudgedItem): boolean {
  const code = causes[0]?.code;
  return verdict === 'fail' && code !== undefined && nothingThere.has(code);
}

const nothingThere = new Set<ReasonCode>(['empty', 'unreachable', 'login-required', 'soft-404']);

/**
 * What reads like the item and like no other, too poor to have been taken for it: where nothing else is there it is what the agency
 * has, and its lack is told in place of "nothing found". Null where there is no such thing.
 */
export function judgeMeant(
  { item, search }: FirstLook,
  candidates: readonly Candidate[],
  context: JudgeContext,
): JudgedItem | null {
  const meant = candidates.filter(({ unnamed }) => unnamed?.isMeant === true && unnamed.isBeside !== true);
  const judged = judgeItem(item, meant, search, context);
  if (judged.chosen === null) return null;
  const strict = judged.elements.filter(({ element }) => element.strict);
  if (judged.verdict === 'review' && strict.every(({ found }) => found === true)) return judged;
  const isSome = strict.some((finding) => finding.found === true || isLikelyThere(finding));
  // Any story of what an office did reads like one.
  if (!isSome && (item.kind === 'activity' || item.kind === 'news')) return null;
  return isSome && judged.verdict === 'fail' ? judged : asOtherKind(judged, context);
}

/** A defect for what it is: something else than what is asked for, or nothing. */
function asOtherKind(judged: JudgedItem, context: JudgeContext): JudgedItem | null {
  if (judged.chosen === null) return null;
  if (isNothing(judged)) return judged;
  const { url, labels } = judged.chosen.candidate;
  const notes = new Notes(url);
  notes.fail('wrong-kind', 'wrong-kind', { found: labels[0]?.text ?? null });
  return {
    ...judged,
    ...probabilityOf(notes.facts, context.weights),
    verdict: notes.verdict(),
    causes: [...notes.causes, ...judged.causes.filter(({ code }) => code !== 'wrong-kind')],
  };
}
