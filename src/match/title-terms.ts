import { createWordFinder, type FoundWords, type WordFinder } from '../text/word-cutter.ts';
import { NumberTable } from './number-table.ts';
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
  readonly #find: WordFinder;
  readonly #pairs: Float64Array;
  readonly #placeOfPair: NumberTable;
  readonly #read: ReadTerms = { numbers: new Int32Array(64), length: 0 };

  /**
   * @param vocabulary words as they are written
   * @param pairs as {@link TitleTerms.pairs} gave them
   */
  constructor(vocabulary: readonly string[], pairs: Iterable<number>) {
    const words = new Set(vocabulary.map(titleLetters).filter((word) => word.length > 1));
    this.#words = [...words];
    this.#find = createWordFinder(this.#words);
    this.#pairs = Float64Array.from(pairs);
    this.#placeOfPair = new NumberTable(this.#pairs);
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
    const { places, length: count } = this.#wordsOf(bare);
    const most = (count * (count + 1)) / 2;
    if (this.#read.numbers.length < most) this.#read.numbers = new Int32Array(most * 2);
    const { numbers } = this.#read;
    let length = 0;
    for (let at = 0; at < count; at += 1) numbers[length++] = places[at] ?? 0;
    for (let at = 0; at < count; at += 1) {
      for (let other = at + 1; other < count; other += 1) {
        const place = this.#placeOfPair.placeOf(this.#pairOf(places[at] ?? 0, places[other] ?? 0));
        if (place >= 0) numbers[length++] = this.#words.length + place;
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

  /** Each once, where it stands first. */
  #wordsOf(bare: string): FoundWords {
    const found = this.#find(bare);
    const { places } = found;
    let length = 0;
    for (let at = 0; at < found.length; at += 1) {
      const place = places[at] ?? 0;
      const first = places.indexOf(place);
      if (first >= length) places[length++] = place;
    }
    found.length = length;
    return found;
  }

  /** Two words are one pair, whichever comes first. */
  #pairOf(one: number, other: number): number {
    return Math.min(one, other) * this.#words.length + Math.max(one, other);
  }
}
