import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Cache } from '../../src/cache/types.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import { createDocumentReader } from '../../src/document/reader.ts';
import type { DocumentReader } from '../../src/document/types.ts';
import type { Result } from '../../src/result/schema.ts';
import { readSnapshot } from '../../src/snapshot/reader.ts';
import { createMemoryIndex } from '../../src/cache/memory-index.ts';
import { complaintGuide } from '../documents-agency/first/openness.ts';
import { ethics } from '../documents-agency/first/people.ts';
import { makeDocx } from '../document/make/docx.ts';
import { readFaces } from '../document/make/layout.ts';
import { makePdf } from '../document/make/pdf.ts';
import { checkSite } from '../fixtures/check-site.ts';
import { createCacheBench } from './support.ts';

const caches = createCacheBench();
const resources = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const html = 'text/html; charset=utf-8';
const pdf = 'application/pdf';

interface Route {
  type: string;
  body: string | Uint8Array;
  /** half of the pages of a site are made by a script that sends none */
  hasTag?: boolean;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="th"><head><title>${title}</title></head><body><nav><a href="/">หน้าแรก</a> <a href="/ita">ITA 2568</a></nav><main><h1>${title}</h1>${body}</main></body></html>`;
}

async function makeRoutes(): Promise<Map<string, Route>> {
  const links = [
    ['/ethics.pdf', 'O16 ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม'],
    ['/guide.docx', 'O17 แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต'],
    ['/untagged.pdf', 'O16 ประมวลจริยธรรม ฉบับเดิม'],
    ['/moved', 'O1 โครงสร้างและอำนาจหน้าที่'],
  ];
  const list = links.map(([href, text]) => `<li><a href="${href}">${text}</a></li>`).join('');
  const body = await makePdf(ethics, readFaces());
  return new Map<string, Route>([
    ['/', { type: html, body: page('เทศบาลตำบลตัวอย่าง', '<p>ยินดีต้อนรับ</p><a href="/ita">ITA 2568</a>') }],
    ['/ita', { type: html, body: page('ITA 2568', `<ul>${list}</ul>`), hasTag: true }],
    [
      '/structure',
      {
        type: html,
        body: page('โครงสร้างและอำนาจหน้าที่', '<p>โครงสร้างส่วนราชการ สำนักปลัด กองคลัง</p>'),
        hasTag: true,
      },
    ],
    ['/ethics.pdf', { type: pdf, body, hasTag: true }],
    ['/untagged.pdf', { type: pdf, body: Buffer.concat([body, Buffer.from('%')]) }],
    ['/guide.docx', { type: 'application/octet-stream', body: makeDocx(complaintGuide), hasTag: true }],
  ]);
}

async function serve(routes: ReadonlyMap<string, Route>): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/moved') {
      response.writeHead(301, { location: '/structure' }).end();
      return;
    }
    const route = routes.get(path);
    if (route === undefined) {
      response.writeHead(404, { 'content-type': html }).end('<h1>404 Not Found</h1>');
      return;
    }
    const tag = `"${createHash('sha256').update(route.body).digest('hex').slice(0, 12)}"`;
    const headers = { 'content-type': route.type, ...(route.hasTag === true ? { etag: tag } : {}) };
    const isSame = route.hasTag === true && request.headers['if-none-match'] === tag;
    response.writeHead(isSame ? 304 : 200, headers).end(isSame ? undefined : route.body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

interface NightOptions {
  cache: Cache | null;
  stop?: AbortController;
  /** ends the run after so many pages and documents */
  stopAfter?: number;
}

async function runNight(
  url: string,
  folder: string,
  { cache, stop = new AbortController(), stopAfter }: NightOptions,
) {
  const inner = createDocumentReader({ findTool: () => null });
  let read = 0;
  const reader: DocumentReader = {
    ...inner,
    readText(path, fileName, signal) {
      read++;
      return inner.readText(path, fileName, signal);
    },
  };
  const { result } = await checkSite(url, folder, {
    fetch: { concurrencyPerHost: 2 },
    fresh: false,
    ocr: 'never',
    agency: { id: null, name: null, type: 'municipality' },
    deps: {
      resources,
      reader,
      cache,
      signal: stop.signal,
      onProgress({ pages, documents }) {
        if (stopAfter !== undefined && pages + documents > stopAfter) stop.abort();
      },
    },
  });
  return { result, read, fetches: readSnapshot(join(folder, 'snapshot')).fetches };
}

/** What two runs of an unchanged site share. */
function comparable({ run, ...rest }: Result): unknown {
  const { id: _id, startedAt: _started, finishedAt: _finished, bytes: _bytes, ...same } = run;
  return JSON.parse(
    JSON.stringify({ ...rest, run: same }).replace(/"retrievedAt":"[^"]*"/g, '"retrievedAt":""'),
  );
}

it('gives the result of a cold run, without downloading or reading what has not changed', async () => {
  const folder = await caches.folder();
  const url = await serve(await makeRoutes());
  const cold = await runNight(url, join(folder, 'cold'), { cache: null });
  const index = createMemoryIndex();
  const night = (name: string, options: Partial<NightOptions> = {}) =>
    runNight(url, join(folder, name), {
      cache: caches.cache(join(folder, 'store'), index).cache,
      ...options,
    });
  const first = await night('first');
  const second = await night('second');
  expect(comparable(first.result)).toEqual(comparable(cold.result));
  expect(comparable(second.result)).toEqual(comparable(cold.result));
  expect([cold.read, first.read, second.read]).toEqual([3, 3, 0]);
  const kept = second.fetches
    .filter(({ fromCache }) => fromCache === true)
    .map(({ url: asked }) => new URL(asked).pathname);
  expect(kept.toSorted()).toEqual(['/ethics.pdf', '/guide.docx', '/ita', '/moved']);
  expect(second.result.run.bytes).toBeLessThan(first.result.run.bytes);
  expect(second.result.run.bytes).toBe(
    second.fetches.reduce((sum, { wireBytes }) => sum + (wireBytes ?? 0), 0),
  );

  const cutOff = await night('resumed', { stopAfter: 2 });
  expect(cutOff.result.run.stoppedBy).toBe('interrupted');
  const resumed = await night('resumed');
  expect(comparable(resumed.result)).toEqual(comparable(cold.result));
  expect(resumed.read).toBe(0);
});

it('sees what has changed overnight', async () => {
  const folder = await caches.folder();
  const routes = await makeRoutes();
  const url = await serve(routes);
  const index = createMemoryIndex();
  const night = (name: string) =>
    runNight(url, join(folder, name), { cache: caches.cache(join(folder, 'store'), index).cache });
  await night('first');
  routes.set('/ethics.pdf', { type: pdf, body: await makePdf(complaintGuide, readFaces()), hasTag: true });
  routes.set('/ita', {
    type: html,
    body: page('ITA 2568', '<p>ปิดปรับปรุง</p><a href="/ethics.pdf">ประมวลจริยธรรม</a>'),
    hasTag: true,
  });
  const changed = await night('second');
  const cold = await runNight(url, join(folder, 'cold'), { cache: null });
  expect(comparable(changed.result)).toEqual(comparable(cold.result));
  expect(changed.read).toBe(1);
});
