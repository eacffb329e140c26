import type { FetchAnswer } from '../fetch/types.ts';
import { isLoginAddress } from '../crawl/share-links.ts';
import type { StoredAnswer } from './types.ts';

/** RFC 7232 §2.2.2: nearer to its answer, a date of whole seconds may be older than the last change in that second. */
const tellingGapMs = 60_000;

/** What servers add to the tag of a compressed answer: Apache, Jetty, LiteSpeed, Cloudflare and nginx modules. */
const codingSuffix = /(?:--?|;|:)(?:gzip|gz|br|brotli|deflate|zstd)$/i;

/** Named in Vary, these are the same at every request of ours. */
const steadyHeaders = new Set(['accept-encoding', 'accept', 'accept-language', 'origin']);

/** A password field anywhere: a login page that took another one's place may carry validators. */
const passwordField = /<input[^>]{0,400}type\s*=\s*["']?password/i;

/**
 * Whether an answer may be kept and asked about again. Errors, pages of a visitor's session (a cookie is set), login
 * pages, what must not be stored (RFC 9111 §5.2.2.5) and what has no validator are not.
 */
export function isStorable(answer: FetchAnswer): boolean {
  const { body, caching, etag, lastModified } = answer;
  if (answer.outcome !== 'ok' || answer.httpStatus !== 200 || body === null || body.byteLength === 0)
    return false;
  if (caching === null || caching === undefined || caching.setsCookie) return false;
  if (/\bno-store\b/i.test(caching.cacheControl ?? '') || listVary(caching.vary).includes('*')) return false;
  if (readTag(etag) === null && (lastModified === null || !isDateTelling(answer))) return false;
  return !isLoginAddress(answer.finalUrl) && !hasPasswordField(answer);
}

/** Whether the date of the last change can tell this answer from the next. */
export function isDateTelling({ caching, lastModified }: FetchAnswer): boolean {
  if (lastModified === null || caching === null || caching === undefined || caching.date === null)
    return false;
  const gapMs = Date.parse(caching.date) - Date.parse(lastModified);
  return gapMs >= tellingGapMs && listVary(caching.vary).every((name) => steadyHeaders.has(name));
}

/** The headers that ask whether a stored answer still stands; null when nothing can be asked. */
export function conditionsOf(stored: StoredAnswer): Record<string, string> | null {
  const tag = readTag(stored.etag);
  const headers: Record<string, string> = {};
  if (tag !== null) {
    // Apache compares with the tag of the uncompressed file, bug 45023: both are named.
    const plain = tag.replace(/"$/, '').replace(codingSuffix, '');
    headers['if-none-match'] = `${plain}"` === tag ? tag : `${tag}, ${plain}"`;
  }
  if (stored.isDateTelling && stored.lastModified !== null)
    headers['if-modified-since'] = stored.lastModified;
  return Object.keys(headers).length === 0 ? null : headers;
}

/** Of a version that never was; a server that finds this unchanged says so of everything. */
export const madeUpConditions: Readonly<Record<string, string>> = {
  'if-none-match': '"no-such-version-7f3a9c"',
  'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT',
};

/** Whether a 304 speaks of the version that is stored: its own validators must not say otherwise. */
export function isOfStored(answer: FetchAnswer, stored: StoredAnswer): boolean {
  const said = readTag(answer.etag);
  const held = readTag(stored.etag);
  if (said !== null && held !== null) return opaque(said) === opaque(held);
  return answer.lastModified === null || answer.lastModified === stored.lastModified;
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, '').replace(/"$/, '').replace(codingSuffix, '');
}

/** A tag that can be sent back, weak ones included (RFC 9110 §8.8.3). */
function readTag(etag: string | null): string | null {
  const tag = etag?.trim() ?? '';
  return /^(?:W\/)?"[\x21\x23-\x7e]{1,300}"$/.test(tag) ? tag : null;
}

function listVary(vary: string | null): string[] {
  return (vary ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function hasPasswordField({ body, contentType }: FetchAnswer): boolean {
  if (body === null || !/html|xml|text/i.test(contentType ?? 'text')) return false;
  return passwordField.test(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'));
}
