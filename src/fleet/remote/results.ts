import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import { QueueError } from '../embedded-queue.ts';
import type { AgencyLine } from '../schema.ts';
import { hideSecrets } from './hide-secrets.ts';
import {
  createTables,
  type RemoteBatchState,
  type RemoteJob,
  type RemotePlan,
  type RemoteTables,
  tablesVersion,
} from './tables.ts';

export interface RemoteBatch {
  id: string;
  toolVersion: string;
  state: RemoteBatchState;
  plan: RemotePlan;
  deadlineMs: number;
}

/** A file of an agency's run. */
export interface RunFile {
  /** without a folder */
  name: string;
  content: Buffer;
}

/** An agency that a worker begins with. */
export interface Beginning {
  job: RemoteJob;
  /** what an earlier try came to */
  line: AgencyLine | null;
  /** to be handed in with its result */
  begun: number;
}

/** What the machines of a batch know in common, beside the queue: the work, and what came of it. */
export interface RemoteResults {
  /** Makes the batch known, or lets it go on: what is there of it already stays. */
  register(batch: RemoteBatch, jobs: readonly { job: string; work: RemoteJob }[]): Promise<void>;
  setState(batch: string, state: RemoteBatchState): Promise<void>;
  readBatch(batch: string): Promise<RemoteBatch | null>;
  /** batches that run and whose night has not ended */
  listOpen(nowMs: number): Promise<RemoteBatch[]>;
  /** Counts a beginning; null when the job is none of this batch any more. */
  begin(batch: string, job: string, worker: string): Promise<Beginning | null>;
  /**
   * Keeps line and files as the agency's only ones. False: somebody else has begun with it meanwhile, nothing was
   * changed.
   */
  save(
    batch: string,
    key: string,
    begun: number,
    line: AgencyLine,
    files: readonly RunFile[],
  ): Promise<boolean>;
  /** key and version of each agency that has a line; a version that was seen is not to be read again */
  listVersions(batch: string): Promise<{ key: string; version: number }[]>;
  read(batch: string, key: string): Promise<{ line: AgencyLine; files: RunFile[]; version: number } | null>;
  close(): Promise<void>;
}

const compress = promisify(gzip);
const decompress = promisify(gunzip);
/** Any number that nobody else takes for a lock of this database. */
const migrationLock = 2_568_028;
const rowsAtOnce = 500;

/**
 * Opens the results of batches in a PostgreSQL database and makes its tables where there are none.
 *
 * @param address `postgres://` with user, password and database
 * @throws QueueError when it cannot be used; the message holds no password
 */
export async function openRemoteResults(address: string): Promise<RemoteResults> {
  const [{ Kysely, PostgresDialect, sql }, { default: pg }] = await Promise.all([
    import('kysely'),
    import('pg'),
  ]);
  const pool = new pg.Pool({ connectionString: address, max: 4, connectionTimeoutMillis: 10_000 });
  // A connection that broke while nobody used it is replaced by the next question.
  pool.on('error', () => undefined);
  const database = new Kysely<RemoteTables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await database.transaction().execute(async (inside) => {
      await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(inside);
      await sql.raw(createTables).execute(inside);
      const known = await inside.selectFrom('oit_schema').select('version').executeTakeFirst();
      if (known === undefined)
        await inside.insertInto('oit_schema').values({ version: tablesVersion }).execute();
      const version = known?.version ?? tablesVersion;
      if (version !== tablesVersion)
        throw new Error(`tables of version ${version}, ${tablesVersion} is known`);
    });
  } catch (error) {
    await database.destroy();
    const why = error instanceof Error && error.message !== '' ? error.message : 'no answer';
    const where = hideSecrets(address);
    throw new QueueError(
      `${where} ใช้เก็บผลไม่ได้ (${why}) โปรดตรวจ --results · cannot be used for the results (${why}): see --results.`,
      { cause: error },
    );
  }
  return new PostgresResults(database);
}

class PostgresResults implements RemoteResults {
  readonly #database: Kysely<RemoteTables>;

  constructor(database: Kysely<RemoteTables>) {
    this.#database = database;
  }

