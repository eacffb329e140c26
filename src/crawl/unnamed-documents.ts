import type { FrontierEntry } from './frontier.ts';
import type { CrawlGuide } from './ports.ts';

/** So many are opened at most: reading a document costs more than a page. */
const maxOpened = 40;
/** So many are remembered: a site's procurement alone may hang out thousands. */
const maxNoted = 2_000;

/**
 * The site's documents that no word speaks for ("ดาวน์โหลด" under a heading that says nothing). They wait until everything
 * else was opened, and are looked at only while an item is unanswered: real disclosures hang under names of their own.
 */
export class UnnamedDocuments {
  readonly #guide: Pick<CrawlGuide, 'progress'>;
  readonly #noted = new Map<string, FrontierEntry>();
  #areOffered = false;

  constructor(guide: Pick<CrawlGuide, 'progress'>) {
    this.#guide = guide;
  }

  note(entry: FrontierEntry): void {
    const known = this.#noted.get(entry.key);
    if (known === undefined ? this.#noted.size < maxNoted : comesBefore(entry, known) < 0)
      this.#noted.set(entry.key, entry);
  }

  /** Once, when nothing else is left: those to open, best first, at most `most`; [] where every item is answered. */
  take(seen: ReadonlySet<string>, most: number): FrontierEntry[] {
    const { answered, asked } = this.#guide.progress();
    if (this.#areOffered || answered >= asked) return [];
    this.#areOffered = true;
    return [...this.#noted.values()]
      .filter(({ key }) => !seen.has(key))
      .toSorted(comesBefore)
      .slice(0, Math.min(maxOpened, most));
  }
}

/** Words that may speak of an item, then none at all, then those that speak of something else. */
function comesBefore(a: FrontierEntry, b: FrontierEntry): number {
  return (
    b.rating.relevance - a.rating.relevance ||
    Number(b.rating.isOpaque) - Number(a.rating.isOpaque) ||
    a.depth - b.depth ||
    (a.key < b.key ? -1 : Number(a.key > b.key))
  );
}
