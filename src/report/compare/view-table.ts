import type { CellState } from '../../compare/cell-state.ts';
import { cellMarks } from '../../compare/words.ts';
import type { Words } from '../../result/words.ts';
import { roundPoints } from './format.ts';

/** A cell of a view: text, a number, a state with its colour, or a link. */
export type ViewCell = string | number | null | { state: CellState } | { text: string; href: string };

/** What a cell says, its link left out. */
export function textOfCell(cell: ViewCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  return 'state' in cell ? cellMarks[cell.state] : cell.text;
}

/** A view as rows and columns, for a workbook and for CSV. */
export interface ViewTable {
  /** name of the file and of the sheet in English */
  id: string;
  sheet: Words;
  note: Words | null;
  columns: { id: string; heading: Words; width: number }[];
  rows: ViewCell[][];
}

/** A column, and what it takes of a row. */
export type Column<Row> = { id: string; heading: Words; width: number; cell: (row: Row) => ViewCell };

/** Rows as a table. */
export function buildTable<Row>(
  head: Pick<ViewTable, 'id' | 'sheet' | 'note'>,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): ViewTable {
  return {
    ...head,
    columns: columns.map(({ id, heading, width }) => ({ id, heading, width })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

/** How a report of a run is linked to; null where there is none to open. */
export type LinkTo = (folder: string | null) => string | null;

/** One decimal; null where there is none. */
export function numberOf(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : roundPoints(value);
}
