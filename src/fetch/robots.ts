import robotsParser from 'robots-parser';
import type { Outcome } from '../result/vocabulary.ts';
import { plainHost } from './address-guard.ts';
import type { NoteBook } from './notes.ts';
import type { FetchAnswer } from './types.ts';

/** RFC 9309 §2.5 wants at least 500 KiB to be read; the rest of a longer file is left out. */
export const robotsLimits = { maxWireBytes: 524_288, maxBytes: 524_288, onExcess: 'truncate' } as const;

export type RobotsVerdict =
  | { kind: 'allowed' }
  /** `robots`, or what kept the file itself from being asked for: the page would meet the same */
  | { kind: 'refused'; outcome: Outcome; detail: string };

export interface RobotsOptions {
  userAgent: string;
  /** fetches the file with redirects and repeats, through the same guard and pace */
  fetchFile: (url: URL) => Promise<FetchAnswer>;
  /** the own site is asked for its sitemaps only: its delay is not kept and not noted */
  isLifted: (hostname: string) => boolean;
  /** the delay to keep on a host, already clamped */
  onCrawlDelay: (host: string, delayMs: number) => void;
  notes: NoteBook;
}

/** Rules of robots.txt, one file per origin and run. */
export interface Robots {
  check(url: URL): Promise<RobotsVerdict>;
  sitemaps(url: URL): Promise<string[]>;
}

/** A longer Crawl-delay is kept at this and noted. */
const longestCrawlDelayMs = 10_000;
const maxSitemaps = 100;
/**
 * Rules longer than any real path, or full of wildcards, cost the matcher time and mean nothing: 9,500 rules of 20
 * wildcards took 1.6 s for one address of 2,000 letters.
 */
const maxRuleLength = 2_048;
const maxWildcards = 20;
const maxWildcardRules = 1_000;

interface ParsedRobots {
  isAllowed(url: string, userAgent: string): boolean | undefined;
  getMatchingLineNumber(url: string, userAgent: string): number;
  getCrawlDelay(userAgent: string): number | undefined;
  getSitemaps(): string[];
}

// the package is CommonJS and exports the function itself; its types promise a `default` that is not there
const parseRobots = robotsParser as unknown as (url: string, text: string) => ParsedRobots;

type Rules =
  | { kind: 'rules'; parser: ParsedRobots }
  /** no file, or one that may not be seen: RFC 9309 §2.3.1.3, everything is allowed */
  | { kind: 'none' }
  | { kind: 'refused'; outcome: Outcome; detail: string };

