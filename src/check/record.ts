import type { History } from '../history/schema.ts';
import type { Result } from '../result/schema.ts';
import { defaultKeepRule, type KeepRule, pruneStore } from '../store/prune.ts';
import { readHistory } from '../store/read-history.ts';
import { recordRun } from '../store/record-run.ts';
import { rejudgeEarlier } from '../store/rejudge-earlier.ts';
import type { Store } from '../store/store.ts';
import { createRejudge } from './rejudge.ts';
import type { Resources } from './resources.ts';

/** Keeps a finished run and tells the history that it now belongs to; null where there is none to tell. */
export type RunRecorder = (result: Result, snapshotFolder: string) => Promise<History | null>;

export interface RecorderOptions {
  /** the package's folder */
  root: string;
  resources: Resources;
  keep?: KeepRule;
  /** the store could not be written: the check itself goes on */
  onProblem: (error: unknown) => void;
}

/**
 * Records runs in a store, judges the run before again where another version or checklist judged it, and removes old
 * snapshots. Nothing that goes wrong here fails a check. A run that was interrupted is not recorded: it goes on.
 */
export function createRunRecorder(store: Store, options: RecorderOptions): RunRecorder {
  const { root, resources, keep = defaultKeepRule, onProblem } = options;
  return async (result, snapshotFolder) => {
    if (result.run.stoppedBy === 'interrupted') return null;
    try {
      const { loaded } = resources;
      const isWhole = result.score !== null;
      // Quick looks at single items must not push out the snapshots that nights are held against.
      const kept = { result, loaded, snapshotFolder: isWhole ? snapshotFolder : null };
      const run = await recordRun(store, kept);
      await rejudgeEarlier(store, run, loaded, createRejudge(root, resources));
      await pruneStore(store, keep, result.agency.key);
      if (!isWhole) return null;
      return await readHistory(store, {
        agencyKey: result.agency.key,
        programme: result.checklist.programme,
        until: result.run.startedAt,
      });
    } catch (error) {
      onProblem(error);
      return null;
    }
  };
}
