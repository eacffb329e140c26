import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentProblem } from '../../src/snapshot/document-facts.ts';
import type { DocumentReader } from '../../src/document/types.ts';
import { backends, createReaders, documentPath, hasPoppler, makePage, makePdf } from './pdf-support.ts';

const readers = createReaders();
const limits = { timeoutMs: 4_000, maxMemoryBytes: 300 * 1024 * 1024 };
const held: DocumentProblem[] = ['took-too-long', 'took-too-much-memory', 'too-large'];
const signal = () => AbortSignal.timeout(60_000);
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-hostile-'));
});

afterAll(() => readers.close());

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe.each(backends)('hostile PDFs, read with %s', (pdf) => {
  const run = it.skipIf(pdf === 'poppler' && !hasPoppler);
  const shared: { reader?: DocumentReader } = {};
  const open = () => (shared.reader ??= readers.open({ pdf, limits }));
  const readBad = (name: string) => open().readText(documentPath(`bad-pdf/${name}`), null, signal());

  run('a password of the reader makes it encrypted, one of the owner does not', async () => {
    expect(await readBad('enc_user.pdf')).toMatchObject({ kind: 'pdf', problem: 'encrypted', parts: [] });
    const owner = await readBad('enc_owner.pdf');
    expect(owner.problem).toBeNull();
    expect(owner.parts[0]?.text).toContain('แผนปฏิบัติการป้องกันการทุจริต');
  });

  run('a wrong index or junk before the header is read all the same', async () => {
    for (const name of ['badxref.pdf', 'prefix.pdf']) {
      const facts = await readBad(name);
      expect(facts).toMatchObject({ problem: null, hasTextLayer: true });
      expect(facts.parts[0]?.text).toContain('แผนปฏิบัติการป้องกันการทุจริต');
    }
  });

  run('a cut, empty or rotten file has its reason and no text', async () => {
    expect(await readBad('trunc.pdf')).toMatchObject({ kind: 'pdf', problem: 'damaged', parts: [] });
    expect(await readBad('empty.pdf')).toMatchObject({ kind: 'empty', problem: 'damaged' });
    expect(await readBad('bitrot.pdf')).toMatchObject({ problem: 'text-garbled', unreadPages: 1 });
    expect(await readBad('recur.pdf')).toMatchObject({ problem: 'no-text-layer', unreadPages: 1 });
  });

  run('a web page named .pdf is no document', async () => {
    const facts = await readBad('html.pdf');
    expect(facts).toMatchObject({ kind: 'html', problem: 'not-a-document' });
    expect(facts.detail).toContain('web page');
  });

  run('a gigabyte in 2.4 KB is stopped and the next document is read by the same reader', async () => {
    const reader = open();
    const startedMs = performance.now();
    const bomb = await reader.readText(documentPath('bad-pdf/bomb_dbl.pdf'), null, signal());
    expect(performance.now() - startedMs).toBeLessThan(limits.timeoutMs + 4_000);
    expect(bomb.kind).toBe('pdf');
    expect(held).toContain(bomb.problem);
    const next = await reader.readText(documentPath('pdf/lo_norasi.pdf'), null, signal());
    expect(next).toMatchObject({ problem: null, hasTextLayer: true });
  });

  run('millions of operators end within time and memory', async () => {
    const line = 'BT /F1 9 Tf 72 700 Td (abcdefgh) Tj ET\n';
    const path = await write('operators.pdf', makePage(Buffer.from(line.repeat(800_000))));
    const startedMs = performance.now();
    const facts = await open().readText(path, null, signal());
    expect(performance.now() - startedMs).toBeLessThan(limits.timeoutMs + 4_000);
    // either it was stopped, or the limit on text cut it short
    if (facts.problem === null) expect(facts.truncated).toBe(true);
    else expect(held).toContain(facts.problem);
  });

  run('a million pages that are one page are read up to the limit', async () => {
    const kids = '3 0 R '.repeat(100_000);
    const path = await write(
      'pages.pdf',
      makePdf([
        '<</Type /Catalog /Pages 2 0 R>>',
        `<</Type /Pages /Kids [${kids}] /Count 100000>>`,
        '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>',
        '<</Length 69>>\nstream\nBT /F1 12 Tf 72 700 Td (Annual report of the office, page again) Tj ET\nendstream',
        '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
      ]),
    );
    const facts = await readers
      .open({ pdf, limits: { ...limits, maxPages: 5 } })
      .readText(path, null, signal());
    expect(facts).toMatchObject({ problem: null, truncated: true, pageCount: 100_000 });
    expect(facts.parts).toHaveLength(5);
  });

  run('a page tree that claims more pages than it has ends', async () => {
    const path = await write(
      'liar.pdf',
      makePdf([
        '<</Type /Catalog /Pages 2 0 R>>',
        '<</Type /Pages /Kids [2 0 R 3 0 R] /Count 1000000>>',
        '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>',
      ]),
    );
    const facts = await open().readText(path, null, signal());
    expect(facts.kind).toBe('pdf');
    expect(facts.hasTextLayer ?? false).toBe(false);
    expect(facts.problem).not.toBeNull();
  });
});

describe('limits of any document', () => {
  it('a file over the limit on input is not opened', async () => {
    const path = await write('large.pdf', Buffer.from('%PDF-1.4\n'));
    await truncate(path, 100 * 1024 * 1024);
    const facts = await readers.open().readText(path, null, signal());
    expect(facts).toMatchObject({ problem: 'too-large', parts: [] });
  });

  it('memory is held to the limit where buffers, not objects, take it', async () => {
    const path = await write('stream.pdf', makePage(Buffer.alloc(400 * 1024 * 1024, 0x20)));
    const facts = await readers.open({ pdf: 'unpdf', limits }).readText(path, null, signal());
    expect(held).toContain(facts.problem);
  });

  it('an abort kills the reading at once', async () => {
    const reader = readers.open({ pdf: 'unpdf', limits: { timeoutMs: 30_000 } });
    const controller = new AbortController();
    const reading = reader.readText(documentPath('bad-pdf/bomb_dbl.pdf'), null, controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 300);
    const startedMs = performance.now();
    await expect(reading).rejects.toThrow('enough');
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    const next = await reader.readText(documentPath('pdf/lo_norasi.pdf'), null, signal());
    expect(next.problem).toBeNull();
  });
});
