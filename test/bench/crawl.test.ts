import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { compareCrawlers } from '../../bench/crawl/compare.ts';
import { crawlers } from '../../bench/crawl/crawlers.ts';
import { showRows } from '../../bench/crawl/rows.ts';
import { checkTargets } from '../../bench/crawl/targets.ts';

const pages = 60;
let scratch: string | null = null;

afterEach(async () => {
  if (scratch !== null) await rm(scratch, { recursive: true, force: true });
  scratch = null;
});

// Processor time and memory of other processes are read from /proc.
describe.skipIf(process.platform !== 'linux')('the bench of the crawl', () => {
  it('counts every page of a generated site once, for us and for the limits', {
    timeout: 120_000,
  }, async () => {
    scratch = await mkdtemp(join(tmpdir(), 'oit-bench-'));
    const { rows, missing } = await compareCrawlers({
      crawlers: crawlers.filter(({ name }) => ['oit-snapshot', 'undici', 'minimal'].includes(name)),
      pages,
      runs: 1,
      concurrency: 8,
      scratch,
      port: await findFreePort(),
      timeoutMs: 100_000,
      onRun: () => undefined,
    });
    expect(missing).toEqual([]);
    expect(rows.map(({ name, pages: opened, failure }) => ({ name, opened, failure }))).toEqual([
      { name: 'oit-snapshot', opened: pages, failure: null },
      { name: 'undici', opened: pages, failure: null },
      { name: 'minimal', opened: pages, failure: null },
    ]);
    for (const row of rows) {
      expect(row.pagesPerSecond).toBeGreaterThan(0);
      expect(row.cpuPerThousand).toBeGreaterThan(0);
      // Node alone holds more than this.
      expect(row.peakMegabytes).toBeGreaterThan(20);
    }
    expect(showRows(rows).split('\n')).toHaveLength(2 + rows.length);
  });

  it('says by name who is not installed', async () => {
    scratch = await mkdtemp(join(tmpdir(), 'oit-bench-'));
    const { rows, missing } = await compareCrawlers({
      crawlers: [{ name: 'absent', kind: 'peer', what: '', command: () => null }],
      pages,
      runs: 2,
      concurrency: 1,
      scratch,
      port: await findFreePort(),
      timeoutMs: 1_000,
      onRun: () => undefined,
    });
    expect({ rows, missing }).toEqual({ rows: [], missing: ['absent'] });
  });
});

describe('the promises', () => {
  const row = (
    name: string,
    kind: 'ours' | 'limit' | 'peer' | 'beside',
    figures: [number, number, number],
  ) => ({
    name,
    kind,
    what: '',
    pages: 10_000,
    runs: 1,
    failure: null,
    pagesPerSecond: figures[0],
    cpuPerThousand: figures[1],
    peakMegabytes: figures[2],
  });

  it('are held against the least crawler, Crawlee and the fastest peer', () => {
    const rows = [
      row('oit-crawl', 'ours', [300, 1.4, 200]),
      row('oit-snapshot', 'ours', [240, 2, 260]),
      row('minimal', 'limit', [900, 1, 400]),
      row('crawlee-cheerio', 'peer', [100, 9, 500]),
      row('crawlee-http', 'peer', [250, 5, 400]),
      row('go', 'beside', [2_000, 0.5, 20]),
    ];
    const kept = checkTargets(10_000, rows).map(({ measured, isMet }) => [measured, isMet]);
    expect(kept).toEqual([
      ['1.40 ×', true],
      ['2.40 ×', false],
      ['0.96 ×', false],
      ['260 MB', false],
    ]);
  });

  it('are not judged without what they are held against', () => {
    const targets = checkTargets(500, [row('oit-crawl', 'ours', [300, 1.4, 200])]);
    expect(targets.map(({ isMet }) => isMet)).toEqual([null, null, null]);
  });
});

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
