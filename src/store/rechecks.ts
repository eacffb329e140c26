import type { Recheck } from '../history/follow-item.ts';
import type { Store } from './store.ts';

/** Whose items. */
export interface RecheckedAgency {
  agencyKey: string;
  programme: string;
}

/** Keeps light looks at single items. */
export async function recordRechecks(
  { database }: Store,
  { agencyKey, programme }: RecheckedAgency,
  rechecks: readonly Recheck[],
): Promise<void> {
  if (rechecks.length === 0) return;
  await database
    .insertInto('rechecks')
    .values(
      rechecks.map(({ at, topic, seen, toolVersion, checklistSha256 }) => ({
        agency_key: agencyKey,
        programme,
        topic,
        at,
        seen,
        tool_version: toolVersion,
        checklist_sha256: checklistSha256,
      })),
    )
    .execute();
}

/** The light looks of an agency up to an ISO instant, oldest first; null: all. */
export async function readRechecks(
  { database }: Store,
  { agencyKey, programme }: RecheckedAgency,
  until: string | null,
): Promise<Recheck[]> {
  const rows = await database
    .selectFrom('rechecks')
    .selectAll()
    .where('agency_key', '=', agencyKey)
    .where('programme', '=', programme)
    .$if(until !== null, (query) => query.where('at', '<=', until ?? ''))
    .orderBy('at')
    .execute();
  return rows.map(({ at, topic, seen, tool_version, checklist_sha256 }) => ({
    at,
    topic,
    seen: seen === 'worse' ? 'worse' : 'as-good',
    toolVersion: tool_version,
    checklistSha256: checklist_sha256,
  }));
}
