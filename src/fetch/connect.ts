import { constants } from 'node:crypto';
import { isIP, type LookupFunction } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { callbackify } from 'node:util';
import { Agent, buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import type { FetchTimeouts } from './types.ts';

/** How far the certificate and the protocol are trusted; `completed`: with issuers that the server left out. */
export type TlsMode = 'verified' | 'completed' | 'unverified';

/** How the sockets of one agent are opened. */
export interface SocketSettings {
  tls: TlsMode;
  /** offers HTTP/2 first; without it HTTP/1.1 alone is offered */
  allowH2: boolean;
  timeouts: FetchTimeouts;
  /** each address gets this long before the next one is tried in its place */
  nextAddressAfterMs: number;
  /** trusted roots with the issuers that this host left out; asked for in the mode `completed` only */
  contextOf: (hostname: string, port: number) => SecureContext | undefined;
  /** a TLS socket agreed on a protocol: `h2`, `http/1.1`, or false where the server names none */
  onProtocol: (hostname: string, port: number, protocol: string | false | null) => void;
}

/**
 * For hosts whose chain does not verify or that speak only TLS 1.0: both need `SECLEVEL=0`, `minVersion` alone
 * leaves the old ciphers out. Nothing secret is ever sent, and the answer carries the problem.
 */
const laxTls = {
  rejectUnauthorized: false,
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
} as const;

/**
 * Opens sockets that all pass the guard. undici does not call `lookup` for literal addresses, so these are checked
 * before connecting; for names, the socket gets the guard's list and no other.
 */
export function createGuardedConnect(
  guard: AddressGuard,
  settings: SocketSettings,
): buildConnector.connector {
  const { timeouts, allowH2 } = settings;
  const findAddresses = callbackify((hostname: string, port: number) => guard.findAddresses(hostname, port));
  const connectors = new Map<string, buildConnector.connector>();

  function connectorFor(hostname: string, port: number): buildConnector.connector {
    const key = `${hostname}:${port}`;
    const known = connectors.get(key);
    if (known !== undefined) return known;
    const lookup: LookupFunction = (_hostname, options, callback) => {
      findAddresses(hostname, port, (error, addresses) => {
        if (error !== null) {
          callback(error, []);
          return;
        }
        const first = addresses[0];
        if (options.all === true || first === undefined) callback(null, addresses);
        else callback(null, first.address, first.family);
      });
    };
    const context = settings.tls === 'completed' ? settings.contextOf(hostname, port) : undefined;
    const connector = buildConnector({
      ...(settings.tls === 'unverified' ? laxTls : {}),
      ...(context === undefined ? {} : { secureContext: context }),
      allowH2,
      preferH2: allowH2,
      timeout: timeouts.connectMs,
      lookup,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: settings.nextAddressAfterMs,
    });
    connectors.set(key, connector);
    return connector;
  }

  return (options, callback) => {
    const port = options.port === '' ? (options.protocol === 'https:' ? 443 : 80) : Number(options.port);
    const connect = connectorFor(options.hostname, port);
    const answer: buildConnector.Callback = (...result) => {
      const [, socket] = result;
      if (socket instanceof TLSSocket) settings.onProtocol(options.hostname, port, socket.alpnProtocol);
      callback(...result);
    };
    if (isIP(options.hostname) === 0) {
      connect(options, answer);
      return;
    }
    findAddresses(options.hostname, port, (error) => {
      if (error === null) connect(options, answer);
      else callback(error, null);
    });
  };
}

/** An undici dispatcher whose every socket passes the guard. */
export function createGuardedAgent(guard: AddressGuard, settings: SocketSettings): Agent {
  return new Agent({
    allowH2: settings.allowH2,
    pipelining: 1,
    headersTimeout: settings.timeouts.headersMs,
    bodyTimeout: settings.timeouts.idleBodyMs,
    connect: createGuardedConnect(guard, settings),
  });
}
