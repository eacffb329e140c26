import type { SiteWords } from '../checklist/site-words.ts';
import type { LinkFacts, PageFacts } from '../snapshot/page-facts.ts';
import { detachText } from '../text/detach.ts';
import { foldThai } from '../text/normalise.ts';
import { nearestWords } from './nearest-words.ts';

export type LabelSource = 'text' | 'extra' | 'file-name' | 'row' | 'before' | 'heading' | 'menu' | 'page';

/** Words that say what a link leads to, and how far they can be trusted to speak of that link (0–1). */
export interface Label {
  text: string;
  source: LabelSource;
  trust: number;
}

/** Tells link texts that mean nothing by themselves. */
export type GenericTest = (text: string) => boolean;

const maxLabelChars = 300;

/** Texts that are remembered as generic or not: menus and headings repeat on every page. */
const maxKnownTexts = 6_000;

/** Numbers, years, ordinals, months of a list: they tell one row from the next and not what it is. */
const onlyNumbering =
  /^(?:[\d\s.,/()[\]:;|+*_\u2013-]|ปีงบประมาณ|ปีงบ|ประจำปี|ปี|พ\.?ศ\.?|ไตรมาส(?:ที่)?|ครั้งที่|ฉบับที่|ลำดับ(?:ที่)?|ส่วนที่|ตอนที่|หน้า|เดือน|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม)*$/;

/** Compiles the generic words once per site. */
export function createGenericTest(words: SiteWords): GenericTest {
  const generic = new Set(words.generic.map((word) => foldThai(word)));
  const isGeneric = (text: string): boolean => {
    const folded = foldThai(text)
      .replace(/[.…»>«<:()[\]"'!]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (folded.length <= 2 || onlyNumbering.test(folded)) return true;
    if (generic.has(folded)) return true;
    const words = folded.split(' ').filter((word) => !onlyNumbering.test(word));
    return words.every(
      (word) => generic.has(word) || /^[\w.-]*\.(pdf|docx?|xlsx?|zip|jpe?g|png)$/.test(word),
    );
  };
  const known = new Map<string, boolean>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = isGeneric(text);
      if (known.size >= maxKnownTexts) known.clear();
      known.set(detachText(text), answer);
    }
    return answer;
  };
}

/** "<< กลับ" leads to what the page hangs on, whatever stands beside it. */
const wayBack =
  /^[\s<«‹←]*(?:(?:ย้อน)?กลับ(?:ไป)?(?:หน้า|สู่|ยัง|ที่|เมนู)|(?:กลับ|ย้อนกลับ|หน้าก่อน|ก่อนหน้า|back|previous|prev)(?![ก-ฮ]))/iu;

/**
 * The labels of a link, most telling first. Where its own words mean something they lead and the
 * surroundings only help; where they do not ("คลิก", an icon, "scan_0012.pdf") the row, the words before
 * it, the heading and the page speak for it. Links in menus and footers never inherit from the page.
 */
