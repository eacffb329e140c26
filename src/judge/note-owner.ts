import type { Candidate } from '../match/candidate.ts';
import { foldThai } from '../text/normalise.ts';
import { findPhrase, type PreparedText, prepareText } from '../text/phrase.ts';
import { quoteAround } from '../text/quote.ts';
import type { Notes } from './notes.ts';
import type { JudgeContext, OwnerWords, ReadDocument, Seen } from './seen.ts';

/**
 * Content that names another agency and the assessed one nowhere: a neighbour's page or
 * file, taken over whole. Whose it is a person has to tell, so it is never a defect by itself.
 *
 * @param isOfDocuments most of what is shown stands in documents
 */
export function noteOwner(
  notes: Notes,
  candidate: Candidate,
  seen: Seen,
  isOfDocuments: boolean,
  context: JudgeContext,
): void {
  const { properName } = context;
  if (properName === null) return;
  const found = isOfDocuments
    ? ownerOfDocuments(showing(seen), properName, context)
    : ownerOfPage(candidate, seen, properName, context);
  if (found !== null) notes.review('wrong-owner', 'wrong-owner', found);
}

interface OtherOwner {
  url: string;
  found: string;
}

/** The documents that show something of the item, where any does. */
function showing({ read, elements }: Seen): readonly ReadDocument[] {
  const telling = read.filter(({ target }) =>
    elements.some(
      ({ element, found, sourceUrl }) => element.strict && found === true && sourceUrl === target.url,
    ),
  );
  return telling.length > 0 ? telling : read;
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
  const titles = [...opened.titleLines, ...headLines(opened.facts.parts[0]?.text ?? '', context)];
  const found = otherAgency(whole, titles, properName, context);
  return found === null ? null : { url: target.url, found };
}

/** So many lines may stand between a document's name and whose it is. */
const maxHeadLines = 4;

/** Lines on top of a document that begin with a kind of agency: "เทศบาลนครธารบุรินทร์ อำเภอเมืองธารบุรินทร์" under its name. */
function headLines(text: string, { otherKinds }: OwnerWords): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, maxHeadLines)
    .filter(
      (line) =>
        line.length <= maxTitleChars &&
        (isPublicOrganisation(line) || otherKinds.words.some((word) => line.startsWith(word))),
    );
}

/** Whatever the first word of its name is: "พิพิธภัณฑ์เครื่องจักสานแห่งชาติ (องค์การมหาชน)". */
function isPublicOrganisation(line: string): boolean {
  return line.endsWith('(องค์การมหาชน)');
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

/** Whom one learned from is not whose paper it is: "ดูงานบำบัดน้ำเสีย เทศบาลเมืองแสนสุข 32 คน". */
const visits = /ดูงาน|เยี่ยมชม|วิทยากร|แลกเปลี่ยนเรียนรู้/u;

/** Letters of a name that have to stand behind the word for the kind of agency. */
const minNameChars = 3;
/** So often a text names one that it is of, though it names neighbours too. */
const leastRepeats = 3;
/** Names of one agency are alike so far: what a sentence goes on with stands behind. */
const sameNameChars = 5;

const maxTitleChars = 120;

function otherAgency(
  text: PreparedText,
  titles: readonly string[],
  properName: string,
  context: JudgeContext,
): string | null {
  if (findPhrase(text, properName) !== null) return null;
  // A name stands in the same line as the word before it.
  const lines = text.original.split('\n').filter((line) => !visits.test(line));
  const { areNeighboursNamed, agencyWords, ownKindWords } = context;
  const titled = otherKindIn(titles, context);
  if (titled !== null) return titled;
  const [named] = (areNeighboursNamed ? titles : lines).flatMap((line) =>
    namesIn(line, agencyWords, context),
  );
  if (named !== undefined || !areNeighboursNamed) return named?.quote ?? null;
  const ofKind = lines.flatMap((line) => namesIn(line, ownKindWords, context));
  const repeated = Map.groupBy(ofKind, ({ name }) => name.slice(0, sameNameChars));
  return [...repeated.values()].find((names) => names.length >= leastRepeats)?.[0]?.quote ?? null;
}

/** A body above, or of another kind, that a title names. */
function otherKindIn(titles: readonly string[], { superiors, otherKinds }: OwnerWords): string | null {
  // Documents part letters: "สำ นักงานตำ รวจแห่งชาติ".
  const lines = titles.map(prepareText);
  const above = lines.find((line) => superiors.some((word) => findPhrase(line, word) !== null));
  const named = (above ?? lines.find(({ folded }) => isPublicOrganisation(folded.text)))?.folded.text;
  if (named !== undefined) return named.slice(0, maxTitleChars);
  const { words, unless } = otherKinds;
  const inTitles = { areNeighboursNamed: true, beginsName: true, agencyFollowers: unless };
  return titles.flatMap((line) => namesIn(line, words, inTitles))[0]?.quote ?? null;
}

/** Names of agencies in a line, by the words before them. */
function namesIn(
  line: string,
  words: readonly string[],
  {
    agencyFollowers,
    areNeighboursNamed,
    beginsName,
  }: Pick<OwnerWords, 'agencyFollowers' | 'areNeighboursNamed' | 'beginsName'>,
): { name: string; quote: string }[] {
  const folded = foldThai(line);
  const names: { name: string; quote: string }[] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
      const rest = folded.slice(at + word.length);
      // "ผลงานของวิทยาลัย รอบ 12 เดือน": in a title a blank ends the name more often than it stands in it.
      const name = (areNeighboursNamed ? /^([ก-๙]+)/u : /^ ?([ก-๙]+)/u).exec(rest)?.[1] ?? '';
      const isName =
        !(beginsName && /[ก-๙]/u.test(folded[at - 1] ?? '')) &&
        name.length >= minNameChars &&
        !agencyFollowers.some((follower) => name.startsWith(follower));
      if (isName)
        names.push({ name, quote: quoteAround(folded, at, at + word.length + Math.min(name.length, 20)) });
    }
  }
  return names;
}
