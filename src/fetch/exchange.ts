import type { SecureContext } from 'node:tls';
import { request as sendRequest, type Dispatcher } from 'undici';
import { untilAborted } from './abort.ts';
import { type AddressGuard, plainHost, portOf } from './address-guard.ts';
import { type BodyLimits, readBody } from './body.ts';
import { createGuardedAgent, createGuardedConnect, type SocketSettings, type TlsMode } from './connect.ts';
import { firstHeader, type ResponseHeaders } from './headers.ts';
import { createIssuers, maxIssuerBytes, mayLackIssuer } from './issuers.ts';
import { explainFailure, type Failure, FetchFailure } from './outcomes.ts';
import type { Clock, FetchTimeouts } from './types.ts';

export const defaultTimeouts: FetchTimeouts = {
  connectMs: 10_000,
  headersMs: 15_000,
  idleBodyMs: 10_000,
  totalMs: 30_000,
};

/** A second opinion waits this many times as long. */
const patience = 2;

/** The limits of a second opinion. */
export function stretchTimeouts(timeouts: FetchTimeouts): FetchTimeouts {
  const { connectMs, headersMs, idleBodyMs, totalMs } = timeouts;
  return {
    connectMs: connectMs * patience,
    headersMs: headersMs * patience,
    idleBodyMs: idleBodyMs * patience,
    totalMs: totalMs * patience,
  };
}

/** RFC 8305 §5 recommends 250 ms before the next address of a name is tried. */
const nextAddressAfterMs = 250;
/** Node gives up the earlier address then: one that is alive and far away is to answer a second opinion. */
const patientNextAddressAfterMs = 2_500;

const issuerBudgetMs = 5_000;
const issuerLimits: BodyLimits = {
  maxWireBytes: maxIssuerBytes,
  maxBytes: maxIssuerBytes,
  onExcess: 'refuse',
};

/** `tlsProblem` of a chain that verifies with the certificate that the server left out. */
export const incompleteChain = 'INTERMEDIATE_MISSING';

/** The server speaks no protocol that was offered: with HTTP/1.1 alone on offer, it wants HTTP/2 (RFC 7301 §3.2). */
const noCommonProtocol = 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL';

/** One request to one address, without redirects, repeats or pace. */
export interface ExchangeRequest {
  url: URL;
  headers: Readonly<Record<string, string>>;
  /** for an answer below 300 */
  limits: BodyLimits;
  /** what is left of the attempt's time */
  budgetMs: number;
  signal: AbortSignal;
  /** longer limits, and HTTP/2 where the server has it */
  isSecondOpinion: boolean;
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
  const { onWireBytes } = request.limits;
  const limits = isError
    ? { ...errorLimits, ...(onWireBytes === undefined ? {} : { onWireBytes }) }
    : request.limits;
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

interface AgentKind {
  tls: TlsMode;
  allowH2: boolean;
  isPatient: boolean;
}

/** What is known of a host whose certificate does not verify as sent. */
interface HostTrust {
  tls: Exclude<TlsMode, 'verified'>;
  problem: string;
}

/** Sends requests over guarded sockets; what a host's TLS turned out to want is remembered for the run. */
export function createExchanger(guard: AddressGuard, timeouts: FetchTimeouts, clock: Clock): Exchanger {
  const agents = new Map<string, Dispatcher>();
  const trusts = new Map<string, HostTrust>();
  const contexts = new Map<string, SecureContext>();
  const speaksH2 = new Map<string, boolean>();
  const wantsH2 = new Set<string>();

  function settingsFor({ tls, allowH2, isPatient }: AgentKind): SocketSettings {
    return {
      tls,
      allowH2,
      timeouts: isPatient ? stretchTimeouts(timeouts) : timeouts,
      nextAddressAfterMs: isPatient ? patientNextAddressAfterMs : nextAddressAfterMs,
      contextOf: (hostname, port) => contexts.get(tlsKey(hostname, port)),
      onProtocol: (hostname, port, protocol) => speaksH2.set(tlsKey(hostname, port), protocol === 'h2'),
    };
  }

  function agentFor(kind: AgentKind): Dispatcher {
    const key = JSON.stringify([kind.tls, kind.allowH2, kind.isPatient]);
    const agent = agents.get(key) ?? createGuardedAgent(guard, settingsFor(kind));
    agents.set(key, agent);
    return agent;
  }

  const issuers = createIssuers({
    connect: createGuardedConnect(guard, settingsFor({ tls: 'unverified', allowH2: true, isPatient: false })),
    async fetchFile(url, signal) {
      if (guard.refuseUrl(url) !== null) return null;
      const end = await sendOnce(
        { url, headers: {}, limits: issuerLimits, budgetMs: issuerBudgetMs, signal, isSecondOpinion: false },
        { tls: 'verified', allowH2: false, isPatient: false },
        null,
      );
      return end.kind === 'answer' && end.exchange.httpStatus === 200 ? end.exchange.body : null;
    },
  });

  async function sendOnce(
    request: ExchangeRequest,
    kind: AgentKind,
    tlsProblem: string | null,
  ): Promise<ExchangeEnd> {
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
        dispatcher: agentFor(kind),
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

  /** Learns from a handshake that failed; null when there is nothing left to try. */
  async function relent(request: ExchangeRequest, kind: AgentKind, code: string): Promise<AgentKind | null> {
    const key = keyOf(request.url);
    if (code === noCommonProtocol && !kind.allowH2) {
      wantsH2.add(key);
      return { ...kind, allowH2: true };
    }
    if (kind.tls === 'unverified') return null;
    const context =
      kind.tls === 'verified' && mayLackIssuer(code)
        ? await untilAborted(issuers.complete(request.url, request.signal), request.signal)
        : null;
    if (context !== null) contexts.set(key, context);
    const tls = context === null ? 'unverified' : 'completed';
    trusts.set(key, { tls, problem: context === null ? code : incompleteChain });
    return { ...kind, tls };
  }

  return {
    async send(request) {
      const key = keyOf(request.url);
      let kind: AgentKind | null = {
        tls: trusts.get(key)?.tls ?? 'verified',
        allowH2: request.isSecondOpinion || wantsH2.has(key),
        isPatient: request.isSecondOpinion,
      };
      for (;;) {
        const end = await sendOnce(request, kind, trusts.get(key)?.problem ?? null);
        if (end.kind === 'answer') {
          if (request.isSecondOpinion && speaksH2.get(key) === true) wantsH2.add(key);
          return end;
        }
        kind = end.failure.outcome === 'tls' ? await relent(request, kind, end.failure.code) : null;
        if (kind === null) return end;
      }
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

function keyOf(url: URL): string {
  return tlsKey(url.hostname, portOf(url));
}

function tlsKey(hostname: string, port: number): string {
  return `${plainHost(hostname)}:${port}`;
}
