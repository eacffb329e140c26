import { setMaxListeners } from 'node:events';
import type { Outcome } from '../result/vocabulary.ts';
import { linkSignals, untilAborted } from './abort.ts';
import { createAddressGuard, plainHost, portOf } from './address-guard.ts';
import { createAsk, type Reply, type Trip } from './ask.ts';
import { type BodyLimits, releaseBody } from './body.ts';
import { createCookieJar } from './cookies.ts';
import { createExchanger, defaultTimeouts, type Exchange, stretchTimeouts } from './exchange.ts';
import { readCaching, readHeader } from './headers.ts';
import { createNoteBook } from './notes.ts';
import { describeFailure } from './outcomes.ts';
import { createPacer } from './pace.ts';
import { cleanUrl, createHopMemory, maxRedirects, readNextHop } from './redirects.ts';
import { defaultRetryPolicy } from './retry.ts';
import { createRobots, robotsLimits } from './robots.ts';
import type { Fetcher, FetcherOptions, FetchAnswer, FetchHop, FetchRequest } from './types.ts';

type Accept = FetchRequest['accept'] | 'robots';

const mebibyte = 1_048_576;

const bodyLimits: Record<Accept, BodyLimits> = {
  page: { maxWireBytes: 10 * mebibyte, maxBytes: 20 * mebibyte, onExcess: 'refuse' },
  document: { maxWireBytes: 30 * mebibyte, maxBytes: 30 * mebibyte, onExcess: 'refuse' },
  robots: robotsLimits,
};

/** Before a second opinion the host rests this many times as long as between two requests. */
const restFactor = 8;

const acceptHeaders: Record<Accept, string> = {
  page: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  document: 'application/pdf,application/vnd.openxmlformats-officedocument.*,application/*;q=0.9,*/*;q=0.8',
  robots: 'text/plain,*/*;q=0.8',
};

/** How a fetch ended, before the answer is put together. */
interface End {
  outcome: Outcome;
  detail: string | null;
  exchange: Exchange | null;
}

function endAtStatus(exchange: Exchange, wall: string | null): End {
  const { httpStatus, bodyFailure } = exchange;
  const detail = `HTTP ${httpStatus}`;
  if (wall !== null) return { outcome: 'blocked', detail: `${detail}, ${wall}`, exchange };
  if (httpStatus === 401 || httpStatus === 407) return { outcome: 'login', detail, exchange };
  if (httpStatus < 200 || httpStatus >= 300) return { outcome: 'http-error', detail, exchange };
  if (bodyFailure !== null)
    return { outcome: bodyFailure.outcome, detail: describeFailure(bodyFailure), exchange };
  return { outcome: 'ok', detail: null, exchange };
}

function endAtReply(reply: Reply): End {
  if (reply.kind === 'answer') return endAtStatus(reply.exchange, reply.wall);
  if (reply.kind === 'closed') return { outcome: 'blocked', detail: reply.detail, exchange: null };
  return { outcome: reply.failure.outcome, detail: describeFailure(reply.failure), exchange: null };
}

