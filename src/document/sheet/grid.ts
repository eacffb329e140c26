/** A row that holds something, with its cells' readable text from the first column on. */
export interface GridRow {
  /** number of the row in its sheet or table from 0; gaps are empty rows */
  index: number;
  cells: string[];
  /** columns whose value is a number or a date */
  numeric: ReadonlySet<number>;
  /** the document itself marks it as a header */
  isHeader: boolean;
  /** offsets of its line in the text of the part */
  at: number;
  end: number;
}

/** Cells joined into one; the text is that of the first. */
export interface Merge {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Rows in order and the merges among them. */
export interface Grid {
  rows: GridRow[];
  merges: readonly Merge[];
  /** rows after the last in `rows` that hold something and were not kept */
  rowsBeyond: number;
}

export const maxGridColumns = 100;

/** Whether a value reads as an amount, a year or a running number, Thai digits included. */
export function readsAsNumber(text: string): boolean {
  return /^[(\-+]?\s*[฿$]?\s*[0-9๐-๙][0-9๐-๙,.\s]*[%)]?\s*$/u.test(text);
}
