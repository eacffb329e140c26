import type { ChecklistElement } from '../checklist/schema.ts';
import { findPhrase, type PreparedText, prepareText } from '../text/phrase.ts';
import type { Content } from './content.ts';
import { type ContentTable, readTable } from './table.ts';

type VoidRule = NonNullable<ChecklistElement['voidedBy']>;

/** The rule by which a content that says so of itself does not show the element; undefined where it says nothing of the kind. */
export function whatVoids({ voidedBy }: ChecklistElement, content: Content): VoidRule | undefined {
  if (voidedBy === undefined) return undefined;
  return saysSo(voidedBy, content) || isListOf(voidedBy.rows, content.tables) ? voidedBy : undefined;
}

/**
 * What stands outside the rows of tables speaks first: a project of six months in one of them does not make a heading's
 * three months six.
 */
function saysSo({ says, unless, ofItsEntry }: VoidRule, content: Content): boolean {
  const titles = content.titles.join('\n');
  const head = prepareText(titles);
  const all = content.from === 'document' ? content.full : content.main;
  // Few say it, and a text is long to prepare once more.
  if (!isSaid(says, [head, all])) return false;
  const text = ofItsEntry && content.from === 'page' ? withoutListed(content) : all;
  if (text !== all && !isSaid(says, [head, text])) return false;
  const besides = [prepareText(kept(`${titles}\n${withoutRows(text.original, content.tables)}`))];
  return !isSaid(
    unless,
    isSaid(says, besides) ? besides : [prepareText(kept(`${titles}\n${text.original}`))],
  );
}

/** "ไตรมาสที่ 2 จะรายงานในลำดับต่อไป", "ไตรมาส 2 - รอข้อมูลจากกองคลัง" show nothing of it yet. */
const promise =
  /จะ(?:รายงาน|จัดทำ|เผยแพร่|สรุป|ประกาศ|แจ้ง|ดำเนินการ)|(?:รอบ|ครั้ง|งวด|ฉบับ)(?:ถัดไป|ต่อไป|หน้า)|รอ(?:ข้อมูล|ตัวเลข|รายงาน)/u;

function kept(text: string): string {
  return text
    .split('\n')
    .filter((line) => !promise.test(line))
    .join('\n');
}

function isSaid(phrases: readonly string[], texts: readonly PreparedText[]): boolean {
  return phrases.some((phrase) => texts.some((text) => findPhrase(text, phrase) !== null));
}

function withoutRows(text: string, tables: readonly ContentTable[]): string {
  const rows = new Set(tables.flatMap((table) => table.rows.map((row) => row.join('\t'))));
  return text
    .split('\n')
    .filter((line) => !rows.has(line))
    .join('\n');
}

/** So many lines that begin with a link are a list. */
const leastLinkLines = 3;
/** A longer line of it says more than a name. */
const maxEntryChars = 120;

/** A page's own text without the entries of a list of links; what is closed among them is no link any more. */
function withoutListed({ main, links }: Content): PreparedText {
  const names = links.map(({ text }) => text.trim()).filter((name) => name !== '');
  const lines = main.original.split('\n');
  const isLink = lines.map((line) => names.some((name) => line.trimStart().startsWith(name)));
  if (isLink.filter(Boolean).length < leastLinkLines) return main;
  const [from, to] = [isLink.indexOf(true), isLink.lastIndexOf(true)];
  const rest = lines.filter((line, at) => at < from || at > to || line.length > maxEntryChars);
  return prepareText(rest.join('\n'));
}

/** So many rows make a list. */
const leastRows = 2;
/** From this share of its rows on a list is of what they are. */
const shareOfRows = 2 / 3;

/** Whether the rows of what is listed are of a kind that is not asked for. */
function isListOf(rule: VoidRule['rows'], tables: readonly ContentTable[]): boolean {
  if (rule === undefined) return false;
  const cells = tables.flatMap((table) => {
    const { columns, rows } = readTable(table);
    const at = columns.findIndex(({ label }) => holdsAny(label, rule.under));
    return at === -1 ? [] : rows.map((row) => row[at] ?? '').filter((cell) => cell.trim() !== '');
  });
  const like = cells.filter((cell) => holdsAny(cell, rule.are) && !holdsAny(cell, rule.butNot));
  return cells.length >= leastRows && like.length >= cells.length * shareOfRows;
}

function holdsAny(text: string, phrases: readonly string[]): boolean {
  return isSaid(phrases, [prepareText(text)]);
}
