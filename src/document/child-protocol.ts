import type { DocumentFacts } from '../snapshot/document-facts.ts';
import type { ContentKind } from '../snapshot/schema.ts';
import type { PdfTools } from './pdf/types.ts';
import type { DocumentLimits } from './types.ts';

/** What the reading process is asked. */
export interface ReadRequest {
  id: number;
  path: string;
  fileName: string | null;
  tools: PdfTools;
  limits: DocumentLimits;
}

/** What it answers: the kind before it starts to read, then the facts. */
export type ReadAnswer =
  | { id: number; kind: ContentKind }
  | { id: number; facts: DocumentFacts }
  | { id: number; error: string };

/** Written to standard error by the watchdog right before it kills the process. */
export const memoryMark = 'oit-reader: over its memory';
