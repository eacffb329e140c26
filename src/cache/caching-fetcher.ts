import type { Clock, FetchAnswer, Fetcher, FetchRequest } from '../fetch/types.ts';
import { type BlobFolder, hashOf } from './blob-folder.ts';
import type { AnswerIndex, StoredAnswer } from './types.ts';
import { conditionsOf, isDateTelling, isOfStored, isStorable, madeUpConditions } from './validators.ts';

export interface CachingFetcherDependencies {
  fetcher: Fetcher;
  index: AnswerIndex;
  bodies: BlobFolder;
  clock: Clock;
  /** runs what may fail without harm; gives null where it failed */
  quietly: <T>(work: () => Promise<T>) => Promise<T | null>;
}

const dayMs = 86_400_000;

/** For so long the word of an origin is taken; then it is tested again. */
const trustMs = 7 * dayMs;

/** However often a server says "not modified", in so long, and twice that at most, its answer is downloaded once. */
const maxUncheckedMs = 14 * dayMs;

/** What one hop was asked with. */
type Condition = { kind: 'test' } | { kind: 'stored'; stored: StoredAnswer };

/**
 * A fetcher that asks servers whether what is stored still stands, and gives what is stored where they say so: byte
 * for byte the answer of a plain fetcher, but for `fromCache`, `wireBytes` and the times.
 *
 * A 304 is believed only of an origin that gave a full answer to a made-up version first, only of the version that
 * was asked about, and only while the stored body has its hash; else the answer is downloaded.
 */
export function createCachingFetcher(deps: CachingFetcherDependencies): Fetcher {
  const { fetcher, index, bodies, clock, quietly } = deps;
  const trust = new Map<string, boolean | null>();

  /** null: not known */
  async function isHonest(origin: string): Promise<boolean | null> {
    const known = trust.get(origin);
    if (known !== undefined) return known;
    const found = await quietly(() => index.findOrigin(origin));
    const isFresh = found !== null && clock.nowMs() - found.testedAtMs < trustMs;
    const honest = isFresh ? found.isHonest : null;
    if (!trust.has(origin)) trust.set(origin, honest);
    return trust.get(origin) ?? null;
  }

  async function learn(origin: string, honest: boolean): Promise<void> {
    trust.set(origin, honest);
    await quietly(() => index.putOrigin({ origin, isHonest: honest, testedAtMs: clock.nowMs() }));
  }

  async function chooseCondition(url: string, accept: FetchRequest['accept']): Promise<Condition | null> {
    const honest = await isHonest(new URL(url).origin);
    if (honest === null) return { kind: 'test' };
    if (!honest) return null;
    const stored = await quietly(() => index.find(url, accept));
    if (stored === null || clock.nowMs() - stored.storedAtMs > uncheckedMsOf(url)) return null;
    return { kind: 'stored', stored };
  }

  async function fetchOnce(
    request: FetchRequest,
  ): Promise<{ answer: FetchAnswer; condition: Condition | null }> {
    const asked = new Map<string, Condition>();
    const answer = await fetcher.fetch({
      ...request,
      conditionsFor: async (url) => {
        asked.delete(url);
        const condition = await chooseCondition(url, request.accept);
        if (condition === null) return null;
        const headers = condition.kind === 'test' ? madeUpConditions : conditionsOf(condition.stored);
        if (headers !== null) asked.set(url, condition);
        return headers;
      },
    });
    return { answer, condition: asked.get(answer.finalUrl) ?? null };
  }

  async function readStored(answer: FetchAnswer, stored: StoredAnswer): Promise<FetchAnswer | null> {
    if (!isOfStored(answer, stored)) return null;
    const body = await quietly(() => bodies.read(stored.sha256));
    if (body === null || hashOf(body) !== stored.sha256) return null;
    await quietly(() => index.touch(stored.url, stored.accept, clock.nowMs()));
    return {
      ...answer,
      outcome: 'ok',
      detail: null,
      httpStatus: 200,
      contentType: stored.contentType,
      contentDisposition: stored.contentDisposition,
      lastModified: answer.lastModified ?? stored.lastModified,
      etag: answer.etag ?? stored.etag,
      body,
      fromCache: true,
    };
  }

  async function store(answer: FetchAnswer, accept: FetchRequest['accept']): Promise<void> {
    const { body } = answer;
    if (body === null || !isStorable(answer)) return;
    const sha256 = hashOf(body);
    await quietly(async () => {
      await bodies.write(sha256, body);
      await index.put({
        url: answer.finalUrl,
        accept,
        etag: answer.etag,
        lastModified: answer.lastModified,
        sha256,
        bytes: body.byteLength,
        contentType: answer.contentType,
        contentDisposition: answer.contentDisposition,
        isDateTelling: isDateTelling(answer),
        storedAtMs: clock.nowMs(),
      });
    });
  }

  async function fetchThroughCache(request: FetchRequest): Promise<FetchAnswer> {
    const { answer, condition } = await fetchOnce(request);
    const origin = URL.parse(answer.finalUrl)?.origin ?? '';
    if (answer.httpStatus !== 304 || condition === null) {
      if (condition?.kind === 'test' && answer.outcome === 'ok') await learn(origin, true);
      await store(answer, request.accept);
      return answer;
    }
    if (condition.kind === 'test') await learn(origin, false);
    const stored = condition.kind === 'stored' ? await readStored(answer, condition.stored) : null;
    if (stored !== null) return stored;
    const again = await fetcher.fetch(request);
    await store(again, request.accept);
    return {
      ...again,
      requests: answer.requests + again.requests,
      wireBytes: (answer.wireBytes ?? 0) + (again.wireBytes ?? 0),
      elapsedMs: answer.elapsedMs + again.elapsedMs,
      tlsProblem: again.tlsProblem ?? answer.tlsProblem,
    };
  }

  return {
    fetch: fetchThroughCache,
    sitemaps: (url) => fetcher.sitemaps(url),
    notes: () => fetcher.notes(),
    close: () => fetcher.close(),
  };
}

/** Spread over the second fortnight by the address, so that the full downloads do not all fall on one night. */
function uncheckedMsOf(url: string): number {
  const share = Number.parseInt(hashOf(url).slice(0, 6), 16) / 0x1000000;
  return maxUncheckedMs * (1 + share);
}