  async register(
    { id, toolVersion, state, plan, deadlineMs }: RemoteBatch,
    jobs: readonly { job: string; work: RemoteJob }[],
  ): Promise<void> {
    const facts = {
      state,
      plan: JSON.stringify(plan),
      deadline_ms: Math.round(deadlineMs),
      tool_version: toolVersion,
    };
    await this.#database.transaction().execute(async (inside) => {
      for (let at = 0; at < jobs.length; at += rowsAtOnce) {
        if (at === 0)
          await inside
            .insertInto('oit_batches')
            .values({ id, ...facts })
            .onConflict((conflict) => conflict.column('id').doUpdateSet(facts))
            .execute();
        await inside
          .insertInto('oit_agencies')
          .values(
            jobs.slice(at, at + rowsAtOnce).map(({ job, work }) => ({
              batch: id,
              key: work.agency.key,
              job,
              work: JSON.stringify(work),
              begun: 0,
              worker: null,
              line: null,
              version: 0,
            })),
          )
          // A corrected address is another job, of which nothing is known.
          .onConflict((conflict) =>
            conflict.columns(['batch', 'key']).doUpdateSet((row) => ({
              job: row.ref('excluded.job'),
              work: row.ref('excluded.work'),
              line: row
                .case()
                .when('oit_agencies.job', '=', row.ref('excluded.job'))
                .then(row.ref('oit_agencies.line'))
                .end(),
            })),
          )
          .execute();
      }
    });
  }

  async setState(batch: string, state: RemoteBatchState): Promise<void> {
    await this.#database.updateTable('oit_batches').set({ state }).where('id', '=', batch).execute();
  }

  async readBatch(batch: string): Promise<RemoteBatch | null> {
    const row = await this.#database
      .selectFrom('oit_batches')
      .selectAll()
      .where('id', '=', batch)
      .executeTakeFirst();
    return row === undefined ? null : batchOf(row);
  }

  async listOpen(nowMs: number): Promise<RemoteBatch[]> {
    const rows = await this.#database
      .selectFrom('oit_batches')
      .selectAll()
      .where('state', '=', 'running')
      .where('deadline_ms', '>', Math.round(nowMs))
      .orderBy('id')
      .execute();
    return rows.map(batchOf);
  }

  async begin(batch: string, job: string, worker: string): Promise<Beginning | null> {
    const row = await this.#database
      .updateTable('oit_agencies')
      .set((set) => ({ begun: set('begun', '+', 1), worker }))
      .where('batch', '=', batch)
      .where('job', '=', job)
      .returning(['work', 'line', 'begun'])
      .executeTakeFirst();
    return row === undefined ? null : { job: row.work, line: row.line, begun: row.begun };
  }

  async save(
    batch: string,
    key: string,
    begun: number,
    line: AgencyLine,
    files: readonly RunFile[],
  ): Promise<boolean> {
    const packed = await Promise.all(
      files.map(async ({ name, content }) => ({ batch, key, name, content: await compress(content) })),
    );
    return await this.#database.transaction().execute(async (inside) => {
      const { numUpdatedRows } = await inside
        .updateTable('oit_agencies')
        .set({ line: JSON.stringify(line), version: begun })
        .where('batch', '=', batch)
        .where('key', '=', key)
        .where('begun', '=', begun)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await inside.deleteFrom('oit_files').where('batch', '=', batch).where('key', '=', key).execute();
      for (const file of packed) await inside.insertInto('oit_files').values(file).execute();
      return true;
    });
  }

  async listVersions(batch: string): Promise<{ key: string; version: number }[]> {
    return await this.#database
      .selectFrom('oit_agencies')
      .select(['key', 'version'])
      .where('batch', '=', batch)
      .where('line', 'is not', null)
      .execute();
  }

  async read(
    batch: string,
    key: string,
  ): Promise<{ line: AgencyLine; files: RunFile[]; version: number } | null> {
    return await this.#database
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (inside) => {
        const row = await inside
          .selectFrom('oit_agencies')
          .select(['line', 'version'])
          .where('batch', '=', batch)
          .where('key', '=', key)
          .executeTakeFirst();
        if (row === undefined || row.line === null) return null;
        const packed = await inside
          .selectFrom('oit_files')
          .select(['name', 'content'])
          .where('batch', '=', batch)
          .where('key', '=', key)
          .execute();
        const files: RunFile[] = [];
        for (const { name, content } of packed) files.push({ name, content: await decompress(content) });
        return { line: row.line, files, version: row.version };
      });
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }
}

function batchOf(row: {
  id: string;
  tool_version: string;
  state: RemoteBatchState;
  plan: RemotePlan;
  deadline_ms: string | number;
}): RemoteBatch {
  return {
    id: row.id,
    toolVersion: row.tool_version,
    state: row.state,
    plan: row.plan,
    deadlineMs: Number(row.deadline_ms),
  };
}
