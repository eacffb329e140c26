import { foldThai } from '../text/normalise.ts';
import { parseItemCode } from '../text/item-code.ts';
import { toArabicDigits } from '../text/numerals.ts';

/** What a column of a table, or a key of a YAML entry, holds. */
export type DeclaredField = 'code' | 'have' | 'url' | 'where' | 'checklist';

/** The field that a heading names, null for one that is not needed (name, unit, note). */
export function fieldOf(heading: string): DeclaredField | null {
  const text = foldThai(heading).replace(/[\s."'*:：()]/g, '');
  if (/^(?:checklist|เกณฑ์|แบบตรวจ|ปีงบประมาณ|fiscalyear)$/.test(text)) return 'checklist';
  if (/url|link|ลิงก์|ลิงค์|ลิ้งค์|ลิ้งก์/.test(text)) return 'url';
  if (/มี\/ไม่มี|^(?:มีหรือไม่มี|มีไม่มี|มี|การมีข้อมูล|have)$/.test(text)) return 'have';
  if (/^(?:ข้อ|ข้อที่|รหัส|รหัสข้อ|เลขข้อ|code|item|oit)$/.test(text)) return 'code';
  if (/^(?:ตำแหน่ง|อยู่ที่ไหน|อยู่ตรงไหน|คำอธิบาย|where|ตำแหน่งบนเว็บไซต์)/.test(text)) return 'where';
  return null;
}

/** "O7", "ข้อ o ๗", "007", 7 → O7; null for what names no item. */
export function readItemCode(text: string): string | null {
  const plain = toArabicDigits(text).trim();
  const bare = /^(?:ข้อ\s*)?0?(\d{1,2})$/.exec(plain)?.[1];
  if (bare !== undefined) return `O${Number(bare)}`;
  const spelled = /^(?:ข้อ\s*)?[oO]\s*[-.]?\s*0?(\d{1,2})(?!\d)/.exec(plain)?.[1];
  if (spelled !== undefined) return `O${Number(spelled)}`;
  const found = parseItemCode(plain);
  return found?.scheme === 'oit' && found.letter === 'explicit' ? found.code : null;
}

const yes = new Set(['มี', 'ใช่', 'yes', 'y', 'true', '1', '✓', '✔', '/']);
const no = new Set(['ไม่มี', 'ไม่ใช่', 'no', 'n', 'false', '0', '✗', '✘', 'x']);

/** Whether it says have or have not; null when nothing is said, undefined when it cannot be told. */
export function readHave(text: string): boolean | null | undefined {
  const folded = foldThai(text).trim();
  if (folded === '' || /^[-–—]+$/.test(folded)) return null;
  if (yes.has(folded)) return true;
  return no.has(folded) ? false : undefined;
}

export interface ReadUrls {
  urls: string[];
  /** what looks meant as an address and is none that a browser opens */
  wrong: string[];
}

/** Every address in a cell: several lines, commas and numbering between them are usual. */
export function readUrls(text: string, link: string | null): ReadUrls {
  const plain = text.replace(/[\u200B-\u200D\u2060\uFEFF\u00A0]/g, ' ');
  const tokens = plain
    .split(/\s+|[,;|](?=\s*https?:)/i)
    .map((token) => token.replace(/^[<("“'\d.)]*(?=https?:)/i, '').replace(/[,;|>"”']+$/, ''))
    .filter((token) => token !== '');
  const urls: string[] = [];
  const wrong: string[] = [];
  for (const token of tokens) {
    if (/^https?:\/\//i.test(token)) {
      const url = URL.canParse(token) ? new URL(token) : null;
      // A name and a password in an address would be published with the report.
      if (url === null || url.username !== '' || url.password !== '') wrong.push(token);
      else urls.push(url.href);
    } else if (
      /^(?:[a-z][a-z0-9+.-]*:\/\/|[a-z]:\\|www\.)|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:th|com|org|net)(?:$|[/:?])/i.test(
        token,
      )
    ) {
      wrong.push(token);
    }
  }
  if (urls.length === 0 && wrong.length === 0 && link !== null && URL.canParse(link))
    urls.push(new URL(link).href);
  return { urls: [...new Set(urls)], wrong };
}
