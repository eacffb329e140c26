import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder that a run cannot write into; the message names it and what to do. */
export class RunFolderError extends Error {}

/** `khambong.go.th`, `127.0.0.1_8080`: a host as a folder name that Windows takes too. */
export function hostFolder(startUrl: string): string {
  const { hostname, port } = new URL(/^https?:\/\//i.test(startUrl) ? startUrl : `http://${startUrl}`);
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/[^a-z0-9.-]/g, '_');
  return port === '' ? host : `${host}_${port}`;
}

/** `20250615T021500Z`: the start of a run as its id. */
export function runIdOf(startedAtMs: number): string {
  return new Date(startedAtMs).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
}

/**
 * Makes the folder of a new run. Two runs of one host in one second get `…Z`, `…Z-2`, so that neither
 * writes into the other's.
 *
 * @returns the folder and the run's id
 */
export async function createRunFolder(
  parent: string,
  baseId: string,
): Promise<{ folder: string; runId: string }> {
  await makeFolder(parent);
  for (let attempt = 1; ; attempt++) {
    const runId = attempt === 1 ? baseId : `${baseId}-${attempt}`;
    const folder = join(parent, runId);
    try {
      await mkdir(folder);
      return { folder, runId };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

/**
 * Makes ready a folder that a person named. It is used again on purpose: the snapshot of an earlier run in it is
 * removed, and nothing else ever is.
 *
 * @throws RunFolderError when it cannot be made, or its `snapshot` is not one of ours
 */
export async function reuseRunFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  const snapshot = join(folder, 'snapshot');
  if (!(await isOurs(snapshot))) {
    throw new RunFolderError(
      `${snapshot} ไม่ใช่ข้อมูลที่โปรแกรมนี้เก็บไว้ จึงไม่ลบให้ โปรดใช้ --out ชี้ไปโฟลเดอร์อื่น · was not written by oit-checker and is not deleted: name another folder with --out.`,
    );
  }
  await rm(snapshot, { recursive: true, force: true });
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new RunFolderError(
      `${folder} ใช้เป็นโฟลเดอร์ของรายงานไม่ได้ โปรดใช้ --out ชี้ไปโฟลเดอร์อื่น · cannot be made a folder of reports (${codeOf(error)}): name another one with --out.`,
      { cause: error },
    );
  }
}

/** What our writer leaves behind, nothing at all included; a folder with anything else in it belongs to somebody. */
async function isOurs(snapshot: string): Promise<boolean> {
  let names: string[];
  try {
    names = await readdir(snapshot);
  } catch (error) {
    return codeOf(error) === 'ENOENT';
  }
  try {
    if (names.length === 0) return true;
    if (names.join() === 'blobs') return (await readdir(join(snapshot, 'blobs'))).length === 0;
    const known = new Set(['manifest.json', 'journal.ndjson', 'blobs']);
    if (!names.every((name) => known.has(name))) return false;
    const manifest: unknown = JSON.parse(await readFile(join(snapshot, 'manifest.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null && 'runId' in manifest && 'tool' in manifest;
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