/** The name under which robots.txt speaks to us: the product of the user agent. */
export function productToken(userAgent: string): string {
  const compatible = /\(compatible;\s*([\w-]+)/i.exec(userAgent)?.[1];
  return compatible ?? /^[\w.-]+/.exec(userAgent)?.[0] ?? '*';
}

function tameRules(text: string): string {
  let wildcardRules = 0;
  const tamed = text.split(/\r\n|\r|\n/).map((rawLine) => {
    const line = rawLine.replace(/\*{2,}/g, '*');
    const wildcards = line.split('*').length - 1;
    // `User-agent: *` counts as one too: far below the limit, and simpler than telling them apart
    if (wildcards > 0) wildcardRules += 1;
    const isTame =
      line.length <= maxRuleLength &&
      wildcards <= maxWildcards &&
      (wildcards === 0 || wildcardRules <= maxWildcardRules);
    // emptied, not dropped: line numbers stay those of the file
    return isTame ? line : '';
  });
  return tamed.join('\n');
}

function robotsUrlOf(url: URL): URL {
  return new URL('/robots.txt', url.origin);
}

export function createRobots(options: RobotsOptions): Robots {
  const token = productToken(options.userAgent);
  const known = new Map<string, Promise<Rules>>();

  function readDelay(host: string, delaySeconds: number | undefined): void {
    if (delaySeconds === undefined || !(delaySeconds > 0) || options.isLifted(host)) return;
    const isLonger = delaySeconds * 1_000 > longestCrawlDelayMs;
    const delayMs = isLonger ? longestCrawlDelayMs : delaySeconds * 1_000;
    options.onCrawlDelay(host, delayMs);
    const kept = `${delayMs / 1_000} s`;
    if (isLonger)
      options.notes.write(host, 'crawl-delay-clamped', `${delaySeconds} s asked for, ${kept} kept`);
    else options.notes.write(host, 'crawl-delay', kept);
  }

  function readRules(url: URL, body: Uint8Array): Rules {
    // the parser must know the origin that was asked, not the end of its redirects (RFC 9309 §2.3.1.2)
    const parser = parseRobots(url.href, tameRules(new TextDecoder().decode(body)));
    readDelay(plainHost(url.hostname), parser.getCrawlDelay(token));
    if (parser.isAllowed(new URL('/', url).href, token) === false) {
      options.notes.write(plainHost(url.hostname), 'robots-forbids-all', 'Disallow: /');
    }
    return { kind: 'rules', parser };
  }

  async function load(url: URL): Promise<Rules> {
    const answer = await options.fetchFile(url);
    const detail = answer.detail ?? answer.outcome;
    switch (answer.outcome) {
      case 'ok':
        return readRules(url, answer.body ?? new Uint8Array());
      case 'http-error':
      case 'blocked':
      case 'login':
        if (answer.httpStatus !== null && answer.httpStatus < 500) return { kind: 'none' };
        break;
      case 'redirect-loop':
      case 'too-large':
      case 'not-html':
      case 'soft-404':
      case 'parked':
        return { kind: 'none' };
      case 'dns':
      case 'refused':
      case 'tls':
      case 'budget':
        return { kind: 'refused', outcome: answer.outcome, detail };
      case 'address-refused':
        // the file was sent elsewhere, to where nothing is asked: as good as none; or the host itself is refused
        return answer.redirects.length > 0
          ? { kind: 'none' }
          : { kind: 'refused', outcome: answer.outcome, detail };
      case 'timeout':
      case 'reset':
      case 'robots':
        break;
    }
    const reason = `robots.txt unreadable: ${detail}`;
    options.notes.write(plainHost(url.hostname), 'robots-unreadable', detail);
    return { kind: 'refused', outcome: 'robots', detail: reason };
  }

  async function loadAndKeep(robotsUrl: URL): Promise<Rules> {
    let isKept = false;
    try {
      const rules = await load(robotsUrl);
      // a host that could not be reached may be back for the next page; what the file itself said holds for the run
      isKept = rules.kind !== 'refused' || rules.outcome === 'robots';
      return rules;
    } finally {
      if (!isKept) known.delete(robotsUrl.href);
    }
  }

  function rulesFor(url: URL): Promise<Rules> {
    const robotsUrl = robotsUrlOf(url);
    const rules = known.get(robotsUrl.href) ?? loadAndKeep(robotsUrl);
    known.set(robotsUrl.href, rules);
    return rules;
  }

  return {
    async check(url) {
      const rules = await rulesFor(url);
      if (rules.kind === 'none') return { kind: 'allowed' };
      if (rules.kind === 'refused') return rules;
      // undefined means that the file does not speak of this address, which is no refusal
      if (rules.parser.isAllowed(url.href, token) !== false) return { kind: 'allowed' };
      const line = rules.parser.getMatchingLineNumber(url.href, token);
      return { kind: 'refused', outcome: 'robots', detail: `robots.txt line ${line}` };
    },
    async sitemaps(url) {
      const rules = await rulesFor(url);
      if (rules.kind !== 'rules') return [];
      const listed = rules.parser.getSitemaps().map((text) => URL.parse(text, robotsUrlOf(url).href));
      const usable = listed.filter((each) => each?.protocol === 'http:' || each?.protocol === 'https:');
      return [...new Set(usable.map((each) => each?.href ?? ''))].slice(0, maxSitemaps);
    },
  };
}
