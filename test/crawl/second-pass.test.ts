import { describe, expect, it } from 'vitest';
import { realClock } from '../../src/fetch/clock.ts';
import type { Clock } from '../../src/fetch/types.ts';
import type { FetchRecord, JournalRecord } from '../../src/snapshot/schema.ts';
import { lastAnswers } from '../../src/snapshot/last-answers.ts';
import { type Handler, links, page, type PageSource } from '../fixtures/site.ts';
import { type Crawled, createCrawlBench } from './support.ts';

/** Waits between attempts end at once; the crawl's own deadline does not. */
const hurried: Clock = {
  nowMs: () => realClock.nowMs(),
  sleep: (ms, signal) => realClock.sleep(ms <= 10_000 ? 0 : ms, signal),
};

const bench = createCrawlBench();
const crawl: typeof bench.crawl = (url, changes) => bench.crawl(url, { clock: hurried, ...changes });

/** Breaks off the first `times` requests, and then answers with a page. */
function failFirst(times: number, body: string): Handler {
  let asked = 0;
  return (request, response) => {
    asked += 1;
    if (asked <= times) request.socket.destroy();
    else response.writeHead(200, { 'content-type': 'text/html' }).end(body);
  };
}

const breakOff: Handler = (request) => request.socket.destroy();
const overloaded: PageSource = { status: 503, body: 'later' };

function pathsOf(records: readonly FetchRecord[]): string[] {
  return records.map(
    ({ url, secondPass }) => `${new URL(url).pathname}${secondPass === true ? ' again' : ''}`,
  );
}

function withoutTimes(records: readonly JournalRecord[]): unknown[] {
  return records.map((record) => ({ ...record, elapsedMs: 0, retrievedAt: '', finishedAt: '', requests: 0 }));
}

describe('what failed', () => {
  it('is asked for once more at the end, in order, and what is won leads on', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/a': 'ก [0.9 O1]', '/b': 'ข [0.8 O2]', '/c': 'ค [0.7 O3]' })),
      '/a': failFirst(3, page('ก', links({ '/won': 'ได้มา [0.9 O1]' }))),
      '/b': breakOff,
      '/c': page('ค', '<p>ค</p>'),
      '/won': page('ได้มา', '<p>ได้มา</p>'),
    });
    const crawled = await crawl(site.url, { concurrency: 1 });
    const paths = pathsOf(crawled.fetches.filter(({ purpose }) => purpose === 'page'));
    expect(paths).toEqual(['/a', '/b', '/c', '/a again', '/b again', '/won']);
    expect(crawled.last.stoppedBy).toBe('complete');
    const settled = lastAnswers(crawled.fetches).filter(({ purpose }) => purpose === 'page');
    expect(settled.map(({ url, outcome, attempts }) => [new URL(url).pathname, outcome, attempts])).toEqual([
      ['/c', 'ok', 1],
      ['/a', 'ok', 4],
      ['/b', 'reset', 4],
      ['/won', 'ok', 1],
    ]);
  });

  it('of the pages that a second pass led to has its second opinion too, and no third', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/a': 'ก [0.9 O1]' })),
      '/a': failFirst(3, page('ก', links({ '/deep': 'ลึก [0.9 O1]' }))),
      '/deep': breakOff,
    });
    const crawled = await crawl(site.url, { concurrency: 1 });
    const paths = pathsOf(crawled.fetches.filter(({ purpose }) => purpose === 'page'));
    expect(paths).toEqual(['/a', '/a again', '/deep', '/deep again']);
  });

  it('is not asked for again where another answer cannot be expected', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/gone': 'ก [0.9 O1]', '/wall': 'ข [0.8 O2]', '/loop': 'ค [0.7 O3]' })),
      '/gone': { status: 404, body: 'gone' },
      '/wall': { status: 403, headers: { 'cf-mitigated': 'challenge' }, body: 'Just a moment...' },
      '/loop': { status: 302, headers: { location: '/loop' } },
    });
    const { fetches } = await crawl(site.url, { concurrency: 1 });
    expect(fetches.filter(({ secondPass }) => secondPass === true)).toEqual([]);
  });

  it('leaves a host alone that is down, or that says again that it is asked too much', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const down = await bench.serve({
      '/': page('หน้าแรก', links(Object.fromEntries(names.map((name) => [`/${name}`, `${name} [0.9 O1]`])))),
      ...Object.fromEntries(names.map((name) => [`/${name}`, { status: 500, body: 'x' }])),
    });
    const first = await crawl(down.url, { concurrency: 2 });
    expect(pathsOf(first.fetches).filter((path) => path.endsWith('again'))).toEqual([
      '/a again',
      '/b again',
      '/c again',
    ]);
    const tired = await bench.serve({
      '/': page('หน้าแรก', links({ '/a': 'ก [0.9 O1]', '/b': 'ข [0.8 O2]' })),
      '/a': overloaded,
      '/b': overloaded,
    });
    const second = await crawl(tired.url, { concurrency: 2 });
    expect(pathsOf(second.fetches).filter((path) => path.endsWith('again'))).toEqual(['/a again']);
  });

  it('at the start address is asked for again before the site counts as unreachable', async () => {
    const site = await bench.serve({ '/': failFirst(3, page('หน้าแรก', '<p>สวัสดี</p>')) });
    const crawled = await crawl(site.url);
    expect(pathsOf(crawled.fetches).slice(0, 2)).toEqual(['/', '/ again']);
    expect(crawled.last.stoppedBy).toBe('complete');
    const dead = await bench.serve({ '/': breakOff });
    const never = await crawl(dead.url);
    expect(pathsOf(never.fetches)).toEqual(['/', '/ again']);
    expect(never.last.stoppedBy).toBe('site-unreachable');
  });

  it('gives the same journal when the run is cut off on the way and goes on', async () => {
    let isRepaired = false;
    const flaky: Handler = (request, response) => {
      if (isRepaired) response.writeHead(200, { 'content-type': 'text/html' }).end(page('ก', '<p>ก</p>'));
      else request.socket.destroy();
    };
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/a': 'ก [0.9 O1]', '/b': 'ข [0.8 O2]', '/x': 'ค [0.1 O3]' })),
      '/a': flaky,
      '/b': breakOff,
      // it is the last that the first pass asks for
      '/x': (_request, response) => {
        isRepaired = true;
        response.writeHead(200, { 'content-type': 'text/html' }).end(page('ค', '<p>ค</p>'));
      },
    });
    const whole = await crawl(site.url, { concurrency: 1 });
    const again = whole.fetches.findIndex(({ secondPass }) => secondPass === true);
    expect(pathsOf(whole.fetches.slice(again))).toEqual(['/a again', '/b again']);
    for (let kept = again - 1; kept <= whole.fetches.length; kept++) {
      const fetches = whole.fetches.slice(0, kept);
      const rest: Crawled = await crawl(site.url, {
        concurrency: 1,
        earlier: { fetches, bodyOf: (sha256) => whole.bodies.get(sha256) ?? null },
      });
      expect(withoutTimes([...fetches, ...rest.journal]), `cut after ${kept}`).toEqual(
        withoutTimes(whole.journal),
      );
    }
  });
});
