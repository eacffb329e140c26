import { isIP } from 'node:net';
import { detachText } from '../text/detach.ts';

/** Hosts that are remembered as in or out. */
const maxOrigins = 5_000;

/** Which addresses are the agency's main website. */
export interface SiteScope {
  contains(url: string): boolean;
  /** adds the host that the start address turned out to lead to */
  addHostOf(url: string): void;
  hosts(): string[];
}

/**
 * The main site: the start host with or without `www.`, everything below it, and the hosts given
 * besides. A sub-domain of an agency's own host counts; the domain above it (`moph.go.th` for
 * `nampu.moph.go.th`) does not. A bare address with a port is that port alone.
 */
export function createSiteScope(startUrl: string, alsoHosts: readonly string[]): SiteScope {
  const sites: { host: string; port: string | null }[] = [];
  const known = new Map<string, boolean>();
  const add = (host: string, port: string | null): void => {
    const bare = host.toLowerCase().replace(/^www\./, '');
    if (sites.some((site) => site.host === bare && site.port === port)) return;
    sites.push({ host: bare, port });
    known.clear();
  };
  const addHostOf = (url: string): void => {
    const parsed = parse(url);
    if (parsed !== null) add(parsed.hostname, portOf(parsed));
  };
  addHostOf(startUrl);
  for (const also of alsoHosts) addHostOf(also.includes('://') ? also : `http://${also}`);
  const isInside = (url: string): boolean => {
    const parsed = parse(url);
    if (parsed === null) return false;
    const host = parsed.hostname.toLowerCase().replace(/^www\./, '');
    return sites.some(
      (site) =>
        site.port === portOf(parsed) &&
        (host === site.host || (isIP(site.host) === 0 && host.endsWith(`.${site.host}`))),
    );
  };
  return {
    contains(url) {
      const end = url.startsWith('http') ? url.indexOf('/', 8) : -1;
      if (end <= 8) return isInside(url);
      const origin = url.slice(0, end);
      let inside = known.get(origin);
      if (inside === undefined) {
        inside = isInside(url);
        if (known.size < maxOrigins) known.set(detachText(origin), inside);
      }
      return inside;
    },
    addHostOf,
    hosts: () => sites.map((site) => (site.port === null ? site.host : `${site.host}:${site.port}`)),
  };
}

function portOf(url: URL): string | null {
  return url.port === '' || url.port === '80' || url.port === '443' ? null : url.port;
}

function parse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
