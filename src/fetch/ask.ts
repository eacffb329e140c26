import { untilAborted } from './abort.ts';
import { type AddressGuard, plainHost, portOf } from './address-guard.ts';
import type { BodyLimits } from './body.ts';
import type { CookieJar } from './cookies.ts';
import type { Exchange, ExchangeEnd, Exchanger } from './exchange.ts';
import { readHeader } from './headers.ts';
import type { NoteBook } from './notes.ts';
import { explainFailure, type Failure, FetchFailure } from './outcomes.ts';
import type { Pacer } from './pace.ts';
import { readNextHop } from './redirects.ts';
import {
  type AttemptEnd,
  decideRepeat,
  parseRetryAfter,
  type RetryPolicy,
  type RetryState,
  secondOpinionPolicy,
} from './retry.ts';
import { plainAddress } from './special-addresses.ts';
import type { Clock, FetchTimeouts, HostAddress } from './types.ts';
import { findBotWall } from './walls.ts';

/** What one fetch has done so far, over all its hops and repeats. */
export interface Trip {
  signal: AbortSignal;
  accept: string;
  limits: BodyLimits;
  /** further headers of the hop that is asked now: what we hold of it */
  conditions: Readonly<Record<string, string>> | null;
  retry: RetryState;
  /** put on the wire */
  requests: number;
  /** spent on the wire: over the fetch, and in the attempt that runs */
  elapsedMs: number;
  attemptMs: number;
  tlsProblem: string | null;
  isSecondOpinion: boolean;
}

/** What a host said, or why it said nothing. `wall` names the bot wall that answered in its place. */
export type Reply =
  | { kind: 'answer'; exchange: Exchange; wall: string | null }
  | { kind: 'failure'; failure: Failure }
  /** the host asked to be left alone for longer than we wait, and is not asked again until then */
  | { kind: 'closed'; detail: string };

export interface AskOptions {
  clock: Clock;
  random: () => number;
  userAgent: string;
  timeouts: FetchTimeouts;
  /** of a second opinion */
  patientTimeouts: FetchTimeouts;
  retryPolicy: RetryPolicy;
  guard: AddressGuard;
  pacer: Pacer;
  exchanger: Exchanger;
  cookies: CookieJar;
  notes: NoteBook;
  /** robots and pace do not apply to this host */
  isLifted: (hostname: string) => boolean;
}

/** Asks one address, with pace, cookies and repeats, without redirects. Throws the signal's reason when aborted. */
export type Ask = (url: URL, trip: Trip) => Promise<Reply>;

/** On the own site: 4 at once are still kind to a small server; a test server on this machine needs no kindness. */
const liftedConcurrency = 4;
const loopbackConcurrency = 64;

