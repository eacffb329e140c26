import type { RunDigest } from '../history/digest.ts';
import { listBlobs, removeBlob } from './blobs.ts';
import { readDigests, type StoredDigest } from './runs.ts';
import type { Store } from './store.ts';

/** What is kept. */
export interface KeepRule {
  /** the latest snapshots of each agency; beside them the last one of a run that saw the whole site is kept always */
  snapshots: number;
  /** the latest runs of each agency with their results; null: all, for years */
  runs: number | null;
}

export const defaultKeepRule: KeepRule = { snapshots: 14, runs: null };

/** What was removed. */
export interface Pruned {
  runs: number;
  snapshots: number;
  blobs: number;
}

/**
 * Removes what the rule does not keep, and every blob that no snapshot needs.
 *
 * @param agencyKey only of this agency, in a time that does not grow with the store; null: of all
 */
export async function pruneStore(
  store: Store,
  rule: KeepRule,
  agencyKey: string | null = null,
): Promise<Pruned> {
  const groups = await store.database
    .selectFrom('runs')
    .select(['agency_key', 'programme'])
    .distinct()
    .$if(agencyKey !== null, (query) => query.where('agency_key', '=', agencyKey ?? ''))
    .execute();
  const pruned: Pruned = { runs: 0, snapshots: 0, blobs: 0 };
  const released = new Set<string>();
  for (const { agency_key, programme } of groups) {
    const stored = await readDigests(store, agency_key, programme, null);
    const { runs, snapshots } = chooseOld(stored, rule);
    for (const blob of await blobsOf(store, [...runs, ...snapshots])) released.add(blob);
    pruned.snapshots += await removeRows(store, 'snapshots', snapshots);
    pruned.runs += await removeRows(store, 'runs', runs);
  }
  pruned.blobs = await removeUnneeded(store, agencyKey === null ? null : released);
  return pruned;
}

function chooseOld(stored: readonly StoredDigest[], rule: KeepRule): { runs: number[]; snapshots: number[] } {
  const ids = stored.map(({ id }) => id);
  const lastGood = stored.findLast(({ digest }) => sawEverything(digest))?.id;
  const runs = rule.runs === null ? [] : ids.slice(0, Math.max(0, ids.length - rule.runs));
  const snapshots = ids
    .slice(0, Math.max(0, ids.length - rule.snapshots))
    .filter((id) => id !== lastGood && !runs.includes(id));
  return { runs, snapshots };
}

/** Whether a run saw as much of the site as it was asked to. */
function sawEverything({ reachable, incomplete, score, stoppedBy }: RunDigest): boolean {
  return reachable && !incomplete && score !== null && stoppedBy !== 'interrupted' && stoppedBy !== 'error';
}

async function blobsOf({ database }: Store, runs: readonly number[]): Promise<string[]> {
  const names = new Set<string>();
  for (const run of runs) {
    const rows = await database.selectFrom('snapshot_files').select('blob').where('run', '=', run).execute();
    for (const { blob } of rows) names.add(blob);
  }
  return [...names];
}

async function removeRows(
  { database }: Store,
  table: 'runs' | 'snapshots',
  ids: readonly number[],
): Promise<number> {
  let removed = 0;
  for (const id of ids) {
    const done =
      table === 'runs'
        ? await database.deleteFrom('runs').where('id', '=', id).executeTakeFirst()
        : await database.deleteFrom('snapshots').where('run', '=', id).executeTakeFirst();
    removed += Number(done.numDeletedRows);
  }
  return removed;
}

/**
 * Removed under the write lock: who keeps a snapshot names its blobs in the database before it looks which are there,
 * so that none is removed between the two.
 *
 * @param released blobs that may be unneeded now; null: look at all
 */
async function removeUnneeded(store: Store, released: ReadonlySet<string> | null): Promise<number> {
  return await store.database.transaction().execute(async (tx) => {
    const isNeeded = async (blob: string): Promise<boolean> => {
      const row = await tx
        .selectFrom('snapshot_files')
        .select('run')
        .where('blob', '=', blob)
        .executeTakeFirst();
      return row !== undefined;
    };
    const writing = await tx.selectFrom('snapshots').select('run').where('complete', '=', 0).execute();
    const parts = writing.map(({ run }) => `.${run}.tmp`);
    let removed = 0;
    for (const name of released ?? (await listBlobs(store.folder))) {
      if (parts.some((part) => name.endsWith(part)) || (await isNeeded(name))) continue;
      await removeBlob(store.folder, name);
      removed++;
    }
    return removed;
  });
}
