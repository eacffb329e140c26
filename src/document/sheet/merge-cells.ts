import type { Grid, GridRow, Merge } from './grid.ts';

const maxMerges = 20_000;

/**
 * Spreads merged cells: one that spans rows belongs to each of them; one that spans columns is said once, in
 * its first. That is how tables of pages are told, too.
 */
export function spreadDown(grid: Grid): GridRow[] {
  const rows = grid.rows.map((row) => ({ ...row, cells: [...row.cells] }));
  const byIndex = new Map(rows.map((row) => [row.index, row]));
  for (const merge of tallMerges(grid.merges)) {
    const text = byIndex.get(merge.row)?.cells[merge.column] ?? '';
    if (text === '') continue;
    const isNumeric = byIndex.get(merge.row)?.numeric.has(merge.column) ?? false;
    for (const row of rowsWithin(byIndex, merge)) {
      setCell(row.cells, merge.column, text);
      if (isNumeric) row.numeric = new Set([...row.numeric, merge.column]);
    }
  }
  return rows;
}

/** The names of header cells for each column they span, in every header row they reach. */
export function spreadHeader(rows: readonly GridRow[], merges: readonly Merge[]): string[][] {
  const spread = rows.map((row) => [...row.cells]);
  for (const merge of merges) {
    const first = rows.findIndex((row) => row.index === merge.row);
    const text = first < 0 ? '' : (rows[first]?.cells[merge.column] ?? '');
    if (text === '') continue;
    rows.forEach((row, i) => {
      if (row.index < merge.row || row.index >= merge.row + merge.rows) return;
      const cells = spread[i] ?? [];
      for (let column = merge.column; column < merge.column + merge.columns; column++)
        setCell(cells, column, text);
    });
  }
  return spread;
}

function tallMerges(merges: readonly Merge[]): Merge[] {
  return merges.filter((merge) => merge.rows > 1).slice(0, maxMerges);
}

/** Only rows that hold something: a merge down a whole sheet makes no rows. */
function* rowsWithin(byIndex: ReadonlyMap<number, GridRow>, merge: Merge): Generator<GridRow> {
  const last = Math.min(merge.rows, 2000);
  for (let i = 1; i < last; i++) {
    const row = byIndex.get(merge.row + i);
    if (row !== undefined) yield row;
  }
}

function setCell(cells: string[], column: number, text: string): void {
  while (cells.length < column) cells.push('');
  cells[column] = text;
}
