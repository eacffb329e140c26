import type { DocumentPart, DocumentTable } from '../../snapshot/document-facts.ts';
import { repairLine } from './glyphs.ts';
import { findUsualSize, headingFactor, joinWords, sharesLine, stackLines } from './lines.ts';
import type { Segment } from './lines.ts';
import { findTables } from './tables.ts';
import type { PageTable } from './tables.ts';
import type { PdfPage } from './types.ts';

const maxHeadingChars = 160;
const maxHeadings = 40;
/** Fewer letters beside the tables of a page may all be headings. */
const leastBodyLetters = 200;
/** As in sheets and pages: the contract keeps the first 300 rows. */
const maxRows = 300;
/** More words than any printed page has: their places are not looked at, the text is kept. */
const maxWordsForTables = 4_000;

/** Writes a page as text in the order of its content, each table in one place with a row per line and tabs between cells. */
export function writePage(page: PdfPage): DocumentPart {
  const words = joinWords(page.runs);
  const tables = words.length > maxWordsForTables ? [] : findTables(stackLines(words), page.width);
  const owner = new Map<Segment, PageTable>();
  for (const table of tables) for (const segment of table.words) owner.set(segment, table);
  const written = new Set<PageTable>();
  const out: DocumentTable[] = [];
  const headings = findHeadings(words, owner);
  let text = '';
  let line = '';
  const flush = (): void => {
    const repaired = repairLine(line);
    if (repaired !== '') text += `${repaired}\n`;
    line = '';
  };
  for (const word of words) {
    const table = owner.get(word);
    if (table === undefined) {
      if (word.before === 'line') flush();
      line += line === '' || word.before === 'none' ? word.text : ` ${word.text}`;
    } else if (!written.has(table)) {
      flush();
      written.add(table);
      const repaired = repairTable(table);
      const at = text.length;
      text += [repaired.header, ...repaired.rows]
        .filter((row) => row.length > 0)
        .map((row) => `${row.join('\t')}\n`)
        .join('');
      const rows = repaired.rows.slice(0, maxRows);
      out.push({
        at,
        end: text.length,
        caption: '',
        header: repaired.header,
        rows,
        rowCount: repaired.rows.length,
      });
    }
  }
  flush();
  return {
    page: page.page,
    name: null,
    text: text.trimEnd(),
    textFrom: 'text-layer',
    ocrConfidence: null,
    tables: out.map((table) => ({ ...table, end: Math.min(table.end, text.trimEnd().length) })),
    headings,
    images: page.images,
  };
}

function repairTable(table: PageTable): { header: string[]; rows: string[][] } {
  return { header: table.header.map(repairLine), rows: table.rows.map((row) => row.map(repairLine)) };
}

/** Lines all in larger letters than the page's usual ones, tables left out. */
function findHeadings(words: readonly Segment[], owner: ReadonlyMap<Segment, PageTable>): string[] {
  // Tables are often set smaller than the text around them, which is no heading for that.
  const beside = words.filter((word) => !owner.has(word));
  const letters = beside.reduce((sum, { text }) => sum + text.length, 0);
  const usual = findUsualSize(letters >= leastBodyLetters ? beside : words);
  const headings: string[] = [];
  let last: Segment | null = null;
  for (const line of splitLines(words)) {
    const [first] = line;
    // letters of another font beside the line's own are no heading
    const isLarge = line.every((word) => word.size >= usual * headingFactor && !owner.has(word));
    const text = repairLine(line.map((word) => (word.before === 'none' ? '' : ' ') + word.text).join(''));
    if (first === undefined || !isLarge || text === '' || text.length > maxHeadingChars) {
      last = null;
      continue;
    }
    const before: string | undefined = headings.at(-1);
    const step: number = last === null ? Number.POSITIVE_INFINITY : first.bottom - last.bottom;
    // a heading that runs over two lines is one
    const continues = last !== null && (sharesLine(last, first) || (step > 0 && step < first.size * 2.2));
    if (before !== undefined && continues && before.length + text.length < maxHeadingChars) {
      headings[headings.length - 1] = `${before} ${text}`;
    } else if (headings.length < maxHeadings) {
      headings.push(text);
    }
    last = first;
  }
  return headings;
}

function splitLines(words: readonly Segment[]): Segment[][] {
  const lines: Segment[][] = [];
  for (const word of words) {
    if (word.before === 'line' || lines.length === 0) lines.push([]);
    lines.at(-1)?.push(word);
  }
  return lines;
}
