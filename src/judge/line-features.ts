import { foldThai } from '../text/normalise.ts';
import { wordsAndNumbersOfLine } from '../text/line-words.ts';
import type { WordCutter } from '../text/word-cutter.ts';

const cellBreak = /[|\t]/;
const numberCell = /^[0-9.,]+$/;
const largeNumber = /,[0-9]{3}|[0-9]{4,}/;
const mostCells = 6;
/** Lines are as long as one of so many steps of so many characters. */
const mostSteps = 5;
const stepChars = 20;

/**
 * What a line of content is made of, for telling whether it shows an element: its words and kinds of numbers, each pair of
 * neighbours, the first and the last, how long it is, and of a row of a table how many cells it has and which of them are
 * numbers.
 */
export function featuresOfLine(line: string, cutWords: WordCutter): string[] {
  const cells = line.split(cellBreak);
  const features = new Set<string>([cells.length > 1 ? 'row' : 'text']);
  let first = '';
  let before = '';
  for (const word of wordsAndNumbersOfLine(line, cutWords)) {
    features.add(`w:${word}`);
    if (before === '') first = word;
    else features.add(`b:${before}_${word}`);
    before = word;
  }
  features.add(`first:${first}`);
  features.add(`last:${before}`);
  features.add(`length:${Math.min(mostSteps, Math.floor(line.length / stepChars))}`);
  if (cells.length > 1) {
    features.add(`cells:${Math.min(mostCells, cells.length)}`);
    for (const cell of cells) {
      const bare = foldThai(cell).trim();
      if (numberCell.test(bare)) features.add(largeNumber.test(bare) ? 'large-number' : 'small-number');
    }
  }
  return [...features];
}
