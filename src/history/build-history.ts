import { compareItem, compareRuns, findDifferences, notRejudged, type Rejudged } from './compare-runs.ts';
import type { Comparison } from './comparison-schema.ts';
import type { ItemDigest, RunDigest } from './digest.ts';
import { followItem, type ItemStanding, levelOf, type Recheck } from './follow-item.ts';
import { dayInThailand } from './hours.ts';
import { type History, historySchemaVersion, type ItemHistory } from './schema.ts';
import { measureUptime, type Probe } from './uptime.ts';
import type { DaySpan } from './window.ts';

/** What a history is made of. */
export interface HistoryInput {
  /** of one agency and programme, in any order; the last one is what the history is made for */
  digests: readonly RunDigest[];
  /** a run judged again by tool and checklist of the one after it */
  rejudgedOf: (run: RunDigest, next: RunDigest) => Rejudged;
  /** light looks at the start page between runs */
  probes: readonly Probe[];
  /** light looks at single items between runs, oldest first; absent: none */
  rechecks?: readonly Recheck[];
  /** assessment window of the last run's checklist */
  window: DaySpan | null;
}

/**
 * The history of one agency up to its last run. Pure: the same runs give the same history. Runs of some items only have
 * no place in it.
 *
 * @returns null when there is no whole run
 */
export function buildHistory({
  digests,
  rejudgedOf,
  probes,
  rechecks = [],
  window,
}: HistoryInput): History | null {
  const runs = digests
    .filter(({ score }) => score !== null)
    .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  const last = runs.at(-1);
  if (last === undefined) return null;
  // A night that ends before midnight is followed by the probes of the next day.
  const until = [last.finishedAt, ...probes.map(({ at }) => at)]
    .map(dayInThailand)
    .reduce((a, b) => (a < b ? b : a));
  return {
    schemaVersion: historySchemaVersion,
    agencyKey: last.agencyKey,
    programme: last.programme,
    run: {
      runId: last.runId,
      startedAt: last.startedAt,
      finishedAt: last.finishedAt,
      checklistId: last.checklist.id,
      toolVersion: last.tool.version,
    },
    window: window && { ...window },
    runs: runs.map(describeRun),
    sinceLast: compareWithLast(runs, rejudgedOf),
    sinceWindow: compareWithWindow(runs, window),
    items: last.items.map((item) => describeItem(item, last, followItem(item, runs, rejudgedOf, rechecks))),
    uptime: measureUptime([...runs.map(probeOf), ...probes], window, until),
  };
}

function describeRun(run: RunDigest): History['runs'][number] {
  const { runId, startedAt, fiscalYear, reachable, incomplete, score } = run;
  return {
    runId,
    startedAt,
    fiscalYear,
    checklistId: run.checklist.id,
    toolVersion: run.tool.version,
    reachable,
    incomplete,
    expected: score?.expected ?? null,
    low: score?.low ?? 0,
    high: score?.high ?? 100,
  };
}

function compareWithLast(
  runs: readonly RunDigest[],
  rejudgedOf: HistoryInput['rejudgedOf'],
): Comparison | null {
  const [before, last] = [runs.at(-2), runs.at(-1)];
  if (before === undefined || last === undefined) return null;
  return compareRuns(before, last, rejudgedOf(before, last));
}

function compareWithWindow(runs: readonly RunDigest[], window: DaySpan | null): Comparison | null {
  const last = runs.at(-1);
  if (last === undefined || window === null) return null;
  const first = runs.find(({ startedAt }) => {
    const day = dayInThailand(startedAt);
    return day >= window.from && day <= window.to;
  });
  if (first === undefined || first === last || first === runs.at(-2)) return null;
  return compareRuns(first, last);
}

function describeItem(item: ItemDigest, run: RunDigest, standing: ItemStanding): ItemHistory {
  const { lastSeenGood, state, since, failures, lacks, confirmedAt, recoveredAt, reset } = standing;
  const { topics, code, nameTh, nameEn, unitTh, unitEn, verdict } = item;
  return {
    topics,
    code,
    nameTh,
    nameEn,
    unitTh,
    unitEn,
    verdict,
    state,
    since,
    lastSeenGood:
      lastSeenGood === null ? null : { ...lastSeenGood.look, url: lastSeenGood.item.accepted?.url ?? null },
    sinceLastGood:
      lastSeenGood === null || levelOf(item) === 100
        ? null
        : compareItem(lastSeenGood.item, item, {
            differences: findDifferences(lastSeenGood.run, run),
            rejudged: notRejudged,
            failed: run.failed,
          }),
    failures: failures.map((look) => ({ ...look })),
    lacks,
    confirmedAt,
    recoveredAt,
    reset,
  };
}

/** A reachable site's `problem` is about something else: its certificate, its robots.txt. */
function probeOf({ startedAt, reachable, problem, latencyMs }: RunDigest): Probe {
  return { at: startedAt, outcome: reachable ? 'ok' : (problem ?? 'budget'), latencyMs };
}
