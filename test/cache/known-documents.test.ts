import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DocumentQueue } from '../../src/document/queue.ts';
import type { DocumentReader } from '../../src/document/types.ts';
import type { DocumentFacts } from '../../src/snapshot/document-facts.ts';
import type { FetchRecord } from '../../src/snapshot/schema.ts';
import { createCacheBench } from './support.ts';

const caches = createCacheBench();

function makeFacts(changes: Partial<DocumentFacts>): DocumentFacts {
  const part = {
    page: 1,
    name: null,
    text: '',
    textFrom: 'none' as const,
    ocrConfidence: null,
    tables: [],
    headings: [],
    images: 1,
  };
  return {
    schemaVersion: 1,
    kind: 'pdf',
    madeBy: { text: 'made up 1', ocr: null },
    problem: 'no-text-layer',
    detail: null,
    title: null,
    producer: null,
    createdAt: null,
    modifiedAt: null,
    pageCount: 1,
    hasTextLayer: false,
    parts: [part],
    unreadPages: 1,
    truncated: false,
    ...changes,
  };
}

/** Reads nothing, counts, and finds a scan in every document whose hash begins with `5ca`. */
function createCountingReader(
  components: DocumentReader['components'],
  problem: DocumentFacts['problem'] = null,
) {
  const counts = { read: 0, recognised: 0 };
  const text = makeFacts({ problem, hasTextLayer: true, unreadPages: 0 });
  const reader: DocumentReader = {
    components,
    async readText(path) {
      counts.read++;
      return path.includes('5ca') ? makeFacts({}) : text;
    },
    async recognise(_path, facts) {
      counts.recognised++;
      return { ...facts, problem: null, unreadPages: 0, madeBy: { ...facts.madeBy, ocr: components.ocr } };
    },
    close: () => Promise.resolve(),
  };
  return { reader, counts };
}

const components = { pdf: 'made up 1', ocr: 'made up 2' };

async function runNight(
  store: string,
  documents: readonly string[],
  changes: {
    components?: DocumentReader['components'];
    problem?: DocumentFacts['problem'];
    maxOcrDocuments?: number;
  } = {},
) {
  const { reader, counts } = createCountingReader(changes.components ?? components, changes.problem ?? null);
  const spool = await mkdtemp(join(store, 'spool-'));
  const facts = new Map<string, DocumentFacts>();
  let spooled = 0;
  const queue = new DocumentQueue(
    { ocr: 'auto', maxOcrDocuments: changes.maxOcrDocuments ?? 10 },
    {
      reader,
      spool: {
        async put(sha256, bytes) {
          spooled++;
          const path = join(spool, sha256);
          await writeFile(path, bytes);
          return path;
        },
        find: async () => null,
        remove: async () => undefined,
      },
      factsOf: () => null,
      putFacts: async (sha256, found) => void facts.set(sha256, found),
      known: caches.cache(store).cache.knownDocuments(reader.components),
      signal: new AbortController().signal,
    },
  );
  for (const sha256 of documents) {
    const record = { sha256, kind: 'pdf', fileName: 'a.pdf' } as FetchRecord;
    await queue.add(record, new Uint8Array(8));
  }
  await queue.finish();
  return { ...counts, spooled, facts };
}

describe('documents that earlier runs read', () => {
  it('are neither read nor recognised again, and hold the same', async () => {
    const store = await caches.folder();
    const first = await runNight(store, ['aa1', '5ca1']);
    expect(first).toMatchObject({ read: 2, recognised: 1, spooled: 2 });
    const second = await runNight(store, ['aa1', '5ca1', 'aa2']);
    expect(second).toMatchObject({ read: 1, recognised: 0, spooled: 1 });
    for (const [sha256, facts] of first.facts) expect(second.facts.get(sha256)).toEqual(facts);
  });

  it('count in the cap on OCR as if they were recognised now', async () => {
    const store = await caches.folder();
    const scans = ['5ca1', '5ca2', '5ca3'];
    await runNight(store, scans);
    const cold = await runNight(await caches.folder(), scans, { maxOcrDocuments: 2 });
    const cached = await runNight(store, scans, { maxOcrDocuments: 2 });
    expect(cached.recognised).toBe(0);
    expect(Object.fromEntries(cached.facts)).toEqual(Object.fromEntries(cold.facts));
    expect(cached.facts.get('5ca3')?.madeBy.ocr).toBeNull();
  });

  it('are recognised when OCR comes to a machine, without being read again', async () => {
    const store = await caches.folder();
    await runNight(store, ['5ca1'], { components: { ...components, ocr: null } });
    expect(await runNight(store, ['5ca1'])).toMatchObject({ read: 0, recognised: 1 });
  });

  it('are read again by another reader', async () => {
    const store = await caches.folder();
    await runNight(store, ['aa1']);
    expect(await runNight(store, ['aa1'], { components: { ...components, pdf: 'made up 3' } })).toMatchObject(
      { read: 1 },
    );
  });

  it('are read again where this machine had been too slow', async () => {
    const store = await caches.folder();
    await runNight(store, ['aa1'], { problem: 'took-too-long' });
    expect(await runNight(store, ['aa1'])).toMatchObject({ read: 1 });
  });

  it('are read again where what was kept is damaged', async () => {
    const store = await caches.folder();
    await runNight(store, ['aa1']);
    const { cache } = caches.cache(store);
    expect((await cache.prune({ maxCacheBytes: 0 })).removedFiles).toBe(1);
    expect(await runNight(store, ['aa1'])).toMatchObject({ read: 1 });
  });
});
