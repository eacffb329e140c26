import { type Grid, type GridRow, type Merge, readsAsNumber } from './grid.ts';

/** Titles, notes for the person who fills in, and the agency's name stand above the header of official forms. */
const maxRowsAbove = 30;
const maxHeaderRows = 4;
const maxHeaderCellChars = 200;
/** A header names most columns that the table fills. */
const minFilledShare = 0.6;

/** Where the header of a grid stands; `depth` 0 when no row reads as one. */
export interface HeaderPlace {
  /** how many of the grid's rows stand above it */
  start: number;
  depth: number;
}

/** Finds the header row or rows of a grid. */
export function findHeaderPlace(grid: Grid): HeaderPlace {
  const { rows, merges } = grid;
  const marked = rows.findIndex((row) => row.isHeader);
  if (marked >= 0) {
    let depth = 1;
    while (rows[marked + depth]?.isHeader === true && depth < maxHeaderRows) depth++;
    return { start: marked, depth };
  }
  const width = typicalWidth(rows, merges);
  for (let start = 0; start < Math.min(rows.length, maxRowsAbove); start++) {
    const row = rows[start];
    if (row === undefined || !readsAsHeader(row, width, merges)) continue;
    const isPair = countNamed(row, merges) === 2 && width > 2;
    // "หน่วยงาน | อบต. …" above a table of three columns
    if (isPair && rows.slice(start + 1, start + 4).some((next) => readsAsHeader(next, width, merges)))
      continue;
    return { start, depth: measureDepth(rows, start, merges) };
  }
  return { start: 0, depth: 0 };
}

/** The number of columns that the fullest rows reach; one stray full row does not decide. */
function typicalWidth(rows: readonly GridRow[], merges: readonly Merge[]): number {
  const widths = rows
    .slice(0, 200)
    .map((row) => countNamed(row, merges))
    .toSorted((a, b) => b - a);
  return widths[Math.min(Math.floor(widths.length / 10), 2)] ?? 0;
}

function readsAsHeader(row: GridRow, width: number, merges: readonly Merge[]): boolean {
  const filled = countFilled(row);
  if (filled < 2 || countNamed(row, merges) < Math.max(2, width * minFilledShare)) return false;
  const numbers = row.cells.filter((cell, column) => cell !== '' && isAmount(row, column, cell)).length;
  if (numbers > filled / 4) return false;
  const texts = row.cells.filter((cell) => cell !== '');
  // A row of data begins with its number.
  if (readsAsNumber(texts[0] ?? '')) return false;
  return texts.every((text) => text.length <= maxHeaderCellChars && !readsAsContact(text));
}

/** A telephone number, an identity number or a mail address belongs to somebody. */
function readsAsContact(text: string): boolean {
  return text.includes('@') || text.replaceAll(/[^0-9๐-๙]/g, '').length >= 9;
}

/**
 * Years name columns ("2566 | 2567 | 2568"), so four digits alone are no amount; months do too, and sheets keep them as
 * dates shown as "ต.ค. 67".
 */
function isAmount(row: GridRow, column: number, cell: string): boolean {
  const isValue = row.numeric.has(column) && !/^[^\d๐-๙]{2}/.test(cell);
  return (isValue || readsAsNumber(cell)) && !/^[0-9๐-๙]{4}$/.test(cell);
}

/** Rows of the header: as far as its cells reach down, and rows that only part a wide cell of it into columns. */
function measureDepth(rows: readonly GridRow[], start: number, merges: readonly Merge[]): number {
  const top = rows[start];
  if (top === undefined) return 0;
  let depth = 1;
  for (let i = start; i < start + depth && depth < maxHeaderRows; i++) {
    const row = rows[i];
    const next = rows[i + 1];
    if (row === undefined || next === undefined) break;
    const reach = Math.max(0, ...mergesIn(merges, row.index).map((merge) => merge.row + merge.rows - 1));
    const isReached = next.index <= reach && !standsBelowNames(row, next, merges);
    if (isReached || partsWideCells(row, next, merges)) depth = Math.max(depth, i - start + 2);
  }
  return depth;
}

/** Rows of data stand below names of one column; a cell down several of them does not make them a header. */
function standsBelowNames(row: GridRow, next: GridRow, merges: readonly Merge[]): boolean {
  const wide = mergesIn(merges, row.index).filter((merge) => merge.columns > 1);
  const isWide = (column: number) =>
    wide.some((merge) => column >= merge.column && column < merge.column + merge.columns);
  return next.cells.some(
    (cell, column) => cell !== '' && (row.cells[column] ?? '') !== '' && !isWide(column),
  );
}

/** A second row under "งบประมาณ" that says "ที่ได้รับ | ที่ใช้จริง": text below wide cells and nowhere else. */
function partsWideCells(row: GridRow, next: GridRow, merges: readonly Merge[]): boolean {
  const wide = mergesIn(merges, row.index).filter((merge) => merge.columns > 1);
  if (wide.length === 0 || next.index !== row.index + 1) return false;
  const columns = next.cells.flatMap((cell, column) => (cell === '' ? [] : [column]));
  return (
    columns.length > 1 &&
    columns.every((column) => {
      const isBelowWide = wide.some((at) => column >= at.column && column < at.column + at.columns);
      return isBelowWide && !isAmount(next, column, next.cells[column] ?? '');
    })
  );
}

function mergesIn(merges: readonly Merge[], row: number): Merge[] {
  return merges.filter((merge) => merge.row === row);
}

function countFilled(row: GridRow): number {
  return row.cells.reduce((count, cell) => count + (cell === '' ? 0 : 1), 0);
}

/** Columns that a row names, a wide cell counting for each; a title across the whole table names one. */
function countNamed(row: GridRow, merges: readonly Merge[]): number {
  const filled = countFilled(row);
  if (filled < 2) return filled;
  const wide = mergesIn(merges, row.index).filter((merge) => (row.cells[merge.column] ?? '') !== '');
  return filled + wide.reduce((sum, merge) => sum + merge.columns - 1, 0);
}
