import { noNode, rootNode, WordTree } from './word-tree.ts';

/** Cuts folded Thai without blanks into words that it knows and stretches that it does not. */
export type WordCutter = (run: string) => string[];

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
  const tree = new WordTree([...words].filter((word) => word.length >= minWordLetters));
  let room = createRoom(64);
  return (run) => {
    if (run.length > room.from.length - 1) room = createRoom(run.length * 2);
    cover(tree, run, room);
    return collect(run, room);
  };
}

/** For each place of a run how it is best reached; made once, runs are short and many. */
interface Room {
  cost: Float64Array;
  from: Int32Array;
  /** 1: by a known word */
  isKnown: Uint8Array;
}

function createRoom(length: number): Room {
  return {
    cost: new Float64Array(length + 1),
    from: new Int32Array(length + 1),
    isKnown: new Uint8Array(length + 1),
  };
}

function cover(tree: WordTree, run: string, { cost, from, isKnown }: Room): void {
  const { length } = run;
  cost.fill(Number.POSITIVE_INFINITY, 1, length + 1);
  cost[0] = 0;
  for (let start = 0; start < length; start++) {
    const here = cost[start] ?? 0;
    if (here + strayLetterCost < (cost[start + 1] ?? 0)) {
      cost[start + 1] = here + strayLetterCost;
      from[start + 1] = start;
      isKnown[start + 1] = 0;
    }
    let node = rootNode;
    for (let end = start + 1; end <= length; end++) {
      node = tree.next(node, run.charCodeAt(end - 1));
      if (node === noNode) break;
      if (!tree.isWord(node) || here + 1 >= (cost[end] ?? 0)) continue;
      cost[end] = here + 1;
      from[end] = start;
      isKnown[end] = 1;
    }
  }
}

function collect(run: string, { from, isKnown }: Room): string[] {
  const words: string[] = [];
  let end = run.length;
  let strayEnd = end;
  while (end > 0) {
    const start = from[end] ?? 0;
    if (isKnown[end] === 1) {
      if (strayEnd > end) words.push(run.slice(end, strayEnd));
      words.push(run.slice(start, end));
      strayEnd = start;
    }
    end = start;
  }
  if (strayEnd > 0) words.push(run.slice(0, strayEnd));
  return words.toReversed();
}
