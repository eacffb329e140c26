import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBlobFolder, createScratch, hashOf, listBlobs } from '../../src/cache/blob-folder.ts';
import { fingerprintCode } from '../../src/cache/code-fingerprint.ts';
import { createMemoryIndex } from '../../src/cache/memory-index.ts';
import { createCacheBench, createSetClock } from './support.ts';

const caches = createCacheBench();
const dayMs = 86_400_000;

async function fill(folder: string, nowMs: () => number, names: readonly string[]): Promise<void> {
  const scratch = createScratch(join(folder, 'unfinished'));
  const bodies = createBlobFolder(join(folder, 'bodies'), () => scratch.folder(), nowMs);
  for (const name of names) await bodies.write(name, Buffer.from(`%PDF ${'x'.repeat(995)}`));
  await scratch.remove();
}

it('forgets what was of no use for longest, when there is too much', async () => {
  const folder = await caches.folder();
  const clock = createSetClock();
  const { cache } = caches.cache(folder, createMemoryIndex(), clock);
  for (const name of ['aa1', 'bb2', 'cc3']) {
    await fill(folder, () => clock.nowMs(), [name]);
    clock.advance(dayMs);
  }
  const scratch = createScratch(join(folder, 'unfinished'));
  const bodies = createBlobFolder(
    join(folder, 'bodies'),
    () => scratch.folder(),
    () => clock.nowMs(),
  );
  expect(await bodies.read('aa1')).toHaveLength(1000);
  expect(await cache.prune({ maxCacheBytes: 2_000 })).toEqual({
    removedFiles: 1,
    removedBytes: 1000,
    keptBytes: 2000,
  });
  expect(await bodies.read('bb2')).toBeNull();
  expect(await bodies.read('aa1')).not.toBeNull();
});

it('forgets what was of no use for long, and what a killed process left', async () => {
  const folder = await caches.folder();
  const clock = createSetClock();
  const { cache } = caches.cache(folder, createMemoryIndex(), clock);
  await fill(folder, () => clock.nowMs(), ['aa1']);
  await mkdir(join(folder, 'unfinished', 'new-left'));
  await writeFile(join(folder, 'unfinished', 'new-left', '1'), 'half');
  await utimes(join(folder, 'unfinished', 'new-left'), clock.nowMs() / 1_000, clock.nowMs() / 1_000);
  expect(await cache.prune()).toMatchObject({ removedFiles: 0 });
  expect(await readdir(join(folder, 'unfinished'))).toEqual(['new-left']);
  clock.advance(46 * dayMs);
  expect(await cache.prune()).toEqual({ removedFiles: 1, removedBytes: 1000, keptBytes: 0 });
  expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
});

it('packs text, leaves packed files as they are, and shows a file only when it is whole', async () => {
  const folder = await caches.folder();
  const scratch = createScratch(join(folder, 'unfinished'));
  const bodies = createBlobFolder(
    join(folder, 'bodies'),
    () => scratch.folder(),
    () => 0,
  );
  const text = Buffer.from('ข้อความ '.repeat(2000));
  await Promise.all(Array.from({ length: 8 }, () => bodies.write('aa1', text)));
  expect(Buffer.from((await bodies.read('aa1')) ?? []).equals(text)).toBe(true);
  const [file] = await listBlobs(join(folder, 'bodies'));
  expect(file?.bytes).toBeLessThan(1_000);
  await writeFile(file?.path ?? '', (await readFile(file?.path ?? '')).subarray(0, 40));
  expect(await bodies.read('aa1')).toBeNull();
  await scratch.remove();
});

it('knows code by what it says', async () => {
  const folder = await caches.folder();
  await writeFile(join(folder, 'a.ts'), 'one');
  const first = await fingerprintCode([folder], ['1']);
  expect(await fingerprintCode([folder], ['1'])).toBe(first);
  expect(await fingerprintCode([folder], ['2'])).not.toBe(first);
  await writeFile(join(folder, 'a.ts'), 'two');
  expect(await fingerprintCode([folder], ['1'])).not.toBe(first);
  expect(hashOf('')).toHaveLength(64);
});
