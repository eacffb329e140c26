import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checklistSchema, type LoadedChecklist } from '../checklist/schema.ts';
import { digestResult, digestVersion } from '../history/digest.ts';
import type { Result } from '../result/schema.ts';
import { packJson, unpackJson } from './pack.ts';
import { restoreSnapshot } from './snapshots.ts';
import type { Store } from './store.ts';

/** Judges a snapshot by this version of the program and a checklist. */
export type Rejudge = (snapshotFolder: string, loaded: LoadedChecklist) => Promise<Result>;

interface StoredJudge {
  id: number;
  tool_version: string;
  checklist_sha256: string;
}

/**
 * Where the whole run before this one was judged by another version or checklist: judges its snapshot again, by the new
 * version and the old checklist, and by both new, and keeps what came out. That tells what the site changed from what
 * the judge did.
 *
 * @param run id of the row of the new run
 * @throws when the store cannot be written; a snapshot that is not kept, or cannot be judged, is passed over
 */
export async function rejudgeEarlier(
  store: Store,
  run: number,
  loaded: LoadedChecklist,
  rejudge: Rejudge,
): Promise<void> {
  const pair = await findPair(store, run);
  if (pair === null) return;
  const { now, before } = pair;
  const isNewTool = now.tool_version !== before.tool_version;
  const isNewChecklist = now.checklist_sha256 !== before.checklist_sha256;
  if (!isNewTool && !isNewChecklist) return;
  const old = isNewTool && isNewChecklist ? await readChecklist(store, before.checklist_sha256) : null;
  const folder = await mkdtemp(join(tmpdir(), 'oit-rejudge-'));
  try {
    if (!(await restoreSnapshot(store, before.id, folder))) return;
    for (const checklist of old === null ? [loaded] : [old, loaded]) {
      const result = await rejudge(folder, checklist);
      await keepRejudged(store, before.id, now.tool_version, result);
    }
  } catch (error) {
    // Without it the causes of a change are told as those that may have had a part.
    if (isStoreTrouble(error)) throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findPair(
  store: Store,
  run: number,
): Promise<{ now: StoredJudge; before: StoredJudge } | null> {
  const now = await store.database
    .selectFrom('runs')
    .select(['id', 'tool_version', 'checklist_sha256', 'agency_key', 'programme', 'started_at'])
    .where('id', '=', run)
    .where('is_whole', '=', 1)
    .executeTakeFirst();
  if (now === undefined) return null;
  const before = await store.database
    .selectFrom('runs')
    .select(['id', 'tool_version', 'checklist_sha256'])
    .where('agency_key', '=', now.agency_key)
    .where('programme', '=', now.programme)
    .where('is_whole', '=', 1)
    .where('started_at', '<', now.started_at)
    .orderBy('started_at', 'desc')
    .executeTakeFirst();
  return before === undefined ? null : { now, before };
}

/** Null where the format of checklists has changed too much to judge by it. */
async function readChecklist({ database }: Store, sha256: string): Promise<LoadedChecklist | null> {
  const row = await database
    .selectFrom('checklists')
    .select('content')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (row === undefined) return null;
  const parsed = checklistSchema.safeParse(unpackJson(row.content));
  return parsed.success ? { checklist: parsed.data, sha256, path: `checklist ${sha256}` } : null;
}

async function keepRejudged(store: Store, run: number, toolVersion: string, result: Result): Promise<void> {
  const row = {
    run,
    tool_version: toolVersion,
    checklist_sha256: result.checklist.sha256,
    digest_version: digestVersion,
    digest: packJson(digestResult(result)),
  };
  await store.database
    .insertInto('rejudged')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['run', 'tool_version', 'checklist_sha256'])
        .doUpdateSet({ digest: row.digest, digest_version: row.digest_version }),
    )
    .execute();
}

function isStoreTrouble(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error;
}
