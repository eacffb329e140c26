/** A folded text with, per UTF-16 unit of it, the offset in the original that it came from. */
export interface FoldedText {
  text: string;
  /** `origins[i]` is the offset in the original of `text[i]`; one longer than `text`, ends with the original's length */
  origins: Uint32Array;
}

/**
 * Glyph variants that Windows and Adobe Thai fonts keep in the private use area; PDF producers
 * write them out as text. U+F700 is the first, U+F71A the last.
 */
const privateUseGlyphs =
  '\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b' +
  '\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e0d\u0e31\u0e4d' +
  '\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a';

const saraE = 0x0e40;
const saraAe = 0x0e41;
const saraAa = 0x0e32;
const saraAm = 0x0e33;
const nikhahit = 0x0e4d;

/** Repairs a private-use Thai glyph; any other unit comes back as it is. */
export function repairPrivateUse(unit: number): number {
  return unit >= 0xf700 && unit <= 0xf71a ? privateUseGlyphs.charCodeAt(unit - 0xf700) : unit;
}

/** A Thai vowel or tone sign that stands above or below its consonant. */
export function isThaiMark(unit: number): boolean {
  return unit === 0x0e31 || (unit >= 0x0e34 && unit <= 0x0e3a) || (unit >= 0x0e47 && unit <= 0x0e4e);
}

/** Zero-width, bidirectional and control characters: nobody sees them, so nothing may depend on them. */
export function isInvisible(unit: number): boolean {
  return (
    (unit < 0x20 && !isBlank(unit)) ||
    (unit >= 0x7f && unit <= 0x9f && unit !== 0x85) ||
    unit === 0xad ||
    unit === 0x34f ||
    unit === 0x61c ||
    unit === 0x180e ||
    (unit >= 0x200b && unit <= 0x200f) ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2060 && unit <= 0x206f) ||
    (unit >= 0xfe00 && unit <= 0xfe0f) ||
    unit === 0xfeff
  );
}

