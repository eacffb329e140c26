import type { ChecklistItem } from '../checklist/schema.ts';
import { titleLetters } from './title-letters.ts';

/** Items that share the start of a name: with more of them the start tells nothing. */
const mostItems = 2;

/**
 * Which items have a name that begins with a text: what is left of "การสร้างวัฒนธรรม No Gift Policy" where a title was cut
 * or goes on to something else. Only the names that the checklist calls right are looked at.
 */
export function createNameStarts(items: readonly ChecklistItem[]): (text: string) => string[] {
  const names = items.flatMap(({ code, labels }) =>
    labels.right.map((name) => ({ code, letters: titleLetters(name) })),
  );
  return (text) => {
    const start = titleLetters(text);
    const codes = [
      ...new Set(names.filter(({ letters }) => letters.startsWith(start)).map(({ code }) => code)),
    ];
    return codes.length > mostItems ? [] : codes;
  };
}
