import type { Probe } from '../history/uptime.ts';
import { outcomes } from '../result/vocabulary.ts';
import type { Store } from './store.ts';

/** Keeps one light look at an agency's start page. */
export async function recordProbe({ database }: Store, agencyKey: string, probe: Probe): Promise<void> {
  const { at, outcome, latencyMs } = probe;
  await database
    .insertInto('probes')
    .values({ agency_key: agencyKey, at, outcome, latency_ms: latencyMs })
    .execute();
}

/** The light looks at an agency's start page up to an ISO instant, oldest first. */
export async function readProbes({ database }: Store, agencyKey: string, until: string): Promise<Probe[]> {
  const rows = await database
    .selectFrom('probes')
    .select(['at', 'outcome', 'latency_ms'])
    .where('agency_key', '=', agencyKey)
    .where('at', '<=', until)
    .orderBy('at')
    .execute();
  return rows.flatMap(({ at, outcome, latency_ms }) => {
    const known = outcomes.find((name) => name === outcome);
    return known === undefined ? [] : [{ at, outcome: known, latencyMs: latency_ms }];
  });
}
