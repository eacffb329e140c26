import type { JSONColumnType } from 'kysely';
import type { Agency } from '../../inputs/agencies.ts';
import type { DeclaredEntry } from '../../inputs/declared.ts';
import type { NightLimits } from '../night-limits.ts';
import type { BatchSettings } from '../protocol.ts';
import type { AgencyLine } from '../schema.ts';

/** Raised when the tables change. */
export const tablesVersion = 1;

/** What the machines of a batch agree on; `root` is each machine's own. */
export interface RemotePlan {
  settings: Omit<BatchSettings, 'root'>;
  /** id of the checklist where an agency names none */
  checklist: string;
  limits: NightLimits;
  retryAfterMinutes: number;
  anyHour: boolean;
}

/** An agency with all that a machine needs to check it. */
export interface RemoteJob {
  agency: Agency;
  declared: DeclaredEntry[];
}

export const batchStates = ['running', 'paused', 'ended'] as const;
export type RemoteBatchState = (typeof batchStates)[number];

export interface RemoteTables {
  oit_schema: { version: number };
  oit_batches: {
    id: string;
    tool_version: string;
    state: RemoteBatchState;
    plan: JSONColumnType<RemotePlan>;
    /** of its night, ms since the epoch */
    deadline_ms: string | number;
  };
  oit_agencies: {
    batch: string;
    key: string;
    /** key of its job in the queue */
    job: string;
    work: JSONColumnType<RemoteJob>;
    /** how often it was begun: what an earlier beginning brings in late is not taken */
    begun: number;
    worker: string | null;
    /** what came of it, null before */
    line: JSONColumnType<AgencyLine> | null;
    /** `begun` as the line was written; 0 before */
    version: number;
  };
  oit_files: {
    batch: string;
    key: string;
    name: string;
    /** gzip */
    content: Buffer;
  };
}

export const createTables = `
  create table if not exists oit_schema (version int primary key);
  create table if not exists oit_batches (
    id text primary key,
    tool_version text not null,
    state text not null,
    plan jsonb not null,
    deadline_ms bigint not null
  );
  create table if not exists oit_agencies (
    batch text not null references oit_batches (id) on delete cascade,
    key text not null,
    job text not null,
    work jsonb not null,
    begun int not null default 0,
    worker text,
    line jsonb,
    version int not null default 0,
    primary key (batch, key)
  );
  create index if not exists oit_agencies_by_job on oit_agencies (batch, job);
  create table if not exists oit_files (
    batch text not null,
    key text not null,
    name text not null,
    content bytea not null,
    primary key (batch, key, name),
    foreign key (batch, key) references oit_agencies (batch, key) on delete cascade
  );
`;
