import { compareItem, findDifferences, findPartner, notRejudged, type Rejudged } from './compare-runs.ts';
import type { ItemDigest, RunDigest } from './digest.ts';
import { failureRule, findLack, type Lack, recoveryRule } from './hours.ts';
import { verdictScores } from '../result/vocabulary.ts';
import type { ChangeCause, ItemState } from './vocabulary.ts';

/** A look at an item: which run, and when (ISO, UTC). */
export interface LookRef {
  runId: string;
  at: string;
}

/** A light look between two runs at the evidence of an item that was suspected, or is coming back. */
export interface Recheck {
  /** ISO instant, UTC */
  at: string;
  /** the first topic of the item */
  topic: string;
  /** against what it was before the suspicion; a look that could not tell is none */
  seen: 'worse' | 'as-good';
  toolVersion: string;
  checklistSha256: string;
}

/** Named as the run of a light look. */
export const recheckRunId = 'recheck';

/** Where an item stands after all runs so far. */
export interface ItemStanding {
  state: ItemState;
  /** when the present state began; null for `unknown` */
  since: string | null;
  /** the last run in which full marks were expected */
  lastSeenGood: { look: LookRef; item: ItemDigest; run: RunDigest } | null;
  /** looks that found it worse than before, since it was last seen as good as before */
  failures: LookRef[];
  /** what a suspicion or a recovery lacks to be believed */
  lacks: Lack | null;
  confirmedAt: string | null;
  recoveredAt: string | null;
  /** where something else than the site made it worse, and it is measured from there on */
  reset: { at: string; causes: ChangeCause[] } | null;
}

interface Following extends ItemStanding {
  /** what it is measured against, and the run by whose tool, checklist and options that was judged */
  reference: { item: ItemDigest; run: RunDigest } | null;
  recoveries: LookRef[];
}

/** The first one and the latest ones; those between tell nothing new. */
const maxFailures = 20;

/**
 * Follows one item through the runs. It is worse only where the site made it so: after another version, checklist or
 * options it is measured anew, and a run that could not look says nothing.
 *
 * @param item as the last run has it; older runs are searched for its topics
 * @param runs whole ones, oldest first
 * @param rejudgedOf the run judged again by tool and checklist of the run after it
 * @param rechecks light looks between the runs, oldest first
 */
export function followItem(
  item: ItemDigest,
  runs: readonly RunDigest[],
  rejudgedOf: (run: RunDigest, next: RunDigest) => Rejudged,
  rechecks: readonly Recheck[] = [],
): ItemStanding {
  const following: Following = {
    state: 'unknown',
    since: null,
    lastSeenGood: null,
    failures: [],
    lacks: null,
    confirmedAt: null,
    recoveredAt: null,
    reset: null,
    reference: null,
    recoveries: [],
  };
  let previous: RunDigest | null = null;
  const ofItem = rechecks.filter(({ topic }) => topic === item.topics[0]);
  for (const run of runs) {
    recheckBetween(following, ofItem, previous, run.startedAt);
    if (previous !== null) carryReference(following, item, previous, run, rejudgedOf);
    const now = findPartner(item, run.items);
    if (now !== null) look(following, now, run);
    previous = run;
  }
  recheckBetween(following, ofItem, previous, null);
  const { reference: _reference, recoveries: _recoveries, ...standing } = following;
  return standing;
}

/** How much an item scores; null where nobody can say. */
export function levelOf({ verdict }: Pick<ItemDigest, 'verdict'>): number | null {
  return verdictScores[verdict];
}

/** Counts the light looks after a run, and before the next one, that judged as that run did. */
function recheckBetween(
  following: Following,
  rechecks: readonly Recheck[],
  run: RunDigest | null,
  until: string | null,
): void {
  if (run === null || following.reference === null) return;
  for (const { at, seen, toolVersion, checklistSha256 } of rechecks) {
    if (at <= run.startedAt || (until !== null && at >= until)) continue;
    if (toolVersion !== run.tool.version || checklistSha256 !== run.checklist.sha256) continue;
    const ref = { runId: recheckRunId, at };
    if (seen === 'worse') addFailure(following, ref);
    else if (following.state === 'suspected') settleAs(following, 'good', at);
    else addRecovery(following, ref);
  }
}

function look(following: Following, now: ItemDigest, run: RunDigest): void {
  const level = levelOf(now);
  if (level === null) return;
  const ref = { runId: run.runId, at: run.startedAt };
  if (level === 100) following.lastSeenGood = { look: ref, item: now, run };
  const { reference } = following;
  const before = reference === null ? null : levelOf(reference.item);
  if (reference === null || before === null) {
    settle(following, now, run);
    following.since = run.startedAt;
    return;
  }
  if (level >= before) seeAsGood(following, now, run, ref);
  else seeWorse(following, reference, now, run, ref);
}

