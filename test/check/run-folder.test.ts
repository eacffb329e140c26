import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createRunFolder,
  hostFolder,
  reuseRunFolder,
  RunFolderError,
  runIdOf,
} from '../../src/check/run-folder.ts';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'oit-run-'));
});
afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

describe('hostFolder', () => {
  it.each([
    ['https://www.khambong.go.th/index.php', 'www.khambong.go.th'],
    ['khambong.go.th', 'khambong.go.th'],
    ['khambong.go.th:8080/a', 'khambong.go.th_8080'],
    ['http://127.0.0.1:8568/', '127.0.0.1_8568'],
    ['http://[::1]:8080/', '__1_8080'],
    ['https://KhamBong.go.th', 'khambong.go.th'],
    ['https://ทดสอบ.ไทย/', 'xn--l3cfk7dp.xn--o3cw4h'],
  ])('%s lies in %s', (url, folder) => {
    expect(hostFolder(url)).toBe(folder);
  });
});

describe('runIdOf', () => {
  it('is the start of the run, without what Windows refuses', () => {
    expect(runIdOf(Date.UTC(2025, 5, 15, 2, 15, 0, 999))).toBe('20250615T021500Z');
  });
});

describe('createRunFolder', () => {
  it('gives every one of many runs of one second its own', async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, () => createRunFolder(join(base, 'host'), '20250615T021500Z')),
    );
    const ids = made.map(({ runId }) => runId);
    expect(new Set(ids).size).toBe(8);
    expect(ids).toContain('20250615T021500Z');
    expect((await readdir(join(base, 'host'))).toSorted()).toEqual(ids.toSorted());
  });

  it('says what to do where there is a file in the way', async () => {
    await writeFile(join(base, 'host'), '');
    await expect(createRunFolder(join(base, 'host'), 'x')).rejects.toThrow(RunFolderError);
  });
});

describe('reuseRunFolder', () => {
  const manifest = JSON.stringify({ runId: 'x', tool: { name: 'oit-checker' } });

  it('makes a folder that is not there', async () => {
    await reuseRunFolder(join(base, 'a', 'b'));
    expect(await readdir(join(base, 'a', 'b'))).toEqual([]);
  });

  it('removes the snapshot of an earlier run and nothing else', async () => {
    await mkdir(join(base, 'snapshot', 'blobs'), { recursive: true });
    await writeFile(join(base, 'snapshot', 'manifest.json'), manifest);
    await writeFile(join(base, 'snapshot', 'journal.ndjson'), '');
    await writeFile(join(base, 'notes.txt'), 'mine');
    await reuseRunFolder(base);
    expect(await readdir(base)).toEqual(['notes.txt']);
  });

  it.each([
    ['something beside ours', { 'manifest.json': manifest, 'photo.jpg': '' }],
    ['a manifest of something else', { 'manifest.json': '{"name":"web app"}' }],
    ['a manifest that is no JSON', { 'manifest.json': 'x' }],
    ['a journal alone', { 'journal.ndjson': '' }],
  ])('touches nothing where the snapshot folder holds %s', async (_, files) => {
    await mkdir(join(base, 'snapshot'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(base, 'snapshot', name), text);
    await expect(reuseRunFolder(base)).rejects.toThrow(/--out/);
    expect((await readdir(join(base, 'snapshot'))).toSorted()).toEqual(Object.keys(files).toSorted());
  });

  it('touches nothing where the snapshot is a file', async () => {
    await writeFile(join(base, 'snapshot'), 'mine');
    await expect(reuseRunFolder(base)).rejects.toThrow(RunFolderError);
    expect(await readdir(base)).toEqual(['snapshot']);
  });
});
