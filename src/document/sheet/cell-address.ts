import { maxGridColumns, type Merge } from './grid.ts';

const maxRows = 1_048_576;

/** Column and row, from 0, of an address like `AB12`; null for anything else. */
export function readCellAddress(address: string): { column: number; row: number } | null {
  let column = 0;
  let at = 0;
  for (; at < address.length; at++) {
    const letter = address.charCodeAt(at) & ~0x20;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  const row = Number(address.slice(at));
  if (at === 0 || at > 3 || !Number.isInteger(row) || row < 1 || row > maxRows) return null;
  return { column: column - 1, row: row - 1 };
}

/** "A", "Z", "AA" of a column counted from 0. */
export function columnName(at: number): string {
  const rest = String.fromCharCode(65 + (at % 26));
  return at < 26 ? rest : `${columnName(Math.floor(at / 26) - 1)}${rest}`;
}

/** A merge like `A1:C2`; null for one cell and for anything else. */
export function readMerge(range: string): Merge | null {
  const [first, last] = range.split(':').map((address) => readCellAddress(address));
  if (first === undefined || first === null || last === undefined || last === null) return null;
  const rows = last.row - first.row + 1;
  const columns = Math.min(last.column, maxGridColumns - 1) - first.column + 1;
  if (rows < 1 || columns < 1 || rows * columns < 2) return null;
  return { row: first.row, column: first.column, rows, columns };
}
