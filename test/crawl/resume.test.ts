import { describe, expect, it } from 'vitest';
import type { FetchRecord, JournalRecord } from '../../src/snapshot/schema.ts';
import { links, page, type PageSource } from '../fixtures/site.ts';
import { type Crawled, createCrawlBench } from './support.ts';

const bench = createCrawlBench();

function makePages(count: number): Record<string, PageSource> {
  const pages: Record<string, PageSource> = {};
  for (let at = 0; at < count; at++) {
    const targets = Object.fromEntries(
      [1, 2, 3, 4].map((step) => {
        const to = (at * 5 + step * 13 + 1) % count;
        const promise = (to * 37) % 10;
        return [`/p${to}`, promise === 0 ? `หน้า ${to}` : `หน้า ${to} [0.${promise} O${(to % 28) + 1}]`];
      }),
    );
    pages[`/p${at}`] = page(`หน้า ${at}`, links(targets));
  }
  pages['/'] = page('หน้าแรก', links({ '/p1': 'หนึ่ง [hub]', '/p2': 'สอง', '/p3': 'สาม [0.6 O3]' }));
  pages['/p8'] = { status: 302, headers: { location: '/p10' } };
  pages['/p13'] = { status: 404, body: 'gone' };
  pages['/sitemap.xml'] = (request, response) => {
    const at = `http://${request.headers.host}`;
    response
      .writeHead(200, { 'content-type': 'application/xml' })
      .end(`<urlset><url><loc>${at}/p${count - 1}</loc></url></urlset>`);
  };
  return pages;
}

function withoutTimes(records: readonly JournalRecord[]): unknown[] {
  return records.map((record) => ({ ...record, elapsedMs: 0, retrievedAt: '', finishedAt: '', requests: 0 }));
}

function cut(
  whole: Crawled,
  kept: number,
): { fetches: FetchRecord[]; bodyOf(sha256: string): string | null } {
  return {
    fetches: whole.fetches.slice(0, kept),
    bodyOf: (sha256) => whole.bodies.get(sha256) ?? null,
  };
}

describe('a crawl that goes on', () => {
  it('ends as if it had never been cut off, wherever that was, and asks for nothing twice', async () => {
    const site = await bench.serve(makePages(60));
    const whole = await bench.crawl(site.url, { concurrency: 3, maxPages: 50 });
    const count = whole.fetches.length;
    expect(count).toBeGreaterThan(45);
    for (const kept of [1, 2, 3, 4, 5, 9, 17, 25, 33, 40, count - 2, count - 1, count]) {
      site.requests.length = 0;
      const earlier = cut(whole, kept);
      const rest = await bench.crawl(site.url, { concurrency: 3, maxPages: 50, earlier });
      expect(withoutTimes([...earlier.fetches, ...rest.journal]), `cut after ${kept}`).toEqual(
        withoutTimes(whole.journal),
      );
      const paths = new Set(earlier.fetches.map(({ url }) => new URL(url).pathname));
      paths.delete('/p10');
      expect(
        site.requests.filter((path) => path !== '/robots.txt' && paths.has(path)),
        `cut after ${kept}`,
      ).toEqual([]);
    }
  });

  it('asks the network from where the site leads elsewhere than before', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/a': 'ก [0.9 O1]', '/b': 'ข [0.8 O2]' })),
      '/a': page('ก', '<p>ก</p>'),
      '/b': page('ข', '<p>ข</p>'),
    });
    const whole = await bench.crawl(site.url, { concurrency: 1 });
    const earlier = cut(whole, whole.fetches.length);
    earlier.fetches = earlier.fetches.map((record) =>
      record.url.endsWith('/a') ? { ...record, url: `${site.url}/elsewhere` } : record,
    );
    const at = earlier.fetches.findIndex(({ url }) => url.endsWith('/elsewhere'));
    site.requests.length = 0;
    const rewound: number[] = [];
    const { fetches } = await bench.crawl(site.url, {
      concurrency: 1,
      earlier,
      onRewind: (kept) => rewound.push(kept),
    });
    expect(rewound).toEqual([at]);
    expect(site.requests).toEqual(expect.arrayContaining(['/a', '/b']));
    expect(fetches.map(({ url }) => new URL(url).pathname)).toEqual(['/a', '/b']);
  });

  it('asks again where a body that was noted is not there', async () => {
    const site = await bench.serve({ '/': page('หน้าแรก', '<p>ยินดีต้อนรับ</p>') });
    const whole = await bench.crawl(site.url);
    site.requests.length = 0;
    await bench.crawl(site.url, { earlier: { fetches: whole.fetches, bodyOf: () => null } });
    expect(site.requests).toContain('/');
  });
});
