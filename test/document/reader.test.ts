import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choosePdfTools } from '../../src/document/pdf-tools.ts';
import type { DocumentReader } from '../../src/document/types.ts';
import { createReaders, documentPath, hasPoppler, hasPrlimit } from './pdf-support.ts';

const readers = createReaders();
const shared: { reader?: DocumentReader } = {};
const openShared = () => (shared.reader ??= readers.open());
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-reader-'));
});

afterAll(() => readers.close());

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function readContent(bytes: string | Uint8Array, fileName: string | null = null) {
  const path = join(folder, 'document');
  await writeFile(path, bytes);
  return openShared().readText(path, fileName, AbortSignal.timeout(60_000));
}

describe('a document of each kind', () => {
  it.each([
    ['Rar!\u001a\u0007\u0000 rest', 'rar', 'unsupported'],
    ['<!doctype html><html><body>404</body></html>', 'html', 'not-a-document'],
    ['', 'empty', 'damaged'],
    ['\u0000\u0001\u0002\u0003\u0004\u0000\u0000\u0000 nothing known', 'binary', 'unsupported'],
  ])('%j is %s: %s', async (content, kind, problem) => {
    expect(await readContent(content, 'plan.pdf')).toMatchObject({ kind, problem, parts: [] });
  });

  it('a picture is one page that only OCR can read', async () => {
    const facts = await readContent(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]));
    expect(facts).toMatchObject({ kind: 'image', problem: null, unreadPages: 1, pageCount: 1 });
    expect(facts.parts).toMatchObject([{ textFrom: 'none', images: 1 }]);
  });

  it('text is read, and its name tells a table', async () => {
    expect(await readContent('แผนการจัดหาพัสดุ ประจำปี ๒๕๖๘\nรายการที่หนึ่ง')).toMatchObject({
      kind: 'text',
      problem: null,
    });
    const table = await readContent('ลำดับ,รายการ\n1,กระดาษ\n2,หมึก\n', 'plan.csv');
    expect(table.parts[0]?.tables[0]?.rowCount).toBe(2);
  });
});

describe('processes', () => {
  it('reads several documents at once and one after another, each as it is alone', async () => {
    const reader = readers.open({ maxDocumentsPerProcess: 2 });
    const names = ['lo_norasi.pdf', 'chr_noto.pdf', 'gs_chr_norasi.pdf', 'lo_norasi.pdf'];
    const read = (name: string) =>
      reader.readText(documentPath(`pdf/${name}`), null, AbortSignal.timeout(60_000));
    const together = await Promise.all(names.map(read));
    const alone = [];
    for (const name of names) alone.push(await read(name));
    expect(together).toEqual(alone);
    expect(together.map(({ problem }) => problem)).toEqual([null, null, 'text-garbled', null]);
  });

  it('a file that is not there is an error of ours, no fact of the document', async () => {
    const reading = openShared().readText(join(folder, 'gone.pdf'), null, AbortSignal.timeout(60_000));
    await expect(reading).rejects.toThrow('ENOENT');
  });

  it('without OCR recognise gives the facts back', async () => {
    const reader = openShared();
    const path = documentPath('pdf/gs_chr_norasi.pdf');
    const facts = await reader.readText(path, null, AbortSignal.timeout(60_000));
    expect(await reader.recognise(path, facts, AbortSignal.timeout(60_000))).toBe(facts);
    expect(reader.components.ocr).toBeNull();
  });
});

describe('the back end for PDFs', () => {
  const nothing = () => null;

  it('is unpdf where the machine has no poppler', () => {
    expect(choosePdfTools('auto', nothing)).toMatchObject({
      backend: 'unpdf',
      version: expect.stringMatching(/^unpdf \d/),
    });
    expect(choosePdfTools('poppler', nothing).backend).toBe('unpdf');
  });

  it.skipIf(!hasPoppler || !hasPrlimit)('is poppler where it can be held to its memory', () => {
    const find = (name: string) => `/usr/bin/${name}`;
    expect(choosePdfTools('auto', find).backend).toBe('poppler');
    expect(choosePdfTools('unpdf', find).backend).toBe('unpdf');
    const withoutLimits = (name: string) => (name === 'prlimit' ? null : find(name));
    expect(choosePdfTools('auto', withoutLimits).backend).toBe('unpdf');
    expect(choosePdfTools('poppler', withoutLimits).backend).toBe('poppler');
  });
});
