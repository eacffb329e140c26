import type { Cell, CellStyle, CellValue, MergeRange, WriteSheet } from 'hucre/xlsx';
import { cleanText, neutraliseFormula } from '../report/clean.ts';
import type { ReportLanguage } from '../report/format.ts';
import { a4Landscape, headStyle, rowHeightPt, sheetFont, thinBorder } from '../report/workbook-style.ts';
import type { Plan } from './schema.ts';
import { followUpTable, gainsTable, measureTables, type PlanTable, whatIfLines } from './tables.ts';
import { agencyOf, disclaimerOf, introductionOf, titleOf, yearLineOf } from './words.ts';

/** Width of a sheet in characters, shared out among its columns: what fits on lying A4 at a readable scale. */
const sheetCharacters = 190;
const leastColumnCharacters = 6;
/** A line breaks between words, so not all of a column's width is filled. */
const lineFill = 0.8;
const border = thinBorder('7F7F7F');

const titleStyle: CellStyle = { font: { ...sheetFont, size: 18, bold: true } };
const sectionStyle: CellStyle = { font: { ...sheetFont, size: 16, bold: true } };
const noteStyle: CellStyle = { font: sheetFont, alignment: { vertical: 'top', wrapText: true } };
const columnStyle = headStyle(border);
const bodyStyle: CellStyle = {
  font: sheetFont,
  border,
  alignment: { horizontal: 'left', vertical: 'top', wrapText: true },
};

/**
 * The plan as a workbook: the measures of each instrument, the follow-up form, and what each fix may bring, each on a
 * sheet of its own, with a heading that stays and prints on every page. No cell is ever run as a formula.
 */
export async function renderPlanXlsx(plan: Plan, lang: ReportLanguage): Promise<Uint8Array> {
  // Loaded when it is needed: every other command starts without it.
  const { writeXlsx } = await import('hucre/xlsx');
  const names = sheetNames[lang];
  const notes = [...introductionOf(plan), disclaimerOf(plan)].map((words) => words[lang]);
  const sheets = [
    ...measureTables(plan).map((table) => buildSheet(plan, table, names.measures(table.id), lang, notes)),
    ...(plan.rows.length === 0 ? [] : [buildSheet(plan, followUpTable(plan), names.followUp, lang, notes)]),
    ...(plan.whatIf === null
      ? []
      : [
          buildSheet(plan, gainsTable(plan.whatIf), names.gains, lang, [
            ...whatIfLines(plan).map((words) => words[lang]),
            disclaimerOf(plan)[lang],
          ]),
        ]),
  ];
  const day = new Date(`${plan.asOf}T00:00:00Z`);
  return writeXlsx({
    sheets: sheets.length === 0 ? [buildEmptySheet(plan, lang)] : sheets,
    defaultFont: sheetFont,
    // Else the library writes the present time, and the same plan would not give the same bytes.
    properties: { title: titleOf(plan)[lang], creator: 'oit-checker', created: day, modified: day },
  });
}

const sheetNames = {
  th: {
    measures: (id: string) => `แผน ${id.replace('measures-', '').toUpperCase()}`,
    followUp: 'ติดตามผล',
    gains: 'จำลองคะแนน',
  },
  en: {
    measures: (id: string) => `Plan ${id.replace('measures-', '').toUpperCase()}`,
    followUp: 'Follow-up',
    gains: 'What-if',
  },
} as const;

/** Heading and table first, so that the frozen rows are few; the notes below it. */
function buildSheet(
  plan: Plan,
  table: PlanTable,
  name: string,
  lang: ReportLanguage,
  notes: readonly string[],
): WriteSheet {
  const widths = shareWidths(table);
  const cells = new Map<string, Partial<Cell>>();
  const rows: CellValue[][] = [];
  const heights = new Map<number, { height: number }>();
  const merges: MergeRange[] = [];
  const put = (values: readonly CellValue[], style: CellStyle, heightPt: number): void => {
    values.forEach((_value, column) => cells.set(`${rows.length},${column}`, { style }));
    heights.set(rows.length, { height: heightPt });
    rows.push([...values]);
  };
  const year = yearLineOf(plan);
  if (year !== null) put([year[lang]], sectionStyle, 26);
  put([titleOf(plan)[lang]], titleStyle, 30);
  put([safeText(agencyOf(plan))], titleStyle, 30);
  put([table.heading[lang]], sectionStyle, 26);
  const headRow = rows.length;
  const heading = table.columns.map((column) => column.heading[lang]);
  put(heading, columnStyle, heightOf(heading, widths));
  for (const row of table.rows) {
    const values = row.map((lines) => toValue(lines.map((words) => cleanText(words[lang]))));
    put(values, bodyStyle, heightOf(values, widths));
  }
  const total = widths.reduce((sum, width) => sum + width, 0);
  for (const note of notes) {
    merges.push({ startRow: rows.length, endRow: rows.length, startCol: 0, endCol: widths.length - 1 });
    const text = safeText(note);
    put([text], noteStyle, heightOf([text], [total]));
  }
  return {
    name,
    rows,
    cells,
    merges,
    rowDefs: heights,
    columns: widths.map((width) => ({ width })),
    freezePane: { rows: headRow + 1 },
    pageSetup: {
      ...a4Landscape,
      printTitlesRow: `${headRow + 1}:${headRow + 1}`,
      margins: { top: 0.5, bottom: 0.6, left: 0.4, right: 0.4, header: 0.2, footer: 0.3 },
    },
    headerFooter: { oddFooter: lang === 'th' ? '&Cหน้า &P จาก &N' : '&CPage &P of &N' },
    view: { showGridLines: false },
  };
}

function shareWidths({ columns }: PlanTable): number[] {
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  return columns.map(({ share }) =>
    Math.max(leastColumnCharacters, Math.round((sheetCharacters * share) / shares)),
  );
}

function heightOf(values: readonly CellValue[], widths: readonly number[]): number {
  return rowHeightPt(values, widths, leastColumnCharacters, lineFill);
}

function buildEmptySheet(plan: Plan, lang: ReportLanguage): WriteSheet {
  return {
    name: lang === 'th' ? 'แผน' : 'Plan',
    rows: [[titleOf(plan)[lang]], [safeText(agencyOf(plan))], [disclaimerOf(plan)[lang]]],
  };
}

/** A number stays one, so that columns of points sort and add. */
function toValue(lines: readonly string[]): CellValue {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined && /^\d+(\.\d+)?$/.test(only)) return Number(only);
  return lines.length === 0 ? null : neutraliseFormula(lines.join('\n'));
}

function safeText(text: string): string {
  return neutraliseFormula(cleanText(text));
}
