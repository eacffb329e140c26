import { isThaiMark } from '../../text/fold.ts';
import type { TextRun } from './types.ts';

/** A word of `pdftotext -bbox`, boxes in points from the upper left corner. */
export interface BoxedWord {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface BoxedPage {
  width: number;
  words: BoxedWord[];
}

const wordPattern = /^\s*<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">(.*)<\/word>$/;
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Boxes are as high as the font's ascent and descent together: 1.3 (LibreOffice) to 1.7 (Chromium) of its size. */
const boxHeightPerSize = 1.5;

/** The words of every page of what `pdftotext -raw -bbox` writes; a last line that was cut off is left out. */
export function parseWordBoxes(output: string): BoxedPage[] {
  const pages: BoxedPage[] = [];
  for (const line of output.split('\n')) {
    const page = /^\s*<page width="([\d.]+)"/.exec(line);
    if (page !== null) {
      pages.push({ width: Number(page[1]), words: [] });
      continue;
    }
    const word = wordPattern.exec(line);
    if (word === null) continue;
    const [left, top, right, bottom] = word.slice(1, 5).map(Number) as [number, number, number, number];
    if (![left, top, right, bottom].every(Number.isFinite)) continue;
    pages.at(-1)?.words.push({ text: decodeEntities(word[5] ?? ''), left, right, top, bottom });
  }
  return pages;
}

function decodeEntities(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}

/**
 * Puts the blanks and line ends of poppler's raw text between the boxed words of the same page. Both come in the
 * same order; only the text knows where a blank was meant, only the boxes know the places. Where the two do not
 * agree the gaps between the boxes decide.
 */
export function joinRawText(raw: string, words: readonly BoxedWord[]): TextRun[] {
  const runs: TextRun[] = [];
  let at = 0;
  let last: BoxedWord | null = null;
  for (const word of words) {
    if (word.text === '') continue;
    let next = at;
    while (next < raw.length && /\s/.test(raw[next] ?? '')) next += 1;
    const agrees = raw.startsWith(word.text, next);
    const gap = raw.slice(at, next);
    const before = continuesLetter(last, word) ? 'none' : agrees ? readGap(gap) : guessGap(last, word);
    if (agrees) at = next + word.text.length;
    runs.push({ ...word, size: sizeOf(word), before: last === null ? 'line' : before });
    last = word;
  }
  return runs.length > 0 ? runs : placeWithoutBoxes(raw);
}

/**
 * A vowel or tone mark has no letter of its own to stand on: LibreOffice lifts it over tall letters ("ป้อง"), and poppler takes that for
 * a line's end before it and a blank behind it.
 */
function continuesLetter(last: BoxedWord | null, word: BoxedWord): boolean {
  if (last === null) return false;
  const height = Math.max(last.bottom - last.top, 1);
  const isNear =
    Math.abs(word.left - last.right) < height * 0.25 && Math.abs(last.bottom - word.bottom) < height / 2;
  return isNear && (startsAsMark(word.text) || (last.text.length === 1 && startsAsMark(last.text)));
}

function startsAsMark(text: string): boolean {
  return isThaiMark(text.charCodeAt(0));
}

function sizeOf(word: BoxedWord): number {
  return Math.max((word.bottom - word.top) / boxHeightPerSize, 1);
}

function readGap(gap: string): TextRun['before'] {
  if (gap.includes('\n')) return 'line';
  return gap === '' ? 'none' : 'blank';
}

function guessGap(last: BoxedWord | null, word: BoxedWord): TextRun['before'] {
  if (last === null) return 'line';
  const height = Math.max(last.bottom - last.top, 1);
  if (Math.abs(last.bottom - word.bottom) > height / 2 || word.left < last.left - height) return 'line';
  return word.left - last.right > height * 0.1 ? 'blank' : 'none';
}

/** Without boxes every line stands alone at the left edge: the text is kept, tables are not seen. */
function placeWithoutBoxes(raw: string): TextRun[] {
  return raw
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => ({
      text: line,
      left: 0,
      right: line.length * 6,
      top: index * 16,
      bottom: index * 16 + 14,
      size: 10,
      before: 'line' as const,
    }));
}
