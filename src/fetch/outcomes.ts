import type { Outcome } from '../result/vocabulary.ts';

/** What an error of the network means, and whether trying again may help. */
export interface FailureMeaning {
  outcome: Outcome;
  isRetryable: boolean;
}

/** A failed exchange: `code` is the system's own word. */
export interface Failure extends FailureMeaning {
  code: string;
  message: string;
}

/** Codes of our own, raised by the deadline, the body reader and the guard. */
export type OwnCode =
  | 'TOTAL_TIMEOUT'
  | 'LOOKUP_TIMEOUT'
  | 'TOO_LARGE'
  | 'TOO_MANY_ENCODINGS'
  | 'RATIO_TOO_HIGH'
  | 'ADDRESS_REFUSED';

/** An error with a code that the table below knows. */
export class FetchFailure extends Error {
  readonly code: OwnCode;
  constructor(code: OwnCode, message: string) {
    super(message);
    this.code = code;
  }
}

const dns: FailureMeaning = { outcome: 'dns', isRetryable: false };
// the resolver did not answer in time, which says nothing about the name
const dnsLater: FailureMeaning = { outcome: 'dns', isRetryable: true };
const refused: FailureMeaning = { outcome: 'refused', isRetryable: false };
const timeout: FailureMeaning = { outcome: 'timeout', isRetryable: true };
const reset: FailureMeaning = { outcome: 'reset', isRetryable: true };
const garbled: FailureMeaning = { outcome: 'reset', isRetryable: false };
const tls: FailureMeaning = { outcome: 'tls', isRetryable: false };
const tooLarge: FailureMeaning = { outcome: 'too-large', isRetryable: false };
const addressRefused: FailureMeaning = { outcome: 'address-refused', isRetryable: false };

/**
 * Error code → meaning. The order counts: of the errors that a connection to several addresses ends with, the one
 * named first here is told, so that a dead IPv6 route does not hide a refused IPv4 port.
 */
const meaningByCode: ReadonlyMap<string, FailureMeaning> = new Map([
  ['ADDRESS_REFUSED', addressRefused],
  ['TOO_LARGE', tooLarge],
  ['RATIO_TOO_HIGH', tooLarge],
  ['TOO_MANY_ENCODINGS', tooLarge],
  ['UND_ERR_HEADERS_OVERFLOW', tooLarge],
  ['ENOTFOUND', dns],
  ['ENODATA', dns],
  ['EAI_FAIL', dns],
  ['EAI_NONAME', dns],
  ['EAI_NODATA', dns],
  ['EAI_AGAIN', dnsLater],
  ['LOOKUP_TIMEOUT', dnsLater],
  ['ECONNREFUSED', refused],
  ['TOTAL_TIMEOUT', timeout],
  ['UND_ERR_CONNECT_TIMEOUT', timeout],
  ['UND_ERR_HEADERS_TIMEOUT', timeout],
  ['UND_ERR_BODY_TIMEOUT', timeout],
  ['ETIMEDOUT', timeout],
  ['ECONNRESET', reset],
  ['EPIPE', reset],
  ['ECONNABORTED', reset],
  ['UND_ERR_SOCKET', reset],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', reset],
  ['ERR_STREAM_PREMATURE_CLOSE', reset],
  ['EPROTO', tls],
  ['EHOSTUNREACH', refused],
  ['ENETUNREACH', refused],
  ['EHOSTDOWN', refused],
  ['ENETDOWN', refused],
  ['EADDRNOTAVAIL', refused],
  ['EACCES', refused],
  ['EPERM', refused],
]);

/** Families of codes; `Z_`, `ERR_BROTLI` and `ERR__ERROR_` (Brotli's own) are bodies that do not decompress. */
const meaningByPrefix: readonly (readonly [string, FailureMeaning])[] = [
  ['ERR_TLS_', tls],
  ['ERR_SSL_', tls],
  ['HPE_', garbled],
  ['HTTPParserError', garbled],
  ['Z_', garbled],
  ['ERR_BROTLI', garbled],
  ['ERR__ERROR_', garbled],
];

/** Names that OpenSSL gives to a chain that does not verify (X509_V_ERR_…), as Node passes them on in `code`. */
const certificateCodes: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_PURPOSE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'HOSTNAME_MISMATCH',
]);

function lookUpMeaning(code: string): FailureMeaning | null {
  if (certificateCodes.has(code)) return tls;
  const exact = meaningByCode.get(code);
  if (exact !== undefined) return exact;
  return meaningByPrefix.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null;
}

function collectErrors(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const inner: unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error, ...[...inner, error.cause].flatMap((child) => collectErrors(child, depth + 1))];
}

function codeOf(error: Error): string | null {
  if ('code' in error && typeof error.code === 'string') return error.code;
  // undici's parser leaves the code out when the answer is not HTTP at all
  return error.name === 'HTTPParserError' ? error.name : null;
}

/** What an error thrown by a request means. One that is not in the table counts as a broken connection. */
export function explainFailure(error: unknown): Failure {
  const order = [...meaningByCode.keys()];
  const known = collectErrors(error)
    .flatMap((each) => {
      const code = codeOf(each);
      const meaning = code === null ? null : lookUpMeaning(code);
      return code === null || meaning === null ? [] : [{ ...meaning, code, message: each.message }];
    })
    .toSorted((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
  const first = known[0];
  if (first !== undefined) return first;
  const message = error instanceof Error ? error.message : String(error);
  return { ...garbled, code: (error instanceof Error ? codeOf(error) : null) ?? 'UNKNOWN', message };
}

/** The words for `detail`: our own failures say more than their code. */
export function describeFailure(failure: Failure): string {
  return failure.outcome === 'address-refused' || failure.outcome === 'too-large'
    ? failure.message
    : failure.code;
}
