import { isDated } from './cue-traits.ts';
import type { ChecklistItem } from '../checklist/schema.ts';
import type { Candidate } from '../match/candidate.ts';
import { statedTitleYears } from './year.ts';
import { kindOfTarget } from './format.ts';
import { kindInside } from './document-kind.ts';
import { yearInside } from './document-year.ts';
import { findPhrase, prepareText } from '../text/phrase.ts';
import type { Notes } from './notes.ts';
import type { ReadDocument, Seen } from './seen.ts';
import { type Column, readTable } from './table.ts';

/** As for pages: fewer letters besides the title, no table and no picture are a title page or a placeholder. */
const minSubstanceChars = 40;
/** So much may stand beside the names of a form's columns: headings, notes, how to fill it in. */
const maxBesideFormChars = 600;

/**
 * Whether the page itself shows none of the elements, so that everything rests on its documents. The years in a plan's name are
 * told by the link to it.
 */
export function restsOnDocuments(candidate: Candidate, seen: Pick<Seen, 'elements'>): boolean {
  const telling = seen.elements.filter(({ element }) => !element.cues.some(isDated));
  return (
    candidate.page === null ||
    !(telling.length > 0 ? telling : seen.elements).some(
      ({ found, sourceUrl }) => found === true && sourceUrl === candidate.url,
    )
  );
}

/** Documents that call themselves another item's, where nothing else is there. */
export function noteOtherKind(notes: Notes, item: ChecklistItem, candidate: Candidate, seen: Seen): void {
  const first = seen.otherKind[0];
  if (first?.opened == null || seen.documents.length > 0 || !restsOnDocuments(candidate, seen)) return;
  const kind = kindInside(item, first.opened);
  if (kind.state !== 'other') return;
  const cause = { url: first.url, found: kind.title };
  const owed = seen.elements.filter(({ element }) => element.strict);
  const isLacking = owed.some(({ found }) => found === false);
  if (isLacking && kind.isNamed) notes.fail('wrong-kind', 'wrong-kind', cause);
  else notes.review('elements-unread', 'wrong-kind', cause);
}

/** Every document is a title page, a placeholder or a form that nobody filled in. Blank forms to print are no service. */
export function noteEmptyDocuments(
  notes: Notes,
  { kind }: ChecklistItem,
  candidate: Candidate,
  seen: Seen,
): void {
  const first = seen.read[0];
  if (first === undefined || !restsOnDocuments(candidate, seen) || !seen.read.every(isHollow)) return;
  const reason = kind === 'service' ? 'wrong-kind' : 'empty';
  notes.fail(reason, reason, { url: first.target.url, found: first.target.opened?.title ?? null });
}

function isHollow({ reading, content }: ReadDocument): boolean {
  if (reading.state !== 'whole' || content === null || content.hasFilledTable || content.pictures > 0)
    return false;
  return content.substanceChars < (content.hasEmptyForm ? maxBesideFormChars : minSubstanceChars);
}

/** Names of the elements in a row, with less than this for each of them, are a table of contents. */
const minCharsPerElement = 20;

/** Guards against words without content: what shows every element in a handful of letters is for a person. */
export function noteBareDocuments(notes: Notes, read: readonly ReadDocument[], elementCount: number): void {
  if (
    notes.verdict() !== 'pass' ||
    read.some(({ content }) => content?.hasFilledTable === true || (content?.pictures ?? 0) > 0)
  )
    return;
  const chars = read.reduce((sum, { content }) => sum + (content?.substanceChars ?? 0), 0);
  if (chars >= Math.max(elementCount, 2) * minCharsPerElement) return;
  notes.review('elements-unread', 'low-confidence', {
    facts: {
      statedBecauseTh: 'เอกสารมีแต่ชื่อหัวข้อ แทบไม่มีเนื้อหา',
      statedBecauseEn: 'the document has names of topics and hardly any content',
    },
  });
}

/** The same file under the labels of two years, where it does not say itself which of them it is of. */
export function noteReusedYears(
  notes: Notes,
  item: ChecklistItem,
  candidate: Candidate,
  seen: Seen,
  want: number | null,
): void {
  if (want === null) return;
  for (const { target } of seen.read) {
    if (target.opened === null || yearInside(item.year, target.opened, want).state === 'right') continue;
    const twins = candidate.attached.filter(
      (other) =>
        other.key !== target.key &&
        other.record?.sha256 != null &&
        other.record.sha256 === target.record?.sha256,
    );
    const texts = [target, ...twins].flatMap((one) => [...one.yearTexts.slice(0, 1), ...one.otherLabels]);
    const years = statedTitleYears(texts);
    if (!years.includes(want) || years.length < 2) continue;
    notes.review('reused', 'reused', { url: target.url, found: years.join(', ') });
    return;
  }
}

/** The official form of a table that a machine reads has no empty cells: what is not there is said (OIT.md, O12). */
export function noteEmptyCells(notes: Notes, item: ChecklistItem, seen: Seen): void {
  if (item.accepts.needsOneOf.length === 0) return;
  const form = item.elements.flatMap((element) =>
    element.cues
      .flatMap((cue) => (cue.kind === 'all' ? cue.of : [cue]))
      .flatMap((cue) => (cue.kind === 'columns' && cue.groups.length >= 8 ? [{ element, cue }] : [])),
  )[0];
  if (form === undefined) return;
  // Cells of a printed twin break where its lines do.
  const sheets = seen.read.filter(({ target }) => {
    const kind = kindOfTarget(target);
    return kind !== null && item.accepts.needsOneOf.includes(kind);
  });
  for (const { target, content } of sheets.length > 0 ? sheets : seen.read) {
    for (const table of content?.tables ?? []) {
      const { columns, rows } = readTable(table);
      const official = columns
        .map((column, index) => ({ column, index }))
        .filter(({ column }) => isOfGroup(column, form.cue.groups));
      if (official.length < form.cue.min) continue;
      const gaps = official.map(({ column, index }) => ({
        label: column.label,
        count: rows.filter((row) => isEntry(row) && (row[index] ?? '').trim() === '').length,
      }));
      const empty = gaps.filter(({ count }) => count > 0);
      if (empty.length === 0) continue;
      const cells = empty.reduce((sum, { count }) => sum + count, 0);
      const names = empty
        .slice(0, 4)
        .map(({ label }) => label)
        .join(', ');
      notes.review('empty-cells', 'missing-element', {
        element: form.element.id,
        url: target.url,
        found: `${cells}`,
        facts: {
          elementsTh: [`ข้อความใน ${cells} ช่องที่เว้นว่าง (${names})`],
          elementsEn: [`words in ${cells} empty cells (${names})`],
        },
      });
      return;
    }
  }
}

function isOfGroup({ label }: Column, groups: readonly string[][]): boolean {
  const text = prepareText(label);
  return groups.some((group) => group.some((word) => findPhrase(text, word) !== null));
}

/** A row of one cell groups those below it. */
function isEntry(row: readonly string[]): boolean {
  return row.filter((cell) => cell.trim() !== '').length > 2;
}
