import type { DocumentFacts, DocumentPart, DocumentProblem } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { isReadable } from './readable.ts';
import type { Ocr, OcrPage } from './types.ts';

const scanProblems: readonly (DocumentProblem | null)[] = [null, 'no-text-layer', 'text-garbled'];

/**
 * The parts that only OCR can read, as many as are counted unread; those with a picture first, since among pages that
 * have text one without text and picture may just be blank.
 */
function listUnreadParts(facts: DocumentFacts): DocumentPart[] {
  if (facts.kind !== 'pdf' && facts.kind !== 'image') return [];
  if (!scanProblems.includes(facts.problem)) return [];
  const silent = facts.parts.filter(({ textFrom }) => textFrom === 'none');
  const pictured = silent.filter(({ images }) => images > 0);
  return [...pictured, ...silent.filter(({ images }) => images === 0)].slice(0, facts.unreadPages);
}

/** Whether OCR could add to what is known: a picture, or a PDF with pages whose text layer is missing or garbled. */
export function needsOcr(facts: DocumentFacts): boolean {
  return listUnreadParts(facts).length > 0;
}

function describeFailure({ page, problem, detail, confidence }: OcrPage): string {
  return problem === null
    ? `OCR of page ${page}: text not trusted, confidence ${confidence}`
    : `OCR of page ${page}: ${problem}${detail === null ? '' : `, ${detail}`}`;
}

/**
 * The same facts with the pages that OCR could read: the first `limits.maxOcrPages` of those that have no usable text
 * layer. A page that it could not read, or not surely enough (see `isReadable`), stays `none`, counts in
 * `unreadPages`, and keeps the document's problem where none was read: nothing on it may be called missing.
 * `ocrConfidence` is set on every page that was tried. Throws the signal's reason when aborted.
 */
export async function recogniseFacts(
  facts: DocumentFacts,
  path: string,
  ocr: Ocr,
  limits: Pick<DocumentLimits, 'maxOcrPages' | 'maxChars'>,
  signal: AbortSignal,
): Promise<DocumentFacts> {
  if (!needsOcr(facts)) return facts;
  const pages = listUnreadParts(facts)
    .slice(0, limits.maxOcrPages)
    .map(({ page }) => page);
  if (pages.length === 0) return facts;
  const read =
    facts.kind === 'image'
      ? [{ ...(await ocr.recogniseImage(path, signal)), page: pages[0] ?? 1 }]
      : await ocr.recognisePdf(path, pages, signal);
  const byPage = new Map(read.map((page) => [page.page, page]));
  const readable = new Set(read.filter(isReadable).map(({ page }) => page));
  const parts = facts.parts.map((part): DocumentPart => {
    const page = byPage.get(part.page);
    if (page === undefined) return part;
    const ocrConfidence = page.problem === null ? page.confidence : null;
    return readable.has(part.page)
      ? {
          ...part,
          text: page.text.slice(0, limits.maxChars),
          textFrom: 'ocr',
          ocrConfidence,
          tables: [],
          headings: [],
        }
      : { ...part, ocrConfidence };
  });
  const failed = read.find(({ page }) => !readable.has(page));
  return {
    ...facts,
    madeBy: { ...facts.madeBy, ocr: ocr.name },
    problem: readable.size > 0 ? null : facts.problem,
    detail: failed === undefined ? facts.detail : describeFailure(failed),
    parts,
    unreadPages: facts.unreadPages - readable.size,
  };
}

/** `recogniseFacts` bound to an engine and its limits, as the document reader takes it. */
export function createFactsRecogniser(
  ocr: Ocr,
  limits: Pick<DocumentLimits, 'maxOcrPages' | 'maxChars'>,
): {
  name: string;
  recognise(path: string, facts: DocumentFacts, signal: AbortSignal): Promise<DocumentFacts>;
} {
  return {
    name: ocr.name,
    recognise: async (path, facts, signal) => recogniseFacts(facts, path, ocr, limits, signal),
  };
}
