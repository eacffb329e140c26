import { constants } from 'node:crypto';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { Agent, buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import type { FetchTimeouts } from './types.ts';

/** How far the certificate and the protocol are trusted. */
export type TlsMode = 'verified' | 'unverified';

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

/** The first address gets this long before the next one is tried beside it (RFC 8305 §5 recommends 250 ms). */
const nextAddressAfterMs = 250;

/**
 * An undici dispatcher whose every socket passes the guard. undici does not call `lookup` for literal addresses, so
 * these are checked before connecting; for names, the socket gets the guard's list and no other.
 */
export function createGuardedAgent(guard: AddressGuard, timeouts: FetchTimeouts, mode: TlsMode): Agent {
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
    const connector = buildConnector({
      ...(mode === 'unverified' ? laxTls : {}),
      allowH2: false,
      timeout: timeouts.connectMs,
      lookup,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: nextAddressAfterMs,
    });
    connectors.set(key, connector);
    return connector;
  }

  return new Agent({
    allowH2: false,
    pipelining: 1,
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.idleBodyMs,
    connect(options, callback) {
      const port = options.port === '' ? (options.protocol === 'https:' ? 443 : 80) : Number(options.port);
      const connect = connectorFor(options.hostname, port);
      if (isIP(options.hostname) === 0) {
        connect(options, callback);
        return;
      }
      findAddresses(options.hostname, port, (error) => {
        if (error === null) connect(options, callback);
        else callback(error, null);
      });
    },
  });
}
