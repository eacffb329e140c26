import { afterEach } from 'vitest';
import { crawl, type CrawlEnd } from '../../src/crawl/crawl.ts';
import type { EarlierRun } from '../../src/crawl/earlier.ts';
import type { CrawlOptions } from '../../src/crawl/options.ts';
import type { CrawlGuide, DocumentIntake, LinkRating, PageRenderer } from '../../src/crawl/ports.ts';
import { realClock } from '../../src/fetch/clock.ts';
import type { Clock } from '../../src/fetch/types.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import type { EndRecord, FetchRecord, JournalRecord, SkippedRecord } from '../../src/snapshot/schema.ts';
import { type FixtureSite, type PageSource, serveSite, type SiteOptions } from '../fixtures/site.ts';

/** A crawl of a fixture site, as its journal tells it. */
export interface Crawled {
  end: CrawlEnd;
  journal: JournalRecord[];
  fetches: FetchRecord[];
  skipped: SkippedRecord[];
  last: EndRecord;
  /** sha256 of the bodies kept, with their text */
  bodies: Map<string, string>;
}

/**
 * A guide that goes by plain marks in a link's words: `[0.8 O1]` is a link of that relevance for O1, `[hub]` an
 * index, อ่านต่อ tells nothing. It never changes its mind.
 */
export const markGuide: CrawlGuide = {
  rate: (link) => readMarks(link.text),
  weigh: (rating) => Math.max(rating.relevance, rating.isHub ? 0.55 : 0, 0.02),
  observe: () => false,
  progress: () => ({ answered: 0, asked: 28 }),
};

function readMarks(text: string): LinkRating {
  const mark = /\[(0\.\d+) (O\d+)\]/.exec(text);
  return {
    relevance: mark === null ? 0 : Number(mark[1]),
    items: mark?.[2] === undefined ? [] : [mark[2]],
    isHub: text.includes('[hub]'),
    isOpaque: text.includes('อ่านต่อ'),
  };
}

type CrawlChanges = Partial<CrawlOptions> & {
  guide?: CrawlGuide;
  signal?: AbortSignal;
  earlier?: EarlierRun;
  renderer?: PageRenderer;
  onRewind?: (count: number) => void;
  /** as `--resolve` */
  resolve?: string[];
  clock?: Clock;
  /** absent: only pages are wanted */
  documents?: DocumentIntake | null;
};

/** Fixture sites of one test file, closed after each test, and crawls of them without pace. */
export function createCrawlBench(): {
  serve(pages: Record<string, PageSource>, options?: SiteOptions): Promise<FixtureSite>;
  crawl(startUrl: string, changes?: CrawlChanges): Promise<Crawled>;
} {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
  });
  return {
    async serve(pages, options) {
      const site = await serveSite(pages, options);
      closers.push(() => site.close());
      return site;
    },
    async crawl(startUrl, changes = {}) {
      const { guide, signal, earlier, renderer, onRewind, resolve, clock, documents, ...options } = {
        guide: markGuide,
        signal: new AbortController().signal,
        earlier: null,
        renderer: null,
        onRewind: () => undefined,
        resolve: [],
        clock: realClock,
        documents: null,
        ...changes,
      };
      const concurrency = options.concurrency ?? 2;
      const fetcher = createFetcher({
        clock,
        random: () => 0,
        userAgent: 'oit-checker/0.1 (+https://example.org)',
        concurrencyPerHost: concurrency,
        delayMs: 0,
        ownSite: false,
        startUrl,
        startMayBePrivate: true,
        allowAddresses: ['127.0.0.0/8'],
        resolve,
        alsoHosts: options.alsoHosts ?? [],
      });
      const journal: JournalRecord[] = [];
      const bodies = new Map<string, string>();
      try {
        const end = await crawl(
          {
            startUrl,
            alsoHosts: [],
            concurrency,
            maxPages: 600,
            maxDocuments: 200,
            maxMinutes: 1,
            maxDepth: 8,
            maxBytes: 1_000_000_000,
            declaredUrls: [],
            declaredOnly: false,
            ...options,
          },
          {
            fetcher,
            guide,
            clock,
            sink: {
              append: async (record) => void journal.push(record),
              putBody: async (sha256, text, utf8) => {
                if (utf8 !== null && !Buffer.from(text).equals(utf8))
                  throw new Error(`the bytes of ${sha256} are not its text`);
                bodies.set(sha256, text);
              },
              rewind: async (count) => onRewind(count),
            },
            openDocuments: documents === null ? null : () => documents,
            earlier,
            renderer,
            signal,
            onProgress: () => undefined,
          },
        );
        const last = journal.at(-1);
        if (last?.type !== 'end') throw new Error('the journal has no end');
        return {
          end,
          journal,
          bodies,
          last,
          fetches: journal.filter((record) => record.type === 'fetch'),
          skipped: journal.filter((record) => record.type === 'skipped'),
        };
      } finally {
        await fetcher.close();
      }
    },
  };
}

/** Paths that were asked for as pages or documents, in dispatch order, without the site's own. */
export function pathsOf(records: readonly { url: string }[]): string[] {
  return records.map(({ url }) => {
    const { pathname, search } = new URL(url);
    return decodeURIComponent(pathname) + search;
  });
}
