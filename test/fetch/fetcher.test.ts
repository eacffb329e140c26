import { describe, expect, it } from 'vitest';
import { createBench, createLeapingClock, withoutRobots } from './support.ts';

const bench = createBench();
const text = (body: Uint8Array | null): string => new TextDecoder().decode(body ?? new Uint8Array());

describe('an ordinary answer', () => {
  it('has everything that a crawl needs', async () => {
    const asked: Record<string, unknown>[] = [];
    const origin = await bench.http((request, response) => {
      asked.push(request.headers);
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'last-modified': 'Tue, 01 Apr 2025 00:00:00 GMT',
        etag: '"x"',
        'content-disposition': Buffer.from('attachment; filename="แผน.pdf"').toString('latin1'),
      });
      response.end('<p>สวัสดี</p>');
    });
    const clock = createLeapingClock();
    const fetcher = bench.fetcher(origin, { clock });
    const answer = await fetcher.fetch({ url: `${origin}/a?b=c#d`, accept: 'page', ignoreRobots: true });
    expect(answer).toMatchObject({
      outcome: 'ok',
      detail: null,
      url: `${origin}/a?b=c`,
      finalUrl: `${origin}/a?b=c`,
      redirects: [],
      httpStatus: 200,
      contentType: 'text/html; charset=utf-8',
      contentDisposition: 'attachment; filename="แผน.pdf"',
      lastModified: 'Tue, 01 Apr 2025 00:00:00 GMT',
      etag: '"x"',
      attempts: 1,
      requests: 1,
      tlsProblem: null,
    });
    expect(text(answer.body)).toBe('<p>สวัสดี</p>');
    expect(answer.elapsedMs).toBeGreaterThan(0);
    expect(Math.abs(answer.retrievedAtMs - clock.nowMs())).toBeLessThan(5_000);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      'user-agent': 'oit-checker/0.1 (+https://example.org)',
      'accept-language': 'th,en;q=0.7',
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    });
  });

  it('never sends the credentials of an address', async () => {
    let authorization: string | undefined = 'unset';
    const origin = await bench.http((request, response) => {
      authorization = request.headers.authorization;
      response.end('x');
    });
    const url = origin.replace('http://', 'http://user:secret@');
    const answer = await bench.fetcher(origin).fetch({ url, accept: 'page', ignoreRobots: true });
    expect(authorization).toBeUndefined();
    expect(answer.url).toBe(`${origin}/`);
    expect(answer.finalUrl).toBe(`${origin}/`);
  });
});

describe('status codes', () => {
  it.each([
    [404, {}, 'not here', 'http-error', 'HTTP 404'],
    [401, {}, 'who', 'login', 'HTTP 401'],
    [403, {}, 'no', 'http-error', 'HTTP 403'],
    [403, {}, '<title>Just a moment...</title>', 'blocked', 'HTTP 403, Cloudflare'],
    [403, {}, 'please solve the CAPTCHA', 'blocked', 'HTTP 403, captcha'],
    [429, {}, 'Request unsuccessful. Incapsula incident ID', 'blocked', 'HTTP 429, Incapsula'],
    [503, { 'cf-mitigated': 'challenge' }, 'x', 'blocked', 'HTTP 503, Cloudflare'],
    [200, {}, '<iframe src="/_Incapsula_Resource?x">', 'blocked', 'HTTP 200, Incapsula'],
    [200, {}, `about captcha ${'x'.repeat(100)}`, 'ok', null],
    [302, {}, 'nowhere', 'http-error', 'redirect without Location'],
    [304, {}, '', 'http-error', 'HTTP 304'],
  ])('%i %o "%s" is %s', async (httpStatus, headers, body, outcome, detail) => {
    const origin = await bench.http((_request, response) =>
      response.writeHead(httpStatus, headers).end(body),
    );
    const answer = await bench.fetcher(origin).fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer).toMatchObject({ outcome, detail, httpStatus, attempts: 1, requests: 1 });
    expect(text(answer.body)).toBe(body);
  });

  it('keeps 64 KiB of the body of an error', async () => {
    const origin = await bench.http((_request, response) =>
      response.writeHead(404).end('x'.repeat(1_000_000)),
    );
    const answer = await bench.fetcher(origin).fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer.outcome).toBe('http-error');
    expect(answer.body?.length).toBe(65_536);
  });
});

