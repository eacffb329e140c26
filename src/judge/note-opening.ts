import type { ChecklistItem } from '../checklist/schema.ts';
import type { Candidate } from '../match/candidate.ts';
import { maskPersonalData } from '../text/personal-data.ts';
import { findPhrase, preparePhrase, prepareText } from '../text/phrase.ts';
import { restsOnDocuments } from './note-documents.ts';
import type { Notes } from './notes.ts';
import type { Seen } from './seen.ts';

/** So much of a page says what it is, where its heading does not. */
const openingChars = 250;
const maxQuoteChars = 120;

/**
 * Content that opens with words that the item never has: the follow-up of six months under the name of the annual report. Of
 * several documents each has to, since one of them may be the right one.
 */
export function noteOpening(notes: Notes, item: ChecklistItem, candidate: Candidate, seen: Seen): void {
  if (item.neverOpensWith.length === 0) return;
  const words = item.neverOpensWith.map((word) => preparePhrase(word));
  const openings = openingsOf(candidate, seen);
  const telling = openings.map((opening) =>
    opening.split('\n').find((line) => {
      const text = prepareText(line);
      return words.some((word) => findPhrase(text, word) !== null);
    }),
  );
  const [first] = telling;
  if (first === undefined || telling.includes(undefined)) return;
  notes.fail('wrong-kind', 'wrong-kind', {
    url: seen.read[0]?.target.url ?? candidate.url,
    found: maskPersonalData(first.slice(0, maxQuoteChars)),
  });
}

function openingsOf(candidate: Candidate, seen: Seen): string[] {
  if (seen.read.length > 0 && restsOnDocuments(candidate, seen))
    return seen.read.map(({ target }) => target.opened?.titleLines.join(' ') ?? '');
  return seen.content === null ? [] : [seen.content.main.original.slice(0, openingChars)];
}
