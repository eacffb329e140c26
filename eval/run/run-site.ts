import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../../src/check/check.ts';
import type { Resources } from '../../src/check/resources.ts';
import { defaultCrawlLimits } from '../../src/crawl/options.ts';
import { realClock } from '../../src/fetch/clock.ts';
import { openDocumentReader } from '../../src/document/open-reader.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import type { Result } from '../../src/result/schema.ts';
import { subDomainOf } from '../site/arrange.ts';
import { neighbourHost } from '../site/publish.ts';
import type { BankServer } from '../site/serve.ts';
import type { SampleSite } from '../site/source.ts';

/** The day of every run: after the first half of fiscal year 2568, within the time of assessment. */
const asOf = '2025-06-15';

/** Crawls and judges a sample site as `oit check --own-site` does, in this process. */
export async function runSite(
  id: string,
  site: SampleSite,
  server: BankServer,
  resources: Resources,
): Promise<Result> {
  const { agency } = site;
  server.show(site);
  const folder = await mkdtemp(join(tmpdir(), 'oit-eval-'));
  try {
    const startUrl = `http://${agency.host}:${server.port}/`;
    const hosts = [agency.host, subDomainOf(agency.host), neighbourHost];
    // what npm brings along, on every machine: tools of the system would make the figures differ between machines
    const reader = await openDocumentReader(
      { findTool: () => null, environment: {}, tempFolder: folder, dataFolder: folder },
      'never',
    );
    const fetcher = createFetcher({
      clock: realClock,
      random: () => 0,
      userAgent: 'oit-checker-eval',
      concurrencyPerHost: 4,
      delayMs: 0,
      ownSite: true,
      startUrl,
      startMayBePrivate: true,
      allowAddresses: [],
      resolve: hosts.map((host) => `${host}:${server.port}:127.0.0.1`),
      timeouts: { connectMs: 2000, headersMs: 2000, idleBodyMs: 2000, totalMs: 5000 },
      lookup: () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' })),
    });
    const { result } = await check(
      {
        crawl: {
          ...defaultCrawlLimits,
          concurrency: 4,
          startUrl,
          alsoHosts: [],
          declaredUrls: [],
          declaredOnly: false,
          render: 'never',
        },
        asOf,
        fresh: true,
        isAsOfGiven: true,
        ocr: 'never',
        items: null,
        agency: { id, name: agency.name, type: agency.type },
        declared: [],
        out: folder,
        reportsFolder: folder,
        formats: [],
        lang: 'th',
        shownOptions: {},
      },
      {
        resources,
        clock: realClock,
        fetcher,
        reader,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
