import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { retryWhileBusy, type Sleep } from './retry-while-busy.ts';
import type { StoreTables } from './tables.ts';

/** Queries of the store's tables over an open database; `destroy()` closes it. */
export function createQueries(database: DatabaseSync, sleep: Sleep): Kysely<StoreTables> {
  return new Kysely<StoreTables>({ dialect: new EmbeddedDialect(database, sleep) });
}

/**
 * The dialect of the embedded database for kysely: node's own SQLite, transactions that take the write lock at once
 * (a read that turns into a write fails in WAL mode without waiting), and waiting that leaves the process responsive.
 */
class EmbeddedDialect extends SqliteDialect {
  readonly #database: DatabaseSync;
  readonly #sleep: Sleep;

  constructor(database: DatabaseSync, sleep: Sleep) {
    super({ database: adaptDatabase(database) });
    this.#database = database;
    this.#sleep = sleep;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#database, this.#sleep);
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #sleep: Sleep;
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync, sleep: Sleep) {
    super({ database: adaptDatabase(database) });
    this.#database = database;
    this.#sleep = sleep;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      streamQuery: (query: CompiledQuery, chunkSize: number) => connection.streamQuery(query, chunkSize),
      executeQuery: <Row>(query: CompiledQuery): Promise<QueryResult<Row>> =>
        retryWhileBusy(() => connection.executeQuery<Row>(query), this.#sleep),
    };
  }

  override async beginTransaction(): Promise<void> {
    await retryWhileBusy(async () => this.#database.exec('begin immediate'), this.#sleep);
  }
}

interface AdaptedStatement {
  readonly reader: boolean;
  all(parameters: readonly unknown[]): unknown[];
  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
}

function adaptDatabase(database: DatabaseSync): {
  close(): void;
  prepare(sql: string): AdaptedStatement;
} {
  return {
    close: () => database.close(),
    prepare: (sql) => adaptStatement(database.prepare(sql)),
  };
}

/** Kysely hands on what the queries gave it; our tables hold nothing else. */
const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];

function adaptStatement(statement: StatementSync): AdaptedStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
