import { type AgencyPatterns, guessAgencyType } from '../checklist/agency-types.ts';
import { agencyKey } from '../assess/agency.ts';
import type { AgencyType } from '../result/vocabulary.ts';
import { toArabicDigits } from '../text/numerals.ts';
import {
  type AgencyField,
  agencyFieldOf,
  agencyFields,
  readAgencyType,
  readStartUrl,
  readTags,
  readText,
} from './agencies-fields.ts';
import { InputError, type InputProblem } from './error.ts';
import { findNotices } from './agencies-notices.ts';
import { readTableFile, type TableRow } from './table-file.ts';
import { readYamlFile, textOf, type YamlEntry } from './yaml-file.ts';

/** One agency of a list. */
export interface Agency {
  /** row of the table or line of the YAML file, from 1 */
  line: number;
  /** as `agency.key` of its result: the id where it has one, else the start host */
  key: string;
  id: string | null;
  name: string | null;
  /** absolute, or a host and path for which https and http are tried */
  url: string;
  type: AgencyType | null;
  district: string | null;
  province: string | null;
  tags: string[];
  /** file of declared addresses, as written: from the list's folder */
  declared: string | null;
  /** checklist of this agency, where it is another than the batch's */
  checklist: string | null;
  contact: string | null;
  phone: string | null;
}

/** A list as far as it could be read: the good rows run, the others are listed. */
export interface AgencyList {
  agencies: Agency[];
  /** rows that do not run, and why */
  problems: InputProblem[];
  /** what looks odd and runs all the same */
  notices: InputProblem[];
}

type RawAgency = Record<AgencyField, string> & { line: number; urlLink: string | null };

const maxAgencies = 50_000;
const maxHeadingRow = 30;
const maxChars = 300;

/**
 * Reads a list of agencies: YAML (`agencies:` with `id`, `name`, `url`, …), or a table (CSV, .xlsx, .xls, .ods) with a
 * heading row, Thai or English. A merged cell holds for every row that it covers.
 *
 * @param name how the file is called in messages; `.yaml` and `.yml` are read as YAML, anything else by its bytes
 * @param patterns words that tell an agency's type
 * @returns agencies in the file's order, each key once
 * @throws InputError when the file is no such list at all
 */
export async function readAgencies(
  name: string,
  bytes: Uint8Array,
  patterns: AgencyPatterns,
): Promise<AgencyList> {
  const rows = /\.ya?ml$/i.test(name)
    ? readYamlRows(name, bytes)
    : findRows(name, await readTableFile(name, bytes, { maxRows: maxAgencies, fillMerged: true }));
  const agencies: Agency[] = [];
  const problems: InputProblem[] = [];
  const notices: InputProblem[] = [];
  const lineOf = new Map<string, number>();
  for (const row of rows) {
    const add = (message: string): void => void problems.push({ file: name, line: row.line, message });
    const read = readAgency(row, patterns);
    if (read === null) continue;
    if (typeof read === 'string') {
      add(read);
      continue;
    }
    const earlier = lineOf.get(read.key.toLowerCase());
    if (earlier !== undefined) {
      add(read.id === null ? sameHost(read.key, earlier) : sameId(read.key, earlier));
      continue;
    }
    lineOf.set(read.key.toLowerCase(), row.line);
    agencies.push(read);
    if (row.type !== '' && readText(row.type) !== null && read.type === null)
      notices.push({ file: name, line: row.line, message: unknownType(row.type) });
    if (read.id !== null && /^\d(?:\.\d+)?E\+\d+$/i.test(read.id))
      notices.push({ file: name, line: row.line, message: roundedId(read.id) });
  }
  notices.push(...findNotices(name, agencies));
  return { agencies, problems, notices };
}

const wantedUrl =
  'ไม่มีที่อยู่เว็บไซต์ โปรดใส่เช่น www.example.go.th · no web address: write it like www.example.go.th.';
const notAUrl = (text: string): string =>
  `“${text.slice(0, 80)}” ไม่ใช่ที่อยู่เว็บไซต์ โปรดใส่เช่น www.example.go.th · is no web address: write it like www.example.go.th.`;
const sameId = (id: string, line: number): string =>
  `รหัส ${id} ซ้ำกับแถว ${line} จึงไม่ตรวจแถวนี้ · has the same id as row ${line}, ${id}, and is left out.`;
const sameHost = (host: string, line: number): string =>
  `เว็บไซต์ ${host} ซ้ำกับแถว ${line} จึงไม่ตรวจแถวนี้ ถ้าเป็นคนละหน่วยงานโปรดเพิ่มคอลัมน์ “รหัส” · the site ${host} stands in row ${line} already and this row is left out: where it is another agency, give both an id.`;
const unknownType = (text: string): string =>
  `ไม่รู้จักประเภท “${text.slice(0, 40)}” จะเดาจากชื่อ · the type is not known, it will be guessed from the name.`;
const roundedId = (id: string): string =>
  `รหัส ${id} ถูก Excel ปัดเป็นเลขยกกำลัง โปรดจัดรูปแบบคอลัมน์เป็นข้อความ · Excel has rounded the id ${id}: format the column as text.`;

