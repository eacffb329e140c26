import type { Generated } from 'kysely';

/** Compressed JSON. */
type Packed = Uint8Array;

export interface ChecklistsTable {
  sha256: string;
  id: string;
  programme: string;
  fiscal_year: number;
  content: Packed;
}

export interface RunsTable {
  id: Generated<number>;
  agency_key: string;
  programme: string;
  run_id: string;
  /** ISO instants, UTC */
  started_at: string;
  finished_at: string;
  fiscal_year: number;
  checklist_id: string;
  checklist_sha256: string;
  tool_version: string;
  /** 0: only some items were asked for */
  is_whole: number;
  expected: number | null;
  digest_version: number;
  digest: Packed;
  result: Packed;
}

/** A run's snapshot judged again by another tool or checklist. */
export interface RejudgedTable {
  run: number;
  tool_version: string;
  checklist_sha256: string;
  digest_version: number;
  digest: Packed;
}

export interface SnapshotsTable {
  run: number;
  manifest: Packed;
  journal: Packed;
  /** 1: all its files are there */
  complete: number;
}

/** A file of a snapshot's `blobs` folder, and the stored blob that it is. */
export interface SnapshotFilesTable {
  run: number;
  name: string;
  blob: string;
  bytes: number;
}

export interface ProbesTable {
  id: Generated<number>;
  agency_key: string;
  at: string;
  outcome: string;
  latency_ms: number | null;
}

/** See `StoredAnswer` of the cache; times in ms since the epoch, truth as 0 and 1. */
export interface CachedAnswersTable {
  url: string;
  accept: string;
  etag: string | null;
  last_modified: string | null;
  sha256: string;
  bytes: number;
  content_type: string | null;
  content_disposition: string | null;
  is_date_telling: number;
  stored_at_ms: number;
  used_at_ms: number;
}

export interface CachedOriginsTable {
  origin: string;
  is_honest: number;
  tested_at_ms: number;
}

export interface SchedulesTable {
  name: string;
  night_cron: string;
  time_zone: string;
  since_ms: number;
}

/** A night, or a look by day, that was begun; times in ms since the epoch. */
export interface NightsTable {
  schedule: string;
  kind: string;
  planned_ms: number;
  started_ms: number;
  finished_ms: number | null;
  exit_code: number | null;
}

/** A light look at the evidence of one item between two runs. */
export interface RechecksTable {
  id: Generated<number>;
  agency_key: string;
  programme: string;
  topic: string;
  at: string;
  seen: string;
  tool_version: string;
  checklist_sha256: string;
}

/** What a channel was told of an agency. */
export interface ToldTable {
  channel: string;
  agency_key: string;
  alarm: string;
  told_ms: number;
}

/** The tables of `oit.sqlite`. */
export interface StoreTables {
  checklists: ChecklistsTable;
  runs: RunsTable;
  rejudged: RejudgedTable;
  snapshots: SnapshotsTable;
  snapshot_files: SnapshotFilesTable;
  probes: ProbesTable;
  cached_answers: CachedAnswersTable;
  cached_origins: CachedOriginsTable;
  schedules: SchedulesTable;
  nights: NightsTable;
  rechecks: RechecksTable;
  told: ToldTable;
}
