import { describe, expect, it } from 'vitest';
import { page } from '../fixtures/site.ts';
import { chromiumPath, createBrowserBench, hasChromium, look, scripted, words } from './support.ts';

const bench = createBrowserBench();

describe.skipIf(!hasChromium)(`a browser that is used for many pages (${chromiumPath})`, () => {
  it('is replaced after its share of pages, two at once or not, and asks for a script once', async () => {
    const site = await bench.serve(
      { '/app.js': { headers: { 'content-type': 'text/javascript' }, body: `document.title = 'ครบ'` } },
      {
        otherwise: (_request, response) =>
          void response.end(page('หน้า', `${words}<script src="/app.js"></script>`)),
      },
    );
    const renderer = bench.open(site.url, { recycle: { maxPages: 4, maxMs: 900_000 } });
    const paths = Array.from({ length: 10 }, (_, at) => `/p${at}`);
    const seen = await Promise.all(paths.map((path) => look(renderer, site.url, path)));
    expect(seen.map(({ problem }) => problem)).toEqual(paths.map(() => null));
    expect(new Set(seen.map(({ facts }) => facts.title))).toEqual(new Set(['ครบ']));
    expect(renderer.launches()).toBe(3);
    // Both of the first two pages may ask before one has the answer.
    expect(site.requests.filter((path) => path === '/app.js').length).toBeLessThanOrEqual(2);
  });

  it('leaves no page what another wrote down', async () => {
    const site = await bench.serve({
      '/': scripted(
        '<p id="n"></p>',
        `localStorage.n = Number(localStorage.n || 0) + 1; document.cookie = 'seen=1; max-age=999'; document.querySelector('#n').textContent = localStorage.n + document.cookie.length`,
      ),
    });
    const renderer = bench.open(site.url);
    const first = await look(renderer, site.url, '/');
    expect((await look(renderer, site.url, '/')).html).toBe(first.html);
  });

  it('says so when there is none, and when there is no sandbox and one is required', async () => {
    const site = await bench.serve({ '/': page('หน้า', words) });
    const none = bench.open(site.url, {
      candidates: async () => [{ origin: 'named', path: '/no/such', args: [] }],
    });
    expect(await look(none, site.url, '/')).toMatchObject({
      html: null,
      problem: 'no-browser',
      browser: null,
    });
    const strict = bench.open(site.url, { requireSandbox: true });
    const { problem, html } = await look(strict, site.url, '/');
    if (problem === null) expect(html).toContain('องค์การ');
    else expect(problem).toBe('sandbox-unavailable');
    expect(site.requests.length).toBe(problem === null ? 1 : 0);
  });

  it('ends at once when the run is interrupted', async () => {
    const site = await bench.serve({ '/': scripted('', `fetch('/never')`), '/never': () => undefined });
    const renderer = bench.open(site.url);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('Ctrl-C')), 1_500);
    await expect(
      renderer.render({ url: `${site.url}/`, mayGoTo: () => true, signal: stop.signal }),
    ).rejects.toThrow('Ctrl-C');
  });
});
