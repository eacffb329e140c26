import { type AgencyPatterns, guessAgencyType } from '../checklist/agency-types.ts';
import { type AgencyType, agencyTypes } from '../result/vocabulary.ts';
import { foldThai, tidy } from '../text/normalise.ts';

/** What a column of an agency list, or a key of a YAML entry, holds. */
export const agencyFields = [
  'id',
  'name',
  'url',
  'type',
  'district',
  'province',
  'tags',
  'declared',
  'checklist',
  'contact',
  'phone',
] as const;
export type AgencyField = (typeof agencyFields)[number];

/** Headings as lists of agencies write them, folded and without blanks; the longer patterns stand first. */
const headings: readonly [AgencyField, RegExp][] = [
  ['declared', /^(?:declared|declaredfile|ไฟล์ที่กรอก|ไฟล์url|ไฟล์ลิงก์|รายการที่กรอก|ไฟล์รายการ)$/],
  ['checklist', /^(?:checklist|เกณฑ์|แบบตรวจ|ปีงบประมาณ|fiscalyear)$/],
  ['id', /^(?:id|key|รหัส|รหัสหน่วยงาน|รหัสอปท|agencyid|agencycode|code|เลขที่หน่วยงาน)$/],
  ['url', /url|website|เว็บไซต์|เว็บไซด์|เวบไซต์|เว็ปไซต์|เว็บ$|^(?:link|ลิงก์|ลิงค์|site|ที่อยู่เว็บ)$/],
  ['type', /^(?:type|ประเภท|ประเภทหน่วยงาน|ชนิด|ประเภทอปท)$/],
  ['district', /^(?:district|อำเภอ|เขต|อำเภอ\/เขต|amphoe|ampur)$/],
  ['province', /^(?:province|จังหวัด|changwat)$/],
  ['tags', /^(?:tags?|ป้าย|กลุ่ม|ป้ายกำกับ|หมวด|group)$/],
  ['contact', /^(?:contact|ผู้ประสานงาน|ผู้ติดต่อ|ผู้รับผิดชอบ|อีเมล|อีเมล์|email|e-mail|ติดต่อ)$/],
  ['phone', /^(?:phone|tel|โทร|โทรศัพท์|เบอร์โทร|เบอร์โทรศัพท์|หมายเลขโทรศัพท์)$/],
  ['name', /^(?:name|ชื่อ|ชื่อหน่วยงาน|หน่วยงาน|agency|agencyname|ชื่ออปท|อปท|หน่วยงานภาครัฐ|ชื่อหน่วยงานภาครัฐ)$/],
];

/** The field that a heading names, null for one that is not needed (a running number, a note). */
export function agencyFieldOf(heading: string): AgencyField | null {
  const text = foldThai(heading).replace(/[\s."'*:：()_]/g, '');
  return headings.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** The type by its id, or by what Thai lists call it ("อบต.", "เทศบาลตำบล"); null when it is neither. */
export function readAgencyType(text: string, patterns: AgencyPatterns): AgencyType | null {
  const plain = text.trim().toLowerCase();
  return agencyTypes.find((type) => type === plain) ?? guessAgencyType(text, patterns);
}

/** What stands in a cell where there is nothing: a dash, "ไม่มี", "N/A". */
export function readText(text: string): string | null {
  const plain = tidy(text);
  return plain === '' || /^(?:[-–—]+|n\/?a|null|ไม่มี)$/i.test(plain) ? null : plain;
}

/** `ขอนแก่น; ไม่เคยผ่าน` → two tags. */
export function readTags(text: string): string[] {
  const tags = text.split(/[,;|\n]/).flatMap((tag) => readText(tag) ?? []);
  return [...new Set(tags)];
}

/**
 * The address to start at, from a cell and what it is linked to: Excel shows "เว็บไซต์" and links elsewhere. Null when
 * neither is a web address; a host alone is one.
 */
export function readStartUrl(text: string, link: string | null): string | null {
  const tokens = text
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00A0]/g, ' ')
    .split(/[\s,;]+/)
    .map((token) => token.replace(/^[<("“']+|[>)"”'.]+$/g, ''))
    .filter((token) => token !== '');
  for (const token of [...tokens, ...(link === null ? [] : [link])]) {
    const url = parseStart(token);
    if (url !== null) return url;
  }
  return null;
}

function parseStart(token: string): string | null {
  const hasScheme = /^https?:\/\//i.test(token);
  if (!hasScheme && (/^[a-z][a-z0-9+.-]*:\/\//i.test(token) || token.includes('@'))) return null;
  // Lists are full of "http:/www." and "http//www.": what is meant is plain.
  const repaired = hasScheme ? token : token.replace(/^https?:?\/+/i, '');
  const full = hasScheme ? repaired : `https://${repaired}`;
  const url = URL.parse(full);
  if (url === null || url.username !== '' || url.password !== '') return null;
  if (!isHostName(url.hostname, hasScheme)) return null;
  return hasScheme ? url.href : `${url.host}${url.pathname === '/' ? '' : url.pathname}${url.search}`;
}

/** `.ไทย`, the one top-level domain that Thai words may end in; "อบต.คำบง" is a name and no host. */
const thaiDomain = '.xn--o3cw4h';

function isHostName(hostname: string, hasScheme: boolean): boolean {
  if (hasScheme) return hostname !== '';
  const last = /\.([a-z0-9-]{2,})\.?$/i.exec(hostname)?.[1] ?? '';
  return last !== '' && (!last.startsWith('xn--') || hostname.endsWith(thaiDomain));
}
