import type { Cue } from '../checklist/schema.ts';
import { quoteAround } from '../text/quote.ts';
import type { Content } from './content.ts';
import type { CueFinding } from './cues.ts';

type PeopleCue = Extract<Cue, { kind: 'people' }>;

/** Thai titles before a person's name; ว่าที่ ร.ต. and police ranks are common among executives. */
const personName =
  /(?:นางสาว|นาง|นาย|น\.ส\.|ว่าที่\s?(?:ร้อย|ร\.)\S{0,6}|ดร\.|ผศ\.|รศ\.|ศ\.|[พจสด]\.[ตทอส]\.[ตทอ]?\.?|Mr\.|Mrs\.|Ms\.)\s?[ก-๙A-Z][ก-๙A-Za-z]+/g;
const vacant = /(?:\(ว่าง\)|\[ว่าง\]|-\s*ว่าง\s*-|ตำแหน่งว่าง|^\s*ว่าง\s*$)/gm;
const contact = /(?:(?:\+66|0)[\d๐-๙ -]{7,12}\d|[๐0][๐-๙ -]{7,12}[๐-๙]|[\w.+-]+@[\w-]+\.[\w.]+)/;

/**
 * Whether the people in the named positions are shown completely. A person's stretch runs from the name
 * to the next name; a photo may stand on either side, so photos are counted against people. A post marked
 * as vacant counts as shown (OIT.md: ว่าง, รักษาราชการแทน).
 */
export function findPeople(cue: PeopleCue, content: Content): CueFinding {
  const text = content.main.original;
  const names = [...text.matchAll(personName)].map((match) => match.index);
  const posts = names.length + [...text.matchAll(vacant)].length;
  const position = cue.positions.map((word) => ({ word, at: text.indexOf(word) })).find(({ at }) => at >= 0);
  if (position === undefined || posts < cue.minPeople) return { found: false, quote: null };
  const complete = names.filter(
    (at, index) => !cue.needs.includes('contact') || contact.test(text.slice(at, names[index + 1])),
  );
  const photos = content.images.length;
  const enoughPhotos = !cue.needs.includes('photo') || photos >= Math.min(names.length, cue.minPeople);
  const everyContact = complete.length === names.length;
  return {
    found: enoughPhotos && everyContact,
    quote: quoteAround(text, position.at, position.at + position.word.length, 60),
    count: { complete: complete.length, people: posts },
  };
}
