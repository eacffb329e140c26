import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  check,
  createFetcher,
  defaultCrawlLimits,
  findPackageRoot,
  loadResources,
  realClock,
  type Result,
} from '../../src/index.ts';
import { openTestReader } from '../fixtures/reader.ts';
import type { SiteFixture } from '../sites/site.ts';

/** Crawls and judges what stands at an address of this machine, by any checklist. */
export async function runCheck(
  startUrl: string,
  checklist: string,
  given: { asOf: string; agency?: SiteFixture['agency'] },
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'oit-year-'));
  try {
    const resources = await loadResources(findPackageRoot(import.meta.dirname), checklist, 2568);
    const fetcher = createFetcher({
      clock: realClock,
      random: () => 0,
      userAgent: 'oit-checker-test',
      concurrencyPerHost: 4,
      delayMs: 0,
      ownSite: true,
      startUrl,
      startMayBePrivate: true,
      allowAddresses: [],
      resolve: [],
      timeouts: { connectMs: 1000, headersMs: 1000, idleBodyMs: 1000, totalMs: 3000 },
      lookup: () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' })),
    });
    const { result } = await check(
      {
        crawl: { ...defaultCrawlLimits, startUrl, alsoHosts: [], declaredUrls: [], declaredOnly: false },
        fresh: true,
        isAsOfGiven: true,
        ocr: 'auto',
        asOf: given.asOf,
        items: null,
        agency: { id: null, name: given.agency?.name ?? null, type: given.agency?.type ?? null },
        declared: [],
        out: folder,
        reportsFolder: folder,
        formats: ['html', 'md', 'csv'],
        lang: 'th',
        shownOptions: {},
      },
      {
        resources,
        clock: realClock,
        fetcher,
        reader: await openTestReader(),
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
