import { CompareError } from '../../compare/error.ts';
import { callColumns } from './call-sheet.ts';

/** A cell as somebody typed it, with the format that makes a number a date. */
export interface TypedCell {
  value: string | number | boolean | Date;
  numFmt: string | null;
}

/** What people typed into an earlier call sheet. */
export interface TypedColumns {
  /** headings of columns that they added, in their order */
  extra: { heading: string; width: number | null }[];
  /** by agency key: cells by the id of one of our columns or the heading of one of theirs */
  rows: Map<string, { name: string; cells: Map<string, TypedCell> }>;
}

export const nothingTyped: TypedColumns = { extra: [], rows: new Map() };

/** Headings stand in the first rows, below title and disclaimer. */
const maxHeadingRow = 20;

/**
 * Reads what people typed into an earlier workbook's call sheet, wherever they moved its columns and rows and whatever
 * language it was in.
 *
 * @param name how the file is called in messages
 * @throws CompareError when it cannot be read: overwriting it would lose their work
 */
export async function readTypedColumns(name: string, bytes: Uint8Array): Promise<TypedColumns> {
  const { readXlsx } = await import('hucre/xlsx');
  let sheets: Awaited<ReturnType<typeof readXlsx>>['sheets'];
  try {
    sheets = (await readXlsx(bytes, { readStyles: true })).sheets;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CompareError(
      `${name} อ่านไม่ได้ จึงไม่เขียนทับ เพราะอาจมีข้อมูลที่พิมพ์เองอยู่ โปรดย้ายไฟล์นี้ไปที่อื่นแล้วสั่งใหม่ · cannot be read (${why}) and is not overwritten, for it may hold what somebody typed: move it away and try again.`,
    );
  }
  for (const sheet of sheets) {
    const found = findHeadings(sheet.rows);
    if (found !== null) return readRows(sheet, found);
  }
  return nothingTyped;
}

type Sheet = Awaited<ReturnType<typeof import('hucre/xlsx')['readXlsx']>>['sheets'][number];

interface Headings {
  row: number;
  keyAt: number;
  nameAt: number | null;
  /** columns to keep: by place, what their cells are called */
  kept: Map<number, string>;
  extra: { heading: string; at: number }[];
}

/** The row that has both the agency's code and a column of ours to type into. */
function findHeadings(rows: Sheet['rows']): Headings | null {
  const byHeading = new Map(
    callColumns.flatMap((column) => [
      [column.heading.th, column],
      [column.heading.en, column],
    ]),
  );
  for (const [row, cells] of rows.slice(0, maxHeadingRow).entries()) {
    const headings = cells.map((cell) => (typeof cell === 'string' ? cell.trim() : ''));
    const ours = headings.map((heading) => byHeading.get(heading));
    const keyAt = ours.findIndex((column) => column?.id === 'key');
    if (keyAt < 0 || !ours.some((column) => column?.by === 'person')) continue;
    const nameAt = ours.findIndex((column) => column?.id === 'name');
    const kept = new Map<number, string>();
    const extra: Headings['extra'] = [];
    for (const [at, heading] of headings.entries()) {
      const column = ours[at];
      if (column?.by === 'person') kept.set(at, column.id);
      if (column !== undefined || heading === '' || extra.some((one) => one.heading === heading)) continue;
      kept.set(at, heading);
      extra.push({ heading, at });
    }
    return { row, keyAt, nameAt: nameAt < 0 ? null : nameAt, kept, extra };
  }
  return null;
}

function readRows(sheet: Sheet, { row, keyAt, nameAt, kept, extra }: Headings): TypedColumns {
  const rows: TypedColumns['rows'] = new Map();
  for (const [at, cells] of sheet.rows.entries()) {
    const key = at > row ? unguard(String(cells[keyAt] ?? '')).trim() : '';
    if (key === '') continue;
    const typed = new Map<string, TypedCell>();
    for (const [column, id] of kept) {
      const value = cells[column] ?? null;
      if (value === null || value === '') continue;
      const numFmt = sheet.cells?.get(`${at},${column}`)?.style?.numFmt ?? null;
      typed.set(id, { value: typeof value === 'string' ? unguard(value) : value, numFmt });
    }
    const name = nameAt === null ? '' : unguard(String(cells[nameAt] ?? ''));
    if (typed.size > 0) rows.set(key, { name, cells: typed });
  }
  const widths = sheet.columns ?? [];
  return { extra: extra.map(({ heading, at }) => ({ heading, width: widths[at]?.width ?? null })), rows };
}

/** Takes off the apostrophe that kept a cell from being run, or every export would add one. */
function unguard(text: string): string {
  return /^'[\s"'`\u200B-\u200D]*[=+\-@＝＋－＠]/u.test(text) ? text.slice(1) : text;
}
