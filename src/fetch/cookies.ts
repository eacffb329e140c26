import type { Clock } from './types.ts';

/** Cookies of one run, in memory only: some sites redirect in circles until theirs comes back. */
export interface CookieJar {
  /** `setCookie` as sent, one string per header */
  keep(url: URL, setCookie: readonly string[]): void;
  /** the value of the Cookie header, null when there is nothing to send */
  headerFor(url: URL): string | null;
}

interface Cookie {
  value: string;
  isSecure: boolean;
  expiresMs: number;
}

const maxCookiesPerHost = 50;
const maxPairLength = 4_096;
/** many servers refuse 8 KiB of headers */
const maxHeaderLength = 6_000;

/** Printable ASCII without the separators; anything else would not pass as a header. */
const pairPattern = /^([\x21\x23-\x2b\x2d-\x3a\x3e-\x7e]+)=([\x20-\x2b\x2d-\x3a\x3c-\x7e]*)$/;

function readExpiry(attributes: readonly string[], nowMs: number): number {
  let expiresMs = Number.POSITIVE_INFINITY;
  for (const attribute of attributes) {
    const [name = '', value = ''] = attribute.split(/=(.*)/s).map((part) => part.trim());
    // Max-Age wins over Expires, RFC 6265 §5.3
    if (/^max-age$/i.test(name) && /^-?\d+$/.test(value)) return nowMs + Number(value) * 1_000;
    if (/^expires$/i.test(name) && !Number.isNaN(Date.parse(value))) expiresMs = Date.parse(value);
  }
  return expiresMs;
}

/**
 * A jar that keeps each cookie to exactly the host that set it (`Domain` and `Path` are not widened or narrowed), at
 * most 50 per host, the oldest dropped. `Secure` cookies go over https only.
 */
export function createCookieJar(clock: Clock): CookieJar {
  const hosts = new Map<string, Map<string, Cookie>>();
  return {
    keep(url, setCookie) {
      for (const line of setCookie) {
        const [pair = '', ...attributes] = line.split(';');
        const match = pair.length > maxPairLength ? null : pairPattern.exec(pair.trim());
        if (match?.[1] === undefined) continue;
        const cookies = hosts.get(url.hostname) ?? new Map<string, Cookie>();
        hosts.set(url.hostname, cookies);
        cookies.delete(match[1]);
        const expiresMs = readExpiry(attributes, clock.nowMs());
        if (expiresMs <= clock.nowMs()) continue;
        const isSecure = attributes.some((attribute) => /^\s*secure\s*$/i.test(attribute));
        cookies.set(match[1], { value: match[2] ?? '', isSecure, expiresMs });
        const oldest = cookies.keys().next().value;
        if (cookies.size > maxCookiesPerHost && oldest !== undefined) cookies.delete(oldest);
      }
    },
    headerFor(url) {
      const nowMs = clock.nowMs();
      let header = '';
      for (const [name, cookie] of hosts.get(url.hostname) ?? []) {
        if (cookie.expiresMs <= nowMs || (cookie.isSecure && url.protocol !== 'https:')) continue;
        const next = `${header === '' ? '' : `${header}; `}${name}=${cookie.value}`;
        if (next.length <= maxHeaderLength) header = next;
      }
      return header === '' ? null : header;
    },
  };
}
