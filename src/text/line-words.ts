import { foldThai, skeletonOfFolded } from './normalise.ts';
import type { WordCutter } from './word-cutter.ts';

const number = /[0-9][0-9.,]*/g;
const breaks = /[\s|,.:;()/"'–-]+/;

/** The words of a line in order, as skeletons. Numbers all read as 0: it matters that one stands there and not which. */
export function wordsOfLine(line: string, cutWords: WordCutter): string[] {
  return foldThai(line)
    .replaceAll(number, '0')
    .split(breaks)
    .flatMap((run) => cutWords(skeletonOfFolded(run)));
}

/** How a number is written tells what it counts: money, people, a share, a year, a telephone. */
const numberKinds = new Set([
  '#buddhist',
  '#christian',
  '#share',
  '#phone',
  '#thousands',
  '#hundreds',
  '#small',
]);

/** The same with what kind of number stands in place of each. */
export function wordsAndNumbersOfLine(line: string, cutWords: WordCutter): string[] {
  const folded = foldThai(line);
  return folded
    .replaceAll(number, (written, at: number) => ` ${kindOfNumber(written, folded[at + written.length])} `)
    .split(breaks)
    .flatMap((run) => (numberKinds.has(run) ? [run] : cutWords(skeletonOfFolded(run))));
}

function kindOfNumber(written: string, next: string | undefined): string {
  if (/^2[45]\d\d[.,]?$/.test(written)) return '#buddhist';
  if (/^(?:1[89]|20)\d\d$/.test(written)) return '#christian';
  if (next === '%') return '#share';
  const digits = written.replaceAll(/[.,]/g, '').length;
  if (digits >= 4 || /,\d{3}/.test(written)) return /^0\d/.test(written) ? '#phone' : '#thousands';
  return digits === 3 ? '#hundreds' : '#small';
}
