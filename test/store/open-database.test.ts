import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NewerStoreError, StoreError } from '../../src/store/error.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { databaseFile, openDatabase, type StoreDatabase } from '../../src/store/open-database.ts';

let folder = '';
const opened: StoreDatabase[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-store-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.destroy()));
  await rm(folder, { recursive: true, force: true });
});

async function open(path = folder): Promise<StoreDatabase> {
  const database = await openDatabase(path, (ms) => sleep(ms));
  opened.push(database);
  return database;
}

const probe = (at: string) => ({ agency_key: 'a.go.th', at, outcome: 'ok', latency_ms: 12.5 });

test('a store is made where there is none, and its rows are there when it is opened again', async () => {
  const path = join(folder, 'deep', 'ที่เก็บ');
  const first = await open(path);
  await first.insertInto('probes').values(probe('2025-06-15T02:00:00Z')).execute();
  await first.destroy();
  opened.pop();
  const again = await open(path);
  const rows = await again.selectFrom('probes').select(['at', 'latency_ms']).execute();
  expect(rows).toEqual([{ at: '2025-06-15T02:00:00Z', latency_ms: 12.5 }]);
});

test('the migrations count up by one, so that a schema version names one schema', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
});

test('an older schema is brought up to date with what it holds', async () => {
  const older = new DatabaseSync(join(folder, databaseFile));
  older.exec(migrations[0]?.sql ?? '');
  older.exec(
    "insert into probes (agency_key, at, outcome) values ('a.go.th', '2025-01-01T00:00:00Z', 'dns')",
  );
  older.exec('pragma user_version = 1');
  older.close();
  const database = await open();
  expect(await database.selectFrom('probes').select('outcome').execute()).toEqual([{ outcome: 'dns' }]);
  await database.destroy();
  opened.pop();
  const after = new DatabaseSync(join(folder, databaseFile));
  expect(after.prepare('pragma user_version').get()).toEqual({ user_version: migrations.length });
  after.close();
});

test('a newer schema is refused in one sentence that names file and versions, and is left as it was', async () => {
  const path = join(folder, databaseFile);
  const newer = new DatabaseSync(path);
  newer.exec('pragma user_version = 99; create table tomorrow (x)');
  newer.close();
  const refused = openDatabase(folder, (ms) => sleep(ms));
  await expect(refused).rejects.toThrow(NewerStoreError);
  const known = migrations.length;
  await expect(refused).rejects.toThrow(new RegExp(`${databaseFile}.*99.*${known}.*--store`));
  const after = new DatabaseSync(path);
  expect(after.prepare('select name from sqlite_master').all()).toMatchObject([{ name: 'tomorrow' }]);
  after.close();
});

test('a file that is no database, and a folder that is a file, are told apart from a bug', async () => {
  await writeFile(
    join(folder, databaseFile),
    'this is not a database, and long enough to be looked at'.repeat(9),
  );
  await expect(openDatabase(folder, (ms) => sleep(ms))).rejects.toThrow(StoreError);
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(openDatabase(file, (ms) => sleep(ms))).rejects.toThrow(StoreError);
});

test('what fails halfway through a transaction leaves nothing', async () => {
  const database = await open();
  const work = database.transaction().execute(async (tx) => {
    await tx.insertInto('probes').values(probe('2025-01-01T00:00:00Z')).execute();
    throw new Error('halfway');
  });
  await expect(work).rejects.toThrow('halfway');
  expect(await database.selectFrom('probes').selectAll().execute()).toEqual([]);
});

test('two connections of one process that write at once wait for each other', async () => {
  const [one, two] = [await open(), await open()];
  const write = (database: StoreDatabase, at: string): Promise<void> =>
    database.transaction().execute(async (tx) => {
      await tx.insertInto('probes').values(probe(at)).execute();
      await sleep(5);
      await tx
        .insertInto('probes')
        .values(probe(`${at}-b`))
        .execute();
    });
  await Promise.all(Array.from({ length: 10 }, (_, index) => write(index % 2 === 0 ? one : two, `${index}`)));
  expect(await one.selectFrom('probes').selectAll().execute()).toHaveLength(20);
});

test('several processes open, migrate and write one store at once', async () => {
  const script = `
    import { openDatabase } from ${JSON.stringify(new URL('../../src/store/open-database.ts', import.meta.url).href)};
    import { setTimeout as sleep } from 'node:timers/promises';
    const database = await openDatabase(${JSON.stringify(folder)}, (ms) => sleep(ms));
    for (let n = 0; n < 25; n++) {
      await database.transaction().execute(async (tx) => {
        const { count } = await tx.selectFrom('probes').select((b) => b.fn.countAll().as('count')).executeTakeFirstOrThrow();
        await tx.insertInto('probes').values({ agency_key: 'a', at: String(count), outcome: 'ok', latency_ms: 1 }).execute();
      });
    }
    await database.destroy();`;
  const codes = await Promise.all(
    Array.from(
      { length: 3 },
      () =>
        new Promise<number | null>((resolve) => {
          spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit' }).on(
            'close',
            resolve,
          );
        }),
    ),
  );
  expect(codes).toEqual([0, 0, 0]);
  const rows = await (await open()).selectFrom('probes').select('at').execute();
  expect(new Set(rows.map(({ at }) => at)).size).toBe(75);
});
