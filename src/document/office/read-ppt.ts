import { UnreadableDocument } from '../archive/unreadable.ts';
import type { DocumentFacts } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { openCompoundFile, readSummary } from './compound.ts';
import { makePagedFacts } from './facts.ts';
import { Flow } from './flow.ts';

/** Kinds of records in the stream of a presentation ([MS-PPT] 2.13.24). */
const record = {
  slide: 1006,
  slideListWithText: 4080,
  slidePersist: 1011,
  textHeader: 3999,
  textChars: 4000,
  textBytes: 4008,
} as const;

const containerVersion = 0xf;
const maxRecords = 500_000;
const maxDepth = 32;
const titleTypes = new Set([0, 6]);

interface TextRun {
  isTitle: boolean;
  text: string;
}

/**
 * Facts of a legacy .ppt file: the outline of each slide and the text drawn on it. Fields, tables and the order within
 * a slide are lost: the format keeps tables as loose boxes.
 * @throws {UnreadableDocument} `encrypted`, `damaged`
 */
export function readPpt(bytes: Uint8Array, limits: DocumentLimits, madeBy: string): DocumentFacts {
  const file = openCompoundFile(bytes);
  if (file.find('/EncryptedSummary') !== null) throw new UnreadableDocument('encrypted', 'needs a password');
  const stream = file.find('/PowerPoint Document');
  if (stream === null) throw new UnreadableDocument('damaged', 'no slides stream');
  const { outlines, slides } = collectSlides(stream);
  const count = Math.max(outlines.length, slides.length);
  const flow = new Flow(limits.maxPages, limits.maxChars);
  for (let i = 0; i < Math.min(count, limits.maxPages); i++) {
    flow.beginPart(i + 1, null);
    for (const run of [...(outlines[i] ?? []), ...(slides[i] ?? [])]) {
      for (const line of run.text.split(/[\r\n\v]/)) {
        flow.addText(line);
        flow.endParagraph({ isHeading: run.isTitle, isBold: false, isCentred: false });
      }
    }
  }
  flow.finish();
  const properties = { ...readSummary(file), pageCount: count };
  return makePagedFacts('ppt', madeBy, {
    parts: flow.parts,
    properties,
    truncated: flow.isCut || count > limits.maxPages,
  });
}

interface Slides {
  /** by slide, from the list that PowerPoint keeps for its outline */
  outlines: TextRun[][];
  /** by slide, what is drawn on it */
  slides: TextRun[][];
}

function collectSlides(stream: Buffer): Slides {
  const found: Slides = { outlines: [], slides: [] };
  let records = 0;
  let isTitle = false;
  const walk = (from: number, to: number, depth: number, into: TextRun[][] | null): void => {
    let at = from;
    while (at + 8 <= to && records < maxRecords) {
      records++;
      const start = at + 8;
      const end = Math.min(start + stream.readUInt32LE(at + 4), to);
      const type = stream.readUInt16LE(at + 2);
      const version = stream.readUInt16LE(at) & 0xf;
      const instance = stream.readUInt16LE(at) >> 4;
      if (type === record.slidePersist) found.outlines.push([]);
      else if (type === record.textHeader && end - start >= 4)
        isTitle = titleTypes.has(stream.readUInt32LE(start));
      else if (type === record.textChars || type === record.textBytes) {
        const text = stream.toString(type === record.textChars ? 'utf16le' : 'latin1', start, end);
        into?.at(-1)?.push({ isTitle, text });
      } else if (version === containerVersion && depth < maxDepth) {
        if (type === record.slide) {
          found.slides.push([]);
          isTitle = false;
          walk(start, end, depth + 1, found.slides);
          // Instance 0 lists slides, 1 masters, 2 notes ([MS-PPT] 2.4.14.3).
        } else if (type === record.slideListWithText) {
          if (instance === 0) walk(start, end, depth + 1, found.outlines);
        } else walk(start, end, depth + 1, into);
      }
      at = end;
    }
  };
  walk(0, stream.length, 0, null);
  return found;
}
