import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readSnapshot, type Snapshot, SnapshotError } from '../snapshot/reader.ts';
import type { Manifest } from '../snapshot/schema.ts';
import { isRunHeld } from './run-lock.ts';

/** A run that was cut off and can go on. */
export interface UnfinishedRun {
  folder: string;
  snapshot: Snapshot;
}

/** An older one is begun anew: the site of yesterday is not the site of today. */
const maxAgeMs = 24 * 60 * 60 * 1000;

/**
 * The newest run of the same command that was cut off less than 24 hours ago and that nobody is writing.
 *
 * @param parent the host's folder of runs
 * @param isAsOfGiven whether the day was named; where it was not, the day on which a run began stays its day
 */
export async function findUnfinished(
  parent: string,
  manifest: Manifest,
  isAsOfGiven: boolean,
  nowMs: number,
): Promise<UnfinishedRun | null> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names.toSorted((a, b) => (a < b ? 1 : -1))) {
    const folder = join(parent, name);
    const found = await openUnfinished(folder, manifest, isAsOfGiven, nowMs);
    if (found !== null) return found;
  }
  return null;
}

/** The run in this folder, where it is one that can go on. */
export async function openUnfinished(
  folder: string,
  manifest: Manifest,
  isAsOfGiven: boolean,
  nowMs: number,
): Promise<UnfinishedRun | null> {
  let snapshot: Snapshot;
  try {
    snapshot = readSnapshot(join(folder, 'snapshot'));
  } catch (error) {
    if (error instanceof SnapshotError) return null;
    throw error;
  }
  const { end, manifest: earlier, fetches } = snapshot;
  const isCutOff = end === null || end.stoppedBy === 'interrupted';
  const isYoung = nowMs - Date.parse(earlier.startedAt) < maxAgeMs;
  const isSame = isDeepStrictEqual(comparable(earlier, isAsOfGiven), comparable(manifest, isAsOfGiven));
  if (!isCutOff || !isYoung || !isSame || fetches.length === 0) return null;
  return (await isRunHeld(folder, nowMs)) ? null : { folder, snapshot };
}

function comparable(manifest: Manifest, isAsOfGiven: boolean): unknown {
  const { runId: _runId, startedAt: _startedAt, asOf, options, ...rest } = manifest;
  const { asOf: _shownAsOf, ...others } = options;
  return JSON.parse(JSON.stringify({ ...rest, options: others, asOf: isAsOfGiven ? asOf : null }));
}
