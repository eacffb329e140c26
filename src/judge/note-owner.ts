import type { Candidate } from '../match/candidate.ts';
import { foldThai } from '../text/normalise.ts';
import { findPhrase, type PreparedText, prepareText } from '../text/phrase.ts';
import { quoteAround } from '../text/quote.ts';
import { restsOnDocuments } from './note-documents.ts';
import type { Notes } from './notes.ts';
import type { JudgeContext, ReadDocument, Seen } from './seen.ts';

/**
 * Content that names another agency and the assessed one nowhere: a neighbour's page or
 * file, taken over whole. Whose it is a person has to tell, so it is never a defect by itself.
 */
export function noteOwner(notes: Notes, candidate: Candidate, seen: Seen, context: JudgeContext): void {
  const { properName } = context;
  if (properName === null) return;
  const found = restsOnDocuments(candidate, seen)
    ? ownerOfDocuments(seen.read, properName, context)
    : ownerOfPage(candidate, seen, properName, context);
  if (found !== null) notes.review('wrong-owner', 'wrong-owner', found);
}

interface OtherOwner {
  url: string;
  found: string;
}

function ownerOfDocuments(
  read: readonly ReadDocument[],
  properName: string,
  context: JudgeContext,
): OtherOwner | null {
  const others = read.map((document) => ownerOfDocument(document, properName, context));
  const first = others[0];
  return first == null || others.includes(null) ? null : first;
}

function ownerOfDocument(
  { target, content }: ReadDocument,
  properName: string,
  context: JudgeContext,
): OtherOwner | null {
  const { opened } = target;
  // What OCR made of a name is not sure enough to accuse.
  if (opened === null || content === null || opened.facts.parts.some(({ textFrom }) => textFrom === 'ocr'))
    return null;
  const whole = prepareText([...opened.titleLines, ...opened.facts.parts.map(({ text }) => text)].join('\n'));
  const found = otherAgency(whole, opened.titleLines, properName, context);
  return found === null ? null : { url: target.url, found };
}

/** A page's frame always names the agency; what counts is what it frames. */
function ownerOfPage(
  candidate: Candidate,
  { content }: Seen,
  properName: string,
  context: JudgeContext,
): OtherOwner | null {
  if (content === null) return null;
  const own = prepareText([...content.titles, content.main.original].join('\n'));
  const found = otherAgency(own, content.titles.slice(0, 1), properName, context);
  return found === null ? null : { url: candidate.url, found };
}

/** Letters of a name that have to stand behind the word for the kind of agency. */
const minNameChars = 3;

function otherAgency(
  text: PreparedText,
  titles: readonly string[],
  properName: string,
  { agencyWords, agencyFollowers, areNeighboursNamed, beginsName }: JudgeContext,
): string | null {
  if (findPhrase(text, properName) !== null) return null;
  // A name stands in the same line as the word before it.
  for (const line of areNeighboursNamed ? titles : text.original.split('\n')) {
    const folded = foldThai(line);
    for (const word of agencyWords) {
      for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
        const rest = folded.slice(at + word.length);
        // "ผลงานของวิทยาลัย รอบ 12 เดือน": in a title a blank ends the name more often than it stands in it.
        const behind = (areNeighboursNamed ? /^([ก-๙]+)/u : /^ ?([ก-๙]+)/u).exec(rest)?.[1] ?? '';
        const isName =
          !(beginsName && /[ก-๙]/u.test(folded[at - 1] ?? '')) &&
          behind.length >= minNameChars &&
          !agencyFollowers.some((follower) => behind.startsWith(follower));
        if (isName) return quoteAround(folded, at, at + word.length + Math.min(behind.length, 20));
      }
    }
  }
  return null;
}
