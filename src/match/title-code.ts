import type { Checklist } from '../checklist/schema.ts';
import type { ItemCode } from '../text/item-code.ts';
import { foldThai } from '../text/normalise.ts';
import type { CleanTitle } from './title-clean.ts';
import { penalties, sumFactors } from './title-rules.ts';
import type { TitleEntry } from './title-rules.ts';

const codeWeights = { explicit: 3.2, zero: 2.2, ordinal: 1 } as const satisfies Record<
  ItemCode['letter'],
  number
>;
/**
 * What a code is worth that the words agree with when nothing tells its list's year: lists of other years number the
 * same topic otherwise, so that both agree by chance once in thirty.
 */
const codeWithoutYear = { explicit: 2.2, zero: 1.2, ordinal: 0.3 } as const;
/** and when its page is of the checklist's year, though the list that it follows is not known */
const codeWithPageYear = { explicit: 2.8, zero: 1.8, ordinal: 0.8 } as const;

/** Adds what a title's own code says, which depends on the year of the list that the codes around it follow. */
export function addCode(
  byCode: Map<string, TitleEntry>,
  title: CleanTitle,
  context: { year?: number | null; schemeYear?: number | null },
  checklist: Checklist,
): void {
  const { code } = title;
  if (code === null || code.scheme !== 'oit' || !checklist.items.some((item) => item.code === code.code))
    return;
  const schemeYear = context.schemeYear ?? null;
  if (schemeYear !== null && schemeYear !== checklist.fiscalYear) return;
  const entry = byCode.get(code.code) ?? { name: '', letters: '', likeness: 0, factors: [], isAbout: false };
  if (schemeYear === null) {
    const year = context.year ?? null;
    if (!byCode.has(code.code) || (year !== null && year !== checklist.fiscalYear)) return;
    const weight = (year === null ? codeWithoutYear : codeWithPageYear)[code.letter];
    entry.factors.push({ name: `written ${code.verbatim}, list unknown`, weight });
    return;
  }
  const bare = saysOnlyItsCode(title);
  const weight = bare
    ? codeWeights[code.letter]
    : codeWeights[code.letter] * (entry.likeness >= 0.25 ? 1 : 0.5);
  if (bare) entry.factors = [];
  if (!bare && entry.factors.length > 0) {
    // a title that says little leaves the decision to its code
    const said = sumFactors(entry.factors);
    if (said < -3) entry.factors.push({ name: 'the words say little', weight: -3 - said });
  }
  entry.factors.push({ name: `written ${code.verbatim} in the list of ${schemeYear}`, weight });
  byCode.set(code.code, entry);
  // an ordinal that differs just counts another list
  if (code.letter === 'ordinal') return;
  for (const [other, candidate] of byCode) {
    if (other !== code.code)
      candidate.factors.push({ name: `its code would be ${code.verbatim}`, weight: penalties.codeDisagrees });
  }
}

/** Whether a title has no words beside its code. */
export function saysOnlyItsCode({ code, subject }: CleanTitle): boolean {
  return !/[a-zก-ฮ].*[a-zก-ฮ]/u.test(subject) || (code !== null && subject === foldThai(code.verbatim));
}
