/** What a crawl may spend, and where it begins. */
export interface CrawlOptions {
  /** absolute, or a bare host: https is then tried before http */
  startUrl: string;
  alsoHosts: string[];
  /** requests at once */
  concurrency: number;
  maxPages: number;
  maxDocuments: number;
  maxMinutes: number;
  /** clicks from the home page */
  maxDepth: number;
  /** decompressed bytes of all answers together */
  maxBytes: number;
  /** addresses that are opened whether a link leads there or not */
  declaredUrls: string[];
  /** open the home page, past an entry page, and the declared addresses with the documents on them, and nothing else */
  declaredOnly: boolean;
  /** when pages are opened in a browser: where the server's answer does not show them, by default */
  render?: RenderMode;
}

export const renderModes = ['auto', 'always', 'never'] as const;
export type RenderMode = (typeof renderModes)[number];

/** The contract's defaults. */
export const defaultCrawlLimits = {
  concurrency: 2,
  maxPages: 600,
  maxDocuments: 200,
  maxMinutes: 15,
  maxDepth: 8,
  maxBytes: 1024 * 1024 * 1024,
} as const;
