import { decodeText } from '../../fetch/charset.ts';
import { makeFacts } from '../office/facts.ts';
import { noProperties } from '../office/properties.ts';
import type { DocumentFacts } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { CharBudget, SheetBuilder } from './sheet-builder.ts';

const delimiters = [',', ';', '\t', '|'] as const;
const maxProbeChars = 65_536;
const maxProbeRows = 50;
/** A quote that is never closed would swallow the file as one cell. */
const maxQuotedChars = 32_768;

/** Facts of delimited text. Formulas are text like any other; the encoding is judged by the bytes. */
export function readCsv(bytes: Uint8Array, limits: DocumentLimits, madeBy: string): DocumentFacts {
  const decoded = decodeText(bytes, null).text.replace(/^\uFEFF/, '');
  const said = /^"?sep=(.)"?\r?\n/i.exec(decoded);
  const text = said === null ? decoded : decoded.slice(said[0].length);
  const delimiter = said?.[1] ?? chooseDelimiter(text.slice(0, maxProbeChars));
  const budget = new CharBudget(limits.maxChars);
  const builder = new SheetBuilder(budget);
  let index = 0;
  for (const cells of parseRows(text, delimiter)) {
    builder.addRow(
      index,
      cells.map((cell, column) => ({ column, text: cell, isNumber: false })),
    );
    index++;
  }
  const parts = [builder.build(1, null, [], 0)];
  return makeFacts('csv', madeBy, {
    parts,
    properties: { ...noProperties, pageCount: 1 },
    truncated: budget.isExceeded,
  });
}

/** The delimiter that parts most rows into the same number of cells; of equals the one that makes more cells. */
function chooseDelimiter(head: string): string {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const counts = new Map<number, number>();
    let rows = 0;
    for (const cells of parseRows(head, delimiter)) {
      if (rows >= maxProbeRows) break;
      rows++;
      if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
    }
    for (const [width, count] of counts) {
      const score = (count / rows) * Math.min(width, 20);
      if (score > best.score) best = { delimiter, score };
    }
  }
  return best.delimiter;
}

/** Rows of delimited text with quotes as in RFC 4180; a quote inside an unquoted cell is a letter. */
export function* parseRows(text: string, delimiter: string): Generator<string[]> {
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') ({ cell, at } = readQuoted(text, at, delimiter));
    else {
      const end = findCellEnd(text, at, delimiter);
      cell = text.slice(at, end);
      at = end;
    }
    cells.push(cell);
    if (text[at] === delimiter) {
      at++;
      if (at < text.length) continue;
      cells.push('');
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    yield cells;
    cells = [];
  }
}

function readQuoted(text: string, start: number, delimiter: string): { cell: string; at: number } {
  let cell = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote - start > maxQuotedChars) {
      const end = findCellEnd(text, start, delimiter);
      return { cell: text.slice(start, end), at: end };
    }
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const end = findCellEnd(text, quote + 1, delimiter);
      return { cell: cell + text.slice(quote + 1, end), at: end };
    }
    cell += '"';
    at = quote + 2;
  }
}

function findCellEnd(text: string, start: number, delimiter: string): number {
  let at = start;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}
