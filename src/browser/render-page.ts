import type { BrowserContext, Page, Response } from 'playwright-core';
import type { RenderRequest } from '../crawl/ports.ts';
import { untilAborted } from '../fetch/abort.ts';
import type { Clock } from '../fetch/types.ts';
import type { RenderProblem } from '../snapshot/schema.ts';
import type { LaunchedBrowser } from './launch.ts';
import { frameScript } from './frame-script.ts';
import { PageTraffic, type TrafficOptions } from './page-traffic.ts';
import { PageHungError, PageWorld } from './page-world.ts';
import type { PageState } from './request-rules.ts';
import { settle, type Visit } from './settle.ts';
import { takePicture } from './take-picture.ts';
import { unfoldPage } from './unfold.ts';

export interface PageLimits {
  /** one page, all in all; 45 s */
  totalMs: number;
  /** until the server's answer is there */
  openMs: number;
  /** until its scripts have come to rest */
  settleMs: number;
}

export const defaultPageLimits: PageLimits = { totalMs: 45_000, openMs: 20_000, settleMs: 20_000 };

/** What came of one page. */
export interface PageEnd {
  html: string | null;
  finalUrl: string;
  problem: RenderProblem | null;
  requests: number;
  bytes: number;
  picture: Uint8Array | null;
  /** the browser is not to be trusted with another page */
  isBrowserBroken: boolean;
}

/** A page to be looked at; with `marks`, for a picture of it. */
export interface VisitRequest extends RenderRequest {
  marks?: readonly string[];
}

export interface PageTools {
  traffic: TrafficOptions;
  /** our name, behind the browser's own */
  userAgent: string;
  limits: PageLimits;
  clock: Clock;
}

/** Leaves time to write the page down, but never more than a third of it all. */
const reserveMs = 6_000;
const closeMs = 3_000;

/**
 * Opens one page in a context of its own, so that no page finds what another left behind, unfolds it and writes it
 * down. Whatever the page does, this ends within the limit.
 *
 * @throws the signal's reason when it is aborted
 */
export async function renderPage(
  launched: LaunchedBrowser,
  request: VisitRequest,
  tools: PageTools,
): Promise<PageEnd> {
  const over = new AbortController();
  const stop = AbortSignal.any([request.signal, over.signal]);
  let timer: NodeJS.Timeout | undefined;
  const state: PageState = {
    url: request.url,
    phase: 'loading',
    navigations: 0,
    isForEyes: request.marks !== undefined,
    mayGoTo: request.mayGoTo,
  };
  const traffic = new PageTraffic(state, tools.traffic, stop);
  const sight = new PageSight(launched, request, tools, traffic, stop);
  const tooLate = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), tools.limits.totalMs);
  });
  try {
    request.signal.throwIfAborted();
    const looking = sight.look();
    looking.catch(() => undefined);
    const end = await untilAborted(Promise.race([looking, tooLate]), request.signal);
    return describe(end === 'timeout' ? sight.unseen('timeout') : end, traffic, await sight.close());
  } catch (error) {
    const isClosed = await sight.close();
    request.signal.throwIfAborted();
    return describe(sight.unseen(explain(error, sight)), traffic, isClosed);
  } finally {
    clearTimeout(timer);
    over.abort(new Error('the page is over'));
    traffic.release();
  }
}

type Sight = Pick<PageEnd, 'html' | 'finalUrl' | 'problem' | 'picture'>;

function describe(seen: Sight, traffic: PageTraffic, isClosed: boolean): PageEnd {
  const { requests, bytes } = traffic;
  return { ...seen, requests, bytes, isBrowserBroken: !isClosed };
}

function explain(error: unknown, sight: PageSight): RenderProblem {
  if (sight.hasCrashed) return 'crashed';
  if (error instanceof PageHungError) return 'timeout';
  const message = error instanceof Error ? error.message : '';
  if (/Download is starting/i.test(message)) return 'not-a-page';
  if (/Timeout \d+ms exceeded/i.test(message)) return 'timeout';
  if (/BLOCKED_BY_CLIENT/i.test(message)) return 'left-site';
  if (/ADDRESS_UNREACHABLE|TUNNEL_CONNECTION_FAILED|PROXY/i.test(message)) return 'refused';
  if (/ERR_ABORTED/i.test(message)) return 'not-a-page';
  return /ERR_|closed/i.test(message) ? 'refused' : 'crashed';
}