export function labelsOf(
  link: LinkFacts,
  page: { facts: Pick<PageFacts, 'title' | 'headings' | 'breadcrumbs' | 'text' | 'links'> },
  isGeneric: GenericTest,
): Label[] {
  const labels: Label[] = [];
  const add = (text: string, source: LabelSource, trust: number): void => {
    const trimmed = text.trim().slice(0, maxLabelChars);
    if (trimmed !== '' && !isGeneric(trimmed) && !labels.some((label) => label.text === trimmed)) {
      labels.push({ text: trimmed, source, trust });
    }
  };
  add(link.text, 'text', 1);
  for (const extra of link.extra) add(extra, 'extra', 0.9);
  const isOwnMeaningful = labels.length > 0;
  const name = fileNameOf(link.url);
  if (name !== null) add(name, 'file-name', isOwnMeaningful ? 0.6 : 0.8);
  if (link.inChrome) {
    if (!isOwnMeaningful) for (const parent of link.menu.slice(-1)) add(parent, 'menu', 0.6);
    return labels;
  }
  if (wayBack.test(link.text)) return labels;
  const near = isOwnMeaningful ? '' : nearestWords(page.facts, link, isGeneric);
  // A cell that holds a whole list says of none of its links what it is.
  if (near !== '' && isListInCell(link, near)) add(near, 'row', 0.97);
  else {
    const row = isOwnMeaningful ? besidesIn(link) : nameInRow(link, page.facts.links, isGeneric);
    add(row, 'row', isOwnMeaningful ? 0.6 : 0.97);
    add(near === '' ? link.before : near, 'before', isOwnMeaningful ? 0.5 : 0.85);
  }
  const hasClose = labels.length > (isOwnMeaningful ? 1 : 0);
  // With words of its own a link is not believed to be what its page is about (under `believableFrom`).
  const fade = isOwnMeaningful ? 0.45 : hasClose ? 0.55 : 0.85;
  for (const heading of link.headings.slice(-1)) add(heading, 'heading', fade);
  for (const parent of link.menu.slice(-1)) add(parent, 'heading', fade);
  for (const heading of link.headings.slice(0, -1)) add(heading, 'page', fade * 0.8);
  const top = page.facts.headings.find((heading) => heading.level === 1)?.text;
  for (const title of [top, page.facts.breadcrumbs.at(-1), page.facts.title]) {
    if (title !== undefined) add(title, 'page', fade * 0.75);
  }
  return labels;
}

/** A longer row may be a page that is laid out as a table: its menu is another cell. */
const maxPlainRowChars = 200;

function besidesIn({ row, text }: LinkFacts): string {
  return row?.filter((cell) => cell !== text).join(' ') ?? '';
}

/** What stands in a link's row besides it; of a long one what stands in its cell, without the names of the links there. */
function nameInRow(link: LinkFacts, links: readonly LinkFacts[], isGeneric: GenericTest): string {
  const { row } = link;
  const text = besidesIn(link);
  if (row === null || text.length <= maxPlainRowChars) return text;
  const names = new Set(links.flatMap((other) => (isSameRow(other.row, row) ? other.text : [])));
  let rest = row.filter((cell) => cell.includes(link.text)).join(' ');
  // "รายงาน" may be the beginning of a name as well as a link.
  const telling = [...names].filter((name) => !isGeneric(name)).toSorted((a, b) => b.length - a.length);
  for (const name of telling) rest = rest.replaceAll(name, ' ');
  return rest.replace(/\s+/gu, ' ').trim();
}

function isSameRow(one: readonly string[] | null, other: readonly string[]): boolean {
  return one === other || (one?.length === other.length && one.every((cell, at) => cell === other[at]));
}

/** So much more than a link and its name in one cell is a list. */
const minListChars = 60;

function isListInCell({ row, text }: LinkFacts, near: string): boolean {
  const cell = row?.find((one) => one.includes(text) && one.includes(near));
  return cell !== undefined && cell.length > near.length + text.length + minListChars;
}

/** What an address that holds telling words has in its spelling: an escape, or the letter of a code with a number. */
const mayNameFile = /%|[^\u0000-\u007f]|o(?:it)?[ _+-]*\d/i;

/** The last part of an address's path, decoded, where it may hold words: "o12-แผนจัดซื้อ.pdf". */
export function fileNameOf(url: string): string | null {
  // Most addresses are numbers and plain words; Thai comes percent-encoded.
  if (!mayNameFile.test(url)) return null;
  const path = new URL(url).pathname;
  const last = path.split('/').findLast((part) => part !== '') ?? '';
  let decoded: string;
  try {
    decoded = decodeURIComponent(last);
  } catch {
    return null;
  }
  const bare = decoded.replace(/\.[a-z0-9]{1,5}$/i, '').replace(/[_+]+/g, ' ');
  return /[ก-๙]{3}|(?:^|[^a-z])o(?:it)?[ -]?\d{1,2}(?!\d)/i.test(bare) ? bare : null;
}
