import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryIndex } from '../../src/cache/memory-index.ts';
import type { AnswerIndex, StoredAnswer } from '../../src/cache/types.ts';
import { createCacheIndex } from '../../src/store/cache-index.ts';
import { openDatabase, type StoreDatabase } from '../../src/store/open-database.ts';
import { createCacheBench } from './support.ts';

const caches = createCacheBench();
const open: StoreDatabase[] = [];
afterEach(async () => {
  for (const database of open.splice(0)) await database.destroy();
});

const answer: StoredAnswer = {
  url: 'http://a.go.th/ไฟล์.pdf',
  accept: 'document',
  etag: 'W/"a"',
  lastModified: null,
  sha256: 'ab'.repeat(32),
  bytes: 12,
  contentType: 'application/pdf',
  contentDisposition: null,
  isDateTelling: false,
  storedAtMs: 1_750_000_000_123,
};

const kinds = {
  memory: async (): Promise<AnswerIndex> => createMemoryIndex(),
  database: async (): Promise<AnswerIndex> => createCacheIndex(await openIn(await caches.folder())),
};

async function openIn(folder: string): Promise<StoreDatabase> {
  const database = await openDatabase(folder, () => new Promise((resolve) => setTimeout(resolve, 5)));
  open.unshift(database);
  return database;
}

describe.each(Object.entries(kinds))('the index in %s', (_kind, create) => {
  it('gives back what was put, by address and by what was wanted of it', async () => {
    const index = await create();
    await index.put(answer);
    expect(await index.find(answer.url, 'document')).toEqual(answer);
    expect(await index.find(answer.url, 'page')).toBeNull();
    await index.put({ ...answer, etag: '"b"', bytes: 13 });
    expect(await index.find(answer.url, 'document')).toEqual({ ...answer, etag: '"b"', bytes: 13 });
  });

  it('forgets what was of no use for long', async () => {
    const index = await create();
    const others = { ...answer, url: 'http://a.go.th/b' };
    await index.put(answer);
    await index.put(others);
    await index.touch(others.url, 'document', answer.storedAtMs + 1_000.5);
    await index.prune(answer.storedAtMs + 500);
    expect(await index.find(answer.url, 'document')).toBeNull();
    expect(await index.find(others.url, 'document')).toEqual(others);
  });

  it('remembers which origins can be believed', async () => {
    const index = await create();
    expect(await index.findOrigin('http://a.go.th')).toBeNull();
    await index.putOrigin({ origin: 'http://a.go.th', isHonest: true, testedAtMs: 5 });
    await index.putOrigin({ origin: 'http://a.go.th', isHonest: false, testedAtMs: 6 });
    const trust = { origin: 'http://a.go.th', isHonest: false, testedAtMs: 6 };
    expect(await index.findOrigin('http://a.go.th')).toEqual(trust);
  });
});

it('is shared by two programs that write at once', async () => {
  const folder = await caches.folder();
  const [one, two] = [createCacheIndex(await openIn(folder)), createCacheIndex(await openIn(folder))];
  const urls = Array.from({ length: 100 }, (_, number) => `http://a.go.th/${number}`);
  await Promise.all(urls.map((url, number) => (number % 2 === 0 ? one : two).put({ ...answer, url })));
  for (const url of urls) expect(await one.find(url, 'document')).toEqual({ ...answer, url });
});
