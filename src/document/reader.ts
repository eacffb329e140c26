import { stat } from 'node:fs/promises';
import { documentFactsSchema } from '../snapshot/document-facts.ts';
import type { DocumentFacts } from '../snapshot/document-facts.ts';
import { UnreadableDocument } from './archive/unreadable.ts';
import { makeFailedFacts } from './office/facts.ts';
import { choosePdfTools } from './pdf-tools.ts';
import type { PdfBackend } from './pdf-tools.ts';
import { startReadingChild } from './run-child.ts';
import type { ReadingChild } from './run-child.ts';
import { defaultDocumentLimits } from './types.ts';
import type { DocumentLimits, DocumentReader } from './types.ts';

/** What the reader needs from outside. */
export interface DocumentReaderDeps {
  /** absolute path of a program of this machine, null when it has none */
  findTool: (name: string) => string | null;
  /** what reads PDFs; `auto` by default */
  pdf?: PdfBackend;
  /** what recognises scans; null: pages without text stay unread */
  ocr?: {
    name: string;
    recognise(path: string, facts: DocumentFacts, signal: AbortSignal): Promise<DocumentFacts>;
  } | null;
  /** what differs from the default limits */
  limits?: Partial<DocumentLimits>;
  /** documents that one process reads before it is replaced, 50 by default */
  maxDocumentsPerProcess?: number;
}

/**
 * Creates the reader of documents. Every document is read in another process with the limits of `deps.limits`; a
 * process that read well is used again, one that failed in any way never.
 */
export function createDocumentReader(deps: DocumentReaderDeps): DocumentReader {
  const limits: DocumentLimits = { ...defaultDocumentLimits, ...deps.limits };
  const tools = choosePdfTools(deps.pdf ?? 'auto', deps.findTool);
  const maxDocuments = deps.maxDocumentsPerProcess ?? 50;
  const prlimit = deps.findTool('prlimit');
  const idle: { child: ReadingChild; documents: number }[] = [];
  const all = new Set<ReadingChild>();
  let lastId = 0;

  function takeChild(): { child: ReadingChild; documents: number } {
    for (let waiting = idle.pop(); waiting !== undefined; waiting = idle.pop()) {
      if (waiting.child.isUsable()) return waiting;
      all.delete(waiting.child);
    }
    const child = startReadingChild(limits, prlimit);
    all.add(child);
    return { child, documents: 0 };
  }

  async function readText(
    path: string,
    fileName: string | null,
    signal: AbortSignal,
  ): Promise<DocumentFacts> {
    signal.throwIfAborted();
    const { size } = await stat(path);
    if (size > limits.maxInputBytes) {
      const error = new UnreadableDocument('too-large', `${size} bytes, ${limits.maxInputBytes} are read`);
      return makeFailedFacts('binary', 'none', error);
    }
    const taken = takeChild();
    const id = (lastId += 1);
    try {
      const outcome = await taken.child.read({ id, path, fileName, tools, limits }, signal);
      if (outcome.ok) return documentFactsSchema.parse(outcome.facts);
      const error = new UnreadableDocument(outcome.problem, outcome.detail);
      return makeFailedFacts(
        outcome.kind ?? 'binary',
        outcome.kind === 'pdf' ? tools.version : 'none',
        error,
      );
    } finally {
      taken.documents += 1;
      if (taken.child.isUsable() && taken.documents < maxDocuments) idle.push(taken);
      else {
        await taken.child.close();
        all.delete(taken.child);
      }
    }
  }

  return {
    readText,
    async recognise(path, facts, signal) {
      return deps.ocr === undefined || deps.ocr === null ? facts : deps.ocr.recognise(path, facts, signal);
    },
    components: { pdf: tools.version, ocr: deps.ocr?.name ?? null },
    async close() {
      idle.length = 0;
      await Promise.all([...all].map((child) => child.close()));
      all.clear();
    },
  };
}
