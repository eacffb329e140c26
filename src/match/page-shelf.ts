import type { PageFacts } from '../snapshot/page-facts.ts';
import type { FetchRecord } from '../snapshot/schema.ts';
import { detachText } from '../text/detach.ts';
import { FactsPacker, type PackedFacts, unpackFacts } from './facts-packer.ts';

/** Pages whose facts are at hand: what is told of a page is told at one go, or of a few pages in turn. */
const maxOpen = 8;

/** Where the facts of all pages of a site lie, packed, while a site is judged. */
export class PageShelf {
  readonly #packer = new FactsPacker();
  readonly #ofBody = new Map<string, { finalUrl: string; packed: PackedFacts }>();

  /**
   * Puts away what the crawl read of a page, so that nobody has to read the page again. Of answers with the same bytes the
   * first counts: its text is the one that the snapshot keeps.
   */
  note({ sha256, finalUrl, hasBlob }: FetchRecord, facts: PageFacts): void {
    if (sha256 === null || !hasBlob || this.#ofBody.has(sha256)) return;
    // An address was cut out of the page that links to it.
    this.#ofBody.set(sha256, { finalUrl: detachText(finalUrl), packed: this.pack(facts) });
  }

  /** What was {@link note noted} of a page; null for what has to be read. */
  find({ sha256, finalUrl }: FetchRecord): PackedFacts | null {
    const noted = sha256 === null ? undefined : this.#ofBody.get(sha256);
    return noted?.finalUrl === finalUrl ? noted.packed : null;
  }

  pack(facts: PageFacts): PackedFacts {
    return this.#packer.pack(facts);
  }
}

/**
 * Unpacks the facts of pages, and has those of the last few at hand. They lie in a list that is written over: what goes in and
 * out of a map is taken for long-lived by V8.
 */
export class FactsReader {
  readonly #packed: PackedFacts[] = [];
  readonly #facts: PageFacts[] = [];
  #next = 0;

  /** The same object as long as few others are read. */
  read(packed: PackedFacts): PageFacts {
    const known = this.#facts[this.#packed.indexOf(packed)];
    if (known !== undefined) return known;
    const facts = unpackFacts(packed);
    this.#packed[this.#next] = packed;
    this.#facts[this.#next] = facts;
    this.#next = (this.#next + 1) % maxOpen;
    return facts;
  }
}
