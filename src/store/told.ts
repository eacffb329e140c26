import type { Store } from './store.ts';

/** Something that a channel was told, or is to be told. */
export interface Told {
  agencyKey: string;
  /** id of an alarm, the same every time */
  alarm: string;
}

/** What a channel was told, as `<agency key> <alarm>`. */
export async function readTold({ database }: Store, channel: string): Promise<Set<string>> {
  const rows = await database
    .selectFrom('told')
    .select(['agency_key', 'alarm'])
    .where('channel', '=', channel)
    .execute();
  return new Set(rows.map(({ agency_key, alarm }) => toldKey({ agencyKey: agency_key, alarm })));
}

export function toldKey({ agencyKey, alarm }: Told): string {
  return `${agencyKey} ${alarm}`;
}

/** Remembers that a channel was told: written after the message went out, so that a kill in between repeats it. */
export async function markTold(
  { database }: Store,
  channel: string,
  told: readonly Told[],
  nowMs: number,
): Promise<void> {
  for (const { agencyKey, alarm } of told)
    await database
      .insertInto('told')
      .values({ channel, agency_key: agencyKey, alarm, told_ms: Math.floor(nowMs) })
      .onConflict((conflict) => conflict.columns(['channel', 'agency_key', 'alarm']).doNothing())
      .execute();
}

/** When a channel was last told of something else than its sign of life, in ms since the epoch; null: never. */
export async function lastToldMs({ database }: Store, channel: string): Promise<number | null> {
  const row = await database
    .selectFrom('told')
    .select('told_ms')
    .where('channel', '=', channel)
    .where('alarm', 'not like', 'weekly %')
    .orderBy('told_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.told_ms ?? null;
}
