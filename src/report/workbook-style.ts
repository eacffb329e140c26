import type { CellStyle, CellValue, WriteSheet } from 'hucre/xlsx';
import stringWidth from 'string-width';

/** The font of Thai official papers. */
export const sheetFont = { name: 'TH Sarabun New', size: 14 };
/** What a line of the font takes with its marks above and below. */
export const linePt = 21;
/** Excel takes no row higher than this. */
const maxRowPt = 409;

/** A thin line around a cell. */
export function thinBorder(rgb: string): NonNullable<CellStyle['border']> {
  const side = { style: 'thin', color: { rgb } } as const;
  return { top: side, right: side, bottom: side, left: side };
}

/** The heading of a column. */
export function headStyle(border: NonNullable<CellStyle['border']>): CellStyle {
  return {
    font: { ...sheetFont, bold: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E7EDF3' } },
    border,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  };
}

/** As wide as lying A4 and as many pages long as it takes. */
export const a4Landscape: NonNullable<WriteSheet['pageSetup']> = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
};

/**
 * Height of a row in points, at most what Excel takes. Spreadsheet programs do not all fit the height of wrapped rows on opening, so it is
 * reckoned here: Thai vowels and tone marks above and below take no width.
 *
 * @param widths of the columns, in characters
 * @param lineFill how much of a column's width is filled, since a line breaks between words
 */
export function rowHeightPt(
  values: readonly CellValue[],
  widths: readonly number[],
  leastWidth: number,
  lineFill: number,
): number {
  const counts = values.map((value, column) => {
    const width = (widths[column] ?? leastWidth) * lineFill;
    return String(value ?? '')
      .split('\n')
      .reduce((lines, line) => lines + Math.max(1, Math.ceil(stringWidth(line) / width)), 0);
  });
  return Math.min(maxRowPt, Math.max(1, ...counts) * linePt);
}
