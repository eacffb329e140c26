import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createBench } from './support.ts';

const bench = createBench();
const ask = (url: string, accept: 'page' | 'document' = 'page') =>
  ({ url, accept, ignoreRobots: true }) as const;

async function knowNobody(hostname: string): Promise<never> {
  throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
}

describe('always ends', () => {
  it('on a port that takes the connection and says nothing', async () => {
    const origin = await bench.tcp(() => undefined);
    const answer = await bench.fetcher(origin, { timeouts: { headersMs: 150 } }).fetch(ask(origin));
    expect(answer).toMatchObject({
      outcome: 'timeout',
      detail: 'UND_ERR_HEADERS_TIMEOUT',
      attempts: 3,
      requests: 3,
    });
  });

  it('on a TLS port that never shakes hands', async () => {
    const origin = (await bench.tcp(() => undefined)).replace('http:', 'https:');
    const answer = await bench.fetcher(origin, { timeouts: { connectMs: 150 } }).fetch(ask(origin));
    expect(answer).toMatchObject({ outcome: 'timeout', detail: 'UND_ERR_CONNECT_TIMEOUT', attempts: 3 });
  });

  it('on a body that stops', async () => {
    const origin = await bench.http((_request, response) => response.writeHead(200).write('half'));
    const answer = await bench.fetcher(origin, { timeouts: { idleBodyMs: 150 } }).fetch(ask(origin));
    expect(answer).toMatchObject({
      outcome: 'timeout',
      detail: 'UND_ERR_BODY_TIMEOUT',
      httpStatus: 200,
      body: null,
    });
  });

  it('on a body of one byte now and then, for ever', async () => {
    const origin = await bench.http((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const fetcher = bench.fetcher(origin, { timeouts: { idleBodyMs: 1_000, totalMs: 300 } });
    const started = performance.now();
    expect(await fetcher.fetch(ask(origin))).toMatchObject({
      outcome: 'timeout',
      detail: 'TOTAL_TIMEOUT',
      attempts: 3,
    });
    expect(performance.now() - started).toBeLessThan(2_500);
  });

  it('on headers of one byte now and then, for ever', async () => {
    const origin = await bench.tcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX: ');
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const fetcher = bench.fetcher(origin, { timeouts: { headersMs: 10_000, totalMs: 200 } });
    expect(await fetcher.fetch(ask(origin))).toMatchObject({ outcome: 'timeout', detail: 'TOTAL_TIMEOUT' });
  });

  it('on redirects that each take most of the time', async () => {
    const origin = await bench.http((request, response) => {
      setTimeout(() => response.writeHead(302, { location: `${request.url}x` }).end(), 150);
    });
    const answer = await bench.fetcher(origin, { timeouts: { totalMs: 250 } }).fetch(ask(origin));
    expect(answer).toMatchObject({ outcome: 'timeout', detail: 'TOTAL_TIMEOUT', attempts: 3 });
  });

  it('on a resolver that never answers', async () => {
    const fetcher = bench.fetcher('http://agency.test/', {
      timeouts: { connectMs: 100 },
      lookup: () => new Promise(() => undefined),
    });
    expect(await fetcher.fetch(ask('http://agency.test/'))).toMatchObject({
      outcome: 'dns',
      detail: 'LOOKUP_TIMEOUT',
    });
  });
});

describe('broken connections', () => {
  it.each(['before the headers', 'inside the headers', 'inside the body'])(
    'dropped %s are a reset',
    async (where) => {
      const origin = await bench.tcp((socket) =>
        socket.once('data', () => {
          if (where === 'inside the headers') socket.write('HTTP/1.1 200 O');
          if (where === 'inside the body') socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
          setTimeout(() => socket.destroy(), 20);
        }),
      );
      expect(await bench.fetcher(origin).fetch(ask(origin))).toMatchObject({
        outcome: 'reset',
        attempts: 3,
        body: null,
      });
    },
  );

  it('get better at the second try', async () => {
    let asked = 0;
    const origin = await bench.http((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else response.end('ok');
    });
    expect(await bench.fetcher(origin).fetch(ask(origin))).toMatchObject({
      outcome: 'ok',
      attempts: 2,
      requests: 2,
    });
  });

  it('to a closed port are refused, once', async () => {
    const origin = 'http://127.0.0.1:1';
    const answer = await bench.fetcher(origin).fetch(ask(origin));
    expect(answer).toMatchObject({ outcome: 'refused', detail: 'ECONNREFUSED', attempts: 1 });
  });

  it('to unknown hosts are dns, once', async () => {
    const answer = await bench
      .fetcher('http://a.go.th/', { lookup: knowNobody })
      .fetch(ask('http://nonexistent.invalid/'));
    expect(answer).toMatchObject({ outcome: 'dns', detail: 'ENOTFOUND', attempts: 1, requests: 0 });
    const real = await bench.fetcher('http://nonexistent.invalid/').fetch(ask('http://nonexistent.invalid/'));
    expect(real.outcome).toBe('dns');
  });

  it('get through when the first address of a host is dead', async () => {
    const origin = await bench.http((_request, response) => response.end('v4'));
    const { port } = new URL(origin);
    const fetcher = bench.fetcher(`http://agency.test:${port}/`, {
      lookup: async () => [
        { address: '::1', family: 6 },
        { address: '127.0.0.1', family: 4 },
      ],
    });
    expect((await fetcher.fetch(ask(`http://agency.test:${port}/`))).outcome).toBe('ok');
  });

  it('that speak no HTTP are told as such, once', async () => {
    const origin = await bench.tcp((socket) => socket.end('220 mail.go.th ESMTP\r\n'));
    const answer = await bench.fetcher(origin).fetch(ask(origin));
    expect(answer).toMatchObject({ outcome: 'reset', attempts: 1 });
    expect(answer.detail).toBe('HTTPParserError');
  });
});

describe('size', () => {
  const mebibyte = 1_048_576;

  it('ends an endless body at the cap of its kind', async () => {
    let sentBytes = 0;
    const chunk = Buffer.alloc(65_536, 'x');
    const origin = await bench.http((_request, response) => {
      const pour = (): void => {
        let hasRoom = true;
        while (hasRoom && !response.destroyed) {
          hasRoom = response.write(chunk);
          sentBytes += chunk.length;
        }
      };
      response.on('drain', pour);
      pour();
    });
    const fetcher = bench.fetcher(origin, { delayMs: 0 });
    expect(await fetcher.fetch(ask(origin))).toMatchObject({
      outcome: 'too-large',
      httpStatus: 200,
      body: null,
      attempts: 1,
    });
    expect(sentBytes).toBeLessThan(20 * mebibyte);
    sentBytes = 0;
    expect((await fetcher.fetch(ask(origin, 'document'))).outcome).toBe('too-large');
    expect(sentBytes).toBeGreaterThan(25 * mebibyte);
    expect(sentBytes).toBeLessThan(40 * mebibyte);
  });

  it('does not start on a body that announces too much', async () => {
    const origin = await bench.http((_request, response) => {
      response.writeHead(200, { 'content-length': 11 * mebibyte }).write('x');
    });
    const answer = await bench.fetcher(origin).fetch(ask(origin));
    expect(answer).toMatchObject({
      outcome: 'too-large',
      detail: `${11 * mebibyte} bytes announced`,
      attempts: 1,
    });
  });

  it('stops a gzip bomb, also one inside another', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * mebibyte));
    const nested = gzipSync(bomb);
    const origin = await bench.http((request, response) => {
      const isNested = request.url === '/nested';
      response
        .writeHead(200, { 'content-encoding': isNested ? 'gzip, gzip' : 'gzip' })
        .end(isNested ? nested : bomb);
    });
    const fetcher = bench.fetcher(origin);
    expect(await fetcher.fetch(ask(origin))).toMatchObject({
      outcome: 'too-large',
      detail: 'decompresses to more than 100 times its size',
      body: null,
    });
    expect((await fetcher.fetch(ask(`${origin}/nested`))).outcome).toBe('too-large');
    expect((await fetcher.fetch(ask(origin, 'document'))).outcome).toBe('too-large');
  });

  it('stops at 20 MiB of HTML however badly it compresses', async () => {
    const noise = Buffer.alloc(21 * mebibyte);
    for (let at = 0; at < noise.length; at += 4)
      noise.writeUInt32LE(((at * 2_654_435_761) >>> 7) & 0x03_0f_03_03, at);
    const body = gzipSync(noise, { level: 1 });
    expect(body.length).toBeLessThan(10 * mebibyte);
    expect(noise.length / body.length).toBeLessThan(100);
    const origin = await bench.http((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(body),
    );
    expect(await bench.fetcher(origin).fetch(ask(origin))).toMatchObject({
      outcome: 'too-large',
      detail: `more than ${20 * mebibyte} bytes when decompressed`,
    });
  });

  it('keeps the bomb of an error page small too', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * mebibyte));
    const origin = await bench.http((_request, response) =>
      response.writeHead(404, { 'content-encoding': 'gzip' }).end(bomb),
    );
    const answer = await bench.fetcher(origin).fetch(ask(origin));
    expect(answer.outcome).toBe('http-error');
    expect(answer.body?.length).toBe(65_536);
  });

  it('refuses more than five encodings', async () => {
    const origin = await bench.http((request, response) => {
      let body: Uint8Array = Buffer.from('deep');
      const count = Number(request.url?.slice(1));
      for (let n = 0; n < count; n += 1) body = gzipSync(body);
      response
        .writeHead(200, { 'content-encoding': Array.from({ length: count }, () => 'gzip').join(', ') })
        .end(body);
    });
    const fetcher = bench.fetcher(origin);
    const five = await fetcher.fetch(ask(`${origin}/5`));
    expect(new TextDecoder().decode(five.body ?? new Uint8Array())).toBe('deep');
    expect(await fetcher.fetch(ask(`${origin}/6`))).toMatchObject({
      outcome: 'too-large',
      detail: '6 encodings',
    });
  });
});

