import type { ChecklistItem } from '../checklist/schema.ts';
import { fiscalYearOf, locateYears } from '../text/fiscal-year.ts';
import { foldThai } from '../text/normalise.ts';
import type { Notes } from './notes.ts';
import type { JudgeContext, Seen } from './seen.ts';

/** "ข้อมูล ณ วันที่ 1 ตุลาคม 2565", "ปรับปรุงล่าสุด 14/2/2557" */
const statesDay =
  /(?:ข้อมูล ?ณ|ปรับปรุง(?:ล่าสุด|ข้อมูล)?|แก้ไขล่าสุด|อัปเดต|อัพเดต|อัพเดท|อัปเดท|updated?)(?:เมื่อ|ล่าสุด|[ :.])*(?:วันที่|เดือน)?[ :.]*$/u;
const maxStatementChars = 40;

/** What has to be of today and says of itself that it is of years ago: the executives before the last election. */
export function noteStaleness(
  notes: Notes,
  item: ChecklistItem,
  { content }: Seen,
  { asOf }: JudgeContext,
): void {
  const { staleAfterYears } = item.year;
  if (staleAfterYears === undefined || content === null) return;
  const text = content.main.original;
  const stated = locateYears(text)
    .filter(({ at }) => statesDay.test(foldThai(text.slice(Math.max(0, at - maxStatementChars), at))))
    .map(({ fiscalYear }) => fiscalYear);
  const latest = Math.max(...stated);
  if (stated.length === 0 || latest > fiscalYearOf(asOf) - staleAfterYears) return;
  notes.review('year-unclear', 'out-of-date', { found: String(latest), facts: { foundYears: [latest] } });
}
