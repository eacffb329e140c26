import type { PageRenderer, RenderedPage } from '../crawl/ports.ts';
import type { AddressGuard } from '../fetch/address-guard.ts';
import type { Pacer } from '../fetch/pace.ts';
import type { Clock } from '../fetch/types.ts';
import { BrowserPool, defaultRecycleLimits, type RecycleLimits } from './browser-pool.ts';
import { type Door, openDoor } from './door.ts';
import type { BrowserCandidate } from './find-browser.ts';
import type { TrafficOptions } from './page-traffic.ts';
import {
  defaultPageLimits,
  type PageEnd,
  type PageLimits,
  renderPage,
  type VisitRequest,
} from './render-page.ts';
import { ScriptStore } from './script-store.ts';

export interface RendererOptions {
  clock: Clock;
  /** the guard and the pace of the run's fetcher: one for both */
  guard: AddressGuard;
  pacer: Pacer;
  /** behind the browser's own */
  userAgent: string;
  /** the webmaster checks the own site: its hosts are not paced */
  ownSite: boolean;
  /** refuse to open anything where the system gives no sandbox */
  requireSandbox: boolean;
  candidates(): Promise<readonly BrowserCandidate[]>;
  limits?: Partial<PageLimits>;
  recycle?: RecycleLimits;
  /** pages open at once; 2 */
  pagesAtOnce?: number;
  /** of the scripts of one page; 512 */
  maxScriptMemoryMb?: number;
}

export interface PictureRequest {
  url: string;
  /** words to frame, the most telling first */
  marks: readonly string[];
  signal: AbortSignal;
}

/** The browser of one run. */
export interface Renderer extends PageRenderer {
  /** a PNG of a page as a visitor sees it; null when there is none */
  picture(request: PictureRequest): Promise<Uint8Array | null>;
  /** browsers started so far */
  launches(): number;
  /** what the proxy refused, as host:port */
  refused(): readonly string[];
  close(): Promise<void>;
}

/** As the fetcher: 4 at once are kind to a small server, a test server on this machine needs no kindness. */
const liftedConcurrency = 4;
const loopbackConcurrency = 64;

/**
 * Renders pages. Nothing is started before the first page asks for it: neither the proxy nor a browser.
 */
export function createRenderer(options: RendererOptions): Renderer {
  const { clock, guard, pacer, ownSite } = options;
  const limits = { ...defaultPageLimits, ...options.limits };
  const traffic: TrafficOptions = {
    guard,
    pacer,
    liftedConcurrency: (hostname, address) => {
      if (!ownSite || !guard.isAgencyHost(hostname)) return null;
      const isLoopback = address === '::1' || address?.startsWith('127.') === true;
      return isLoopback ? loopbackConcurrency : liftedConcurrency;
    },
    scripts: new ScriptStore(),
    nowMs: () => clock.nowMs(),
  };
  let opened: Promise<{ door: Door; pool: BrowserPool }> | null = null;
  let door: Door | null = null;
  let pool: BrowserPool | null = null;
  const waiting: (() => void)[] = [];
  let free = options.pagesAtOnce ?? 2;

  async function open(): Promise<{ door: Door; pool: BrowserPool }> {
    door = await openDoor(guard);
    pool = new BrowserPool(
      () => options.candidates(),
      {
        doorUrl: door.url,
        requireSandbox: options.requireSandbox,
        maxScriptMemoryMb: options.maxScriptMemoryMb ?? 512,
      },
      options.recycle ?? defaultRecycleLimits,
      clock,
    );
    return { door, pool };
  }

  async function enter(): Promise<void> {
    if (free > 0) {
      free--;
      return;
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  }

  async function renderOnce(request: VisitRequest): Promise<{ end: PageEnd; browser: string | null }> {
    const unseen = {
      html: null,
      finalUrl: request.url,
      picture: null,
      requests: 0,
      bytes: 0,
      isBrowserBroken: false,
    };
    const { pool: browsers } = await (opened ??= open());
    const lease = await browsers.lease();
    if (typeof lease === 'string') return { end: { ...unseen, problem: lease }, browser: null };
    let isBroken = true;
    try {
      const tools = { traffic, userAgent: options.userAgent, limits, clock };
      const end = await renderPage(lease.launched, request, tools);
      isBroken = end.isBrowserBroken;
      const { name, isSandboxed } = lease.launched;
      return { end, browser: isSandboxed ? name : `${name} (no sandbox)` };
    } finally {
      lease.giveBack(isBroken);
    }
  }

  return {
    async render(request): Promise<RenderedPage> {
      await enter();
      const startedMs = clock.nowMs();
      try {
        let { end, browser } = await renderOnce(request);
        // Another page may have taken the browser down with it: a fresh one tells.
        if (end.problem === 'crashed') ({ end, browser } = await renderOnce(request));
        const { html, finalUrl, problem, requests, bytes } = end;
        return { html, finalUrl, problem, browser, requests, bytes, elapsedMs: clock.nowMs() - startedMs };
      } finally {
        leave();
      }
    },
    async picture({ url, marks, signal }) {
      await enter();
      try {
        const host = new URL(url).host;
        const mayGoTo = (next: string): boolean => URL.parse(next)?.host === host;
        return (await renderOnce({ url, mayGoTo, marks, signal })).end.picture;
      } catch (error) {
        if (signal.aborted) return null;
        throw error;
      } finally {
        leave();
      }
    },
    launches: () => pool?.launches ?? 0,
    refused: () => door?.refused() ?? [],
    async close() {
      await opened?.catch(() => undefined);
      await pool?.close();
      await door?.close();
    },
  };
}
