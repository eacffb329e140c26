import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentSpool } from '../document/queue.ts';

/** Keeps documents in a folder of the run while they wait to be read; `clear` takes the folder away. */
export function createSpool(folder: string): DocumentSpool & { clear(): Promise<void> } {
  return {
    async put(sha256, bytes) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, sha256);
      await writeFile(`${path}.tmp`, bytes);
      await rename(`${path}.tmp`, path);
      return path;
    },
    async find(sha256) {
      const path = join(folder, sha256);
      return await access(path).then(
        () => path,
        () => null,
      );
    },
    async remove(path) {
      await rm(path, { force: true });
    },
    async clear() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}
