import type { DocumentTable } from '../../snapshot/document-facts.ts';
import { foldThai } from '../../text/normalise.ts';
import { findHeaderPlace } from './find-header.ts';
import type { Grid, GridRow, Merge } from './grid.ts';
import { spreadDown, spreadHeader } from './merge-cells.ts';

const maxTableRows = 300;
const maxCaptionChars = 300;
/** A note runs across the table. */
const minNoteColumns = 3;

/** A table made of a grid, with the lines that stood above its header. */
export interface BuiltTable {
  table: DocumentTable;
  titleLines: string[];
}

/**
 * Makes a table of a grid: the lines above the header become its caption; header rows above each other name a
 * column together; columns without any text are left out, columns that have only a name stay; a header repeated on the
 * next page, a row that numbers the columns and notes below the table are no rows of it.
 * @returns null where the grid is no table: fewer than two columns, or one row without a header
 */
export function buildTable(grid: Grid): BuiltTable | null {
  const { start, depth } = findHeaderPlace(grid);
  const headRows = grid.rows.slice(start, start + depth);
  const columns = listColumns(grid.rows.slice(start));
  if (columns.length < 2 || (depth === 0 && grid.rows.length < 2)) return null;
  const header = joinHeader(spreadHeader(headRows, grid.merges), columns);
  const below = grid.rows.slice(start + depth);
  const body = spreadDown({ ...grid, rows: dropNotes(dropRepeats(below, headRows), grid.merges) });
  const first = headRows[0] ?? body[0];
  const last = body.at(-1) ?? headRows.at(-1);
  if (first === undefined || last === undefined) return null;
  const titleLines = grid.rows
    .slice(0, start)
    .map((row) => row.cells.filter((cell) => cell !== '').join(' '));
  return {
    titleLines,
    table: {
      at: first.at,
      end: last.end,
      caption: titleLines.join(' ').slice(0, maxCaptionChars),
      header,
      rows: body.slice(0, maxTableRows).map((row) => columns.map((column) => row.cells[column] ?? '')),
      rowCount: body.length + grid.rowsBeyond,
    },
  };
}

/** Columns that hold anything, from the header on. */
function listColumns(rows: readonly GridRow[]): number[] {
  const filled = new Set<number>();
  for (const row of rows) {
    row.cells.forEach((cell, column) => {
      if (cell !== '') filled.add(column);
    });
  }
  return [...filled].toSorted((a, b) => a - b);
}

function joinHeader(rows: readonly string[][], columns: readonly number[]): string[] {
  if (rows.length === 0) return [];
  return columns.map((column) => {
    const parts = rows.map((cells) => cells[column] ?? '').filter((cell) => cell !== '');
    return [...new Set(parts)].join(' ');
  });
}

function dropRepeats(rows: readonly GridRow[], headRows: readonly GridRow[]): GridRow[] {
  const heads = new Set(headRows.map((row) => row.cells.join('\t')));
  const kept = rows.filter((row) => !heads.has(row.cells.join('\t')));
  return headRows.length > 0 && kept[0] !== undefined && numbersColumns(kept[0]) ? kept.slice(1) : kept;
}

/**
 * "(1) | (2) | (3)=(1)-(2)" below the names, as government forms number their columns. Without brackets three
 * numbers in order may be data.
 */
function numbersColumns(row: GridRow): boolean {
  const texts = row.cells.filter((cell) => cell !== '').map((text) => foldThai(text).replace(/\s*=.*$/, ''));
  const isSure = texts.length > 3 || texts.every((text) => text.startsWith('('));
  return (
    isSure && texts.length > 2 && texts.every((text, i) => text.replaceAll(/[()]/g, '') === String(i + 1))
  );
}

/**
 * Notes and signatures below the table: single cells after an empty row or across columns. A single cell that is all
 * there is stays ("ไม่มีการจัดซื้อจัดจ้าง"), and so does a total, which names and counts.
 */
function dropNotes(rows: readonly GridRow[], merges: readonly Merge[]): GridRow[] {
  const broad = new Set(merges.filter((merge) => merge.columns >= minNoteColumns).map((merge) => merge.row));
  let end = rows.length;
  for (let i = rows.length - 1; i > 0; i--) {
    const row = rows[i];
    const above = rows[i - 1];
    if (row === undefined || above === undefined || countFilled(row) > 1) break;
    const isApart = row.index > above.index + 1;
    if (isApart || (broad.has(row.index) && countFilled(above) > 1)) end = i;
  }
  return rows.slice(0, end);
}

function countFilled(row: GridRow): number {
  return row.cells.filter((cell) => cell !== '').length;
}
