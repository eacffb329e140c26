export type YearKind = 'fiscal' | 'year' | 'span' | 'date' | 'month' | 'quarter' | 'half';

/** A year as a pattern read it, before its place and surroundings are known. */
export interface YearReading {
  kind: YearKind;
  from: number;
  to: number;
  fiscalYear: number;
}

/** A pattern over folded text; `read` gives null to leave the text to later patterns, 'not-a-year' to close it to them. */
export interface YearPattern {
  find: RegExp;
  read: (match: RegExpExecArray, text: string) => YearReading | 'not-a-year' | null;
}

const months: readonly (readonly [string, number])[] = [
  ['มกราคม|มกรา|ม\\. ?ค\\.?|มค\\.|january|jan', 1],
  ['กุมภาพันธ์|กุมภา|ก\\. ?พ\\.?|กพ\\.|february|feb', 2],
  ['มีนาคม|มีนา|มี\\. ?ค\\.?|มีค\\.|march|mar', 3],
  ['เมษายน|เมษา|เม\\. ?ย\\.?|เมย\\.|april|apr', 4],
  ['พฤษภาคม|พฤษภา|พ\\. ?ค\\.?|พค\\.|may', 5],
  ['มิถุนายน|มิถุนา|มิ\\. ?ย\\.?|มิย\\.|june|jun', 6],
  ['กรกฎาคม|กรกฏาคม|กรกฎา|ก\\. ?ค\\.?|กค\\.|july|jul', 7],
  ['สิงหาคม|สิงหา|ส\\. ?ค\\.?|สค\\.|august|aug', 8],
  ['กันยายน|กันยา|ก\\. ?ย\\.?|กย\\.|september|sep', 9],
  ['ตุลาคม|ตุลา|ต\\. ?ค\\.?|ตค\\.|october|oct', 10],
  ['พฤศจิกายน|พฤศจิกา|พ\\. ?ย\\.?|พย\\.|november|nov', 11],
  ['ธันวาคม|ธันวา|ธ\\. ?ค\\.?|ธค\\.|december|dec', 12],
];
const month = `(?:${months.map(([words]) => words).join('|')})`;
const monthMatchers = months.map(([words, number]) => ({ number, test: new RegExp(`^(?:${words})$`, 'u') }));

const era = String.raw`(?:พ\.? ?ศ\.{0,2}|ค\.? ?ศ\.{0,2}|(?<![a-z\d])(?:b\.?e\.?|a\.?d\.?))`;
const year4 = String.raw`(?:2[45]\d\d|20[0-4]\d)`;
const year2 = String.raw`(?:[4-9]\d)`;
const joint = String.raw` ?(?:-|ถึง|จนถึง|~|/) ?`;
const end = String.raw`(?![\d])(?![,.]\d)`;
const start = String.raw`(?<![\d])(?<!\d[,.])`;

function numberOfMonth(word: string): number {
  return monthMatchers.find((entry) => entry.test.test(word))?.number ?? 0;
}

/** The Buddhist year that a written one means: 68 → 2568, 2025 → 2568; null when it cannot be a year. */
export function toBuddhistYear(written: string): number | null {
  const value = Number(written);
  if (written.length === 2) return value >= 40 ? 2500 + value : null;
  if (value >= 2400 && value <= 2599) return value;
  return value >= 2000 && value <= 2049 ? value + 543 : null;
}

function single(kind: YearKind, written: string | undefined): YearReading | null {
  const value = toBuddhistYear(written ?? '');
  return value === null ? null : { kind, from: value, to: value, fiscalYear: value };
}

function monthOf(kind: YearKind, word: string | undefined, written: string | undefined): YearReading | null {
  return inMonth(kind, numberOfMonth(word ?? ''), written);
}

function inMonth(kind: YearKind, number: number, written: string | undefined): YearReading | null {
  const year = toBuddhistYear(written ?? '');
  if (year === null || number < 1 || number > 12) return null;
  const fiscalYear = year + (number >= 10 ? 1 : 0);
  return { kind, from: fiscalYear, to: fiscalYear, fiscalYear };
}

function readMonthRange(match: RegExpExecArray): YearReading | null {
  const firstMonth = numberOfMonth(match[1] ?? '');
  const lastMonth = numberOfMonth(match[3] ?? '');
  const lastYear = toBuddhistYear(match[4] ?? '');
  if (lastYear === null) return null;
  const stated = match[2] === undefined ? null : toBuddhistYear(match[2]);
  const firstYear = stated ?? (firstMonth > lastMonth ? lastYear - 1 : lastYear);
  const count = (lastYear - firstYear) * 12 + lastMonth - firstMonth + 1;
  const from = firstYear + (firstMonth >= 10 ? 1 : 0);
  const to = lastYear + (lastMonth >= 10 ? 1 : 0);
  if (to < from) return null;
  return { kind: kindOfRange(firstMonth, count), from, to, fiscalYear: to };
}

