import { isBlank, isInvisible, isThaiMark, repairPrivateUse } from '../../text/fold.ts';

const saraAm = 0x0e33;
const saraAa = 0x0e32;
const nikhahit = 0x0e4d;

/**
 * One line of PDF text as people read it: private-use Thai glyphs as letters, control and zero-width characters
 * out, vowels before tones and each once, ํา and ำา as ำ, เเ as แ, no blank between a consonant and its mark, blanks
 * single, NFC. `จ านวน` stays as it is: where blanks are spurious, joining them makes up ำ that were never written;
 * matching finds it by its skeleton.
 */
export function repairLine(line: string): string {
  const units: number[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const unit = repairPrivateUse(line.charCodeAt(at));
    if (isBlank(unit)) {
      if (units.length > 0 && units.at(-1) !== 0x20) units.push(0x20);
    } else if (unit !== 0xfffd && !isInvisible(unit)) {
      units.push(unit);
    }
  }
  const out: number[] = [];
  let at = 0;
  while (at < units.length) {
    const unit = units[at] ?? 0;
    if (isThaiMark(unit) || unit === saraAm) {
      if (out.at(-1) === 0x20 && isThaiConsonant(out.at(-2))) out.pop();
      at = orderMarks(units, at, out);
    } else {
      out.push(unit);
      at += 1;
    }
  }
  return toText(out).trim().replaceAll('เเ', 'แ').normalize('NFC');
}

function isThaiConsonant(unit: number | undefined): boolean {
  return unit !== undefined && unit >= 0x0e01 && unit <= 0x0e2e;
}

/** Writes the marks from `at` on (with the า that belongs to ํ or ำ) in the order of a syllable; gives where it stopped. */
function orderMarks(units: readonly number[], at: number, out: number[]): number {
  const marks: number[] = [];
  let hasAm = false;
  let next = at;
  for (; next < units.length; next += 1) {
    const unit = units[next] ?? 0;
    if (isThaiMark(unit)) {
      if (!marks.includes(unit)) marks.push(unit);
    } else if (unit === saraAm || (unit === saraAa && (hasAm || marks.includes(nikhahit)))) {
      hasAm = true;
    } else {
      break;
    }
  }
  marks.sort((a, b) => rankMark(a) - rankMark(b));
  for (const mark of marks) if (!hasAm || mark !== nikhahit) out.push(mark);
  if (hasAm) out.push(saraAm);
  return next;
}

function rankMark(unit: number): number {
  if (unit >= 0x0e48 && unit <= 0x0e4b) return 1;
  return unit === 0x0e4c || unit === nikhahit || unit === 0x0e4e ? 2 : 0;
}

function toText(units: readonly number[]): string {
  let text = '';
  for (let at = 0; at < units.length; at += 8_192)
    text += String.fromCharCode(...units.slice(at, at + 8_192));
  return text;
}
