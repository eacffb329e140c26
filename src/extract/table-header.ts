import type { Row } from './tables.ts';

const maxHeaderCellChars = 80;

/** Parts the rows of a table: a title that spans it, the header, the body. */
export function findHeader(rows: Row[], width: number): { title: string; header: string[]; body: Row[] } {
  let start = 0;
  let title = '';
  const first = rows[0];
  if (first !== undefined && rows.length > 2 && width > 1 && !first.isInHead && countFilled(first) === 1) {
    title = first.cells.find((cell) => cell !== '') ?? '';
    start = 1;
  }
  const headRows: Row[] = [];
  for (const row of rows.slice(start)) {
    if (!(row.isInHead || row.hasOnlyHeaderCells) || headRows.length >= 4) break;
    headRows.push(row);
  }
  const next = rows[start + headRows.length];
  // Sentences over nothing are what the table says, in cells of a header for their looks.
  if (
    next === undefined &&
    headRows.some(({ cells }) => cells.some((cell) => cell.length > maxHeaderCellChars))
  )
    return { title, header: [], body: rows.slice(start) };
  if (headRows.length > 0) {
    return { title, header: mergeHeader(headRows), body: rows.slice(start + headRows.length) };
  }
  if (next !== undefined && readsAsHeader(next, rows[start + 1])) {
    return { title, header: next.cells, body: rows.slice(start + 1) };
  }
  return { title: '', header: [], body: rows };
}

function countFilled(row: Row): number {
  return row.cells.filter((cell) => cell !== '').length;
}

/** Header rows above each other name a column together: "ไตรมาส 1" over "แผน". */
function mergeHeader(rows: Row[]): string[] {
  const width = Math.max(...rows.map((row) => row.cells.length));
  return Array.from({ length: width }, (_, column) => {
    const parts = rows.map((row) => row.cells[column] ?? '').filter((cell) => cell !== '');
    return [...new Set(parts)].join(' ');
  });
}

/** Old pages write their header in plain cells: short words over rows that begin with a number or a code. */
function readsAsHeader(row: Row, next: Row | undefined): boolean {
  const cells = row.cells;
  if (cells.length < 2 || next === undefined) return false;
  if (cells.some((cell) => cell === '' || cell.length > maxHeaderCellChars || /[0-9๐-๙]{3}/.test(cell)))
    return false;
  const isNumbered = /^\W*[A-Za-z]{0,4}[ .-]?[0-9๐-๙]/;
  return !isNumbered.test(cells[0] ?? '') && isNumbered.test(next.cells[0] ?? '');
}
