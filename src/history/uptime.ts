import type { Outcome } from '../result/vocabulary.ts';
import { dayInThailand, failureRule, findLack, recoveryRule } from './hours.ts';
import type { Uptime } from './schema.ts';
import type { DaySpan } from './window.ts';

/** One time that the main site's start page was asked for: by a run, or by a light probe between runs. */
export interface Probe {
  /** ISO instant, UTC */
  at: string;
  outcome: Outcome;
  /** until the answer was there; null where nobody timed it */
  latencyMs: number | null;
}

const recentDays = 30;

/**
 * How often and how fast the start page answered in the assessment window, else in the last 30 days; null when it was
 * never asked for.
 *
 * @param probes in any order
 * @param until day of the last look that counts, ISO
 */
export function measureUptime(
  probes: readonly Probe[],
  window: DaySpan | null,
  until: string,
): Uptime | null {
  const told = probes
    .filter(({ at, outcome }) => saysSomething(outcome) && dayInThailand(at) <= until)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const inWindow = window === null ? [] : within(told, window);
  const period = inWindow.length > 0 ? 'window' : 'recent';
  const recent = { from: daysBefore(until, recentDays - 1), to: until };
  const span = period === 'window' && window !== null ? { ...window, to: earlier(window.to, until) } : recent;
  const looks = period === 'window' ? inWindow : within(told, recent);
  if (looks.length === 0) return null;
  const reached = looks.filter(isReached);
  const latencies = reached
    .flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]))
    .toSorted((a, b) => a - b);
  const days = [...Map.groupBy(looks, ({ at }) => dayInThailand(at))];
  return {
    period,
    ...span,
    looks: looks.length,
    reached: reached.length,
    medianLatencyMs: quantile(latencies, 0.5),
    slowLatencyMs: quantile(latencies, 0.95),
    days: days.map(([day, ofDay]) => ({
      day,
      looks: ofDay.length,
      reached: ofDay.filter(isReached).length,
    })),
    ...followSite(told),
  };
}

/** Answers that are about us, or that a server gives who is there, tell nothing of whether it can be reached. */
function saysSomething(outcome: Outcome): boolean {
  switch (outcome) {
    case 'ok':
    case 'dns':
    case 'refused':
    case 'timeout':
    case 'reset':
    case 'tls':
    case 'http-error':
    case 'redirect-loop':
    case 'parked':
      return true;
    case 'robots':
    case 'blocked':
    case 'login':
    case 'soft-404':
    case 'too-large':
    case 'not-html':
    case 'address-refused':
    case 'budget':
      return false;
  }
}

function isReached({ outcome }: Probe): boolean {
  return outcome === 'ok';
}

type Standing = Pick<Uptime, 'state' | 'since' | 'confirmedAt' | 'recoveredAt' | 'lastOutcome'>;

function followSite(looks: readonly Probe[]): Standing {
  const standing: Standing = {
    state: 'unknown',
    since: null,
    confirmedAt: null,
    recoveredAt: null,
    lastOutcome: null,
  };
  let streak: string[] = [];
  const turn = (state: Uptime['state'], at: string): void => {
    standing.state = state;
    standing.since = at;
    streak = [at];
  };
  for (const probe of looks) {
    const { at, outcome } = probe;
    if (isReached(probe)) {
      if (standing.state === 'down') turn('recovering', at);
      else if (standing.state === 'recovering') streak.push(at);
      else if (standing.state !== 'up') turn('up', at);
      if (standing.state === 'recovering' && findLack(streak, recoveryRule) === null) {
        turn('up', at);
        standing.recoveredAt = at;
      }
      continue;
    }
    standing.lastOutcome = outcome;
    if (standing.state === 'recovering') turn('down', at);
    else if (standing.state === 'suspected') streak.push(at);
    else if (standing.state !== 'down') {
      turn('suspected', at);
      standing.confirmedAt = null;
      standing.recoveredAt = null;
    }
    if (standing.state === 'suspected' && findLack(streak, failureRule) === null) {
      standing.state = 'down';
      standing.confirmedAt = at;
    }
  }
  return standing;
}

function within(probes: readonly Probe[], { from, to }: DaySpan): Probe[] {
  return probes.filter(({ at }) => {
    const day = dayInThailand(at);
    return day >= from && day <= to;
  });
}

/** Nearest rank; null of nothing. */
function quantile(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  return value === undefined ? null : Math.round(value);
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
