import type { Cell, CellStyle, CellValue, ConditionalRule, WriteSheet } from 'hucre/xlsx';
import type { CellState } from '../../compare/cell-state.ts';
import { columnName } from '../../document/sheet/cell-address.ts';
import { cleanText, neutraliseFormula, safeHref, stripHarmful } from '../clean.ts';
import { a4Landscape, headStyle, linePt, rowHeightPt, sheetFont, thinBorder } from '../workbook-style.ts';
import type { ViewCell } from './view-table.ts';

/** Excel takes no longer text in a cell. */
const maxCellCharacters = 32_000;
const border = thinBorder('C3CCD6');

const titleStyle: CellStyle = { font: { ...sheetFont, size: 18, bold: true } };
const noteStyle: CellStyle = { font: { ...sheetFont, size: 12 }, alignment: { vertical: 'top' } };
const columnStyle = headStyle(border);
/** Columns that people type into look it. */
const typedHeadStyle: CellStyle = {
  ...columnStyle,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF3CF' } },
};
const bodyStyle: CellStyle = { font: sheetFont, border, alignment: { vertical: 'top', wrapText: true } };
const numberStyle: CellStyle = { ...bodyStyle, numFmt: '0.0' };
const countStyle: CellStyle = { ...bodyStyle, numFmt: '0' };
const stateStyle: CellStyle = { ...bodyStyle, alignment: { horizontal: 'center', vertical: 'top' } };
const linkStyle: CellStyle = {
  ...bodyStyle,
  font: { ...sheetFont, underline: true, color: { rgb: '0B5CAD' } },
};

/** The colours of the report; "could not look" has one of its own. */
export const stateFills: Readonly<Record<CellState, { fill: string; ink: string } | null>> = {
  pass: { fill: 'CFE8D9', ink: '176B43' },
  partial: { fill: 'FBE5B8', ink: '845400' },
  fail: { fill: 'F6CFCD', ink: 'A32A2F' },
  look: { fill: 'DDD8F3', ink: '53489B' },
  unseen: { fill: '44546A', ink: 'FFFFFF' },
  'not-applicable': { fill: 'EEF0F3', ink: '5A6572' },
  absent: null,
};

/** What a workbook writes for a state: numbers add up, the others stay marks. */
const stateValues: Readonly<Record<CellState, CellValue>> = {
  pass: 1,
  partial: 0.5,
  fail: 0,
  look: '?',
  unseen: '–',
  'not-applicable': '·',
  absent: null,
};

/** A sheet as its maker has it. */
export interface SheetDraft {
  name: string;
  title: string;
  /** below the title, the disclaimer among them */
  notes: readonly string[];
  columns: readonly { heading: string; width: number; isTyped?: boolean }[];
  rows: readonly (readonly (ViewCell | { value: CellValue; numFmt: string | null })[])[];
  /** columns that stay when the sheet is scrolled sideways */
  frozenColumns: number;
  rules?: (address: { firstRow: number; lastRow: number }) => ConditionalRule[];
}

/**
 * A sheet with title and notes, a heading that stays and prints on every page, and filters. No cell is ever run as a
 * formula.
 */
