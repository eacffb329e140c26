import type { SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import { untilAborted } from './abort.ts';
import { type AddressGuard, plainHost, portOf } from './address-guard.ts';
import { type BodyFlow, type BodyLimits, type BodySink, receiveBody } from './body.ts';
import { createGuardedAgent, createGuardedConnect, type SocketSettings, type TlsMode } from './connect.ts';
import { type AnswerHead, sendGet } from './dispatch.ts';
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

/** What takes in the body of an answer; of errors and redirects only its beginning. */
function openBody({ httpStatus, headers }: AnswerHead, limits: BodyLimits, flow: BodyFlow): BodySink {
  const { onWireBytes } = limits;
  const isShort = isErrorStatus(httpStatus);
  const applied = isShort
    ? { ...errorLimits, ...(onWireBytes === undefined ? {} : { onWireBytes }) }
    : limits;
  const declaredBytes = Number(firstHeader(headers, 'content-length') ?? 'NaN');
  const sink = receiveBody(firstHeader(headers, 'content-encoding'), applied, declaredBytes, flow);
  if (applied.onExcess === 'refuse' && declaredBytes > applied.maxWireBytes) {
    const failure = new FetchFailure('TOO_LARGE', `${declaredBytes} bytes announced`);
    sink.fail(failure);
    flow.stop(failure);
  }
  return sink;
}

function isErrorStatus(httpStatus: number): boolean {
  return httpStatus < 200 || httpStatus >= 300;
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
    request.signal.throwIfAborted();
    const startedMs = clock.nowMs();
    let headMs: number | null = null;
    const sending = sendGet(agentFor(kind), request.url, request.headers, !kind.allowH2, (head, flow) => {
      headMs = clock.nowMs();
      return openBody(head, request.limits, flow);
    });
    const timer = setTimeout(
      () => sending.stop(new FetchFailure('TOTAL_TIMEOUT', 'the whole request took too long')),
      Math.max(1, request.budgetMs),
    );
    const passOn = (): void => sending.stop(request.signal.reason as Error);
    request.signal.addEventListener('abort', passOn, { once: true });
    const { head, body, error } = await sending.end;
    clearTimeout(timer);
    request.signal.removeEventListener('abort', passOn);
    if (body === null) request.signal.throwIfAborted();
    const latencyMs = (headMs ?? clock.nowMs()) - startedMs;
    if (head === null) return { kind: 'failure', failure: explainFailure(error), latencyMs, tlsProblem };
    // the status of an error is the news, its page is an extra
    const bodyFailure = body !== null || isErrorStatus(head.httpStatus) ? null : explainFailure(error);
    return { kind: 'answer', exchange: { ...head, body, bodyFailure }, latencyMs, tlsProblem };
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
