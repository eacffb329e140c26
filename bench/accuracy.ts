/** How much of a text a reader got right, 0–1. */
export interface Accuracy {
  /** 1 − edit distance ÷ length, spaces left out */
  characters: number;
  /** share of the true words that were found, in any order */
  words: number;
}

/** Compares what was read with what was written; order counts for characters and not for words. */
export function compareTexts(truth: string, found: string): Accuracy {
  const [wanted, given] = [squeeze(truth), squeeze(found)];
  const distance = editDistance(wanted, given);
  const bag = new Map<string, number>();
  for (const word of splitWords(found)) bag.set(word, (bag.get(word) ?? 0) + 1);
  const words = splitWords(truth);
  let hits = 0;
  for (const word of words) {
    const left = bag.get(word) ?? 0;
    if (left === 0) continue;
    bag.set(word, left - 1);
    hits++;
  }
  return {
    characters: Math.max(0, 1 - distance / Math.max(1, wanted.length)),
    words: words.length === 0 ? 1 : hits / words.length,
  };
}

const tidy = (text: string): string => text.normalize('NFC').replaceAll('\u0E4D\u0E32', '\u0E33');

const squeeze = (text: string): string => tidy(text).replaceAll(/\s+/g, '');

/** Thai is written without spaces, and readers put line ends anywhere: words are cut after they are taken out. */
function splitWords(text: string): string[] {
  const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
  return Array.from(segmenter.segment(squeeze(text)))
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ segment }) => segment);
}

function editDistance(a: string, b: string): number {
  let previous = Uint32Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = new Uint32Array(b.length + 1);
    current[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const change = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      current[j] = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + change,
      );
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
