import { Families, type Family } from './families.ts';
import type { LinkAim, LinkRating } from './ports.ts';

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
  readonly entry: FrontierEntry;
  /** its place among all that were seen */
  readonly order: number;
  readonly family: Family;
  /** whatever others of its family led to, it is believed */
  readonly isSure: boolean;
  readonly isPartOfList: boolean;
  readonly nearness: number;
  weight: number;
}

/** Own words of at least this promise are believed whatever others of the family led to. */
const sureWords = 0.7;

/** A link found that its page counts for as having led to something. */
const findWeight = 0.6;

/**
 * The addresses still to open, best first. A weight mostly falls while a crawl goes on, so a node is weighed again when it
 * comes to the top and sinks if it fell; where a family of addresses rises, all is weighed anew. Ties go to fewer clicks,
 * then to what was seen first (a menu's first entries, as a visitor would), never to timing.
 */
export class Frontier {
  readonly #weigh: (rating: LinkRating) => number;
  readonly #families = new Families();
  #heap: HeapNode[] = [];
  readonly #waiting = new Map<string, HeapNode>();
  #seen = 0;

  constructor(weigh: (rating: LinkRating) => number) {
    this.#weigh = weigh;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Adds an address, or betters what is known of one that waits already. */
  add(entry: FrontierEntry): void {
    const waiting = this.#waiting.get(entry.key);
    const known = waiting?.entry;
    if (known !== undefined && !tellsMore(entry, known)) return;
    const better = known === undefined ? entry : merge(known, entry);
    const node = this.#nodeOf(better, waiting?.order ?? this.#seen++);
    this.#waiting.set(entry.key, node);
    this.#push(node);
    const isNews = isTold(entry) && (known === undefined || !isTold(known));
    if (!isNews || entry.foundOn === null) return;
    if (this.#weigh(entry.rating) >= findWeight) this.noteGiver(entry.foundOn);
  }

  /** What was opened under this address was wanted, or led to what is: others of its family may, too. */
  noteGiver(url: string): void {
    if (this.#families.noteGiver(url)) this.#weighAnew();
  }

  /**
   * Takes the best entry that `isAllowed`. One that is refused stays known as unopened and is not offered again: what a
   * budget refuses once it refuses from then on. Null: nothing is left but what was refused.
   */
  take(isAllowed: (entry: FrontierEntry) => boolean): FrontierEntry | null {
    for (let node = this.#best(); node !== null; node = this.#best()) {
      this.#pop();
      if (!isAllowed(node.entry)) continue;
      this.#waiting.delete(node.entry.key);
      this.#families.noteOpened(node.family);
      return node.entry;
    }
    return null;
  }

  /** After `take` gave null: offers those again that were refused and would not be now. Returns whether there are any. */
  offerAgain(isAllowed: (entry: FrontierEntry) => boolean): boolean {
    for (const [key, { entry, order }] of this.#waiting) {
      if (!isAllowed(entry)) continue;
      const node = this.#nodeOf(entry, order);
      this.#waiting.set(key, node);
      this.#push(node);
    }
    return this.#heap.length > 0;
  }

  /** Whether one of those that wait is such. */
  some(isSuch: (entry: FrontierEntry) => boolean): boolean {
    for (const { entry } of this.#waiting.values()) if (isSuch(entry)) return true;
    return false;
  }

  /** What was never opened, in canonical order. */
  rest(): FrontierEntry[] {
    const entries = [...this.#waiting.values()].map(({ entry }) => entry);
    return entries.toSorted((a, b) => compareText(a.key, b.key));
  }

  /** The best node with its weight as it is now, left on top. */
  #best(): HeapNode | null {
    for (;;) {
      const node = this.#heap[0];
      if (node === undefined) return null;
      if (this.#waiting.get(node.entry.key) !== node) {
        this.#pop();
        continue;
      }
      const weight = this.#weightOf(node);
      if (weight >= node.weight) return node;
      // Where a family falls all of it is weighed anew, one after the other: the dearest part of choosing.
      node.weight = weight;
      this.#sink(0);
    }
  }

  #nodeOf(entry: FrontierEntry, order: number): HeapNode {
    const { rating, depth, key } = entry;
    const family = this.#families.of(key);
    const isPartOfList = rating.aim?.place === 'pager';
    if (isPartOfList) family.isList = true;
    const node = {
      entry,
      order,
      family,
      isSure: (rating.aim?.own ?? rating.relevance) >= sureWords || rating.aim?.place === 'menu',
      isPartOfList,
      nearness: 0.97 ** depth,
      weight: 0,
    };
    node.weight = this.#weightOf(node);
    return node;
  }

  #weightOf({ entry, family, isSure, isPartOfList, nearness }: HeapNode): number {
    const factor = isSure ? 1 : this.#families.factorOf(family, isPartOfList);
    return this.#weigh(entry.rating) * nearness * factor;
  }

  #weighAnew(): void {
    const nodes = this.#heap;
    this.#heap = [];
    for (const node of nodes) {
      if (this.#waiting.get(node.entry.key) !== node) continue;
      node.weight = this.#weightOf(node);
      this.#push(node);
    }
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

  #pop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  /** Moves a node down to where nothing below is better. */
  #sink(from: number): void {
    const heap = this.#heap;
    for (let at = from; ; ) {
      const left = 2 * at + 1;
      const best = isBetter(heap[left + 1], heap[left]) ? left + 1 : left;
      if (best >= heap.length || !this.#swapIfBetter(best, at)) return;
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

/** Whether the words of a link tell by themselves what it leads to. */
function isTold({ rating }: FrontierEntry): boolean {
  return (rating.aim?.own ?? 0) >= sureWords;
}

function tellsMore(found: FrontierEntry, known: FrontierEntry): boolean {
  return (
    found.rating.relevance > known.rating.relevance ||
    found.depth < known.depth ||
    (known.rating.isOpaque && !found.rating.isOpaque) ||
    betterAim(known.rating.aim, found.rating.aim) !== known.rating.aim
  );
}

function merge(known: FrontierEntry, found: FrontierEntry): FrontierEntry {
  const better = found.rating.relevance > known.rating.relevance ? found.rating : known.rating;
  const aim = betterAim(known.rating.aim, found.rating.aim);
  const rating = {
    ...better,
    isOpaque: known.rating.isOpaque && found.rating.isOpaque,
    ...(aim === undefined ? {} : { aim }),
  };
  const nearer = found.depth < known.depth ? found : known;
  return { ...nearer, rating };
}

/** The one whose own words tell more; a place in the menu counts once one of them has it. */
function betterAim(known: LinkAim | undefined, found: LinkAim | undefined): LinkAim | undefined {
  if (known === undefined || found === undefined) return known ?? found;
  const better = found.own > known.own ? found : known;
  const isInMenu = better.place === 'menu' || (found.place !== 'menu' && known.place !== 'menu');
  return isInMenu ? better : { ...better, place: 'menu' };
}

function isBetter(a: HeapNode | undefined, b: HeapNode | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined;
  if (a.weight !== b.weight) return a.weight > b.weight;
  if (a.entry.depth !== b.entry.depth) return a.entry.depth < b.entry.depth;
  return a.order < b.order;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