function kindOfRange(firstMonth: number, count: number): YearKind {
  if (count === 12 && firstMonth === 10) return 'fiscal';
  if (count === 6 && (firstMonth === 10 || firstMonth === 4)) return 'half';
  if (count === 3 && firstMonth % 3 === 1) return 'quarter';
  return count > 12 ? 'span' : 'month';
}

function readSpan(match: RegExpExecArray): YearReading | null {
  const from = toBuddhistYear(match[1] ?? '');
  const to = toBuddhistYear(match[2] ?? '');
  if (from === null || to === null || to <= from || to - from > 25) return null;
  return { kind: 'span', from, to, fiscalYear: to };
}

function readStamp(
  year: string | undefined,
  monthPart: string | undefined,
  day: string | undefined,
): YearReading | null {
  const dayNumber = Number(day);
  if (dayNumber < 1 || dayNumber > 31) return null;
  return inMonth('date', Number(monthPart), year);
}

const counted =
  /^ ?(?:\.-|บาท|ล้าน|คน|ราย|ครั้ง|เรื่อง|แห่ง|ตัว|ครัวเรือน|หลังคา|ไร่|กม|กิโล|หน้า|เมตร|ตร\.|ลบ\.|ลิตร|ชิ้น|เครื่อง|ฉบับ|views?|%)/u;
