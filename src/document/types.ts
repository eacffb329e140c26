import type { DocumentFacts } from '../snapshot/document-facts.ts';

/**
 * Reads documents, each in a process of its own that is killed past its time or memory. Never throws for what a
 * file holds: that ends in `DocumentFacts.problem`.
 */
export interface DocumentReader {
  /** Text, tables and properties; no OCR. `fileName` only helps to decode text formats and is never believed. */
  readText(path: string, fileName: string | null, signal: AbortSignal): Promise<DocumentFacts>;
  /** The same facts with the pages that only OCR can read, as far as the limits go. */
  recognise(path: string, facts: DocumentFacts, signal: AbortSignal): Promise<DocumentFacts>;
  /** what reads PDFs and what recognises scans, with versions; ocr null when there is none */
  components: { pdf: string; ocr: string | null };
  /** ends the processes that it keeps warm */
  close(): Promise<void>;
}

/** Limits of one document; RELIABILITY's figures are the defaults. */
export interface DocumentLimits {
  /** wall clock of one reading */
  timeoutMs: number;
  maxInputBytes: number;
  /** resident memory of the reading process */
  maxMemoryBytes: number;
  /** pages, sheets or slides that are read */
  maxPages: number;
  /** characters of text kept in all */
  maxChars: number;
  /** pages of one document that OCR is given */
  maxOcrPages: number;
  /** wall clock of OCR for one page */
  ocrPageTimeoutMs: number;
}

/** Documents of one run that OCR is given: at 5–7 s a page, about two minutes of one core. */
export const maxOcrDocuments = 10;

export const defaultDocumentLimits: DocumentLimits = {
  timeoutMs: 20_000,
  maxInputBytes: 30 * 1024 * 1024,
  maxMemoryBytes: 512 * 1024 * 1024,
  maxPages: 60,
  maxChars: 400_000,
  maxOcrPages: 2,
  ocrPageTimeoutMs: 30_000,
};
