import { crawl } from '../../src/crawl/crawl.ts';
import { canonicalKey } from '../../src/crawl/canonical-url.ts';
import { defaultCrawlLimits } from '../../src/crawl/options.ts';
import type { CrawlGuide } from '../../src/crawl/ports.ts';
import type { Resources } from '../../src/check/resources.ts';
import { realClock } from '../../src/fetch/clock.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { createCrawlGuide } from '../../src/match/guide.ts';
import { createRelevanceRater } from '../../src/match/relevance.ts';

/** In which order the frontier is emptied. `breadth-first`: by clicks from the home page, then by address. */
export const orders = ['best-first', 'breadth-first'] as const;
export type Order = (typeof orders)[number];

/** How one crawl came upon what it was to find. */
export interface Harvest {
  order: Order;
  /** for each target opened, the number of its fetch; ascending */
  foundAt: { target: string; fetch: number }[];
  missed: string[];
  /** all fetches: pages, documents, the start and the site's own files */
  fetches: number;
  /** addresses as they were opened */
  opened: string[];
}

/** Crawls a site to its end with documents opened and not read, and tells when each target was asked for. */
export async function measureHarvest(
  startUrl: string,
  targets: readonly string[],
  order: Order,
  resources: Resources,
  maxPages: number,
): Promise<Harvest> {
  const opened: string[] = [];
  const fetcher = createFetcher({
    clock: realClock,
    random: () => 0,
    userAgent: 'oit-checker-bench',
    concurrencyPerHost: defaultCrawlLimits.concurrency,
    delayMs: 0,
    ownSite: false,
    startUrl,
    startMayBePrivate: true,
    allowAddresses: ['127.0.0.0/8'],
    resolve: [],
    alsoHosts: [],
  });
  try {
    await crawl(
      {
        ...defaultCrawlLimits,
        startUrl,
        alsoHosts: [],
        maxPages,
        maxDocuments: maxPages,
        maxMinutes: 60,
        maxBytes: Number.MAX_SAFE_INTEGER,
        declaredUrls: [],
        declaredOnly: false,
        render: 'never',
      },
      {
        fetcher,
        guide: inOrder(createGuide(resources), order),
        clock: realClock,
        sink: {
          append: async (record) => {
            if (record.type === 'fetch') opened.push(record.url);
          },
          putBody: async () => undefined,
          rewind: async () => undefined,
        },
        openDocuments: null,
        renderer: null,
        earlier: null,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
  } finally {
    await fetcher.close();
  }
  const at = new Map<string, number>();
  for (const [index, url] of opened.entries()) {
    const key = canonicalKey(url) ?? url;
    if (!at.has(key)) at.set(key, index + 1);
  }
  const found = targets.map((target) => ({
    target,
    fetch: at.get(canonicalKey(target) ?? target) ?? null,
  }));
  return {
    order,
    foundAt: found
      .flatMap(({ target, fetch }) => (fetch === null ? [] : [{ target, fetch }]))
      .toSorted((a, b) => a.fetch - b.fetch),
    missed: found.filter(({ fetch }) => fetch === null).map(({ target }) => target),
    fetches: opened.length,
    opened,
  };
}

function createGuide({ loaded, titles, words }: Resources): CrawlGuide {
  const { items } = loaded.checklist;
  const rater = createRelevanceRater(
    titles,
    items.map(({ code }) => code),
    'telling',
  );
  return createCrawlGuide(rater, words, items);
}

/** Nothing is promised and nothing is learned from what others of a family led to. */
const noAim = { own: 0, ownItems: [], place: 'menu' as const, hubShare: 0, goesOn: false };

/** The same addresses are let in and left out whatever the order. */
function inOrder(guide: CrawlGuide, order: Order): CrawlGuide {
  if (order === 'best-first') return guide;
  return {
    ...guide,
    rate: (link, page) => ({ ...guide.rate(link, page), aim: noAim }),
    weigh: () => 1,
    observe: () => false,
  };
}
