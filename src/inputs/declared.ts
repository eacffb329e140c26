import type { Checklist } from '../checklist/schema.ts';
import { titleYears } from '../text/fiscal-year.ts';
import { toArabicDigits } from '../text/numerals.ts';
import { type DeclaredField, fieldOf, readHave, readItemCode, readUrls } from './declared-fields.ts';
import { InputError, type InputProblem } from './error.ts';
import { readTableFile, type TableRow } from './table-file.ts';
import { readYamlFile, textOf, type YamlEntry } from './yaml-file.ts';

/** One thing that the agency declares of an item: an address, or that it has none. */
export interface DeclaredEntry {
  code: string;
  /** null where the agency says that it has not */
  url: string | null;
  have: boolean;
  /** where on the site, in the agency's words; null where nothing is said */
  where: string | null;
}

/** One line of the file before it is held against the checklist. */
interface RawRow {
  line: number;
  code: string;
  have: string;
  /** cells that hold addresses, with what they are linked to */
  urls: { text: string; link: string | null }[];
  where: string;
  checklist: string;
}

const maxUrlsPerItem = 20;
const maxWhereChars = 300;
const maxHeadingRow = 30;

/**
 * Reads what an agency declares: YAML (`checklist: ita-2568`, `declared:` with `code`, `url` or `urls`, `have`, `where`),
 * or a table (CSV, .xlsx, .xls, .ods) with a heading row, Thai or English. A blank code goes on with the item above, as
 * merged cells do. A line that says neither have nor where declares nothing.
 *
 * @param name how the file is called in messages; `.yaml` and `.yml` are read as YAML, anything else by its bytes
 * @returns in the file's order, each address of an item once
 * @throws InputError with every wrong line; also when the file does not say which checklist its codes are of, or names another
 */
