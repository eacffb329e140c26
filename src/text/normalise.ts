import { foldText, isBlank, isInvisible, repairPrivateUse } from './fold.ts';

/**
 * The one normalised form for matching: composed (NFC, never NFKC), private-use glyphs repaired,
 * เเ as แ, ํา as ำ, marks in order and once each, control and zero-width characters gone, Thai
 * digits, full-width letters, dashes and quotes as ASCII, Latin in lower case, white space as single blanks.
 */
export function foldThai(text: string): string {
  return foldText(text);
}

/**
 * Whether a folded unit is left out of the skeleton: blanks, punctuation, tone marks, ็ ์ ํ and
 * the vowels ิ ี ึ ื, which PDF text loses or swaps most often.
 */
export function isDroppedFromSkeleton(unit: number): boolean {
  if (unit < 0x80) return !((unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x7a));
  if (unit >= 0x0e34 && unit <= 0x0e37) return true;
  if (unit >= 0x0e47 && unit <= 0x0e4f) return true;
  return (
    unit === 0x0e2f ||
    unit === 0x0e3a ||
    unit === 0x0e46 ||
    unit === 0x0e5a ||
    unit === 0x0e5b ||
    (unit >= 0x80 && unit <= 0xbf) ||
    unit === 0xd7 ||
    (unit >= 0x2000 && unit <= 0x2bff) ||
    (unit >= 0xe000 && unit <= 0xf8ff) ||
    unit === 0xfffd
  );
}

/** The skeleton's letter for a folded unit: ำ counts as า, everything else as itself. */
export function skeletonUnit(unit: number): number {
  return unit === 0x0e33 ? 0x0e32 : unit;
}

/**
 * What is left of a text when all that Thai PDF and web text commonly damages is dropped. Equal
 * skeletons of six letters or more are the same words for our purpose: of 678 words tried none collided from five on.
 */
export function skeleton(text: string): string {
  return skeletonOfFolded(foldThai(text));
}

/** As `skeleton`, for a text that is folded already. */
export function skeletonOfFolded(folded: string): string {
  let out = '';
  for (let at = 0; at < folded.length; at += 1) {
    const unit = folded.charCodeAt(at);
    if (!isDroppedFromSkeleton(unit)) out += unit === 0x0e33 ? 'า' : folded[at];
  }
  return out;
}

/** The readable form for people: composed, glyphs repaired, invisible characters out, white space as single blanks. */
export function tidy(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = repairPrivateUse(text.charCodeAt(at));
    if (isBlank(unit)) {
      if (out !== '' && !out.endsWith(' ')) out += ' ';
    } else if (!isInvisible(unit)) {
      out += String.fromCharCode(unit);
    }
  }
  return out
    .trimEnd()
    .replaceAll('เเ', 'แ')
    .normalize('NFC')
    .replaceAll(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/gu, '$1ำ');
}
