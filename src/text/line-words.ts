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
