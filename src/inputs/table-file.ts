import { parseRows } from '../document/sheet/read-csv.ts';
import { decodeText } from '../fetch/charset.ts';
import { InputError } from './error.ts';

/** One row of a table as shown; `row` is the number that a spreadsheet program gives it. */
export interface TableRow {
  row: number;
  cells: string[];
  /** addresses that the cells are linked to, beside what they say */
  links: (string | null)[];
}

const maxBytes = 10_000_000;
/** Formatted empty rows come by the hundred thousand; no checklist has so many lines. */
const defaultMaxRows = 2_000;
const maxColumns = 40;

/** How a table is read where the defaults do not fit. */
export interface TableOptions {
  /** rows of a sheet that are read, 2,000 by default */
  maxRows?: number;
  /** what a merged cell says is said in every cell that it covers */
  fillMerged?: boolean;
}

/**
 * The sheets of a table file that can be seen, in order: CSV in whatever encoding and with whatever delimiter Excel
 * saved it, or a workbook (.xlsx, .xls, .ods).
 *
 * @throws InputError when it is larger than 10 MB or no table
 */
export async function readTableFile(
  name: string,
  bytes: Uint8Array,
  options: TableOptions = {},
): Promise<TableRow[][]> {
  if (bytes.byteLength > maxBytes) {
    throw new InputError([
      {
        file: name,
        line: null,
        message: 'ไฟล์ใหญ่เกิน 10 MB · the file is larger than 10 MB, so it is no such list.',
      },
    ]);
  }
  const maxRows = options.maxRows ?? defaultMaxRows;
  if (!isWorkbook(bytes)) return [readDelimited(bytes, maxRows)];
  return await readWorkbook(name, bytes, maxRows, options.fillMerged === true);
}

/** A zip (.xlsx, .ods) or an OLE file (.xls) by its first bytes, whatever it is called. */
function isWorkbook(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return start === '504b0304' || start === 'd0cf11e0';
}

function readDelimited(bytes: Uint8Array, maxRows: number): TableRow[] {
  const decoded = decode(bytes).replace(/^\uFEFF/, '');
  // Excel writes and reads this line to name the delimiter.
  const said = /^"?sep=(.)"?\r?\n/i.exec(decoded);
  const text = said === null ? decoded : decoded.slice(said[0].length);
  const offset = said === null ? 1 : 2;
  const delimiter = said?.[1] ?? chooseDelimiter(text);
  const rows: TableRow[] = [];
  for (const cells of parseRows(text, delimiter)) {
    if (rows.length >= maxRows) break;
    rows.push({ row: rows.length + offset, cells: cells.map((cell) => cell.trim()), links: [] });
  }
  return rows;
}

/** Excel's "Unicode text" is UTF-16 with a byte order mark, which no web page is. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return decodeText(bytes, null).text;
}

/** The one that parts the line with the most cells: addresses and Thai prose rarely hold tabs or semicolons. */
function chooseDelimiter(text: string): string {
  const head = text.split(/\r?\n/, 50);
  const count = (delimiter: string): number => Math.max(...head.map((line) => line.split(delimiter).length));
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

async function readWorkbook(
  name: string,
  bytes: Uint8Array,
  maxRows: number,
  fillMerged: boolean,
): Promise<TableRow[][]> {
  const { read, utils } = await import('@e965/xlsx');
  let workbook: ReturnType<typeof read>;
  try {
    workbook = read(bytes, { type: 'array', cellFormula: false, sheetRows: maxRows });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError([
      {
        file: name,
        line: null,
        message: `เปิดเป็นตารางไม่ได้ โปรดบันทึกใหม่เป็น .xlsx หรือ .csv · cannot be read as a workbook (${reason}): save it again as .xlsx or .csv.`,
      },
    ]);
  }
  const visible = workbook.SheetNames.filter((_, index) => !workbook.Workbook?.Sheets?.[index]?.Hidden);
  return visible.map((sheetName) => {
    const sheet = workbook.Sheets[sheetName];
    const ref = sheet?.['!ref'];
    if (sheet === undefined || ref === undefined) return [];
    const range = utils.decode_range(ref);
    const lastColumn = Math.min(range.e.c, maxColumns - 1);
    const covering = fillMerged ? indexMerged(sheet['!merges'] ?? [], lastColumn) : new Map<string, Cell>();
    const rows: TableRow[] = [];
    for (let r = range.s.r; r <= Math.min(range.e.r, maxRows - 1); r++) {
      const cells: string[] = [];
      const links: (string | null)[] = [];
      for (let c = 0; c <= lastColumn; c++) {
        const cell: unknown = sheet[utils.encode_cell(covering.get(`${r} ${c}`) ?? { r, c })];
        cells.push(shownText(cell));
        links.push(linkOf(cell));
      }
      rows.push({ row: r + 1, cells, links });
    }
    return rows;
  });
}

interface Cell {
  r: number;
  c: number;
}

/** By "row column" of each cell that a merged one covers downwards, the cell that holds what it says. */
function indexMerged(merges: readonly { s: Cell; e: Cell }[], lastColumn: number): Map<string, Cell> {
  const covering = new Map<string, Cell>();
  for (const { s, e } of merges) {
    // A title over the whole width is no value of every column.
    if (e.c !== s.c || s.c > lastColumn) continue;
    for (let r = s.r + 1; r <= e.r && covering.size < maxMergedCells; r++) covering.set(`${r} ${s.c}`, s);
  }
  return covering;
}

/** A merged cell down to the last row of a sheet covers a million. */
const maxMergedCells = 200_000;

function shownText(cell: unknown): string {
  if (typeof cell !== 'object' || cell === null) return '';
  const { w, v } = cell as { w?: unknown; v?: unknown };
  const shown = typeof w === 'string' ? w : v;
  return typeof shown === 'string' || typeof shown === 'number' || typeof shown === 'boolean'
    ? String(shown).trim()
    : '';
}

function linkOf(cell: unknown): string | null {
  if (typeof cell !== 'object' || cell === null || !('l' in cell)) return null;
  const { Target: target } = (cell.l ?? {}) as { Target?: unknown };
  return typeof target === 'string' && /^https?:/i.test(target) ? target : null;
}
