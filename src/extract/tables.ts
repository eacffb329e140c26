import type { TableFacts } from '../snapshot/page-facts.ts';
import { findHeader } from './table-header.ts';
import type { TextSink } from './text-sink.ts';

const maxRows = 300;
const maxCellChars = 4000;
/** A longer row is a page laid out as a table; its words say nothing about one link in it. */
const maxRowChars = 3000;
/** In a table that holds tables only short rows are rows. */
const maxLayoutRowChars = 500;
const maxColumns = 100;

/** A row in the making: links keep it and ask for its cells when the page ends. */
export interface Row {
  cells: string[];
  /** null until `</tr>`; false when it turned out to be layout */
  isData: boolean | null;
  hasOnlyHeaderCells: boolean;
  isInHead: boolean;
}

interface Carried {
  text: string;
  rowsLeft: number;
}

interface OpenTable {
  at: number;
  headings: string[];
  caption: string;
  captionMark: number;
  rows: Row[];
  rowCount: number;
  isLayout: boolean;
  isInHead: boolean;
  carried: Map<number, Carried>;
  row: Row | null;
  rowAt: number;
  /** rows, cells, heads and captions that began in it */
  changes: number;
  cell: { mark: number; at: number; colSpan: number; rowSpan: number; isHeader: boolean } | null;
}

/** What a part of a page added. */
export interface TableAdditions {
  found: readonly TableFacts[];
  /** the table that the part stands in holds another */
  isLayout: boolean;
}

/** A place among the tables, for {@link Tables.additionsSince}. */
export interface TableStand {
  found: number;
  changes: number;
}

/** Reads data tables; tables that hold tables are layout and are not told. */
export class Tables {
  readonly found: TableFacts[] = [];
  readonly #sink: TextSink;
  readonly #open: OpenTable[] = [];

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** The row at the present place. */
  row(): Row | null {
    return this.#open.at(-1)?.row ?? null;
  }

  /** Whether the innermost table is known to be layout. */
  isLayout(): boolean {
    return this.#open.at(-1)?.isLayout ?? true;
  }

  /** What decides how a cell or a table is seen that opens here. */
  surroundings(): string {
    const table = this.#open.at(-1);
    if (table === undefined) return '';
    return [table.isLayout, table.isInHead, table.row !== null, table.cell !== null].map(Number).join('');
  }

