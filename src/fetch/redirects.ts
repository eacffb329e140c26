import { readHeader, type ResponseHeaders } from './headers.ts';

/** Redirects that are followed; one more is a loop. RFC 9110 §15.4 leaves the number to the client. */
export const maxRedirects = 10;

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where an answer leads; `broken` is a redirect without an address that can be read. */
export type NextHop = { kind: 'none' } | { kind: 'broken'; detail: string } | { kind: 'to'; url: URL };

/** An address as it is asked for: no credentials, no fragment. Null when it cannot be read. */
export function cleanUrl(text: string, base?: URL): URL | null {
  const url = URL.parse(text, base?.href);
  if (url === null) return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

/** Reads where an answer leads. */
export function readNextHop(current: URL, httpStatus: number, headers: ResponseHeaders): NextHop {
  if (!redirectStatuses.has(httpStatus)) return { kind: 'none' };
  const location = readHeader(headers, 'location');
  if (location === null || location.trim() === '')
    return { kind: 'broken', detail: 'redirect without Location' };
  const url = cleanUrl(location, current);
  return url === null ? { kind: 'broken', detail: 'redirect to an unreadable address' } : { kind: 'to', url };
}

/**
 * Notices circles. The same address with other cookies is no circle yet: some sites set one, send the visitor back
 * and look whether it returned.
 */
export function createHopMemory(): { hasSeen(url: URL, cookie: string | null): boolean } {
  const seen = new Set<string>();
  return {
    hasSeen(url, cookie) {
      const key = `${url.href} ${cookie ?? ''}`;
      if (seen.has(key)) return true;
      seen.add(key);
      return false;
    },
  };
}
