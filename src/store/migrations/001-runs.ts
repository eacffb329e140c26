import type { Migration } from './migration.ts';

/** Runs with their results, the checklists that they were judged by, kept snapshots, and light probes. */
export const runsMigration: Migration = {
  version: 1,
  name: 'runs',
  sql: `
create table checklists (
  sha256 text primary key,
  id text not null,
  programme text not null,
  fiscal_year integer not null,
  content blob not null
) strict;

create table runs (
  id integer primary key,
  agency_key text not null,
  programme text not null,
  run_id text not null,
  started_at text not null,
  finished_at text not null,
  fiscal_year integer not null,
  checklist_id text not null,
  checklist_sha256 text not null,
  tool_version text not null,
  -- 0: only some items were asked for, and the run has no place in a history
  is_whole integer not null,
  expected real,
  digest_version integer not null,
  digest blob not null,
  result blob not null,
  unique (agency_key, programme, started_at)
) strict;

create table rejudged (
  run integer not null references runs (id) on delete cascade,
  tool_version text not null,
  checklist_sha256 text not null,
  digest_version integer not null,
  digest blob not null,
  primary key (run, tool_version, checklist_sha256)
) strict, without rowid;

create table snapshots (
  run integer primary key references runs (id) on delete cascade,
  manifest blob not null,
  journal blob not null,
  -- its files are all there; until then whoever puts them there may have been killed
  complete integer not null
) strict;

create table snapshot_files (
  run integer not null references snapshots (run) on delete cascade,
  name text not null,
  blob text not null,
  bytes integer not null,
  primary key (run, name)
) strict, without rowid;
create index snapshot_files_by_blob on snapshot_files (blob);

create table probes (
  id integer primary key,
  agency_key text not null,
  at text not null,
  outcome text not null,
  latency_ms real
) strict;
create index probes_by_time on probes (agency_key, at);
`,
};
