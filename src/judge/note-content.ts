import type { ChecklistItem } from '../checklist/schema.ts';
import { isEmptyShell } from '../extract/emptiness.ts';
import type { AttachedTarget, Candidate } from '../match/candidate.ts';
import { foldThai } from '../text/normalise.ts';
import { type Content, isBareText } from './content.ts';
import type { Notes } from './notes.ts';
import type { JudgeContext, Seen } from './seen.ts';

/** Fewer letters than this under a heading are not content; beside words that say so, as many as it takes to excuse oneself. */
const thinChars = 40;
const thinBesideExcuseChars = 100;

/** A page or file that is reached under the item's name and calls itself another item's. */
export function noteKind(
  notes: Notes,
  item: ChecklistItem,
  candidate: Candidate,
  seen: Seen,
  shown: number,
): void {
  const siblings = new Set(item.contrary.flatMap(({ becomes }) => (becomes === null ? [] : [becomes])));
  const foreign = candidate.attached.filter((target) => target.isForeign && target.target === 'document');
  if (
    candidate.page === null ||
    shown > 0 ||
    seen.all.length > 0 ||
    foreign.length === 0 ||
    siblings.size === 0
  )
    return;
  const named = foreign[0];
  notes.fail('wrong-kind', 'wrong-kind', { url: named?.url ?? null, found: named?.labels[0]?.text ?? null });
}

/**
 * Returns whether the page was not seen in full, since it waits for scripts that were not run or is larger than what
 * is read of a page: what was not found on it may be there.
 */
export function noteEmpty(notes: Notes, candidate: Candidate, seen: Seen, context: JudgeContext): boolean {
  const { content } = seen;
  if (candidate.page === null || content === null) return false;
  const isCut = candidate.page.facts.truncated;
  if (isCut && seen.elements.some(({ element, found }) => element.strict && found === false)) {
    noteCut(notes);
    return true;
  }
  if (seen.documents.length > 0 || seen.elements.some((finding) => finding.found === true)) return false;
  const shell = isEmptyShell(candidate.page.facts);
  // A browser was wanted for this page and could not show it; switched off, the page counts as the server sends it.
  const problem = candidate.page.record.rendering?.problem ?? null;
  const isUnrendered = shell.empty && problem !== null && problem !== 'not-wanted';
  if (candidate.section === null && (shell.needsScript || isUnrendered)) {
    notes.review('could-not-open', 'low-confidence', {
      facts: {
        statedBecauseTh: 'หน้านี้สร้างเนื้อหาด้วยสคริปต์ เครื่องยังไม่เห็นเนื้อหา',
        statedBecauseEn: 'the page builds its content with scripts, which were not run',
      },
    });
    return true;
  }
  const isEmpty = candidate.section === null && shell.empty && countListed(content) < minListed;
  if (!isEmpty && !isThin(content, context)) return false;
  if (isCut) noteCut(notes);
  else notes.fail('empty', 'empty');
  return isCut;
}

function noteCut(notes: Notes): void {
  notes.review('could-not-open', 'low-confidence', {
    facts: {
      statedBecauseTh: 'หน้านี้ใหญ่หรือซ้อนลึกเกินกว่าที่เครื่องอ่านได้ครบ',
      statedBecauseEn: 'the page is larger or nested deeper than what this tool reads',
    },
  });
}

/** Fewer links to pages may be the way back and a neighbour. */
const minListed = 2;
const wayBack =
  /^(?:กลับ|ย้อน|หน้า(?:แรก|หลัก|ถัดไป|ก่อน)|ก่อนหน้า|ถัดไป|แชร์|พิมพ์|อ่านต่อ|ดูทั้งหมด|back|home|next|prev|share|print)/i;

/** How many pages a page lists by name: short lines and no words of its own, but not nothing. */
function countListed(content: Content): number {
  const names = content.links.map(({ text }) => text.trim());
  return new Set(names.filter((name) => name.length >= 6 && !wayBack.test(name))).size;
}

/** Names of the elements in a row, with less than this for each of them, are a table of contents. */
const minCharsPerElement = 20;

/** Guards against words without content: a list of the elements' names is for a person to look at. */
export function noteBareNames(
  notes: Notes,
  content: Content | null,
  documents: readonly AttachedTarget[],
  elementCount: number,
): void {
  if (content === null || notes.verdict() !== 'pass' || elementCount < 2) return;
  if (documents.length > 0 || !isBareText(content, elementCount * minCharsPerElement)) return;
  notes.review('elements-unread', 'low-confidence', {
    facts: {
      statedBecauseTh: 'มีแต่ชื่อหัวข้อ แทบไม่มีเนื้อหา',
      statedBecauseEn: 'there are names of topics and hardly any content',
    },
  });
}

/** "จะนำเผยแพร่ภายในเดือนกันยายน" is not yet there. */
const promise = /จะ(?:นำ|ได้|ดำเนินการ)?(?:มา)?(?:เผยแพร่|รายงาน|ลงเว็บ|แจ้ง|นำลง|ประกาศ)[^\n]*/gu;

function isThin(content: Content, context: JudgeContext): boolean {
  if (
    content.tables.some((table) => table.rowCount > 0) ||
    content.images.length > 0 ||
    content.links.some(({ text }) => !wayBack.test(text.trim()))
  )
    return false;
  const lines = content.main.original.replaceAll(promise, ' ').split('\n').join(' ');
  const folded = foldThai(lines);
  const rest = context.placeholders.reduce((text, word) => text.replaceAll(word, ' '), folded);
  return rest.replace(/\s+/g, '').length < (rest === folded ? thinChars : thinBesideExcuseChars);
}