export async function readDeclared(
  name: string,
  bytes: Uint8Array,
  checklist: Checklist,
): Promise<DeclaredEntry[]> {
  const isYaml = /\.ya?ml$/i.test(name);
  const { rows, stated } = isYaml ? readYaml(name, bytes) : findTable(name, await readTableFile(name, bytes));
  const problems: InputProblem[] = [];
  const add = (line: number | null, message: string): void =>
    void problems.push({ file: name, line, message });
  const entries: DeclaredEntry[] = [];
  const firstLineOf = new Map<string, number>();
  let above: string | null = null;
  for (const row of rows) {
    const found = row.urls.map(({ text, link }) => readUrls(text, link));
    const urls = [...new Set(found.flatMap((one) => one.urls))];
    const have = readHave(row.have);
    const says = urls.length > 0 || have !== null || found.some(({ wrong }) => wrong.length > 0);
    const code: string | null = row.code === '' ? above : readItemCode(row.code);
    if (row.code !== '') above = code;
    if (!says) continue;
    if (code === null) {
      add(row.line, row.code === '' ? noCode : notACode(row.code));
      continue;
    }
    if (!checklist.items.some((item) => item.code === code)) {
      const [first, last] = [checklist.items[0]?.code, checklist.items.at(-1)?.code];
      add(
        row.line,
        `ไม่มีข้อ ${code} ในเกณฑ์ ${checklist.id} · ${code} is not an item of ${checklist.id} (${first}–${last}).`,
      );
      continue;
    }
    const problem = judgeChecklist(row.checklist || stated, code, checklist);
    if (problem !== null) add(row.line, problem);
    for (const wrong of found.flatMap((one) => one.wrong)) add(row.line, notAnAddress(code, wrong));
    if (have === undefined) add(row.line, `${code}: “${row.have}” ${unclearHave}`);
    if (have === true && urls.length === 0 && found.every(({ wrong }) => wrong.length === 0))
      add(row.line, `${code}: ระบุว่า “มี” แต่ไม่มี URL · says have, and gives no address.`);
    if (have === false && urls.length > 0)
      add(
        row.line,
        `${code}: ระบุว่า “ไม่มี” แต่ใส่ URL ไว้ด้วย โปรดเลือกอย่างเดียว · says have not, and gives an address: keep one of the two.`,
      );
    const where = row.where.replace(/\s+/g, ' ').slice(0, maxWhereChars) || null;
    if (!firstLineOf.has(code)) firstLineOf.set(code, row.line);
    if (have === false && urls.length === 0) entries.push({ code, url: null, have: false, where });
    else for (const url of urls) entries.push({ code, url, have: true, where });
  }
  for (const [code, line] of firstLineOf) {
    const own = entries.filter((entry) => entry.code === code);
    if (own.some(({ have }) => have) && own.some(({ have }) => !have))
      add(line, `${code}: บางแถวระบุว่ามี บางแถวระบุว่าไม่มี · one line says have, another have not.`);
    if (own.length > maxUrlsPerItem)
      add(line, `${code}: มี URL มากกว่า ${maxUrlsPerItem} รายการ · more than ${maxUrlsPerItem} addresses.`);
  }
  if (problems.length === 0 && entries.length === 0) add(null, 'ไม่มีข้อใดที่กรอกไว้ · nothing is declared in it.');
  if (problems.length > 0) throw new InputError(problems);
  const seen = new Set<string>();
  return entries.filter(({ code, url }) => {
    const key = `${code} ${url ?? ''}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

const noCode =
  'แถวนี้มี URL หรือมี/ไม่มี แต่ไม่มีรหัสข้อ โปรดใส่เช่น O7 · the line declares something and names no item: write for example O7.';
const unclearHave = 'ไม่ใช่ “มี” หรือ “ไม่มี” โปรดเลือกอย่างหนึ่ง · is neither have (มี) nor have not (ไม่มี).';
const notACode = (text: string): string =>
  `“${text.slice(0, 40)}” ไม่ใช่รหัสข้อ โปรดเขียนเช่น O7 · is no item code: write for example O7.`;
const notAnAddress = (code: string, text: string): string =>
  `${code}: “${text.replace(/\/\/[^/@\s]*@/, '//…@').slice(0, 120)}” ไม่ใช่ที่อยู่เว็บ ต้องขึ้นต้นด้วย https:// หรือ http:// และไม่มีรหัสผ่าน · is no web address: it has to begin with https:// or http://, without a password.`;

/** Item codes move from year to year, so a code without its list says nothing. */
function judgeChecklist(stated: string, code: string, checklist: Checklist): string | null {
  const years = [checklist.fiscalYear, ...checklist.alsoServes];
  if (stated === '') {
    return `${code} ไม่ได้บอกว่าเป็นของเกณฑ์ปีใด โปรดเพิ่มคอลัมน์ “เกณฑ์” หรือแถวแรก “checklist, ${checklist.id}” · it is not said which year's ${code} is meant: add a column "checklist" or a first line "checklist: ${checklist.id}".`;
  }
  const plain = toArabicDigits(stated).trim().toLowerCase();
  const year = /(?:^|\D)(25\d\d|26\d\d)(?:$|\D)/.exec(plain)?.[1];
  const isSame =
    plain === checklist.id ||
    (year !== undefined && !/^[a-z]+-\d{4}$/.test(plain) && years.includes(Number(year)));
  if (isSame) return null;
  return `${code}: ไฟล์นี้เป็นของเกณฑ์ ${stated} แต่การตรวจนี้ใช้ ${checklist.id} โปรดใช้ไฟล์ของปีนั้น หรือสั่งด้วย --checklist · the file is of ${stated}, this check uses ${checklist.id}: take that year's file, or name its checklist with --checklist.`;
}

function readYaml(name: string, bytes: Uint8Array): { rows: RawRow[]; stated: string } {
  const { top } = readYamlFile(name, bytes);
  const list = top.get('declared');
  if (list === undefined || list.rows.length === 0) {
    throw new InputError([
      {
        file: name,
        line: list?.line ?? 1,
        message:
          'ไม่พบรายการใต้ “declared:” · there is no list below "declared:", each entry with code and url.',
      },
    ]);
  }
  const rows = list.rows.map(({ line, fields }) => {
    const row = emptyRow(line);
    for (const [key, entry] of fields) put(row, fieldOf(key), textsOf(entry));
    return row;
  });
  return { rows, stated: textOf(top.get('checklist')) };
}

function textsOf(entry: YamlEntry): string[] {
  return Array.isArray(entry.value) ? entry.value.map(String) : [textOf(entry)];
}

function emptyRow(line: number): RawRow {
  return { line, code: '', have: '', urls: [], where: '', checklist: '' };
}

function put(
  row: RawRow,
  field: DeclaredField | null,
  texts: readonly string[],
  link: string | null = null,
): void {
  const text = texts.join(' ').trim();
  switch (field) {
    case 'url':
      row.urls.push(...texts.map((one) => ({ text: one, link })));
      return;
    case 'code':
    case 'have':
    case 'where':
    case 'checklist':
      if (row[field] === '') row[field] = text;
      return;
    case null:
  }
}

/** The first sheet with a heading row; what stands above that row may say which checklist it is of. */
function findTable(name: string, sheets: readonly TableRow[][]): { rows: RawRow[]; stated: string } {
  for (const sheet of sheets) {
    const headAt = sheet.slice(0, maxHeadingRow).findIndex(({ cells }) => {
      const fields = cells.map(fieldOf);
      return fields.includes('code') && (fields.includes('url') || fields.includes('have'));
    });
    const head = sheet[headAt];
    if (head === undefined) continue;
    const fields = head.cells.map(fieldOf);
    const rows = sheet.slice(headAt + 1).map(({ row, cells, links }) => {
      const raw = emptyRow(row);
      fields.forEach((field, column) => put(raw, field, [cells[column] ?? ''], links[column] ?? null));
      return raw;
    });
    return { rows, stated: statedAbove(sheet.slice(0, headAt)) };
  }
  throw new InputError([
    {
      file: name,
      line: null,
      message:
        'ไม่พบแถวหัวตาราง ต้องมีคอลัมน์ “ข้อ” และ “URL” (มี “มี/ไม่มี”, “ตำแหน่ง”, “เกณฑ์” ได้ด้วย) · there is no heading row: the columns "code" and "url" are wanted ("have", "where", "checklist" may be there too).',
    },
  ]);
}

function statedAbove(rows: readonly TableRow[]): string {
  for (const { cells } of rows) {
    const named = cells.findIndex((cell) => fieldOf(cell) === 'checklist');
    if (named >= 0) return cells.slice(named + 1).find((cell) => cell !== '') ?? '';
    const inOne = /^\s*(?:checklist|เกณฑ์)\s*[:=]\s*(\S+)/i.exec(cells[0] ?? '')?.[1];
    if (inOne !== undefined) return inOne;
    const title = cells.join(' ');
    const { years } = titleYears(title);
    if (/\b(?:OIT|ITA)\b/i.test(title) && years.length === 1) return String(years[0]);
  }
  return '';
}
