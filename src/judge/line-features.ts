import { wordsOfLine } from '../text/line-words.ts';
import type { WordCutter } from '../text/word-cutter.ts';

const row = /[|\t]/;

/**
 * What a line of content is made of, for telling whether it shows an element: its words, each pair of neighbours, and
 * whether it is a row of a table.
 */
export function featuresOfLine(line: string, cutWords: WordCutter): string[] {
  const features = new Set<string>([row.test(line) ? 'row' : 'text']);
  let before = '';
  for (const word of wordsOfLine(line, cutWords)) {
    features.add(`w:${word}`);
    if (before !== '') features.add(`b:${before}_${word}`);
    before = word;
  }
  return [...features];
}
