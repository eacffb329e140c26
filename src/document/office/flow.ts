import type { DocumentPart, DocumentTable } from '../../snapshot/document-facts.ts';
import { tidy } from '../../text/normalise.ts';
import { buildTable } from '../sheet/build-table.ts';
import type { GridRow } from '../sheet/grid.ts';
import { type CellShape, FlowTable } from './flow-table.ts';

/** How a paragraph looks. */
export interface ParagraphLook {
  /** its style or outline level says that it is a heading */
  isHeading: boolean;
  isBold: boolean;
  isCentred: boolean;
}

const maxHeadingChars = 200;
/** Typed documents have no styles: a short bold line in the middle, near the top, is the title. */
const maxTitleChars = 120;
const maxTitleLines = 20;
const maxParagraphChars = 20_000;

interface OpenPart {
  page: number;
  name: string | null;
  lines: string[];
  length: number;
  tables: DocumentTable[];
  headings: string[];
  images: number;
}

/** Builds the parts of a text document from its paragraphs, tables and page breaks, in reading order. */
export class Flow {
  readonly parts: DocumentPart[] = [];
  /** a limit on pages or characters was reached: what comes is left out */
  isCut = false;
  readonly #maxParts: number;
  #charsLeft: number;
  #part: OpenPart | null = null;
  #page = 1;
  #name: string | null = null;
  #breaks = 0;
  #text = '';
  readonly #tables: FlowTable[] = [];
  #titleLines = 0;

  constructor(maxParts: number, maxChars: number) {
    this.#maxParts = maxParts;
    this.#charsLeft = maxChars;
  }

  /** The page that is being written, from 1. */
  get page(): number {
    return this.#page + this.#breaks;
  }

  get isInTable(): boolean {
    return this.#tables.length > 0;
  }

  addText(text: string): void {
    if (this.#text.length < maxParagraphChars) this.#text += text.slice(0, maxParagraphChars);
  }

  endParagraph(look: ParagraphLook): void {
    const text = tidyLine(this.#text);
    this.#text = '';
    const table = this.#tables[0];
    if (table !== undefined) {
      table.addParagraph(text);
      return;
    }
    if (text === '') return;
    const part = this.#openPart();
    if (part === null || !this.#addLine(part, text)) return;
    const isTitle =
      look.isBold && look.isCentred && text.length <= maxTitleChars && this.#titleLines < maxTitleLines;
    this.#titleLines++;
    if (look.isHeading || isTitle) part.headings.push(text.slice(0, maxHeadingChars));
  }

  /**
   * Ends the page, once however often it is said before the next text. A table is never cut: what follows it is on
   * the later page.
   */
  breakPage(): void {
    const isFresh = this.#part === null && this.parts.length === 0;
    if (this.isInTable) this.#breaks++;
    else if (this.#breaks === 0 && (this.#text.trim() !== '' || !isFresh)) {
      if (this.#text.trim() !== '') this.endParagraph({ isHeading: false, isBold: false, isCentred: false });
      this.#breaks = 1;
    }
  }

  /** Begins a part by name, for formats with slides. */
  beginPart(page: number, name: string | null): void {
    this.finish();
    this.#page = page;
    this.#name = name;
    this.#titleLines = 0;
    this.#openPart();
  }

  addImage(): void {
    const part = this.#openPart();
    if (part !== null) part.images++;
  }

  openTable(): void {
    if (this.#tables.length === 0) this.#openPart();
    // Text of a table inside a cell belongs to that cell.
    this.#tables.push(new FlowTable());
  }

  openRow(isHeader: boolean): void {
    if (this.#tables.length === 1) this.#tables[0]?.openRow(isHeader);
  }

  /** Says that the row at hand is a header. */
  markHeaderRow(): void {
    if (this.#tables.length === 1) this.#tables[0]?.markHeader();
  }

  openCell(shape: CellShape): void {
    if (this.#tables.length === 1) this.#tables[0]?.openCell(shape);
  }

  /** Cells that another one covers. */
  skipCells(count: number): void {
    if (this.#tables.length === 1) this.#tables[0]?.skipCells(count);
  }

  /** A cell's width and whether it goes on with the cell above, where a format says so after its start. */
  shapeCell(shape: { columns?: number; continuesAbove?: boolean }): void {
    if (this.#tables.length === 1) this.#tables[0]?.shapeCell(shape);
  }

  closeCell(): void {
    if (this.#tables.length === 1) this.#tables[0]?.closeCell();
  }

  closeTable(): void {
    const table = this.#tables.pop();
    if (table === undefined || this.#tables.length > 0) return;
    if (this.#part !== null) this.#writeTable(this.#part, table);
  }

  /** Closes what is open. */
  finish(): void {
    while (this.#tables.length > 0) this.closeTable();
    if (this.#text !== '') this.endParagraph({ isHeading: false, isBold: false, isCentred: false });
    this.#closePart();
  }

  #openPart(): OpenPart | null {
    if (this.#breaks > 0 && !this.isInTable) {
      this.#closePart();
      this.#page += this.#breaks;
      this.#breaks = 0;
    }
    if (this.#part !== null) return this.#part;
    if (this.parts.length >= this.#maxParts || this.isCut) {
      this.isCut = true;
      return null;
    }
    this.#part = {
      page: this.#page,
      name: this.#name,
      lines: [],
      length: 0,
      tables: [],
      headings: [],
      images: 0,
    };
    return this.#part;
  }

  #closePart(): void {
    const part = this.#part;
    this.#part = null;
    if (part === null) return;
    this.parts.push({
      page: part.page,
      name: part.name,
      text: part.lines.join('\n'),
      textFrom: part.lines.length > 0 ? 'text-layer' : 'none',
      ocrConfidence: null,
      tables: part.tables,
      headings: part.headings,
      images: part.images,
    });
  }

  #addLine(part: OpenPart, line: string): boolean {
    if (line.length + 1 > this.#charsLeft) {
      this.isCut = true;
      return false;
    }
    this.#charsLeft -= line.length + 1;
    part.lines.push(line);
    part.length += line.length + 1;
    return true;
  }

  #writeTable(part: OpenPart, table: FlowTable): void {
    const rows: GridRow[] = [];
    let rowsBeyond = 0;
    this.isCut ||= table.isCut;
    for (const row of table.rows) {
      const at = part.length;
      const line = row.cells.filter((cell) => cell !== '').join('\t');
      if (line === '') continue;
      if (rowsBeyond > 0 || !this.#addLine(part, line)) {
        rowsBeyond++;
        continue;
      }
      rows.push({ ...row, numeric: new Set(), at, end: at + line.length });
    }
    const built = buildTable({ rows, merges: table.merges, rowsBeyond });
    if (built !== null) part.tables.push(built.table);
  }
}

/** Readable text of a paragraph; tabs stay, since lines of typed lists are set out with them. */
function tidyLine(text: string): string {
  return text
    .split('\t')
    .map((piece) => tidy(piece))
    .join('\t')
    .replaceAll(/\t{2,}/g, '\t')
    .trim();
}
