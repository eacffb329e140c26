import type { Cell, CellStyle, CellValue } from 'hucre/xlsx';
import { neutraliseFormula } from '../report/clean.ts';
import { a4Landscape, headStyle, sheetFont, thinBorder } from '../report/workbook-style.ts';
import type { Result } from '../result/schema.ts';
import { disclaimer } from '../result/sentences.ts';
import { filingColumns, listCells, listFilingRows } from './rows.ts';

const widths = [7, 40, 18, 60, 50, 50, 12];
const border = thinBorder('7F7F7F');
const columnStyle = headStyle(border);
const bodyStyle: CellStyle = { font: sheetFont, border, alignment: { vertical: 'top', wrapText: true } };

/** The list to file as a workbook of one sheet. Cells are text: none is ever run as a formula. */
export async function renderFilingXlsx(result: Result, lang: 'th' | 'en'): Promise<Uint8Array> {
  // Loaded when it is needed: every other command starts without it.
  const { writeXlsx } = await import('hucre/xlsx');
  const cells = new Map<string, Partial<Cell>>();
  const body = listFilingRows(result).map((row) =>
    listCells(row, result.checklist.id, lang).map((cell) => neutraliseFormula(cell)),
  );
  const rows: CellValue[][] = [[...filingColumns[lang]], ...body];
  rows.forEach((row, at) => {
    row.forEach((_, column) => cells.set(`${at},${column}`, { style: at === 0 ? columnStyle : bodyStyle }));
  });
  rows.push([], [disclaimer(result.run.finishedAt, result.checklist.fiscalYear)[lang]]);
  const day = new Date(`${result.run.asOf}T00:00:00Z`);
  return writeXlsx({
    sheets: [
      {
        name: 'OIT',
        rows,
        cells,
        columns: widths.map((width) => ({ width })),
        freezePane: { rows: 1 },
        pageSetup: a4Landscape,
      },
    ],
    defaultFont: sheetFont,
    // Else the library writes the present time, and the same result would not give the same bytes.
    properties: { title: `OIT ${result.checklist.id}`, creator: 'oit-checker', created: day, modified: day },
  });
}
