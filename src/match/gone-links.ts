import { resolveShareLink } from '../crawl/share-links.ts';
import { mainContent } from '../extract/emptiness.ts';
import type { PageFacts } from '../snapshot/page-facts.ts';
import type { FetchRecord } from '../snapshot/schema.ts';

/** A form with its questions is longer, and one of them may say the same words. */
const maxNoticeChars = 1_000;

/** What Google and Microsoft say in place of the questions, in the two languages that they answer in here. */
const closedWords =
  /no longer accepting responses|form is (?:currently )?closed|ไม่(?:เปิด)?รับ(?:การตอบ(?:กลับ|แบบ)?|คำตอบ)(?:อีกต่อไป|แล้ว)?|(?:แบบ)?ฟอร์มนี้ปิด(?:รับ|แล้ว|อยู่)/i;

/**
 * Whether a fetch led to a form of Google or Microsoft that takes no more answers: Google sends people to `…/closedform`
 * then, Microsoft says so in its page.
 */
export function isClosedForm(
  record: Pick<FetchRecord, 'url' | 'finalUrl'>,
  facts: PageFacts | null,
): boolean {
  if (!isForm(record.url) && !isForm(record.finalUrl)) return false;
  if (/\/closedform(?:$|[?#/])/.test(record.finalUrl)) return true;
  return facts !== null && facts.text.length <= maxNoticeChars && closedWords.test(facts.text);
}

/** Whether an address is a page that was opened and is gone, or a form of such a service that is not there for the public. */
export function isGone(url: string, record: FetchRecord | null): boolean {
  if (record === null) return false;
  const { outcome, httpStatus, purpose } = record;
  if (outcome === 'login') return isForm(url);
  const isLost =
    outcome === 'soft-404' || (outcome === 'http-error' && (httpStatus === 404 || httpStatus === 410));
  return isLost && (purpose === 'page' || isForm(url));
}

/** Whether an address is a page that was asked for in vain: its server answered with a trouble of its own, or not at all. */
export function isDown(record: FetchRecord | null): boolean {
  if (record === null || record.purpose !== 'page') return false;
  const { outcome, httpStatus } = record;
  if (outcome === 'http-error') return (httpStatus ?? 0) >= 500;
  return outcome === 'timeout' || outcome === 'refused' || outcome === 'reset';
}

function isForm(url: string): boolean {
  return resolveShareLink(url)?.kind === 'form';
}

/** A notice that something is closed stands on top of its page. */
const noticeChars = 300;

/** What may be closed: the service is meant, not the office. */
const offered = /กระดาน|กระทู้|เว็บบอร์ด|web ?board|ระบบ|แชต|แชท|ถาม ?-? ?ตอบ|บริการออนไลน์/iu;
/** "ปิดรับกระทู้ใหม่ตั้งแต่วันที่ 1 มีนาคม", "ยกเลิกการใช้เว็บบอร์ด", "ไม่รับข้อความใหม่"; not hours, nor applications for a post. */
const shutWords = new RegExp(
  [
    /(?<!เ)ปิด(?:ให้บริการ|รับ(?!สมัคร)|การใช้|การตั้ง|การถาม|ใช้งาน|ระบบ|กระดาน|กระทู้|เว็บบอร์ด|ปรับปรุง|ถาวร|ตั้งแต่|ชั่วคราว)(?!ทุก)[^\n]{0,60}?(?:ตั้งแต่|นับแต่|แล้ว|ชั่วคราว|ถาวร|เนื่องจาก|จนกว่า|อีกต่อไป)/,
    /(?<!เ)ปิด(?:ปรับปรุง|ถาวร|ตั้งแต่)(?!ทุก)/,
    /(?:กระดาน|กระทู้|เว็บบอร์ด|web ?board|ระบบ|แชต|แชท)[^\n]{0,40}?(?:(?<!เ)ปิด(?:ให้บริการ|รับ(?!สมัคร))(?!ทุก)|ถูกปิด|ยกเลิก(?:การใช้|ใช้|แล้ว|ตั้งแต่)|เลิกใช้|ระงับ)/,
    /(?:(?<!เ)ปิดให้บริการ|ยกเลิก(?:การใช้)?|เลิกใช้|ระงับ(?:การใช้|การให้บริการ)?|งดใช้|หยุดให้บริการ)(?:กระดาน|เว็บบอร์ด|web ?board|ระบบ)/,
    /ไม่รับ(?:กระทู้|คำถาม|ข้อความ|คำขอ|คำร้อง)(?:ใหม่|อีก)/,
    /ไม่สามารถตั้ง(?:คำถาม|กระทู้)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'iu',
);

/** Whether a page says of what it offers that it is closed. */
export function isShut(facts: PageFacts): boolean {
  if (!shutWords.test(facts.text)) return false;
  const notice = mainContent(facts).text.slice(0, noticeChars);
  return shutWords.test(notice) && offered.test(`${facts.title}\n${notice}`);
}
