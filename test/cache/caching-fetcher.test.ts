import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createMemoryIndex } from '../../src/cache/memory-index.ts';
import type { AnswerIndex } from '../../src/cache/types.ts';
import type { Clock, FetchAnswer, Fetcher, FetchRequest } from '../../src/fetch/types.ts';
import { createBench, withoutRobots } from '../fetch/support.ts';
import { createCacheBench, createSetClock } from './support.ts';

const bench = createBench();
const caches = createCacheBench();
const longAgo = 'Tue, 01 Apr 2025 02:00:00 GMT';
const dayMs = 86_400_000;

interface Site {
  /** what the paths answer; `version` moves with the content */
  answer(request: IncomingMessage, response: ServerResponse): void;
}

/** What was put on the wire, and fetchers with one store, one a night. */
async function open(site: Site) {
  const requests: { path: string; tag: string | undefined; since: string | undefined; status: number }[] = [];
  const origin = await bench.http(
    withoutRobots((request, response) => {
      site.answer(request, response);
      const { 'if-none-match': tag, 'if-modified-since': since } = request.headers;
      requests.push({ path: request.url ?? '', tag, since, status: response.statusCode });
    }),
  );
  const folder = await caches.folder();
  const index = createMemoryIndex();
  const clock = createSetClock();
  const plain = (): Fetcher => bench.fetcher(`${origin}/`, { ownSite: true, delayMs: 0 });
  return {
    origin,
    folder,
    index,
    clock,
    requests,
    plain,
    /** a new process on the same store */
    night: (withIndex: AnswerIndex = index, withClock: Clock = clock) => {
      const { cache, problems } = caches.cache(folder, withIndex, withClock);
      const fetcher = cache.wrapFetcher(plain());
      const get = (path: string, accept: FetchRequest['accept'] = 'document'): Promise<FetchAnswer> =>
        fetcher.fetch({ url: `${origin}${path}`, accept });
      return { get, problems };
    },
  };
}

/** What a crawl sees of an answer; bytes and times on the wire are no part of it. */
function seen({
  outcome,
  detail,
  httpStatus,
  finalUrl,
  redirects,
  contentType,
  contentDisposition,
  body,
  etag,
  lastModified,
  attempts,
}: FetchAnswer) {
  const text = body === null ? null : Buffer.from(body).toString('latin1');
  return {
    outcome,
    detail,
    httpStatus,
    finalUrl,
    redirects,
    contentType,
    contentDisposition,
    text,
    etag,
    lastModified,
    attempts,
  };
}

/** As most servers: one tag, honest answers, and the first page of a night tells nothing. */
function honest(state: { tag: string; body: string }, extra: Record<string, string> = {}): Site {
  return {
    answer(request, response) {
      if (request.url === '/') {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>home</h1>');
        return;
      }
      const headers = { 'content-type': 'application/pdf', etag: state.tag, ...extra };
      const asked = request.headers['if-none-match']?.split(/,\s*/) ?? [];
      if (asked.includes(state.tag)) response.writeHead(304, headers).end();
      else response.writeHead(200, headers).end(state.body);
    },
  };
}

