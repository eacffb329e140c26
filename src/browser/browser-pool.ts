import type { Clock } from '../fetch/types.ts';
import type { BrowserCandidate } from './find-browser.ts';
import { type LaunchedBrowser, type LaunchFailure, type LaunchOptions, launchBrowser } from './launch.ts';

/** A browser is replaced by a fresh one after this much use: what it leaks goes with it. */
export interface RecycleLimits {
  maxPages: number;
  maxMs: number;
}

export const defaultRecycleLimits: RecycleLimits = { maxPages: 100, maxMs: 15 * 60_000 };

/** A browser for one page. */
export interface BrowserLease {
  launched: LaunchedBrowser;
  /** @param isBroken it crashed or hangs, and nobody gets it again */
  giveBack(isBroken: boolean): void;
}

interface Running {
  launched: LaunchedBrowser;
  startedMs: number;
  pages: number;
  users: number;
  isRetired: boolean;
}

const closeMs = 5_000;

/** Starts a browser when the first page wants one, hands it out, replaces it when it has done enough or broke. */
export class BrowserPool {
  readonly #candidates: () => Promise<readonly BrowserCandidate[]>;
  readonly #launchOptions: LaunchOptions;
  readonly #limits: RecycleLimits;
  readonly #clock: Clock;
  readonly #closing = new Set<Promise<void>>();
  #current: Promise<Running | LaunchFailure> | null = null;
  #failure: LaunchFailure | null = null;
  /** browsers that were started, for tests and the log */
  launches = 0;

  constructor(
    candidates: () => Promise<readonly BrowserCandidate[]>,
    launchOptions: LaunchOptions,
    limits: RecycleLimits,
    clock: Clock,
  ) {
    this.#candidates = candidates;
    this.#launchOptions = launchOptions;
    this.#limits = limits;
    this.#clock = clock;
  }

  async lease(): Promise<BrowserLease | LaunchFailure> {
    for (;;) {
      // What could not start once is not tried for every page.
      if (this.#failure !== null) return this.#failure;
      const current = (this.#current ??= this.#launch());
      const running = await current;
      if (typeof running === 'string') {
        this.#failure = running;
        return running;
      }
      if (this.#isWorn(running)) {
        if (this.#current === current) this.#current = null;
        this.#retire(running);
        continue;
      }
      running.pages++;
      running.users++;
      return { launched: running.launched, giveBack: (isBroken) => this.#takeBack(running, isBroken) };
    }
  }

  async close(): Promise<void> {
    const running = await this.#current;
    this.#current = null;
    this.#failure ??= 'no-browser';
    if (running !== null && typeof running !== 'string') {
      running.users = 0;
      this.#retire(running);
    }
    await Promise.all(this.#closing);
  }

  async #launch(): Promise<Running | LaunchFailure> {
    const launched = await launchBrowser(await this.#candidates(), this.#launchOptions);
    if (typeof launched === 'string') return launched;
    this.launches++;
    return { launched, startedMs: this.#clock.nowMs(), pages: 0, users: 0, isRetired: false };
  }

  #isWorn(running: Running): boolean {
    return (
      running.isRetired ||
      !running.launched.browser.isConnected() ||
      running.pages >= this.#limits.maxPages ||
      this.#clock.nowMs() - running.startedMs >= this.#limits.maxMs
    );
  }

  #takeBack(running: Running, isBroken: boolean): void {
    running.users--;
    if (isBroken) running.isRetired = true;
    if (running.isRetired) this.#retire(running);
  }

  /** Closes it when its last page is gone. */
  #retire(running: Running): void {
    running.isRetired = true;
    if (running.users > 0) return;
    const closed = closeBrowser(running.launched);
    this.#closing.add(closed);
    void closed.finally(() => this.#closing.delete(closed));
  }
}

async function closeBrowser({ browser }: LaunchedBrowser): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeMs);
  });
  try {
    await Promise.race([browser.close().catch(() => undefined), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
