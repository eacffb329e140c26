import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** No file of ours is larger when unpacked; more is not our file. */
const maxUnpackedBytes = 64 * 1024 * 1024;

/** Files named by what they hold, two letters to a folder, shared by all runs and processes. */
export interface BlobFolder {
  /** null when it is not there or damaged; a file that was found counts as used now */
  read(name: string): Promise<Uint8Array | null>;
  /** @throws what the disk throws */
  write(name: string, bytes: Uint8Array): Promise<void>;
}

export interface BlobFile {
  path: string;
  bytes: number;
  usedAtMs: number;
}

/** Whether bytes are worth packing: PDFs, office files and pictures are packed already. */
function isPackable(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4)).toString('latin1');
  return !/^(?:%PDF|PK|Rar!|7z|\x89PNG|\xff\xd8\xff|GIF8|\x1f\x8b)/.test(head);
}

/**
 * @param folder made where needed
 * @param scratch a folder of this process alone, on the same disk: a file takes its name only when it is whole
 */
export function createBlobFolder(
  folder: string,
  scratch: () => Promise<string>,
  nowMs: () => number,
): BlobFolder {
  let written = 0;
  const pathOf = (name: string): string => join(folder, name.slice(0, 2), name);

  async function readPath(path: string): Promise<Buffer | null> {
    const bytes = await readFile(path).catch(() => null);
    if (bytes !== null) await utimes(path, nowMs() / 1_000, nowMs() / 1_000).catch(() => undefined);
    return bytes;
  }

  return {
    async read(name) {
      const packed = await readPath(`${pathOf(name)}.gz`);
      if (packed === null) return await readPath(pathOf(name));
      return await unpack(packed, { maxOutputLength: maxUnpackedBytes }).catch(() => null);
    },
    async write(name, bytes) {
      const isPacked = isPackable(bytes);
      const path = isPacked ? `${pathOf(name)}.gz` : pathOf(name);
      await mkdir(join(folder, name.slice(0, 2)), { recursive: true });
      const temporary = join(await scratch(), String((written += 1)));
      await writeFile(temporary, isPacked ? await pack(bytes, { level: 6 }) : bytes);
      await utimes(temporary, nowMs() / 1_000, nowMs() / 1_000);
      await rename(temporary, path);
    },
  };
}

/** A folder for the unfinished files of this process, made at its first use under `parent`. */
export function createScratch(parent: string): { folder(): Promise<string>; remove(): Promise<void> } {
  let made: Promise<string> | null = null;
  return {
    folder() {
      made ??= mkdir(parent, { recursive: true }).then(() => mkdtemp(join(parent, 'new-')));
      return made;
    },
    async remove() {
      const path = await made?.catch(() => null);
      if (path !== null && path !== undefined) await rm(path, { recursive: true, force: true });
      made = null;
    },
  };
}

/** Every file below a folder; one that goes while we look is left out. */
export async function listBlobs(folder: string): Promise<BlobFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const found: BlobFile[] = [];
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    const known = await stat(path).catch(() => null);
    if (known !== null) found.push({ path, bytes: known.size, usedAtMs: known.mtimeMs });
  }
  return found;
}

export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
