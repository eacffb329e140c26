import type { YearRule } from '../checklist/schema.ts';
import type { Content } from './content.ts';
import { coversYear } from '../text/fiscal-year.ts';
import { withoutPosting } from '../text/posting.ts';
import { type InsideYear, judgeMentions, mentionsIn } from './document-year.ts';

/**
 * The year that a page's own content says it is of, where it says so clearly: its titles first, then its text. Null
 * where titles and text disagree, or neither tells: the names that lead to it then decide.
 */
export function yearOfPage(rule: YearRule, want: number, content: Content): InsideYear | null {
  const title = judgeMentions(rule, want, mentionsIn(content.titles.join('\n')), true);
  if (title.state === 'right') return yearBelyingTitle(rule, want, content) ?? title;
  const judgeText = (text: string): InsideYear => judgeMentions(rule, want, mentionsIn(text), false);
  if (title.state === 'wrong')
    return judgeText(withoutPosting(content.main.original)).state === 'right' ? null : title;
  const text = judgeText(content.main.original);
  return text.state === 'unclear' ? yearOfOpening(rule, want, content) : text;
}

/** So many years in a text, all of them earlier, are no accident; one is a look back. */
const leastMentions = 2;

/**
 * A heading of the wanted year over a text that names earlier years more than once and never that one: last time's text. The day on which
 * it was put there may be later.
 */
export function yearBelyingTitle(rule: YearRule, want: number, content: Content): InsideYear | null {
  const { places } = mentionsIn(textBesideTitles(content));
  const earlier = places.filter(({ to }) => to < want).length;
  if (earlier < leastMentions || places.length - earlier > 1) return null;
  return yearOfOpening(rule, want, content);
}

/** What says nothing but a title again has the title's year. */
function textBesideTitles({ main, titles }: Content): string {
  return main.original
    .split('\n')
    .filter((line) => !titles.includes(line))
    .join('\n');
}

/** Behind so many mentions of earlier years the day at the end is the one on which a report was signed, after its year. */
const leastBeforeSigned = 4;

/** So much of a page is its opening, which names it where no heading does. */
const openingChars = 300;

/** A page that opens with another year and nowhere names the wanted one is hardly of that. */
function yearOfOpening(rule: YearRule, want: number, content: Content): InsideYear | null {
  const text = textBesideTitles(content);
  const { places } = mentionsIn(text);
  const own = places.filter((place) => coversYear(place, want));
  const isSigned = own.length === 1 && own[0]?.kind === 'date' && own[0] === places.at(-1);
  if (own.length > 0 && !(isSigned && places.length > leastBeforeSigned)) return null;
  const opening = judgeMentions(rule, want, mentionsIn(text.slice(0, openingChars)), true);
  return opening.state === 'wrong' ? { ...opening, isStated: false } : null;
}
