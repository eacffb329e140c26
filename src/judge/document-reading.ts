import type { AttachedTarget } from '../match/candidate.ts';
import type { DocumentFacts, DocumentPart, DocumentProblem } from '../snapshot/document-facts.ts';

/** How far a document was read, and so what its silence is worth. */
export type Reading =
  /** nobody opened it, or its inside was not asked for */
  | { state: 'not-read' }
  /** every word of it is known: what is not there is missing */
  | { state: 'whole' }
  /** what is found counts, what is not found is open */
  | { state: 'in-part'; why: 'truncated' | 'scanned-pages'; pages: number; of: number | null }
  | { state: 'unreadable'; problem: DocumentProblem };

/** Under this mean word confidence a word that OCR did not give may be there all the same. */
const sureOcr = 0.75;
/** A page with a picture and fewer letters than this says what it says in the picture. */
const minLettersBesidePicture = 150;

/** How far a document was read; `not-read` where there are no facts. */
export function readingOf({ opened, target, record }: ReadTarget): Reading {
  if (opened !== null) return readingOfFacts(opened.facts);
  // Anyone can open it, and only a script shows it: a flip-book, a viewer that gives no file.
  if (record?.outcome === 'ok' && record.kind === null)
    return { state: 'unreadable', problem: 'unsupported' };
  // A page where a file was promised: a notice, or the way round to the file; not even a reader was asked.
  const isPage = target === 'document' && record?.outcome === 'ok' && record.kind === 'html';
  return isPage ? { state: 'unreadable', problem: 'not-a-document' } : { state: 'not-read' };
}

type ReadTarget = Pick<AttachedTarget, 'opened'> & Partial<Pick<AttachedTarget, 'target' | 'record'>>;

function readingOfFacts(facts: DocumentFacts): Reading {
  const { problem, parts, pageCount } = facts;
  const hasWords = parts.some(({ text, tables }) => text.trim() !== '' || tables.length > 0);
  if (problem !== null && (!hasWords || problem === 'text-garbled' || problem === 'not-a-document'))
    return { state: 'unreadable', problem };
  if (!hasWords && (facts.unreadPages > 0 || facts.kind === 'image'))
    return { state: 'unreadable', problem: 'no-text-layer' };
  // Fewer pages than there are: whatever kept them away, they were not seen.
  const missing = pageCount === null ? 0 : Math.max(0, pageCount - parts.length);
  if (facts.truncated || missing > 0 || problem !== null)
    return { state: 'in-part', why: 'truncated', pages: parts.length, of: pageCount };
  const unseen = Math.max(facts.unreadPages, parts.filter(isPicture).length);
  if (unseen > 0 || facts.kind === 'image')
    return { state: 'in-part', why: 'scanned-pages', pages: unseen, of: pageCount };
  return { state: 'whole' };
}

/** A page whose words may stand in a picture that nobody, or no sure eye, has read. */
function isPicture(part: DocumentPart): boolean {
  if (part.textFrom === 'ocr') return (part.ocrConfidence ?? 0) < sureOcr;
  return (
    part.images > 0 &&
    part.text.replaceAll(/\s/gu, '').length < minLettersBesidePicture &&
    part.tables.length === 0
  );
}