  stand(): TableStand {
    return { found: this.found.length, changes: this.#open.at(-1)?.changes ?? 0 };
  }

  /**
   * What was added since `stand`; null when it changed the table that it stands in.
   * @param from offset in the text that places are counted from
   */
  additionsSince({ found, changes }: TableStand, from: number): TableAdditions | null {
    const table = this.#open.at(-1);
    if ((table?.changes ?? 0) !== changes) return null;
    return {
      found: this.found.slice(found).map((fact) => ({ ...fact, at: fact.at - from, end: fact.end - from })),
      isLayout: table?.isLayout ?? false,
    };
  }

  /** Adds what was added before in the same {@link surroundings}. */
  repeat({ found, isLayout }: TableAdditions, from: number): void {
    for (const fact of found) this.found.push({ ...fact, at: fact.at + from, end: fact.end + from });
    const table = this.#open.at(-1);
    if (table !== undefined) table.isLayout = isLayout;
  }

  openTable(headings: string[]): void {
    const outer = this.#open.at(-1);
    if (outer !== undefined) outer.isLayout = true;
    this.#open.push({
      at: this.#sink.position(),
      headings,
      caption: '',
      captionMark: -1,
      rows: [],
      rowCount: 0,
      isLayout: false,
      isInHead: false,
      carried: new Map(),
      row: null,
      rowAt: 0,
      changes: 0,
      cell: null,
    });
  }

  closeTable(): void {
    this.closeRow();
    const table = this.#open.pop();
    if (table === undefined || table.isLayout) return;
    const rows = table.rows.filter((row) => row.isData === true);
    const width = rows.reduce((most, row) => Math.max(most, row.cells.length), 0);
    if (rows.length === 0 || (width < 2 && !rows.some((row) => row.hasOnlyHeaderCells))) return;
    const { title, header, body } = findHeader(rows, width);
    this.found.push({
      at: table.at,
      end: this.#sink.position(),
      caption: table.caption === '' ? title : table.caption,
      headings: table.headings,
      header,
      rows: body.slice(0, maxRows).map((row) => row.cells),
      rowCount: table.rowCount - (rows.length - body.length),
    });
  }

  setInHead(isInHead: boolean): void {
    const table = this.#open.at(-1);
    if (table === undefined) return;
    table.isInHead = isInHead;
    table.changes++;
  }

  openCaption(): void {
    const table = this.#open.at(-1);
    if (table === undefined) return;
    table.captionMark = this.#sink.mark();
    table.changes++;
  }

  closeCaption(): void {
    const table = this.#open.at(-1);
    if (table !== undefined && table.captionMark >= 0)
      table.caption = this.#sink.read(table.captionMark, 300);
  }

  openRow(): void {
    const table = this.#open.at(-1);
    if (table === undefined) return;
    table.changes++;
    this.closeRow();
    table.row = { cells: [], isData: null, hasOnlyHeaderCells: true, isInHead: table.isInHead };
    table.rowAt = this.#sink.position();
  }

  closeRow(): void {
    this.closeCell();
    const table = this.#open.at(-1);
    const row = table?.row;
    if (table === undefined || row === null || row === undefined) return;
    table.row = null;
    this.#fillCarried(table, row);
    const chars = this.#sink.position() - table.rowAt;
    row.isData =
      row.cells.some((cell) => cell !== '') && chars <= (table.isLayout ? maxLayoutRowChars : maxRowChars);
    if (!row.isData) return;
    table.rowCount++;
    // The header and a title row come on top of the rows that are told.
    if (table.rows.length < maxRows + 5) table.rows.push(row);
  }

  openCell(isHeader: boolean, colSpan: string | undefined, rowSpan: string | undefined): void {
    this.closeCell();
    const table = this.#open.at(-1);
    if (table === undefined) return;
    table.changes++;
    if (table.row === null) this.openRow();
    table.cell = {
      mark: this.#sink.mark(),
      at: this.#sink.position(),
      colSpan: readSpan(colSpan, 30),
      rowSpan: readSpan(rowSpan, maxRows),
      isHeader,
    };
  }

  closeCell(): void {
    const table = this.#open.at(-1);
    const row = table?.row;
    const cell = table?.cell;
    if (table === undefined || !row || !cell) return;
    table.cell = null;
    if (!cell.isHeader) row.hasOnlyHeaderCells = false;
    // The length is known without reading: nested layout must not be read once per level.
    const isHuge = this.#sink.position() - cell.at > maxRowChars;
    const text = isHuge ? '' : this.#sink.read(cell.mark, maxCellChars);
    this.#fillCarried(table, row);
    for (let i = 0; i < cell.colSpan && row.cells.length < maxColumns; i++) {
      if (cell.rowSpan > 1)
        table.carried.set(row.cells.length, { text: i === 0 ? text : '', rowsLeft: cell.rowSpan - 1 });
      // A header that spans columns names each of them; a cell that spans them is said once.
      row.cells.push(i === 0 || cell.isHeader ? text : '');
    }
  }

  /** A cell that spans rows belongs to each of them: without it the row's context would be cut. */
  #fillCarried(table: OpenTable, row: Row): void {
    for (;;) {
      const column = row.cells.length;
      const carried = table.carried.get(column);
      if (carried === undefined) return;
      row.cells.push(carried.text);
      carried.rowsLeft--;
      if (carried.rowsLeft <= 0) table.carried.delete(column);
    }
  }
}

function readSpan(value: string | undefined, most: number): number {
  const span = value === undefined ? 1 : Number.parseInt(value, 10);
  return Number.isFinite(span) ? Math.min(Math.max(span, 1), most) : 1;
}
