import type { SkippedRecord } from '../snapshot/schema.ts';
import type { FrontierEntry } from './frontier.ts';
import { isPromising, mayHideAnything } from './promising.ts';

const maxRecords = 3_000;

/** The addresses that a crawl saw, did not open and cannot rule out, with the reason. */
export class UnopenedLinks {
  readonly #records = new Map<string, SkippedRecord>();
  readonly #opened = new Set<string>();

  note(
    entry: Pick<FrontierEntry, 'key' | 'url' | 'rating' | 'depth' | 'foundOn' | 'linkText'>,
    reason: SkippedRecord['reason'],
  ): void {
    const { relevance, items } = entry.rating;
    const mayHide = mayHideAnything(entry) && reason !== 'not-a-candidate';
    if (!(isPromising(entry.rating) || mayHide) || this.#opened.has(entry.key)) return;
    this.#records.set(entry.key, {
      type: 'skipped',
      url: entry.url,
      key: entry.key,
      reason,
      relevance,
      items: mayHide && items.length === 0 ? ['*'] : items,
      foundOn: entry.foundOn,
      linkText: entry.linkText,
    });
  }

  /** The address was opened after all, by another way in or at the end of a redirect. */
  forget(key: string): void {
    this.#opened.add(key);
    this.#records.delete(key);
  }

  /** The most relevant first, ties in canonical order. */
  list(): SkippedRecord[] {
    return [...this.#records.values()]
      .toSorted((a, b) => b.relevance - a.relevance || (a.key < b.key ? -1 : 1))
      .slice(0, maxRecords);
  }
}
