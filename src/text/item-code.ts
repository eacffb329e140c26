import { foldWithOrigins } from './fold.ts';

/** A code that a label carries. */
export interface ItemCode {
  /** "O12", "MOIT4", "EB10": letters and a number without leading zeros */
  code: string;
  /** how it is written: with its letter, with 0 for O (weak), or as a bare ordinal (weakest: may just count a list) */
  letter: 'explicit' | 'zero' | 'ordinal';
  scheme: 'oit' | 'moit' | 'eb';
  /** as it stands in the label */
  verbatim: string;
  /** the label without it */
  rest: string;
}

/** No year's list went beyond 43; a larger number is a year ("OIT 68"). */
const mostItems = 43;

const monthWord =
  '(?:มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|กรกฏา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|ม\\.ค|ก\\.พ|มี\\.ค|เม\\.ย|พ\\.ค|มิ\\.ย|ก\\.ค|ส\\.ค|ก\\.ย|ต\\.ค|พ\\.ย|ธ\\.ค)';
const unitWord =
  '(?:เดือน|ปี|วัน|คน|ราย(?!งาน|การ|ได้|ชื่อ|รับ|จ่าย)|บาท|ล้าน|ครั้ง|เรื่อง|แห่ง|ด้าน|ขั้นตอน|ไตรมาส|น\\.|นาที|ชั่วโมง|หน่วยงาน|ข้อ(?!มูล)|ฉบับ|โครงการ|ประเด็น|อำเภอ|จังหวัด|ตำบล|หมู่บ้าน|อ\\.)';
const thaiLetter = '[ก-ฮเแโใไ]';

interface CodePattern {
  find: RegExp;
  letter: ItemCode['letter'];
}

const otherScheme = /(?<![a-z])(moit|eb)[ ._-]*(\d{1,2})(?!\d)(?:\.\d{1,2}(?!\d))?/u;

/** "O1–O43" and "019-022" name a whole stretch. */
const range = /(?<![a-z0-9])(?:o|oit|0)[ .-]?\d{1,2} ?(?:-|ถึง) ?(?:(?:o|oit) ?\d{1,2}|0\d{2})(?!\d)/u;

const patterns: readonly CodePattern[] = [
  // ITA-O12, ITA_68_o12, OIT-O3, ข้อ O1, 680303_ITA-O20-, …o19_v3, /คู่มือO5
  {
    find: /(?<![a-z0-9])(?:#?(?:ita|oit)[ _-]*(?:(?:25)?\d\d[ _-]+)?)?o(?:[.\-_]|[ ](?=\d{1,2}(?:[ .:)_-]|$)))?0?(\d{1,2})(?!\d)(?![a-z])(?:\.\d{1,2}(?!\d))?/u,
    letter: 'explicit',
  },
  { find: /(?<![a-z0-9])oit[ ._-]{0,2}0?(\d{1,2})(?!\d)(?![a-z])/u, letter: 'explicit' },
  { find: /(?<![a-z0-9])#?ita[ _-]?0(\d{2})(?!\d)/u, letter: 'zero' },
  // 042 and 024รายงาน: three digits with 0 for O, the first thing in the label or the last
  {
    find: new RegExp(
      String.raw`^[\s#(\[/]*(?:ข้อ ?(?:ที่ ?)?)?0(\d{2})(?![\d,]|[.:/-]\d| ?[-/]\d| ?${monthWord})`,
      'u',
    ),
    letter: 'zero',
  },
  { find: /(?<=[^\d\s][-_ ])0(\d{2})$/u, letter: 'zero' },
  // 08 and 09คู่มือ; "06_" is an order number or a month, "08.30" a time, "05 ก.พ." a day
  {
    find: new RegExp(
      String.raw`^[\s#(\[/]*(?:ข้อ ?(?:ที่ ?)?)?0([1-9])(?![\d,_]|[.:/-]\d| ?[-/] ?\d| ?${monthWord}| ?${unitWord})`,
      'u',
    ),
    letter: 'zero',
  },
  // "12. ", "2)" and glued 22คำสั่ง; 4.2 and 1.3. number parts of a list, "6เดือน" counts
  { find: /^[\s#([]*(?:ข้อ ?(?:ที่ ?)?)?([1-9]\d?)[.)](?! ?\d)/u, letter: 'ordinal' },
  {
    find: new RegExp(
      String.raw`^\s*([1-9]\d?)(?:-(?=${thaiLetter})|(?=${thaiLetter}))(?!-?${unitWord})(?!-?${monthWord})`,
      'u',
    ),
    letter: 'ordinal',
  },
];

/** Years and days that file names begin with; a code may follow. */
const stamp = /^\s*(?:25)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[_\- ]/u;

/** Every code has a number, in whatever script; folding makes digits of no other character. */
const anyDigit = /[0-9\u0e50-\u0e59\uff10-\uff19]/u;

/**
 * The item code that a label carries, or null. `MOIT` and `EB` codes belong to the health
 * ministry's lists and are told apart by `scheme`. A code says nothing without its list's year.
 */
export function parseItemCode(label: string): ItemCode | null {
  if (!anyDigit.test(label)) return null;
  const folded = foldWithOrigins(label);
  const text = folded.text;
  const other = otherScheme.exec(text);
  if (other !== null) {
    const scheme = other[1] === 'eb' ? 'eb' : 'moit';
    return cut(label, folded.origins, other, scheme, 'explicit', Number(other[2]));
  }
  if (range.test(text)) return null;
  const skipped = stamp.exec(text)?.[0].length ?? 0;
  for (const pattern of patterns) {
    const match = pattern.find.exec(skipped > 0 ? text.slice(skipped) : text);
    if (match === null) continue;
    const number = Number(match[1]);
    if (number < 1 || number > mostItems) continue;
    match.index += skipped;
    return cut(label, folded.origins, match, 'oit', pattern.letter, number);
  }
  return null;
}

function cut(
  label: string,
  origins: Uint32Array,
  match: RegExpExecArray,
  scheme: ItemCode['scheme'],
  letter: ItemCode['letter'],
  number: number,
): ItemCode {
  const at = origins[match.index] ?? 0;
  const end = origins[match.index + match[0].length] ?? label.length;
  const before = label.slice(0, at).replace(/[\s:.\-–—_/#|]+$/u, '');
  const after = label.slice(end).replace(/^[\s:.)\]\-–—_|]+/u, '');
  const prefix = { oit: 'O', moit: 'MOIT', eb: 'EB' } satisfies Record<ItemCode['scheme'], string>;
  return {
    code: `${prefix[scheme]}${number}`,
    letter,
    scheme,
    verbatim: label.slice(at, end).trim(),
    rest: `${before} ${after}`.trim(),
  };
}