describe('a fetcher with a cache', () => {
  it('does not download again what has not changed, and shows the same', async () => {
    const state = { tag: '"a"', body: '%PDF-1.4 first' };
    const { night, plain, origin, requests } = await open(
      honest(state, { 'content-disposition': 'attachment; filename="a.pdf"' }),
    );
    const first = night();
    await first.get('/');
    expect((await first.get('/a.pdf')).fromCache).toBeUndefined();
    const again = await night().get('/a.pdf');
    const cold = await plain().fetch({ url: `${origin}/a.pdf`, accept: 'document' });
    expect(again.fromCache).toBe(true);
    expect(again.wireBytes).toBe(0);
    expect(seen(again)).toEqual(seen(cold));
    expect(requests.filter(({ path }) => path === '/a.pdf').map(({ status }) => status)).toEqual([
      200, 304, 200,
    ]);
  });

  it('downloads what has changed', async () => {
    const state = { tag: '"a"', body: '%PDF-1.4 first' };
    const { night } = await open(honest(state));
    const first = night();
    await first.get('/');
    await first.get('/a.pdf');
    Object.assign(state, { tag: '"b"', body: '%PDF-1.4 second' });
    const changed = await night().get('/a.pdf');
    expect(changed.fromCache).toBeUndefined();
    expect(Buffer.from(changed.body ?? []).toString()).toBe('%PDF-1.4 second');
    const later = await night().get('/a.pdf');
    expect([later.fromCache, Buffer.from(later.body ?? []).toString()]).toEqual([true, '%PDF-1.4 second']);
  });

  it('takes weak tags, and those that servers add the packing to', async () => {
    const state = { tag: 'W/"5f-gzip"', body: 'text' };
    const { night, requests } = await open(honest(state));
    const first = night();
    await first.get('/');
    await first.get('/a');
    expect((await night().get('/a')).fromCache).toBe(true);
    expect(requests.at(-1)?.tag).toBe('W/"5f-gzip", W/"5f"');
  });

  it('takes the 304 that Apache sends of the unpacked file', async () => {
    const site: Site = {
      answer(request, response) {
        if (request.headers['if-none-match']?.includes('"5f"') === true)
          response.writeHead(304, { etag: '"5f"' }).end();
        else response.writeHead(200, { etag: '"5f-gzip"', 'content-encoding': 'gzip' }).end(gzipSync('text'));
      },
    };
    const { night } = await open(site);
    await night().get('/a');
    const again = await night().get('/a');
    expect([again.fromCache, Buffer.from(again.body ?? []).toString()]).toEqual([true, 'text']);
  });

  it('asks by date only where the date can tell', async () => {
    const dates = new Map([['/old', longAgo]]);
    const site: Site = {
      answer(request, response) {
        const date = dates.get(request.url ?? '') ?? new Date().toUTCString();
        const isSame = request.headers['if-modified-since'] === date;
        response.writeHead(isSame ? 304 : 200, { 'last-modified': date }).end(isSame ? undefined : 'text');
      },
    };
    const { night } = await open(site);
    const first = night();
    for (const path of ['/', '/old', '/just-now']) await first.get(path);
    const second = night();
    expect((await second.get('/old')).fromCache).toBe(true);
    expect((await second.get('/just-now')).fromCache).toBeUndefined();
  });

  it('sees a page that changed twice within the second of its date', async () => {
    const now = new Date().toUTCString();
    let body = 'first';
    const { night } = await open({
      answer(request, response) {
        if (request.headers['if-modified-since'] === now) response.writeHead(304).end();
        else response.writeHead(200, { 'last-modified': now }).end(body);
      },
    });
    const first = night();
    await first.get('/');
    await first.get('/a');
    body = 'second';
    expect(Buffer.from((await night().get('/a')).body ?? []).toString()).toBe('second');
  });

  it.each([
    ['no-store', { 'cache-control': 'private, no-store' }],
    ['a cookie that is set', { 'set-cookie': 'PHPSESSID=1' }],
    ['Vary: *', { vary: '*' }],
    ['no validator', { etag: '' }],
  ])('keeps nothing of an answer with %s', async (_what, headers) => {
    const { night, folder, requests } = await open(honest({ tag: '"a"', body: 'x' }, headers));
    const first = night();
    await first.get('/');
    await first.get('/a');
    expect((await night().get('/a')).fromCache).toBeUndefined();
    expect(requests.at(-1)?.tag).toBeUndefined();
    expect(await readdir(folder)).not.toContain('bodies');
  });

  it.each([404, 403, 500, 206])('keeps nothing of an answer with status %d', async (status) => {
    const { night, folder } = await open({
      answer(request, response) {
        response
          .writeHead(request.url === '/' ? 200 : status, { etag: request.url === '/' ? '' : '"a"' })
          .end('x');
      },
    });
    const first = night();
    await first.get('/');
    await first.get('/a');
    expect(await readdir(folder)).not.toContain('bodies');
  });

  it('keeps nothing of a login page', async () => {
    const body = '<form><input name="u"><input name="p" type="password"></form>';
    const { night, folder } = await open(honest({ tag: '"a"', body }, { 'content-type': 'text/html' }));
    const first = night();
    await first.get('/');
    await first.get('/a', 'page');
    expect(await readdir(folder)).not.toContain('bodies');
  });

  it('does not believe a server that finds everything unchanged', async () => {
    let lies = false;
    let body = 'first';
    const { night, clock, requests } = await open({
      answer(request, response) {
        if (lies && request.headers['if-none-match'] !== undefined) response.writeHead(304).end();
        else response.writeHead(200, { etag: `"${body}"` }).end(body);
      },
    });
    const first = night();
    await first.get('/');
    await first.get('/a');
    body = 'second';
    lies = true;
    clock.advance(8 * dayMs);
    const second = night();
    expect(Buffer.from((await second.get('/')).body ?? []).toString()).toBe('second');
    expect(Buffer.from((await second.get('/a')).body ?? []).toString()).toBe('second');
    expect(Buffer.from((await night().get('/a')).body ?? []).toString()).toBe('second');
    expect(requests.at(-1)?.tag).toBeUndefined();
  });

  it('reports as it is a server that says 304 to those who asked for no version', async () => {
    const { night, plain, origin } = await open({
      answer: (_request, response) => void response.writeHead(304).end(),
    });
    const cold = await plain().fetch({ url: `${origin}/a`, accept: 'page' });
    const cached = await night().get('/a', 'page');
    expect(seen(cached)).toEqual(seen(cold));
    expect(cached.outcome).toBe('http-error');
  });

  it('does not believe a 304 of another version', async () => {
    let tag = '"a"';
    const { night } = await open({
      answer(request, response) {
        const isAsked = request.headers['if-none-match']?.includes('"a"') === true;
        response.writeHead(isAsked ? 304 : 200, { etag: tag }).end(isAsked ? undefined : `body of ${tag}`);
      },
    });
    const first = night();
    await first.get('/');
    await first.get('/a');
    tag = '"b"';
    expect(Buffer.from((await night().get('/a')).body ?? []).toString()).toBe('body of "b"');
  });

  it('downloads everything once in a while, whatever the server says', async () => {
    const { night, clock } = await open(honest({ tag: '"a"', body: 'x' }));
    const first = night();
    await first.get('/');
    await first.get('/a');
    clock.advance(29 * dayMs);
    const late = night();
    await late.get('/');
    expect((await late.get('/a')).fromCache).toBeUndefined();
    expect((await night().get('/a')).fromCache).toBe(true);
  });

  it('asks the last hop alone, and shows the way there', async () => {
    const { night, plain, origin } = await open({
      answer(request, response) {
        if (request.url === '/short') response.writeHead(302, { location: '/a', etag: '"of the hop"' }).end();
        else honest({ tag: '"a"', body: 'x' }).answer(request, response);
      },
    });
    const first = night();
    await first.get('/');
    await first.get('/short');
    const again = await night().get('/short');
    expect(again.fromCache).toBe(true);
    expect(seen(again)).toEqual(seen(await plain().fetch({ url: `${origin}/short`, accept: 'document' })));
  });

  it.each(['damaged', 'gone'] as const)('downloads again what is %s on disk', async (harm) => {
    const state = { tag: '"a"', body: '%PDF-1.4 first' };
    const { night, folder } = await open(honest(state));
    const first = night();
    await first.get('/');
    await first.get('/a');
    const [path] = await listFiles(join(folder, 'bodies'));
    if (path === undefined) throw new Error('nothing was stored');
    expect((await readFile(path)).toString()).toBe(state.body);
    await writeFile(path, harm === 'gone' ? '' : '%PDF-1.4 other');
    const second = night();
    const answer = await second.get('/a');
    expect([answer.outcome, answer.fromCache, Buffer.from(answer.body ?? []).toString()]).toEqual([
      'ok',
      undefined,
      state.body,
    ]);
    expect(answer.requests).toBe(2);
    expect((await night().get('/a')).fromCache).toBe(true);
  });

  it('goes on without a cache that fails, and says so once', async () => {
    const { night } = await open(honest({ tag: '"a"', body: 'x' }));
    const broken: AnswerIndex = {
      ...createMemoryIndex(),
      find: () => Promise.reject(new Error('disk I/O error')),
      put: () => Promise.reject(new Error('database or disk is full')),
    };
    const first = night(broken);
    for (const path of ['/', '/a', '/b']) expect((await first.get(path)).outcome).toBe('ok');
    expect(first.problems).toHaveLength(1);
  });

  it('counts the bytes as they came off the wire', async () => {
    const packed = gzipSync('long '.repeat(1000));
    const { night } = await open({
      answer(request, response) {
        if (request.url === '/go') response.writeHead(302, { location: '/a' }).end('moved');
        else response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
      },
    });
    const answer = await night().get('/go');
    expect(answer.body).toHaveLength(5000);
    expect(answer.wireBytes).toBe(packed.length + 'moved'.length);
  });
});

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
