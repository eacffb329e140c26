/** Cuts folded Thai without blanks into words that it knows and stretches that it does not. */
export type WordCutter = (run: string) => string[];

interface Node {
  isWord: boolean;
  next: Map<number, Node>;
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
  const root: Node = { isWord: false, next: new Map() };
  for (const word of words) if (word.length >= minWordLetters) plant(root, word);
  return (run) => cut(root, run);
}

function plant(root: Node, word: string): void {
  let node = root;
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    let next = node.next.get(unit);
    if (next === undefined) {
      next = { isWord: false, next: new Map() };
      node.next.set(unit, next);
    }
    node = next;
  }
  node.isWord = true;
}

function cut(root: Node, run: string): string[] {
  const length = run.length;
  const cost = new Float64Array(length + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(length + 1);
  const isKnown = new Uint8Array(length + 1);
  cost[0] = 0;
  const reach = (start: number, end: number, step: number, known: 0 | 1): void => {
    const total = (cost[start] ?? 0) + step;
    if (total >= (cost[end] ?? 0)) return;
    cost[end] = total;
    from[end] = start;
    isKnown[end] = known;
  };
  for (let start = 0; start < length; start++) {
    reach(start, start + 1, strayLetterCost, 0);
    let node: Node | undefined = root;
    for (let at = start; at < length; at++) {
      node = node.next.get(run.charCodeAt(at));
      if (node === undefined) break;
      if (node.isWord) reach(start, at + 1, 1, 1);
    }
  }
  return collect(run, from, isKnown);
}

function collect(run: string, from: Int32Array, isKnown: Uint8Array): string[] {
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
