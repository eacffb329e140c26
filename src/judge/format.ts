import type { ChecklistItem } from '../checklist/schema.ts';
import type { AttachedTarget, Candidate } from '../match/candidate.ts';
import { guessTarget } from '../crawl/link-rules.ts';
import type { ContentKind } from '../snapshot/schema.ts';
import { tidy } from '../text/normalise.ts';
import { toArabicDigits } from '../text/numerals.ts';
import type { Content } from './content.ts';
import { readingOf } from './document-reading.ts';
import type { Notes } from './notes.ts';
import { readTable } from './table.ts';

const kindOfEnding: Record<string, ContentKind> = {
  pdf: 'pdf',
  doc: 'doc',
  docx: 'docx',
  xls: 'xls',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  csv: 'csv',
  ods: 'ods',
  odt: 'odt',
  ppt: 'ppt',
  pptx: 'pptx',
  zip: 'zip',
  rar: 'rar',
  jpg: 'image',
  jpeg: 'image',
  png: 'image',
  gif: 'image',
};

const sheetKinds = new Set<ContentKind>(['xlsx', 'xls', 'ods', 'csv']);

/** What a file is: by its bytes where it was opened, else by its name; null when neither tells. */
export function kindOfTarget(target: Pick<AttachedTarget, 'url' | 'record'>): ContentKind | null {
  if (target.record?.kind !== undefined && target.record.kind !== null) return target.record.kind;
  const ending = /\.([a-z0-9]{2,4})$/i.exec(new URL(target.url).pathname)?.[1]?.toLowerCase() ?? '';
  return kindOfEnding[ending] ?? null;
}

/** As `kindOfTarget`; an archive is what its members are. */
function kindsOfTarget(target: Pick<AttachedTarget, 'url' | 'record' | 'opened'>): (ContentKind | null)[] {
  const kind = kindOfTarget(target);
  // A page in place of a file is a folder's list, or the way round to it: what lies there is not known.
  if (kind === 'html') return [null];
  if (kind !== 'zip') return [kind];
  const names = target.opened?.facts.parts.flatMap(({ name }) => (name === null ? [] : [name])) ?? [];
  const kinds = [
    ...new Set(
      names.map((name) => kindOfEnding[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'zip'),
    ),
  ];
  return kinds.length === 0 ? [kind] : kinds;
}

/** A sheet that was read and has no row in it is no twin of the PDF beside it. */
function isBlankSheet(target: AttachedTarget): boolean {
  const facts = target.opened?.facts;
  if (facts === undefined || readingOf(target).state !== 'whole' || !sheetKinds.has(facts.kind)) return false;
  return facts.parts.every(({ tables }) => tables.every((table) => readTable(table).rows.length === 0));
}

/** Whether a page has a table that says something itself, and does not only name the files that hang on it. */
function hasData({ tables, links }: Content, files: readonly AttachedTarget[]): boolean {
  const urls = new Set(files.map(({ url }) => url));
  const toFiles = links.filter(({ url }) => urls.has(url) || guessTarget(url, false) === 'document');
  const names = new Set(toFiles.map(({ text }) => tidy(text)).filter((name) => name !== ''));
  // The link may be an icon.
  const named = new Set(toFiles.flatMap(({ row }) => (row === null ? [] : [row.join('\t')])));
  return tables.some(({ rows }) =>
    rows.some(
      (row) =>
        !named.has(row.join('\t')) &&
        !row.some((cell) => names.has(tidy(cell))) &&
        row.filter(tells).length > 1,
    ),
  );
}

/** The year of a row over nothing, its number and dashes are no data. */
function tells(cell: string, at: number): boolean {
  const text = toArabicDigits(cell.trim());
  const isNumber = at === 0 && /^\d{1,3}[.)]?$/u.test(text);
  return /[\p{L}\p{N}]/u.test(text) && !isNumber && !/^(?:(?:ปี|พ\.? ?ศ\.?) ?)*25\d\d$/u.test(text);
}

/** Notes a form that the item does not accept: a table that a machine cannot read, above all. */
export function judgeFormat(
  item: ChecklistItem,
  candidate: Candidate,
  content: Content | null,
  documents: readonly AttachedTarget[],
  notes: Notes,
): void {
  const { needsOneOf, needsConfidence } = item.accepts;
  if (needsOneOf.length === 0) return;
  const own = candidate.page === null ? kindsOfTarget(candidate) : [];
  const files = documents.filter((document) => document.target === 'document' && !isBlankSheet(document));
  const kinds = candidate.page === null ? own : files.flatMap(kindsOfTarget);
  const hasTable = needsOneOf.includes('html') && content !== null && hasData(content, files);
  // An unknown file (a share link, a download script) may be the spreadsheet.
  if (hasTable || kinds.some((kind) => (kind === null ? files.length > 0 : needsOneOf.includes(kind))))
    return;
  const found = [...new Set(kinds.filter((kind) => kind !== null))];
  if (found.length === 0) return;
  const cause = { expected: needsOneOf.join(', '), found: found.join(', '), facts: { formats: found } };
  if (needsConfidence === 'low') notes.review('wrong-format', 'wrong-format', cause);
  else notes.fail('wrong-format', 'wrong-format', cause);
}
