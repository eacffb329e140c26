/** One night in a process of its own: `node night.ts <url> <store folder> <run folder>`. */
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTool } from '../../src/cli/find-tool.ts';
import {
  check,
  createCache,
  createFetcher,
  defaultCrawlLimits,
  findPackageRoot,
  loadResources,
  openDocumentReader,
  realClock,
} from '../../src/index.ts';
import { createCacheIndex } from '../../src/store/cache-index.ts';
import { openDatabase } from '../../src/store/open-database.ts';

const [url = '', store = '', out = ''] = process.argv.slice(2);
const resources = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
const database = await openDatabase(store, (ms) => realClock.sleep(ms));
const cache = createCache({
  directory: store,
  index: createCacheIndex(database),
  clock: realClock,
  versions: [resources.toolVersion, process.version],
  onProblem(error) {
    throw error;
  },
});
const fetcher = createFetcher({
  clock: realClock,
  random: () => 0,
  userAgent: 'oit-checker-bench',
  concurrencyPerHost: 4,
  delayMs: 0,
  ownSite: true,
  startUrl: url,
  startMayBePrivate: true,
  allowAddresses: [],
  resolve: [],
});
const ocrData = join(tmpdir(), 'oit-checker-ocr-data');
await mkdir(ocrData, { recursive: true });
const tools = { findTool, environment: process.env, tempFolder: tmpdir(), dataFolder: ocrData };
try {
  await check(
    {
      crawl: {
        ...defaultCrawlLimits,
        concurrency: 4,
        startUrl: url,
        alsoHosts: [],
        declaredUrls: [],
        declaredOnly: false,
        render: 'never',
      },
      fresh: true,
      exhaustive: true,
      isAsOfGiven: true,
      ocr: 'auto',
      asOf: '2025-06-15',
      items: null,
      agency: { id: null, name: null, type: 'sao' },
      declared: [],
      out,
      reportsFolder: out,
      formats: ['html'],
      lang: 'th',
      shownOptions: {},
    },
    {
      resources,
      clock: realClock,
      fetcher,
      reader: await openDocumentReader(tools, 'auto'),
      cache,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    },
  );
} finally {
  await cache.close();
  await database.destroy();
}
