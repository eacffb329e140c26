import { type RunDigest, digestResult, digestSchema, digestVersion } from '../history/digest.ts';
import { type Result, resultSchema } from '../result/schema.ts';
import { packJson, unpackJson } from './pack.ts';
import type { Store } from './store.ts';

/** One run as lists show it. */
export interface StoredRun {
  /** names it in this store */
  id: number;
  agencyKey: string;
  programme: string;
  runId: string;
  startedAt: string;
  checklistId: string;
  toolVersion: string;
  expected: number | null;
  hasSnapshot: boolean;
}

/** Which runs; absent: all. */
export interface RunFilter {
  agencyKey?: string | undefined;
  programme?: string | undefined;
  /** ISO instant: those that began by then */
  until?: string | undefined;
}

/** The runs of a store by agency, oldest first. */
export async function listRuns({ database }: Store, filter: RunFilter = {}): Promise<StoredRun[]> {
  const { agencyKey, programme, until } = filter;
  const rows = await database
    .selectFrom('runs')
    .leftJoin('snapshots', (join) =>
      join.onRef('snapshots.run', '=', 'runs.id').on('snapshots.complete', '=', 1),
    )
    .select([
      'runs.id',
      'agency_key',
      'programme',
      'run_id',
      'started_at',
      'checklist_id',
      'tool_version',
      'expected',
      'snapshots.run as snapshot',
    ])
    .$if(agencyKey !== undefined, (query) => query.where('agency_key', '=', agencyKey ?? ''))
    .$if(programme !== undefined, (query) => query.where('programme', '=', programme ?? ''))
    .$if(until !== undefined, (query) => query.where('started_at', '<=', until ?? ''))
    .orderBy('agency_key')
    .orderBy('programme')
    .orderBy('started_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    agencyKey: row.agency_key,
    programme: row.programme,
    runId: row.run_id,
    startedAt: row.started_at,
    checklistId: row.checklist_id,
    toolVersion: row.tool_version,
    expected: row.expected,
    hasSnapshot: row.snapshot !== null,
  }));
}

/**
 * The result of a run; null where there is no such run.
 *
 * @throws when its row is damaged
 */
export async function readStoredResult({ database }: Store, id: number): Promise<Result | null> {
  const row = await database.selectFrom('runs').select('result').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : resultSchema.parse(unpackJson(row.result));
}

/** A run's digest with the id of its row. */
export interface StoredDigest {
  id: number;
  digest: RunDigest;
}

/**
 * The digests of one agency's runs, oldest first. One that another version of this program made is made again from its
 * result, and kept.
 */
export async function readDigests(
  store: Store,
  agencyKey: string,
  programme: string,
  until: string | null,
): Promise<StoredDigest[]> {
  const rows = await store.database
    .selectFrom('runs')
    .select(['id', 'digest', 'digest_version'])
    .where('agency_key', '=', agencyKey)
    .where('programme', '=', programme)
    .$if(until !== null, (query) => query.where('started_at', '<=', until ?? ''))
    .orderBy('started_at')
    .execute();
  const digests: StoredDigest[] = [];
  for (const { id, digest, digest_version } of rows) {
    const known = parseDigest(digest, digest_version);
    const made = known ?? (await digestAgain(store, id, digest));
    if (made !== null) digests.push({ id, digest: made });
  }
  return digests;
}

/** Null for one of another version, or a damaged one. */
export function parseDigest(packed: Uint8Array, version: number): RunDigest | null {
  if (version !== digestVersion) return null;
  try {
    return digestSchema.parse(unpackJson(packed));
  } catch {
    return null;
  }
}

/** A damaged run is passed over: the others still have a history. */
async function digestAgain(store: Store, id: number, old: Uint8Array): Promise<RunDigest | null> {
  try {
    const result = await readStoredResult(store, id);
    if (result === null) return null;
    const digest = digestResult(result, readLatency(old));
    await store.database
      .updateTable('runs')
      .set({ digest: packJson(digest), digest_version: digestVersion })
      .where('id', '=', id)
      .execute();
    return digest;
  } catch {
    return null;
  }
}

/** How fast the start page answered stands in the digest alone. */
function readLatency(packed: Uint8Array): number | null {
  try {
    const raw = unpackJson(packed);
    const isTimed = typeof raw === 'object' && raw !== null && 'latencyMs' in raw;
    return isTimed && typeof raw.latencyMs === 'number' ? raw.latencyMs : null;
  } catch {
    return null;
  }
}
