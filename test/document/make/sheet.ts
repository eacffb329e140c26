import { utils, write } from '@e965/xlsx';
import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';

/** Rows of a sheet; the title rows on top are rows like the others. */
export type SheetRows = readonly (readonly (string | number | null)[])[];

const madeOn = new Date('2025-04-01T02:00:00Z');
/** Without them a workbook is dated with the second in which it is written. */
const properties = { created: madeOn, modified: madeOn };

/** An .xlsx with one sheet, by hucre. */
export async function makeXlsx(sheetName: string, rows: SheetRows): Promise<Uint8Array> {
  return await writeXlsx({ properties, sheets: [{ name: sheetName, rows: rows.map((row) => [...row]) }] });
}

/** An .ods with one sheet, by hucre. */
export async function makeOds(sheetName: string, rows: SheetRows): Promise<Uint8Array> {
  return await writeOds({ properties, sheets: [{ name: sheetName, rows: rows.map((row) => [...row]) }] });
}

/** The .xls of Excel 97–2003 with one sheet, by SheetJS: no other library of ours writes it. */
export function makeXls(sheetName: string, rows: SheetRows): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), sheetName);
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer);
}

/** A CSV as Excel saves it for Thai: a byte order mark, CRLF, quotes only where they are needed. */
export function makeCsv(rows: SheetRows): Uint8Array {
  const cell = (value: string | number | null): string => {
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return new TextEncoder().encode(`\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`);
}