describe('repeats', () => {
  it('asks a failing page three times, 2 s and 4 s apart at most, and keeps its last answer', async () => {
    let asked = 0;
    const origin = await bench.http((_request, response) => {
      asked += 1;
      response.writeHead(500).end(`try ${asked}`);
    });
    const clock = createLeapingClock();
    const fetcher = bench.fetcher(origin, { clock, random: () => 0.999_999, delayMs: 0 });
    const answer = await fetcher.fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer).toMatchObject({ outcome: 'http-error', httpStatus: 500, attempts: 3, requests: 3 });
    expect(text(answer.body)).toBe('try 3');
    expect(clock.sleepsMs).toEqual([2_000, 4_000]);
  });

  it('waits as long as Retry-After says, and does not ask the host before', async () => {
    let asked = 0;
    const origin = await bench.http((_request, response) => {
      asked += 1;
      if (asked <= 2) response.writeHead(429, { 'retry-after': '30' }).end();
      else response.end('now');
    });
    const clock = createLeapingClock();
    const fetcher = bench.fetcher(origin, { clock });
    const answer = await fetcher.fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer).toMatchObject({ outcome: 'ok', attempts: 3, requests: 3 });
    expect(clock.sleepsMs.filter((ms) => ms > 29_000)).toHaveLength(2);
    expect(fetcher.notes()).toEqual([
      { host: '127.0.0.1', kind: 'retry-after', detail: 'HTTP 429, Retry-After 30 s' },
    ]);
  });

  it('leaves a host alone that asks for an hour', async () => {
    let asked = 0;
    const origin = await bench.http((_request, response) => {
      asked += 1;
      response.writeHead(503, { 'retry-after': '3600' }).end();
    });
    const clock = createLeapingClock();
    const fetcher = bench.fetcher(origin, { clock });
    const request = { url: origin, accept: 'page', ignoreRobots: true } as const;
    expect(await fetcher.fetch(request)).toMatchObject({
      outcome: 'http-error',
      httpStatus: 503,
      requests: 1,
    });
    expect(await fetcher.fetch(request)).toMatchObject({ outcome: 'blocked', requests: 0 });
    expect(asked).toBe(1);
    await clock.sleep(3_600_000);
    await fetcher.fetch(request);
    expect(asked).toBe(2);
  });

  it('ends although a server says Retry-After: 0 for ever', async () => {
    const origin = await bench.http((_request, response) =>
      response.writeHead(429, { 'retry-after': '0' }).end(),
    );
    const answer = await bench.fetcher(origin).fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer).toMatchObject({ outcome: 'http-error', httpStatus: 429, requests: 6 });
  });
});

