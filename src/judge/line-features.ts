import { foldThai, skeletonOfFolded } from '../text/normalise.ts';
import type { WordCutter } from '../text/word-cutter.ts';

const number = /[0-9][0-9.,]*/g;
const breaks = /[\s|,.:;()/"'–-]+/;
const row = /[|\t]/;

/**
 * What a line of content is made of, for telling whether it shows an element: its words, each pair of neighbours, and
 * whether it is a row of a table. Numbers all read as 0: it matters that one stands there and not which.
 */
export function featuresOfLine(line: string, cutWords: WordCutter): string[] {
  const features = new Set<string>([row.test(line) ? 'row' : 'text']);
  let before = '';
  for (const run of foldThai(line).replaceAll(number, '0').split(breaks)) {
    for (const word of cutWords(skeletonOfFolded(run))) {
      features.add(`w:${word}`);
      if (before !== '') features.add(`b:${before}_${word}`);
      before = word;
    }
  }
  return [...features];
}
