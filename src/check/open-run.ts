import { join } from 'node:path';
import type { FetchRecord, Manifest } from '../snapshot/schema.ts';
import type { Snapshot } from '../snapshot/reader.ts';
import { continueSnapshot, createSnapshotWriter, type SnapshotWriter } from '../snapshot/writer.ts';
import { createRunFolder, hostFolder, reuseRunFolder, RunFolderError } from './run-folder.ts';
import { isRunHeld, type RunLock, takeRunLock } from './run-lock.ts';
import { findUnfinished, openUnfinished, type UnfinishedRun } from './unfinished.ts';

/** A run's folder, locked and ready to be written. */
export interface OpenRun {
  folder: string;
  writer: SnapshotWriter;
  lock: RunLock;
  /** what an earlier, cut-off run had seen; null for a new one */
  earlier: { snapshot: Snapshot; fetches: FetchRecord[] } | null;
}

export interface RunRequest {
  /** null: a folder of its own under `<reportsFolder>/<host>` */
  out: string | null;
  reportsFolder: string;
  /** begin anew although an unfinished run of the same command is there */
  fresh: boolean;
  /** the day to judge on was named by a person */
  isAsOfGiven: boolean;
  /** what is asked for; run id and start are those of a new run */
  manifest: Manifest;
}

/**
 * Goes on with the unfinished run of the same command, else starts a new one. A run that another process is
 * writing is left alone.
 *
 * @throws RunFolderError when the folder that was named cannot be used
 */
export async function openRun(request: RunRequest, nowMs: () => number): Promise<OpenRun> {
  const unfinished = request.fresh ? null : await findEarlier(request, nowMs());
  if (unfinished !== null) {
    const lock = await takeRunLock(unfinished.folder, nowMs);
    if (lock !== null) {
      const { folder, snapshot } = unfinished;
      const directory = join(folder, 'snapshot');
      const { writer, kept } = await continueSnapshot(directory, snapshot.fetches, nowMs());
      return { folder, writer, lock, earlier: { snapshot, fetches: kept } };
    }
  }
  return await startRun(request, nowMs);
}

async function findEarlier(request: RunRequest, nowMs: number): Promise<UnfinishedRun | null> {
  const { out, reportsFolder, manifest, isAsOfGiven } = request;
  if (out !== null) return await openUnfinished(out, manifest, isAsOfGiven, nowMs);
  const parent = join(reportsFolder, hostFolder(manifest.startUrl));
  return await findUnfinished(parent, manifest, isAsOfGiven, nowMs);
}

async function startRun({ out, reportsFolder, manifest }: RunRequest, nowMs: () => number): Promise<OpenRun> {
  if (out !== null && (await isRunHeld(out, nowMs()))) throw heldByAnother(out);
  const { folder, runId } =
    out === null
      ? await createRunFolder(join(reportsFolder, hostFolder(manifest.startUrl)), manifest.runId)
      : { folder: out, runId: manifest.runId };
  if (out !== null) await reuseRunFolder(out);
  const lock = await takeRunLock(folder, nowMs);
  if (lock === null) throw heldByAnother(folder);
  const writer = await createSnapshotWriter(join(folder, 'snapshot'), { ...manifest, runId });
  return { folder, writer, lock, earlier: null };
}

function heldByAnother(folder: string): RunFolderError {
  return new RunFolderError(
    `${folder} มีการตรวจอื่นกำลังเขียนอยู่ โปรดรอให้เสร็จ หรือใช้ --out ชี้ไปโฟลเดอร์อื่น · is being written by another run: wait for it, or name another folder with --out.`,
  );
}