const otherNumber =
  /(?:ราคา|จำนวน|วงเงิน|เงิน|โทร(?:ศัพท์|สาร)?\.?|แฟกซ์|fax|tel|เบอร์|รหัส|บ้านเลขที่|เลขที่|หมายเลข|หมู่(?:ที่)?|ซอย|ถนน|ห้อง|ต่อ|no\.?|id|ลำดับ(?:ที่)?|ครั้งที่|มอก\.?|iso)[ :.=#]*$/u;

function readBare(match: RegExpExecArray, text: string): YearReading | 'not-a-year' | null {
  const at = match.index;
  const after = text.slice(at + match[0].length, at + match[0].length + 12);
  if (counted.test(after) || otherNumber.test(text.slice(Math.max(0, at - 24), at))) return 'not-a-year';
  if (
    /\d[-.]$/u.test(text.slice(Math.max(0, at - 2), at)) &&
    !/\d{1,2}[-.]\d{1,2}[-.]$/u.test(text.slice(Math.max(0, at - 6), at))
  ) {
    return 'not-a-year';
  }
  if (/^-\d{3}/u.test(after)) return 'not-a-year';
  const reading = single('year', match[1]);
  // a bare number is only believed in the years that such documents can be of
  return reading !== null && reading.from >= 2535 && reading.from <= 2585 ? reading : 'not-a-year';
}

const tail = String.raw` ?(?:ปี ?)?(?:งบประมาณ ?|งบ ?)?(?:พ\.? ?ศ\.{0,2} ?)?`;
const fiscalLead = String.raw`(?:(?:ประจำ)?ปี ?(?:การ)?งบ(?:ประมาณ)?|งบประมาณ ?(?:ประจำ)?ปี|fiscal ?year|fy)`;
const plainLead = String.raw`(?:ประจำปี(?:การศึกษา)?|ปี ?การศึกษา|ปี|เดือนปี|${era})`;
const lastYear = String.raw`(${year4}|${year2})${end}`;

function build(source: string): RegExp {
  return new RegExp(source, 'gu');
}

/** In order: what an earlier pattern took is closed to the later ones. */
export const yearPatterns: readonly YearPattern[] = [
  // telephone numbers and other long or grouped numbers
  { find: build(String.raw`(?<!\d)0\d(?:[ -]?\d){6,8}(?!\d)`), read: () => 'not-a-year' },
  { find: build(String.raw`(?<!\d)\d{1,3}(?:,\d{3})+(?:\.\d+)?`), read: () => 'not-a-year' },
  {
    find: build(
      String.raw`(?:(?<!\d)\d{1,2} ?)?(${month}) ?(?:${era}? ?(${year4}|${year2})(?!\d))?${joint}(?:\d{1,2} ?)?(${month}) ?(?:ปี ?)?${era}? ?${lastYear}`,
    ),
    read: readMonthRange,
  },
  {
    find: build(String.raw`(?<!\d)\d{1,2} ?(?:เดือน ?)?(${month}) ?,? ?(?:ปี ?)?${era}? ?${lastYear}`),
    read: (match) => monthOf('date', match[1], match[2]),
  },
  {
    find: build(String.raw`${start}(\d{1,2})[/.-](\d{1,2})[/.-](${year4}|${year2})${end}(?![/-]\d)`),
    read: (match) => readStamp(match[3], match[2], match[1]),
  },
  {
    find: build(String.raw`${start}(${year4})[-/](\d{2})[-/](\d{2})(?!\d)`),
    read: (match) => readStamp(match[1], match[2], match[3]),
  },
  // file names that begin with the day they were made: 680303_, 25680303-
  {
    find: build(String.raw`(?<![^/_\s-])(${year4}|${year2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?=[-_ .]|$)`),
    read: (match) => readStamp(match[1], match[2], match[3]),
  },
  {
    find: build(String.raw`(?<![ก-๛])(${month}) ?,? ?(?:ปี ?)?${era}? ?${lastYear}`),
    read: (match) => monthOf('month', match[1], match[2]),
  },
  {
    find: build(String.raw`(?<=เดือน ?)(${month}) ?,? ?(?:ปี ?)?${era}? ?${lastYear}`),
    read: (match) => monthOf('month', match[1], match[2]),
  },
  // "พ.ศ. –2566 2570": how some PDFs give "พ.ศ. 2566 – 2570" in Thai digits
  { find: build(String.raw`${era} ?- ?(${year4}) (${year4})${end}`), read: readSpan },
  {
    find: build(
      String.raw`(?:${fiscalLead}|${plainLead})? ?${era}? ?${start}(${year4})${joint}(?:ปี ?)?(?:งบประมาณ ?)?${era}? ?(${year4})${end}`,
    ),
    read: readSpan,
  },
  {
    find: build(
      String.raw`(?:${fiscalLead}|${plainLead}) ?${era}? ?(${year4}|${year2}) ?(?:-|ถึง) ?(${year2})${end}`,
    ),
    read: readSpan,
  },
  // a plan says of how many years it is, and what is counted is no year
  {
    find: build(
      String.raw`${start}(${year2})-(${year2})(?<=แผน[^\d\n]{0,30} \d\d-\d\d)${end}(?! ?(?:ปี|คน|%|ครั้ง|บาท|ร้อยละ))`,
    ),
    read: readSpan,
  },
  {
    find: build(String.raw`ไตรมาส(?: ?ที่)? ?[1-4](?: ?\(?[^\d()]{0,24}\)?)?[ /]?${tail}${lastYear}`),
    read: (match) => single('quarter', match[1]),
  },
  {
    find: build(String.raw`รอบ ?(?:6|หก) ?เดือน(?: ?(?:แรก|หลัง))?[^\d]{0,30}?${lastYear}`),
    read: (match) => single('half', match[1]),
  },
  {
    find: build(String.raw`${fiscalLead}[ .]?(?:ประจำปี ?)?${era}?[ .:'_-]{0,2}${lastYear}`),
    read: (match, text) => unlessCounted(single('fiscal', match[1]), match, text),
  },
  {
    find: build(String.raw`${plainLead} ?(?:${era})?[ .:'_-]{0,2}${lastYear}`),
    read: (match, text) => unlessCounted(single('year', match[1]), match, text),
  },
  {
    // "OIT 84.85" and "ITA 70 คะแนน" are scores
    find: build(
      String.raw`(?<![a-z])(?:ita|oit|moit)[ _-]?(${year4}|5[6-9]|6\d|7[0-5])${end}(?! ?(?:คะแนน|%))`,
    ),
    read: (match) => single('year', match[1]),
  },
  { find: build(String.raw`${start}(?<![a-z=#@.])(${year4})${end}(?![a-z=@])`), read: readBare },
  // "แผนพัฒนาบุคลากร 68": what agencies name what they publish by, and nothing but the year behind it
  {
    find: build(
      String.raw` (6[3-9]|7[0-5])(?![^\n])(?<=(?<![^\n])(?:แผน|รายงาน|ผล|สรุป|สถิติ|งบ|โครงการ|มาตรการ|กิจกรรม|ประกาศ|นโยบาย|no gift)[^\n\d]{2,60} \d\d)`,
    ),
    read: (match, text) => {
      const before = text.slice(0, match.index);
      return otherNumber.test(before) || partOfText.test(before) ? null : single('year', match[1]);
    },
  },
];

/** "มาตรา 67", "ข้อ 68", "รุ่นที่ 70". */
const partOfText = /(?:มาตรา|ข้อ|ตอน|รุ่น|ชุด|บท|วรรค|หน้า|ที่|no)$/u;

function unlessCounted(
  reading: YearReading | null,
  match: RegExpExecArray,
  text: string,
): YearReading | null {
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 12);
  // "ปี 50 คน" and "แผน 5 ปี 60 ล้านบาท" count something
  return (match[1] ?? '').length === 2 && counted.test(after) ? null : reading;
}
