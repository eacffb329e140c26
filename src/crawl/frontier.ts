import type { LinkRating } from './ports.ts';

/** An address that was seen and not opened yet. */
export interface FrontierEntry {
  url: string;
  key: string;
  target: 'page' | 'document';
  onSite: boolean;
  depth: number;
  foundOn: string | null;
  linkText: string | null;
  rating: LinkRating;
}

interface HeapNode {
  entry: FrontierEntry;
  weight: number;
}

/**
 * The addresses still to open, best first. Weights only fall while a crawl goes on, so a node is
 * weighed again when it comes to the top and sinks if it fell. Ties go to fewer clicks, then to the
 * canonical URL, never to timing.
 */
export class Frontier {
  readonly #weigh: (rating: LinkRating) => number;
  readonly #heap: HeapNode[] = [];
  readonly #waiting = new Map<string, FrontierEntry>();

  constructor(weigh: (rating: LinkRating) => number) {
    this.#weigh = weigh;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Adds an address, or betters what is known of one that waits already. */
  add(entry: FrontierEntry): void {
    const known = this.#waiting.get(entry.key);
    if (known !== undefined && !tellsMore(entry, known)) return;
    const better = known === undefined ? entry : merge(known, entry);
    this.#waiting.set(entry.key, better);
    this.#push({ entry: better, weight: this.#weightOf(better) });
  }

  /** Takes the best entry that `isAllowed`; what is not allowed stays known as unopened. */
  take(isAllowed: (entry: FrontierEntry) => boolean): FrontierEntry | null {
    const refused: HeapNode[] = [];
    let taken: FrontierEntry | null = null;
    while (taken === null) {
      const node = this.#pop();
      if (node === null) break;
      if (this.#waiting.get(node.entry.key) !== node.entry) continue;
      const weight = this.#weightOf(node.entry);
      if (weight < node.weight) this.#push({ entry: node.entry, weight });
      else if (isAllowed(node.entry)) taken = node.entry;
      else refused.push(node);
    }
    for (const node of refused) this.#push(node);
    if (taken !== null) this.#waiting.delete(taken.key);
    return taken;
  }

  /** What was never opened, in canonical order. */
  rest(): FrontierEntry[] {
    return [...this.#waiting.values()].toSorted((a, b) => compareText(a.key, b.key));
  }

  #weightOf(entry: FrontierEntry): number {
    return this.#weigh(entry.rating) * 0.97 ** entry.depth;
  }

  #push(node: HeapNode): void {
    const heap = this.#heap;
    heap.push(node);
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfBetter(at, parent)) break;
      at = parent;
    }
  }

  #pop(): HeapNode | null {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined) return null;
    if (heap.length === 0) return top;
    heap[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const best = [left, left + 1]
        .filter((child) => child < heap.length)
        .reduce((a, b) => (isBetter(heap[b], heap[a]) ? b : a), left);
      if (best >= heap.length || !this.#swapIfBetter(best, at)) return top;
      at = best;
    }
  }

  #swapIfBetter(child: number, parent: number): boolean {
    const a = this.#heap[child];
    const b = this.#heap[parent];
    if (a === undefined || b === undefined || !isBetter(a, b)) return false;
    this.#heap[child] = b;
    this.#heap[parent] = a;
    return true;
  }
}

function tellsMore(found: FrontierEntry, known: FrontierEntry): boolean {
  return (
    found.rating.relevance > known.rating.relevance ||
    found.depth < known.depth ||
    (known.rating.isOpaque && !found.rating.isOpaque)
  );
}

function merge(known: FrontierEntry, found: FrontierEntry): FrontierEntry {
  const better = found.rating.relevance > known.rating.relevance ? found.rating : known.rating;
  const rating = { ...better, isOpaque: known.rating.isOpaque && found.rating.isOpaque };
  const nearer = found.depth < known.depth ? found : known;
  return { ...nearer, rating };
}

function isBetter(a: HeapNode | undefined, b: HeapNode | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined;
  if (a.weight !== b.weight) return a.weight > b.weight;
  if (a.entry.depth !== b.entry.depth) return a.entry.depth < b.entry.depth;
  return compareText(a.entry.key, b.entry.key) < 0;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
