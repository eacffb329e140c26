import type { YearRule } from '../checklist/schema.ts';
import { locateYears } from '../text/fiscal-year.ts';
import { prepareText } from '../text/phrase.ts';
import type { Content } from './content.ts';
import { coversWanted } from './year.ts';

/** "ภาพกิจกรรม" over what was done years ago speaks of that. */
const maxHeadingChars = 40;

/**
 * What is left of a content without the lines whose days are all of other years than the wanted one; their letters become blanks, so
 * that offsets stay.
 */
export function withoutOtherYears(content: Content, rule: YearRule, want: number): Content {
  const isOther = (line: string): boolean => {
    const years = locateYears(line).filter(({ isLaw }) => !isLaw);
    return (
      years.some(({ kind }) => kind === 'date' || kind === 'month') &&
      !years.some((one) => coversWanted(rule, want, one))
    );
  };
  const { original } = content.main;
  const lines = original.split('\n').map((line) => ({ line, isOther: isOther(line) }));
  const isHeadingOfOther = (line: string, at: number): boolean =>
    line.length <= maxHeadingChars && lines[at + 1]?.isOther === true && locateYears(line).length === 0;
  const kept = lines
    .map((one, at) =>
      one.isOther || isHeadingOfOther(one.line, at) ? ' '.repeat(one.line.length) : one.line,
    )
    .join('\n');
  return kept === original ? content : { ...content, main: prepareText(kept) };
}
