import {
  type Cache,
  createCache,
  createCacheIndex,
  createRunRecorder,
  openStore,
  realClock,
  type Resources,
  type RunRecorder,
  type Store,
  StoreError,
} from '../index.ts';
import type { CliContext } from './context.ts';
import { findStoreFolder } from './store-folder.ts';

/** What a check keeps from run to run. */
export interface Keeping {
  cache: Cache;
  recordRun: RunRecorder;
  /** @param isWhole the whole site was looked at: what the cache no longer needs is removed */
  close(isWhole: boolean): Promise<void>;
}

/**
 * Opens the store for a check. Null for `--no-store`, and, with one line on stderr, where it cannot be used: the check
 * goes on without.
 */
export async function openKeeping(
  typed: string | false | undefined,
  resources: Resources,
  context: CliContext,
): Promise<Keeping | null> {
  const folder = findStoreFolder(typed, context.cwd);
  if (folder === null) return null;
  try {
    const store = await openStore(folder, (ms) => realClock.sleep(ms));
    return keepIn(store, resources, context);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    context.stderr(`${notKept} ${error.message}\n`);
    return null;
  }
}

function keepIn(store: Store, resources: Resources, context: CliContext): Keeping {
  const onProblem = (error: unknown): void => {
    context.stderr(`${notKept} ${error instanceof Error ? error.message : String(error)}\n`);
  };
  const cache = createCacheOf(store, resources.toolVersion, onProblem);
  return {
    cache,
    recordRun: createRunRecorder(store, { root: context.root, resources, onProblem }),
    async close(isWhole) {
      try {
        if (isWhole) await cache.prune();
        await cache.close();
      } catch (error) {
        onProblem(error);
      }
      await store.close();
    },
  };
}

/** The cache of a store, as this program and runtime may use it. */
export function createCacheOf(store: Store, toolVersion: string, onProblem: (error: unknown) => void): Cache {
  return createCache({
    directory: store.folder,
    index: createCacheIndex(store.database),
    clock: realClock,
    versions: [toolVersion, process.version],
    onProblem,
  });
}

/** Said where a run, or what it learned, could not be kept; what is wrong follows. */
const notKept = 'เก็บผลหรือไฟล์ไว้ใช้ครั้งหน้าไม่ได้ · this run is not kept:';
