import { read, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { UnreadableDocument } from '../archive/unreadable.ts';
import { makeFacts } from '../office/facts.ts';
import { readWords, type DocumentProperties } from '../office/properties.ts';
import type { DocumentFacts, DocumentPart } from '../../snapshot/document-facts.ts';
import type { DocumentLimits } from '../types.ts';
import { maxGridColumns, type Merge } from './grid.ts';
import { formatNumber } from './number-format.ts';
import { CharBudget, type RawCell, SheetBuilder } from './sheet-builder.ts';

/**
 * Facts of a legacy .xls file (BIFF). Sheets that are hidden are left out, as for .xlsx.
 * @throws {UnreadableDocument} `encrypted`, `damaged`
 */
export function readXls(bytes: Uint8Array, limits: DocumentLimits, madeBy: string): DocumentFacts {
  const workbook = openWorkbook(bytes);
  const budget = new CharBudget(limits.maxChars);
  const names = workbook.SheetNames.filter((_, i) => (workbook.Workbook?.Sheets?.[i]?.Hidden ?? 0) === 0);
  const usesDate1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const parts = names.slice(0, limits.maxPages).map((name, i): DocumentPart => {
    const builder = new SheetBuilder(budget);
    const sheet = workbook.Sheets[name];
    if (sheet !== undefined) addRows(sheet, builder, usesDate1904);
    return builder.build(i + 1, name, sheet === undefined ? [] : readMerges(sheet), 0);
  });
  const truncated = names.length > limits.maxPages || budget.isExceeded;
  return makeFacts('xls', madeBy, { parts, properties: describe(workbook, names.length), truncated });
}

function openWorkbook(bytes: Uint8Array): WorkBook {
  // The library would take anything for some sheet, zip archives without a bound on what they inflate to as well.
  if (bytes[0] !== 0xd0 || bytes[1] !== 0xcf) throw new UnreadableDocument('damaged', 'not a compound file');
  try {
    return read(bytes, { type: 'array', dense: true, cellNF: true, cellHTML: false, cellFormula: false });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const isLocked = /password|encrypt/i.test(words);
    throw new UnreadableDocument(isLocked ? 'encrypted' : 'damaged', words.slice(0, 300));
  }
}

function addRows(sheet: WorkSheet, builder: SheetBuilder, usesDate1904: boolean): void {
  const rows = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  rows.forEach((cells, index) => {
    const raw: RawCell[] = [];
    cells.slice(0, maxGridColumns).forEach((cell, column) => {
      const text = cell === undefined ? '' : showCell(cell, usesDate1904);
      if (text !== '') raw.push({ column, text, isNumber: cell?.t === 'n' || cell?.t === 'd' });
    });
    if (raw.length > 0) builder.addRow(index, raw);
  });
}

function showCell(cell: CellObject, usesDate1904: boolean): string {
  if (cell.t === 'z' || cell.v === undefined) return '';
  if (cell.t === 'n' && typeof cell.v === 'number')
    return formatNumber(cell.v, typeof cell.z === 'string' ? cell.z : 'General', usesDate1904);
  return cell.w ?? String(cell.v);
}

function readMerges(sheet: WorkSheet): Merge[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({
    row: s.r,
    column: s.c,
    rows: e.r - s.r + 1,
    columns: Math.min(e.c, maxGridColumns - 1) - s.c + 1,
  }));
}

function describe(workbook: WorkBook, sheetCount: number): DocumentProperties {
  const properties = workbook.Props;
  return {
    title: readWords(properties?.Title),
    producer: readWords(properties?.Application),
    createdAt: writeInstant(properties?.CreatedDate),
    modifiedAt: writeInstant(properties?.ModifiedDate),
    pageCount: sheetCount,
  };
}

function writeInstant(date: Date | string | undefined): string | null {
  const instant = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isNaN(instant) || instant <= 0 ? null : new Date(instant).toISOString();
}
