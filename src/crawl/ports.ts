import type { FetchRecord, JournalRecord, RenderProblem } from '../snapshot/schema.ts';
import type { LinkFacts, PageFacts } from '../snapshot/page-facts.ts';

/** A page as the crawl hands it to its guide. */
export interface SeenPage {
  url: string;
  facts: PageFacts;
  /** clicks from the home page */
  depth: number;
  /** words of the link that led here, where one did */
  linkText: string | null;
}

/** Where on a page a link stands; `pager`: it leads to another part of the same list. */
export type LinkPlace = 'menu' | 'pager' | 'body';

/** What the order of opening goes by beside the rating, and nothing else does. */
export interface LinkAim {
  /** 0–1: as the relevance, by the link's own words and those of its row alone, without heading and page */
  own: number;
  /** the items that those words speak of, best first */
  ownItems: string[];
  place: LinkPlace;
  /** 0–1: how much of the link's words is the name of an index, of a menu parent or a disclosure section */
  hubShare: number;
  /** it stands on the page that counted first as the answer to the item its words speak of: mostly the file itself */
  goesOn: boolean;
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
  /** absent: nothing but the rating is known */
  aim?: LinkAim;
}

/**
 * What the crawl is told about where to go. It knows nothing of items itself.
 * `weigh` may fall while the crawl goes on (an item was answered) and never rises.
 */
export interface CrawlGuide {
  rate(link: LinkFacts, page: SeenPage): LinkRating;
  /** priority now, at least 0 */
  weigh(rating: LinkRating): number;
  /**
   * Something was opened: a page, or with `page` null a document; `rating` of the link that led there, where one did.
   *
   * @returns whether it counts as the answer to an item that had none
   */
  observe(page: SeenPage | null, record: FetchRecord, rating: LinkRating | null): boolean;
  /** items with a good candidate opened, of all that are asked for */
  progress(): { answered: number; asked: number };
}

/** Where the crawl puts what it saw. */
export interface SnapshotSink {
  append(record: JournalRecord): Promise<void>;
  /** @param utf8 the text's bytes where they are at hand, else null: encoding a Thai page costs a third of compressing it */
  putBody(sha256: string, text: string, utf8: Uint8Array | null): Promise<void>;
  /** told what was read of a page once its line is put, and its body where it is kept; absent: nobody wants to know */
  notePage?(record: FetchRecord, facts: PageFacts): void;
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