describe('redirects', () => {
  it('follows them and tells each hop', async () => {
    const origin = await bench.http((request, response) => {
      if (request.url === '/end') response.end('here');
      else
        response
          .writeHead(request.url === '/' ? 301 : 302, { location: request.url === '/' ? 'two' : '/end#x' })
          .end();
    });
    const answer = await bench.fetcher(origin).fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer).toMatchObject({ outcome: 'ok', finalUrl: `${origin}/end`, requests: 3, attempts: 1 });
    expect(answer.redirects).toEqual([
      { url: `${origin}/`, httpStatus: 301 },
      { url: `${origin}/two`, httpStatus: 302 },
    ]);
  });

  it('reads a Location in raw Thai bytes', async () => {
    const origin = await bench.tcp((socket) =>
      socket.once('data', (data) => {
        const isFirst = data.toString().startsWith('GET / ');
        const head = isFirst ? 'HTTP/1.1 302 Found\r\nLocation: /แผน' : 'HTTP/1.1 200 OK';
        socket.end(`${head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      }),
    );
    const answer = await bench.fetcher(origin).fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer).toMatchObject({ outcome: 'ok', finalUrl: `${origin}/${encodeURIComponent('แผน')}` });
  });

  it('notices a circle at once and an endless chain after ten', async () => {
    let asked = 0;
    const origin = await bench.http((request, response) => {
      asked += 1;
      const step = Number(request.url?.slice(1));
      response.writeHead(302, { location: Number.isNaN(step) ? '/circle' : `/${step + 1}` }).end();
    });
    const fetcher = bench.fetcher(origin);
    const circle = await fetcher.fetch({ url: `${origin}/circle`, accept: 'page', ignoreRobots: true });
    expect(circle).toMatchObject({
      outcome: 'redirect-loop',
      detail: 'circle',
      httpStatus: 302,
      requests: 1,
    });
    asked = 0;
    const chain = await fetcher.fetch({ url: `${origin}/0`, accept: 'page', ignoreRobots: true });
    expect(chain).toMatchObject({ outcome: 'redirect-loop', requests: 11 });
    expect(asked).toBe(11);
  });

  it('lets a site have its cookie back, and another host not', async () => {
    const seen: (string | undefined)[] = [];
    const other = await bench.http((request, response) => {
      seen.push(request.headers.cookie);
      response.end();
    }, '127.0.0.2');
    const origin = await bench.http((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: other }).end();
      else if (request.headers.cookie === 'sid=abc') response.end('in');
      else
        response
          .writeHead(302, { location: '/', 'set-cookie': ['sid=abc; Path=/', 'gone=1; Max-Age=0'] })
          .end();
    });
    const fetcher = bench.fetcher(origin, {
      allowAddresses: ['127.0.0.2'],
      resolve: [`127.0.0.2:${new URL(other).port}:127.0.0.2`],
    });
    const answer = await fetcher.fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer).toMatchObject({ outcome: 'ok', requests: 2 });
    await fetcher.fetch({ url: `${origin}/away`, accept: 'page', ignoreRobots: true });
    expect(seen).toEqual([undefined]);
  });
});

describe('abort', () => {
  it('ends a request on the wire, a wait for pace and a wait for a repeat', async () => {
    const origin = await bench.http(
      withoutRobots((request, response) => {
        if (request.url === '/slow') return;
        response.writeHead(500).end();
      }),
    );
    const { realClock } = await import('../../src/fetch/clock.ts');
    const fetcher = bench.fetcher(origin, { clock: realClock, concurrencyPerHost: 1 });
    const controller = new AbortController();
    const started = performance.now();
    const slow = fetcher.fetch({
      url: `${origin}/slow`,
      accept: 'page',
      signal: controller.signal,
      ignoreRobots: true,
    });
    const queued = fetcher.fetch({ url: `${origin}/next`, accept: 'page', signal: controller.signal });
    setTimeout(() => controller.abort(), 150);
    for (const answer of await Promise.all([slow, queued])) {
      expect(answer).toMatchObject({ outcome: 'budget', detail: 'aborted', body: null });
    }
    const repeating = fetcher.fetch({
      url: `${origin}/failing`,
      accept: 'page',
      ignoreRobots: true,
      signal: AbortSignal.timeout(500),
    });
    expect(await repeating).toMatchObject({ outcome: 'budget', requests: 1 });
    expect(performance.now() - started).toBeLessThan(1_900);
  });

  it('ends everything when the fetcher is closed, and answers afterwards too', async () => {
    const origin = await bench.http(() => undefined);
    const fetcher = bench.fetcher(origin);
    const waiting = fetcher.fetch({ url: origin, accept: 'page', ignoreRobots: true });
    setTimeout(() => void fetcher.close(), 50);
    expect((await waiting).outcome).toBe('budget');
    expect((await fetcher.fetch({ url: origin, accept: 'page' })).outcome).toBe('budget');
  });
});
