import { createWordCutter, type WordCutter } from '../text/word-cutter.ts';
import { titleLetters } from './title-letters.ts';

/** Two words that stand together in fewer names say nothing of others. */
const leastNames = 2;

/** The known words of a title and which two of them it has, by number; good until the next reading. */
export interface ReadTerms {
  numbers: Int32Array;
  /** only so many of `numbers` count */
  length: number;
}

/**
 * The words of a title and every two of them together: "แผน" with "ทุจริต" says more than both, wherever they stand. Stretches between
 * known words are left aside, the three-letter pieces have those.
 */
export class TitleTerms {
  readonly #words: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #cut: WordCutter;
  readonly #pairs: Float64Array;
  readonly #numbers: ReadonlyMap<number, number>;
  readonly #read: ReadTerms = { numbers: new Int32Array(64), length: 0 };

  /**
   * @param vocabulary words as they are written
   * @param pairs as {@link TitleTerms.pairs} gave them
   */
  constructor(vocabulary: readonly string[], pairs: Iterable<number>) {
    const words = new Set(vocabulary.map(titleLetters).filter((word) => word.length > 1));
    this.#words = [...words];
    this.#places = new Map(this.#words.map((word, at) => [word, at]));
    this.#cut = createWordCutter(this.#words);
    this.#pairs = Float64Array.from(pairs);
    this.#numbers = new Map(Array.from(this.#pairs, (pair, at) => [pair, this.#words.length + at]));
  }

  /** Finds which two words stand together in several names. */
  static learn(vocabulary: readonly string[], names: Iterable<string>): TitleTerms {
    const alone = new TitleTerms(vocabulary, []);
    const counts = new Map<number, number>();
    for (const name of names) {
      const { numbers, length } = alone.read(name);
      for (let at = 0; at < length; at += 1) {
        for (let other = at + 1; other < length; other += 1) {
          const pair = alone.#pairOf(numbers[at] ?? 0, numbers[other] ?? 0);
          counts.set(pair, (counts.get(pair) ?? 0) + 1);
        }
      }
    }
    const often = [...counts].filter(([, count]) => count >= leastNames);
    return new TitleTerms(
      vocabulary,
      often.map(([pair]) => pair),
    );
  }

  /** How many words and pairs are known. */
  get size(): number {
    return this.#words.length + this.#pairs.length;
  }

  /** Every pair as one number, in the order of their own. */
  get pairs(): Float64Array {
    return this.#pairs;
  }

  /** The terms of a title's letters, each once; words first. */
  read(bare: string): ReadTerms {
    const words = this.#wordsOf(bare);
    const most = (words.length * (words.length + 1)) / 2;
    if (this.#read.numbers.length < most) this.#read.numbers = new Int32Array(most * 2);
    const { numbers } = this.#read;
    let length = 0;
    for (const word of words) numbers[length++] = word;
    for (let at = 0; at < words.length; at += 1) {
      for (let other = at + 1; other < words.length; other += 1) {
        const number = this.#numbers.get(this.#pairOf(words[at] ?? 0, words[other] ?? 0));
        if (number !== undefined) numbers[length++] = number;
      }
    }
    this.#read.length = length;
    return this.#read;
  }

  /** A term as it is written, without marks. */
  write(number: number): string {
    const count = this.#words.length;
    if (number < count) return this.#words[number] ?? '';
    const pair = this.#pairs[number - count] ?? 0;
    return `${this.#words[Math.floor(pair / count)] ?? ''}+${this.#words[pair % count] ?? ''}`;
  }

  #wordsOf(bare: string): number[] {
    const words: number[] = [];
    for (const word of this.#cut(bare)) {
      const place = this.#places.get(word);
      if (place !== undefined && !words.includes(place)) words.push(place);
    }
    return words;
  }

  /** Two words are one pair, whichever comes first. */
  #pairOf(one: number, other: number): number {
    return Math.min(one, other) * this.#words.length + Math.max(one, other);
  }
}
