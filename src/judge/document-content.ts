import type { ChecklistItem } from '../checklist/schema.ts';
import type { AttachedTarget } from '../match/candidate.ts';
import { type OpenedDocument, sheetNameOf } from '../match/opened-document.ts';
import { foldThai, tidy } from '../text/normalise.ts';
import { findPhrase, prepareText } from '../text/phrase.ts';
import type { Content } from './content.ts';
import { writeDocument } from './document-text.ts';
import { type ContentTable, readTable } from './table.ts';

/** What a document shows, with what tells whether it has any substance. */
export interface DocumentContent extends Content {
  from: 'document';
  /** letters and digits besides titles, what stands on title pages, placeholders and the names of empty columns */
  substanceChars: number;
  /** a table with at least one row that is filled in */
  hasFilledTable: boolean;
  /** a table with names of three columns or more and no row under them */
  hasEmptyForm: boolean;
  pictures: number;
}

/** A page with pictures and at most this many letters is its pictures; its words are their caption. */
const maxCaptionChars = 400;

/** Words that are no substance; see `JudgeContext`. */
interface SubstanceContext {
  placeholders: readonly string[];
  agencyWords: readonly string[];
  properName: string | null;
}

/** What a document shows; null when nothing was read of it. A picture also shows what the link to it says it is. */
export function documentContentOf(
  item: ChecklistItem,
  target: Pick<AttachedTarget, 'opened' | 'labels' | 'url'>,
  context: SubstanceContext,
): DocumentContent | null {
  const { opened } = target;
  if (opened === null) return null;
  const { facts } = opened;
  const { said, whole } = writeDocument(item, opened);
  const tables: ContentTable[] = facts.parts.flatMap((part) =>
    part.tables.map((table) => ({ ...table, page: part.page })),
  );
  const read = tables.map((table) => readTable(table));
  return {
    from: 'document',
    main: said.text,
    full: whole.text,
    titles: [
      ...opened.titleLines,
      ...facts.parts.flatMap((part) => [sheetNameOf(part) ?? [], part.headings].flat()),
    ],
    tables: rankTables(item, tables),
    forms: [],
    images: picturesOf(target, opened),
    links: [],
    goneLinks: [],
    downLinks: [],
    allLinks: [],
    pageAt: (at) => said.pageAt(at),
    fullPageAt: (at) => whole.pageAt(at),
    substanceChars: countSubstance(said.text.original, context),
    hasFilledTable: read.some(({ rows }) => rows.length > 0),
    hasEmptyForm: read.some(({ columns, rows }) => columns.length >= 3 && rows.length === 0),
    pictures: facts.parts.reduce((sum, part) => sum + part.images, 0) + (facts.kind === 'image' ? 1 : 0),
  };
}

/** Pictures know no words of their own: they are what the page around them, or the link to them, says. */
function picturesOf(
  target: Pick<AttachedTarget, 'labels' | 'url'>,
  { facts }: OpenedDocument,
): Content['images'] {
  if (facts.kind === 'image')
    return [{ alt: target.labels.map(({ text }) => text).join(' '), url: target.url }];
  return facts.parts.flatMap((part) => {
    const caption = part.text.length <= maxCaptionChars ? tidy(part.text) : '';
    return Array.from({ length: part.images }, () => ({ alt: caption, url: '' }));
  });
}

/** Of several tables the one with most of what the item asks for comes first: it is the one to point at. */
function rankTables(item: ChecklistItem, tables: readonly ContentTable[]): ContentTable[] {
  const cues = item.elements.flatMap(({ cues }) => cues.filter((cue) => cue.kind === 'columns'));
  const share = (table: ContentTable): number => {
    const names = prepareText(
      readTable(table)
        .columns.map(({ label }) => label)
        .join('\n'),
    );
    return cues.filter(
      ({ groups, min }) =>
        groups.filter((group) => group.some((word) => findPhrase(names, word) !== null)).length >= min,
    ).length;
  };
  return tables.length < 2 ? [...tables] : tables.toSorted((a, b) => share(b) - share(a));
}

/** What stands on title pages besides the title: place, year, who made it. */
const coverLine =
  /^(?:ตำบล|ต\.|อำเภอ|อ\.|จังหวัด|จ\.|ประจำปี|ปีงบประมาณ|ปี ?(?:พ\. ?ศ\. ?)?[\d๐-๙]|พ\. ?ศ\.|จัดทำโดย|โดย|เสนอ|ฉบับ|ของ|และ|หน้า ?[\d๐-๙]|[\d๐-๙\s./–-]+$)/u;
const maxCoverLineChars = 60;

function countSubstance(text: string, { placeholders, agencyWords, properName }: SubstanceContext): number {
  const lines = text.split('\n').map((line) => foldThai(line));
  const body = lines.filter((line) => {
    if (line.length > maxCoverLineChars) return true;
    const isAgency =
      agencyWords.some((word) => line.startsWith(word)) || (properName !== null && line.endsWith(properName));
    return !isAgency && !coverLine.test(line);
  });
  const rest = placeholders.reduce((left, word) => left.replaceAll(word, ' '), body.join(' '));
  return rest.replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '').length;
}
