import { checklistSchema } from '../checklist/schema.ts';
import { buildHistory } from '../history/build-history.ts';
import { notRejudged, type Rejudged } from '../history/compare-runs.ts';
import type { RunDigest } from '../history/digest.ts';
import type { History } from '../history/schema.ts';
import { assessmentWindow, type DaySpan } from '../history/window.ts';
import { unpackJson } from './pack.ts';
import { readProbes } from './probes.ts';
import { readRechecks } from './rechecks.ts';
import { parseDigest, readDigests, type StoredDigest } from './runs.ts';
import type { Store } from './store.ts';

/** Whose history, and up to when. */
export interface HistoryRequest {
  agencyKey: string;
  programme: string;
  /** ISO instant: runs that began later are left out; null: none */
  until: string | null;
}

/** The history of one agency; null where it has no whole run. */
export async function readHistory(
  store: Store,
  { agencyKey, programme, until }: HistoryRequest,
): Promise<History | null> {
  const stored = await readDigests(store, agencyKey, programme, until);
  const last = stored.findLast(({ digest }) => digest.score !== null);
  if (last === undefined) return null;
  const rejudged = await readRejudged(store, stored);
  return buildHistory({
    digests: stored.map(({ digest }) => digest),
    rejudgedOf: (run, next) => rejudged.get(run)?.(next) ?? notRejudged,
    probes: await readProbes(store, agencyKey, until ?? last.digest.finishedAt),
    rechecks: await readRechecks(store, { agencyKey, programme }, until),
    window: await readWindow(store, last.digest.checklist.sha256),
  });
}

async function readRejudged(
  { database }: Store,
  stored: readonly StoredDigest[],
): Promise<Map<RunDigest, (next: RunDigest) => Rejudged>> {
  const first = stored[0];
  if (first === undefined) return new Map();
  const rows = await database
    .selectFrom('rejudged')
    .innerJoin('runs', 'runs.id', 'rejudged.run')
    .select([
      'rejudged.run',
      'rejudged.tool_version',
      'rejudged.checklist_sha256',
      'rejudged.digest',
      'rejudged.digest_version',
    ])
    .where('agency_key', '=', first.digest.agencyKey)
    .where('programme', '=', first.digest.programme)
    .execute();
  const byRun = Map.groupBy(rows, ({ run }) => run);
  return new Map(
    stored.map(({ id, digest }) => {
      const find = (version: string, sha256: string): RunDigest | null => {
        const row = byRun
          .get(id)
          ?.find(
            ({ tool_version, checklist_sha256 }) => tool_version === version && checklist_sha256 === sha256,
          );
        return row === undefined ? null : parseDigest(row.digest, row.digest_version);
      };
      return [
        digest,
        (next: RunDigest): Rejudged => ({
          byTool: find(next.tool.version, digest.checklist.sha256),
          byBoth: find(next.tool.version, next.checklist.sha256),
        }),
      ];
    }),
  );
}

async function readWindow({ database }: Store, sha256: string): Promise<DaySpan | null> {
  const row = await database
    .selectFrom('checklists')
    .select('content')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  const parsed = row === undefined ? undefined : checklistSchema.safeParse(unpackJson(row.content)).data;
  return parsed === undefined ? null : assessmentWindow(parsed);
}
