import type { CachingHeaders } from './types.ts';

/** Headers as undici gives them: names in lower case, values byte for byte as Latin-1. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The first value of a header, as sent; null when there is none. */
export function firstHeader(headers: ResponseHeaders, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/**
 * The first value of a header with Thai made readable. RFC 9110 §5.5 wants ASCII, Thai servers send file names and
 * Location in raw UTF-8 or TIS-620.
 */
export function readHeader(headers: ResponseHeaders, name: string): string | null {
  const raw = firstHeader(headers, name);
  // oxlint-disable-next-line no-control-regex
  if (raw === null || /^[\x00-\x7f]*$/.test(raw)) return raw;
  const bytes = Buffer.from(raw, 'latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-874').decode(bytes);
  }
}

/** What an answer says of its being kept; a header that is sent twice counts as one list (RFC 9110 §5.3). */
export function readCaching(headers: ResponseHeaders): CachingHeaders {
  const all = (name: string): string | null => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  };
  return {
    cacheControl: all('cache-control'),
    vary: all('vary'),
    date: firstHeader(headers, 'date'),
    setsCookie: headers['set-cookie'] !== undefined,
  };
}
