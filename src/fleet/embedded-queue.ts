import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { type JobQueue, type Lease, type QueueCounts, type RetryReason, retryReasons } from './queue.ts';

/** What the embedded queue needs from outside. */
export interface EmbeddedQueueDeps {
  /** nobody else can have a lease: those of a killed process end now */
  isSoleOwner: boolean;
  nowMs: () => number;
  /** another text every time */
  newToken: () => string;
}

/** Raised when the queue's tables change; a batch of another version is refused. */
const schemaVersion = 1;

/** A queue's file cannot be used; the message names it, in Thai and English. */
export class QueueError extends Error {}

const tables = `
  create table jobs (
    seq integer primary key,
    key text not null unique,
    grp text not null,
    turn integer not null,
    state text not null default 'waiting',
    not_before_ms integer not null,
    attempts integer not null default 0,
    reason text,
    token text,
    worker text,
    expires_ms integer
  ) strict;
  create index jobs_by_state on jobs (state, not_before_ms);
  create index jobs_by_group on jobs (grp);
`;

/**
 * Opens the queue of one machine: a table of leases in one SQLite file. What it answered is on the disk, so that a
 * killed process loses nothing; its leases run out.
 *
 * @throws QueueError when the file is of another version or no queue
 */
export function openEmbeddedQueue(path: string, deps: EmbeddedQueueDeps): JobQueue {
  const database = openTables(path);
  if (deps.isSoleOwner)
    database.exec(`update jobs set state = 'waiting', token = null where state = 'leased'`);
  return new EmbeddedQueue(database, deps);
}

function openTables(path: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { timeout: 10_000 });
    database.exec('pragma journal_mode = wal; pragma synchronous = normal;');
    database.exec('begin immediate');
    const version = Number(database.prepare('pragma user_version').get()?.['user_version'] ?? 0);
    if (version === 0) database.exec(`${tables} pragma user_version = ${schemaVersion};`);
    database.exec('commit');
    if (version !== 0 && version !== schemaVersion)
      throw new Error(`schema ${version}, ${schemaVersion} is known`);
    return database;
  } catch (error) {
    database?.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new QueueError(
      `${path} ใช้เป็นคิวงานไม่ได้ (${why}) โปรดใช้ --out ชี้ไปโฟลเดอร์อื่น · cannot be used as the queue (${why}): name another folder with --out.`,
      { cause: error },
    );
  }
}

/** A lease that ran out counts as waiting in every question. */
const isFree = `(state = 'waiting' or (state = 'leased' and expires_ms <= :now))`;
const isWanted = `grp not in (select value from json_each(:without))`;
const isHeld = `state = 'leased' and expires_ms > :now`;

class EmbeddedQueue implements JobQueue {
  readonly #database: DatabaseSync;
  readonly #deps: EmbeddedQueueDeps;

  constructor(database: DatabaseSync, deps: EmbeddedQueueDeps) {
    this.#database = database;
    this.#deps = deps;
  }

