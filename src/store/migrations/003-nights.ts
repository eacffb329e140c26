import type { Migration } from './migration.ts';

/** Schedules with their nights, light looks by day, and what was told to whom. */
export const nightsMigration: Migration = {
  version: 3,
  name: 'nights',
  sql: `
create table schedules (
  name text primary key,
  night_cron text not null,
  time_zone text not null,
  -- ms since the epoch: nights before it were not planned
  since_ms integer not null
) strict;

create table nights (
  schedule text not null,
  kind text not null,
  planned_ms integer not null,
  started_ms integer not null,
  -- null: it runs, or was killed
  finished_ms integer,
  exit_code integer,
  primary key (schedule, kind, planned_ms)
) strict, without rowid;

create table rechecks (
  id integer primary key,
  agency_key text not null,
  programme text not null,
  topic text not null,
  at text not null,
  seen text not null,
  tool_version text not null,
  checklist_sha256 text not null
) strict;
create index rechecks_by_time on rechecks (agency_key, programme, at);

create table told (
  channel text not null,
  agency_key text not null,
  alarm text not null,
  told_ms integer not null,
  primary key (channel, agency_key, alarm)
) strict, without rowid;
create index told_by_time on told (channel, told_ms);
`,
};
