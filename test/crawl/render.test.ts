import { describe, expect, it } from 'vitest';
import type { PageRenderer, RenderedPage, RenderRequest } from '../../src/crawl/ports.ts';
import type { JournalRecord } from '../../src/snapshot/schema.ts';
import { page } from '../fixtures/site.ts';
import { createCrawlBench } from './support.ts';

const bench = createCrawlBench();
const shell =
  '<!doctype html><html><head><title>x</title></head><body><div id="app"></div><script src="/a.js"></script></body></html>';
const words = '<p>องค์การบริหารส่วนตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง</p>';

/** A browser as far as the crawl sees one. */
function rendererOf(
  show: (request: RenderRequest, call: number) => Promise<Partial<RenderedPage>>,
): PageRenderer & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async render(request) {
      asked.push(new URL(request.url).pathname);
      const shown = await show(request, asked.length);
      const whole = {
        html: null,
        finalUrl: request.url,
        problem: null,
        browser: 'Chromium 1',
        requests: 3,
        bytes: 500,
        elapsedMs: 5,
      };
      return { ...whole, ...shown };
    },
  };
}

const pages = {
  '/': shell,
  '/a': shell,
  '/b': page('ข', words),
  '/c': page('ค', words),
};
const linksTo = (...paths: string[]): string =>
  page('หน้า', words + paths.map((path) => `<a href="${path}">${path} [0.8 O1]</a>`).join(''));

function withoutTimes(records: readonly JournalRecord[]): unknown[] {
  return records.map((record) => ({ ...record, elapsedMs: 0, retrievedAt: '', finishedAt: '', requests: 0 }));
}

describe('a crawl with a browser', () => {
  it('takes what the browser shows for the answer: links, body, journal', async () => {
    const site = await bench.serve(pages);
    const renderer = rendererOf(async ({ url }) => ({
      html: new URL(url).pathname === '/' ? linksTo('/a', '/b') : linksTo('/c'),
    }));
    const { fetches, bodies, last } = await bench.crawl(site.url, { renderer });
    expect(fetches.map(({ url }) => new URL(url).pathname)).toEqual(
      expect.arrayContaining(['/', '/a', '/b', '/c']),
    );
    // The page that cannot exist is not rendered: it answers 404.
    expect(renderer.asked).toEqual(['/', '/a']);
    const start = fetches[0];
    expect(start?.rendering).toEqual({
      why: 'empty-shell',
      problem: null,
      browser: 'Chromium 1',
      requests: 3,
      bytes: 500,
      elapsedMs: 5,
    });
    expect(bodies.get(start?.sha256 ?? '')).toBe(linksTo('/a', '/b'));
    expect(fetches.find(({ url }) => url.endsWith('/b'))?.rendering).toBeUndefined();
    expect(last.requests).toBe(fetches.length + 6);
  });

  it('gives the same journal whichever render ends first', async () => {
    const site = await bench.serve({ ...pages, '/b': shell, '/c': shell });
    const crawlWith = async (waitMs: (call: number) => number) => {
      const renderer = rendererOf(async ({ url }, call) => {
        await new Promise((resolve) => setTimeout(resolve, waitMs(call)));
        const { pathname } = new URL(url);
        return { html: pathname === '/' ? linksTo('/a', '/b', '/c') : linksTo(`/d${pathname.slice(1)}`) };
      });
      return withoutTimes((await bench.crawl(site.url, { renderer, concurrency: 3 })).journal);
    };
    expect(await crawlWith((call) => 60 - call * 15)).toEqual(await crawlWith((call) => call * 15));
  });

  it('goes on with a cut-off run without opening a rendered page again', async () => {
    const site = await bench.serve(pages);
    const show = async ({ url }: RenderRequest) => ({
      html: new URL(url).pathname === '/' ? linksTo('/a', '/b') : linksTo('/c'),
    });
    const whole = await bench.crawl(site.url, { renderer: rendererOf(show), concurrency: 1 });
    for (const kept of [1, 3, whole.fetches.length]) {
      const earlier = {
        fetches: whole.fetches.slice(0, kept),
        bodyOf: (sha256: string) => whole.bodies.get(sha256) ?? null,
      };
      const renderer = rendererOf(show);
      const rest = await bench.crawl(site.url, { renderer, earlier, concurrency: 1 });
      expect(withoutTimes([...earlier.fetches, ...rest.journal])).toEqual(withoutTimes(whole.journal));
      expect(renderer.asked).not.toContain('/');
    }
  });

  it.each(['timeout', 'crashed', 'no-browser'] as const)(
    'keeps the answer of the server when the browser could not look: %s',
    async (problem) => {
      const site = await bench.serve(pages);
      const { fetches, bodies } = await bench.crawl(site.url, {
        renderer: rendererOf(async () => ({ problem })),
      });
      expect(fetches[0]?.outcome).toBe('ok');
      expect(fetches[0]?.rendering?.problem).toBe(problem);
      expect(bodies.get(fetches[0]?.sha256 ?? '')).toBe(shell);
    },
  );

  it('keeps the answer of the server when the scripts left less than that', async () => {
    const full = page('ต้นฉบับ', `${words}<a href="/b">ข</a>`);
    const site = await bench.serve({ '/': full });
    const renderer = rendererOf(async () => ({ html: page('', '') }));
    const { fetches, bodies } = await bench.crawl(site.url, { renderer, render: 'always' });
    expect(fetches[0]?.rendering?.problem).toBe('lost-content');
    expect(bodies.get(fetches[0]?.sha256 ?? '')).toBe(full);
  });

  it('asks again, as after any fetch that was broken off, when it was interrupted in the browser', async () => {
    const site = await bench.serve(pages);
    const stop = new AbortController();
    const renderer = rendererOf(async ({ signal }) => {
      stop.abort(new Error('Ctrl-C'));
      throw signal.reason as Error;
    });
    const { fetches, end } = await bench.crawl(site.url, { renderer, signal: stop.signal });
    expect(fetches[0]?.outcome).toBe('budget');
    expect(end.stoppedBy).toBe('interrupted');
  });

  it('keeps the answer of the server when the time is up while the browser looks', async () => {
    const site = await bench.serve(pages);
    const renderer = rendererOf(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        }),
    );
    const { fetches, end } = await bench.crawl(site.url, { renderer, maxMinutes: 0.005 });
    expect(fetches[0]).toMatchObject({
      outcome: 'ok',
      rendering: { why: 'empty-shell', problem: 'timeout' },
    });
    expect(end.stoppedBy).toBe('max-time');
  });

  it('learns from the browser that a page that was answered with 200 is not there', async () => {
    const site = await bench.serve({ ...pages, '/a': shell });
    const renderer = rendererOf(async ({ url }) => ({
      html: new URL(url).pathname === '/' ? linksTo('/a') : page('404', '<h1>404 ไม่พบหน้าที่ต้องการ</h1>'),
    }));
    const { fetches } = await bench.crawl(site.url, { renderer });
    expect(fetches.find(({ url }) => url.endsWith('/a'))?.outcome).toBe('soft-404');
  });

  it('follows a script within the site alone, and to no address that does something', async () => {
    const site = await bench.serve(pages);
    const answers: boolean[] = [];
    const renderer = rendererOf(async ({ mayGoTo }) => {
      for (const url of [`${site.url}/home`, `${site.url}/logout`, 'https://example.com/'])
        answers.push(mayGoTo(url));
      return { problem: 'timeout' };
    });
    await bench.crawl(site.url, { renderer });
    expect(answers.slice(0, 3)).toEqual([true, false, false]);
  });
});
