/** A place without a number. */
const free = -1;

/**
 * Places of whole numbers, looked up in two arrays: a `Map` of the 19,000 pairs of words that names have takes 1.5 MB in place of
 * 0.5, and a title, which asks some thirty times, 64 µs in place of 56.
 */
export class NumberTable {
  readonly #keys: Int32Array;
  readonly #places: Int32Array;
  readonly #shift: number;

  /** @param numbers different ones, from 0 to 2³¹ − 1 */
  constructor(numbers: ArrayLike<number>) {
    const bits = Math.max(1, Math.ceil(Math.log2(numbers.length * 2 + 1)));
    this.#shift = 32 - bits;
    this.#keys = new Int32Array(2 ** bits).fill(free);
    this.#places = new Int32Array(2 ** bits);
    for (let at = 0; at < numbers.length; at += 1) {
      const key = numbers[at] ?? free;
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#places[slot] = at;
    }
  }

  /** Which of the numbers it is, -1 for none of them. */
  placeOf(number: number): number {
    const slot = this.#slotOf(number);
    return this.#keys[slot] === free ? -1 : (this.#places[slot] ?? -1);
  }

  /** Where a number stands, or would: by multiplicative hashing, and from there on to the next free slot (Knuth, TAOCP 3, 6.4). */
  #slotOf(number: number): number {
    const last = this.#keys.length - 1;
    let slot = Math.imul(number, 0x9e37_79b1) >>> this.#shift;
    while (this.#keys[slot] !== number && this.#keys[slot] !== free) slot = (slot + 1) & last;
    return slot;
  }
}
