import type { PageFacts } from '../snapshot/page-facts.ts';
import type { PageState } from './page-state.ts';

/** A notice of a service is short; a document that quotes one is not. */
const maxNoticeChars = 1_500;

/*
 * What Google, Microsoft and Dropbox say in place of a document, in the two languages that they answer in here. These
 * are words of the services, of no checklist and no year. The first that fits counts: a quota page says "request" too.
 */
const notices: { outcome: Exclude<PageState['outcome'], 'ok'>; words: RegExp }[] = [
  {
    outcome: 'blocked',
    words:
      /google drive\s*[-–]\s*(?:quota exceeded|เกินโควต้า)|too many users have viewed or downloaded this file|can['’]t view or download this file at this time|ผู้ใช้(?:จำนวน)?มาก(?:เกินไป)?.{0,40}(?:ดู|ดาวน์โหลด)|ไม่สามารถดูหรือดาวน์โหลดไฟล์นี้ได้ในขณะนี้|may be sending automated queries|unusual traffic from your computer|(?:generating|generated) too much traffic|links? (?:is|are|has been|have been) temporarily disabled/i,
  },
  {
    outcome: 'soft-404',
    words:
      /file you(?: have|['’]ve)? requested does not exist|ไฟล์ที่คุณ(?:ร้อง)?ขอไม่มีอยู่|(?:file|document|folder|item)\b.{0,40}\bin (?:the )?(?:owner['’]s )?(?:trash|bin)\b|อยู่ใน(?:ถังขยะ|ถังรีไซเคิล)(?:ของเจ้าของ)?|(?:item|link|file|folder)\b.{0,60}\b(?:might not exist|no longer (?:exists|available)|(?:was|has been|have been|might have been) (?:deleted|removed)|(?:has )?expired)|(?:that|this) (?:file|link|item) (?:isn['’]t|is not) (?:here|available)|ไม่พบ(?:ไฟล์|รายการ|ลิงก์)|รายการนี้อาจไม่มีอยู่|ไฟล์นี้ถูกลบ|sorry, we can['’]t find (?:the |this |that )?(?:page|file|document)|google drive\s*[-–]\s*(?:page not found|404)/i,
  },
  {
    outcome: 'login',
    words:
      /you need (?:access|permission)|request access|(?:you )?don['’]t have (?:access|permission)|ขอสิทธิ์(?:การ)?เข้าถึง|คุณ(?:ต้อง|จำเป็นต้อง)(?:มี|ได้รับ|ขอ)สิทธิ์|ไม่มีสิทธิ์(?:ใน)?(?:การ)?เข้าถึง|google drive\s*[-–]\s*access denied|sign[- ]?in to (?:continue|view|access|your account)|log ?in to (?:continue|view|access)|can['’]t be found in the .{0,60}directory|ลงชื่อเข้าใช้เพื่อ/i,
  },
];

/**
 * What a page of a service that holds documents says in place of the document: closed, gone, or too much asked for.
 * null when it says nothing of the kind.
 */
export function readShareNotice(facts: PageFacts): PageState | null {
  if (facts.text.length > maxNoticeChars) return null;
  const words = `${facts.title}\n${facts.text}`;
  for (const { outcome, words: pattern } of notices) {
    const match = pattern.exec(words);
    if (match === null) continue;
    const from = words.lastIndexOf('\n', match.index) + 1;
    return {
      outcome,
      quote: words.slice(from).split('\n', 1).join('').slice(0, 200),
    };
  }
  return null;
}
