import type { BrowserContext, Page, Request, Route } from 'playwright-core';
import type { AddressGuard } from '../fetch/address-guard.ts';
import { plainHost, portOf } from '../fetch/address-guard.ts';
import type { Pacer, PaceTicket } from '../fetch/pace.ts';
import { plainAddress } from '../fetch/special-addresses.ts';
import { decideRequest, type PageState } from './request-rules.ts';
import type { ScriptStore } from './script-store.ts';

export interface TrafficOptions {
  guard: AddressGuard;
  pacer: Pacer;
  /** places at once on a host that is the webmaster's own; null: the usual pace */
  liftedConcurrency: (hostname: string, address: string | null) => number | null;
  scripts: ScriptStore;
  nowMs: () => number;
}

/** What one page may ask for. */
const maxRequests = 200;
const maxBytes = 30 * 1024 * 1024;
/** A place on a host is given back after this long, so that a stream that never ends does not keep it. */
const longestPlaceMs = 10_000;

const emptyPicture = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
/** Answers that speak of the connection or of a length that no longer holds. */
const unkeptHeaders = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'set-cookie']);

/** Watches over everything that one page asks for: rules, guard, pace, amounts. */
export class PageTraffic {
  readonly state: PageState;
  requests = 0;
  bytes = 0;
  /** something of the page's own did not come: a script or an answer that it asked for */
  hasGaps = false;
  readonly #options: TrafficOptions;
  readonly #signal: AbortSignal;
  readonly #waiting = new Set<Request>();
  readonly #tickets = new Map<Request, () => void>();

  constructor(state: PageState, options: TrafficOptions, signal: AbortSignal) {
    this.state = state;
    this.#options = options;
    this.#signal = signal;
  }

  /** Requests that have not been answered in full. */
  get open(): number {
    return this.#waiting.size;
  }

  get isOverBudget(): boolean {
    return this.requests > maxRequests || this.bytes > maxBytes;
  }

  async attach(context: BrowserContext, page: Page): Promise<void> {
    await context.route('**/*', (route, request) => this.#decide(route, request, page));
    await context.routeWebSocket(/.*/, (socket) => void socket.close());
    page.on('requestfinished', (request) => void this.#finish(request));
    page.on('requestfailed', (request) => this.#end(request));
  }

  /** Gives back every place that the page still has. */
  release(): void {
    for (const leave of this.#tickets.values()) leave();
    this.#tickets.clear();
    this.#waiting.clear();
  }

  async #decide(route: Route, request: Request, page: Page): Promise<void> {
    const isMainNavigation = request.isNavigationRequest() && request.frame() === page.mainFrame();
    const asked = { url: request.url(), method: request.method(), resourceType: request.resourceType() };
    const decision = this.isOverBudget ? 'refuse' : decideRequest({ ...asked, isMainNavigation }, this.state);
    try {
      switch (decision) {
        case 'refuse':
          // Any other word for it would put an error page in the place of the page that is shown.
          await route.abort(isMainNavigation ? 'aborted' : 'blockedbyclient');
          return;
        case 'empty-style':
          await route.fulfill({ status: 200, contentType: 'text/css', body: '' });
          return;
        case 'empty-picture':
          await route.fulfill({ status: 200, contentType: 'image/gif', body: emptyPicture });
          return;
        case 'send':
          if (isMainNavigation) this.state.navigations++;
          await this.#send(route, request);
      }
    } catch {
      // The page was closed while its request was looked at.
    }
  }

  async #send(route: Route, request: Request): Promise<void> {
    const stored = request.method() === 'GET' ? this.#options.scripts.find(request.url()) : null;
    if (stored !== null && request.resourceType() === 'script') {
      await route.fulfill({ status: 200, headers: stored.headers, body: stored.body });
      return;
    }
    this.#waiting.add(request);
    const leave = await this.#enter(request);
    if (leave === null) {
      this.#waiting.delete(request);
      this.hasGaps = true;
      await route.abort('addressunreachable');
      return;
    }
    this.#tickets.set(request, leave);
    this.requests++;
    await route.continue();
  }

  /** Waits for the host's pace; null when the guard refuses the address. */
  async #enter(request: Request): Promise<(() => void) | null> {
    const { guard, pacer, nowMs } = this.#options;
    const url = new URL(request.url());
    if (guard.refuseUrl(url) !== null) return null;
    const host = plainHost(url.hostname);
    let ticket: PaceTicket;
    try {
      const [first] = await guard.findAddresses(host, portOf(url));
      const address = first === undefined ? null : plainAddress(first.address);
      const lifted = this.#options.liftedConcurrency(host, address);
      ticket = await pacer.enter({
        host,
        address,
        signal: this.#signal,
        ...(lifted === null ? {} : { liftedToConcurrency: lifted }),
      });
    } catch {
      return null;
    }
    const startedMs = nowMs();
    const timer = setTimeout(() => ticket.leave(null, false), longestPlaceMs);
    return () => {
      clearTimeout(timer);
      ticket.leave(nowMs() - startedMs, false);
    };
  }

  async #finish(request: Request): Promise<void> {
    this.#tickets.get(request)?.();
    this.#tickets.delete(request);
    try {
      const response = await request.response();
      const { responseBodySize } = await request.sizes();
      this.bytes += Math.max(0, responseBodySize);
      const status = response?.status() ?? 0;
      if (status >= 400 && this.#matters(request)) this.hasGaps = true;
      if (
        status === 200 &&
        request.resourceType() === 'script' &&
        request.method() === 'GET' &&
        response !== null
      )
        this.#options.scripts.keep(request.url(), {
          headers: keptHeaders(await response.allHeaders()),
          body: await response.body(),
        });
    } catch {
      // The page was closed before it could tell.
    } finally {
      this.#waiting.delete(request);
    }
  }

  #end(request: Request): void {
    const leave = this.#tickets.get(request);
    leave?.();
    this.#tickets.delete(request);
    if (this.#waiting.delete(request) && this.#matters(request)) this.hasGaps = true;
  }

  /** Whether a page that lacks this answer may lack content: its own scripts and what these ask for. */
  #matters(request: Request): boolean {
    const type = request.resourceType();
    if (type !== 'script' && type !== 'xhr' && type !== 'fetch') return false;
    return URL.parse(request.url())?.hostname === URL.parse(this.state.url)?.hostname;
  }
}

function keptHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !unkeptHeaders.has(name)));
}
