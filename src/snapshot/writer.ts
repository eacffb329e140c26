import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DocumentFacts } from './document-facts.ts';
import type { FetchRecord, JournalRecord, Manifest } from './schema.ts';

/** Appends what a crawl sees to a snapshot directory, in dispatch order. */
export interface SnapshotWriter {
  append(record: JournalRecord): Promise<void>;
  /**
   * keeps the decoded text of an HTML or sitemap body under the sha256 of its bytes
   * @param utf8 the text's own bytes, which save encoding it; null or absent: they are not at hand
   */
  putBody(sha256: string, text: string, utf8?: Uint8Array | null): Promise<void>;
  /** keeps what was read of a document under the sha256 of its bytes; later facts replace earlier ones */
  putFacts(sha256: string, facts: DocumentFacts): Promise<void>;
  /** takes back everything behind the first `count` fetches */
  rewind(count: number): Promise<void>;
}

/**
 * Lines after which the journal is flushed to the disk, beside the crawl: a power cut may cost twice as many. A kill
 * costs none.
 */
const linesPerSync = 32;

/**
 * Starts a snapshot in an empty directory, which it makes.
 *
 * @throws when the directory already holds a snapshot (EEXIST) or cannot be written
 */
export async function createSnapshotWriter(directory: string, manifest: Manifest): Promise<SnapshotWriter> {
  await mkdir(join(directory, 'blobs'), { recursive: true });
  await writeFile(join(directory, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx' });
  return openWriter(directory);
}

/**
 * Goes on with a snapshot that was cut off: drops what is no longer true (a torn line, the fetches that the stop
 * broke off, the words about the end) and notes that it went on.
 *
 * @param fetches of the snapshot, as the reader gives them
 * @returns the writer and the fetches that are kept
 */
export async function continueSnapshot(
  directory: string,
  fetches: readonly FetchRecord[],
  atMs: number,
): Promise<{ writer: SnapshotWriter; kept: FetchRecord[] }> {
  await mkdir(join(directory, 'blobs'), { recursive: true });
  const writer = openWriter(directory);
  const broken = fetches.findIndex((record) => record.outcome === 'budget');
  const kept = fetches.slice(0, broken === -1 ? fetches.length : broken);
  await writer.rewind(kept.length);
  await writer.append({ type: 'resume', at: new Date(atMs).toISOString(), kept: kept.length });
  return { writer, kept };
}

function openWriter(directory: string): SnapshotWriter {
  const blobs = join(directory, 'blobs');
  const journal = join(directory, 'journal.ndjson');
  const written = new Set<string>();
  let unsynced = 0;
  let flushing: Promise<void> = Promise.resolve();
  const put = (name: string, text: string | Uint8Array): void => {
    const path = join(blobs, name);
    // Level 1 costs a third of the default and makes a page a fifth larger. Small files go to the page cache at once:
    // the thread pool's round trips cost more than the writing.
    writeFileSync(`${path}.tmp`, gzipSync(text, { level: 1 }));
    // A crawl that is killed while writing leaves no half of a file under the name that is read.
    renameSync(`${path}.tmp`, path);
  };
  return {
    async append(record) {
      appendFileSync(journal, `${JSON.stringify(record)}\n`);
      unsynced++;
      if (unsynced < linesPerSync && record.type !== 'end') return;
      unsynced = 0;
      await flushing;
      flushing = flush(journal);
      // An error is the next caller's, who may come much later.
      flushing.catch(() => undefined);
      if (record.type === 'end') await flushing;
    },
    async putBody(sha256, text, utf8 = null) {
      if (written.has(sha256)) return;
      written.add(sha256);
      put(`${sha256}.gz`, utf8 ?? text);
    },
    async putFacts(sha256, facts) {
      put(`${sha256}.facts.gz`, JSON.stringify(facts));
    },
    async rewind(count) {
      const lines = (await readFile(journal, 'utf8').catch(() => '')).split('\n');
      await writeFile(`${journal}.tmp`, keepFetches(lines, count));
      await flush(`${journal}.tmp`);
      await rename(`${journal}.tmp`, journal);
    },
  };
}

function keepFetches(lines: readonly string[], count: number): string {
  let seen = 0;
  const kept: string[] = [];
  for (const line of lines) {
    const type = /^\{"type":"(\w+)"/.exec(line)?.[1];
    if (type === 'fetch' && seen < count) {
      seen++;
      kept.push(line);
    } else if (type === 'resume') kept.push(line);
  }
  return kept.map((line) => `${line}\n`).join('');
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}
