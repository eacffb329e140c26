import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blobPath, putBlob, sha256Of } from './blobs.ts';
import { packText, unpackText } from './pack.ts';
import type { Store } from './store.ts';

/** SQLite takes at most 32,766 values in one statement; a row has four. */
const rowsPerInsert = 500;

/**
 * Keeps the snapshot of a run: manifest and journal in the database, page bodies and document facts as blobs, which
 * nights that saw the same share.
 *
 * @param run id of the run's row
 */
export async function keepSnapshot(store: Store, run: number, folder: string): Promise<void> {
  const { database } = store;
  const manifest = packText(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const journal = packText(await readFile(join(folder, 'journal.ndjson'), 'utf8'));
  const files = await readFiles(join(folder, 'blobs'));
  // Named before they are there: who prunes meanwhile leaves alone what a row names.
  await database.transaction().execute(async (tx) => {
    await tx.deleteFrom('snapshots').where('run', '=', run).execute();
    await tx.insertInto('snapshots').values({ run, manifest, journal, complete: 0 }).execute();
    for (let from = 0; from < files.length; from += rowsPerInsert) {
      const rows = files
        .slice(from, from + rowsPerInsert)
        .map(({ name, blob, bytes }) => ({ run, name, blob, bytes }));
      await tx.insertInto('snapshot_files').values(rows).execute();
    }
  });
  for (const { path, blob } of files) await putBlob(store.folder, blob, path, run);
  await database.updateTable('snapshots').set({ complete: 1 }).where('run', '=', run).execute();
}

/**
 * Writes a kept snapshot into an empty folder, as a crawl leaves it.
 *
 * @returns false when it is not kept (any more)
 * @throws when the folder cannot be written, or a blob is missing
 */
export async function restoreSnapshot(store: Store, run: number, folder: string): Promise<boolean> {
  const row = await store.database
    .selectFrom('snapshots')
    .select(['manifest', 'journal'])
    .where('run', '=', run)
    .where('complete', '=', 1)
    .executeTakeFirst();
  if (row === undefined) return false;
  const files = await store.database
    .selectFrom('snapshot_files')
    .select(['name', 'blob'])
    .where('run', '=', run)
    .execute();
  await mkdir(join(folder, 'blobs'), { recursive: true });
  await writeFile(join(folder, 'manifest.json'), unpackText(row.manifest));
  await writeFile(join(folder, 'journal.ndjson'), unpackText(row.journal));
  for (const { name, blob } of files)
    await copyFile(blobPath(store.folder, blob), join(folder, 'blobs', name));
  return true;
}

interface SnapshotFile {
  name: string;
  path: string;
  blob: string;
  bytes: number;
}

/** What a crawl wrote: `<sha256>.gz`, `<sha256>.facts.gz`. Anything else in the folder is somebody else's. */
const blobName = /^[0-9a-f]{64}(?:\.facts)?\.gz$/;

async function readFiles(folder: string): Promise<SnapshotFile[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => blobName.test(name));
  const files: SnapshotFile[] = [];
  for (const name of names.toSorted()) {
    const path = join(folder, name);
    const content = await readFile(path);
    files.push({ name, path, blob: sha256Of(content), bytes: content.length });
  }
  return files;
}
