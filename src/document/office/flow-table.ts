import { maxGridColumns, type Merge } from '../sheet/grid.ts';

const maxRows = 20_000;
const maxCellChars = 4000;
/** of one table, before the document's own limit applies */
const maxTableChars = 2_000_000;

/** A cell of a table in a text document or slide. */
export interface CellShape {
  /** columns it fills */
  columns: number;
  /** rows it fills, 1 where the format lets the cells below say that they go on */
  rows: number;
  /** whether the columns it fills beyond its first have cells of their own in the file */
  hasCoveredCells: boolean;
}

interface Row {
  index: number;
  cells: string[];
  isHeader: boolean;
}

/** The table that a text document is at. */
export class FlowTable {
  readonly rows: Row[] = [];
  /** rows or text were left out */
  isCut = false;
  #chars = 0;
  readonly #merges: Merge[] = [];
  /** cells that a later row may go on with, by column */
  readonly #tops = new Map<number, Merge>();
  #row: Row | null = null;
  #cell: (CellShape & { continuesAbove: boolean; text: string }) | null = null;
  #column = 0;

  get merges(): Merge[] {
    return this.#merges.filter((merge) => merge.rows > 1 || merge.columns > 1);
  }

  openRow(isHeader: boolean): void {
    this.closeCell();
    this.#row = { index: this.rows.length, cells: [], isHeader };
    this.#column = 0;
    if (this.rows.length < maxRows) this.rows.push(this.#row);
    else this.isCut = true;
  }

  markHeader(): void {
    if (this.#row !== null) this.#row.isHeader = true;
  }

  openCell(shape: CellShape): void {
    this.closeCell();
    this.#cell = { ...shape, continuesAbove: false, text: '' };
  }

  shapeCell(shape: { columns?: number; continuesAbove?: boolean }): void {
    if (this.#cell !== null) Object.assign(this.#cell, shape);
  }

  /** A cell that another one covers. */
  skipCells(count: number): void {
    this.closeCell();
    this.#column += count;
  }

  addParagraph(text: string): void {
    const cell = this.#cell;
    if (cell === null || text === '' || cell.text.length >= maxCellChars) return;
    this.#chars += text.length;
    if (this.#chars > maxTableChars) {
      this.isCut = true;
      return;
    }
    cell.text += (cell.text === '' ? '' : ' ') + text.replaceAll('\t', ' ').slice(0, maxCellChars);
  }

  closeCell(): void {
    const cell = this.#cell;
    const row = this.#row;
    this.#cell = null;
    if (cell === null || row === null) return;
    const column = this.#column;
    const columns = Math.max(cell.columns, 1);
    this.#column += cell.hasCoveredCells ? 1 : columns;
    if (column >= maxGridColumns) return;
    if (cell.continuesAbove) {
      const top = this.#tops.get(column);
      if (top !== undefined) top.rows = row.index - top.row + 1;
      return;
    }
    const merge = { row: row.index, column, rows: Math.max(cell.rows, 1), columns };
    this.#merges.push(merge);
    this.#tops.set(column, merge);
    if (cell.text === '') return;
    while (row.cells.length < column) row.cells.push('');
    row.cells[column] = cell.text;
  }
}
