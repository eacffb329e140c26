import { describeFailure } from '../archive/unreadable.ts';
import {
  documentFactsVersion,
  type DocumentFacts,
  type DocumentPart,
} from '../../snapshot/document-facts.ts';
import type { ContentKind } from '../../snapshot/schema.ts';
import { noProperties, type DocumentProperties } from './properties.ts';

/** What a reader found, before it becomes facts. */
export interface Reading {
  parts: DocumentPart[];
  properties: DocumentProperties;
  truncated: boolean;
}

/** A page of fewer visible characters has no text of its own: the same bound as for PDF pages. */
const minPageChars = 20;

/** Facts of a document that was read. */
export function makeFacts(kind: ContentKind, madeBy: string, reading: Reading): DocumentFacts {
  const { parts, properties } = reading;
  return {
    schemaVersion: documentFactsVersion,
    kind,
    madeBy: { text: madeBy, ocr: null },
    problem: null,
    detail: null,
    title: properties.title,
    producer: properties.producer,
    createdAt: properties.createdAt,
    modifiedAt: properties.modifiedAt,
    pageCount: properties.pageCount,
    hasTextLayer: null,
    parts,
    unreadPages: 0,
    truncated: reading.truncated,
  };
}

/**
 * Facts of a document with pages. Scans pasted into a text document are pages without text: such a document gets
 * `no-text-layer`, never silence.
 */
export function makePagedFacts(kind: ContentKind, madeBy: string, reading: Reading): DocumentFacts {
  const facts = makeFacts(kind, madeBy, reading);
  const isPictured = (part: DocumentPart) => part.images > 0 && countVisible(part.text) < minPageChars;
  const chars = reading.parts.reduce((sum, part) => sum + countVisible(part.text), 0);
  const unreadPages = reading.parts.filter(isPictured).length;
  const hasTextLayer = chars >= minPageChars || (chars > 0 && unreadPages === 0);
  const isScan = !hasTextLayer && unreadPages > 0;
  return {
    ...facts,
    hasTextLayer,
    unreadPages,
    problem: isScan ? 'no-text-layer' : null,
    detail: isScan ? 'pictures without text' : null,
  };
}

/** Facts of a document that could not be read, with the reason. */
export function makeFailedFacts(kind: ContentKind, madeBy: string, error: unknown): DocumentFacts {
  const { problem, detail } = describeFailure(error);
  const facts = makeFacts(kind, madeBy, { parts: [], properties: noProperties, truncated: false });
  return { ...facts, problem, detail };
}

function countVisible(text: string): number {
  return text.replaceAll(/\s/g, '').length;
}
