import { type OpenedDocument, openDocument } from '../../src/match/opened-document.ts';
import type { AttachedTarget, Candidate } from '../../src/match/candidate.ts';
import type { DocumentFacts, DocumentPart } from '../../src/snapshot/document-facts.ts';
import type { FetchRecord } from '../../src/snapshot/schema.ts';
import { buildAttached, buildCandidate, buildRecord, siteUrl } from './build.ts';

export interface TableInput {
  caption?: string;
  header: string[];
  rows: string[][];
}

export type PageInput =
  | string
  | (Partial<Omit<DocumentPart, 'tables' | 'text'>> & { text?: string; tables?: TableInput[] });

/** One page; its tables stand behind its text, a line for each row. */
function buildPart(input: PageInput, index: number): DocumentPart {
  const {
    text: given = '',
    tables: inputs = [],
    ...rest
  } = typeof input === 'string' ? { text: input } : input;
  let text = given;
  const tables = inputs.map(({ caption = '', header, rows }) => {
    text += text === '' ? '' : '\n';
    const at = text.length;
    text += [header, ...rows]
      .filter((row) => row.length > 0)
      .map((row) => row.join('\t'))
      .join('\n');
    return { at, end: text.length, caption, header, rows, rowCount: rows.length };
  });
  return {
    page: index + 1,
    name: null,
    textFrom: text === '' ? 'none' : 'text-layer',
    ocrConfidence: null,
    headings: [],
    images: 0,
    ...rest,
    text,
    tables,
  };
}

/** The facts of a document that was read as a whole, unless something else is given. */
export function buildFacts(pages: readonly PageInput[], given: Partial<DocumentFacts> = {}): DocumentFacts {
  return {
    schemaVersion: 1,
    kind: 'pdf',
    madeBy: { text: 'test', ocr: null },
    problem: null,
    detail: null,
    title: null,
    producer: null,
    createdAt: null,
    modifiedAt: null,
    pageCount: pages.length,
    hasTextLayer: true,
    parts: pages.map(buildPart),
    unreadPages: 0,
    truncated: false,
    ...given,
  };
}

/** @param named what a rater would make of every line of its title */
export function buildOpened(facts: DocumentFacts, named: Record<string, number> = {}): OpenedDocument {
  const rated = Object.entries(named).map(([code, probability]) => ({ code, probability, factors: [] }));
  return openDocument(facts, { rateText: () => rated });
}

interface DocumentInput {
  name?: string;
  named?: Record<string, number>;
  facts?: Partial<DocumentFacts>;
  record?: Partial<FetchRecord>;
}

function recordOf(name: string, { facts, record }: DocumentInput): FetchRecord {
  const kind = facts?.kind ?? 'pdf';
  const url = `${siteUrl}files/${encodeURIComponent(name)}.${kind}`;
  return buildRecord({
    url,
    finalUrl: url,
    key: url,
    kind,
    purpose: 'document',
    hasBlob: false,
    sha256: `sha-${name}`,
    ...record,
  });
}

/** A document on a page, read. */
export function buildDocument(pages: readonly PageInput[], input: DocumentInput = {}): AttachedTarget {
  const name = input.name ?? 'เอกสาร';
  const record = recordOf(name, input);
  return buildAttached(name, {
    url: record.url,
    key: record.url,
    record,
    opened: buildOpened(buildFacts(pages, input.facts), input.named),
  });
}

/** A document that is a candidate by itself, read. */
export function buildDocumentCandidate(
  pages: readonly PageInput[],
  input: DocumentInput & { title?: string; candidate?: Partial<Candidate> } = {},
): Candidate {
  const record = recordOf(input.name ?? 'เอกสาร', input);
  return buildCandidate({
    url: record.url,
    record,
    opened: buildOpened(buildFacts(pages, input.facts), input.named),
    ...(input.title === undefined ? {} : { title: input.title }),
    ...input.candidate,
  });
}

/** More than any guard against title pages asks for, and nothing that an element is recognised by. */
export const filler = 'ข้อความทั่วไปของหน่วยงานที่เล่าเรื่องงานประจำซึ่งไม่เกี่ยวกับสิ่งที่ข้อนี้ถามถึง '.repeat(4).trim();
