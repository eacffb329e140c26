import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What was made of the program's own data files, kept from one command to the next: reading YAML and learning names takes
 * longer than reading a hundred pages. Whoever asks can make it anew, so that nothing here ever fails.
 */
export interface DerivedFiles {
  /**
   * @param kind lower-case letters: what it is
   * @param madeOf everything that it depends on beside the program itself
   * @returns null where nothing whole is kept that was made of just that
   */
  read(kind: string, madeOf: readonly (string | Uint8Array)[]): Buffer | null;
  write(kind: string, madeOf: readonly (string | Uint8Array)[], bytes: Uint8Array): void;
}

/** Keeps nothing. */
export const noDerivedFiles: DerivedFiles = { read: () => null, write: () => undefined };

/** More are not wanted by one who edits a checklist from time to time; each is at most some megabytes. */
const maxFiles = 24;
const digestBytes = 32;

/**
 * @param folder made where needed; a folder that cannot be read or written keeps nothing
 * @param program what tells this program from every other that reads the same otherwise: hash of its code, runtime
 */
export function openDerivedFiles(folder: string, program: string): DerivedFiles {
  const pathOf = (kind: string, madeOf: readonly (string | Uint8Array)[]): string => {
    const hash = createHash('sha256').update(program);
    for (const part of madeOf) hash.update(createHash('sha256').update(part).digest());
    return join(folder, `${kind}-${hash.digest('hex')}`);
  };
  return {
    read(kind, madeOf) {
      try {
        const path = pathOf(kind, madeOf);
        return isOurs(path) ? contentOf(readFileSync(path)) : null;
      } catch {
        return null;
      }
    },
    write(kind, madeOf, bytes) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeWhole(pathOf(kind, madeOf), Buffer.concat([digestOf(bytes), bytes]));
        removeOldest(folder);
      } catch {
        // A disk that is full or not ours to write: the next command makes it anew.
      }
    },
  };
}

/** The temporary folder is everyone's: what another user put there is not believed. */
function isOurs(path: string): boolean {
  return process.getuid === undefined || statSync(path).uid === process.getuid();
}

/** Others read the same folder meanwhile: a file has its name only when it is whole. */
function writeWhole(path: string, bytes: Uint8Array): void {
  const unfinished = `${path}.${randomUUID()}`;
  try {
    writeFileSync(unfinished, bytes, { mode: 0o600 });
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Null for a file that was cut short or changed. */
function contentOf(file: Buffer): Buffer | null {
  const content = file.subarray(digestBytes);
  return digestOf(content).equals(file.subarray(0, digestBytes)) ? content : null;
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function removeOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= maxFiles) return;
  const byAge = names
    .map((name) => ({ path: join(folder, name), writtenMs: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.writtenMs - a.writtenMs);
  for (const { path } of byAge.slice(maxFiles)) rmSync(path, { force: true });
}
