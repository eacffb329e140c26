import type { TextRun } from './types.ts';

/** Text that stands together on one line: a word, or words that belong together. */
export interface Segment {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** size of its letters in points */
  size: number;
  /** what parts it from what comes before it in the content */
  before: TextRun['before'];
  /** places of its first and last run in the order of the page's content */
  order: number;
  lastOrder: number;
}

/** Segments at one height, left to right. */
export interface Line {
  segments: Segment[];
  top: number;
  bottom: number;
}

/** Beyond this share of the letters' size a gap is a blank even where none was written. */
const blankGap = 0.5;

/** Joins runs with nothing between them: Thai producers write three letters at a time. */
export function joinWords(runs: readonly TextRun[]): Segment[] {
  const words: Segment[] = [];
  let current: Segment | null = null;
  for (const [order, run] of runs.entries()) {
    if (current !== null && continuesWord(current, run)) {
      extendSegment(current, { ...run, order, lastOrder: order }, '');
      continue;
    }
    current = { ...run, order, lastOrder: order };
    words.push(current);
  }
  return words;
}

function continuesWord(word: Segment, run: TextRun): boolean {
  const gap = run.left - word.right;
  return run.before === 'none' && sharesLine(word, run) && gap < run.size * blankGap && gap > -run.size * 2;
}

/** Adds what stands behind a segment to it, parted by `gap`. */
export function extendSegment(segment: Segment, next: Segment, gap: '' | ' '): void {
  segment.text += gap + next.text;
  segment.left = Math.min(segment.left, next.left);
  segment.right = Math.max(segment.right, next.right);
  segment.top = Math.min(segment.top, next.top);
  segment.bottom = Math.max(segment.bottom, next.bottom);
  segment.lastOrder = next.lastOrder;
}

/** Whether two boxes stand on the same line: their middles are less than 0.4 of the lower one's height apart. */
export function sharesLine(a: { top: number; bottom: number }, b: { top: number; bottom: number }): boolean {
  const height = Math.min(a.bottom - a.top, b.bottom - b.top);
  return Math.abs(a.top + a.bottom - b.top - b.bottom) / 2 < Math.max(height, 1) * 0.4;
}

/** Segments as the eye sees them: lines from top to bottom. */
export function stackLines(segments: readonly Segment[]): Line[] {
  const sorted = segments.toSorted((a, b) => a.top + a.bottom - b.top - b.bottom || a.order - b.order);
  const lines: Line[] = [];
  for (const segment of sorted) {
    const last = lines.at(-1);
    if (last !== undefined && sharesLine(last, segment)) {
      last.segments.push(segment);
      continue;
    }
    lines.push({ segments: [segment], top: segment.top, bottom: segment.bottom });
  }
  for (const line of lines) line.segments.sort((a, b) => a.left - b.left || a.order - b.order);
  return lines;
}

/** A heading's letters are higher than the usual ones by this factor. */
export const headingFactor = 1.15;

/** The size in which most letters of these are set, in points. */
export function findUsualSize(runs: readonly Pick<TextRun, 'size' | 'text'>[]): number {
  const letters = new Map<number, number>();
  for (const run of runs) {
    const size = Math.round(run.size * 2) / 2;
    letters.set(size, (letters.get(size) ?? 0) + run.text.length);
  }
  let usual = 0;
  let most = 0;
  for (const [size, count] of letters) {
    if (count > most || (count === most && size < usual)) {
      most = count;
      usual = size;
    }
  }
  return usual;
}
