import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { RunFolderError } from '../check/run-folder.ts';
import { type RunLock, takeRunLock } from '../check/run-lock.ts';
import { type Ledger, openLedger, writeWhole } from './ledger.ts';
import { batchFiles, type BatchManifest, batchManifestSchema } from './schema.ts';

/** A batch's folder, held by this process. */
export interface BatchFolder {
  folder: string;
  manifest: BatchManifest;
  /** it was begun earlier and goes on */
  isResumed: boolean;
  ledger: Ledger;
  saveManifest(changes: Partial<BatchManifest>): Promise<void>;
  release(): Promise<void>;
}

/** Beside a new batch only an empty folder will do: it is not ours to write among others' files. */
const ignorable = new Set(['run.lock', '.DS_Store', 'Thumbs.db', 'desktop.ini']);

/**
 * Goes on with the batch in this folder, or begins one there.
 *
 * @param wanted the manifest of a new batch
 * @throws RunFolderError when another process writes it, or it holds another batch or something else
 */
export async function openBatchFolder(
  folder: string,
  wanted: BatchManifest,
  nowMs: () => number,
): Promise<BatchFolder> {
  await makeFolder(folder);
  const lock = await takeRunLock(folder, nowMs);
  if (lock === null) {
    throw new RunFolderError(
      `${folder} มีการตรวจอื่นกำลังเขียนอยู่ โปรดรอให้เสร็จ หรือใช้ --out ชี้ไปโฟลเดอร์อื่น · is being written by another batch: wait for it, or name another folder with --out.`,
    );
  }
  try {
    return await openHeld(folder, wanted, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openHeld(folder: string, wanted: BatchManifest, lock: RunLock): Promise<BatchFolder> {
  const earlier = await readBatchManifest(folder);
  if (earlier === null) {
    const strangers = (await readdir(folder)).filter((name) => !ignorable.has(name));
    if (strangers.length > 0) throw notEmpty(folder, strangers[0] ?? '');
  } else {
    const difference = findDifference(earlier, wanted);
    if (difference !== null) throw otherBatch(folder, difference);
  }
  // What belongs to the batch as a whole stays that of its beginning.
  let manifest: BatchManifest =
    earlier === null
      ? wanted
      : {
          ...wanted,
          id: earlier.id,
          startedAt: earlier.startedAt,
          asOf: earlier.asOf,
          end: earlier.end,
          counts: earlier.counts,
          finishedAt: earlier.finishedAt,
        };
  const path = join(folder, batchFiles.manifest);
  const saveManifest = async (changes: Partial<BatchManifest>): Promise<void> => {
    manifest = { ...manifest, ...changes };
    await writeWhole(path, `${JSON.stringify(manifest, null, 2)}\n`);
  };
  const ledger = await openLedger(join(folder, batchFiles.agencies));
  return {
    folder,
    get manifest() {
      return manifest;
    },
    isResumed: earlier !== null,
    ledger,
    saveManifest,
    async release() {
      await ledger.close();
      await lock.release();
    },
  };
}

/**
 * Reads `batch.json` of a folder; null where there is none.
 *
 * @throws RunFolderError when it is none of ours, or of another version
 */
export async function readBatchManifest(folder: string): Promise<BatchManifest | null> {
  const path = join(folder, batchFiles.manifest);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return batchManifestSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new RunFolderError(
      `${path} อ่านไม่ได้ หรือเขียนโดยโปรแกรมรุ่นอื่น โปรดใช้ --out ชี้ไปโฟลเดอร์อื่น · cannot be read, or was written by another version: name another folder with --out.`,
      { cause: error },
    );
  }
}

/** What the two are asked differently, null when one is the other's continuation. The list may have been corrected. */
export function findDifference(earlier: BatchManifest, wanted: BatchManifest): string | null {
  if (earlier.list.name !== wanted.list.name) return `list ${earlier.list.name} / ${wanted.list.name}`;
  const [before, now] = [earlier.checklist, wanted.checklist];
  if (before.id !== now.id) return `checklist ${before.id} / ${now.id}`;
  if (before.sha256 !== now.sha256) return `${now.id} (changed since)`;
  const names = new Set([...Object.keys(earlier.options), ...Object.keys(wanted.options)]);
  for (const name of names)
    if (!isDeepStrictEqual(earlier.options[name], plain(wanted.options[name])))
      return `${name} ${JSON.stringify(earlier.options[name])} / ${JSON.stringify(wanted.options[name])}`;
  return null;
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new RunFolderError(
      `${folder} ใช้เป็นโฟลเดอร์ของรายงานไม่ได้ โปรดใช้ --out ชี้ไปโฟลเดอร์อื่น · cannot be made a folder of reports (${code}): name another one with --out.`,
      { cause: error },
    );
  }
}

function notEmpty(folder: string, name: string): RunFolderError {
  return new RunFolderError(
    `${folder} มีไฟล์อื่นอยู่แล้ว (${name}) และไม่มี batch.json โปรดใช้ --out ชี้ไปโฟลเดอร์ว่าง · holds something else (${name}) and no batch.json: name an empty folder with --out.`,
  );
}

function otherBatch(folder: string, difference: string): RunFolderError {
  return new RunFolderError(
    `${folder} เป็นการตรวจที่สั่งไว้ต่างจากครั้งนี้ (${difference}) โปรดสั่งเหมือนเดิม หรือใช้ --out ชี้ไปโฟลเดอร์อื่น · holds a batch that was asked for differently (${difference}): ask for the same, or name another folder with --out.`,
  );
}
