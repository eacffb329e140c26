import type { LinkFacts, PageFacts, TableFacts } from '../snapshot/page-facts.ts';
import { isInside, mainContent } from './emptiness.ts';
import { isShareAddress } from './share-address.ts';

/** What a page that was answered with a body really is. */
export interface PageState {
  outcome: 'ok' | 'soft-404' | 'login' | 'blocked' | 'parked';
  /** the words that say so, at most 200 characters; null for `ok` and where a form alone says it */
  quote: string | null;
}

interface Sign {
  outcome: Exclude<PageState['outcome'], 'ok'>;
  /** in the title, which a web server or a guard writes itself */
  title: RegExp | null;
  /** in the words of the page, of which there may be no more than `maxChars` outside menus */
  words: RegExp | null;
  maxChars: number;
}

/*
 * Sentences of web servers, hosters, guards and frameworks. They are no matter of any checklist or year, so they
 * stand here. A page that talks about such a state at length is none: hence the limits of length.
 */
const signs: Sign[] = [
  {
    outcome: 'blocked',
    title:
      /^(?:just a moment|attention required|one moment, please|access denied|access to this page has been denied|request rejected|web page blocked|bot verification|bot challenge|robot challenge|client challenge|human verification|verifying you are human|checking your browser|pardon our interruption|vercel security checkpoint|radware|ddos-guard|ddos protection by|sucuri website firewall|security check|captcha|are you (?:a )?human|403 forbidden|forbidden$)/i,
    words:
      /checking your browser before|verif(?:y|ying) (?:that )?you are (?:a )?human|enable javascript and cookies to continue|the requested url was rejected\. please consult|request unsuccessful\. incapsula|you have been blocked|pardon our interruption|not acceptable!.{0,200}mod_security|access (?:to this (?:page|site) has been|is) (?:denied|blocked)|web page blocked|unusual traffic from your computer|please complete the (?:security check|captcha)|you don't have permission to access|ยืนยันว่าคุณไม่ใช่(?:หุ่นยนต์|บอท|โรบอท)|กำลังตรวจสอบ(?:ว่าคุณ|เบราว์เซอร์)|คุณถูกบล็อก|ไม่อนุญาตให้เข้าถึง/i,
    maxChars: 1200,
  },
  {
    outcome: 'parked',
    title:
      /^(?:apache2? .*default page|apache http server test page|test page for (?:the )?(?:apache|nginx)|welcome to nginx|iis windows|iis\d|welcome to xampp|default web site page|domain default page|web server's default page|account suspended|this account has been suspended|website suspended|.*\bis for sale\b)|domain (?:is )?(?:for sale|parked|parking|expired)/i,
    words:
      /this domain (?:name )?(?:is|may be) for sale|inquire about this domain|this (?:web ?page|domain) is parked|buy this domain|domain (?:is parked|has expired|is parked free)|parked (?:free )?(?:by|with|courtesy of)|this (?:account|website|site) has been suspended|เว็บไซต์(?:นี้)?\s*(?:ถูกระงับ(?:การ)?(?:ให้)?บริการ|หมดอายุ)|(?:พื้นที่|เว็บ)?โฮสติ้งนี้?(?:หมดอายุ|ถูกระงับ)|โดเมน(?:เนม)?นี้\s*(?:หมดอายุ|ถูกระงับ|พร้อมขาย|ประกาศขาย|สำหรับขาย|ว่าง|ยังไม่)|(?:เว็บไซต์|บัญชี)นี้ถูกระงับ|future home of something quite cool|if you see this page, the nginx web server is successfully installed|this is the default (?:web|welcome) page|^it works!$/im,
    maxChars: 1200,
  },
  {
    outcome: 'login',
    title: /^(?:ลงชื่อเข้าใช้(?:งาน)?|sign in|log ?in) - google/i,
    words:
      /(?:กรุณา|โปรด|ต้อง|คุณต้อง)\s*(?:เข้าสู่ระบบ|ลงชื่อเข้าใช้|ล็อกอิน)\s*(?:ก่อน|เพื่อ)|you (?:need|must|have) (?:to )?(?:be )?(?:log(?:ged)? ?in|sign(?:ed)? ?in)|คุณต้องมีสิทธิ์เข้าถึง|ขอสิทธิ์การเข้าถึง|you need (?:access|permission)|request access/i,
    maxChars: 600,
  },
  {
    outcome: 'soft-404',
    title:
      /^(?:(?:error|http)\s*)?404\b|\b404\s*(?:[-:|.]\s*)?(?:not found|error|ไม่พบ)|^(?:page |file |object )?not found\b|^page not found|^(?:ขออภัย\s*)?ไม่พบหน้า|error 404/i,
    words:
      /(?:ไม่พบ|ไม่มี)\s*(?:หน้า|เพจ)\s*(?:เว็บ|นี้|ที่|ดังกล่าว|เพจ)|ไม่พบหน้า|ไม่พบ(?:เอกสาร|ไฟล์|เนื้อหา|บทความ|ข้อมูล|รายการ)ที่(?:คุณ|ท่าน)|(?:ไฟล์|เอกสาร|เนื้อหา|บทความ|ข้อมูล)(?:นี้|ดังกล่าว)?\s*(?:ได้)?ถูก(?:ลบ|ย้าย)(?:ออก|ไป|แล้ว|หรือ)|(?:the )?(?:requested )?(?:page|url|file|resource)\b.{0,60}\b(?:not found|(?:could not|cannot|can't|can’t) be found|does(?:n't| not) exist|was not found)|page not found|not available now|404\s*(?:[-:|]\s*)?(?:not found|page not found|error|ไม่พบ)|oops!? that page can.t be found|nothing was found at this location|no (?:article|page) found/i,
    maxChars: 700,
  },
];

/** A row of an empty list says this too; it stands for a missing page only when it stands alone. */
const nothingFound = /ไม่พบข้อมูล|ไม่พบรายการ|ไม่พบเนื้อหา|data not found|no data found|record not found/i;
const maxCharsBesideNothing = 40;

/** Where parked domains lead to, from the names of the services themselves. */
const parkingHosts =
  /(?:^|\.)(?:sedoparking\.com|sedo\.com|dan\.com|afternic\.com|hugedomains\.com|parkingcrew\.net|bodis\.com|above\.com|undeveloped\.com|godaddy\.com|expireddomains\.com|buydomains\.com|namebright\.com)$/;

/** These words ask for a proof that a form on the page wants too. */
const humanProof = /captcha|human|หุ่นยนต์|บอท|โรบอท/i;

const loginAddress =
  /(?:^|[/.])(?:accounts\.google\.com|login\.microsoftonline\.com)|\/(?:wp-login|log-?in|sign-?in|logon|auth|member\/login|admin\/login)(?:\.\w+)?(?:[/?]|$)|servicelogin/i;
const loginWords = /เข้าสู่ระบบ|ลงชื่อเข้าใช้|ล็อกอิน|\blog ?in\b|\bsign ?in\b/i;
const maxLoginChars = 400;
const maxLoginLinks = 15;

/**
 * Whether a page is what was asked for, or a missing page, a login, a bot wall or a parked domain that was answered
 * with 200. Precise rather than complete: a content page with a login box or one about error pages is `ok`.
 */
export function judgePageState(
  facts: PageFacts,
  answer: { httpStatus: number | null; url: string; finalUrl: string },
): PageState {
  const main = mainContent(facts);
  // A menu may be all that a page has; then its words are the page's.
  const words = main.text === '' ? facts.text : main.text;
  const hasEvidence =
    main.tables.some((table) => !framesLogin(table, facts)) ||
    main.links.some((link) => isDocument(link.url));
  if (!hasEvidence) {
    const wasParked = wasSentToParking(answer);
    if (wasParked !== null) return { outcome: 'parked', quote: wasParked };
    for (const sign of signs) {
      const quote = readSign(sign, facts.title, words);
      if (quote !== null && !(sign.outcome === 'blocked' && isProofOfForm(facts, quote)))
        return { outcome: sign.outcome, quote };
    }
    const alone = nothingFound.exec(words);
    if (
      alone !== null &&
      charsBeside(words, facts, alone[0], main.links) <= maxCharsBesideNothing &&
      !hasHeading(facts)
    ) {
      return { outcome: 'soft-404', quote: quoteAt(words, alone.index) };
    }
  }
  return judgeLogin(facts, words, main.links.length, hasEvidence, answer);
}

function readSign(sign: Sign, title: string, words: string): string | null {
  const isShort = words.length <= sign.maxChars;
  // A hoster's default page is long, and its title is unmistakable.
  const mayBeLong = sign.outcome === 'parked';
  if (sign.title !== null && (isShort || mayBeLong) && sign.title.test(title)) return title.slice(0, 200);
  const match = isShort && sign.words !== null ? sign.words.exec(words) : null;
  return match === null ? null : quoteAt(words, match.index);
}

/** The host of the parking service that the address led to. */
function wasSentToParking({ url, finalUrl }: { url: string; finalUrl: string }): string | null {
  const from = URL.parse(url)?.hostname;
  const to = URL.parse(finalUrl)?.hostname;
  if (from === undefined || to === undefined || from === to || parkingHosts.test(from)) return null;
  return parkingHosts.test(to) ? to : null;
}

/** A form to write to the agency may ask for such a proof; a wall has no fields but its own. */
function isProofOfForm(facts: PageFacts, quote: string): boolean {
  return humanProof.test(quote) && facts.forms.some((form) => form.hasTextarea || form.fields.length >= 2);
}

function judgeLogin(
  facts: PageFacts,
  words: string,
  mainLinks: number,
  hasEvidence: boolean,
  answer: { url: string; finalUrl: string },
): PageState {
  if (hasEvidence) return { outcome: 'ok', quote: null };
  const match = loginWords.exec(`${facts.title}\n${words}`);
  const quote = match === null ? null : quoteAt(`${facts.title}\n${words}`, match.index);
  const wasSentToLogin =
    answer.url !== answer.finalUrl && !loginAddress.test(answer.url) && loginAddress.test(answer.finalUrl);
  if (wasSentToLogin && (facts.counts.passwordFields > 0 || match !== null))
    return { outcome: 'login', quote };
  const isWall =
    facts.counts.passwordFields > 0 &&
    words.length <= maxLoginChars &&
    mainLinks <= maxLoginLinks &&
    facts.forms.every((form) => !form.hasTextarea) &&
    !isPasswordInChrome(facts);
  return isWall ? { outcome: 'login', quote } : { outcome: 'ok', quote: null };
}

/** Old pages lay a login form out in a table. */
function framesLogin({ at, end }: TableFacts, { forms }: PageFacts): boolean {
  return forms.some((form) => form.hasPassword && form.at >= at && form.at <= end);
}

/** A login box in the header or a sidebar says nothing about the page. */
function isPasswordInChrome(facts: PageFacts): boolean {
  const forms = facts.forms.filter((form) => form.hasPassword);
  return forms.length > 0 && forms.every((form) => isInside(facts.chrome, form.at));
}

function hasHeading(facts: PageFacts): boolean {
  return facts.headings.some(
    (heading) => !isInside(facts.chrome, heading.at) && !nothingFound.test(heading.text),
  );
}

/** The ways back ("กลับหน้าหลัก") are not what a page says. */
function charsBeside(words: string, facts: PageFacts, phrase: string, links: readonly LinkFacts[]): number {
  return links
    .reduce((rest, link) => rest.replace(link.text, ''), words)
    .replace(phrase, '')
    .replace(facts.title === '' ? phrase : facts.title, '')
    .replace(/\s+/g, '').length;
}

function quoteAt(text: string, at: number): string {
  const from = text.lastIndexOf('\n', at) + 1;
  const end = text.indexOf('\n', at);
  return text
    .slice(Math.max(from, at - 80), end < 0 ? undefined : end)
    .slice(0, 200)
    .trim();
}

function isDocument(url: string): boolean {
  return /\.(?:pdf|docx?|xlsx?|pptx?|od[ts]|zip|rar|csv)(?:$|[?#])/i.test(url) || isShareAddress(url);
}
