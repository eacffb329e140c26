import { setTimeout as sleepFor } from 'node:timers/promises';
import {
  check,
  type CheckOutcome,
  type Clock,
  createCache,
  createCacheIndex,
  createFetcher,
  createRunRecorder,
  findPackageRoot,
  loadResources,
  type Look,
  type LookTarget,
  type Resources,
  type Store,
} from '../../src/index.ts';
import { readSnapshot } from '../../src/snapshot/reader.ts';
import { join } from 'node:path';

export const root = findPackageRoot(import.meta.dirname);
export const loadOurs = (): Promise<Resources> => loadResources(root, 'ita-2568', 2568);

/** Inside a check time goes this much faster: what waits to repeat a request does not wait long, and limits keep their order. */
const speed = 100;

/**
 * One time with two faces: checks live through it at a hundred times its speed, and to whom nothing happens but waiting, a wait is
 * over at once.
 */
export class SeasonClock implements Clock {
  #baseMs: number;
  readonly #sinceMs = performance.now();
  /** waits at once */
  readonly wall: Clock = {
    nowMs: () => this.nowMs(),
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      this.#baseMs += ms;
    },
  };

  constructor(iso: string) {
    this.#baseMs = Date.parse(iso);
  }

  nowMs(): number {
    return this.#baseMs + (performance.now() - this.#sinceMs) * speed;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await sleepFor(ms / speed, undefined, signal === undefined ? {} : { signal });
  }
}

export interface CheckSetting {
  siteUrl: string;
  folder: string;
  clock: Clock;
  resources: Resources;
  store: Store;
  /** of one attempt; short for a server that is slow on purpose */
  timeoutMs?: number;
  asOf?: string;
}

const problems = (error: unknown): never => {
  throw error;
};

function openFetcher({ siteUrl, clock, timeoutMs = 30_000 }: CheckSetting) {
  return createFetcher({
    clock,
    random: () => 0,
    userAgent: 'oit-checker/0.1 (+https://example.org)',
    concurrencyPerHost: 4,
    delayMs: 0,
    ownSite: true,
    startUrl: siteUrl,
    startMayBePrivate: true,
    allowAddresses: [],
    resolve: [],
    timeouts: { headersMs: timeoutMs, totalMs: timeoutMs },
  });
}

const limits = {
  maxPages: 60,
  maxDocuments: 10,
  maxMinutes: 15,
  maxDepth: 4,
  maxBytes: 50_000_000,
  concurrency: 4,
};

/** A whole run, kept in the store. */
export async function checkWhole(setting: CheckSetting): Promise<CheckOutcome> {
  const { siteUrl, folder, clock, resources, store, asOf = '2025-06-15' } = setting;
  const cache = createCache({
    directory: store.folder,
    index: createCacheIndex(store.database),
    clock,
    versions: [resources.toolVersion],
    onProblem: problems,
  });
  try {
    return await check(
      {
        crawl: {
          ...limits,
          startUrl: siteUrl,
          alsoHosts: [],
          declaredUrls: [],
          declaredOnly: false,
          render: 'never',
        },
        exhaustive: true,
        fresh: true,
        isAsOfGiven: true,
        ocr: 'never',
        asOf,
        items: null,
        agency: { id: null, name: null, type: 'municipality' },
        declared: [],
        out: join(folder, 'whole'),
        reportsFolder: folder,
        formats: [],
        lang: 'th',
        shownOptions: {},
      },
      {
        resources,
        clock,
        fetcher: openFetcher(setting),
        reader: null,
        cache,
        signal: new AbortController().signal,
        onProgress: () => undefined,
        recordRun: createRunRecorder(store, { root, resources, onProblem: problems }),
      },
    );
  } finally {
    await cache.close();
  }
}

/** A light look, as the command line takes it. */
export async function lookAgain(setting: CheckSetting, targets: readonly LookTarget[]): Promise<Look> {
  const { siteUrl, folder, clock, resources, asOf = '2025-06-15' } = setting;
  const pages = targets.flatMap(({ foundOn }) => (foundOn === null ? [] : [foundOn]));
  const out = join(folder, 'look');
  const { result } = await check(
    {
      crawl: {
        ...limits,
        startUrl: siteUrl,
        alsoHosts: [],
        declaredUrls: [...new Set([...targets.map(({ url }) => url), ...pages])],
        declaredOnly: true,
        render: 'never',
      },
      fresh: true,
      isAsOfGiven: true,
      ocr: 'never',
      asOf,
      items: targets.map(({ code }) => code),
      agency: { id: null, name: null, type: 'municipality' },
      declared: targets.map(({ code, url }) => ({ code, url, have: true, where: null })),
      out,
      reportsFolder: folder,
      formats: [],
      lang: 'th',
      shownOptions: {},
    },
    {
      resources,
      clock,
      fetcher: openFetcher(setting),
      reader: null,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    },
  );
  return { result, snapshot: readSnapshot(join(out, 'snapshot')) };
}
