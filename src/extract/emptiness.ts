import { onlyPromises } from '../text/promise.ts';
import { isShareAddress } from './share-address.ts';
import type { ImageFacts, LinkFacts, PageFacts, TableFacts } from '../snapshot/page-facts.ts';
import { foldSpace } from './text-sink.ts';
import { tellTrails } from './trail.ts';

/** What a page shows outside its menus, header, footer and sidebars. */
export interface MainContent {
  text: string;
  links: LinkFacts[];
  images: ImageFacts[];
  tables: TableFacts[];
}

/** What is left of the menu's cell, in the row of a page that is laid out as a table. */
const menuCell = /^([^\n\t]*)\t/u;

/** What is left of a page without its furniture (`facts.chrome`). */
export function mainContent(facts: PageFacts): MainContent {
  const parts: string[] = [];
  let from = 0;
  for (const [start, end] of facts.chrome) {
    parts.push(facts.text.slice(from, start).trim());
    from = end;
  }
  parts.push(facts.text.slice(from).trim());
  for (const [at, part] of parts.entries()) if (at > 0) parts[at] = part.replace(menuCell, '$1\n');
  return {
    text: parts.filter((part) => part !== '').join('\n'),
    links: facts.links.filter((link) => !link.inChrome),
    images: facts.images.filter((image) => !image.inChrome),
    tables: facts.tables.filter((table) => !isInside(facts.chrome, table.at)),
  };
}

/** Fewer visible characters beside titles, dates and placeholders are nothing to assess. */
const minContentChars = 40;
const maxLineChars = 1000;
const maxShellChars = 200;
const maxShellLinks = 3;

const placeholders =
  /(?:เว็บไซต์|หน้านี้|ข้อมูล|ระบบ)? ?(?:อยู่ใน)?(?:ระหว่าง|กำลัง) ?(?:การ)?(?:ปรับปรุง|ดำเนินการ|จัดทำ|พัฒนา|รวบรวม|อัปเดต|อัพเดท|ก่อสร้าง|โหลด)(?:ข้อมูล|เว็บไซต์|ระบบ)?|(?:ยัง)?ไม่(?:มี|พบ)(?:ข้อมูล|รายการ|เนื้อหา|เอกสาร|ไฟล์|บทความ)(?:แนบ|ในขณะนี้)?(?:ใน(?:หมวดหมู่|หมวด|แฟ้ม|โฟลเดอร์|หัวข้อ|หน้า|ส่วน)นี้)?(?: หากมีหมวดย่อย[^\n]*)?|รอ(?:ใส่ลิงก์|ใส่ข้อมูล|ข้อมูล|อัปเดต|อัพเดท|ปรับปรุง)|coming soon|under construction|(?:ต้อง)?ขออภัย(?:ใน|มา ณ ที่นี้ใน)?ความไม่สะดวก|no (?:data|records?|items?|posts?)(?: (?:found|available))?|loading|please wait|โปรดรอสักครู่|lorem ipsum[^\n]*/gi;

const datesAndCounters =
  /\d{1,2} ?(?:[/.-] ?\d{1,2} ?[/.-]| ?(?:ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค|[ก-๙]{3,9}(?:คม|ยน|พันธ์))\.?) ?(?:พ\.ศ\.)? ?\d{2,4}|\d{1,2}[:.]\d{2}(?::\d{2})? ?(?:น\.?)?|(?:อ่าน|เข้าชม|ผู้เข้าชม|ดู|ฮิต|hits|views?|จำนวนผู้เข้าชม|เปิดอ่าน|จำนวนครั้งที่อ่าน) ?:? ?[\d,๐-๙]* ?(?:ครั้ง|คน)?|(?:โพสต์?|เผยแพร่|ประกาศ|ปรับปรุง)? ?(?:เมื่อ|ล่าสุด|โดย|by|posted(?: on)?|written by) ?:?|(?:วันที่|เวลา) ?:?|\badmin(?:istrator)?\b/gi;

const buttons =
  /^(?:(?:หน่วยงาน)?เจ้าของเรื่อง ?:.*|(?:โพสต์|เผยแพร่|ลงข้อมูล)โดย ?:.*|ผู้(?:โพสต์|เผยแพร่|ลงข้อมูล) ?:.*|หมวดหมู่ ?:.*|แชร์|share|facebook|twitter|line|tweet|พิมพ์|print|ย้อนกลับ|กลับ|back|กลับหน้าหลัก|หน้าหลัก|หน้าแรก|home|ค้นหา|search|ถัดไป|ก่อนหน้า|next|previous|อ่านต่อ|ดูทั้งหมด|skip to (?:main )?content|toggle navigation|เมนู|menu)$/i;

/** Logos, icons and spacers are no evidence. */
const decoration =
  /(?:logo|icon|spacer|blank|banner|btn|button|arrow|bullet|pixel|loading|facebook|twitter|line|youtube|placeholder|no-?image|new\d*)[\w-]*\.(?:png|gif|jpe?g|svg|webp)/i;

