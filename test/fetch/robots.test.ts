import { describe, expect, it } from 'vitest';
import { productToken } from '../../src/fetch/robots.ts';
import { createBench, createLeapingClock } from './support.ts';

const bench = createBench();

async function site(
  robots: { status?: number; body?: string },
  onAsk: (url: string) => void = () => undefined,
) {
  return bench.http((request, response) => {
    onAsk(request.url ?? '');
    if (request.url === '/robots.txt') response.writeHead(robots.status ?? 200).end(robots.body ?? '');
    else response.end('page');
  });
}

describe('robots.txt', () => {
  it('is read once per origin and obeyed, for pages and for redirects to them', async () => {
    const asked: string[] = [];
    const origin = await bench.http((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/robots.txt')
        response.end('User-agent: *\nDisallow: /private\nAllow: /private/open\n');
      else if (request.url === '/go') response.writeHead(302, { location: '/private/x' }).end();
      else response.end('page');
    });
    const fetcher = bench.fetcher(origin);
    const ask = (path: string, ignoreRobots = false) =>
      fetcher.fetch({ url: `${origin}${path}`, accept: 'page', ignoreRobots });
    expect((await ask('/public')).outcome).toBe('ok');
    expect((await ask('/private/open/a')).outcome).toBe('ok');
    expect(await ask('/private/x')).toMatchObject({
      outcome: 'robots',
      detail: 'robots.txt line 2',
      requests: 0,
    });
    expect(await ask('/go')).toMatchObject({
      outcome: 'robots',
      finalUrl: `${origin}/private/x`,
      requests: 1,
    });
    expect((await ask('/private/x', true)).outcome).toBe('ok');
    expect(asked.filter((url) => url === '/robots.txt')).toHaveLength(1);
    expect(asked.filter((url) => url === '/private/x')).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 410, 429])('allows everything after %i', async (status) => {
    const origin = await site({ status, body: 'User-agent: *\nDisallow: /' });
    expect((await bench.fetcher(origin).fetch({ url: `${origin}/a`, accept: 'page' })).outcome).toBe('ok');
  });

  it('forbids everything after 500 and says so, but not the start address', async () => {
    const origin = await site({ status: 503 });
    const fetcher = bench.fetcher(origin);
    const answer = await fetcher.fetch({ url: `${origin}/a`, accept: 'page' });
    expect(answer).toMatchObject({
      outcome: 'robots',
      detail: 'robots.txt unreadable: HTTP 503',
      requests: 0,
    });
    expect(fetcher.notes()).toEqual([{ host: '127.0.0.1', kind: 'robots-unreadable', detail: 'HTTP 503' }]);
    expect((await fetcher.fetch({ url: origin, accept: 'page', ignoreRobots: true })).outcome).toBe('ok');
  });

  it('forbids everything after a timeout, and tells a refused port for what it is', async () => {
    const origin = await bench.http((request, response) => {
      if (request.url !== '/robots.txt') response.end('page');
    });
    const fetcher = bench.fetcher(origin, { timeouts: { headersMs: 100 } });
    expect((await fetcher.fetch({ url: `${origin}/a`, accept: 'page' })).outcome).toBe('robots');
    const dead = bench.fetcher('http://127.0.0.1:1/');
    expect(await dead.fetch({ url: 'http://127.0.0.1:1/a', accept: 'page' })).toMatchObject({
      outcome: 'refused',
      detail: 'ECONNREFUSED',
    });
    expect(dead.notes()).toEqual([]);
  });

  it('is not asked for on the own site', async () => {
    const asked: string[] = [];
    const origin = await site({ body: 'User-agent: *\nDisallow: /' }, (url) => asked.push(url));
    const own = bench.fetcher(origin, { ownSite: true });
    expect((await own.fetch({ url: `${origin}/a`, accept: 'page' })).outcome).toBe('ok');
    expect(asked).toEqual(['/a']);
  });

  it('notes that it forbids everything', async () => {
    const origin = await site({ body: 'User-agent: oit-checker\nDisallow: /\n\nUser-agent: *\nDisallow:' });
    const fetcher = bench.fetcher(origin);
    expect((await fetcher.fetch({ url: `${origin}/a`, accept: 'page' })).outcome).toBe('robots');
    expect(fetcher.notes()).toEqual([
      { host: '127.0.0.1', kind: 'robots-forbids-all', detail: 'Disallow: /' },
    ]);
  });

  it.each([
    ['3', 'crawl-delay', '3 s', 3_000],
    ['60', 'crawl-delay-clamped', '60 s asked for, 10 s kept', 10_000],
  ])('with Crawl-delay %s is kept and noted', async (delay, kind, detail, waitMs) => {
    const origin = await site({ body: `User-agent: *\nCrawl-delay: ${delay}` });
    const clock = createLeapingClock();
    const fetcher = bench.fetcher(origin, { clock });
    for (const path of ['/a', '/b']) await fetcher.fetch({ url: `${origin}${path}`, accept: 'page' });
    expect(fetcher.notes()).toEqual([{ host: '127.0.0.1', kind, detail }]);
    // robots.txt → /a → /b: two waits, each short of the delay by what the requests themselves took
    const waits = clock.sleepsMs.filter((ms) => ms > waitMs - 1_000);
    expect(waits).toHaveLength(2);
    expect(Math.max(...waits)).toBeLessThanOrEqual(waitMs);
  });

  it('counts up to 500 KiB and not beyond', async () => {
    const filler = '# line of text\n'.repeat(Math.ceil(500_000 / 15));
    const origin = await site({
      body: `User-agent: *\n${filler}Disallow: /near\n${'# line of text\n'.repeat(3_000)}Disallow: /far\n`,
    });
    const fetcher = bench.fetcher(origin);
    expect((await fetcher.fetch({ url: `${origin}/near`, accept: 'page' })).outcome).toBe('robots');
    expect((await fetcher.fetch({ url: `${origin}/far`, accept: 'page' })).outcome).toBe('ok');
  });

  it('is not slowed down by a file full of wildcards', async () => {
    const origin = await site({ body: `User-agent: *\n${`Disallow: /${'*a'.repeat(500)}b\n`.repeat(400)}` });
    const fetcher = bench.fetcher(origin);
    const started = performance.now();
    await fetcher.fetch({ url: `${origin}/${'a'.repeat(2_000)}`, accept: 'page' });
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('speaks for the origin that was asked, wherever the file lies', async () => {
    const origin = await bench.http((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(301, { location: '/other/robots.txt' }).end();
      else if (request.url === '/other/robots.txt')
        response.end('User-agent: *\nDisallow: /a\nSitemap: /map.xml');
      else response.end('page');
    });
    const fetcher = bench.fetcher(origin);
    expect((await fetcher.fetch({ url: `${origin}/a`, accept: 'page' })).outcome).toBe('robots');
    expect((await fetcher.fetch({ url: `${origin}/b`, accept: 'page' })).outcome).toBe('ok');
    expect(await fetcher.sitemaps(origin)).toEqual([`${origin}/map.xml`]);
  });

  it('names sitemaps, only such as can be asked for, also on the own site', async () => {
    const origin = await site({
      body: 'Sitemap: https://www.agency.go.th/sitemap.xml\nSitemap: file:///etc/passwd\nSitemap: javascript:1\n',
    });
    const fetcher = bench.fetcher(origin, { ownSite: true });
    expect(await fetcher.sitemaps(`${origin}/deep/page`)).toEqual(['https://www.agency.go.th/sitemap.xml']);
    const none = await site({ status: 404 });
    expect(await bench.fetcher(none).sitemaps(none)).toEqual([]);
  });
});

describe('productToken', () => {
  it.each([
    ['oit-checker/0.1 (+https://example.org)', 'oit-checker'],
    ['Mozilla/5.0 (compatible; oit-checker/0.1; +https://example.org)', 'oit-checker'],
    ['', '*'],
  ])('of "%s" is %s', (userAgent, token) => {
    expect(productToken(userAgent)).toBe(token);
  });
});

describe('pace of a fetcher', () => {
  it('keeps 250 ms between starts, and none on the own site', async () => {
    const origin = await site({ status: 404 });
    const paced = createLeapingClock(true);
    const fetcher = bench.fetcher(origin, { clock: paced });
    for (const path of ['/a', '/b', '/c']) {
      await fetcher.fetch({ url: `${origin}${path}`, accept: 'page', ignoreRobots: true });
    }
    expect(paced.sleepsMs).toEqual([250, 250]);
    const lifted = createLeapingClock();
    const own = bench.fetcher(origin, { clock: lifted, ownSite: true });
    await Promise.all(
      ['/a', '/b', '/c'].map((path) => own.fetch({ url: `${origin}${path}`, accept: 'page' })),
    );
    expect(lifted.sleepsMs).toEqual([]);
  });

  it('never has more than two in flight on a host', async () => {
    let inFlight = 0;
    let most = 0;
    const origin = await bench.http((_request, response) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      setTimeout(() => {
        inFlight -= 1;
        response.end();
      }, 30);
    });
    const fetcher = bench.fetcher(origin, { delayMs: 0 });
    const paths = Array.from({ length: 8 }, (_, n) => `${origin}/${n}`);
    await Promise.all(paths.map((url) => fetcher.fetch({ url, accept: 'page', ignoreRobots: true })));
    expect(most).toBe(2);
  });
});
