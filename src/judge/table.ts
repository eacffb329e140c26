import { maskPersonalData } from '../text/personal-data.ts';
import { tidy } from '../text/normalise.ts';

/** What of a table the judging reads; pages and documents both give it. */
export interface ContentTable {
  caption: string;
  /** the row that reads as a header, [] when none does */
  header: string[];
  /** body rows, the first 300; "" is an empty cell */
  rows: string[][];
  rowCount: number;
  /** page, sheet or slide of a document; null on a web page */
  page: number | null;
}

/** One column with its whole name and what stands under it. */
export interface Column {
  label: string;
  /** cells that say something */
  filled: number;
  /** cells with a dash and nothing else */
  dashes: number;
}

/** A table as a person reads it: columns by their whole names, rows that are filled in. */
export interface ReadTable {
  columns: Column[];
  /** rows that say more than their number; totals are no rows */
  rows: string[][];
}

const maxHeaderRows = 3;
const dashOnly = /^[-–—_.\s/]+$/u;
const ordinalOnly = /^[(\s]*[\d๐-๙]{1,4}[.)\s]*$/u;
const total = /^(?:รวม|ยอดรวม|total)/iu;

/**
 * Reads a table with the header rows that belong together: forms write a group's name above the names of its
 * columns, and number the columns below them.
 */
export function readTable(table: Pick<ContentTable, 'header' | 'rows'>): ReadTable {
  let body = table.rows;
  let labels = table.header.map(tidy);
  if (labels.length === 0) {
    const first = body[0];
    if (first === undefined || !readsAsHeader(first, body[1]))
      return { columns: [], rows: body.filter(isFilled) };
    labels = first.map(tidy);
    body = body.slice(1);
  }
  for (let count = 1; count < maxHeaderRows; count++) {
    const next = body[0];
    if (next === undefined) break;
    if (numbersColumns(next)) body = body.slice(1);
    else if (continuesHeader(labels, next)) {
      labels = joinHeader(labels, next.map(tidy));
      body = body.slice(1);
    } else break;
  }
  const rows = body.filter((row) => isFilled(row) && !isTotal(row));
  const width = Math.max(labels.length, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index) => {
    const cells = rows.map((row) => (row[index] ?? '').trim());
    return {
      label: labels[index] ?? '',
      filled: cells.filter((cell) => cell !== '' && !dashOnly.test(cell)).length,
      dashes: cells.filter((cell) => cell !== '' && dashOnly.test(cell)).length,
    };
  });
  return { columns, rows };
}

/** The table's words as text: names of columns over nothing are left out, as is a form that nobody filled in. */
export function writeTable(table: Pick<ContentTable, 'caption' | 'header' | 'rows'>): string {
  const { columns, rows } = readTable(table);
  const names = columns.filter(({ filled }) => filled > 0).map(({ label }) => label);
  const lines = [
    table.caption,
    rows.length === 0 ? '' : names.join('\t'),
    ...rows.map((row) => row.join('\t')),
  ];
  return lines.filter((line) => line.trim() !== '').join('\n');
}

/** The names of a table's columns as a quotation of at most 120 characters. */
export function quoteColumns(labels: readonly string[]): string {
  const text = labels
    .map(tidy)
    .filter((label) => label !== '')
    .join(' | ');
  return maskPersonalData(text.length > 120 ? `${text.slice(0, 119).trimEnd()}…` : text);
}

function readsAsHeader(row: readonly string[], next: readonly string[] | undefined): boolean {
  const filled = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  // The first of several numbered rows is the first of the body.
  if (ordinalOnly.test(row[0] ?? '') && ordinalOnly.test(next?.[0] ?? '')) return false;
  return (
    filled.length >= 2 &&
    filled.every((cell) => cell.length <= 80 && !/[\d๐-๙]{5}/u.test(cell.replaceAll(',', '')))
  );
}

/** "(1) (2) (3)" under the names of the columns. */
function numbersColumns(row: readonly string[]): boolean {
  const cells = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return (
    cells.length >= 3 && cells.every((cell, index) => ordinalOnly.test(cell) && valueOf(cell) === index + 1)
  );
}

/** Names below a name that spans them: only where the row above leaves room, and nothing there is a number. */
function continuesHeader(labels: readonly string[], row: readonly string[]): boolean {
  const cells = row.map(tidy);
  const filled = cells.flatMap((cell, index) => (cell === '' ? [] : [index]));
  if (
    filled.length === 0 ||
    filled.some((index) => /[\d๐-๙]{3}/u.test(cells[index] ?? '') || dashOnly.test(cells[index] ?? ''))
  )
    return false;
  const isFree = (index: number): boolean => {
    const label = labels[index] ?? '';
    return (
      label === '' ||
      label === cells[index] ||
      labels.indexOf(label) !== labels.lastIndexOf(label) ||
      labels[index + 1] === ''
    );
  };
  const first = cells[0] ?? '';
  return (
    (first === '' || first === labels[0]) &&
    filled.every(isFree) &&
    filled.some((index) => cells[index] !== labels[index])
  );
}

function joinHeader(labels: readonly string[], below: readonly string[]): string[] {
  const width = Math.max(labels.length, below.length);
  let group = '';
  return Array.from({ length: width }, (_, index) => {
    const own = labels[index] ?? '';
    const sub = below[index] ?? '';
    if (own !== '') group = own;
    if (sub === '' || sub === own) return own;
    return `${own === '' ? group : own} ${sub}`.trim();
  });
}

function isFilled(row: readonly string[]): boolean {
  const cells = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const said = cells.filter((cell) => !dashOnly.test(cell));
  return said.length > 1 || said.some((cell) => !ordinalOnly.test(cell));
}

function isTotal(row: readonly string[]): boolean {
  return total.test(row.find((cell) => cell.trim() !== '' && !ordinalOnly.test(cell))?.trim() ?? '');
}

function valueOf(cell: string): number {
  const digits = cell
    .replaceAll(/[^\d๐-๙]/gu, '')
    .replaceAll(/[๐-๙]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  return Number(digits);
}
