/**
 * Our crawl under the conditions of the other crawlers: one start address, so many requests at once, a folder to write to. It
 * does all that `oit check` does up to the judging: guard, extraction, rating and, unless SNAPSHOT=0, the snapshot.
 */
import { getCompileCacheDir } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openProgramDerived } from '../../src/cache/program-derived.ts';
import { loadResources } from '../../src/check/resources.ts';
import { crawl } from '../../src/crawl/crawl.ts';
import { createAddressGuard } from '../../src/fetch/address-guard.ts';
import { keepHeapSmall } from '../../src/cli/keep-heap-small.ts';
import { realClock } from '../../src/fetch/clock.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { createPacer } from '../../src/fetch/pace.ts';
import { createCrawlGuide } from '../../src/match/guide.ts';
import { createRelevanceRater } from '../../src/match/relevance.ts';
import type { SnapshotSink } from '../../src/crawl/ports.ts';
import type { Manifest } from '../../src/snapshot/schema.ts';
import { createSnapshotWriter } from '../../src/snapshot/writer.ts';
import { readConditions } from './conditions.ts';

keepHeapSmall();
const { startUrl, concurrency, folder } = readConditions(process.env);
const root = fileURLToPath(new URL('../..', import.meta.url));
const { loaded, titles, words, toolVersion } = await loadResources(
  root,
  'ita-2568',
  2568,
  await openProgramDerived(getCompileCacheDir()),
);
const { checklist } = loaded;
const clock = realClock;
const pacer = createPacer({ clock, concurrencyPerHost: concurrency, delayMs: 0 });
const options = {
  clock,
  random: Math.random,
  userAgent: `oit-checker/${toolVersion}`,
  concurrencyPerHost: concurrency,
  delayMs: 0,
  ownSite: true,
  startUrl,
  startMayBePrivate: true,
  allowAddresses: [],
  resolve: [],
  alsoHosts: [],
};
const fetcher = createFetcher({ ...options, pacer, guard: createAddressGuard(options) });
const rater = createRelevanceRater(
  titles,
  checklist.items.map(({ code }) => code),
  'telling',
);
const nowhere: SnapshotSink = {
  append: async () => undefined,
  putBody: async () => undefined,
  rewind: async () => undefined,
};
const manifest: Manifest = {
  schemaVersion: 1,
  tool: { name: 'oit-checker', version: toolVersion },
  runId: 'bench',
  startedAt: new Date(clock.nowMs()).toISOString(),
  asOf: '2026-01-01',
  startUrl,
  alsoHosts: [],
  checklistId: checklist.id,
  items: null,
  agency: { id: null, name: null, type: null },
  declared: [],
  options: {},
};
const sink =
  process.env['SNAPSHOT'] === '0' ? nowhere : await createSnapshotWriter(join(folder, 'snapshot'), manifest);
const end = await crawl(
  {
    startUrl,
    alsoHosts: [],
    concurrency,
    maxPages: 100_000,
    // No crawler here opens documents.
    maxDocuments: 0,
    maxMinutes: 60,
    maxDepth: 100,
    maxBytes: Number.MAX_SAFE_INTEGER,
    declaredUrls: [],
    declaredOnly: false,
    render: 'never',
  },
  {
    fetcher,
    guide: createCrawlGuide(rater, words, checklist.items),
    clock,
    sink,
    openDocuments: null,
    renderer: null,
    earlier: null,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  },
);
await fetcher.close();
console.log(`RESULT ${JSON.stringify(end)}`);
