import { sniffKind } from '../extract/content-kind.ts';
import type { DocumentFacts, DocumentProblem } from '../snapshot/document-facts.ts';
import type { ContentKind } from '../snapshot/schema.ts';
import { UnreadableDocument } from './archive/unreadable.ts';
import { isEncryptedPackage } from './office/encrypted-package.ts';
import { makeFacts, makeFailedFacts } from './office/facts.ts';
import { readPdfDocument } from './pdf/index.ts';
import type { PdfTools } from './pdf/index.ts';
import type { DocumentLimits } from './types.ts';

/**
 * Facts of a document of any kind, by its content; a kind's reader is loaded when the first one comes. Only for a process that may be killed: time and memory are kept
 * from outside.
 */
export async function readBytes(
  bytes: Uint8Array,
  fileName: string | null,
  tools: PdfTools,
  limits: DocumentLimits,
): Promise<DocumentFacts> {
  const kind = refineKind(sniffKind(bytes), fileName);
  switch (kind) {
    case 'pdf':
      return readPdfDocument(bytes, tools, limits);
    case 'docx':
    case 'odt':
    case 'pptx':
    case 'doc':
    case 'ppt':
    case 'text':
      return (await import('./office/index.ts')).readOfficeDocument(bytes, kind, limits);
    case 'xlsx':
    case 'xls':
    case 'ods':
    case 'csv':
      return (await import('./sheet/index.ts')).readSheetDocument(bytes, kind, limits);
    case 'zip':
      return (await import('./archive/index.ts')).readArchive(bytes, limits, (member, name) =>
        readBytes(member, name, tools, limits),
      );
    case 'image':
      return describeImage();
    case 'ole':
      return isEncryptedPackage(bytes)
        ? refuse(kind, 'encrypted', 'needs a password')
        : refuse(kind, 'unsupported', 'a compound file of no office kind');
    case 'rar':
    case '7z':
    case 'binary':
      return refuse(kind, 'unsupported', `no reader for ${kind}`);
    case 'html':
      return refuse(kind, 'not-a-document', 'a web page where a document was expected');
    case 'xml':
    case 'json':
    case 'audio':
    case 'video':
      return refuse(kind, 'not-a-document', `${kind} is no document`);
    case 'empty':
      return refuse(kind, 'damaged', 'the file is empty');
  }
}

/** Plain text with few columns looks like prose: its name tells, and is believed for text only. */
function refineKind(kind: ContentKind, fileName: string | null): ContentKind {
  return kind === 'text' && fileName !== null && /\.csv$/i.test(fileName) ? 'csv' : kind;
}

function refuse(kind: ContentKind, problem: DocumentProblem, detail: string): DocumentFacts {
  return makeFailedFacts(kind, 'none', new UnreadableDocument(problem, detail));
}

/** A picture is one page that only OCR can read. */
function describeImage(): DocumentFacts {
  const facts = makeFacts('image', 'none', {
    parts: [
      {
        page: 1,
        name: null,
        text: '',
        textFrom: 'none',
        ocrConfidence: null,
        tables: [],
        headings: [],
        images: 1,
      },
    ],
    properties: { title: null, producer: null, createdAt: null, modifiedAt: null, pageCount: 1 },
    truncated: false,
  });
  return { ...facts, unreadPages: 1 };
}
