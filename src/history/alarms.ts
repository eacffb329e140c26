import type { History, ItemHistory } from './schema.ts';

/** What somebody ought to be told; the same alarm has the same id in every later history. */
export interface Alarm {
  id: string;
  kind: 'item-regressed' | 'item-recovered' | 'site-down' | 'site-back';
  /** when it was confirmed, ISO, UTC */
  at: string;
  /** the item, null for those of the site */
  item: ItemHistory | null;
}

/**
 * The confirmed regressions and recoveries of a history. Those that were told already are known by their ids; what is
 * only suspected, or what a new version or checklist changed, is none.
 */
export function pendingAlarms(history: History, toldIds: ReadonlySet<string> = new Set()): Alarm[] {
  const { items, uptime } = history;
  const alarms: Alarm[] = [
    ...(uptime?.state === 'down' && uptime.confirmedAt !== null
      ? [siteAlarm('site-down', uptime.confirmedAt)]
      : []),
    ...(uptime?.state === 'up' && uptime.recoveredAt !== null
      ? [siteAlarm('site-back', uptime.recoveredAt)]
      : []),
    ...items.flatMap((item) => {
      if (item.state === 'regressed' && item.confirmedAt !== null)
        return [itemAlarm('item-regressed', item, item.confirmedAt)];
      if (item.recoveredAt !== null && item.state === 'good')
        return [itemAlarm('item-recovered', item, item.recoveredAt)];
      return [];
    }),
  ];
  return alarms.filter(({ id }) => !toldIds.has(id));
}

function siteAlarm(kind: Alarm['kind'], at: string): Alarm {
  return { id: `${kind} ${at}`, kind, at, item: null };
}

function itemAlarm(kind: Alarm['kind'], item: ItemHistory, at: string): Alarm {
  return { id: `${kind} ${item.topics[0] ?? item.code} ${at}`, kind, at, item };
}

/**
 * The items that the site made worse than they were last seen by the same checklist, seen so in the last run: what
 * `--fail-on regression` ends with. A run says it at once; an alarm waits until it is confirmed.
 */
export function findRegressions({ items, run }: History): ItemHistory[] {
  return items.filter(
    ({ state, failures }) =>
      (state === 'suspected' || state === 'regressed') &&
      failures.some(({ runId, at }) => runId === run.runId && at === run.startedAt),
  );
}
