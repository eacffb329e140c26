import type { Segment } from './lines.ts';

/** A piece of text in its column. */
export interface Piece {
  segment: Segment;
  /** first and last column that it covers, from 0 */
  column: number;
  lastColumn: number;
}

/** The pieces of one cell. */
export interface Cell {
  column: number;
  lastColumn: number;
  top: number;
  bottom: number;
  pieces: Piece[];
}

const maxHeaderRows = 4;
const maxHeaderCellChars = 80;
const number = /^[0-9๐-๙][0-9๐-๙.,/-]*$/u;

function writeCell(cell: Cell): string {
  return cell.pieces.map((piece) => piece.segment.text).join(' ');
}

/** A row's cells as texts, one per column; what covers several columns stands in the first of them. */
export function writeRow(cells: readonly Cell[], width: number): string[] {
  const row = Array.from({ length: width }, () => '');
  const inOrder = cells.toSorted((a, b) => a.top - b.top || a.column - b.column);
  for (const cell of inOrder) {
    const known = row[cell.column] ?? '';
    row[cell.column] = known === '' ? writeCell(cell) : `${known} ${writeCell(cell)}`;
  }
  return row;
}

/** A row with a number of its own in front, or an amount anywhere. */
function isBody(row: readonly string[]): boolean {
  return row.some(
    (cell, column) => number.test(cell.replaceAll(/\s/gu, '')) && (column < 2 || cell.length > 2),
  );
}

/** How many leading rows are short words without a number of their own, above rows that are numbered or hold amounts. */
export function countHeaderRows(rows: readonly Cell[][], width: number): number {
  const texts = rows.map((row) => writeRow(row, width));
  const first = texts.findIndex(isBody);
  if (first > 0 && first <= maxHeaderRows) {
    const isShort = texts
      .slice(0, first)
      .every((row) => row.every((cell) => cell.length <= maxHeaderCellChars));
    return isShort ? first : 0;
  }
  const top = texts[0] ?? [];
  const isFull = top.every((cell) => cell !== '' && cell.length <= 40 && !/[0-9๐-๙]{3}/u.test(cell));
  return first === -1 && isFull && width > 2 ? 1 : 0;
}

/** Header rows above each other name a column together: "งบประมาณ" over "ใช้จริง". */
export function mergeHeader(rows: readonly Cell[][], width: number): string[] {
  return Array.from({ length: width }, (_, column) => {
    const cells = rows.flat().filter((cell) => cell.column <= column && cell.lastColumn >= column);
    cells.sort((a, b) => a.top - b.top || a.column - b.column);
    return [...new Set(cells.map(writeCell))].join(' ');
  });
}
