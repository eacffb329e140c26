import type { FetchRecord, JournalRecord } from '../snapshot/schema.ts';
import type { LinkFacts, PageFacts } from '../snapshot/page-facts.ts';

/** A page as the crawl hands it to its guide. */
export interface SeenPage {
  url: string;
  facts: PageFacts;
  /** clicks from the home page */
  depth: number;
}

/** How promising a link is. */
export interface LinkRating {
  /** 0–1: highest probability, over the items, that the link leads to one */
  relevance: number;
  /** the items that it may lead to, best first */
  items: string[];
  /** an index, a menu parent, a disclosure section: leads to items without being one */
  isHub: boolean;
  /** its words do not tell what it leads to ("อ่านต่อ", an icon, a line of a sitemap): that cannot be ruled out */
  isOpaque: boolean;
}

/**
 * What the crawl is told about where to go. It knows nothing of items itself.
 * `weigh` may fall while the crawl goes on (an item was answered) and never rises.
 */
export interface CrawlGuide {
  rate(link: LinkFacts, page: SeenPage): LinkRating;
  /** priority now, at least 0 */
  weigh(rating: LinkRating): number;
  observe(page: SeenPage, record: FetchRecord): void;
  /** items with a good candidate opened, of all that are asked for */
  progress(): { answered: number; asked: number };
}

/** Where the crawl puts what it saw. */
export interface SnapshotSink {
  append(record: JournalRecord): Promise<void>;
  putBody(sha256: string, text: string): Promise<void>;
}

export interface CrawlProgress {
  pages: number;
  documents: number;
  queued: number;
  answered: number;
  asked: number;
  elapsedMs: number;
  /** share of the tightest budget that is used, 0–1 */
  budgetUsed: number;
  url: string;
}
