import type { ChecklistItem } from '../checklist/schema.ts';
import type { AttachedTarget, Candidate } from '../match/candidate.ts';
import type { ContentKind } from '../snapshot/schema.ts';
import type { Content } from './content.ts';
import type { Notes } from './notes.ts';

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

/** What a file is: by its bytes where it was opened, else by its name; null when neither tells. */
export function kindOfTarget(target: Pick<AttachedTarget, 'url' | 'record'>): ContentKind | null {
  if (target.record?.kind !== undefined && target.record.kind !== null) return target.record.kind;
  const ending = /\.([a-z0-9]{2,4})$/i.exec(new URL(target.url).pathname)?.[1]?.toLowerCase() ?? '';
  return kindOfEnding[ending] ?? null;
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
  const own = candidate.page === null ? kindOfTarget({ url: candidate.url, record: candidate.record }) : null;
  const files = documents.filter((document) => document.target === 'document');
  const kinds = candidate.page === null ? [own] : files.map(kindOfTarget);
  const hasTable =
    needsOneOf.includes('html') && (content?.tables.some((table) => table.rowCount > 0) ?? false);
  // An unknown file (a share link, a download script) may be the spreadsheet.
  if (
    hasTable ||
    kinds.some((kind) => (kind === null ? files.length > 0 : kind !== 'html' && needsOneOf.includes(kind)))
  )
    return;
  const found = [...new Set(kinds.filter((kind) => kind !== null))];
  if (found.length === 0) return;
  const cause = { expected: needsOneOf.join(', '), found: found.join(', '), facts: { formats: found } };
  if (needsConfidence === 'low') notes.review('wrong-format', 'wrong-format', cause);
  else notes.fail('wrong-format', 'wrong-format', cause);
}
