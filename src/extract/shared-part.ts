import { detachText } from '../text/detach.ts';
import type { Contribution } from './contribution.ts';

/** In more surroundings than this an element is no furniture that stands in the same place of all pages. */
const maxKnown = 8;
const maxRead = 32;
const maxFailures = 2;

/** A whole element, byte for byte the same on several pages, with what it adds to their facts. */
export class SharedPart {
  readonly text: string;
  readonly startTag: string;
  /** where its end tag begins */
  readonly endTagAt: number;
  /** pages that were looked through for it, and those of them that it saved the reading; halved now and then */
  pages = 0;
  hits = 0;
  readonly #known = new Map<string, Contribution[]>();
  readonly #order: string[] = [];
  #reads = 0;
  #failures = 0;

  /** @param text cut out of a page, which is not kept alive by it */
  constructor(text: string, startTagChars: number, endTagChars: number) {
    this.text = detachText(text);
    this.startTag = this.text.slice(0, startTagChars);
    this.endTagAt = this.text.length - endTagChars;
  }

  /** Nothing can be repeated of it. */
  get isUseless(): boolean {
    return this.#failures >= maxFailures && this.#known.size === 0;
  }

  /** Whether it should be read once more, in surroundings that it was not read in. */
  get isWanted(): boolean {
    return (this.#failures < maxFailures || this.#known.size > 0) && this.#reads < maxRead;
  }

  find(surroundings: string, mayRepeat: (contribution: Contribution) => boolean): Contribution | null {
    return this.#known.get(surroundings)?.find(mayRepeat) ?? null;
  }

  keep(surroundings: string, contribution: Contribution): void {
    this.#reads++;
    if (this.#order.length >= maxKnown) this.#known.delete(this.#order.shift() ?? '');
    const known = this.#known.get(surroundings);
    if (known === undefined) this.#known.set(surroundings, [contribution]);
    else known.push(contribution);
    this.#order.push(surroundings);
  }

  /** What it adds could not be told from what stands around it. */
  noteFailure(): void {
    this.#failures++;
  }
}
