import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type DocumentFacts, documentFactsSchema } from './document-facts.ts';
import {
  type EndRecord,
  type FetchRecord,
  type JournalRecord,
  journalRecordSchema,
  type Manifest,
  manifestSchema,
  type ResumeRecord,
  type SkippedRecord,
  snapshotSchemaVersion,
} from './schema.ts';

/** What a crawl saw, ready to be judged again. */
export interface Snapshot {
  manifest: Manifest;
  /** in dispatch order */
  fetches: FetchRecord[];
  skipped: SkippedRecord[];
  /** how often, and where, a run that had been cut off went on; [] for most */
  resumes: ResumeRecord[];
  /** null when the crawl was cut off before it could say how it ended */
  end: EndRecord | null;
  /** decoded HTML of a body, null when it was not kept */
  bodyOf(sha256: string): string | null;
  /** what was read of a document, null when it was not read or its facts are damaged or of another version */
  factsOf(sha256: string): DocumentFacts | null;
}

/** A snapshot that cannot be read; the message names the file and what to do. */
export class SnapshotError extends Error {}

/** A decompressed body of ours is never larger than the fetcher's cap; more is not our file. */
const maxBodyBytes = 64 * 1024 * 1024;

/**
 * Reads a snapshot directory. A torn last line of the journal (the crawl was killed while writing
 * it) is passed over; a bad line elsewhere is an error.
 *
 * @throws SnapshotError naming the file, the line and what to do
 */
export function readSnapshot(directory: string): Snapshot {
  const manifest = readManifest(join(directory, 'manifest.json'));
  const path = join(directory, 'journal.ndjson');
  const lines = readText(path).split('\n');
  const tail = lines.pop() ?? '';
  const snapshot: Snapshot = {
    manifest,
    fetches: [],
    skipped: [],
    resumes: [],
    end: null,
    bodyOf: (sha256) => readBody(join(directory, 'blobs', `${sha256}.gz`)),
    factsOf: (sha256) => readFacts(join(directory, 'blobs', `${sha256}.facts.gz`)),
  };
  for (const [index, line] of lines.entries()) addRecord(snapshot, parseLine(path, index + 1, line));
  const torn = tail === '' ? null : tryParse(tail);
  if (torn !== null) addRecord(snapshot, parseLine(path, lines.length + 1, tail));
  return snapshot;
}

function addRecord(snapshot: Snapshot, record: JournalRecord): void {
  switch (record.type) {
    case 'fetch':
      snapshot.fetches.push(record);
      return;
    case 'skipped':
      snapshot.skipped.push(record);
      return;
    case 'resume':
      snapshot.resumes.push(record);
      return;
    case 'end':
      snapshot.end = record;
  }
}

function readManifest(path: string): Manifest {
  const raw = tryParse(readText(path));
  if (raw === null || typeof raw !== 'object') {
    throw new SnapshotError(`${path} is not valid JSON: the snapshot is damaged, run "oit check" again.`);
  }
  const version: unknown = 'schemaVersion' in raw ? raw.schemaVersion : undefined;
  if (typeof version === 'number' && version > snapshotSchemaVersion) {
    throw new SnapshotError(
      `${path} is of snapshot version ${version}, this oit-checker reads up to ${snapshotSchemaVersion}: update oit-checker.`,
    );
  }
  const parsed = manifestSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new SnapshotError(`${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a manifest'}.`);
}

function parseLine(path: string, line: number, text: string): JournalRecord {
  const parsed = journalRecordSchema.safeParse(tryParse(text));
  if (parsed.success) return parsed.data;
  throw new SnapshotError(
    `${path}:${line}: not a journal record: the snapshot is damaged, run "oit check" again.`,
  );
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new SnapshotError(
      `${path} cannot be read (${code}): name the "snapshot" folder of a finished run.`,
      {
        cause: error,
      },
    );
  }
}

function readBody(path: string): string | null {
  try {
    return gunzipSync(readFileSync(path), { maxOutputLength: maxBodyBytes }).toString('utf8');
  } catch {
    return null;
  }
}

/** Facts that an older or newer version wrote count as not read: the document is then open, never empty. */
function readFacts(path: string): DocumentFacts | null {
  const text = readBody(path);
  return text === null ? null : (documentFactsSchema.safeParse(tryParse(text)).data ?? null);
}
