import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../../src/check/check.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import { defaultCrawlLimits } from '../../src/crawl/options.ts';
import { createOcr, recogniseFacts } from '../../src/document/ocr/index.ts';
import { createDocumentReader } from '../../src/document/reader.ts';
import { defaultDocumentLimits, type DocumentReader } from '../../src/document/types.ts';
import { realClock } from '../../src/fetch/clock.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import type { Result } from '../../src/result/schema.ts';
import { serveSite } from '../sites/serve-site.ts';
import type { SiteFixture } from '../sites/site.ts';

/** Absolute path of a program of the machine, null when it has none. */
export type FindTool = (name: string) => string | null;

/** Serves, crawls, reads and judges an agency as `oit check --own-site` would, documents and scans included. */
export async function runAgency(
  fixture: SiteFixture,
  findTool: FindTool,
): Promise<{ result: Result; origin: string }> {
  const site = await serveSite(fixture);
  const folder = await mkdtemp(join(tmpdir(), 'oit-documents-'));
  try {
    const resources = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
    const fetcher = createFetcher({
      clock: realClock,
      random: () => 0,
      userAgent: 'oit-checker-test',
      concurrencyPerHost: 4,
      delayMs: 0,
      ownSite: true,
      startUrl: site.url,
      startMayBePrivate: true,
      allowAddresses: [],
      resolve: [],
      timeouts: { connectMs: 2000, headersMs: 2000, idleBodyMs: 2000, totalMs: 5000 },
      lookup: () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' })),
    });
    const { result } = await check(
      {
        crawl: {
          ...defaultCrawlLimits,
          startUrl: site.url,
          alsoHosts: [],
          declaredUrls: [],
          declaredOnly: false,
          render: 'never',
        },
        fresh: true,
        isAsOfGiven: true,
        ocr: 'auto',
        asOf: '2025-06-15',
        items: null,
        agency: { id: null, ...fixture.agency },
        declared: [],
        out: join(folder, 'run'),
        reportsFolder: folder,
        formats: [],
        lang: 'th',
        shownOptions: {},
      },
      {
        resources,
        clock: realClock,
        fetcher,
        reader: await createReader(join(folder, 'ocr'), findTool),
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
    return { result, origin: new URL(site.url).origin };
  } finally {
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A reader with what is found: poppler or unpdf, the system's tesseract or the bundled one. */
async function createReader(folder: string, findTool: FindTool): Promise<DocumentReader> {
  const [workDir, dataDir] = [join(folder, 'work'), join(folder, 'data')];
  await mkdir(workDir, { recursive: true });
  const ocr = await createOcr({ findTool, environment: process.env, workDir, dataDir });
  if (ocr === null) return createDocumentReader({ findTool });
  const reader = createDocumentReader({
    findTool,
    ocr: {
      name: ocr.name,
      recognise: (path, facts, signal) => recogniseFacts(facts, path, ocr, defaultDocumentLimits, signal),
    },
  });
  return {
    ...reader,
    close: async () => {
      await reader.close();
      await ocr.close();
    },
  };
}
