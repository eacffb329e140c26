import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { JournalRecord, Manifest } from './schema.ts';

/** Appends what a crawl sees to a snapshot directory, in dispatch order. */
export interface SnapshotWriter {
  append(record: JournalRecord): Promise<void>;
  /** keeps the decoded text of an HTML body under the sha256 of its bytes */
  putBody(sha256: string, text: string): Promise<void>;
}

/**
 * Starts a snapshot in an empty directory, which it makes.
 *
 * @throws when the directory already holds a snapshot (EEXIST) or cannot be written
 */
export async function createSnapshotWriter(directory: string, manifest: Manifest): Promise<SnapshotWriter> {
  const blobs = join(directory, 'blobs');
  await mkdir(blobs, { recursive: true });
  await writeFile(join(directory, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx' });
  const journal = join(directory, 'journal.ndjson');
  const written = new Set<string>();
  return {
    async append(record) {
      await appendFile(journal, `${JSON.stringify(record)}\n`);
    },
    async putBody(sha256, text) {
      if (written.has(sha256)) return;
      written.add(sha256);
      await writeFile(join(blobs, `${sha256}.gz`), gzipSync(text));
    },
  };
}