/** Null for a row without anything, a sentence for one that cannot be used. */
function readAgency(row: RawAgency, patterns: AgencyPatterns): Agency | string | null {
  const text = (field: AgencyField): string | null => readText(row[field])?.slice(0, maxChars) ?? null;
  const said = agencyFields.filter((field) => text(field) !== null);
  const url = readStartUrl(row.url, row.urlLink);
  // Merged cells and footers leave rows with a province or "รวม 45 แห่ง" and nothing else.
  const name = text('name');
  const isAgency = name !== null && (said.length > 1 || guessAgencyType(name, patterns) !== null);
  if (url === null && text('url') === null && !isAgency) return null;
  if (isHeadingAgain(row)) return null;
  if (url === null) return text('url') === null ? wantedUrl : notAUrl(row.url);
  const id = readId(row.id);
  return {
    line: row.line,
    key: id ?? agencyKey(url),
    id,
    name,
    url,
    type: text('type') === null ? null : readAgencyType(row.type, patterns),
    district: text('district'),
    province: text('province'),
    tags: readTags(row.tags),
    declared: text('declared'),
    checklist: readChecklistId(text('checklist')),
    contact: text('contact'),
    phone: text('phone'),
  };
}

/** Thai digits and the ".0" that Excel gives to numbers are one spelling of an id. */
function readId(text: string): string | null {
  const plain = readText(text);
  if (plain === null) return null;
  return toArabicDigits(plain)
    .replace(/^(\d+)\.0+$/, '$1')
    .slice(0, 60);
}

/** A bare year is that year's ITA checklist, which is all that lists of agencies mean by it. */
function readChecklistId(text: string | null): string | null {
  if (text === null) return null;
  const plain = toArabicDigits(text).toLowerCase();
  return /^25\d\d$/.test(plain) ? `ita-${plain}` : plain;
}

/** A list put together from several repeats its heading row. */
function isHeadingAgain(row: RawAgency): boolean {
  const repeated = agencyFields.filter((field) => row[field] !== '' && agencyFieldOf(row[field]) === field);
  return repeated.length >= 2;
}

function readYamlRows(name: string, bytes: Uint8Array): RawAgency[] {
  const { top } = readYamlFile(name, bytes);
  const list = top.get('agencies');
  if (list === undefined || list.rows.length === 0) {
    throw new InputError([
      {
        file: name,
        line: list?.line ?? 1,
        message:
          'ไม่พบรายการใต้ “agencies:” · there is no list below "agencies:", each entry with name and url.',
      },
    ]);
  }
  const preset = textOf(top.get('checklist'));
  return list.rows.map(({ line, fields }) => {
    const raw = emptyRow(line);
    for (const [key, entry] of fields) put(raw, agencyFieldOf(key), textIn(entry), null);
    if (raw.checklist === '') raw.checklist = preset;
    return raw;
  });
}

function textIn(entry: YamlEntry): string {
  return Array.isArray(entry.value) ? entry.value.map(String).join(', ') : textOf(entry);
}

function emptyRow(line: number): RawAgency {
  const empty: Record<AgencyField, string> = {
    id: '',
    name: '',
    url: '',
    type: '',
    district: '',
    province: '',
    tags: '',
    declared: '',
    checklist: '',
    contact: '',
    phone: '',
  };
  return { ...empty, line, urlLink: null };
}

function put(row: RawAgency, field: AgencyField | null, text: string, link: string | null): void {
  if (field === null || (row[field] !== '' && field !== 'url')) return;
  if (field === 'url') row.urlLink ??= link;
  if (row[field] === '') row[field] = text.trim();
}

/** Every sheet with a heading row; offices keep one sheet per district. */
function findRows(name: string, sheets: readonly TableRow[][]): RawAgency[] {
  const found = sheets.flatMap((sheet) => {
    const headAt = sheet.slice(0, maxHeadingRow).findIndex(({ cells }) => {
      const fields = cells.map(agencyFieldOf);
      return (
        fields.includes('url') && (fields.includes('name') || fields.includes('id') || fields.length === 1)
      );
    });
    const head = sheet[headAt];
    if (head === undefined) return [];
    const fields = head.cells.map(agencyFieldOf);
    return sheet.slice(headAt + 1).map(({ row, cells, links }) => {
      const raw = emptyRow(row);
      fields.forEach((field, column) => put(raw, field, cells[column] ?? '', links[column] ?? null));
      return raw;
    });
  });
  if (found.length > 0) return found;
  throw new InputError([
    {
      file: name,
      line: null,
      message:
        'ไม่พบแถวหัวตาราง หรือไม่มีแถวใต้หัวตาราง ต้องมีคอลัมน์ “ชื่อหน่วยงาน” และ “เว็บไซต์” (มี “รหัส”, “ประเภท”, “อำเภอ”, “จังหวัด”, “กลุ่ม” ได้ด้วย) · there is no heading row with rows below it: the columns "name" and "url" are wanted ("id", "type", "district", "province", "tags" may be there too).',
    },
  ]);
}
