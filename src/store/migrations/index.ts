import { runsMigration } from './001-runs.ts';
import { cacheMigration } from './002-cache.ts';
import { nightsMigration } from './003-nights.ts';
import type { Migration } from './migration.ts';

/** All steps in order; the last one's version is the schema that this program writes. */
export const migrations: readonly Migration[] = [runsMigration, cacheMigration, nightsMigration];
