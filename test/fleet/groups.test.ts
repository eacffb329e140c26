import { describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { realClock } from '../../src/fetch/clock.ts';
import type { FetchAnswer, Fetcher } from '../../src/fetch/types.ts';
import { createGroupFinder } from '../../src/fleet/find-group.ts';
import { limitFetcher } from '../../src/fleet/night-fetcher.ts';
import { NightRefusedError } from '../../src/fleet/remote-pace.ts';
import { readSharedNetworks } from '../../src/fleet/shared-networks.ts';
import { createGate } from '../../src/fleet/gate.ts';

describe('what agencies have in common', () => {
  const addresses: Record<string, string> = {
    'a.example': '203.150.1.1',
    'b.example': '203.150.1.1',
    'cdn.example': '104.16.1.2',
    'inside.example': '10.0.0.1',
  };
  const finder = async (): Promise<(url: string) => Promise<string>> =>
    createGroupFinder({
      clock: realClock,
      allowAddresses: [],
      resolve: ['pinned.example:443:10.0.0.7'],
      isShared: await readSharedNetworks(findPackageRoot(import.meta.dirname)),
      lookup: async (hostname) => {
        const address = addresses[hostname];
        if (address === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
        return [{ address, family: 4 }];
      },
    });

  it.each([
    ['one address under two names', 'https://a.example/', '203.150.1.1'],
    ['its other name, typed without a scheme', 'b.example/home', '203.150.1.1'],
    ['a network before many sites', 'https://cdn.example', 'cdn.example'],
    ['a name that nobody knows', 'gone.example', 'gone.example'],
    ['a private address, which nobody may ask', 'inside.example', 'inside.example'],
    ['an address that was typed in', 'https://pinned.example/', '10.0.0.7'],
    ['an address itself', 'http://[2001:3c8::1]/', '2001:3c8::1'],
  ])('%s', async (_name, url, group) => {
    expect(await (await finder())(url)).toBe(group);
  });
});

describe('networks that stand before many sites', () => {
  it('are those of the file, in both families', async () => {
    const isShared = await readSharedNetworks(findPackageRoot(import.meta.dirname));
    expect(['172.67.1.1', '2606:4700::1', '151.101.1.1', '142.250.1.1'].map(isShared)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['203.150.1.1', '172.63.0.1', '2001:3c8::1'].map(isShared)).toEqual([false, false, false]);
  });

  it('cannot be read where there is no such file', async () => {
    await expect(readSharedNetworks('/nowhere')).rejects.toThrow('shared-networks.yaml');
  });
});

describe('a fetcher under the limits of a night', () => {
  const answer: FetchAnswer = {
    outcome: 'ok',
    detail: null,
    url: 'https://a.example/x',
    finalUrl: 'https://b.example/x',
    redirects: [],
    httpStatus: 200,
    contentType: null,
    contentDisposition: null,
    lastModified: null,
    etag: null,
    body: new Uint8Array(10),
    attempts: 1,
    requests: 1,
    elapsedMs: 1,
    retrievedAtMs: 0,
    tlsProblem: null,
  };

  function limit(
    fetch: Fetcher['fetch'],
    notes: Fetcher['notes'] = () => [],
  ): { fetcher: Fetcher; told: unknown[][] } {
    const told: unknown[][] = [];
    const fetcher = limitFetcher(
      {
        fetch,
        notes,
        sitemaps: () => Promise.reject(new NightRefusedError({ kind: 'stopped', detail: 'd' })),
        close: async () => undefined,
      },
      {
        clock: realClock,
        onBytes: (...args) => void told.push(['bytes', ...args]),
        onOverload: (...args) => void told.push(['overload', ...args]),
        onAnswer: () => void told.push(['answer']),
      },
    );
    return { fetcher, told };
  }

  const request = { url: 'https://a.example/x', accept: 'page' } as const;

  it('counts what came to the host that gave it', async () => {
    const { fetcher, told } = limit(async () => answer);
    expect(await fetcher.fetch(request)).toBe(answer);
    expect(told).toEqual([['bytes', 'b.example', 10], ['answer']]);
  });

  it('tells of a final 503, and whether it named a time', async () => {
    const refusing = { ...answer, outcome: 'http-error', httpStatus: 503, body: null } as const;
    const bare = limit(async () => refusing);
    await bare.fetcher.fetch(request);
    expect(bare.told[0]).toEqual(['overload', 'b.example', 503, false]);
    const timed = limit(
      async () => refusing,
      () => [{ host: 'b.example', kind: 'retry-after', detail: '' }],
    );
    await timed.fetcher.fetch(request);
    expect(timed.told[0]).toEqual(['overload', 'b.example', 503, true]);
  });

  it.each([
    ['stopped', 'blocked'],
    ['limit', 'budget'],
  ] as const)('makes of what the night refuses (%s) an outcome: %s', async (kind, outcome) => {
    const { fetcher } = limit(() => Promise.reject(new NightRefusedError({ kind, detail: 'enough' })));
    expect(await fetcher.fetch(request)).toMatchObject({
      outcome,
      detail: 'enough',
      requests: 0,
      body: null,
    });
    expect(await fetcher.sitemaps('https://a.example/')).toEqual([]);
  });

  it('hides no other error', async () => {
    const { fetcher } = limit(() => Promise.reject(new TypeError('a bug')));
    await expect(fetcher.fetch(request)).rejects.toThrow('a bug');
  });
});

it('a gate lets so many through, also when one fails', async () => {
  const gate = createGate(2);
  let inside = 0;
  let most = 0;
  const work = (isBad: boolean) => async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 2));
    inside -= 1;
    if (isBad) throw new Error('bad');
  };
  const all = await Promise.allSettled(
    [true, false, true, false, true, false].map((isBad) => gate(work(isBad))),
  );
  expect(most).toBe(2);
  expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(3);
});
