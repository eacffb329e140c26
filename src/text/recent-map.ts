interface Entry<K, V> {
  key: K;
  value: V;
}

/** Remembers what was asked for last: at least `maxRecent` entries, at most twice as many. */
export class RecentMap<K, V> {
  readonly #maxRecent: number;
  #recent = new Map<K, Entry<K, V>>();
  #older = new Map<K, Entry<K, V>>();

  constructor(maxRecent: number) {
    this.#maxRecent = maxRecent;
  }

  /** @param key not kept: a text may be cut out of a page */
  get(key: K): V | undefined {
    const known = this.#recent.get(key);
    if (known !== undefined) return known.value;
    const before = this.#older.get(key);
    if (before !== undefined) this.#put(before);
    return before?.value;
  }

  set(key: K, value: V): void {
    this.#put({ key, value });
  }

  #put(entry: Entry<K, V>): void {
    if (this.#recent.size >= this.#maxRecent) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(entry.key, entry);
  }
}
