import { createHash } from 'node:crypto';
import { access, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Path of a blob, named by the sha256 of its bytes. */
export function blobPath(folder: string, sha256: string): string {
  return join(folder, 'blobs', sha256.slice(0, 2), sha256);
}

/**
 * Puts a file among the blobs, where it is not there already. A process that is killed leaves no half of one.
 *
 * @param run for which it is put there; no two writers have the same
 */
export async function putBlob(folder: string, sha256: string, source: string, run: number): Promise<void> {
  const path = blobPath(folder, sha256);
  if (await isThere(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${run}.tmp`;
  await copyFile(source, part);
  await rename(part, path);
}

export async function removeBlob(folder: string, sha256: string): Promise<void> {
  await rm(blobPath(folder, sha256), { force: true });
}

/** The names of all blobs, and of what a killed process left of one. */
export async function listBlobs(folder: string): Promise<string[]> {
  const root = join(folder, 'blobs');
  const parts = await readdir(root).catch(() => []);
  const names = await Promise.all(parts.map((part) => readdir(join(root, part)).catch(() => [])));
  return names.flat();
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
