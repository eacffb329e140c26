/**
 * Writes the words that names are cut into at the end of `checklists/title-words.yaml`:
 *   node scripts/write-title-vocabulary.ts
 * These are the words of the known names as this machine's ICU parts them, those that several names have. They are stored, so that
 * telling titles needs no ICU. To be run again when many names were added.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readChecklist } from '../src/checklist/load.ts';
import { titleLetters } from '../src/match/title-letters.ts';
import { loadTitleWords } from '../src/match/title-words.ts';
import { foldThai } from '../src/text/normalise.ts';

const path = 'checklists/title-words.yaml';
/** A word of fewer names says nothing of others. */
const leastNames = 4;
const wordsPerLine = 24;

const text = readFileSync(path, 'utf8');
const { checklist } = await readChecklist('checklists/ita-2568.yaml');
const { names, nothing } = loadTitleWords(text);
const known = [
  ...checklist.items.flatMap(({ nameTh, labels, nearMisses }) => [
    nameTh,
    ...labels.right,
    ...labels.other,
    ...nearMisses.map(({ label }) => label),
  ]),
  ...Object.values(names).flat(),
  ...nothing,
];
const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
const counts = new Map<string, { word: string; names: number }>();
for (const name of known) {
  const met = new Map<string, string>();
  for (const { segment, isWordLike } of segmenter.segment(foldThai(name))) {
    const letters = titleLetters(segment);
    if (isWordLike === true && letters.length > 1 && !/^[0-9]+$/.test(letters)) met.set(letters, segment);
  }
  for (const [letters, word] of met) {
    const entry = counts.get(letters);
    if (entry === undefined) counts.set(letters, { word, names: 1 });
    else entry.names += 1;
  }
}
const words = [...counts.values()].filter((entry) => entry.names >= leastNames).map(({ word }) => word);
const sorted = words.toSorted((a, b) => (a < b ? -1 : 1));
const lines = Array.from({ length: Math.ceil(sorted.length / wordsPerLine) }, (_, at) =>
  sorted.slice(at * wordsPerLine, (at + 1) * wordsPerLine).join(' '),
);
const mark = '\n# Words that names are cut into';
const [before = text] = text.split(mark);
const note = `${mark}, made of the names above by scripts/write-title-vocabulary.ts.\nvocabulary: >-\n`;
writeFileSync(path, `${before.trimEnd()}\n${note}${lines.map((line) => `  ${line}\n`).join('')}`);
console.log(`${sorted.length} words of ${known.length} names`);
