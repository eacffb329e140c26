import type { DocumentFacts, DocumentPart } from '../snapshot/document-facts.ts';
import { locateYears } from '../text/fiscal-year.ts';
import { tidy } from '../text/normalise.ts';
import type { RelevanceRater } from './relevance.ts';

/** A document whose bytes were given to a reader, with what it says of itself on top of its first page. */
export interface OpenedDocument {
  facts: DocumentFacts;
  /** lines of its title block in order, tidied; [] when it has no words */
  titleLines: string[];
  /** its title in one line, at most 160 characters; null when it has no words */
  title: string | null;
  /** items that its own title speaks of, best first; [] when it speaks of none */
  named: { code: string; probability: number }[];
}

/** How surely its own title names an item, 0–1; 0 of what was not opened. */
export function namedAs(opened: Pick<OpenedDocument, 'named'> | null | undefined, code: string): number {
  return opened?.named.find((item) => item.code === code)?.probability ?? 0;
}

const maxTitleLines = 6;
const maxTitleChars = 160;
const maxLineChars = 140;
/** A longer line below the first is a paragraph. */
const maxTitleLineChars = 110;
/** A title page may be preceded by an empty one; further in stands no title. */
const maxPartsBeforeTitle = 3;

/** Where the title block of a Thai official document ends and its text begins. */
const beginsBody =
  /^(?:ด้วย|จาก|เนื่องจาก|ข้อมูล(?:ตั้งแต่| ?ณ )|ในปี|อาศัยอำนาจ|ตามที่|ตามหนังสือ|ตามประกาศ|ตามมาตรา|ตามระเบียบ|ตามพระราช|ตามคำสั่ง|เรียน |เพื่อให้|เพื่อ(?=[ก-๙]{12})|คำนำ|สารบัญ|บทนำ|บทที่|ส่วนที่|หมวด(?:ที่)? ?[\d๐-๙]|หลักการและเหตุผล|ความเป็นมา|วัตถุประสงค์|ข้อ ?[\d๐-๙]|[\d๐-๙]{1,2}[.)] )/u;

/** "ประเด็นการมีส่วนร่วม: การปรับปรุงตลาดสด": a form's line. */
const isField = /^(?!เรื่อง)[^:：]{3,60}[:：] ?\S{3}/u;

/** Lines of a memo's head that name no subject. */
const memoHead =
  /^(?:บันทึกข้อความ|ส่วนราชการ|ที่ ?[ก-๙]{1,4} ?[\d๐-๙]|วันที่|ที่$|[-–—. \d๐-๙/]+$|หน้า ?[\d๐-๙]+|แบบ ?[\d๐-๙]+$)/u;

/** A title whose year was broken off: "แผนพัฒนา พ.ศ." over "2566 – 2570". */
const asksForYear = /(?:พ\.? ?ศ\.?|ปี|งบประมาณ|[2๒][\d๐-๙]{3} ?[-–—])$/u;
const yearsAlone = /^(?:พ\.? ?ศ\.? ?)?[2๒][\d๐-๙]{3}(?: ?[-–—] ?[2๒]?[\d๐-๙]{1,3})?$/u;

const defaultSheetName = /^(?:sheet|แผ่นงาน|แผ่น|ชีต|ตาราง) ?\d*$/iu;

/** Reads the title block of a document and rates it like any other title. */
export function openDocument(facts: DocumentFacts, rater: Pick<RelevanceRater, 'rateText'>): OpenedDocument {
  const titleLines = readTitleBlock(facts.parts).map((line) => withoutMonth(line, facts.parts));
  const named = new Map<string, number>();
  for (const text of titleTexts(titleLines)) {
    for (const { code, probability } of rater.rateText(text, null)) {
      named.set(code, Math.max(named.get(code) ?? 0, probability));
    }
  }
  return {
    facts,
    titleLines,
    title: titleLines.length === 0 ? null : titleLines.join(' ').slice(0, maxTitleChars),
    named: [...named]
      .map(([code, probability]) => ({ code, probability }))
      .toSorted((a, b) => b.probability - a.probability),
  };
}

function readTitleBlock(parts: readonly DocumentPart[]): string[] {
  const part = parts
    .slice(0, maxPartsBeforeTitle)
    .find(({ text, tables }) => text.trim() !== '' || tables.length > 0);
  if (part === undefined) return [];
  const table = part.tables.toSorted((a, b) => a.at - b.at)[0];
  const above = table === undefined || table.end <= table.at ? part.text : part.text.slice(0, table.at);
  const lines: string[] = [];
  const sheet = sheetNameOf(part) ?? '';
  for (const raw of [
    ...above.split('\n'),
    ...(table?.caption.split('\n') ?? []),
    defaultSheetName.test(sheet) ? '' : sheet,
  ]) {
    const line = tidy(raw);
    const before = lines.at(-1);
    if (before !== undefined && yearsAlone.test(line) && asksForYear.test(before)) {
      lines[lines.length - 1] = `${before} ${line}`.slice(0, maxLineChars);
      continue;
    }
    if (line === '' || memoHead.test(line) || lines.includes(line)) continue;
    if (lines.length > 0 && (line.length > maxTitleLineChars || beginsBody.test(line) || isField.test(line)))
      break;
    if (raw.trim().split('\t').length > 2) break;
    lines.push(line.slice(0, maxLineChars));
    if (lines.length === maxTitleLines) break;
  }
  return lines;
}

/** What a sheet or slide is called; null: it has no name, or that of the file inside an archive, which says little. */
export function sheetNameOf({ name }: Pick<DocumentPart, 'name'>): string | null {
  return name === null || /[./\\]/u.test(name) ? null : name;
}

/** So many sheets called the same but for the month are one list of the year. */
const leastMonthSheets = 3;

/** A workbook with a sheet for each month is not of the first of them. */
function withoutMonth(line: string, parts: readonly DocumentPart[]): string {
  if (parts.length < leastMonthSheets) return line;
  const month = locateYears(line).find(({ kind }) => kind === 'month');
  if (month === undefined) return line;
  const shared = line
    .slice(0, month.at)
    .replace(/(?:ประจำ)?เดือน\s*$/u, '')
    .trim();
  const isShared = ({ text, tables, name }: DocumentPart): boolean =>
    [text, name ?? '', ...tables.map(({ caption }) => caption)].some((one) => tidy(one).startsWith(shared));
  return shared !== '' && parts.filter(isShared).length >= leastMonthSheets ? shared : line;
}

/** A title is often broken over lines: each alone, and as they grow together. */
function titleTexts(lines: readonly string[]): string[] {
  const texts = new Set(lines.slice(0, 4).map(withoutSubject));
  for (let count = 2; count <= Math.min(lines.length, 4); count++) {
    texts.add(withoutSubject(lines.slice(0, count).join(' ').slice(0, maxTitleChars)));
  }
  return [...texts];
}

/** "เรื่อง" stands before the subject of announcements and memos. */
function withoutSubject(line: string): string {
  return line.replace(/^เรื่อง ?[:：]? ?/u, '');
}
