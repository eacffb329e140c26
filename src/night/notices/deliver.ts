import { type Alarm, pendingAlarms } from '../../history/alarms.ts';
import { dayInThailand, isWithin } from '../../history/hours.ts';
import type { Store } from '../../store/store.ts';
import { lastToldMs, markTold, readTold, type Told, toldKey } from '../../store/told.ts';
import type { Clock } from '../../fetch/types.ts';
import type { Standing } from '../standing.ts';
import type { Channel } from './channels.ts';
import { composeDigest, composeWeekly } from './compose.ts';
import type { NoticesConfig } from './config.ts';
import { describeAgency } from './describe.ts';
import type { MissedNight, Notice } from './notice.ts';
import { DeliveryError } from './post.ts';
import type { NoticeTopic } from './vocabulary.ts';

/** What there is to tell. */
export interface News {
  /** name of the schedule */
  schedule: string;
  standings: readonly Standing[];
  missedNights: readonly MissedNight[];
  /** the sign of life that is due; null: none is */
  week: { id: string; nights: { planned: number; done: number } } | null;
}

export interface DeliverDeps {
  store: Store;
  clock: Clock;
  channels: readonly Channel[];
  quietHours: NoticesConfig['quietHours'];
  /** there is a later time today at which what waits can go out */
  isMoreToday: boolean;
  /** a channel did not take a message: it is tried again the next time */
  onProblem: (channel: string, error: Error) => void;
}

/** Marks what belongs to no agency. */
const ofSchedule = (schedule: string): string => `schedule ${schedule}`;
/** A recovery is no news any more. */
const staleRecoveryMs = 7 * 24 * 3_600_000;
const attempts = 3;
const retryAfterMs = 2_000;

/**
 * Tells each channel what it was not told yet: one digest a day, none in the quiet hours where there is a later time. What
 * was sent is remembered only after it was taken, so a kill in between repeats a message and loses none.
 *
 * @returns whether every message that was due went out
 */
export async function deliver(news: News, deps: DeliverDeps): Promise<boolean> {
  let isComplete = true;
  if (isQuiet(deps)) return true;
  for (const channel of deps.channels) {
    for (const prepare of [prepareDigest, prepareWeekly]) {
      const due = await prepare(news, channel, deps);
      if (due === null) continue;
      try {
        await sendPatiently(channel, due.notice, deps.clock);
        await markTold(deps.store, channel.name, due.told, deps.clock.nowMs());
      } catch (error) {
        isComplete = false;
        deps.onProblem(channel.name, error instanceof Error ? error : new Error(String(error)));
      }
    }
  }
  return isComplete;
}

interface Due {
  notice: Notice;
  told: Told[];
}

async function prepareDigest(news: News, channel: Channel, deps: DeliverDeps): Promise<Due | null> {
  const { store, clock } = deps;
  const nowMs = clock.nowMs();
  const told = await readTold(store, channel.name);
  const pending = news.standings.map((standing) => ({
    standing,
    alarms: pendingAlarms(standing.history).filter(
      (alarm) =>
        !told.has(toldKey({ agencyKey: standing.agencyKey, alarm: alarm.id })) &&
        isWanted(alarm, standing, channel, told, nowMs),
    ),
  }));
  const agencyKey = ofSchedule(news.schedule);
  const missedNights = channel.topics.has('missed-night')
    ? news.missedNights.filter(
        ({ plannedAt }) => !told.has(toldKey({ agencyKey, alarm: missedId(plannedAt) })),
      )
    : [];
  if (missedNights.length === 0 && pending.every(({ alarms }) => alarms.length === 0)) return null;
  const lastMs = await lastToldMs(store, channel.name);
  // One digest a day: what comes after it waits for the next day.
  if (lastMs !== null && dayOf(lastMs) === dayOf(nowMs)) return null;
  return {
    notice: composeDigest({
      at: new Date(nowMs).toISOString(),
      agencies: pending.map(({ standing, alarms }) => describeAgency(standing, alarms)),
      missedNights,
    }),
    told: [
      ...pending.flatMap(({ standing, alarms }) =>
        alarms.map(({ id }) => ({ agencyKey: standing.agencyKey, alarm: id })),
      ),
      ...missedNights.map(({ plannedAt }) => ({ agencyKey, alarm: missedId(plannedAt) })),
    ],
  };
}

async function prepareWeekly(
  news: News,
  channel: Channel,
  { store, clock }: DeliverDeps,
): Promise<Due | null> {
  const { week, schedule, standings } = news;
  if (week === null || !channel.topics.has('weekly')) return null;
  const told: Told = { agencyKey: ofSchedule(schedule), alarm: week.id };
  if ((await readTold(store, channel.name)).has(toldKey(told))) return null;
  const [only] = standings;
  return {
    notice: composeWeekly({
      id: `${told.agencyKey} ${week.id}`,
      at: new Date(clock.nowMs()).toISOString(),
      agencies: standings.map((standing) => {
        const codesIn = (state: string): string[] =>
          standing.history.items.filter((item) => item.state === state).map(({ code }) => code);
        return {
          ...describeAgency(standing, []),
          regressed: codesIn('regressed'),
          suspected: codesIn('suspected'),
        };
      }),
      nights: week.nights,
      uptime: standings.length === 1 ? (only?.history.uptime ?? null) : null,
    }),
    told: [told],
  };
}

function isWanted(
  alarm: Alarm,
  { agencyKey, history }: Standing,
  channel: Channel,
  told: ReadonlySet<string>,
  nowMs: number,
): boolean {
  if (!channel.topics.has(topicOf(alarm))) return false;
  if (topicOf(alarm) === 'regression') return true;
  if (nowMs - Date.parse(alarm.at) > staleRecoveryMs) return false;
  // Who heard nothing of the fault needs not hear that it is over.
  const confirmedAt = alarm.item === null ? history.uptime?.confirmedAt : alarm.item.confirmedAt;
  const cause =
    alarm.item === null ? 'site-down' : `item-regressed ${alarm.item.topics[0] ?? alarm.item.code}`;
  const wasTold = told.has(toldKey({ agencyKey, alarm: `${cause} ${confirmedAt ?? ''}` }));
  return wasTold || !channel.topics.has('regression');
}

function topicOf({ kind }: Alarm): NoticeTopic {
  switch (kind) {
    case 'item-regressed':
    case 'site-down':
      return 'regression';
    case 'item-recovered':
    case 'site-back':
      return 'recovery';
  }
}

/** Whether what there is to tell waits for a later time of the day. */
export function isQuiet({
  quietHours,
  isMoreToday,
  clock,
}: Pick<DeliverDeps, 'quietHours' | 'isMoreToday' | 'clock'>): boolean {
  if (quietHours === null || !isMoreToday) return false;
  const [from, to] = [minuteOf(quietHours.from), minuteOf(quietHours.to)];
  const now = new Date(clock.nowMs()).toISOString();
  if (from <= to) return isWithin(now, { fromMinute: from, toMinute: to });
  return !isWithin(now, { fromMinute: to, toMinute: from });
}

async function sendPatiently(channel: Channel, notice: Notice, clock: Clock): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await channel.send(notice);
      return;
    } catch (error) {
      if (!(error instanceof DeliveryError) || !error.isPassing || attempt === attempts) throw error;
      await clock.sleep(retryAfterMs * 2 ** (attempt - 1));
    }
  }
}

const missedId = (plannedAt: string): string => `missed-night ${plannedAt}`;
const dayOf = (ms: number): string => dayInThailand(new Date(ms).toISOString());

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}
