import { describe, expect, it } from 'vitest';
import { links, page } from '../fixtures/site.ts';
import { createCrawlBench, pathsOf } from './support.ts';

const bench = createCrawlBench();
const words = '<p>องค์การบริหารส่วนตำบลตัวอย่าง</p>';

function numbered(count: number, write: (at: number) => [string, string]): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => write(at + 1)));
}

describe('budgets', () => {
  it('ends at the pages it may open, and tells which promising ones were left', async () => {
    const site = await bench.serve(
      { '/': page('หน้าแรก', links(numbered(6, (at) => [`/p${at}`, `ข้อ [0.${9 - at} O${at}]`]))) },
      { otherwise: (request, response) => response.end(page(request.url ?? '', words)) },
    );
    const { end, last, skipped, fetches } = await bench.crawl(site.url, { maxPages: 4, concurrency: 1 });
    expect(end.stoppedBy).toBe('max-pages');
    expect(last.stoppedBy).toBe('max-pages');
    expect(pathsOf(fetches.filter(({ purpose }) => purpose === 'page'))).toEqual(['/p1', '/p2', '/p3']);
    // p6 promises no more than 0.3, which still counts
    expect(skipped).toMatchObject([
      {
        url: `${site.url}/p4`,
        reason: 'budget-pages',
        relevance: 0.5,
        items: ['O4'],
        foundOn: `${site.url}/`,
      },
      { url: `${site.url}/p5`, reason: 'budget-pages', items: ['O5'] },
      { url: `${site.url}/p6`, reason: 'budget-pages', items: ['O6'] },
    ]);
  });

  it('tells an unopened index as one that may lead to any item', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/a': 'ข่าว [0.9 O1]', '/ita': 'ITA [hub]' })),
      '/a': page('ข่าว', words),
    });
    const { skipped } = await bench.crawl(site.url, { maxPages: 2, concurrency: 1 });
    expect(skipped).toMatchObject([{ url: `${site.url}/ita`, reason: 'budget-pages', items: ['*'] }]);
  });

  it('ends at the documents it may open', async () => {
    const site = await bench.serve(
      { '/': page('หน้าแรก', links(numbered(4, (at) => [`/d${at}.pdf`, `แผน [0.${9 - at} O${at}]`]))) },
      {
        otherwise: (_, response) =>
          response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4\n%%EOF'),
      },
    );
    const { end, skipped, fetches } = await bench.crawl(site.url, { maxDocuments: 2 });
    expect(end.stoppedBy).toBe('max-documents');
    expect(pathsOf(fetches.filter(({ purpose }) => purpose === 'document'))).toEqual(['/d1.pdf', '/d2.pdf']);
    expect(skipped.map(({ url, reason }) => [new URL(url).pathname, reason])).toEqual([
      ['/d3.pdf', 'budget-documents'],
      ['/d4.pdf', 'budget-documents'],
    ]);
  });

  it('goes no deeper than told, and tells what it saw there', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/1': 'หนึ่ง' })),
      '/1': page('หนึ่ง', links({ '/2': 'สอง' })),
      '/2': page('สอง', links({ '/3': 'สาม [0.9 O3]', '/other': 'อื่น' })),
      '/3': page('สาม', words),
    });
    const { end, skipped } = await bench.crawl(site.url, { maxDepth: 2 });
    expect(end.stoppedBy).toBe('complete');
    expect(site.requests).not.toContain('/3');
    expect(skipped).toMatchObject([{ url: `${site.url}/3`, reason: 'budget-depth', items: ['O3'] }]);
  });

  it('does not call an address unopened that was reached by a shorter way later', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/1': 'หนึ่ง [0.9 O1]', '/news': 'ข่าว' })),
      '/1': page('หนึ่ง', links({ '/2': 'สอง [0.9 O1]' })),
      '/2': page('สอง', links({ '/3': 'สาม [0.9 O3]' })),
      '/news': page('ข่าว', links({ '/3': 'สาม [0.9 O3]' })),
      '/3': page('สาม', words),
    });
    const { skipped, fetches } = await bench.crawl(site.url, { maxDepth: 2, concurrency: 1 });
    expect(fetches.find(({ url }) => url.endsWith('/3'))?.outcome).toBe('ok');
    expect(skipped).toEqual([]);
  });

  it('ends at the bytes it may load', async () => {
    const long = `<p>${'ก'.repeat(30_000)}</p>`;
    const site = await bench.serve(
      { '/': page('หน้าแรก', links(numbered(5, (at) => [`/p${at}`, `ข้อ [0.${9 - at} O${at}]`]))) },
      { otherwise: (_, response) => response.end(page('ยาว', long)) },
    );
    const { end, skipped, fetches } = await bench.crawl(site.url, { maxBytes: 150_000, concurrency: 1 });
    expect(end.stoppedBy).toBe('max-bytes');
    const loaded = fetches.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(loaded).toBeGreaterThanOrEqual(150_000);
    expect(loaded).toBeLessThan(250_000);
    expect(skipped.length).toBeGreaterThan(0);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(['budget-bytes']));
  });

  it('ends in time although the site never answers, what was on its way included', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/slow': 'ช้า [0.9 O1]', '/also': 'ช้า [0.8 O2]', '/left': 'รอ [0.7 O3]' })),
      '/robots.txt': { status: 404 },
      '/sitemap.xml': { status: 404 },
      '/slow': () => undefined,
      '/also': () => undefined,
    });
    const startMs = performance.now();
    const { end, skipped, fetches } = await bench.crawl(site.url, { maxMinutes: 0.03 });
    expect(performance.now() - startMs).toBeLessThan(6_000);
    expect(end.stoppedBy).toBe('max-time');
    expect(
      fetches.filter(({ outcome }) => outcome === 'budget').map(({ url }) => new URL(url).pathname),
    ).toEqual(['/slow', '/also']);
    expect(skipped.map(({ url, reason }) => [new URL(url).pathname, reason])).toEqual([
      ['/slow', 'budget-time'],
      ['/also', 'budget-time'],
      ['/left', 'budget-time'],
    ]);
  });

  it('ends when told to, and says what it did not open', async () => {
    const stop = new AbortController();
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/slow': 'ช้า [0.9 O1]', '/left': 'รอ [0.7 O3]' })),
      '/slow': () => stop.abort(new Error('interrupted')),
    });
    const { end, skipped } = await bench.crawl(site.url, { signal: stop.signal, concurrency: 1 });
    expect(end.stoppedBy).toBe('interrupted');
    expect(skipped.map(({ url, reason }) => [new URL(url).pathname, reason])).toEqual([
      ['/slow', 'interrupted'],
      ['/left', 'interrupted'],
    ]);
  });

  it('ends when told to while robots.txt hangs', async () => {
    const stop = new AbortController();
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/a': 'ข่าว [0.9 O1]' })),
      '/robots.txt': () => setTimeout(() => stop.abort(new Error('interrupted')), 100),
    });
    const startMs = performance.now();
    const { end } = await bench.crawl(site.url, { signal: stop.signal });
    expect(end.stoppedBy).toBe('interrupted');
    expect(performance.now() - startMs).toBeLessThan(5_000);
  });

  it('looks at an endless calendar a little and ends', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/calendar?month=1&year=2568': 'ปฏิทินกิจกรรม', '/a': 'ข่าว' })),
      '/a': page('ข่าว', words),
      '/calendar': (request, response) => {
        const month = Number(new URL(request.url ?? '', 'http://x').searchParams.get('month'));
        const next = Object.fromEntries(
          [month - 1, month + 1].map((to) => [`/calendar?month=${to}&year=2568`, `เดือน ${to}`]),
        );
        response.end(page('ปฏิทิน', links(next)));
      },
    });
    const { end, fetches } = await bench.crawl(site.url);
    expect(end.stoppedBy).toBe('complete');
    expect(fetches.filter(({ url }) => url.includes('/calendar')).length).toBeLessThanOrEqual(2);
    expect(fetches.find(({ url }) => url.endsWith('/a'))?.outcome).toBe('ok');
  });

  it('opens an archive that nothing speaks for as far as the pages go, after all that is promising', async () => {
    const site = await bench.serve(
      {
        '/': page(
          'หน้าแรก',
          links({
            ...numbered(120, (at) => [`/news/${at}`, `ข่าวที่ ${at}`]),
            ...numbered(50, (at) => [`/doc/${at}`, `เรื่อง [0.5 O1] ${at}`]),
          }),
        ),
      },
      { otherwise: (request, response) => response.end(page(request.url ?? '', words)) },
    );
    const { end, fetches } = await bench.crawl(site.url, { concurrency: 5, maxPages: 101 });
    expect(fetches.filter(({ url }) => url.includes('/doc/'))).toHaveLength(50);
    expect(fetches.filter(({ url }) => url.includes('/news/'))).toHaveLength(50);
    expect(end.stoppedBy).toBe('max-pages');
  });

  it('tells what it left that cannot be ruled out: menus, pages of the sitemap, links that say nothing', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/a': 'ข่าว [0.9 O1]', '/menu': 'กองคลัง' })),
      '/sitemap.xml': (request, response) => {
        const at = `http://${request.headers.host}`;
        response
          .writeHead(200, { 'content-type': 'application/xml' })
          .end(`<urlset><url><loc>${at}/listed</loc></url><url><loc>${at}/named</loc></url></urlset>`);
      },
      '/a': page('ข่าว', links({ '/b': 'ข่าวกีฬา', '/more': 'อ่านต่อ', '/named': 'ข่าวเทศกาล' })),
    });
    const { end, skipped } = await bench.crawl(site.url, { maxPages: 2, concurrency: 1 });
    expect(end.stoppedBy).toBe('max-pages');
    expect(skipped.map(({ url, items }) => [new URL(url).pathname, ...items])).toEqual([
      ['/listed', '*'],
      ['/menu', '*'],
      ['/more', '*'],
    ]);
  });
});
