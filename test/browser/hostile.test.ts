import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createAddressGuard } from '../../src/fetch/address-guard.ts';
import { realClock } from '../../src/fetch/clock.ts';
import { createPacer } from '../../src/fetch/pace.ts';
import { createRenderer } from '../../src/browser/renderer.ts';
import { page } from '../fixtures/site.ts';
import {
  chromiumPath,
  createBrowserBench,
  hasChromium,
  look,
  scripted,
  testCandidates,
  words,
} from './support.ts';

const bench = createBrowserBench();
const quick = { totalMs: 9_000, openMs: 3_000, settleMs: 2_000 };

/** The site under a name of its own: on a bare address, its other ports would be the agency's too. */
function nameSite(url: string): { startUrl: string; resolve: string[] } {
  const { port } = new URL(url);
  return { startUrl: `http://agency.example:${port}`, resolve: [`agency.example:${port}:127.0.0.1`] };
}

/** A server of the machine's own, which no page may reach. */
async function serveInside(): Promise<{ port: number; hits: string[]; close(): Promise<void> }> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('secret');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hits,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

describe.skipIf(!hasChromium)(`a hostile page in a browser (${chromiumPath})`, () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  it('reaches no other port and no private address of this machine or network, by whatever name', async () => {
    const inside = await serveInside();
    closers.push(() => inside.close());
    const { port } = inside;
    const site = await bench.serve({
      '/': scripted(
        `<img src="http://127.0.0.1:${port}/img"><link rel="prefetch" href="http://127.0.0.1:${port}/prefetch"><link rel="preconnect" href="http://127.0.0.1:${port}"><iframe src="http://127.0.0.1:${port}/frame"></iframe><script src="http://localhost:${port}/script"></script><a href="file:///etc/passwd">แฟ้ม</a><a href="data:text/html,x">ข้อมูล</a>`,
        `for (const host of ['127.0.0.1', 'localhost', '[::1]', '0x7f.1', '2130706433', '[::ffff:7f00:1]']) fetch('http://' + host + ':${port}/fetch').then((answer) => answer.text()).then((text) => { document.body.innerHTML += '<p>' + text + '</p>'; }, () => undefined);
         fetch('/sent-on').then((answer) => answer.text()).then((text) => { document.body.innerHTML += text; }, () => undefined);
         for (const host of ['10.0.0.1', '169.254.169.254', '192.168.1.1']) fetch('http://' + host + '/').catch(() => undefined);
         new WebSocket('ws://127.0.0.1:${port}/socket'); navigator.sendBeacon('http://127.0.0.1:${port}/beacon', 'x');`,
      ),
      '/sent-on': { status: 302, headers: { location: `http://127.0.0.1:${port}/redirected` } },
      '/away': { status: 302, headers: { location: `http://127.0.0.1:${port}/main` } },
    });
    const { startUrl, resolve } = nameSite(site.url);
    const renderer = bench.open(startUrl, { limits: quick, resolve });
    const seen = await look(renderer, startUrl, '/');
    expect(seen.html).toContain('องค์การ');
    expect(seen.html).not.toContain('secret');
    expect(seen.texts).toEqual([` → http://127.0.0.1:${port}/frame`]);
    expect((await look(renderer, startUrl, '/away')).html).toBeNull();
    expect(inside.hits).toEqual([]);
  });

  it('is kept out by the proxy alone, should a request get past the browser’s own rules', async () => {
    const inside = await serveInside();
    closers.push(() => inside.close());
    const site = await bench.serve({
      '/': scripted(
        '',
        `fetch('/on').then((answer) => answer.text()).then((text) => { document.body.innerHTML += text; }, () => undefined)`,
      ),
      '/on': { status: 307, headers: { location: `http://localhost:${inside.port}/` } },
    });
    const { startUrl, resolve } = nameSite(site.url);
    const renderer = bench.open(startUrl, { limits: quick, resolve });
    const seen = await look(renderer, startUrl, '/');
    expect(seen.html).toContain('องค์การ');
    expect(seen.html).not.toContain('secret');
    expect(inside.hits).toEqual([]);
    expect(renderer.refused()).toContain(`localhost:${inside.port}`);
  });

  it('gains nothing from a name that changes its address', async () => {
    const inside = await serveInside();
    closers.push(() => inside.close());
    const site = await bench.serve({
      '/': scripted(
        '',
        `fetch('http://rebind.example.com/').then((answer) => answer.text()).then((text) => { document.body.innerHTML += text; }, () => undefined)`,
      ),
    });
    let asked = 0;
    const renderer = createRenderer({
      clock: realClock,
      guard: createAddressGuard({
        clock: realClock,
        startUrl: site.url,
        startMayBePrivate: true,
        allowAddresses: [],
        resolve: [],
        lookup: async () => [{ address: asked++ === 0 ? '192.0.2.1' : '127.0.0.1', family: 4 }],
      }),
      pacer: createPacer({ clock: realClock, concurrencyPerHost: 2, delayMs: 0 }),
      userAgent: 'oit-checker/0.1',
      ownSite: false,
      requireSandbox: false,
      candidates: testCandidates,
      limits: quick,
    });
    closers.push(() => renderer.close());
    await look(renderer, site.url, '/');
    expect(inside.hits).toEqual([]);
  });

  it('ends whatever it does, and the next page is seen', async () => {
    const site = await bench.serve({
      '/good': page('ดี', `${words}<a href="/a">ก</a>`),
      '/loop': scripted('', `while (true) {}`),
      '/late-loop': scripted('', `setTimeout(() => { while (true) {} }, 200)`),
      '/dialogs': scripted(
        '',
        `let n = 0; for (; n < 1e4; n++) { alert(n); confirm(n); prompt(n); } document.title = 'ครบ ' + n`,
      ),
      '/restless': scripted(
        `<p id="n"></p>`,
        `setInterval(() => { document.querySelector('#n').append(document.createElement('i')); fetch('/poll').catch(() => undefined); }, 50)`,
      ),
      '/hanging': scripted('', `fetch('/never')`),
      '/never': () => undefined,
      '/download': {
        headers: {
          'content-type': 'application/octet-stream',
          'content-disposition': 'attachment; filename=a.exe',
        },
        body: 'MZ',
      },
      '/offers': scripted(
        '',
        `const a = document.createElement('a'); a.href = '/download'; a.download = 'a.exe'; document.body.append(a); a.click(); for (let n = 0; n < 20; n++) window.open('/good');`,
      ),
      '/crash': scripted('', `const all = []; for (;;) all.push(new Array(1e6).fill(Math.random()));`),
      '/endless': scripted(
        '',
        `const grow = () => { for (let n = 0; n < 5000; n++) document.body.append(document.createElement('p')); setTimeout(grow, 0); }; grow()`,
      ),
      '/poll': 'x',
    });
    const renderer = bench.open(site.url, { limits: quick, maxScriptMemoryMb: 48 });
    const ends: Record<string, string | null> = {};
    for (const path of [
      '/loop',
      '/late-loop',
      '/dialogs',
      '/restless',
      '/hanging',
      '/download',
      '/offers',
      '/crash',
      '/endless',
    ]) {
      const startedMs = Date.now();
      const seen = await look(renderer, site.url, path);
      ends[path] = seen.problem;
      expect(Date.now() - startedMs, path).toBeLessThan(2 * quick.totalMs + 10_000);
      if (path === '/dialogs') expect(seen.facts.title).toBe('ครบ 10000');
      const good = await look(renderer, site.url, '/good');
      expect(good.texts, `after ${path}`).toEqual(['ก → /a']);
    }
    // On a busy machine the time is up before the rest is known; what counts is that it ends and says so.
    expect(ends).toEqual({
      '/loop': 'timeout',
      '/late-loop': 'timeout',
      '/dialogs': null,
      '/restless': expect.stringMatching(/partly|timeout/),
      '/hanging': expect.stringMatching(/partly|timeout/),
      '/download': 'not-a-page',
      '/offers': null,
      '/crash': expect.stringMatching(/crashed|timeout/),
      '/endless': expect.stringMatching(/partly|timeout/),
    });
  });
});