function settle(following: Following, now: ItemDigest, run: RunDigest): void {
  settleAs(following, levelOf(now) === 0 ? 'low' : 'good', run.startedAt);
  following.reference = { item: now, run };
}

function settleAs(following: Following, state: 'good' | 'low', at: string): void {
  if (following.state !== state) following.since = at;
  following.state = state;
  following.failures = [];
  following.recoveries = [];
  following.lacks = null;
}

function seeAsGood(following: Following, now: ItemDigest, run: RunDigest, ref: LookRef): void {
  if (following.state !== 'regressed' && following.state !== 'recovering') {
    settle(following, now, run);
    return;
  }
  addRecovery(following, ref);
  if (following.recoveredAt === run.startedAt) settle(following, now, run);
}

function addRecovery(following: Following, ref: LookRef): void {
  if (following.state !== 'regressed' && following.state !== 'recovering') return;
  following.recoveries.push(ref);
  following.lacks = findLack(
    following.recoveries.map(({ at }) => at),
    recoveryRule,
  );
  if (following.lacks === null) {
    settleAs(following, levelOfReference(following) === 0 ? 'low' : 'good', ref.at);
    following.recoveredAt = ref.at;
    return;
  }
  if (following.state !== 'recovering') following.since = ref.at;
  following.state = 'recovering';
}

const levelOfReference = ({ reference }: Following): number | null =>
  reference === null ? null : levelOf(reference.item);

function seeWorse(
  following: Following,
  reference: { item: ItemDigest; run: RunDigest },
  now: ItemDigest,
  run: RunDigest,
  ref: LookRef,
): void {
  const differences = findDifferences(reference.run, run);
  const change = compareItem(reference.item, now, {
    differences,
    rejudged: notRejudged,
    failed: run.failed,
  });
  const causes = change?.causes ?? ['site'];
  if (causes.includes('could-not-look')) return;
  if (causes.some((cause) => cause !== 'site')) {
    settle(following, now, run);
    following.reset = { at: run.startedAt, causes };
    return;
  }
  if (following.state === 'good' || following.state === 'low') {
    following.state = 'suspected';
    following.since = run.startedAt;
    following.confirmedAt = null;
    following.recoveredAt = null;
  }
  addFailure(following, ref);
}

function addFailure(following: Following, ref: LookRef): void {
  if (following.state === 'recovering') {
    following.state = 'regressed';
    following.since = following.failures[0]?.at ?? ref.at;
    following.recoveries = [];
    following.lacks = null;
  }
  if (following.state !== 'suspected' && following.state !== 'regressed') return;
  following.failures.push(ref);
  if (following.failures.length > maxFailures) following.failures.splice(1, 1);
  if (following.state !== 'suspected') return;
  following.lacks = findLack(
    following.failures.map(({ at }) => at),
    failureRule,
  );
  if (following.lacks !== null) return;
  following.state = 'regressed';
  following.confirmedAt = ref.at;
}

/** Between two runs with another tool or checklist, what an item is measured against is judged as the later one was. */
function carryReference(
  following: Following,
  item: ItemDigest,
  previous: RunDigest,
  run: RunDigest,
  rejudgedOf: (run: RunDigest, next: RunDigest) => Rejudged,
): void {
  const { reference } = following;
  const { tool, reader, checklist } = findDifferences(previous, run);
  if (reference === null || (!tool && !checklist) || reader) return;
  const again = rejudgedOf(previous, run).byBoth;
  const then = findPartner(item, previous.items);
  const now = again && findPartner(item, again.items);
  if (again === null || then === null || now === null || levelOf(now) === null) return;
  const judgedBy = { ...again, ...pickJudge(run) };
  if (reference.run === previous || levelOf(now) !== levelOf(then)) {
    following.reference = { item: now, run: judgedBy };
    if ((levelOf(now) ?? 0) < (levelOf(reference.item) ?? 0))
      following.reset = {
        at: run.startedAt,
        causes: [...(tool ? ['tool' as const] : []), ...(checklist ? ['checklist' as const] : [])],
      };
  } else following.reference = { item: reference.item, run: { ...reference.run, ...pickJudge(run) } };
}

function pickJudge({ tool, checklist }: RunDigest): Pick<RunDigest, 'tool' | 'checklist'> {
  return { tool, checklist };
}