/** One look at one page. */
class PageSight {
  hasCrashed = false;
  readonly #launched: LaunchedBrowser;
  readonly #request: VisitRequest;
  readonly #tools: PageTools;
  readonly #traffic: PageTraffic;
  readonly #signal: AbortSignal;
  #context: BrowserContext | null = null;

  constructor(
    launched: LaunchedBrowser,
    request: VisitRequest,
    tools: PageTools,
    traffic: PageTraffic,
    signal: AbortSignal,
  ) {
    this.#launched = launched;
    this.#request = request;
    this.#tools = tools;
    this.#traffic = traffic;
    this.#signal = signal;
  }

  unseen(problem: RenderProblem): Sight {
    return { html: null, finalUrl: this.#request.url, problem, picture: null };
  }

  async look(): Promise<Sight> {
    const { clock, limits } = this.#tools;
    const untilMs = clock.nowMs() + limits.totalMs - Math.min(reserveMs, limits.totalMs / 3);
    const page = await this.#openTab();
    const response = await page.goto(this.#request.url, {
      waitUntil: 'domcontentloaded',
      timeout: limits.openMs,
    });
    const refusal = this.#judgeAnswer(response);
    if (refusal !== null) return this.unseen(refusal);
    const world = await PageWorld.open(page);
    const visit: Visit = { world, traffic: this.#traffic, clock, untilMs, signal: this.#signal };
    const { marks } = this.#request;
    if (marks !== undefined) {
      const picture = await takePicture(page, visit, marks);
      return { html: null, finalUrl: page.url(), problem: null, picture };
    }
    const isAtRest = await settle(visit, limits.settleMs);
    this.#traffic.state.phase = 'pressing';
    await world.enterPressing();
    await unfoldPage(visit);
    this.#traffic.state.phase = 'shut';
    await world.probe();
    const finalUrl = page.url();
    if (finalUrl !== this.#request.url && !this.#request.mayGoTo(finalUrl)) return this.unseen('left-site');
    const isWhole = isAtRest && !this.#traffic.hasGaps && !this.#traffic.isOverBudget;
    const written = await world.write(!isWhole);
    const problem = isWhole && !written.isCut ? null : 'partly';
    return { html: written.html, finalUrl, problem, picture: null };
  }

  /** Whether the browser let go of the page. */
  async close(): Promise<boolean> {
    const context = this.#context;
    if (context === null) return this.#launched.browser.isConnected();
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), closeMs);
    });
    const closed = context.close().then(
      () => this.#launched.browser.isConnected(),
      () => false,
    );
    try {
      return await Promise.race([closed, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #openTab(): Promise<Page> {
    const { userAgent } = this.#tools;
    const context = await this.#launched.browser.newContext({
      acceptDownloads: false,
      ignoreHTTPSErrors: true,
      serviceWorkers: 'block',
      locale: 'th-TH',
      timezoneId: 'Asia/Bangkok',
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      userAgent: `${this.#launched.userAgent.replace('HeadlessChrome', 'Chrome')} ${userAgent}`,
    });
    this.#context = context;
    await context.addInitScript(frameScript);
    const page = await context.newPage();
    page.on('crash', () => {
      this.hasCrashed = true;
      void context.close().catch(() => undefined);
    });
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
    context.on('page', (popup) => {
      if (popup !== page) void popup.close().catch(() => undefined);
    });
    await this.#traffic.attach(context, page);
    return page;
  }

  #judgeAnswer(response: Response | null): RenderProblem | null {
    if (response === null) return 'not-a-page';
    if (response.status() >= 400) return 'http-error';
    const { url, mayGoTo } = this.#request;
    return response.url() === url || mayGoTo(response.url()) ? null : 'left-site';
  }
}
