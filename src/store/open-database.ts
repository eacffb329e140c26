import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import { NewerStoreError, StoreError } from './error.ts';
import { migrations } from './migrations/index.ts';
import { retryWhileBusy, type Sleep } from './retry-while-busy.ts';
import type { StoreTables } from './tables.ts';

/** The database of a store; `destroy()` closes it. */
export type StoreDatabase = Kysely<StoreTables>;

/** Name of the database in the store's folder. */
export const databaseFile = 'oit.sqlite';

/**
 * Opens the database of a store and brings its schema up to date; makes folder and file where there are none. Any number
 * of processes may have it open at once.
 *
 * @param sleep waits while another process writes
 * @throws NewerStoreError when a newer oit-checker wrote it
 * @throws StoreError when it is damaged, or cannot be made or written
 */
export async function openDatabase(folder: string, sleep: Sleep): Promise<StoreDatabase> {
  const path = join(folder, databaseFile);
  let database: DatabaseSync | null = null;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const opened = new DatabaseSync(path, { timeout: 0, enableForeignKeyConstraints: true });
    database = opened;
    await retryWhileBusy(async () => prepare(opened), sleep);
    await retryWhileBusy(async () => migrate(opened, path), sleep);
    // The query builder is 300 files: commands that keep nothing do not wait for them.
    const { createQueries } = await import('./sqlite-dialect.ts');
    return createQueries(opened, sleep);
  } catch (error) {
    database?.close();
    throw error instanceof StoreError ? error : unusable(path, error);
  }
}

function prepare(database: DatabaseSync): void {
  // On a network drive, where WAL cannot be had, SQLite keeps its rollback journal: slower, and as safe.
  database.exec('pragma journal_mode = wal; pragma synchronous = normal;');
}

function migrate(database: DatabaseSync, path: string): void {
  const known = migrations.at(-1)?.version ?? 0;
  if (versionOf(database, path, known) === known) return;
  database.exec('begin immediate');
  try {
    // Another process may have been quicker between the look and the lock.
    const from = versionOf(database, path, known);
    for (const { version, sql } of migrations) if (version > from) database.exec(sql);
    database.exec(`pragma user_version = ${known}`);
    database.exec('commit');
  } catch (error) {
    database.exec('rollback');
    throw error;
  }
}

function versionOf(database: DatabaseSync, path: string, known: number): number {
  const version = Number(database.prepare('pragma user_version').get()?.['user_version'] ?? 0);
  if (version <= known) return version;
  throw new NewerStoreError(
    `${path} เขียนโดยโปรแกรมรุ่นใหม่กว่า (รูปแบบที่ ${version} โปรแกรมนี้อ่านได้ถึง ${known}) โปรดอัปเดต oit-checker หรือใช้ --store ชี้ไปโฟลเดอร์อื่น · was written by a newer oit-checker (schema ${version}, this one knows up to ${known}): update it, or name another folder with --store.`,
  );
}

function unusable(path: string, error: unknown): StoreError {
  const why = error instanceof Error ? error.message : String(error);
  return new StoreError(
    `${path} ใช้เก็บผลการตรวจไม่ได้ (${why}) โปรดใช้ --store ชี้ไปโฟลเดอร์อื่น หรือ --no-store · cannot be used as the store (${why}): name another folder with --store, or use --no-store.`,
    { cause: error },
  );
}
