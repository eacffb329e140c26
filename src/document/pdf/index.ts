import { documentFactsVersion } from '../../snapshot/document-facts.ts';
import type { DocumentFacts, DocumentPart } from '../../snapshot/document-facts.ts';
import { UnreadableDocument } from '../archive/unreadable.ts';
import { makeFailedFacts } from '../office/facts.ts';
import type { DocumentLimits } from '../types.ts';
import { isGarbled } from './garble.ts';
import { repairLine } from './glyphs.ts';
import { writePage } from './page-text.ts';
import { createPopplerText } from './poppler.ts';
import type { PdfLimits, PdfReading, PdfTools } from './types.ts';
import { createUnpdfText } from './unpdf.ts';

export type { PdfTools } from './types.ts';

/** A page with fewer letters has no text layer of its own: a scan, or its page number. */
const minPageLetters = 20;

/**
 * Facts of a PDF: text page by page with tables and headings. Pages whose text is missing or noise are counted in
 * `unreadPages` and have `textFrom` 'none'; there is a `problem` only where that is so of every page. Never throws
 * for what the file holds.
 */
export async function readPdfDocument(
  bytes: Uint8Array,
  tools: PdfTools,
  limits: DocumentLimits,
): Promise<DocumentFacts> {
  try {
    return describeReading(await readPdf(bytes, tools, limits), limits);
  } catch (error) {
    return makeFailedFacts('pdf', tools.version, error);
  }
}

/** Damaged files are tried with the other back end too: of 60 flipped bytes poppler reads one letter, pdf.js 846. */
async function readPdf(bytes: Uint8Array, tools: PdfTools, limits: PdfLimits): Promise<PdfReading> {
  if (tools.backend === 'unpdf') return createUnpdfText(tools.version).readPdf(bytes, limits);
  const other = createUnpdfText(tools.otherVersion);
  let reading: PdfReading;
  try {
    reading = await createPopplerText(tools).readPdf(bytes, limits);
  } catch (error) {
    if (!(error instanceof UnreadableDocument) || error.problem !== 'damaged') throw error;
    return await other.readPdf(bytes, limits).catch(() => {
      throw error;
    });
  }
  if (!reading.isMended || countLetters(reading) >= minPageLetters) return reading;
  const second = await other.readPdf(bytes, limits).catch(() => reading);
  return countLetters(second) > countLetters(reading) ? second : reading;
}

function countLetters(reading: PdfReading): number {
  return reading.pages.reduce(
    (sum, page) => sum + page.runs.reduce((count, run) => count + run.text.length, 0),
    0,
  );
}

function describeReading(reading: PdfReading, limits: DocumentLimits): DocumentFacts {
  let charsLeft = limits.maxChars;
  let isCut = reading.truncated;
  const looked = reading.pages.map((page) => {
    const part = cutPart(writePage(page), charsLeft);
    isCut ||= part.isCut;
    charsLeft -= part.part.text.length;
    return lookAtPage(part.part);
  });
  const parts = looked.map(({ part }) => part);
  const hasText = looked.some(({ state }) => state === 'text');
  const hasNoise = looked.some(({ state }) => state === 'garbled');
  // where some pages have text, a page without text and without pictures is blank
  const unreadPages = looked.filter(
    ({ part, state }) => state === 'garbled' || (state === 'empty' && (part.images > 0 || !hasText)),
  ).length;
  const problem = hasText ? null : hasNoise ? 'text-garbled' : 'no-text-layer';
  return {
    schemaVersion: documentFactsVersion,
    kind: 'pdf',
    madeBy: { text: reading.madeBy, ocr: null },
    problem,
    detail: problem === null ? null : explainProblem(problem, unreadPages),
    title: tidyProperty(reading.info.title),
    producer: tidyProperty(reading.info.producer),
    createdAt: reading.info.createdAt,
    modifiedAt: reading.info.modifiedAt,
    pageCount: reading.info.pageCount,
    hasTextLayer: hasText,
    parts,
    unreadPages,
    truncated: isCut,
  };
}

function explainProblem(problem: 'text-garbled' | 'no-text-layer', pages: number): string {
  return problem === 'text-garbled'
    ? `the fonts give no readable letters on ${pages} pages`
    : `fewer than ${minPageLetters} letters on each of ${pages} pages`;
}

function lookAtPage(part: DocumentPart): { part: DocumentPart; state: 'text' | 'garbled' | 'empty' } {
  if (part.text.replaceAll(/\s/gu, '').length < minPageLetters) {
    // what few letters there are may be all that a sparse page says; where it holds a picture that says more
    const textFrom = part.images > 0 || part.text === '' ? 'none' : part.textFrom;
    return { part: { ...part, textFrom }, state: 'empty' };
  }
  if (!isGarbled(part.text)) return { part, state: 'text' };
  return { part: { ...part, text: '', textFrom: 'none', tables: [], headings: [] }, state: 'garbled' };
}

function cutPart(part: DocumentPart, charsLeft: number): { part: DocumentPart; isCut: boolean } {
  if (part.text.length <= charsLeft) return { part, isCut: false };
  const room = Math.max(charsLeft, 0);
  const tables = part.tables.filter((table) => table.end <= room);
  return { part: { ...part, text: part.text.slice(0, room), tables }, isCut: true };
}

function tidyProperty(value: string | null): string | null {
  const tidied = value === null ? '' : repairLine(value).slice(0, 500);
  return tidied === '' ? null : tidied;
}
