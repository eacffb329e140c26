import type { DocumentProblem } from '../../snapshot/document-facts.ts';

/** Raised inside a reader when a document cannot be read; the reader's face turns it into `DocumentFacts.problem`. */
export class UnreadableDocument extends Error {
  readonly problem: DocumentProblem;

  constructor(problem: DocumentProblem, detail: string) {
    super(detail);
    this.name = 'UnreadableDocument';
    this.problem = problem;
  }
}

/** The problem and the words for whatever a reader raised: an unknown error is a damaged file. */
export function describeFailure(error: unknown): { problem: DocumentProblem; detail: string } {
  if (error instanceof UnreadableDocument) return { problem: error.problem, detail: error.message };
  const words = error instanceof Error ? error.message : String(error);
  return { problem: 'damaged', detail: words.slice(0, 300) };
}
