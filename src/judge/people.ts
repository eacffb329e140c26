import type { Cue } from '../checklist/schema.ts';
import type { Content } from './content.ts';
import type { CueFinding } from './cue-finding.ts';

type PeopleCue = Extract<Cue, { kind: 'people' }>;

/**
 * Thai titles before a person's name; ว่าที่ ร.ต. and police ranks are common among executives. "นายก" of a
 * mayor ("นายกและคณะ"), "นายช่าง" and "(นายแพทย์เชี่ยวชาญ)" are posts and not "นาย ก…".
 */
const personName =
  /(?:นางสาว|นาง(?!สาว)|นาย(?!ช่าง|ทะเบียน|อำเภอ|ตรวจ|เวร|ด่าน|สถานี|ทหาร|ตำรวจ|(?:สัตว|ทันต)?แพทย์(?:ทรงคุณวุฒิ|เชี่ยวชาญ|ชำนาญ|ปฏิบัติ|สาธารณสุข|ใหญ่)|ก(?:[เแโไใ]|องค์การ|อบ|รัฐ|สภา|กับ|ของ|คนที่|หรือ|ฯ|\s|[:)|]|$))|น\.ส\.|ว่าที่\s?(?:ร้อย|ร\.)\S{0,6}|ดร\.|ผศ\.|รศ\.|(?<![ก-๙.])(?:[พจสดร]\.[ตทอ]\.[ตทอ]?\.?|พล\.ต\.[ตทอ]\.)|(?:พัน|ร้อย|พล|ดาบ|จ่าสิบ)ตำรวจ(?:เอก|โท|ตรี)?|แพทย์หญิง|(?<![ก-๙.])(?:นพ|พญ|ทพ|ทพญ)\.|Mr\.|Mrs\.|Ms\.)\s?[ก-๙A-Z][ก-๙A-Za-z]+/gm;
const vacant = /(?:\(ว่าง\)|\[ว่าง\]|-\s*ว่าง\s*-|ตำแหน่งว่าง|^\s*ว่าง\s*$|(?<![ก-๙])ว่าง ?(?=[(（]))/gm;
/** "ว่าง (นาง… รักษาราชการแทน)", the post between them or not: the name of who stands in is not the post's. */
const standsIn = /(?<![ก-๙])(?:ตำแหน่ง)?ว่าง(?![ก-๙])[^()（）]{0,100}[(（] ?$/;
/** So far before a name the mark of its post as vacant may stand. */
const maxStandInChars = 120;
/** When a page was last seen to stands behind the last person and is of nobody. */
const updated = /^(?:\(?(?:ปรับปรุง|อัปเดต|อัพเดต|อัพเดท|แก้ไข)|ข้อมูล ?ณ).*$/gm;
const contact = /(?:(?:\+66|[0๐])[\d๐-๙ -]{7,12}[\d๐-๙]|[\w.+-]+@[\w-]+\.[\w.]+)/;

const extension = /(?:ต่อ|ภายใน|ext\.?) ?[\d๐-๙]{2,5}(?![\d๐-๙])/;

/**
 * Whether the people in the named positions are shown completely. A person's stretch runs from the name
 * to the next name; a photo may stand on either side, so photos are counted against people. A post marked
 * as vacant counts as shown (OIT.md: ว่าง, รักษาราชการแทน). `count` is null where no such people are shown.
 */
export function findPeople(cue: PeopleCue, content: Content): CueFinding {
  const text = content.main.original.replaceAll(updated, '');
  const stretches = stretchesOf(text).filter((stretch) =>
    cue.positions.some((word) => stretch.text.includes(word)),
  );
  const posts = stretches.length + [...text.matchAll(vacant)].length;
  const first = stretches[0];
  if (first === undefined || posts < cue.minPeople) return { found: false, quote: null, page: null };
  const needsContact = cue.needs.includes('contact');
  // Behind a number that the page gives an extension reaches a person as well.
  const hasNumber = contact.test(content.full.original);
  const isReached = (of: string): boolean => contact.test(of) || (hasNumber && extension.test(of));
  const complete = stretches.filter((stretch) => !needsContact || isReached(stretch.text));
  const photos = Math.min(content.images.length, stretches.length);
  const hasPhotos = !cue.needs.includes('photo') || photos === stretches.length;
  // The pictures of a document cannot be told from its logos, nor one picture of many faces from one face.
  const isUnsure = content.from === 'document' && !hasPhotos && content.images.length > 0;
  return {
    found: hasPhotos && complete.length === stretches.length,
    quote: null,
    page: null,
    ...(isUnsure ? { isUnsure: true } : {}),
    count: { complete: cue.needs.includes('photo') ? photos : complete.length, people: stretches.length },
  };
}

/** Behind a name; further away a post is another's. */
const maxPostChars = 70;
/** A deputy's post has the head's in it, and who stands in for a post does not hold it. */
const isNotHeld = /รอง ?$|แทน/u;
/** "ผู้อำนวยการกองช่าง" heads a part of the agency. */
const partOfAgency = /^ ?(?:กอง|ส่วน|ฝ่าย|กลุ่ม|งาน|สำนัก(?!งาน))/u;

/** Somebody in a post, as a text names them. */
export interface NamedPerson {
  /** what stands behind title and first name */
  surname: string;
  /** as it was asked for */
  post: string;
  /** the name in the text's words */
  quote: string;
}

/** People whose name is followed by one of the posts. */
export function namedPeople(text: string, posts: readonly string[]): NamedPerson[] {
  const names = [...text.matchAll(personName)];
  return names.flatMap((match, index) => {
    const end = match.index + match[0].length;
    const behind = text.slice(end, Math.min(names[index + 1]?.index ?? text.length, end + maxPostChars));
    const surname = /^[ \t]+([ก-๙]{3,})/u.exec(behind)?.[1];
    if (surname === undefined) return [];
    const rest = behind.replace(/\s+/g, ' ');
    const post = posts.find((one) => {
      const at = rest.indexOf(one);
      return at >= 0 && !isNotHeld.test(rest.slice(0, at)) && !partOfAgency.test(rest.slice(at + one.length));
    });
    return post === undefined ? [] : [{ surname, post, quote: `${match[0]} ${surname}` }];
  });
}

/** From each name to the next; the first takes what stands before it, where a post may be named first. */
function stretchesOf(text: string): { text: string }[] {
  const names = [...text.matchAll(personName)]
    .map((match) => match.index)
    .filter((at) => !standsIn.test(text.slice(Math.max(0, at - maxStandInChars), at)));
  return names.map((at, index) => ({
    text: text.slice(index === 0 ? Math.max(0, at - 60) : at, names[index + 1]),
  }));
}
