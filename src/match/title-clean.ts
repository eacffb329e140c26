import { locateYears, type YearPlace, yearsAt } from '../text/fiscal-year.ts';
import { parseItemCode } from '../text/item-code.ts';
import type { ItemCode } from '../text/item-code.ts';
import { foldThai } from '../text/normalise.ts';
import { dropMarks, hasLostMarks } from './title-letters.ts';
import { eitherOf, escapePattern } from './title-pattern.ts';
import type { TitleWords } from './title-words.ts';

/** A title taken apart. */
export interface CleanTitle {
  code: ItemCode | null;
  /** ends in dots or in ฯ: what follows was left out */
  isCut: boolean;
  /** folded, without code, ordinals, years, agency names, file ending and filler words */
  subject: string;
  /** folded, as it stands */
  whole: string;
  /** fiscal years that it is about */
  years: number[];
}

/** The cleaning words of `title-words.yaml`, folded once: as they are written, and for titles that have lost their marks. */
export interface CleaningTables {
  written: WordTables;
  unmarked: WordTables;
}

interface WordTables {
  /** any of them at the start, the longest first */
  opener: RegExp;
  fillers: string[];
  /** finds whether there is a filler at all */
  anyFiller: RegExp;
  /** "ประกาศ" before what is announced */
  announcing: RegExp;
  agency: RegExp;
  /** kinds of body that name an agency only behind "of" */
  body: RegExp;
  /** where an agency's name ends when no blank does */
  stop: RegExp;
}