export function createAsk(options: AskOptions): Ask {
  const { clock, guard, pacer, cookies, notes } = options;
  const closedHosts = new Map<string, { untilMs: number; detail: string }>();

  async function findAddress(
    url: URL,
    { connectMs }: FetchTimeouts,
    signal: AbortSignal,
  ): Promise<HostAddress | undefined> {
    let timer: NodeJS.Timeout | undefined;
    // Not the timer of promises: stopping that makes two errors with their stacks, for every request.
    const tooLate = new Promise<never>((_resolve, reject) => {
      const message = `${url.hostname} was not looked up in time`;
      timer = setTimeout(() => reject(new FetchFailure('LOOKUP_TIMEOUT', message)), connectMs);
    });
    try {
      const lookup = guard.findAddresses(url.hostname, portOf(url));
      return (await untilAborted(Promise.race([lookup, tooLate]), signal))[0];
    } finally {
      clearTimeout(timer);
    }
  }

  function headersFor(url: URL, trip: Trip): Record<string, string> {
    const cookie = cookies.headerFor(url);
    return {
      'user-agent': options.userAgent,
      accept: trip.accept,
      'accept-language': 'th,en;q=0.7',
      'accept-encoding': 'gzip, deflate, br',
      ...trip.conditions,
      ...(cookie === null ? {} : { cookie }),
    };
  }

  async function askOnce(url: URL, trip: Trip): Promise<ExchangeEnd | { kind: 'failure'; failure: Failure }> {
    const host = plainHost(url.hostname);
    const timeouts = trip.isSecondOpinion ? options.patientTimeouts : options.timeouts;
    let address: string | null;
    try {
      const found = await findAddress(url, timeouts, trip.signal);
      address = found === undefined ? null : plainAddress(found.address);
    } catch (error) {
      trip.signal.throwIfAborted();
      return { kind: 'failure', failure: explainFailure(error) };
    }
    const isLoopback = address === '::1' || address?.startsWith('127.') === true;
    const ticket = await pacer.enter({
      host,
      address,
      signal: trip.signal,
      ...(options.isLifted(host)
        ? { liftedToConcurrency: isLoopback ? loopbackConcurrency : liftedConcurrency }
        : {}),
    });
    const startedMs = clock.nowMs();
    try {
      const end = await options.exchanger.send({
        url,
        headers: headersFor(url, trip),
        limits: trip.limits,
        budgetMs: timeouts.totalMs - trip.attemptMs,
        signal: trip.signal,
        isSecondOpinion: trip.isSecondOpinion,
      });
      const isError = end.kind === 'failure' || end.exchange.httpStatus >= 400;
      const factor = ticket.leave(end.latencyMs, isError);
      if (factor > 1)
        notes.write(host, 'slowed-down', `answers take ${factor.toFixed(1)} times as long as before`);
      trip.tlsProblem ??= end.tlsProblem;
      return end;
    } finally {
      ticket.leave(null, true);
      const spentMs = clock.nowMs() - startedMs;
      trip.requests += 1;
      trip.elapsedMs += spentMs;
      trip.attemptMs += spentMs;
    }
  }

  function readReply(
    url: URL,
    end: ExchangeEnd | { kind: 'failure'; failure: Failure },
  ): [Reply, AttemptEnd | null] {
    if (end.kind === 'failure') return [end, end];
    const { exchange } = end;
    const { httpStatus, headers } = exchange;
    const setCookie = headers['set-cookie'] ?? [];
    cookies.keep(url, Array.isArray(setCookie) ? setCookie : [setCookie]);
    const wall = findBotWall(httpStatus, headers, exchange.body);
    const reply: Reply = { kind: 'answer', exchange, wall };
    if (wall !== null || readNextHop(url, httpStatus, headers).kind === 'to') return [reply, null];
    if (exchange.bodyFailure !== null) return [reply, { kind: 'failure', failure: exchange.bodyFailure }];
    const retryAfterMs = parseRetryAfter(readHeader(headers, 'retry-after'), clock.nowMs());
    return [reply, { kind: 'status', httpStatus, retryAfterMs }];
  }

  function heedRetryAfter(host: string, end: AttemptEnd, isFollowed: boolean): void {
    if (end.kind !== 'status' || end.retryAfterMs === null || end.httpStatus < 400) return;
    const seconds = Math.ceil(end.retryAfterMs / 1_000);
    const detail = `HTTP ${end.httpStatus}, Retry-After ${seconds} s`;
    notes.write(host, 'retry-after', detail);
    const untilMs = clock.nowMs() + end.retryAfterMs;
    if (isFollowed) pacer.pause(host, untilMs);
    else if (end.retryAfterMs > options.retryPolicy.maxRetryAfterMs)
      closedHosts.set(host, { untilMs, detail });
  }

  return async (url, trip) => {
    const host = plainHost(url.hostname);
    for (;;) {
      const closed = closedHosts.get(host);
      if (closed !== undefined && closed.untilMs > clock.nowMs())
        return { kind: 'closed', detail: closed.detail };
      const [reply, end] = readReply(url, await askOnce(url, trip));
      if (end === null) return reply;
      const policy = trip.isSecondOpinion ? secondOpinionPolicy(options.retryPolicy) : options.retryPolicy;
      const repeat = decideRepeat(policy, trip.retry, end, options.random);
      heedRetryAfter(host, end, repeat?.isServerAsked === true);
      if (repeat === null) return reply;
      if (repeat.isFree) trip.retry.freeRetries += 1;
      else trip.retry.attempts += 1;
      trip.attemptMs = 0;
      if (end.kind === 'status') trip.retry.retryAfterMs += end.retryAfterMs ?? 0;
      // a wait that the server asked for is kept by the pace, for every request to its host
      if (!repeat.isServerAsked) await clock.sleep(repeat.waitMs, trip.signal);
    }
  };
}