describe('encodings', () => {
  const words = 'งบประมาณ '.repeat(500);
  it.each([
    ['gzip', gzipSync(words)],
    ['x-gzip', gzipSync(words)],
    ['br', brotliCompressSync(words)],
    ['deflate', deflateSync(words)],
    ['deflate', deflateRawSync(words)],
    ['gzip, br', brotliCompressSync(gzipSync(words))],
    ['GZIP', gzipSync(words)],
    ['gzip', Buffer.from(words)],
    ['utf-8', Buffer.from(words)],
    ['identity', Buffer.from(words)],
  ])('reads %s', async (encoding, body) => {
    const origin = await bench.http((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    const answer = await bench.fetcher(origin).fetch(ask(origin));
    expect(answer.outcome).toBe('ok');
    expect(new TextDecoder().decode(answer.body ?? new Uint8Array())).toBe(words);
  });

  it('reads an empty gzip body, gives what a cut one has, and calls a broken one broken', async () => {
    const whole = gzipSync(words);
    const broken = Buffer.from(whole).fill(0xff, 20, 60);
    const bodies = new Map([
      ['/empty', Buffer.alloc(0)],
      ['/cut', whole.subarray(0, whole.length - 10)],
      ['/broken', broken],
    ]);
    const origin = await bench.http((request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bodies.get(request.url ?? ''));
    });
    const fetcher = bench.fetcher(origin);
    const empty = await fetcher.fetch(ask(`${origin}/empty`));
    expect(empty.outcome).toBe('ok');
    expect(empty.body?.length).toBe(0);
    const cut = await fetcher.fetch(ask(`${origin}/cut`));
    expect(cut.outcome).toBe('ok');
    expect(new TextDecoder().decode(cut.body ?? new Uint8Array())).toContain('งบประมาณ งบประมาณ');
    expect(await fetcher.fetch(ask(`${origin}/broken`))).toMatchObject({
      outcome: 'reset',
      detail: 'Z_DATA_ERROR',
      attempts: 1,
    });
  });
});
