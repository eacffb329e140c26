import { appendFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentFacts } from '../../src/snapshot/document-facts.ts';
import { readSnapshot, SnapshotError } from '../../src/snapshot/reader.ts';
import type { FetchRecord, JournalRecord, Manifest, SkippedRecord } from '../../src/snapshot/schema.ts';
import { createSnapshotWriter } from '../../src/snapshot/writer.ts';

const manifest: Manifest = {
  schemaVersion: 1,
  tool: { name: 'oit-checker', version: '0.1.0' },
  runId: '20250615T021500Z',
  startedAt: '2025-06-15T02:15:00.000Z',
  asOf: '2025-06-15',
  startUrl: 'https://khambong.go.th/',
  alsoHosts: [],
  checklistId: 'ita-2568',
  items: null,
  agency: { id: null, name: 'อบต.คำบง', type: 'sao' },
  declared: [{ code: 'O7', url: 'https://khambong.go.th/o7', have: true, where: null }],
  options: { maxPages: 600 },
};

function fetched(seq: number, url: string): FetchRecord {
  return {
    type: 'fetch',
    seq,
    purpose: 'page',
    url,
    key: url.replace('https://', ''),
    finalUrl: url,
    redirects: [{ url, httpStatus: 301 }],
    outcome: 'ok',
    detail: null,
    httpStatus: 200,
    contentType: 'text/html',
    kind: 'html',
    charset: 'windows-874',
    bytes: 12,
    sha256: 'ab'.repeat(32),
    hasBlob: true,
    fileName: null,
    lastModified: null,
    attempts: 1,
    elapsedMs: 3,
    retrievedAt: '2025-06-15T02:15:01.000Z',
    tlsProblem: null,
    depth: 1,
    foundOn: 'https://khambong.go.th/',
    linkText: 'แผนพัฒนา “2566–2570”\u2028ต่อ',
  };
}

const skipped: SkippedRecord = {
  type: 'skipped',
  url: 'https://khambong.go.th/x',
  key: 'khambong.go.th/x',
  reason: 'budget-pages',
  relevance: 0.7,
  items: ['O5'],
  foundOn: null,
  linkText: null,
};
const end: JournalRecord = {
  type: 'end',
  stoppedBy: 'max-pages',
  finishedAt: '2025-06-15T02:16:00.000Z',
  requests: 7,
};

let folder: string;
let journal: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'oit-snapshot-')), 'ผล ตรวจ');
  journal = join(folder, 'journal.ndjson');
});
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true });
});

async function write(records: readonly JournalRecord[]): Promise<void> {
  const writer = await createSnapshotWriter(folder, manifest);
  for (const record of records) await writer.append(record);
}

function readFailure(path = folder): SnapshotError {
  try {
    readSnapshot(path);
  } catch (error) {
    if (error instanceof SnapshotError) return error;
    throw error;
  }
  throw new Error('the snapshot was read');
}

