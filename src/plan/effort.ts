import type { ResultItem } from '../result/schema.ts';
import type { ReasonCode } from '../result/vocabulary.ts';
import type { Words } from '../result/words.ts';

/**
 * What kind of work an item asks for, least first: open it and look, mend a link, publish the same in another form,
 * bring up to date or complete, make from nothing.
 */
export const efforts = ['look', 'reach', 'form', 'update', 'create'] as const;
export type Effort = (typeof efforts)[number];

/** What each kind of work is called. */
export const effortWords: Readonly<Record<Effort, Words>> = {
  look: { th: 'ให้คนเปิดดูและยืนยัน', en: 'a person looks and confirms' },
  reach: { th: 'แก้ลิงก์หรือการเข้าถึง', en: 'mend a link or the access' },
  form: { th: 'ปรับรูปแบบไฟล์หรือระบุปี', en: 'another file format, or name the year' },
  update: { th: 'เพิ่มส่วนที่ขาดหรือทำให้เป็นปัจจุบัน', en: 'complete it or bring it up to date' },
  create: { th: 'จัดทำใหม่ทั้งเรื่อง', en: 'make it from nothing' },
};

/** Steps of work, for comparing lists of equal length; an order, not a measured duration. */
export function effortCost(effort: Effort): number {
  return efforts.indexOf(effort) + 1;
}

/** The work that an item with something open asks for: the hardest of its reasons; a review is looked at first. */
export function effortOf(item: Pick<ResultItem, 'effective' | 'reasons'>): Effort {
  if (item.effective.verdict === 'review') return 'look';
  const asked = item.reasons.map((reason) => effortOfReason(reason.code)).filter((effort) => effort !== null);
  const hardest = asked.toSorted((a, b) => effortCost(b) - effortCost(a))[0];
  return hardest ?? 'update';
}

/** null where the reason says how the verdict came about and not what is amiss. */
function effortOfReason(code: ReasonCode): Effort | null {
  switch (code) {
    case 'unreachable':
    case 'soft-404':
    case 'login-required':
    case 'blocked':
    case 'off-site':
    case 'not-on-menu':
    case 'declared-url-differs':
      return 'reach';
    case 'wrong-format':
    case 'year-unclear':
    case 'unreadable':
      return 'form';
    case 'wrong-year':
    case 'out-of-date':
    case 'missing-element':
    case 'reused':
      return 'update';
    case 'not-found':
    case 'empty':
    case 'wrong-kind':
    case 'wrong-owner':
      return 'create';
    case 'not-searched':
    case 'not-due-yet':
    case 'low-confidence':
    case 'needs-a-person':
    case 'overridden':
      return null;
  }
}
