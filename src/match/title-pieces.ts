/** Units that can be told apart in a piece's number: three of them fit a whole number of 53 bits. */
const unitBase = 65_536;
const start = '^'.charCodeAt(0);
const end = '$'.charCodeAt(0);

/** A skeleton's pieces by number, in the order in which they stand. */
export interface ReadPieces {
  /** -1 where no name holds the piece; only the first `length` count, until the next reading */
  numbers: Int32Array;
  length: number;
}

/**
 * Numbers the three-letter pieces of skeletons, with marks for where one begins and ends: numbers cost a fraction of cutting
 * out the pieces as strings and looking those up, and every title is read twice.
 */
export class TitlePieces {
  /** by unit, from 1 on; 0: no name holds it */
  readonly #letters = new Uint16Array(unitBase);
  #letterCount = 0;
  readonly #numbers = new Map<number, number>();
  readonly #units: number[] = [];
  readonly #read: ReadPieces = { numbers: new Int32Array(512), length: 0 };
  #lastRead: string | null = null;

  /** How many pieces are known. */
  get size(): number {
    return this.#numbers.size;
  }

  /** Learns the pieces of a name, from 0 on in the order in which they are met. */
  learn(bare: string): void {
    for (let at = 0; at < bare.length; at += 1)
      this.#add(unitAt(bare, at - 1), unitAt(bare, at), unitAt(bare, at + 1));
  }

  /** Three units of each piece, in the order of their numbers. */
  get units(): Uint16Array {
    return Uint16Array.from(this.#units);
  }

  /** The pieces that had these {@link units}. */
  static fromUnits(units: Uint16Array): TitlePieces {
    const pieces = new TitlePieces();
    for (let at = 0; at < units.length; at += 3)
      pieces.#add(units[at] ?? 0, units[at + 1] ?? 0, units[at + 2] ?? 0);
    return pieces;
  }

  /** The pieces of a skeleton; the answer is good until the next call. */
  read(bare: string): ReadPieces {
    const read = this.#read;
    if (bare === this.#lastRead) return read;
    if (read.numbers.length < bare.length) read.numbers = new Int32Array(bare.length * 2);
    const { numbers } = read;
    const letters = this.#letters;
    let before = letters[start] ?? 0;
    let here = bare === '' ? 0 : (letters[bare.charCodeAt(0)] ?? 0);
    for (let at = 0; at < bare.length; at += 1) {
      const next = letters[unitAt(bare, at + 1)] ?? 0;
      const isKnown = before > 0 && here > 0 && next > 0;
      numbers[at] = isKnown ? (this.#numbers.get(keyOf(before, here, next)) ?? -1) : -1;
      before = here;
      here = next;
    }
    read.length = bare.length;
    this.#lastRead = bare;
    return read;
  }

  /** Of three letters, -1 where no name holds them in a row. */
  numberOf(piece: string): number {
    return this.read(piece).numbers[1] ?? -1;
  }

  /** A piece as it is written. */
  write(number: number): string {
    return String.fromCharCode(...this.#units.slice(number * 3, number * 3 + 3));
  }

  #add(before: number, here: number, next: number): void {
    const key = keyOf(this.#letterOf(before), this.#letterOf(here), this.#letterOf(next));
    if (this.#numbers.has(key)) return;
    this.#lastRead = null;
    this.#numbers.set(key, this.#numbers.size);
    this.#units.push(before, here, next);
  }

  #letterOf(unit: number): number {
    const known = this.#letters[unit] ?? 0;
    if (known > 0) return known;
    this.#letterCount += 1;
    this.#letters[unit] = this.#letterCount;
    return this.#letterCount;
  }
}

/** Few letters give small numbers, which are looked up fastest. */
function keyOf(before: number, here: number, next: number): number {
  const small = 1_000;
  return here < small && before < small && next < small
    ? (before * small + here) * small + next
    : -((before * unitBase + here) * unitBase + next);
}

function unitAt(bare: string, at: number): number {
  if (at < 0) return start;
  return at < bare.length ? bare.charCodeAt(at) : end;
}
