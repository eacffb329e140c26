import { SSF } from '@e965/xlsx';
import { shortThaiMonths } from '../../text/thai-months.ts';

/** The part of the format library that is used; its own types say `any`. */
interface Formatter {
  format(format: string | number, value: number, options?: { date1904?: boolean }): string;
  is_date(format: string): boolean;
  parse_date_code(value: number, options?: { date1904?: boolean }): DateParts | null;
  get_table(): Readonly<Record<number, string>>;
}

interface DateParts {
  y: number;
  m: number;
  d: number;
  H: number;
  M: number;
  S: number;
}

const formatter = SSF as Formatter;

const monthNames = [
  'มกราคม',
  'กุมภาพันธ์',
  'มีนาคม',
  'เมษายน',
  'พฤษภาคม',
  'มิถุนายน',
  'กรกฎาคม',
  'สิงหาคม',
  'กันยายน',
  'ตุลาคม',
  'พฤศจิกายน',
  'ธันวาคม',
];
/** Built-in formats that only Thai Excel has, 71–81, in the letters of the others (ECMA-376 part 1, 18.8.30). */
const thaiFormats: Readonly<Record<number, string>> = {
  59: '0',
  60: '0.00',
  61: '#,##0',
  62: '#,##0.00',
  67: '0%',
  68: '0.00%',
  69: '# ?/?',
  70: '# ??/??',
  71: 'd/m/bbbb',
  72: 'd-mmm-bb',
  73: 'd-mmm',
  74: 'mmm-bb',
  75: 'h:mm',
  76: 'h:mm:ss',
  77: 'd/m/bbbb h:mm',
  78: 'mm:ss',
  79: '[h]:mm:ss',
  80: 'mm:ss.0',
  81: 'd/m/bb',
};

/** The machine's short date, which on Thai machines puts the day first; the library would write 3/31/25. */
const shortDate = 14;

/** The format with that number, null for one that is not built in. */
export function findBuiltInFormat(id: number): string | null {
  if (id === shortDate) return 'd/m/yyyy';
  return thaiFormats[id] ?? formatter.get_table()[id] ?? null;
}

/** Whether a format shows a date or time. */
export function isDateFormat(format: string): boolean {
  return formatter.is_date(format);
}

/**
 * A number as the sheet shows it. Thai formats are followed where they tell the year and the month's name: the Buddhist
 * calendar (`[$-107041E]`, `bbbb`) and Thai names (`[$-41E]`, [MS-OE376] part 4, 18.8.31). A whole number without
 * a format is written out: sheets show thirteen digits as 1.23E+12 only for want of room.
 */
export function formatNumber(value: number, format: string, usesDate1904: boolean): string {
  if (format === 'General' || format === '') return writeGeneral(value);
  try {
    if (isDateFormat(format) && /\[\$-|b/i.test(format)) {
      const shown = formatThaiDate(value, format, usesDate1904);
      if (shown !== null) return shown;
    }
    return formatter.format(format, value, { date1904: usesDate1904 }).trim();
  } catch {
    // A format that the library does not know: the number itself is worth more than nothing.
    return writeGeneral(value);
  }
}

function writeGeneral(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return formatter.format('General', value);
}

function formatThaiDate(value: number, format: string, usesDate1904: boolean): string | null {
  const date = formatter.parse_date_code(value, { date1904: usesDate1904 });
  if (date === null) return null;
  const locale = readLocale(format);
  if (!locale.isThai && !/b/i.test(format)) return null;
  const section = (format.split(';')[0] ?? '').replaceAll(/\[(?:\$[^\]]*|[A-Za-z]+)\]/g, '');
  let out = '';
  let afterHour = false;
  for (const [token] of section.matchAll(/"[^"]*"|\\.|y+|b+|m+|d+|h+|s+|am\/pm|[\s\S]/gi)) {
    const letter = token[0]?.toLowerCase() ?? '';
    out += writeToken(token, date, locale.isBuddhist, afterHour);
    if (letter === 'h') afterHour = true;
    else if (/[a-z]/.test(letter)) afterHour = false;
  }
  return out.trim();
}

function writeToken(token: string, date: DateParts, isBuddhist: boolean, afterHour: boolean): string {
  const pad = (value: number) => String(value).padStart(Math.min(token.length, 2), '0');
  switch (token.charAt(0).toLowerCase()) {
    case 'b':
      return writeYear(date.y + 543, token.length);
    case 'y':
      return writeYear(isBuddhist ? date.y + 543 : date.y, token.length);
    case 'm':
      return afterHour ? pad(date.M) : writeMonth(date.m, token.length);
    case 'd':
      // Weekday names say nothing that the date does not.
      return token.length <= 2 ? pad(date.d) : '';
    case 'h':
      return pad(date.H);
    case 's':
      return pad(date.S);
    case '"':
      return token.slice(1, -1);
    case '\\':
      return token.slice(1);
    default:
      return token === '@' || token === '_' || token === '*' ? '' : token;
  }
}

function writeYear(year: number, letters: number): string {
  return letters <= 2 ? String(year % 100).padStart(2, '0') : String(year);
}

function writeMonth(month: number, letters: number): string {
  if (letters <= 2) return String(month).padStart(letters, '0');
  return (letters === 3 ? shortThaiMonths[month - 1] : monthNames[month - 1]) ?? '';
}

/** `[$-NNCCLLLL]`: numerals, calendar (07 is Buddhist), language (041E is Thai), leading zeros left out. */
function readLocale(format: string): { isThai: boolean; isBuddhist: boolean } {
  const code = Number.parseInt(/\[\$[^\]-]*-([0-9A-F]{1,8})/i.exec(format)?.[1] ?? '0', 16);
  const isBuddhist = ((code >> 16) & 0xff) === 7;
  return { isThai: isBuddhist || (code & 0xffff) === 0x41e, isBuddhist };
}