export function buildSheet(draft: SheetDraft): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  const rows: CellValue[][] = [];
  const heights = new Map<number, { height: number }>();
  rows.push([draft.title]);
  cells.set('0,0', { style: titleStyle });
  for (const note of draft.notes) {
    cells.set(`${rows.length},0`, { style: noteStyle });
    heights.set(rows.length, { height: linePt });
    rows.push([neutraliseFormula(cleanText(note))]);
  }
  const headRow = rows.length;
  draft.columns.forEach(({ isTyped }, at) =>
    cells.set(`${headRow},${at}`, { style: isTyped === true ? typedHeadStyle : columnStyle }),
  );
  rows.push(draft.columns.map(({ heading }) => neutraliseFormula(cleanText(heading))));
  heights.set(headRow, { height: heightOf(rows[headRow] ?? [], draft.columns) });
  for (const row of draft.rows) {
    const drawn = row.map(drawCell);
    drawn.forEach((cell, at) => cells.set(`${rows.length},${at}`, cell.extra));
    const values = drawn.map(({ value }) => value);
    heights.set(rows.length, { height: heightOf(values, draft.columns) });
    rows.push(values);
  }
  const lastRow = rows.length - 1;
  const last = columnName(draft.columns.length - 1);
  return {
    name: draft.name,
    rows,
    cells,
    rowDefs: heights,
    columns: draft.columns.map(({ width }) => ({ width })),
    freezePane: { rows: headRow + 1, columns: draft.frozenColumns },
    autoFilter: { range: `A${headRow + 1}:${last}${lastRow + 1}` },
    conditionalRules: draft.rules?.({ firstRow: headRow + 2, lastRow: lastRow + 1 }) ?? [],
    pageSetup: {
      ...a4Landscape,
      printTitlesRow: `${headRow + 1}:${headRow + 1}`,
    },
    headerFooter: { oddFooter: '&C&P / &N' },
  };
}

/** Colours by what stands in the cells, so that they hold when rows are sorted and cells edited. */
export function stateRules(range: string, topLeft: string): ConditionalRule[] {
  const test: Readonly<Record<CellState, string | null>> = {
    pass: `AND(ISNUMBER(${topLeft}),${topLeft}=1)`,
    partial: `AND(ISNUMBER(${topLeft}),${topLeft}=0.5)`,
    fail: `AND(ISNUMBER(${topLeft}),${topLeft}=0)`,
    look: `${topLeft}="?"`,
    unseen: `${topLeft}="–"`,
    'not-applicable': `${topLeft}="·"`,
    absent: null,
  };
  return Object.entries(stateFills).flatMap(([name, colours], at): ConditionalRule[] => {
    const formula = test[name as CellState];
    if (colours === null || formula === null) return [];
    return [{ type: 'expression', priority: at + 1, formula, range, style: paint(colours) }];
  });
}

export function paint({ fill, ink }: { fill: string; ink: string }): CellStyle {
  return {
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fill }, bgColor: { rgb: fill } },
    font: { color: { rgb: ink } },
  };
}

function drawCell(cell: SheetDraft['rows'][number][number]): { value: CellValue; extra: Partial<Cell> } {
  if (cell === null) return { value: null, extra: { style: bodyStyle } };
  if (typeof cell === 'number')
    return { value: cell, extra: { style: Number.isInteger(cell) ? countStyle : numberStyle } };
  if (typeof cell === 'string') return { value: safeText(cell), extra: { style: bodyStyle } };
  if ('state' in cell) return { value: stateValues[cell.state], extra: { style: stateStyle } };
  if ('value' in cell) {
    const value = typeof cell.value === 'string' ? safeText(cell.value) : cell.value;
    return {
      value,
      extra: { style: cell.numFmt === null ? bodyStyle : { ...bodyStyle, numFmt: cell.numFmt } },
    };
  }
  const target = isOwnFile(cell.href) ? cell.href : safeHref(cell.href);
  const value = safeText(cell.text);
  return {
    value,
    extra: target === null ? { style: bodyStyle } : { style: linkStyle, hyperlink: { target } },
  };
}

/** A file beside the workbook: relative, and of no scheme. */
function isOwnFile(href: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:|^[\\/]{2}/i.test(href);
}

/** A telephone number begins with a plus and can call nothing. */
const harmlessNumber = /^\+?[\d\s()./-]{1,40}$/;

/** Lines stay lines. */
function safeText(text: string): string {
  if (harmlessNumber.test(text)) return text;
  const lines = text.slice(0, maxCellCharacters).split('\n');
  return neutraliseFormula(lines.map((line) => stripHarmful(line)).join('\n'));
}

function heightOf(values: readonly CellValue[], columns: SheetDraft['columns']): number {
  return rowHeightPt(
    values,
    columns.map(({ width }) => width),
    10,
    0.85,
  );
}