/** White space of any kind, line ends included. */
export function isBlank(unit: number): boolean {
  return (
    unit === 0x20 ||
    (unit >= 0x09 && unit <= 0x0d) ||
    unit === 0x85 ||
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** Where a mark belongs in a syllable: vowel, then tone, then the signs that close it. */
function rankMark(unit: number): number {
  if (unit >= 0x0e48 && unit <= 0x0e4b) return 1;
  return unit === 0x0e4c || unit === nikhahit || unit === 0x0e4e ? 2 : 0;
}

function unifyPunctuation(unit: number): number {
  if ((unit >= 0x2010 && unit <= 0x2015) || unit === 0x2212 || unit === 0xfe58 || unit === 0xfe63)
    return 0x2d;
  if ((unit >= 0x2018 && unit <= 0x201b) || unit === 0x2032 || unit === 0x60 || unit === 0xb4) return 0x27;
  if ((unit >= 0x201c && unit <= 0x201f) || unit === 0x2033 || unit === 0xab || unit === 0xbb) return 0x22;
  return unit;
}

class Folding {
  private units: Uint16Array;
  private origins: Uint32Array;
  length = 0;

  constructor(capacity: number) {
    this.units = new Uint16Array(capacity);
    this.origins = new Uint32Array(capacity + 1);
  }

  push(unit: number, origin: number): void {
    if (this.length === this.units.length) this.grow();
    this.units[this.length] = unit;
    this.origins[this.length] = origin;
    this.length += 1;
  }

  last(): number {
    return this.length === 0 ? 0 : (this.units[this.length - 1] ?? 0);
  }

  replaceLast(unit: number): void {
    this.units[this.length - 1] = unit;
  }

  finish(originalLength: number): FoldedText {
    if (this.last() === 0x20) this.length -= 1;
    const origins = this.origins.slice(0, this.length + 1);
    origins[this.length] = originalLength;
    return { text: this.join(), origins };
  }

  private join(): string {
    // Spreading a typed array into arguments walks its iterator: a third of all folding.
    return Buffer.from(this.units.buffer, 0, this.length * 2).toString('utf16le');
  }

  private grow(): void {
    const units = new Uint16Array(this.units.length * 2 + 16);
    units.set(this.units);
    const origins = new Uint32Array(units.length + 1);
    origins.set(this.origins);
    this.units = units;
    this.origins = origins;
  }
}

/** Takes the marks (and a closing า or ำ) that start at `at`, writes them in order and once each; gives where it stopped. */
function foldMarks(original: string, at: number, out: Folding): number {
  const marks: { unit: number; origin: number }[] = [];
  let am = -1;
  let next = at;
  for (; next < original.length; next += 1) {
    const unit = repairPrivateUse(original.charCodeAt(next));
    if (isThaiMark(unit)) {
      if (!marks.some((mark) => mark.unit === unit)) marks.push({ unit, origin: next });
    } else if (
      unit === saraAm ||
      (unit === saraAa && (am >= 0 || marks.some((mark) => mark.unit === nikhahit)))
    ) {
      am = next;
    } else if (!isInvisible(unit)) {
      break;
    }
  }
  marks.sort((a, b) => rankMark(a.unit) - rankMark(b.unit) || a.origin - b.origin);
  for (const mark of marks) {
    if (am < 0 || mark.unit !== nikhahit) out.push(mark.unit, mark.origin);
  }
  if (am >= 0) out.push(saraAm, am);
  return next;
}

function foldOther(unit: number, at: number, original: string, out: Folding): number {
  let end = at + 1;
  if (unit >= 0xd800 && unit <= 0xdbff && end < original.length) end += 1;
  while (end < original.length && isLatinMark(original.charCodeAt(end))) end += 1;
  // NFC and never NFKC: NFKC splits ำ into two characters
  const composed = original.slice(at, end).normalize('NFC').toLowerCase();
  for (let index = 0; index < composed.length; index += 1) out.push(composed.charCodeAt(index), at);
  return end;
}

function isLatinMark(unit: number): boolean {
  return unit >= 0x0300 && unit <= 0x036f && unit !== 0x034f;
}

/**
 * What folding changes beside capital letters: anything but plain ASCII and Thai letters, blanks that are not single,
 * and marks that are doubled or out of order. A text without it needs no second look, and most titles are such.
 */
const needsFolding =
  /[^ -_a-~\u0e01-\u0e4c\u0e4e\u0e4f\u0e5a\u0e5b]|^ | $| {2}|\u0e40\u0e40|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4b][\u0e31\u0e34-\u0e3a\u0e47]|[\u0e48-\u0e4b][\u0e48-\u0e4b]|[\u0e4c\u0e4e\u0e33][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|\u0e33[\u0e32\u0e33]/u;

/** The text alone of {@link foldWithOrigins}. */
export function foldText(original: string): string {
  return needsFolding.test(original) ? fold(original).text : original.toLowerCase();
}

/** Folds `original` to the one form that matching works on, see `foldThai`, and remembers where every unit came from. */
export function foldWithOrigins(original: string): FoldedText {
  if (needsFolding.test(original)) return fold(original);
  const origins = new Uint32Array(original.length + 1);
  for (let at = 1; at < origins.length; at += 1) origins[at] = at;
  return { text: original.toLowerCase(), origins };
}

function fold(original: string): FoldedText {
  const out = new Folding(original.length);
  let at = 0;
  while (at < original.length) {
    const unit = repairPrivateUse(original.charCodeAt(at));
    if (isBlank(unit)) {
      if (out.length > 0 && out.last() !== 0x20) out.push(0x20, at);
      at += 1;
    } else if (isInvisible(unit)) {
      at += 1;
    } else if (isThaiMark(unit) || unit === saraAm) {
      at = foldMarks(original, at, out);
    } else if (unit === saraE && out.last() === saraE) {
      out.replaceLast(saraAe);
      at += 1;
    } else if (unit >= 0x0e50 && unit <= 0x0e59) {
      out.push(unit - 0x0e50 + 0x30, at);
      at += 1;
    } else if (unit >= 0x0e00 && unit <= 0x0e7f) {
      out.push(unit, at);
      at += 1;
    } else {
      const plain = unifyPunctuation(unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit);
      const next = original.charCodeAt(at + 1);
      if (plain < 0x80 && !isLatinMark(next)) {
        out.push(plain >= 0x41 && plain <= 0x5a ? plain + 0x20 : plain, at);
        at += 1;
      } else {
        at = foldOther(unit, at, original, out);
      }
    }
  }
  return out.finish(original.length);
}

/** The offset in the original just behind the folded range that ends before `end`, marks of the last letter included. */
export function originalEnd(folded: FoldedText, original: string, end: number): number {
  if (end <= 0) return 0;
  let at = (folded.origins[end - 1] ?? 0) + 1;
  while (at < original.length && continuesLetter(original.charCodeAt(at))) at += 1;
  return at;
}

function continuesLetter(unit: number): boolean {
  return isThaiMark(repairPrivateUse(unit)) || (unit >= 0xdc00 && unit <= 0xdfff) || isLatinMark(unit);
}
