import type { Clock } from '../fetch/types.ts';
import type { Probe } from '../history/uptime.ts';
import { beginNight, finishNight } from '../store/nights.ts';
import { recordProbe } from '../store/probes.ts';
import { recordRechecks } from '../store/rechecks.ts';
import { findTargets, type Look, type LookTarget, readLook } from './look-again.ts';
import type { Channel } from './notices/channels.ts';
import type { NoticesConfig } from './notices/config.ts';
import { deliver, isQuiet } from './notices/deliver.ts';
import { findDueWeek, findMissedNights, type Planned } from './plan.ts';
import { readStanding, type Standing } from './standing.ts';

/** An agency of a schedule. */
export interface NightAgency {
  key: string;
  /** as it is opened */
  startUrl: string;
}

/** What a night needs from outside; times in ms since the epoch. */
export interface NightDeps extends Planned {
  /** the wall clock: a machine may sleep in between */
  clock: Clock;
  programme: string;
  agencies: readonly NightAgency[];
  /** checks the whole sites and keeps the runs in the store; the exit code of the worst of them */
  runWhole: (signal: AbortSignal) => Promise<number>;
  /** opens the start page, what is to be looked at again, and nothing else; null: it could not be done */
  lookAgain: (
    agency: NightAgency,
    targets: readonly LookTarget[],
    signal: AbortSignal,
  ) => Promise<Look | null>;
  /** asks for the start page once; null: it could not be done */
  probe: (agency: NightAgency, signal: AbortSignal) => Promise<Probe | null>;
  channels: readonly Channel[];
  quietHours: NoticesConfig['quietHours'];
  signal: AbortSignal;
  /** what went wrong without ending anything, for the log */
  onProblem: (what: string, error: unknown) => void;
}

/** The exit code of what was stopped and goes on another time. */
const interrupted = 130;
const failed = 1;

/** Runs one night and tells what is confirmed. Returns its exit code; 1 where a notice could not be sent. */
export async function runNight(plannedMs: number, deps: NightDeps): Promise<number> {
  const { store, schedule, clock, signal } = deps;
  await beginNight(store, schedule, 'night', plannedMs, clock.nowMs());
  const exitCode = await deps.runWhole(signal);
  // Without an end it is due again, and goes on where it was stopped.
  if (exitCode === interrupted || signal.aborted) return interrupted;
  await finishNight(store, schedule, 'night', plannedMs, { nowMs: clock.nowMs(), exitCode });
  const isTold = await tell(deps);
  return exitCode === 0 && !isTold ? failed : exitCode;
}

/** Looks again by day at what the nights suspect, asks whether the sites answer, and tells what is confirmed. */
export async function runDay(plannedMs: number, deps: NightDeps): Promise<number> {
  const { store, schedule, clock, signal } = deps;
  await beginNight(store, schedule, 'day', plannedMs, clock.nowMs());
  for (const agency of deps.agencies) {
    if (signal.aborted) return interrupted;
    try {
      await lookByDay(agency, deps);
    } catch (error) {
      deps.onProblem(agency.key, error);
    }
  }
  if (signal.aborted) return interrupted;
  await finishNight(store, schedule, 'day', plannedMs, { nowMs: clock.nowMs(), exitCode: 0 });
  return (await tell(deps)) ? 0 : failed;
}

/** Asks whether the sites answer, and tells what that confirms. */
export async function runProbes(deps: NightDeps): Promise<void> {
  for (const agency of deps.agencies) {
    if (deps.signal.aborted) return;
    await probeOne(agency, deps);
  }
  await tell(deps);
}

async function lookByDay(agency: NightAgency, deps: NightDeps): Promise<void> {
  const { store, clock, programme, signal } = deps;
  const standing = await readStanding(store, agency.key, programme, isoOf(clock.nowMs()));
  const targets = standing === null ? [] : await findTargets(store, standing);
  const look = targets.length === 0 ? null : await deps.lookAgain(agency, targets, signal);
  if (look === null) {
    await probeOne(agency, deps);
    return;
  }
  if (signal.aborted) return;
  const { site, run } = look.result;
  const start = look.snapshot.fetches.find(({ purpose }) => purpose === 'start');
  await recordProbe(store, agency.key, {
    at: run.startedAt,
    outcome: site.reachable ? 'ok' : (site.problem ?? 'budget'),
    latencyMs: site.reachable ? (start?.elapsedMs ?? null) : null,
  });
  await recordRechecks(store, { agencyKey: agency.key, programme }, readLook(targets, look));
}

async function probeOne(agency: NightAgency, deps: NightDeps): Promise<void> {
  try {
    const probe = await deps.probe(agency, deps.signal);
    if (probe !== null) await recordProbe(deps.store, agency.key, probe);
  } catch (error) {
    if (!deps.signal.aborted) deps.onProblem(agency.key, error);
  }
}

/** Sends what is due; a channel that fails is tried again the next time. Whether everything went out. */
export async function tell(deps: NightDeps): Promise<boolean> {
  const { store, clock, channels, quietHours, schedule, onProblem } = deps;
  const isMoreToday = deps.day !== null;
  if (channels.length === 0 || isQuiet({ quietHours, isMoreToday, clock })) return true;
  const nowMs = clock.nowMs();
  const standings: Standing[] = [];
  for (const { key } of deps.agencies) {
    const standing = await readStanding(store, key, deps.programme, isoOf(nowMs));
    if (standing !== null) standings.push(standing);
  }
  return await deliver(
    {
      schedule,
      standings,
      missedNights: await findMissedNights(deps, nowMs),
      week: await findDueWeek(deps, nowMs),
    },
    { store, clock, channels, quietHours, isMoreToday, onProblem },
  );
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
