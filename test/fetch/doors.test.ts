import { describe, expect, it } from 'vitest';
import { createBench, createLeapingClock, withoutRobots } from './support.ts';

const bench = createBench();

describe('no inside doors', () => {
  it.each([
    ['another loopback address', (port: string) => `http://127.0.0.1:${port}/`],
    ['hexadecimal', (port: string) => `http://0x7f.1:${port}/`],
    ['decimal', (port: string) => `http://2130706433:${port}/`],
    ['mapped IPv6', (port: string) => `http://[::ffff:7f00:1]:${port}/`],
    ['any address', (port: string) => `http://0.0.0.0:${port}/`],
    ['port 80 of a neighbour', () => 'http://127.0.0.1/'],
    ['file', () => 'file:///etc/passwd'],
    ['data', () => 'data:text/html,x'],
  ])('a redirect to %s is refused before it is made', async (_name, target) => {
    let knocks = 0;
    const inner = await bench.http((_request, response) => {
      knocks += 1;
      response.end('secret');
    });
    const location = target(new URL(inner).port);
    const origin = await bench.http(
      (_request, response) => response.writeHead(302, { location }).end(),
      '127.0.0.2',
    );
    // the port is made legal by --resolve for this host, so that it is the address which is refused
    const fetcher = bench.fetcher(origin, { resolve: [`unused.test:${new URL(inner).port}:127.0.0.1`] });
    const answer = await fetcher.fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer).toMatchObject({ outcome: 'address-refused', httpStatus: null, body: null, requests: 1 });
    expect(answer.redirects).toEqual([{ url: `${origin}/`, httpStatus: 302 }]);
    expect(knocks).toBe(0);
  });

  it('refuses the address even where the port is open to all', async () => {
    let knocks = 0;
    const inner = await bench.http((_request, response) => {
      knocks += 1;
      response.end('secret');
    });
    const { port } = new URL(inner);
    // the start URL's port is open on every host, so only the address can refuse these
    const start = `http://127.0.0.2:${port}/`;
    const fetcher = bench.fetcher(start, { lookup: async () => [{ address: '127.0.0.1', family: 4 }] });
    for (const host of [
      '127.0.0.1',
      '0x7f.1',
      '2130706433',
      '[::ffff:7f00:1]',
      '127.0.0.1.nip.io',
      'localhost',
    ]) {
      const answer = await fetcher.fetch({
        url: `http://${host}:${port}/`,
        accept: 'page',
        ignoreRobots: true,
      });
      expect(answer, host).toMatchObject({ outcome: 'address-refused', requests: 0 });
      expect(answer.detail, host).toMatch(/127\.0\.0\.1|7f00/);
    }
    expect(knocks).toBe(0);
  });

  it('is not fooled by a name that changes its address between the check and the connection', async () => {
    let knocks = 0;
    const inner = await bench.http((_request, response) => {
      knocks += 1;
      response.end('secret');
    });
    const { port } = new URL(inner);
    const clock = createLeapingClock();
    let asked = 0;
    const fetcher = bench.fetcher(`http://127.0.0.2:${port}/`, {
      clock,
      allowAddresses: ['127.0.0.3'],
      // the first answer is a legal address where nobody listens, every later one leads inside
      lookup: async () => {
        asked += 1;
        return [{ address: asked === 1 ? '127.0.0.3' : '127.0.0.1', family: 4 }];
      },
    });
    const request = { url: `http://rebind.test:${port}/`, accept: 'page', ignoreRobots: true } as const;
    expect(await fetcher.fetch(request)).toMatchObject({ outcome: 'refused', requests: 1 });
    await clock.sleep(3_600_000);
    expect(await fetcher.fetch(request)).toMatchObject({ outcome: 'address-refused', requests: 0 });
    expect(asked).toBe(2);
    expect(knocks).toBe(0);
  });

  it('does not open the start host itself when no person typed it, unless its range is allowed', async () => {
    const origin = await bench.http((_request, response) => response.end('x'));
    const request = { url: origin, accept: 'page', ignoreRobots: true } as const;
    const closed = bench.fetcher(origin, { startMayBePrivate: false });
    expect((await closed.fetch(request)).outcome).toBe('address-refused');
    const open = bench.fetcher(origin, { startMayBePrivate: false, allowAddresses: ['127.0.0.0/8'] });
    expect((await open.fetch(request)).outcome).toBe('ok');
  });

  it('opens further ports from 1024 up on the own host only', async () => {
    const second = await bench.http((_request, response) => response.end('x'));
    const origin = await bench.http((_request, response) => response.end('x'));
    const fetcher = bench.fetcher(origin);
    const ask = (url: string) => fetcher.fetch({ url, accept: 'page', ignoreRobots: true });
    expect((await ask(second)).outcome).toBe('ok');
    expect(await ask('http://127.0.0.1:22/')).toMatchObject({
      outcome: 'address-refused',
      detail: 'port 22',
    });
    expect(await ask('http://8.8.8.8:8080/')).toMatchObject({
      outcome: 'address-refused',
      detail: 'port 8080',
    });
  });

  it('sends a host to the address that --resolve names', async () => {
    let host: string | undefined;
    const origin = await bench.http((request, response) => {
      host = request.headers.host;
      response.end('pinned');
    });
    const { port } = new URL(origin);
    const fetcher = bench.fetcher('http://agency.go.th/', {
      resolve: [`drive.test:${port}:127.0.0.1`],
      lookup: async () => [{ address: '8.8.8.8', family: 4 }],
    });
    const answer = await fetcher.fetch({
      url: `http://drive.test:${port}/`,
      accept: 'page',
      ignoreRobots: true,
    });
    expect(answer.outcome).toBe('ok');
    expect(host).toBe(`drive.test:${port}`);
  });

  it('calls an unreadable address refused', async () => {
    const fetcher = bench.fetcher('http://agency.go.th/', {
      lookup: async () => [{ address: '8.8.8.8', family: 4 }],
    });
    expect(await fetcher.fetch({ url: 'http://', accept: 'page' })).toMatchObject({
      outcome: 'address-refused',
      requests: 0,
    });
    expect(await fetcher.sitemaps('not an address')).toEqual([]);
  });

  it('checks the robots.txt of a forbidden address no more than the address itself', async () => {
    let knocks = 0;
    const inner = await bench.http(withoutRobots(() => undefined));
    const origin = await bench.http((request, response) => {
      knocks += 1;
      if (request.url === '/robots.txt') response.writeHead(302, { location: `${inner}/robots.txt` }).end();
      else response.end('page');
    }, '127.0.0.2');
    const answer = await bench.fetcher(origin).fetch({ url: origin, accept: 'page' });
    expect(answer.outcome).toBe('ok');
    expect(knocks).toBe(2);
  });
});
