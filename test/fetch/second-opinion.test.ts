import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBlackHole } from '../../bench/hostile/black-hole.ts';
import { type Authority, createAuthority } from '../../bench/hostile/certificates.ts';
import type { FetchRequest } from '../../src/fetch/types.ts';
import { createBench, createLeapingClock } from './support.ts';

const bench = createBench();
let authority: Authority;
const closers: (() => Promise<void>)[] = [];

beforeAll(() => {
  authority = createAuthority();
});
afterAll(() => authority.close());
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

type Http2Handler = Parameters<typeof createSecureServer>[1];

async function serveHttp2(handler: Http2Handler, allowHTTP1 = false): Promise<string> {
  const server: Http2SecureServer = createSecureServer(
    { ...authority.selfSigned('h2'), allowHTTP1 },
    handler,
  );
  const undo = new Set<() => void>();
  server.on('session', (session) => undo.add(() => session.destroy()));
  server.on('connection', (socket: { destroy(): void }) => undo.add(() => socket.destroy()));
  server.on('sessionError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const each of undo) each();
      }),
  );
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function ask(url: string, more: Partial<FetchRequest> = {}): FetchRequest {
  return { url, accept: 'page', ignoreRobots: true, ...more };
}

const tlsProblem = 'DEPTH_ZERO_SELF_SIGNED_CERT';

describe('a server that speaks HTTP/2 alone', () => {
  it('is read at the first attempt, with its robots.txt, redirects and errors', async () => {
    const asked: string[] = [];
    const origin = await serveHttp2((request, response) => {
      asked.push(`${request.httpVersion} ${request.url}`);
      if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /closed');
      else if (request.url === '/from') response.writeHead(302, { location: '/to' }).end();
      else if (request.url === '/gone') response.writeHead(404).end('gone');
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('<p>สวัสดี</p>'));
    });
    const fetcher = bench.fetcher(origin);
    const read = await fetcher.fetch({ url: `${origin}/from`, accept: 'page' });
    expect(read).toMatchObject({ outcome: 'ok', httpStatus: 200, attempts: 1, tlsProblem });
    expect(new TextDecoder().decode(read.body ?? undefined)).toBe('<p>สวัสดี</p>');
    expect(await fetcher.fetch({ url: `${origin}/closed`, accept: 'page' })).toMatchObject({
      outcome: 'robots',
    });
    expect(await fetcher.fetch(ask(`${origin}/gone`))).toMatchObject({
      outcome: 'http-error',
      httpStatus: 404,
    });
    expect(asked).toEqual(['2.0 /robots.txt', '2.0 /from', '2.0 /to', '2.0 /gone']);
  });

  it('is held to the same limits', async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000));
    const origin = await serveHttp2((request, response) => {
      response.on('error', () => undefined);
      if (request.url === '/silent') return;
      if (request.url === '/bomb') {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
        return;
      }
      response.writeHead(200);
      const more = (): void => {
        if (!response.stream.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more));
      };
      more();
    });
    const fetcher = bench.fetcher(origin);
    expect((await fetcher.fetch(ask(`${origin}/bomb`))).outcome).toBe('too-large');
    expect((await fetcher.fetch(ask(`${origin}/endless`))).outcome).toBe('too-large');
    const hasty = bench.fetcher(origin, { timeouts: { headersMs: 300 } });
    expect((await hasty.fetch(ask(`${origin}/silent`))).outcome).toBe('timeout');
  });
});

describe('a second opinion', () => {
  it('offers HTTP/2 to a server that breaks HTTP/1.1 off, and stays with it', async () => {
    const versions: string[] = [];
    const origin = await serveHttp2((request, response) => {
      versions.push(request.httpVersion);
      if (request.httpVersion === '1.1') request.socket.destroy();
      else response.end('hello');
    }, true);
    const fetcher = bench.fetcher(origin);
    expect(await fetcher.fetch(ask(origin))).toMatchObject({ outcome: 'reset', attempts: 3 });
    expect(await fetcher.fetch(ask(origin, { isSecondOpinion: true }))).toMatchObject({
      outcome: 'ok',
      attempts: 1,
    });
    expect(await fetcher.fetch(ask(`${origin}/next`))).toMatchObject({ outcome: 'ok', attempts: 1 });
    expect(versions).toEqual(['1.1', '1.1', '1.1', '2.0', '2.0']);
  });

  it('rests, waits twice as long and asks once', async () => {
    let asked = 0;
    const origin = await bench.http((_request, response) => {
      asked += 1;
      setTimeout(() => response.end('slow'), 1_200);
    });
    const clock = createLeapingClock();
    const fetcher = bench.fetcher(origin, { clock, timeouts: { totalMs: 1_000 } });
    expect(await fetcher.fetch(ask(origin))).toMatchObject({ outcome: 'timeout', attempts: 3 });
    clock.sleepsMs.length = 0;
    const second = await fetcher.fetch(ask(origin, { isSecondOpinion: true }));
    expect(second).toMatchObject({ outcome: 'ok', attempts: 1, requests: 1 });
    expect(clock.sleepsMs).toContain(2_000);
    expect(asked).toBe(4);
  });

  it('of what still fails ends after one attempt', async () => {
    let asked = 0;
    const origin = await bench.http((_request, response) => {
      asked += 1;
      response.writeHead(503).end();
    });
    const fetcher = bench.fetcher(origin);
    const second = await fetcher.fetch(ask(origin, { isSecondOpinion: true }));
    expect(second).toMatchObject({ outcome: 'http-error', httpStatus: 503, attempts: 1 });
    expect(asked).toBe(1);
  });

  it('keeps one wait that the server asks for', async () => {
    let asked = 0;
    const origin = await bench.http((_request, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(429, { 'retry-after': '7' }).end();
      else response.end('ok');
    });
    const clock = createLeapingClock(true);
    const fetcher = bench.fetcher(origin, { clock });
    expect(await fetcher.fetch(ask(origin, { isSecondOpinion: true }))).toMatchObject({ outcome: 'ok' });
    expect(clock.sleepsMs).toContain(7_000);
  });
});

describe('an IPv6 address that swallows everything', () => {
  // a busy machine may take its second for something else
  it('costs less than a second, at the first connection', { retry: 3 }, async (context) => {
    const origin = await bench.http((_request, response) => response.end('v4'));
    const { port } = new URL(origin);
    const free = await openBlackHole('::1', Number(port));
    if (free === null) {
      context.skip('no IPv6 on this machine');
      return;
    }
    closers.push(free);
    const fetcher = bench.fetcher(`http://agency.test:${port}/`, {
      lookup: async () => [
        { address: '::1', family: 6 },
        { address: '127.0.0.1', family: 4 },
      ],
    });
    const startedMs = performance.now();
    const answer = await fetcher.fetch(ask(`http://agency.test:${port}/`));
    const tookMs = performance.now() - startedMs;
    expect(answer).toMatchObject({ outcome: 'ok', attempts: 1 });
    expect(tookMs).toBeGreaterThan(200);
    expect(tookMs).toBeLessThan(1_000);
  });
});