describe('snapshot', () => {
  it('gives back what was written', async () => {
    const records = [fetched(1, 'https://khambong.go.th/a'), fetched(2, 'https://khambong.go.th/b')];
    const writer = await createSnapshotWriter(folder, manifest);
    for (const record of [...records, skipped, end]) await writer.append(record);
    const html = '<p>แผนพัฒนาท้องถิ่น</p>'.repeat(5_000);
    await writer.putBody('ab'.repeat(32), html);
    const snapshot = readSnapshot(folder);
    expect(snapshot.manifest).toEqual(manifest);
    expect(snapshot.fetches).toEqual(records);
    expect(snapshot.skipped).toEqual([skipped]);
    expect(snapshot.end).toEqual(end);
    expect(snapshot.bodyOf('ab'.repeat(32))).toBe(html);
    await writer.putBody('ef'.repeat(32), html, new TextEncoder().encode(html));
    expect(snapshot.bodyOf('ef'.repeat(32))).toBe(html);
    expect(snapshot.bodyOf('cd'.repeat(32))).toBeNull();
    expect((await readFile(join(folder, 'blobs', `${'ab'.repeat(32)}.gz`))).byteLength).toBeLessThan(5_000);
  });

  it('keeps fields that a manifest of a later day may add', async () => {
    await write([end]);
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, note: 'x' }));
    expect(readSnapshot(folder).manifest).toMatchObject({ note: 'x' });
  });

  it('never writes over a snapshot', async () => {
    await write([end]);
    await expect(createSnapshotWriter(folder, manifest)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readSnapshot(folder).end).toEqual(end);
  });

  it('passes over a last line that was torn anywhere, within a letter too', async () => {
    const first = fetched(1, 'https://khambong.go.th/a');
    await write([first]);
    const whole = (await readFile(journal)).byteLength;
    await appendFile(journal, JSON.stringify(fetched(2, 'https://khambong.go.th/b')));
    const full = (await readFile(journal)).byteLength;
    for (let size = full - 1; size > whole; size -= 7) {
      await truncate(journal, size);
      const snapshot = readSnapshot(folder);
      expect(snapshot.fetches, `${size} bytes`).toEqual([first]);
      expect(snapshot.end).toBeNull();
    }
  });

  it('reads a last line that lacks only its line break', async () => {
    await write([fetched(1, 'https://khambong.go.th/a')]);
    await appendFile(journal, JSON.stringify(end));
    expect(readSnapshot(folder).end).toEqual(end);
  });

  it('names file and line of a broken line in the middle', async () => {
    await write([fetched(1, 'https://khambong.go.th/a')]);
    await appendFile(journal, `{"type":"fetch","seq":\n${JSON.stringify(end)}\n`);
    expect(readFailure().message).toContain(`${journal}:2: `);
    expect(readFailure().message).toContain('run "oit check" again');
  });

  it('does not take a line of another kind for a record', async () => {
    await write([fetched(1, 'https://khambong.go.th/a')]);
    await appendFile(journal, `{"type":"visit"}\n`);
    expect(readFailure().message).toContain(`${journal}:2: `);
  });

  it('refuses a newer version with what to do', async () => {
    await write([end]);
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, schemaVersion: 2 }));
    expect(readFailure().message).toBe(
      `${join(folder, 'manifest.json')} is of snapshot version 2, this oit-checker reads up to 1: update oit-checker.`,
    );
  });

  it.each([
    ['no JSON', '{"schemaVersion": 1,'],
    ['no object', '[]'],
    ['a manifest of something else', '{"name":"web app","icons":[]}'],
  ])('names the manifest that is %s', async (_, text) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'manifest.json'), text);
    await writeFile(journal, '');
    expect(readFailure().message).toContain(join(folder, 'manifest.json'));
  });

  it('says which folder to name where there is none', () => {
    const { message } = readFailure(join(folder, 'nowhere'));
    expect(message).toContain(join(folder, 'nowhere', 'manifest.json'));
    expect(message).toContain('ENOENT');
    expect(message).toContain('name the "snapshot" folder of a finished run');
  });

  it('says so when the journal is missing', async () => {
    await write([end]);
    await rm(journal);
    expect(readFailure().message).toContain(journal);
  });

  it('gives no body for a damaged one', async () => {
    const writer = await createSnapshotWriter(folder, manifest);
    await writer.putBody('ab'.repeat(32), 'text');
    await writer.append(end);
    await writeFile(join(folder, 'blobs', `${'ab'.repeat(32)}.gz`), 'no gzip');
    expect(readSnapshot(folder).bodyOf('ab'.repeat(32))).toBeNull();
  });

  it('gives back the facts of a document, the latest ones', async () => {
    const writer = await createSnapshotWriter(folder, manifest);
    await writer.append(end);
    const sha256 = 'ef'.repeat(32);
    await writer.putFacts(sha256, { ...facts, problem: 'no-text-layer', unreadPages: 1, parts: [] });
    await writer.putFacts(sha256, facts);
    const snapshot = readSnapshot(folder);
    expect(snapshot.factsOf(sha256)).toEqual(facts);
    expect(snapshot.factsOf('00'.repeat(32))).toBeNull();
  });

  it.each([
    ['no gzip', Buffer.from('{"schemaVersion":1}')],
    ['no JSON', gzipSync('{"schemaVersion":')],
    ['facts of another version', gzipSync(JSON.stringify({ schemaVersion: 2, kind: 'pdf' }))],
  ])('gives no facts for %s', async (_, bytes) => {
    await write([end]);
    await writeFile(join(folder, 'blobs', `${'ef'.repeat(32)}.facts.gz`), bytes);
    expect(readSnapshot(folder).factsOf('ef'.repeat(32))).toBeNull();
  });
});

const facts: DocumentFacts = {
  schemaVersion: 1,
  kind: 'pdf',
  madeBy: { text: 'test', ocr: null },
  problem: null,
  detail: null,
  title: 'แผน',
  producer: null,
  createdAt: null,
  modifiedAt: null,
  pageCount: 1,
  hasTextLayer: true,
  parts: [
    {
      page: 1,
      name: null,
      text: 'แผนพัฒนา',
      textFrom: 'text-layer',
      ocrConfidence: null,
      tables: [{ at: 0, end: 4, caption: '', header: ['ก'], rows: [['1']], rowCount: 1 }],
      headings: [],
      images: 0,
    },
  ],
  unreadPages: 0,
  truncated: false,
};
