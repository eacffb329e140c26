import type { ChecklistItem } from '../checklist/schema.ts';
import type { Candidate } from '../match/candidate.ts';
import { findPhrase, type PreparedText, preparePhrase } from '../text/phrase.ts';
import type { Notes } from './notes.ts';
import type { Seen } from './seen.ts';

/** One of them alone is quoted by many a page that says something of its own. */
const leastMarks = 2;

/**
 * What is shown by the text of a law alone: the Act's list of powers is not what the agency says of its own. How much of it is
 * the agency's a person has to tell.
 */
export function noteEnactment(notes: Notes, item: ChecklistItem, candidate: Candidate, seen: Seen): void {
  if (item.enactedBy.length === 0) return;
  const marks = item.enactedBy.map((mark) => preparePhrase(mark));
  const isLaw = (text: PreparedText): boolean =>
    marks.filter((mark) => findPhrase(text, mark) !== null).length >= leastMarks;
  const sources = new Set(
    seen.elements.flatMap(({ found, sourceUrl }) => (found === true ? [sourceUrl] : [])),
  );
  const laws = [
    ...(seen.content === null ? [] : [{ url: candidate.url, text: seen.content.main }]),
    ...seen.read.flatMap(({ target, content }) =>
      content === null ? [] : [{ url: target.url, text: content.full }],
    ),
  ].filter(({ url, text }) => sources.has(url) && isLaw(text));
  const [first] = laws;
  if (first !== undefined) notes.review('wrong-kind', 'wrong-kind', { url: first.url });
}
