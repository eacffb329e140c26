import { setTimeout as sleepFor } from 'node:timers/promises';
import {
  type CheckOutcome,
  type Clock,
  createCache,
  createCacheIndex,
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
import { checkSite, type CheckChanges } from '../fixtures/check-site.ts';

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

const limits = {
  maxPages: 60,
  maxDocuments: 10,
  maxMinutes: 15,
  maxDepth: 4,
  maxBytes: 50_000_000,
  concurrency: 4,
};

function usual({ timeoutMs = 30_000, asOf = '2025-06-15' }: CheckSetting): CheckChanges {
  return {
    fetch: { timeouts: { headersMs: timeoutMs, totalMs: timeoutMs } },
    ocr: 'never',
    asOf,
    agency: { id: null, name: null, type: 'municipality' },
  };
}

/** A whole run, kept in the store. */
export async function checkWhole(setting: CheckSetting): Promise<CheckOutcome> {
  const { siteUrl, folder, clock, resources, store } = setting;
  const cache = createCache({
    directory: store.folder,
    index: createCacheIndex(store.database),
    clock,
    versions: [resources.toolVersion],
    onProblem: problems,
  });
  try {
    return await checkSite(siteUrl, join(folder, 'whole'), {
      ...usual(setting),
      crawl: limits,
      exhaustive: true,
      deps: {
        clock,
        resources,
        cache,
        recordRun: createRunRecorder(store, { root, resources, onProblem: problems }),
      },
    });
  } finally {
    await cache.close();
  }
}

/** A light look, as the command line takes it. */
export async function lookAgain(setting: CheckSetting, targets: readonly LookTarget[]): Promise<Look> {
  const { siteUrl, folder, clock, resources } = setting;
  const pages = targets.flatMap(({ foundOn }) => (foundOn === null ? [] : [foundOn]));
  const out = join(folder, 'look');
  const { result } = await checkSite(siteUrl, out, {
    ...usual(setting),
    crawl: {
      ...limits,
      declaredUrls: [...new Set([...targets.map(({ url }) => url), ...pages])],
      declaredOnly: true,
    },
    items: targets.map(({ code }) => code),
    declared: targets.map(({ code, url }) => ({ code, url, have: true, where: null })),
    deps: { clock, resources },
  });
  return { result, snapshot: readSnapshot(join(out, 'snapshot')) };
}
