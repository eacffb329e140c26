import type { Outcome } from '../result/vocabulary.ts';
import type { AddressGuard } from './address-guard.ts';
import type { Pacer } from './pace.ts';

/** Time as the fetcher sees it; tests hand in a fake one. */
export interface Clock {
  /** milliseconds since the epoch */
  nowMs(): number;
  /** resolves after `ms`; rejects with the signal's reason when aborted */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface FetchRequest {
  url: string;
  /** pages are capped at 10 MiB on the wire, documents at 30 MiB */
  accept: 'page' | 'document';
  /** robots.txt governs discovery only: start and declared addresses are opened as a person would */
  ignoreRobots?: boolean;
  signal?: AbortSignal;
  /**
   * What failed before is asked once more: after a rest, one attempt with limits twice as long, HTTP/2 where the server
   * has it, and more time for the first of several addresses.
   */
  isSecondOpinion?: boolean;
  /**
   * Headers that make the request for one hop conditional (If-None-Match, If-Modified-Since; RFC 9110 §13.1), null for
   * none. Asked at every hop, since validators belong to one address; a 304 then comes back as it is, an `http-error`.
   */
  conditionsFor?: (url: string) => Promise<Readonly<Record<string, string>> | null>;
}

export interface FetchHop {
  url: string;
  httpStatus: number;
}

/** The answer to one request, redirects followed. Expected failures are outcomes, never exceptions. */
export interface FetchAnswer {
  /** what the transport can tell; `login`, `soft-404`, `parked`, `not-html` are found later, in the page */
  outcome: Outcome;
  detail: string | null;
  url: string;
  finalUrl: string;
  redirects: FetchHop[];
  httpStatus: number | null;
  contentType: string | null;
  contentDisposition: string | null;
  lastModified: string | null;
  etag: string | null;
  /** decompressed; null when nothing usable came. An http-error keeps its body, up to 64 KiB */
  body: Uint8Array | null;
  attempts: number;
  /** requests put on the wire: redirects and retries count */
  requests: number;
  /** bytes of bodies as they came off the wire, compressed, over all hops and repeats; absent: not counted */
  wireBytes?: number;
  /** the server said that what we hold still stands, and that is the body; absent: it was sent */
  fromCache?: true;
  /** what the last hop said of keeping its answer; absent or null: nothing was said */
  caching?: CachingHeaders | null;
  /** gives the memory of the body back; nothing may read in it from then on */
  release?: () => void;
  elapsedMs: number;
  retrievedAtMs: number;
  tlsProblem: string | null;
}

/** What an answer says of its being kept, as sent; null where it says nothing. */
export interface CachingHeaders {
  cacheControl: string | null;
  vary: string | null;
  /** when the server made the answer, by its own clock */
  date: string | null;
  setsCookie: boolean;
}

/** The one door to the network. */
export interface Fetcher {
  fetch(request: FetchRequest): Promise<FetchAnswer>;
  /** sitemaps named in the robots.txt of the origin of `url`, [] when none or not readable */
  sitemaps(url: string): Promise<string[]>;
  /** Crawl-delay clamps, robots refusals, slow-downs: one entry per host */
  notes(): FetchNote[];
  close(): Promise<void>;
}

export interface FetchNote {
  host: string;
  kind:
    | 'crawl-delay'
    | 'crawl-delay-clamped'
    | 'robots-unreadable'
    | 'robots-forbids-all'
    | 'slowed-down'
    | 'retry-after';
  detail: string;
}

export interface FetcherOptions {
  clock: Clock;
  /** uniform in [0, 1); for the jitter of retries only */
  random: () => number;
  userAgent: string;
  /** requests in flight per host and per IP address; 2 by default */
  concurrencyPerHost: number;
  /** between starts per host, in ms; 250 by default */
  delayMs: number;
  /** robots and pace lifted: the webmaster checks the own site */
  ownSite: boolean;
  /** the start URL's host may lie on a private address: pinned as first resolved */
  startUrl: string;
  /** false in batch, schedule and serve: the start host is then held to public addresses too */
  startMayBePrivate: boolean;
  /** further ranges that may be connected to, CIDR */
  allowAddresses: string[];
  /** as curl's --resolve: HOST:PORT:ADDRESS; an address named here may be private */
  resolve: string[];
  /** further hosts of the agency: ports ≥ 1024 are open on them and `ownSite` covers them */
  alsoHosts?: string[];
  /** parts left out keep the defaults of `defaultTimeouts` */
  timeouts?: Partial<FetchTimeouts>;
  /** every address of a host name; the system's resolver by default */
  lookup?: LookupAddresses;
  /** one pace for several fetchers, so that agencies on one IP address share its limits; an own one by default */
  pacer?: Pacer;
  /** one guard for the fetcher and a browser beside it, so that both hold the start host to one address */
  guard?: AddressGuard;
}

/** Limits of one attempt, in ms of real time: sockets know no fake clock. */
export interface FetchTimeouts {
  /** look-up, TCP and TLS; 10 s */
  connectMs: number;
  /** from the request to the last header; 15 s */
  headersMs: number;
  /** between two pieces of the body; 10 s */
  idleBodyMs: number;
  /** one attempt with its redirects, waits for pace left out; 30 s */
  totalMs: number;
}

export interface HostAddress {
  address: string;
  family: 4 | 6;
}

/** Rejects with an error that has a `code` (ENOTFOUND, …) when the name is not known. */
export type LookupAddresses = (hostname: string) => Promise<HostAddress[]>;
