import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../../src/snapshot/schema.ts';
import { links, page, type PageSource } from '../fixtures/site.ts';
import { createCrawlBench } from './support.ts';

const bench = createCrawlBench();

/** Some 60 pages that link to one another, some with a redirect, some dead, with promises of every size. */
function makePages(): Record<string, PageSource> {
  const pages: Record<string, PageSource> = {};
  for (let at = 0; at < 60; at++) {
    const next = Array.from({ length: 5 }, (_, step) => (at * 7 + step * 11 + 1) % 60);
    const targets = Object.fromEntries(
      next.map((to) => {
        const promise = (to * 37) % 10;
        return [`/p${to}`, promise === 0 ? `หน้า ${to}` : `หน้า ${to} [0.${promise} O${(to % 28) + 1}]`];
      }),
    );
    pages[`/p${at}`] = page(`หน้า ${at}`, links(targets));
  }
  pages['/'] = page('หน้าแรก', links({ '/p1': 'หนึ่ง [hub]', '/p2': 'สอง', '/p3': 'สาม [0.6 O3]' }));
  pages['/p9'] = { status: 302, headers: { location: '/p10' } };
  pages['/p13'] = { status: 404, body: 'gone' };
  return pages;
}

/** Everything but the times, and the free port, which differs from run to run. */
function withoutTimes(journal: readonly JournalRecord[], url: string): unknown[] {
  const host = new URL(url).host;
  return journal.map((record) => {
    const text = JSON.stringify({ ...record, elapsedMs: 0, retrievedAt: '', finishedAt: '' });
    return JSON.parse(text.replaceAll(host, 'HOST'));
  });
}

async function crawlOnce(concurrency: number, seed: number, maxPages = 45): Promise<unknown[]> {
  let state = seed;
  const site = await bench.serve(makePages(), {
    delayMs: () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % 25;
    },
  });
  const { journal } = await bench.crawl(site.url, { concurrency, maxPages });
  return withoutTimes(journal, site.url);
}

describe('determinism', () => {
  it.each([1, 2, 5])(
    'gives the same journal twice with %i requests at once, whatever the delays',
    async (concurrency) => {
      const [first, second] = await Promise.all([crawlOnce(concurrency, 1), crawlOnce(concurrency, 99)]);
      expect(first.length).toBeGreaterThan(45);
      expect(second).toEqual(first);
    },
  );

  it('writes in the order of asking although the answers come in the reverse order', async () => {
    const targets = { '/a': 'ก [0.9 O1]', '/b': 'ข [0.8 O2]', '/c': 'ค [0.7 O3]' };
    const arrived: string[] = [];
    const late =
      (name: string, ms: number): PageSource =>
      (_, response) =>
        void setTimeout(() => {
          arrived.push(name);
          response.end(page(name, ''));
        }, ms);
    const site = await bench.serve({
      '/': page('หน้าแรก', links(targets)),
      '/a': late('/a', 300),
      '/b': late('/b', 150),
      '/c': late('/c', 0),
    });
    const { fetches } = await bench.crawl(site.url, { concurrency: 3 });
    expect(arrived).toEqual(['/c', '/b', '/a']);
    expect(fetches.map(({ url }) => new URL(url).pathname).slice(-3)).toEqual(['/a', '/b', '/c']);
    expect(fetches.map(({ seq }) => seq)).toEqual(fetches.map((_, at) => at + 1));
  });

  it('opens the same set of pages whatever the number of requests at once, when all can be opened', async () => {
    const sets = await Promise.all(
      [1, 2, 5].map(async (concurrency) => {
        const journal = await crawlOnce(concurrency, 5, 600);
        return JSON.stringify(journal.map((record) => (record as { key?: string }).key ?? '').toSorted());
      }),
    );
    expect(sets[1]).toBe(sets[0]);
    expect(sets[2]).toBe(sets[0]);
  });
});
