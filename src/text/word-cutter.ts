import { noNode, rootNode, WordTree } from './word-tree.ts';

/** Cuts folded Thai without blanks into words that it knows and stretches that it does not. */
export type WordCutter = (run: string) => string[];

/** Finds the words that a run is cut into by their places, in the order in which they stand; good until the next run. */
export type WordFinder = (run: string) => FoundWords;

export interface FoundWords {
  /** places in the list of words */
  places: Int32Array;
  /** only so many of `places` count */
  length: number;
}

/** A letter outside every known word costs as much as this many words: unknown stretches are kept short. */
const strayLetterCost = 2.5;
const minWordLetters = 2;

/**
 * Makes a cutter that covers a run with as few known words as can be (maximal matching). Its words are data, so that the
 * same text is cut alike on every machine; the dictionary of `Intl.Segmenter` differs between versions of ICU.
 *
 * @param words skeletons of words; single letters are left out
 */
export function createWordCutter(words: Iterable<string>): WordCutter {
  const coverWith = createCover([...words].filter((word) => word.length >= minWordLetters));
  return (run) => collect(run, coverWith(run));
}

/**
 * {@link createWordCutter} for who wants to know which words there are and not how the rest is cut.
 *
 * @param words skeletons of at least two letters, none twice
 */
export function createWordFinder(words: readonly string[]): WordFinder {
  const coverWith = createCover(words);
  const found: FoundWords = { places: new Int32Array(64), length: 0 };
  return (run) => {
    const { from, word } = coverWith(run);
    if (found.places.length < run.length) found.places = new Int32Array(run.length * 2);
    let length = 0;
    for (let end = run.length; end > 0; end = from[end] ?? 0) {
      const place = word[end] ?? strayLetter;
      if (place !== strayLetter) found.places[length++] = place;
    }
    found.places.subarray(0, length).reverse();
    found.length = length;
    return found;
  };
}

function createCover(words: readonly string[]): (run: string) => Room {
  const tree = new WordTree(words);
  let room = createRoom(64);
  return (run) => {
    if (run.length > room.from.length - 1) room = createRoom(run.length * 2);
    cover(tree, run, room);
    return room;
  };
}

/** For each place of a run how it is best reached; made once, runs are short and many. */
interface Room {
  cost: Float64Array;
  from: Int32Array;
  /** by which word, {@link strayLetter} by none */
  word: Int32Array;
}

const strayLetter = -1;

function createRoom(length: number): Room {
  return {
    cost: new Float64Array(length + 1),
    from: new Int32Array(length + 1),
    word: new Int32Array(length + 1),
  };
}

function cover(tree: WordTree, run: string, { cost, from, word }: Room): void {
  const { length } = run;
  cost.fill(Number.POSITIVE_INFINITY, 1, length + 1);
  cost[0] = 0;
  for (let start = 0; start < length; start++) {
    const here = cost[start] ?? 0;
    if (here + strayLetterCost < (cost[start + 1] ?? 0)) {
      cost[start + 1] = here + strayLetterCost;
      from[start + 1] = start;
      word[start + 1] = strayLetter;
    }
    let node = rootNode;
    for (let end = start + 1; end <= length; end++) {
      node = tree.next(node, run.charCodeAt(end - 1));
      if (node === noNode) break;
      const place = tree.wordAt(node);
      if (place < 0 || here + 1 >= (cost[end] ?? 0)) continue;
      cost[end] = here + 1;
      from[end] = start;
      word[end] = place;
    }
  }
}

function collect(run: string, { from, word }: Room): string[] {
  const words: string[] = [];
  let end = run.length;
  let strayEnd = end;
  while (end > 0) {
    const start = from[end] ?? 0;
    if (word[end] !== strayLetter) {
      if (strayEnd > end) words.push(run.slice(end, strayEnd));
      words.push(run.slice(start, end));
      strayEnd = start;
    }
    end = start;
  }
  if (strayEnd > 0) words.push(run.slice(0, strayEnd));
  return words.toReversed();
}
