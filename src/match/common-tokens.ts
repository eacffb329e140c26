import { detachText } from '../text/detach.ts';

/** What was seen of a token. */
interface Seen {
  pages: number;
  /** pages at most that it may have stood on before it was remembered */
  missed: number;
}

/** Pages after which what stood on hardly any of them is forgotten. */
const pagesBetween = 64;

/**
 * Tells what stands on a great share of many pages without remembering what stands on few, as most of what a site says does
 * (lossy counting: Manku and Motwani, VLDB 2002).
 */
export class CommonTokens {
  readonly #seen = new Map<string, Seen>();
  #pages = 0;

  /** @param tokens of one page */
  add(tokens: ReadonlySet<string>): void {
    const missed = Math.floor(this.#pages / pagesBetween);
    for (const token of tokens) {
      const seen = this.#seen.get(token);
      if (seen === undefined) this.#seen.set(detachText(token), { pages: 1, missed });
      else seen.pages++;
    }
    this.#pages++;
    if (this.#pages % pagesBetween !== 0) return;
    const least = this.#pages / pagesBetween;
    for (const [token, { pages, missed: before }] of this.#seen)
      if (pages + before <= least) this.#seen.delete(token);
  }

  /**
   * @param atLeast so many pages; more than one of 64 of those that were added
   * @returns `sure`: what stands on so many; `open`: what may, and has to be counted anew
   */
  find(atLeast: number): { sure: Set<string>; open: Set<string> } {
    const sure = new Set<string>();
    const open = new Set<string>();
    for (const [token, { pages, missed }] of this.#seen) {
      if (pages >= atLeast) sure.add(token);
      else if (pages + missed >= atLeast) open.add(token);
    }
    return { sure, open };
  }
}
