import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile, openDatabase, type StoreDatabase } from './open-database.ts';
import type { Sleep } from './retry-while-busy.ts';

/** Where results are kept from run to run: a database, and the larger files beside it. */
export interface Store {
  folder: string;
  database: StoreDatabase;
  close(): Promise<void>;
}

/**
 * Opens a store, and makes it where there is none.
 *
 * @param sleep waits while another process writes
 * @throws StoreError when it cannot be used, or a newer oit-checker wrote it
 */
export async function openStore(folder: string, sleep: Sleep): Promise<Store> {
  const database = await openDatabase(folder, sleep);
  return { folder, database, close: () => database.destroy() };
}

/** Whether there is a store in this folder: looking into one that is not there makes none. */
export function isStore(folder: string): boolean {
  return existsSync(join(folder, databaseFile));
}
