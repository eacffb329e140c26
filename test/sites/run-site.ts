import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, type CheckOptions } from '../../src/check/check.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import { defaultCrawlLimits } from '../../src/crawl/options.ts';
import { realClock } from '../../src/fetch/clock.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import type { Result } from '../../src/result/schema.ts';
import { serveSite } from './serve-site.ts';
import type { SiteFixture } from './site.ts';

const asOf = '2025-06-15';

/** Serves, crawls and judges a fixture as `oit check --own-site` would. */
export async function runSite(fixture: SiteFixture): Promise<{ result: Result; origin: string }> {
  const site = await serveSite(fixture);
  try {
    const result = await runUrl(site.url, fixture.agency, fixture.obeysRobots !== true);
    return { result, origin: new URL(site.url).origin };
  } finally {
    await site.close();
  }
}

/** Crawls and judges what stands at an address of this machine. */
export async function runUrl(
  startUrl: string,
  agency: SiteFixture['agency'],
  ownSite: boolean,
  changes: Pick<Partial<CheckOptions>, 'items' | 'exhaustive'> = {},
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'oit-site-'));
  try {
    const resources = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
    const fetcher = createFetcher({
      clock: realClock,
      random: () => 0,
      userAgent: 'oit-checker-test',
      concurrencyPerHost: 4,
      delayMs: 0,
      ownSite,
      startUrl,
      startMayBePrivate: true,
      allowAddresses: [],
      resolve: [],
      timeouts: { connectMs: 1000, headersMs: 300, idleBodyMs: 300, totalMs: 1000 },
      lookup: () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' })),
    });
    const { result } = await check(
      {
        crawl: {
          ...defaultCrawlLimits,
          startUrl,
          alsoHosts: [],
          declaredUrls: [],
          declaredOnly: false,
          render: 'never',
        },
        fresh: true,
        isAsOfGiven: true,
        ocr: 'auto',
        asOf,
        items: null,
        agency: { id: null, ...agency },
        declared: [],
        out: folder,
        reportsFolder: folder,
        formats: [],
        lang: 'th',
        shownOptions: {},
        ...changes,
      },
      {
        resources,
        clock: realClock,
        fetcher,
        reader: null,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