/**
 * The project's HTTP client. Every hop passes the address guard, robots.txt, the pace and the caps; expected
 * failures are outcomes, never exceptions.
 * @throws RangeError or TypeError at once when an option cannot be read
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { clock } = options;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const guard = options.guard ?? createAddressGuard(options);
  const notes = createNoteBook();
  const cookies = createCookieJar(clock);
  const pacer = options.pacer ?? createPacer(options);
  const exchanger = createExchanger(guard, timeouts, clock);
  const isLifted = (hostname: string): boolean => options.ownSite && guard.isAgencyHost(hostname);
  const ask = createAsk({
    clock,
    random: options.random,
    userAgent: options.userAgent,
    timeouts,
    patientTimeouts: stretchTimeouts(timeouts),
    retryPolicy: defaultRetryPolicy,
    guard,
    pacer,
    exchanger,
    cookies,
    notes,
    isLifted,
  });
  const robots = createRobots({
    userAgent: options.userAgent,
    notes,
    isLifted,
    onCrawlDelay: (host, delayMs) => pacer.setCrawlDelay(host, delayMs),
    fetchFile: (url) => travel(url.href, 'robots', true, undefined),
  });

  // the start host's addresses are pinned now, before any page has been read; a failure shows in the first fetch
  const start = new URL(options.startUrl);
  guard.findAddresses(start.hostname, portOf(start)).catch(() => undefined);

  async function refuseHop(url: URL, ignoresRobots: boolean, signal: AbortSignal): Promise<End | null> {
    const reason = guard.refuseUrl(url);
    if (reason !== null) return { outcome: 'address-refused', detail: reason, exchange: null };
    if (ignoresRobots || isLifted(plainHost(url.hostname))) return null;
    const verdict = await untilAborted(robots.check(url), signal);
    return verdict.kind === 'allowed'
      ? null
      : { outcome: verdict.outcome, detail: verdict.detail, exchange: null };
  }

  async function travel(
    address: string,
    accept: Accept,
    ignoresRobots: boolean,
    callerSignal: AbortSignal | undefined,
    conditionsFor?: FetchRequest['conditionsFor'],
    isSecondOpinion = false,
  ): Promise<FetchAnswer> {
    const { signal, unlink } = linkSignals([closing.signal, callerSignal]);
    const redirects: FetchHop[] = [];
    const memory = createHopMemory();
    const first = cleanUrl(address);
    let url = first;
    let wireBytes = 0;
    const trip: Trip = {
      signal,
      accept: acceptHeaders[accept],
      limits: { ...bodyLimits[accept], onWireBytes: (bytes) => (wireBytes += bytes) },
      conditions: null,
      retry: { attempts: 1, freeRetries: 0, retryAfterMs: 0 },
      requests: 0,
      elapsedMs: 0,
      attemptMs: 0,
      tlsProblem: null,
      isSecondOpinion,
    };

    async function follow(): Promise<End> {
      for (;;) {
        if (url === null) return { outcome: 'address-refused', detail: 'unreadable address', exchange: null };
        const refusal = await refuseHop(url, ignoresRobots, signal);
        if (refusal !== null) return refusal;
        const isCircle = memory.hasSeen(url, cookies.headerFor(url));
        if (isCircle || redirects.length > maxRedirects) {
          const detail = isCircle ? 'circle' : `more than ${maxRedirects} redirects`;
          return { outcome: 'redirect-loop', detail, exchange: null };
        }
        trip.conditions = (await conditionsFor?.(url.href)) ?? null;
        const reply = await ask(url, trip);
        if (reply.kind !== 'answer' || reply.wall !== null) return endAtReply(reply);
        const { httpStatus, headers } = reply.exchange;
        const next = readNextHop(url, httpStatus, headers);
        if (next.kind === 'none') return endAtReply(reply);
        if (next.kind === 'broken') return { ...endAtReply(reply), detail: next.detail };
        redirects.push({ url: url.href, httpStatus });
        url = next.url;
      }
    }

    let end: End;
    try {
      signal.throwIfAborted();
      if (isSecondOpinion && url !== null && !isLifted(plainHost(url.hostname)))
        await clock.sleep(options.delayMs * restFactor, signal);
      end = await follow();
    } catch (error) {
      if (!signal.aborted) throw error;
      end = { outcome: 'budget', detail: 'aborted', exchange: null };
    } finally {
      unlink();
    }
    const headers = end.exchange?.headers ?? {};
    const body = end.exchange?.body ?? null;
    return {
      outcome: end.outcome,
      detail: end.detail,
      url: first?.href ?? address,
      finalUrl: url?.href ?? address,
      redirects,
      httpStatus:
        end.exchange?.httpStatus ??
        (end.outcome === 'redirect-loop' ? (redirects.at(-1)?.httpStatus ?? null) : null),
      contentType: readHeader(headers, 'content-type'),
      contentDisposition: readHeader(headers, 'content-disposition'),
      lastModified: readHeader(headers, 'last-modified'),
      etag: readHeader(headers, 'etag'),
      body,
      ...(body === null ? {} : { release: () => releaseBody(body) }),
      attempts: trip.retry.attempts + trip.retry.freeRetries,
      requests: trip.requests,
      wireBytes,
      caching: end.exchange === null ? null : readCaching(headers),
      elapsedMs: trip.elapsedMs,
      retrievedAtMs: clock.nowMs(),
      tlsProblem: trip.tlsProblem,
    };
  }

  return {
    fetch: ({ url, accept, ignoreRobots, signal, conditionsFor, isSecondOpinion }) =>
      travel(url, accept, ignoreRobots ?? false, signal, conditionsFor, isSecondOpinion),
    async sitemaps(address) {
      const url = cleanUrl(address);
      return url === null || guard.refuseUrl(url) !== null ? [] : robots.sitemaps(url);
    },
    notes: () => notes.list(),
    async close() {
      closing.abort(new Error('the fetcher was closed'));
      await exchanger.close();
    },
  };
}