const fileEnding = /\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|html?|php|aspx?)$/u;
const ordinals = /^(?:[\s#•*|>:;,.\-–()[\]/"'_]|\d{1,2}(?:\.\d{1,2})*(?=[.)\s-]|[ก-๛]))+/u;
const longestName = 60;
/** Where an agency is: "อำเภอ … จังหวัด …". */
const places = /^(?: ?(?:ต\.|ตำบล|อ\.|อำเภอ|จ\.|จังหวัด|เขต) ?[ก-๛\d]{1,24}(?=[\s(),]|$))+/u;
const placesAlone = / (?:ต\.|ตำบล|อ\.|อำเภอ|จ\.|จังหวัด) ?[ก-๛]{2,24}(?=[\s(),]|$)/gu;
/** "สทร." and other short forms of agencies; not "พ.ศ." and not the form "สขร." */
const shortName = /(?<![ก-๛.])(?:ของ ?)?(?!สขร)[ก-ฮ]{2,6}\.(?!\d|[ก-ฮ]\.)/gu;
/** "อ่าน 123 ครั้ง", "เข้าชม 1,024" */
const counter = /(?:อ่าน|เข้าชม|ผู้ชม|ดาวน์โหลด|เปิดดู) ?:? ?[\d,]+(?: ?ครั้ง)?/gu;
/** "ภายใน 30 วันทำการ …" says when it had to be out. */
const deadline = /\s*\(?ภายใน(?:ระยะเวลา)? ?\d+ วัน.*$/u;
/** "(ถ้ามี)", "(เฉพาะเทศบาล)" say for whom it is. */
const condition = /\((?:ถ้ามี|เฉพาะ)[^()]*\)/gu;
/** "(ล่าสุด)", "(ปรับปรุง 1 เม.ย. 68)", "[PDF 1.2 MB]": of the file, not of what it is about. */
const edition =
  /[([](?:ล่าสุด|ใหม่|ปรับปรุง|แก้ไข|อัพเด|อัปเด|update|new)[^()[\]]*[)\]]|[([]? ?(?:pdf|docx?|xlsx?|zip)?[ ,:]*\d+(?:\.\d+)? ?[km]b\b ?[)\]]?/gu;
/** "ฉบับที่ 1/2568", "ครั้งที่ 2"; the year is gone already. */
const issue = /(?:ฉบับ|ครั้ง|เล่ม|ตอน|ชุด)ที่ ?\d+(?: ?[/-](?: ?\d+)?)?/gu;
const months =
  /(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม)(?: ?- ?)?/gu;
const lastNumber = / \(?\d{1,3}\)?$/u;
const version = /(?:^| )(?:v|ver|rev)\.? ?\d+(?:\.\d+)*(?= |$)/gu;

/** Folds the lists for `cleanTitle`. */
export function prepareCleaning(words: TitleWords): CleaningTables {
  return {
    written: tablesOf(words, foldThai),
    unmarked: tablesOf(words, (word) => dropMarks(foldThai(word))),
  };
}

/** Longer words come first so that they win over their own beginnings. */
function tablesOf(words: TitleWords, fold: (word: string) => string): WordTables {
  const byLength = (list: readonly string[]): string[] =>
    list.map(fold).toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const either = (list: readonly string[]): string => byLength(list).map(escapePattern).join('|');
  const fillers = byLength(words.fillers);
  return {
    opener: new RegExp(words.openers.length === 0 ? '(?!)' : `^(?:${either(words.openers)})`),
    fillers,
    anyFiller: eitherOf(fillers),
    announcing: new RegExp(`^ประกาศ ?(?=${either(Object.values(words.heads).flat())})`, 'u'),
    agency: new RegExp(`(?:(?:${either(words.agencyLinks)}) ?)?(?:${either(words.agencies)})`, 'u'),
    body: new RegExp(`(?:${either(words.agencyLinks)}) ?(?:${either(words.bodies)})`, 'u'),
    stop: eitherOf(byLength([...Object.values(words.heads).flat(), ...words.news, ...words.agencyStops])),
  };
}

/** Takes a title apart; see `CleanTitle`. */
export function cleanTitle({ written, unmarked }: CleaningTables, label: string): CleanTitle {
  const code = parseItemCode(label);
  const rest = code === null ? label : code.rest;
  const whole = foldThai(label);
  const tables = hasLostMarks(whole) ? unmarked : written;
  const places = locateYears(label);
  const yearless = dropYears(rest, code === null ? places : locateYears(rest));
  let subject = yearless === label ? whole : foldThai(yearless);
  subject = subject.replace(fileEnding, '').replaceAll('_', ' ');
  subject = subject.replace(ordinals, '').trim();
  subject = afterReference(subject)
    .replace(deadline, '')
    .replaceAll(condition, ' ')
    .replaceAll(edition, ' ')
    .replaceAll(issue, ' ')
    .replaceAll(months, ' ');
  subject = dropAgencies(tables, subject.replaceAll(counter, ' '));
  subject = subject.replaceAll(shortName, ' ').replaceAll(placesAlone, ' ').replaceAll(version, ' ');
  subject = dropFillers(tables, subject).replace(ordinals, '').replace(lastNumber, '').trim();
  subject = subject.replace(tables.announcing, '');
  return {
    code,
    isCut: /(?:\.\.|…|[^ล]ฯ)$/u.test(whole),
    subject: dropOpeners(tables, subject),
    whole,
    years: yearsAt(places),
  };
}

function dropYears(text: string, places: readonly YearPlace[]): string {
  let out = '';
  let from = 0;
  for (const mention of places) {
    if (mention.at < from) continue;
    out += `${text.slice(from, mention.at)} `;
    from = mention.end;
  }
  return out + text.slice(from);
}

/** "ประกาศ … เรื่อง X" is about X. */
function afterReference(subject: string): string {
  const match = /^ประกาศ.{0,80}? ?เรื่อง ?(?!ร้องเรียน|ร้องทุกข์|ราว|ทุจริต)(.+)$/u.exec(subject);
  return match?.[1] ?? subject;
}

/** Takes out agency names: up to the next blank, or where a glued name gives way to the title's own words. */
function dropAgencies(tables: WordTables, subject: string): string {
  let left = subject;
  for (let round = 0; round < 3; round += 1) {
    const match = tables.agency.exec(left) ?? tables.body.exec(left);
    if (match === null) return left.trim();
    const from = match.index + match[0].length;
    left = `${left.slice(0, match.index)} ${left.slice(from + nameLength(tables, left.slice(from)))}`;
  }
  return left.replaceAll(/\s+/gu, ' ').trim();
}

function nameLength(tables: WordTables, text: string): number {
  // "ปลัดเทศบาลและหัวหน้าส่วนราชการ": no name follows
  if (/^ ?และ/u.test(text)) return 0;
  const padded = /^ ?/u.exec(text)?.[0].length ?? 0;
  const blank = text.slice(padded).search(/[\s(),:"/|]/u);
  const stop = text.search(tables.stop);
  const length = Math.min(blank < 0 ? text.length : blank + padded, stop < 0 ? text.length : stop);
  if (length > longestName) return 0;
  return length + (places.exec(text.slice(length))?.[0].length ?? 0);
}

function dropFillers(tables: WordTables, subject: string): string {
  let left = subject;
  if (tables.anyFiller.test(left)) for (const filler of tables.fillers) left = left.replaceAll(filler, ' ');
  return left
    .replaceAll(/\(\s*\)|\[\s*\]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

function dropOpeners(tables: WordTables, subject: string): string {
  const opener = tables.opener.exec(subject)?.[0];
  if (opener === undefined) return subject;
  const left = subject.slice(opener.length).trim();
  return left.length >= 6 ? left : subject;
}
