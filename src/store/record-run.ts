import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadedChecklist } from '../checklist/schema.ts';
import { digestResult, digestVersion } from '../history/digest.ts';
import type { Result } from '../result/schema.ts';
import { fetchRecordSchema } from '../snapshot/schema.ts';
import { packJson } from './pack.ts';
import { keepSnapshot } from './snapshots.ts';
import type { Store } from './store.ts';

/** A run to be kept. */
export interface FinishedRun {
  result: Result;
  /** the checklist that judged it */
  loaded: LoadedChecklist;
  /** null: the snapshot is not kept */
  snapshotFolder: string | null;
}

/**
 * Keeps a run: its result, the checklist that judged it, its snapshot. A run that is recorded again replaces itself.
 *
 * @returns the id of its row
 * @throws when the store cannot be written
 */
export async function recordRun(
  store: Store,
  { result, loaded, snapshotFolder }: FinishedRun,
): Promise<number> {
  const latencyMs = snapshotFolder === null ? null : await readLatency(snapshotFolder);
  const digest = packJson(digestResult(result, latencyMs));
  const packed = packJson(result);
  const { agency, checklist, run, tool, score } = result;
  const id = await store.database.transaction().execute(async (tx) => {
    const { id: checklistId, programme, fiscalYear, sha256 } = checklist;
    const known = await tx
      .selectFrom('checklists')
      .select('sha256')
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    if (known === undefined) {
      const content = packJson(loaded.checklist);
      await tx
        .insertInto('checklists')
        .values({ sha256, id: checklistId, programme, fiscal_year: fiscalYear, content })
        .execute();
    }
    await tx
      .deleteFrom('runs')
      .where('agency_key', '=', agency.key)
      .where('programme', '=', programme)
      .where('started_at', '=', run.startedAt)
      .execute();
    const row = await tx
      .insertInto('runs')
      .values({
        agency_key: agency.key,
        programme,
        run_id: run.id,
        started_at: run.startedAt,
        finished_at: run.finishedAt,
        fiscal_year: fiscalYear,
        checklist_id: checklistId,
        checklist_sha256: sha256,
        tool_version: tool.version,
        is_whole: score === null ? 0 : 1,
        expected: score?.expected ?? null,
        digest_version: digestVersion,
        digest,
        result: packed,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return row.id;
  });
  if (snapshotFolder !== null) await keepSnapshot(store, id, snapshotFolder);
  return id;
}

/** How long the start page took to answer, in milliseconds; null where it did not or nobody knows. */
async function readLatency(snapshotFolder: string): Promise<number | null> {
  const lines = (await readFile(join(snapshotFolder, 'journal.ndjson'), 'utf8')).split('\n');
  for (const line of lines) {
    if (!line.startsWith('{"type":"fetch"') || !line.includes('"purpose":"start"')) continue;
    const record = fetchRecordSchema.safeParse(JSON.parse(line)).data;
    if (record?.outcome === 'ok') return record.elapsedMs;
  }
  return null;
}
