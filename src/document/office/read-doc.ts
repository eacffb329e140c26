import WordExtractor from 'word-extractor';
import { UnreadableDocument } from '../archive/unreadable.ts';
import type { DocumentFacts } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { openCompoundFile, readSummary } from './compound.ts';
import { makePagedFacts } from './facts.ts';
import { Flow } from './flow.ts';

/** Offset and bits of the flags in a Word file's information block ([MS-DOC] 2.5.2). */
const flagsAt = 10;
const encryptedFlag = 0x100;
const minTableCells = 2;

/**
 * Facts of a legacy .doc file. The extractor parts the cells of a table by tabs and tells neither styles nor spans, so
 * runs of at least two such lines are read as a table.
 * @throws {UnreadableDocument} `encrypted`, `damaged`
 */
export async function readDoc(
  bytes: Uint8Array,
  limits: DocumentLimits,
  madeBy: string,
): Promise<DocumentFacts> {
  const file = openCompoundFile(bytes);
  const word = file.find('/WordDocument');
  if (word === null || word.length < 32) throw new UnreadableDocument('damaged', 'no text stream');
  if ((word.readUInt16LE(flagsAt) & encryptedFlag) !== 0)
    throw new UnreadableDocument('encrypted', 'needs a password');
  const document = await new WordExtractor().extract(Buffer.from(bytes));
  const flow = new Flow(limits.maxPages, limits.maxChars);
  const boxes = document.getTextboxes({ includeHeadersAndFooters: false, filterUnicode: false });
  addPlainText(flow, `${document.getBody({ filterUnicode: false })}\n${boxes}`);
  flow.finish();
  const properties = readSummary(file);
  return makePagedFacts('doc', madeBy, { parts: flow.parts, properties, truncated: flow.isCut });
}

/** Lines of text; form feeds part pages, lines with tabs that follow each other are a table. */
export function addPlainText(flow: Flow, text: string): void {
  const look = { isHeading: false, isBold: false, isCentred: false };
  const pages = text.split('\f');
  pages.forEach((page, i) => {
    if (i > 0) flow.breakPage();
    const lines = page.split(/\r\n|[\r\n\v]/);
    for (let at = 0; at < lines.length; ) {
      const end = findTableEnd(lines, at);
      if (end - at > 1) {
        addTable(flow, lines.slice(at, end));
        at = end;
      } else {
        flow.addText(lines[at] ?? '');
        flow.endParagraph(look);
        at++;
      }
    }
  });
}

function addTable(flow: Flow, lines: readonly string[]): void {
  flow.openTable();
  for (const line of lines) {
    flow.openRow(false);
    for (const cell of splitCells(line)) {
      flow.openCell({ columns: 1, rows: 1, hasCoveredCells: false });
      flow.addText(cell);
      flow.endParagraph({ isHeading: false, isBold: false, isCentred: false });
      flow.closeCell();
    }
  }
  flow.closeTable();
}

function splitCells(line: string): string[] {
  return line.replace(/\t$/, '').split('\t');
}

/** A table goes on while lines have as many cells as its first. */
function findTableEnd(lines: readonly string[], start: number): number {
  const cells = splitCells(lines[start] ?? '').length;
  let end = start;
  if (cells < minTableCells) return end;
  while (end < lines.length && splitCells(lines[end] ?? '').length === cells) end++;
  return end;
}