  async add(jobs: Parameters<JobQueue['add']>[0]): Promise<number> {
    return this.#transact(() => {
      const insert = this.#database.prepare(
        `insert into jobs (key, grp, turn, not_before_ms)
         values (:key, :grp, (select count(*) from jobs where grp = :grp), :notBefore)
         on conflict (key) do nothing`,
      );
      let added = 0;
      for (const { key, group, notBeforeMs } of jobs)
        added += Number(insert.run({ key, grp: group, notBefore: Math.round(notBeforeMs) }).changes);
      return added;
    });
  }

  async lease({
    worker,
    leaseMs,
    maxPerGroup,
    withoutGroups,
    only,
  }: Parameters<JobQueue['lease']>[0]): Promise<Lease | null> {
    return this.#transact(() => {
      const now = this.#now();
      const row = this.#database
        .prepare(
          `select key, grp, attempts, reason from jobs
           where ${isFree} and not_before_ms <= :now
             and (reason is 'crashed') = :crashed
             and grp not in (select value from json_each(:without))
             and grp not in (select grp from jobs where ${isHeld} group by grp having count(*) >= :most)
           order by attempts > 0, turn, not_before_ms, seq limit 1`,
        )
        .get({
          now,
          crashed: only === 'crashed' ? 1 : 0,
          most: maxPerGroup,
          without: JSON.stringify(withoutGroups),
        });
      if (row === undefined) return null;
      const key = textOf(row['key']);
      const token = this.#deps.newToken();
      this.#database
        .prepare(
          `update jobs set state = 'leased', token = :token, worker = :worker, expires_ms = :expires where key = :key`,
        )
        .run({ token, worker, expires: Math.round(now + leaseMs), key });
      return {
        key,
        group: textOf(row['grp']),
        token,
        attempts: Number(row['attempts']),
        reason: reasonOf(row['reason']),
      };
    });
  }

  async heartbeat({ key, token }: Lease, leaseMs: number): Promise<boolean> {
    return this.#change(`expires_ms = :expires`, key, token, {
      expires: Math.round(this.#deps.nowMs() + leaseMs),
    });
  }

  async complete({ key, token }: Lease): Promise<boolean> {
    return this.#change(`state = 'done', token = null`, key, token, {});
  }

  async retry({ key, token }: Lease, reason: RetryReason, notBeforeMs: number): Promise<boolean> {
    return this.#change(
      `state = 'waiting', token = null, attempts = attempts + 1, reason = :reason, not_before_ms = :notBefore`,
      key,
      token,
      { reason, notBefore: Math.round(notBeforeMs) },
    );
  }

  async setAside({ key, token }: Lease, reason: string): Promise<boolean> {
    return this.#change(
      `state = 'aside', token = null, attempts = attempts + 1, reason = :reason`,
      key,
      token,
      { reason },
    );
  }

  async release({ key, token }: Lease): Promise<boolean> {
    return this.#change(`state = 'waiting', token = null`, key, token, {});
  }

  async settle(key: string): Promise<void> {
    this.#database
      .prepare(`update jobs set state = 'done', token = null where key = :key and ${isFree}`)
      .run({ key, now: this.#now() });
  }

  async counts(withoutGroups: readonly string[] = []): Promise<QueueCounts> {
    const row = this.#database
      .prepare(
        `select
           count(*) filter (where ${isFree} and ${isWanted}) as waiting,
           count(*) filter (where ${isFree} and not (${isWanted})) as held,
           count(*) filter (where ${isFree} and ${isWanted} and attempts > 0) as again,
           count(*) filter (where ${isHeld}) as leased,
           count(*) filter (where state = 'done') as done,
           count(*) filter (where state = 'aside') as aside,
           min(not_before_ms) filter (where ${isFree} and ${isWanted}) as next
         from jobs`,
      )
      .get({ now: this.#now(), without: JSON.stringify(withoutGroups) });
    const next = row?.['next'] ?? null;
    return {
      waiting: Number(row?.['waiting'] ?? 0),
      heldBack: Number(row?.['held'] ?? 0),
      waitingAgain: Number(row?.['again'] ?? 0),
      leased: Number(row?.['leased'] ?? 0),
      done: Number(row?.['done'] ?? 0),
      setAside: Number(row?.['aside'] ?? 0),
      nextMs: next === null ? null : Number(next),
    };
  }

  async listSetAside(): Promise<{ key: string; reason: string }[]> {
    const rows = this.#database
      .prepare(`select key, reason from jobs where state = 'aside' order by seq`)
      .all();
    return rows.map((row) => ({ key: textOf(row['key']), reason: textOf(row['reason']) }));
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  #now(): number {
    return Math.round(this.#deps.nowMs());
  }

  /** Changes a job that is held by this very lease, also when it has run out and nobody else took it. */
  #change(set: string, key: string, token: string, values: Record<string, string | number>): boolean {
    const { changes } = this.#database
      .prepare(`update jobs set ${set} where key = :key and token = :token and state = 'leased'`)
      .run({ ...values, key, token });
    return Number(changes) === 1;
  }

  #transact<T>(work: () => T): T {
    this.#database.exec('begin immediate');
    try {
      const result = work();
      this.#database.exec('commit');
      return result;
    } catch (error) {
      this.#database.exec('rollback');
      throw error;
    }
  }
}

function textOf(value: SQLOutputValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function reasonOf(value: SQLOutputValue | undefined): RetryReason | null {
  return retryReasons.find((reason) => reason === value) ?? null;
}
