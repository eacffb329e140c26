import { request } from 'undici';
import { AddressRefusedError, createAddressGuard } from '../../fetch/address-guard.ts';
import { createGuardedAgent } from '../../fetch/connect.ts';
import type { Clock } from '../../fetch/types.ts';

/** What is needed to send something over HTTP. */
export interface PostOptions {
  clock: Clock;
  userAgent: string;
  /** private addresses that may be connected to, CIDR */
  allowAddresses: readonly string[];
  signal: AbortSignal;
}

/** A message could not be sent; says nothing of address or secret. */
export class DeliveryError extends Error {
  /** worth another try at once */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isPassing = isPassing;
  }
}

const timeouts = { connectMs: 10_000, headersMs: 15_000, idleBodyMs: 10_000, totalMs: 30_000 };
const maxAnswerBytes = 4_096;

/**
 * Posts JSON. Only to public addresses, unless others are allowed; certificates are checked; redirects are not followed, since
 * they would carry the secret elsewhere.
 *
 * @throws DeliveryError when it did not get there, or was refused
 */
export async function postJson(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { clock, userAgent, allowAddresses, signal }: PostOptions,
): Promise<void> {
  const guard = createAddressGuard({
    startUrl: url,
    startMayBePrivate: false,
    allowAddresses: [...allowAddresses],
    resolve: [],
    clock,
  });
  const refusal = guard.refuseUrl(new URL(url));
  if (refusal !== null) throw refused(refusal);
  const dispatcher = createGuardedAgent(guard, {
    tls: 'verified',
    allowH2: false,
    timeouts,
    nextAddressAfterMs: 250,
    contextOf: () => undefined,
    onProtocol: () => undefined,
  });
  try {
    const answer = await request(url, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': userAgent, ...headers },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeouts.totalMs)]),
    });
    await answer.body.dump({ limit: maxAnswerBytes });
    const { statusCode } = answer;
    if (statusCode >= 200 && statusCode < 300) return;
    // LINE: this retry key was accepted before.
    if (statusCode === 409 && headers['x-line-retry-key'] !== undefined) return;
    throw new DeliveryError(
      `ปลายทางตอบ HTTP ${statusCode} · the receiver answered HTTP ${statusCode}`,
      statusCode >= 500 || statusCode === 429 || statusCode === 408,
    );
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    signal.throwIfAborted();
    if (error instanceof AddressRefusedError) throw refused(error.message);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'timeout';
    throw new DeliveryError(`ส่งไม่ถึง (${code}) · could not be sent (${code})`, true, { cause: error });
  } finally {
    await dispatcher.destroy();
  }
}

function refused(what: string): DeliveryError {
  return new DeliveryError(
    `ไม่ส่งไปที่อยู่ภายในเครือข่าย (${what}) ถ้าตั้งใจให้เติม --allow-address · not sent to a private address (${what}): allow it with --allow-address.`,
    false,
  );
}
