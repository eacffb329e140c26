import type { DocumentPart } from '../../snapshot/document-facts.ts';
import { tidy } from '../../text/normalise.ts';
import { buildTable } from './build-table.ts';
import { type GridRow, maxGridColumns, type Merge } from './grid.ts';

/** A cell as a reader hands it in. */
export interface RawCell {
  column: number;
  /** as shown */
  text: string;
  isNumber: boolean;
}

/** Characters that all sheets of a document may keep together. */
export class CharBudget {
  #left: number;
  isExceeded = false;

  constructor(maxChars: number) {
    this.#left = maxChars;
  }

  /** Takes up to that many; the number that may be kept. */
  take(chars: number): number {
    if (chars > this.#left) this.isExceeded = true;
    const taken = Math.min(chars, this.#left);
    this.#left -= taken;
    return taken;
  }
}

const maxCellChars = 4000;

/** Collects the rows of one sheet and makes a part of them. */
export class SheetBuilder {
  readonly #budget: CharBudget;
  readonly #rows: GridRow[] = [];
  readonly #lines: string[] = [];
  #length = 0;
  #rowsBeyond = 0;

  constructor(budget: CharBudget) {
    this.#budget = budget;
  }

  get hasRows(): boolean {
    return this.#rows.length > 0;
  }

  /** Adds a row by its number from 0; rows without text are nothing. */
  addRow(index: number, raw: readonly RawCell[]): void {
    const cells: string[] = [];
    const numeric = new Set<number>();
    for (const cell of raw) {
      if (cell.column >= maxGridColumns) continue;
      const text = tidy(cell.text.slice(0, maxCellChars));
      if (text === '') continue;
      while (cells.length < cell.column) cells.push('');
      cells[cell.column] = text;
      if (cell.isNumber) numeric.add(cell.column);
    }
    if (cells.length > 0) this.#keep(index, cells, numeric);
  }

  /** The sheet as a part. */
  build(page: number, name: string | null, merges: readonly Merge[], images: number): DocumentPart {
    const built = buildTable({ rows: this.#rows, merges, rowsBeyond: this.#rowsBeyond });
    return {
      page,
      name,
      text: this.#lines.join('\n'),
      textFrom: this.#lines.length > 0 ? 'text-layer' : 'none',
      ocrConfidence: null,
      tables: built === null ? [] : [built.table],
      headings: built?.titleLines ?? [],
      images,
    };
  }

  #keep(index: number, cells: string[], numeric: ReadonlySet<number>): void {
    const line = cells.filter((cell) => cell !== '').join('\t');
    // Each cell costs one more: sparse rows take memory as well.
    const cost = line.length + cells.length + 1;
    if (this.#budget.isExceeded || this.#budget.take(cost) < cost) {
      this.#rowsBeyond++;
      return;
    }
    const at = this.#length;
    this.#lines.push(line);
    this.#length += line.length + 1;
    this.#rows.push({ index, cells, numeric, isHeader: false, at, end: at + line.length });
  }
}
