import type { Migration } from './migration.ts';

/** Answers that servers can be asked about again; their bodies lie beside the database, by hash. */
export const cacheMigration: Migration = {
  version: 2,
  name: 'cache',
  sql: `
create table cached_answers (
  url text not null,
  accept text not null,
  etag text,
  last_modified text,
  sha256 text not null,
  bytes integer not null,
  content_type text,
  content_disposition text,
  is_date_telling integer not null,
  stored_at_ms integer not null,
  used_at_ms integer not null,
  primary key (url, accept)
) strict, without rowid;
create index cached_answers_by_use on cached_answers (used_at_ms);

create table cached_origins (
  origin text primary key,
  is_honest integer not null,
  tested_at_ms integer not null
) strict, without rowid;
`,
};
