import { foldThai, isDroppedFromSkeleton, skeletonUnit } from '../text/normalise.ts';

const anyMark = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/u;
const anyMarks = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/gu;
/** In Thai text about every fifth unit is a mark, so that one with this many letters and none has lost them. */
const leastLetters = 10;

/**
 * The letters that titles are compared by: a skeleton without any mark above or below. Some site builders make their
 * pages' addresses so ("แผนปองกน" of "แผนป้องกัน"), and of the known names left out in turn more are told right as well.
 */
export function titleLetters(text: string): string {
  return lettersOfFolded(foldThai(text));
}

/** As {@link titleLetters}, for a text that is folded already. */
export function lettersOfFolded(folded: string): string {
  // Adding letter to letter makes an object of each.
  const units = Buffer.allocUnsafe(folded.length * 2);
  let end = 0;
  for (let at = 0; at < folded.length; at += 1) {
    const unit = folded.charCodeAt(at);
    // ั ุ ู are the marks that a skeleton keeps
    if (unit === 0x0e31 || unit === 0x0e38 || unit === 0x0e39 || isDroppedFromSkeleton(unit)) continue;
    const letter = skeletonUnit(unit);
    units[end++] = letter & 0xff;
    units[end++] = letter >> 8;
  }
  return units.toString('utf16le', 0, end);
}

/** A text without its marks, blanks and punctuation left alone. */
export function dropMarks(text: string): string {
  return text.replaceAll(anyMarks, '');
}

/** Whether a text is Thai that has lost its marks. */
export function hasLostMarks(text: string): boolean {
  return !anyMark.test(text) && (text.match(/[ก-ฮ]/gu)?.length ?? 0) >= leastLetters;
}
