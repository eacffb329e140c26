import type { FetchRecord, JournalRecord, RenderProblem } from '../snapshot/schema.ts';
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
  /** takes back everything behind the first `count` fetches */
  rewind(count: number): Promise<void>;
}

/** Where the documents that a crawl opens go to be read, beside it; see the document room. */
export interface DocumentIntake {
  /** `bytes` null: the answer is of an earlier run that goes on */
  add(record: FetchRecord, bytes: Uint8Array | null): Promise<void>;
  /** waits until all that was added is read, or the crawl's end cuts it off */
  finish(): Promise<void>;
}

export interface RenderRequest {
  url: string;
  /** whether a script of the page may send the visitor there */
  mayGoTo: (url: string) => boolean;
  signal: AbortSignal;
}

/** What a browser made of an address. */
export interface RenderedPage {
  /** the page after its scripts had run, null when that could not be seen */
  html: string | null;
  finalUrl: string;
  /** beside an `html` only `partly` */
  problem: RenderProblem | null;
  browser: string | null;
  requests: number;
  bytes: number;
  elapsedMs: number;
}

/** Opens pages as a visitor's browser does; see the browser room. */
export interface PageRenderer {
  /** Never throws for what a page does. @throws the signal's reason when it is aborted */
  render(request: RenderRequest): Promise<RenderedPage>;
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
