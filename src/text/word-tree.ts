/** What no word goes on with. */
export const noNode = 0;
/** Where every word begins. */
export const rootNode = 1;

/**
 * Words by their letters. A table of numbers: a map for each letter took most of the time of telling what a page reads like.
 */
export class WordTree {
  /** column of each UTF-16 unit that is part of a word; 0 for all others, a column that stays empty */
  readonly #columns = new Uint16Array(0x10000);
  readonly #width: number;
  readonly #next: Uint16Array | Int32Array;
  /** by node, 1 + the place of the word that ends there */
  readonly #ends: Int32Array;

  /** @param words in any order, none empty, none twice */
  constructor(words: readonly string[]) {
    let width = 1;
    for (const unit of new Set(words.flatMap((word) => unitsOf(word)))) this.#columns[unit] = width++;
    this.#width = width;
    const nodes = rootNode + 1 + countNodes(words);
    this.#next = nodes <= 0x10000 ? new Uint16Array(nodes * width) : new Int32Array(nodes * width);
    this.#ends = new Int32Array(nodes);
    let count = rootNode + 1;
    for (const [at, word] of words.entries()) {
      let node = rootNode;
      for (const unit of unitsOf(word)) {
        const place = node * width + (this.#columns[unit] ?? 0);
        if (this.#next[place] === noNode) this.#next[place] = count++;
        node = this.#next[place] ?? noNode;
      }
      this.#ends[node] = at + 1;
    }
  }

  /** The node behind `node` and a UTF-16 unit, {@link noNode} where no word goes on so. */
  next(node: number, unit: number): number {
    return this.#next[node * this.#width + (this.#columns[unit] ?? 0)] ?? noNode;
  }

  /** The place among the words of the one that the letters up to here are, -1 where they are none. */
  wordAt(node: number): number {
    return (this.#ends[node] ?? 0) - 1;
  }
}

function unitsOf(word: string): number[] {
  return Array.from({ length: word.length }, (_, at) => word.charCodeAt(at));
}

/** How many different beginnings the words have. */
function countNodes(words: readonly string[]): number {
  let count = 0;
  let before = '';
  for (const word of words.toSorted()) {
    let shared = 0;
    while (shared < word.length && word.charCodeAt(shared) === before.charCodeAt(shared)) shared++;
    count += word.length - shared;
    before = word;
  }
  return count;
}
