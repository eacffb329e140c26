import { unwrapViewer } from './viewer.ts';

/** Longer addresses are data or an attack, never a page. */
const maxUrlChars = 4096;

/** An absolute http(s) address without its fragment, and the viewer that it was unwrapped from. */
export interface Address {
  url: string;
  wrapper: string | null;
  /** as {@link resolveUrl} gives it: wrapped, with its fragment */
  href: string;
}

/**
 * Resolves what an attribute says to an absolute http(s) address, by the WHATWG rules (Thai letters become
 * percent-encoded UTF-8). null for pure fragments, other schemes and what cannot be parsed.
 */
export function resolveUrl(raw: string, base: string): URL | null {
  if (raw.length > maxUrlChars) return null;
  const trimmed = raw.trim();
  if (trimmed === '' || trimmed.charCodeAt(0) === 35) return null;
  const url = URL.parse(trimmed, base);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
}

/** Resolves like {@link resolveUrl}, unwraps document viewers and drops the fragment. */
export function resolveAddress(raw: string, base: string): Address | null {
  const url = resolveUrl(raw, base);
  if (url === null) return null;
  const inner = unwrapViewer(url);
  const { href } = url;
  const bare = dropFragment(href);
  return inner === null
    ? { url: bare, wrapper: null, href }
    : { url: dropFragment(inner.href), wrapper: bare, href };
}

function dropFragment(href: string): string {
  const hash = href.indexOf('#');
  return hash < 0 ? href : href.slice(0, hash);
}
