import type { History } from '../history/schema.ts';
import { readHistory } from '../store/read-history.ts';
import { listRuns, readStoredResult } from '../store/runs.ts';
import type { Store } from '../store/store.ts';

/** One agency as the store knows it now. */
export interface Standing {
  agencyKey: string;
  /** as the last run read or was told it */
  name: string | null;
  startUrl: string;
  history: History;
  /** items that the last run could not look at */
  couldNotLook: number;
}

/** Where an agency stands; null before its first whole run. `nowIso` bounds what counts. */
export async function readStanding(
  store: Store,
  agencyKey: string,
  programme: string,
  nowIso: string,
): Promise<Standing | null> {
  const history = await readHistory(store, { agencyKey, programme, until: nowIso });
  if (history === null) return null;
  const runs = await listRuns(store, { agencyKey, programme, until: nowIso });
  const last = runs.findLast(({ startedAt }) => startedAt === history.run.startedAt);
  const result = last === undefined ? null : await readStoredResult(store, last.id);
  return {
    agencyKey,
    name: result?.agency.name ?? null,
    startUrl: result?.site.startUrl ?? agencyKey,
    history,
    couldNotLook: result?.run.couldNotLook.items ?? 0,
  };
}