const scriptNotice =
  /(?:enable|requires?|need) (?:java ?script|to enable javascript)|เปิดใช้งาน (?:java ?script|จาวาสคริปต์)/i;
const loadingNotice = /กำลังโหลด|loading/i;

/**
 * Whether a page has a title and nothing beneath it: fewer than 40 characters besides headings, dates, breadcrumbs
 * and "under construction", no document, table, form, embedded frame or picture. `needsScript`: it is the empty
 * root of a script application, and says nothing until a browser has run it; it is `empty` then as well.
 */
export function isEmptyShell(facts: PageFacts): { empty: boolean; needsScript: boolean } {
  const main = mainContent(facts);
  const needsScript = isScriptShell(facts, main);
  return { empty: needsScript || isEmpty(facts, main), needsScript };
}

function isEmpty(facts: PageFacts, main: MainContent): boolean {
  if (main.tables.some((table) => table.rowCount > 0)) return false;
  if (main.links.some(showsContent)) return false;
  if (main.images.some((image) => !decoration.test(image.url))) return false;
  if (facts.forms.some((form) => form.hasTextarea && !isInside(facts.chrome, form.at))) return false;
  return countContentChars(facts, main.text) < minContentChars;
}

/** A document, or something that is shown within the page: a map, a viewer, a framed page. */
export function showsContent(link: LinkFacts): boolean {
  const isFramed =
    link.via === 'iframe' || link.via === 'frame' || link.via === 'object' || link.via === 'embed';
  return (
    isFramed ||
    link.wrapper !== null ||
    link.isDownload ||
    documentAddress.test(link.url) ||
    isShareAddress(link.url)
  );
}

const documentAddress =
  /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|zip|rar|7z|csv|jpe?g|png)(?:$|[?&#])|\/download\b|[?&](?:download|file)=/i;

function countContentChars(facts: PageFacts, text: string): number {
  const titles = new Set([
    facts.title,
    ...facts.headings.map((heading) => heading.text),
    ...facts.breadcrumbs,
  ]);
  const isTrail = tellTrails(facts);
  let chars = 0;
  for (const line of text.split('\n')) {
    const whole = foldSpace(line);
    const folded = withoutArrows(whole);
    if (
      titles.has(whole) ||
      titles.has(folded) ||
      buttons.test(folded) ||
      folded.split(betweenButtons).every((word) => buttons.test(word)) ||
      onlyPromises(folded) ||
      isTrail(folded) ||
      isPartOfTitle(folded, facts.title)
    )
      continue;
    // A line is cut before it is cleaned: the patterns search every place for a few words ahead.
    const rest = dropDatesAndCounters(foldSpace(folded.slice(0, maxLineChars).replace(placeholders, '')));
    chars += rest.replace(/[^\p{L}\p{M}\p{N}]/gu, '').length;
    if (chars >= minContentChars) break;
  }
  return chars;
}

/** Arrows and bars between "ก่อนหน้า" and "ถัดไป". */
const betweenButtons = /\s*[«»‹›←→|]\s*|(?<=ก่อนหน้า|ถัดไป)\s+/u;

const arrows = ' «»‹›←→*|';

/** "» ประกาศ", "« กลับ": what a line points with says nothing. */
function withoutArrows(line: string): string {
  let [from, to] = [0, line.length];
  while (from < to && arrows.includes(line.charAt(from))) from += 1;
  while (to > from && arrows.includes(line.charAt(to - 1))) to -= 1;
  return line.slice(from, to);
}

/** A line without the day on which it was put there, who did and how often it was read. */
export function dropDatesAndCounters(line: string): string {
  return line.replace(datesAndCounters, '');
}

/** Shorter words stand in a title by chance. */
const minTitlePartChars = 8;

/** "แผนพัฒนาบุคลากร" of "อบต.ตัวอย่าง : แผนพัฒนาบุคลากร". */
function isPartOfTitle(line: string, title: string): boolean {
  return line.length >= minTitlePartChars && title.includes(line);
}

function isScriptShell(facts: PageFacts, main: MainContent): boolean {
  if (facts.counts.scripts === 0) return false;
  const isBare = facts.text.length < maxShellChars && facts.links.length <= maxShellLinks;
  if (isBare && (facts.text.length < 40 || scriptNotice.test(facts.text))) {
    return (
      facts.images.length <= 2 &&
      facts.tables.length === 0 &&
      facts.forms.length === 0 &&
      !facts.links.some(showsContent)
    );
  }
  return (
    main.text.length < 80 &&
    loadingNotice.test(main.text) &&
    !main.links.some(showsContent) &&
    main.tables.length === 0
  );
}

/** Whether an offset into the text lies in one of some stretches of it, the furniture (`facts.chrome`) for one. */
export function isInside(ranges: readonly [number, number][], at: number): boolean {
  return ranges.some(([from, to]) => at >= from && at < to);
}
