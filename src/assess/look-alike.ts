import type { JudgeContext } from '../judge/seen.ts';
import { judgeItem, type JudgedItem } from '../judge/item.ts';
import { Notes } from '../judge/notes.ts';
import { probabilityOf } from '../judge/probability.ts';
import { wantedYear } from '../judge/year.ts';
import type { Candidate } from '../match/candidate.ts';
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
