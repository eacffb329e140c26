import type { Cell, CellStyle, CellValue } from 'hucre/xlsx';
import { neutraliseFormula } from '../report/clean.ts';
import type { Result } from '../result/schema.ts';
import { disclaimer } from '../result/sentences.ts';
import { filingColumns, listCells, listFilingRows } from './rows.ts';

const widths = [7, 40, 18, 60, 50, 50, 12];
const font = { name: 'TH Sarabun New', size: 14 };
const side = { style: 'thin', color: { rgb: '7F7F7F' } } as const;
const border = { top: side, right: side, bottom: side, left: side };
const headStyle: CellStyle = {
  font: { ...font, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E7EDF3' } },
  border,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const bodyStyle: CellStyle = { font, border, alignment: { vertical: 'top', wrapText: true } };

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
    row.forEach((_, column) => cells.set(`${at},${column}`, { style: at === 0 ? headStyle : bodyStyle }));
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
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
        },
      },
    ],
    defaultFont: font,
    // Else the library writes the present time, and the same result would not give the same bytes.
    properties: { title: `OIT ${result.checklist.id}`, creator: 'oit-checker', created: day, modified: day },
  });
}
