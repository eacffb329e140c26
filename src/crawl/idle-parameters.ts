import { createHash } from 'node:crypto';
import { mainContent } from '../extract/emptiness.ts';
import type { PageFacts } from '../snapshot/page-facts.ts';

/** Pages that are the same but for one parameter, after which the parameter is taken to change nothing. */
const enoughRepeats = 3;

/** Shorter pages (an empty section, a notice) may well be the same under different addresses. */
const minTextChars = 120;

interface Tally {
  same: number;
  different: number;
}

/**
 * Learns from the pages of one site which parameters of its addresses change the address alone: session ids under a name
 * of the vendor's own, counters, views for printing. What differs in nothing else from a page that was opened is
 * that page.
 */
export class IdleParameters {
  readonly #tallies = new Map<string, Tally>();
  /** digest of the page by its key without one parameter, and that parameter's name */
  readonly #digests = new Map<string, string>();

  /** Takes note of a page that was opened. */
  note(key: string, facts: PageFacts): void {
    const parts = splitKey(key);
    if (parts.length === 0) return;
    const { text } = mainContent(facts);
    const digest = text.length < minTextChars ? null : createHash('sha256').update(text).digest('base64');
    for (const { name, rest } of parts) {
      const place = `${name} ${rest}`;
      const before = this.#digests.get(place);
      if (before === undefined) this.#digests.set(place, digest ?? '');
      else if (digest !== null) this.#count(name, before === digest);
    }
  }

  /** Whether the address is one that was opened already but for a parameter that changes nothing. */
  isRepeat(key: string): boolean {
    return splitKey(key).some(({ name, rest }) => this.#isIdle(name) && this.#digests.has(`${name} ${rest}`));
  }

  #count(name: string, isSame: boolean): void {
    const tally = this.#tallies.get(name) ?? { same: 0, different: 0 };
    if (isSame) tally.same++;
    else tally.different++;
    this.#tallies.set(name, tally);
  }

  #isIdle(name: string): boolean {
    const tally = this.#tallies.get(name);
    return tally !== undefined && tally.same >= enoughRepeats && tally.different === 0;
  }
}

/** Each parameter of a canonical key with the key without it. */
function splitKey(key: string): { name: string; rest: string }[] {
  const at = key.indexOf('?');
  if (at === -1) return [];
  const path = key.slice(0, at);
  const parameters = key.slice(at + 1).split('&');
  return parameters.map((parameter, index) => ({
    name: parameter.split('=', 1)[0] ?? parameter,
    rest: `${path}?${parameters.toSpliced(index, 1).join('&')}`,
  }));
}
