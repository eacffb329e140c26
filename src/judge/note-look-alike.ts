import type { ChecklistItem } from '../checklist/schema.ts';
import { namedAs, type OpenedDocument } from '../match/opened-document.ts';
import { skeleton } from '../text/normalise.ts';
import { ownUpTo } from './document-kind.ts';
import type { Notes } from './notes.ts';
import type { Seen } from './seen.ts';

/** The lines of a document's title that say what it is. */
const namingLines = 3;

/**
 * What agencies publish in the item's place, under the item's own name: a frame of posts filed as the staff development plan lacks
 * what a plan has because it is none. Asked where little of the item is there.
 */
export function noteLookAlike(notes: Notes, item: ChecklistItem, seen: Seen): void {
  if (notes.causes[0]?.code !== 'missing-element') return;
  const words = item.lookAlikes.map((all) => all.map(skeleton));
  const named = seen.read.find(({ target: { opened } }) => opened !== null && isNamedSo(item, opened, words));
  if (named !== undefined)
    notes.fail('wrong-kind', 'wrong-kind', {
      url: named.target.url,
      found: named.target.opened?.title ?? null,
    });
  // What a file says to be, a law above all (`noteOtherKind`), tells more than what it lacks.
  if (notes.hasFail) notes.lead('wrong-kind');
}

function isNamedSo(item: ChecklistItem, opened: OpenedDocument, words: readonly string[][]): boolean {
  const own = namedAs(opened, item.code);
  if (own > ownUpTo) return false;
  const letters = skeleton(opened.titleLines.slice(0, namingLines).join(' '));
  return words.some((all) => all.every((word) => letters.includes(word)));
}
