import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenServers } from '../../bench/hostile/broken.ts';
import { type Authority, createAuthority } from '../../bench/hostile/certificates.ts';
import { encryptedServers } from '../../bench/hostile/encrypted.ts';
import { oversizedServers } from '../../bench/hostile/oversized.ts';
import type { HostileServer } from '../../bench/hostile/server.ts';
import { slowServers } from '../../bench/hostile/slow.ts';
import { walledServers } from '../../bench/hostile/walled.ts';
import { crawl } from '../../src/crawl/crawl.ts';
import { realClock } from '../../src/fetch/clock.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import type { Clock } from '../../src/fetch/types.ts';
import { lastAnswers } from '../../src/snapshot/last-answers.ts';
import type { FetchRecord, JournalRecord } from '../../src/snapshot/schema.ts';
import { markGuide } from '../crawl/support.ts';

const usualAuthorities = getCACertificates('default');
let authority: Authority;

beforeAll(() => {
  authority = createAuthority();
  setDefaultCACertificates([...usualAuthorities, authority.root]);
});
afterAll(() => {
  setDefaultCACertificates(usualAuthorities);
  authority.close();
});

/** Waits between attempts end at once; the crawl's own deadline and a server's wish do not. */
const hurried: Clock = {
  nowMs: () => realClock.nowMs(),
  sleep: (ms, signal) => realClock.sleep(ms <= 4_000 ? 0 : ms, signal),
};

interface Seen {
  fetches: FetchRecord[];
  bodies: Map<string, string>;
  tookMs: number;
}

async function look(startUrl: string, args: readonly string[]): Promise<Seen> {
  const at = args.indexOf('--resolve');
  const fetcher = createFetcher({
    clock: hurried,
    random: () => 0,
    userAgent: 'oit-checker/0.1 (+https://example.org)',
    concurrencyPerHost: 2,
    delayMs: 0,
    ownSite: false,
    startUrl,
    startMayBePrivate: true,
    allowAddresses: [],
    resolve: at < 0 ? [] : args.slice(at + 1, at + 2),
    timeouts: { totalMs: 1_000 },
  });
  const journal: JournalRecord[] = [];
  const bodies = new Map<string, string>();
  const startedMs = performance.now();
  try {
    await crawl(
      {
        startUrl,
        alsoHosts: [],
        concurrency: 2,
        maxPages: 8,
        maxDocuments: 4,
        maxMinutes: 1,
        maxDepth: 4,
        maxBytes: 1_000_000_000,
        declaredUrls: [],
        declaredOnly: false,
      },
      {
        fetcher,
        // the words of the links are those of a real agency: O1 promises, the rest does not
        guide: {
          ...markGuide,
          rate: ({ text }) => ({
            relevance: text.startsWith('O1') ? 0.9 : 0,
            items: text.startsWith('O1') ? ['O1'] : [],
            isHub: false,
            isOpaque: false,
          }),
        },
        clock: hurried,
        sink: {
          append: async (record) => void journal.push(record),
          putBody: async (sha256, text) => void bodies.set(sha256, text),
          rewind: async () => undefined,
        },
        openDocuments: null,
        earlier: null,
        renderer: null,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
  } finally {
    await fetcher.close();
  }
  const fetches = lastAnswers(journal.filter((record) => record.type === 'fetch'));
  return { fetches, bodies, tookMs: performance.now() - startedMs };
}

/** Its waits are the point of it, and too long for a test; the bench plays it. */
const isPlayedHere = ({ name }: HostileServer): boolean =>
  name !== '503 for a while' && name !== '429 with Retry-After';

async function survive({ open, target, expects }: HostileServer): Promise<void> {
  const server = await open(authority);
  if (server === null) return;
  try {
    const { fetches, bodies, tookMs } = await look(server.startUrl, server.args ?? []);
    const url = new URL(target, server.startUrl).href;
    const record = fetches.findLast((each) => each.url === url && each.purpose !== 'probe');
    expect(record?.outcome).toBe(expects.outcome);
    if (expects.tlsProblem === undefined) expect(record?.tlsProblem).toBe(null);
    else expect(record?.tlsProblem).toMatch(expects.tlsProblem);
    if (expects.title !== undefined) expect(bodies.get(record?.sha256 ?? '')).toContain(expects.title);
    // three attempts and a second opinion of at most 1 s and 2 s, and what reading takes
    expect(tookMs).toBeLessThan(20_000);
  } finally {
    await server.close();
  }
}

const timeout = 30_000;

describe.concurrent('a hostile server that takes its time', () => {
  it.each(slowServers.filter(isPlayedHere))('$name: $does', { timeout }, survive);
});

describe('a hostile server', () => {
  it.each([...oversizedServers, ...brokenServers, ...encryptedServers, ...walledServers])(
    '$name: $does',
    { timeout },
    survive,
  );
});
