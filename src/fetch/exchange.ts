import { request as sendRequest, type Dispatcher } from 'undici';
import { type AddressGuard, plainHost, portOf } from './address-guard.ts';
import { type BodyLimits, readBody } from './body.ts';
import { createGuardedAgent, type TlsMode } from './connect.ts';
import { firstHeader, type ResponseHeaders } from './headers.ts';
import { explainFailure, type Failure, FetchFailure } from './outcomes.ts';
import type { Clock, FetchTimeouts } from './types.ts';

export const defaultTimeouts: FetchTimeouts = {
  connectMs: 10_000,
  headersMs: 15_000,
  idleBodyMs: 10_000,
  totalMs: 30_000,
};

/** One request to one address, without redirects, repeats or pace. */
export interface ExchangeRequest {
  url: URL;
  headers: Readonly<Record<string, string>>;
  /** for an answer below 300 */
  limits: BodyLimits;
  /** what is left of the attempt's time */
  budgetMs: number;
  signal: AbortSignal;
}

export interface Exchange {
  httpStatus: number;
  headers: ResponseHeaders;
  /** null when it was over a limit, see `bodyFailure` */
  body: Uint8Array | null;
  bodyFailure: Failure | null;
}

/** `latencyMs` is the time to the headers, or to the failure. */
export type ExchangeEnd = { latencyMs: number; tlsProblem: string | null } & (
  | { kind: 'answer'; exchange: Exchange }
  | { kind: 'failure'; failure: Failure }
);

export interface Exchanger {
  /** @throws the signal's reason when the caller aborts; every other failure is in the answer */
  send(request: ExchangeRequest): Promise<ExchangeEnd>;
  close(): Promise<void>;
}

/** Bodies of errors and redirects are kept to this length: enough to tell a wall or a login page. */
const maxErrorBodyBytes = 65_536;
const errorLimits: BodyLimits = {
  maxWireBytes: maxErrorBodyBytes,
  maxBytes: maxErrorBodyBytes,
  onExcess: 'truncate',
};

async function readAnswer(
  answer: Dispatcher.ResponseData,
  request: ExchangeRequest,
  deadline: AbortSignal,
): Promise<Exchange> {
  const { statusCode: httpStatus, headers } = answer;
  const isError = httpStatus < 200 || httpStatus >= 300;
  const limits = isError ? errorLimits : request.limits;
  const known = { httpStatus, headers };
  const declaredBytes = Number(firstHeader(headers, 'content-length') ?? 'NaN');
  if (limits.onExcess === 'refuse' && declaredBytes > limits.maxWireBytes) {
    // without a listener the early end of the stream would surface as an uncaught error
    answer.body.on('error', () => undefined).destroy();
    const failure = explainFailure(new FetchFailure('TOO_LARGE', `${declaredBytes} bytes announced`));
    return { ...known, body: null, bodyFailure: failure };
  }
  try {
    const contentEncoding = firstHeader(headers, 'content-encoding');
    return {
      ...known,
      body: await readBody(answer.body, contentEncoding, limits),
      bodyFailure: null,
    };
  } catch (error) {
    if (request.signal.aborted) throw error;
    // the status of an error is the news, its page is an extra
    if (isError) return { ...known, body: null, bodyFailure: null };
    return {
      ...known,
      body: null,
      bodyFailure: explainFailure(deadline.aborted ? deadline.reason : error),
    };
  }
}

/** Sends requests over guarded sockets; hosts whose certificate fails are remembered for the run. */
export function createExchanger(guard: AddressGuard, timeouts: FetchTimeouts, clock: Clock): Exchanger {
  const agents: Record<TlsMode, Dispatcher> = {
    verified: createGuardedAgent(guard, timeouts, 'verified'),
    unverified: createGuardedAgent(guard, timeouts, 'unverified'),
  };
  const tlsProblems = new Map<string, string>();

  async function sendOnce(request: ExchangeRequest, mode: TlsMode): Promise<ExchangeEnd> {
    const tlsProblem = tlsProblems.get(keyOf(request.url)) ?? null;
    const deadline = new AbortController();
    const timer = setTimeout(
      () => deadline.abort(new FetchFailure('TOTAL_TIMEOUT', 'the whole request took too long')),
      Math.max(1, request.budgetMs),
    );
    const passOn = (): void => deadline.abort(request.signal.reason);
    request.signal.addEventListener('abort', passOn, { once: true });
    const startedMs = clock.nowMs();
    try {
      request.signal.throwIfAborted();
      const answer = await sendRequest(request.url, {
        dispatcher: agents[mode],
        method: 'GET',
        headers: request.headers,
        signal: deadline.signal,
      });
      const latencyMs = clock.nowMs() - startedMs;
      const exchange = await readAnswer(answer, request, deadline.signal);
      return { kind: 'answer', exchange, latencyMs, tlsProblem };
    } catch (error) {
      request.signal.throwIfAborted();
      const failure = explainFailure(deadline.signal.aborted ? deadline.signal.reason : error);
      return { kind: 'failure', failure, latencyMs: clock.nowMs() - startedMs, tlsProblem };
    } finally {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', passOn);
    }
  }

  return {
    async send(request) {
      const key = keyOf(request.url);
      if (tlsProblems.has(key)) return sendOnce(request, 'unverified');
      const end = await sendOnce(request, 'verified');
      if (end.kind === 'answer' || end.failure.outcome !== 'tls') return end;
      tlsProblems.set(key, end.failure.code);
      return sendOnce(request, 'unverified');
    },
    async close() {
      await Promise.all(Object.values(agents).map((agent) => agent.destroy()));
    },
  };
}

function keyOf(url: URL): string {
  return `${url.protocol}//${plainHost(url.hostname)}:${portOf(url)}`;
}
