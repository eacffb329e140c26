import type { ChecklistItem } from '../checklist/schema.ts';
import type { OpenedDocument } from '../match/opened-document.ts';
import type { DocumentPart } from '../snapshot/document-facts.ts';
import { tidy } from '../text/normalise.ts';
import { onlyPromises } from '../text/promise.ts';
import { findPhrase, preparePhrase, type PreparedText, prepareText } from '../text/phrase.ts';
import { writeTable } from './table.ts';
import { hasTextUnder } from './under-heading.ts';

/** Words of a document with the page that each of them stands on. */
export interface PagedText {
  text: PreparedText;
  pageAt(at: number): number | null;
}

/** A longer line is no heading, though it stands out like one. */
const maxHeadingChars = 80;
/** A line that has the item's name and little else announces the item; it does not show it. */
const maxBesideNameChars = 45;
/** A name of a part ("ด้านการอนุมัติอนุญาต"); a sentence is longer. */
const maxBareNameChars = 60;
/** "พนักงานทุกคนไม่มีการรับทรัพย์สิน" and "คำสั่ง… แต่งตั้งคณะทำงานขับเคลื่อนจริยธรรม" have the item’s name in them and are what it asks for. */
const answers = /ไม่มี|ไม่พบ|ไม่ได้|ไม่ปรากฏ|^(?:คำสั่ง.*|เรื่อง\s*)แต่งตั้ง/u;
/** "เรื่อง ........ หน้า 12": a line of a table of contents. */
const contentsLine = /(?:\.{4,}|…{2,}|(?:\. ){4,}|_{4,})\s*[\d๐-๙ก-ฮ]{0,4}\s*$/u;
/** A line at the edge of this many pages, and of this share of them, is their header or footer. */
const repeatedOn = 3;
const repeatedShare = 0.6;

interface PageLine {
  page: number;
  line: string;
}

/**
 * The words of a document that say something: no titles over nothing, no tables of contents, no names of empty
 * columns. `whole` has the item's own name in titles and headings as well.
 */
export function writeDocument(
  item: ChecklistItem,
  opened: OpenedDocument,
): { said: PagedText; whole: PagedText } {
  const { parts } = opened.facts;
  const headings = parts
    .flatMap((part) => part.headings.map(tidy))
    .filter((line) => line.length <= maxHeadingChars);
  const headed = new Set(headings);
  // A heading may be broken over lines.
  const isHeading = (line: string): boolean =>
    headed.has(line) || (line.length >= 8 && headings.some((heading) => heading.includes(line)));
  const titles = new Set(opened.titleLines);
  const names = [...item.labels.right, ...item.labels.other]
    .filter((name) => name.length >= 8)
    .map((name) => preparePhrase(name));
  const announces = (line: string): boolean => {
    if ((!titles.has(line) && !isHeading(line)) || answers.test(line)) return false;
    const text = prepareText(line);
    return names.some(
      (name) => line.length <= name.verbatim.length + maxBesideNameChars && findPhrase(text, name) !== null,
    );
  };
  const furniture = repeatedLines(parts);
  const lines = parts.flatMap((part) => {
    const told = withTablesWritten(part)
      .split('\n')
      .map((line) => ({ page: part.page, line: line.trim() }))
      .filter(({ line }) => {
        const plain = tidy(line);
        return plain !== '' && !contentsLine.test(plain) && !furniture.has(plain);
      });
    const promises = told.map(({ line }) => onlyPromises(tidy(line)));
    return told.filter(({ line }, at) => !promises[at] && !(promises[at + 1] && isBareName(line)));
  });
  const plain = lines.filter(({ line }) => !announces(tidy(line)));
  const tidied = plain.map(({ line }) => tidy(line));
  const said = plain.filter(
    (_, index) => !isHeading(tidied[index] ?? '') || hasTextUnder(tidied, index, isHeading),
  );
  return { said: join(said), whole: join(lines) };
}

/** What is put off right behind a bare name is what the name stands for. */
function isBareName(line: string): boolean {
  return line.length <= maxBareNameChars && !/[\t\d๐-๙.:]/u.test(line);
}

function join(lines: readonly PageLine[]): PagedText {
  const starts: { at: number; page: number }[] = [];
  let at = 0;
  for (const { page, line } of lines) {
    if (starts.at(-1)?.page !== page) starts.push({ at, page });
    at += line.length + 1;
  }
  return {
    text: prepareText(lines.map(({ line }) => line).join('\n')),
    pageAt: (offset) => starts.findLast((start) => start.at <= offset)?.page ?? null,
  };
}

function withTablesWritten(part: DocumentPart): string {
  let text = '';
  let from = 0;
  for (const table of part.tables.toSorted((a, b) => a.at - b.at)) {
    if (table.at < from || table.end <= table.at || table.end > part.text.length) continue;
    text += `${part.text.slice(from, table.at)}\n${writeTable(table)}\n`;
    from = table.end;
  }
  return text + part.text.slice(from);
}

/** Headers and footers: lines at the edges of most pages. What is repeated further in is content. */
function repeatedLines(parts: readonly DocumentPart[]): Set<string> {
  const seen = new Map<string, number>();
  for (const part of parts) {
    const lines = part.text
      .split('\n')
      .map(tidy)
      .filter((line) => line !== '');
    // The names of a table's columns are repeated on every page too.
    const edges = new Set(
      [lines[0] ?? '', lines.at(-1) ?? ''].filter((line) => !part.text.includes(`${line}\t`)),
    );
    for (const line of edges) seen.set(line, (seen.get(line) ?? 0) + 1);
  }
  const enough = Math.max(repeatedOn, parts.length * repeatedShare);
  return new Set(
    [...seen].filter(([line, count]) => count >= enough && line.length >= 12).map(([line]) => line),
  );
}
