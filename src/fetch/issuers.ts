import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext, TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import { plainHost, portOf } from './address-guard.ts';

/** Certificates of issuers are about 2 KiB; a file of more than this is something else. */
export const maxIssuerBytes = 65_536;

/** Authorities stand one or two steps apart; each step is one file to fetch. */
const maxSteps = 3;

/** Says of a chain that it ends before an authority that is trusted, as OpenSSL names it. */
const incompleteCodes: ReadonlySet<string> = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** Whether the server may only have left out a certificate between its own and the authority's. */
export function mayLackIssuer(code: string): boolean {
  return incompleteCodes.has(code);
}

export interface IssuerDependencies {
  /** opens a guarded socket without verification */
  connect: buildConnector.connector;
  /** the bytes at an http address, null where they cannot be had */
  fetchFile: (url: URL, signal: AbortSignal) => Promise<Uint8Array | null>;
}

/** Finds what a server left out of its chain, as browsers do. */
export interface Issuers {
  /**
   * The trusted roots together with the certificates that `url`'s host left out; null when these cannot be found.
   * Whether the chain verifies with them, the handshake says. Once per host and run.
   */
  complete(url: URL, signal: AbortSignal): Promise<SecureContext | null>;
}

/**
 * Follows `caIssuers` of Authority Information Access (RFC 5280 §4.2.2.1). A self-signed certificate is never taken:
 * in a list of authorities it would be one.
 */
export function createIssuers({ connect, fetchFile }: IssuerDependencies): Issuers {
  const known = new Map<string, Promise<X509Certificate | null>>();
  let roots: X509Certificate[] | null = null;

  function isRooted(certificate: X509Certificate): boolean {
    roots ??= getCACertificates('default').map((pem) => new X509Certificate(pem));
    return roots.some((root) => certificate.checkIssued(root));
  }

  async function load(address: string, signal: AbortSignal): Promise<X509Certificate | null> {
    const url = URL.parse(address);
    const bytes = url === null ? null : await fetchFile(url, signal);
    try {
      return bytes === null ? null : new X509Certificate(bytes);
    } catch {
      return null;
    }
  }

  function loadOnce(address: string, signal: AbortSignal): Promise<X509Certificate | null> {
    const loading = known.get(address) ?? load(address, signal);
    known.set(address, loading);
    // the end of one fetch is no news of the address
    loading.catch(() => known.delete(address));
    return loading;
  }

  async function findIssuer(
    certificate: X509Certificate,
    signal: AbortSignal,
  ): Promise<X509Certificate | null> {
    const address = readIssuerAddress(certificate.infoAccess);
    const issuer = address === null ? null : await loadOnce(address, signal);
    if (issuer === null || !issuer.ca || issuer.checkIssued(issuer)) return null;
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey) ? issuer : null;
  }

  return {
    async complete(url, signal) {
      let last = await readLastCertificate(connect, url);
      const found: X509Certificate[] = [];
      while (last !== null && found.length < maxSteps && !isRooted(last)) {
        last = await findIssuer(last, signal);
        if (last !== null) found.push(last);
      }
      if (found.length === 0) return null;
      return createSecureContext({
        ca: [...getCACertificates('default'), ...found.map((certificate) => certificate.toString())],
      });
    },
  };
}

/** The http address of the issuer's certificate; https would need the very thing that is missing. */
export function readIssuerAddress(infoAccess: string | undefined): string | null {
  return /^CA Issuers - URI:"?(http:\/\/[^\s"]+)/im.exec(infoAccess ?? '')?.[1] ?? null;
}

/** The end of the chain that the server sends. */
async function readLastCertificate(
  connect: buildConnector.connector,
  url: URL,
): Promise<X509Certificate | null> {
  const { promise, resolve } = Promise.withResolvers<X509Certificate | null>();
  const host = plainHost(url.hostname);
  connect(
    { hostname: host, host: url.host, protocol: url.protocol, port: String(portOf(url)) },
    (...[error, socket]) => {
      if (error !== null || !(socket instanceof TLSSocket)) {
        resolve(null);
        return;
      }
      let last = socket.getPeerX509Certificate() ?? null;
      for (let step = 0; step < 10 && last?.issuerCertificate !== undefined; step++) {
        if (last.issuerCertificate.fingerprint256 === last.fingerprint256) break;
        last = last.issuerCertificate;
      }
      socket.on('error', () => undefined).destroy();
      resolve(last);
    },
  );
  return await promise;
}
