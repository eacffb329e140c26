import type { ChecklistItem } from '../checklist/schema.ts';
import type { Candidate } from '../match/candidate.ts';
import { findPhrase, preparePhrase, type PreparedText, prepareText } from '../text/phrase.ts';
import { restsOnDocuments } from './note-documents.ts';
import type { Notes } from './notes.ts';
import type { Seen } from './seen.ts';

/** Fewer letters than this may leave the subject to the title. */
const minSubstanceChars = 120;

/**
 * Content that was read in full and has not one of the words that the item is about: a manual for complaints of noise and smell
 * under the label of corruption complaints. What a page is called does not count where documents on it are the content.
 */
export function noteSubject(notes: Notes, item: ChecklistItem, candidate: Candidate, seen: Seen): void {
  if (item.speaksOf.length === 0) return;
  const texts = textsOf(candidate, seen);
  if (texts === null || texts.reduce((sum, { original }) => sum + original.length, 0) < minSubstanceChars)
    return;
  const words = item.speaksOf.map((word) => preparePhrase(word));
  if (texts.some((text) => words.some((word) => findPhrase(text, word) !== null))) return;
  const [first] = seen.read;
  notes.fail('wrong-kind', 'wrong-kind', {
    url: first?.target.url ?? candidate.url,
    found: first?.target.opened?.title ?? candidate.labels[0]?.text ?? null,
  });
}

/** Everything that counts, null where a part of it could not be read or is a picture. */
function textsOf(candidate: Candidate, seen: Seen): PreparedText[] | null {
  const { content, documents, read } = seen;
  const isWhole = read.every(
    ({ reading, content: inside }) => reading.state === 'whole' && inside?.pictures === 0,
  );
  if (!isWhole || (candidate.page !== null && read.length < documents.length)) return null;
  const inside = read.flatMap((one) => (one.content === null ? [] : [one.content.full]));
  if (inside.length > 0 && restsOnDocuments(candidate, seen)) return inside;
  return content === null ? inside : [...inside, content.main, prepareText(content.titles.join('\n'))];
}
